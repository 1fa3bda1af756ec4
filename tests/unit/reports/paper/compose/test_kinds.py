from datetime import date

import pytest

from inspections.enums import InspectionKind
from reports.enums import SectionKind
from reports.paper.compose.kinds import NAMES, explanation, plural_of
from tests.factories.paper_data import composed, inspection, lines, milestone, section

KINDS = SectionKind.KINDS_EXPLAINED


@pytest.mark.parametrize("kind", InspectionKind)
def test_every_kind_has_a_name_a_plural_and_an_explanation(kind: InspectionKind) -> None:
    assert NAMES[kind]
    assert plural_of(kind) != NAMES[kind]
    assert all(words.endswith(".") for words in explanation(kind, date(2022, 1, 1)))


def test_the_kinds_chosen_are_explained_in_order() -> None:
    said = lines(KINDS, {"kinds": ["super-complaint", "jtai"]})

    assert [line for line in said if line.startswith("-")] == [
        "- Super-complaint",
        "- Joint targeted area inspection (JTAI)",
    ]
    assert any("section 29A of the Police Reform Act 2002" in line for line in said)


def test_one_kind_needs_no_list() -> None:
    said = lines(KINDS, {"kinds": ["national thematic"]})

    assert said[0] == "National thematic inspection"
    assert len(said) == 2


def test_without_a_choice_the_kinds_of_the_period_are_explained() -> None:
    said = lines(
        KINDS, inspections=(inspection(kind=InspectionKind.CUSTODY, milestones=(milestone("1 February 2022"),)),)
    )

    assert said[0] == "Custody inspection"


def test_nothing_to_explain_is_a_fault() -> None:
    made = composed(section(KINDS, "Kinds"))

    assert [str(fault) for fault in made.faults] == [
        "Kinds: No inspection calls for an explanation. Choose the kinds to explain in the section’s options."
    ]


def test_super_complaints_go_to_the_majesty_of_the_day() -> None:
    before, after = date(2022, 3, 1), date(2023, 3, 1)

    assert "Her Majesty’s Chief Inspector" in " ".join(explanation(InspectionKind.SUPER_COMPLAINT, before))
    assert "His Majesty’s Chief Inspector" in " ".join(explanation(InspectionKind.SUPER_COMPLAINT, after))
