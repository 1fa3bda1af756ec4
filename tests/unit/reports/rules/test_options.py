from typing import Any

import pytest

from reports.enums import SectionKind
from reports.rules.options import OPTIONS, OptionType, faults, inspections_named


def test_every_kind_of_section_has_a_row() -> None:
    assert set(OPTIONS) == set(SectionKind)


def test_options_with_choices_have_them_and_the_others_have_none() -> None:
    for options in OPTIONS.values():
        for option in options.values():
            assert bool(option.choices) is (option.type in (OptionType.ONE, OptionType.SEVERAL)), option


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        (SectionKind.NARRATIVE, {}),
        (SectionKind.NOTIFIED, {"marker": "1.)", "kinds": ["peel", "jtai"]}),
        (SectionKind.PEEL_GRID, {"inspection": 7}),
        (SectionKind.REPORTS_FOR_REVIEW, {"inspections": [7, 3]}),
    ],
)
def test_lawful_options_have_no_faults(kind: SectionKind, options: dict[str, Any]) -> None:
    assert list(faults(kind, options)) == []


@pytest.mark.parametrize(
    ("kind", "options", "sentence"),
    [
        (
            SectionKind.NARRATIVE,
            {"marker": "i."},
            "A section of the kind “Narrative” has no option “marker”.",
        ),
        (SectionKind.NOTIFIED, {"marker": "*"}, "The option “List marker” must be one of its choices."),
        (SectionKind.NOTIFIED, {"marker": ["i."]}, "The option “List marker” must be one of its choices."),
        (
            SectionKind.NOTIFIED,
            {"kinds": "peel"},
            "The option “Kinds of inspection” must be a list of its choices, without repeats.",
        ),
        (
            SectionKind.NOTIFIED,
            {"kinds": ["peel", "peel"]},
            "The option “Kinds of inspection” must be a list of its choices, without repeats.",
        ),
        (
            SectionKind.NOTIFIED,
            {"kinds": [["peel"]]},
            "The option “Kinds of inspection” must be a list of its choices, without repeats.",
        ),
        (
            SectionKind.PEEL_GRID,
            {"inspection": "7"},
            "The option “PEEL inspection” must be the number of an inspection.",
        ),
        (
            SectionKind.PEEL_GRID,
            {"inspection": True},
            "The option “PEEL inspection” must be the number of an inspection.",
        ),
        (
            SectionKind.REPORTS_FOR_REVIEW,
            {"inspections": [7, 7]},
            "The option “Inspections” must be a list of numbers of inspections, without repeats.",
        ),
    ],
)
def test_unlawful_options_are_told_in_a_sentence(kind: SectionKind, options: dict[str, Any], sentence: str) -> None:
    assert list(faults(kind, options)) == [sentence]


def test_the_inspections_that_options_name_are_found() -> None:
    assert inspections_named(SectionKind.PEEL_GRID, {"inspection": 7}) == {7}
    assert inspections_named(SectionKind.REPORTS_FOR_REVIEW, {"inspections": [7, 3]}) == {3, 7}
    assert inspections_named(SectionKind.NOTIFIED, {"kinds": ["peel"]}) == frozenset()
