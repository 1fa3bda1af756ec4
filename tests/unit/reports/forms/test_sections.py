from typing import Any

import pytest

from inspections.enums import InspectionKind
from jac_tracker.accounts.actor import Actor
from reports.enums import SectionKind
from reports.forms import SectionForm
from reports.forms.sections import HINTS
from reports.models import Section
from reports.rules.options import OPTIONS, faults
from tests.factories.inspections import make_inspection, make_publication
from tests.factories.people import SETTER_UP

pytestmark = pytest.mark.django_db


def typed(kind: SectionKind, by: Actor = SETTER_UP, **values: Any) -> SectionForm:
    return SectionForm({"heading": "Here", "level": "1"} | values, kind=kind, actor=by)


def test_every_kind_of_section_is_explained_where_it_is_chosen() -> None:
    assert set(HINTS) == set(SectionKind)


@pytest.mark.parametrize("kind", SectionKind)
def test_every_kind_has_a_field_for_each_of_its_options(kind: SectionKind) -> None:
    form = typed(kind)

    assert [name for name in form.fields if name.startswith("option_")] == [f"option_{name}" for name in OPTIONS[kind]]
    assert form.is_valid()
    assert form.values()["options"] == {}


def test_a_narrative_is_the_officers_words_and_nothing_before_or_after() -> None:
    form = typed(SectionKind.NARRATIVE)

    assert [form[name].label for name in form.fields if name in ("before", "after")] == ["Your words"]


def test_options_come_out_as_the_rules_want_them() -> None:
    peel = make_inspection("PEEL", kind=InspectionKind.PEEL)
    report = make_publication(make_inspection("Austerity")).inspection

    listed = typed(SectionKind.NOTIFIED, option_kinds=["peel", "jtai"], option_marker="i.")
    grid = typed(SectionKind.PEEL_GRID, option_inspection=str(peel.pk))
    review = typed(SectionKind.REPORTS_FOR_REVIEW, option_inspections=[str(report.pk)])

    for form in (listed, grid, review):
        assert form.is_valid(), form.errors
        assert list(faults(form.kind, form.values()["options"])) == []
    assert listed.values()["options"] == {"kinds": ["peel", "jtai"], "marker": "i."}
    assert grid.values()["options"] == {"inspection": peel.pk}
    assert review.values()["options"] == {"inspections": [report.pk]}


def test_only_peel_inspections_can_be_chosen_for_a_grid() -> None:
    other = make_inspection("Youth violence")

    form = typed(SectionKind.PEEL_GRID, option_inspection=str(other.pk))

    assert form.errors == {"option_inspection": ["Select the PEEL inspection from the list"]}


def test_a_section_shown_and_sent_back_is_the_same() -> None:
    section = Section(
        kind=SectionKind.NOTIFIED,
        heading="To come",
        level=2,
        is_numbered=True,
        options={"marker": "i.", "kinds": ["peel"]},
        before="One\n\n- two",
        after="Three",
        is_standing=True,
    )
    shown = SectionForm.shown(section)

    form = typed(SectionKind.NOTIFIED, **{name: value for name, value in shown.items() if value is not False})

    assert form.is_valid()
    assert form.values() == {
        "heading": "To come",
        "level": 2,
        "is_numbered": True,
        "options": {"marker": "i.", "kinds": ["peel"]},
        "before": "One\n\n- two",
        "after": "Three",
        "is_standing": True,
    }


@pytest.mark.parametrize(
    ("values", "errors"),
    [
        ({"level": "4"}, {"level": ["Select the level from the list"]}),
        ({"level": ""}, {"level": ["Select the level"]}),
        ({"heading": "x" * 201}, {"heading": ["Heading must be 200 characters or fewer"]}),
        ({"before": "x" * 50_001}, {"before": ["Your words before it must be 50,000 characters or fewer"]}),
        ({"option_marker": "*"}, {"option_marker": ["Select the list marker from the list"]}),
        ({"option_kinds": ["peel", "🦉"]}, {"option_kinds": ["Select the kinds of inspection from the list"]}),
    ],
)
def test_what_is_wrong_is_told_at_its_field(values: dict[str, Any], errors: dict[str, list[str]]) -> None:
    assert typed(SectionKind.NOTIFIED, **values).errors == errors
