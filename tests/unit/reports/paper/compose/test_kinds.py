from datetime import date

import pytest

from inspections.enums import InspectionKind
from reports.enums import SectionKind
from reports.paper.compose.kinds import NAMES, explanation, plural_of
from tests.factories.paper_data import all_lines, composed, inspection, lines, milestone, section

KINDS = SectionKind.KINDS_EXPLAINED


@pytest.mark.parametrize("kind", InspectionKind)
def test_every_kind_has_a_name_a_plural_and_an_explanation(kind: InspectionKind) -> None:
    assert NAMES[kind]
    assert plural_of(kind) != NAMES[kind]
    assert all(words.endswith(".") for words in explanation(kind, date(2022, 1, 1)))


def test_the_kinds_chosen_are_explained_in_order() -> None:
    said = lines(KINDS, {"kinds": ["super-complaint", "jtai"]})

    assert said[0] == "HMICFRS inspects in several ways besides PEEL, alone or with other inspectorates:"
    assert [line.split(". ")[0] for line in said if line.startswith("-")] == [
        "- Super-complaint",
        "- Joint targeted area inspection (JTAI)",
    ]
    assert "section 29A of the Police Reform Act 2002" in said[1]


def test_with_peel_among_them_or_the_officers_own_words_the_kinds_are_led_in_otherwise() -> None:
    with_peel = lines(KINDS, {"kinds": ["peel", "jtai"]})
    led_in = composed(section(KINDS, "Kinds", options={"kinds": ["custody", "jtai"]}, before="There are two more:"))

    assert with_peel[0] == "HMICFRS inspects in several ways, alone or with other inspectorates:"
    assert all_lines(led_in.document)[1] == "There are two more:"
    assert all_lines(led_in.document)[2].startswith("- Custody inspection. ")


def test_one_kind_needs_no_list() -> None:
    said = lines(KINDS, {"kinds": ["national thematic"]})

    assert said[0].startswith("National thematic inspection. A close look at one subject")
    assert len(said) == 1


def test_without_a_choice_the_kinds_of_the_period_are_explained() -> None:
    said = lines(
        KINDS, inspections=(inspection(kind=InspectionKind.CUSTODY, milestones=(milestone("1 February 2022"),)),)
    )

    assert said[0].startswith("Custody inspection. ")


def test_nothing_to_explain_is_a_fault() -> None:
    made = composed(section(KINDS, "Kinds"))

    assert [str(fault) for fault in made.faults] == [
        "Kinds: No inspection calls for an explanation. Choose the kinds to explain in the section’s options."
    ]


def test_super_complaints_go_to_the_majesty_of_the_day() -> None:
    before, after = date(2022, 3, 1), date(2023, 3, 1)

    assert "Her Majesty’s Chief Inspector" in " ".join(explanation(InspectionKind.SUPER_COMPLAINT, before))
    assert "His Majesty’s Chief Inspector" in " ".join(explanation(InspectionKind.SUPER_COMPLAINT, after))
