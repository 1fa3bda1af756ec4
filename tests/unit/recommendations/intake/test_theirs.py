"""HMICFRS's own list as it is read: columns guessed, words of status, and rows that cannot be taken."""

from datetime import date

import pytest

from jac_tracker.sheets import Cell, CellFault
from recommendations.enums import HmicfrsStatus
from recommendations.intake.matching import Entry
from recommendations.intake.theirs import TheirField, TheirPlan, TheirRow, read_theirs
from tests.factories.their_lists import HEADINGS, their_list, their_plan, their_row

ON = date(2022, 3, 1)


def refused(**given: Cell) -> list[str]:
    sheet = their_list(their_row(**given))
    read = read_theirs(sheet, their_plan(sheet), {}, ON)
    assert read.rows == ()
    return [str(each) for each in read.refused]


def test_its_columns_are_guessed_from_their_headings() -> None:
    assert TheirPlan().guess([HEADINGS]).columns == dict(zip(TheirField, range(7), strict=True))


def test_a_row_is_an_entry_with_its_status_in_our_words_and_its_day() -> None:
    sheet = their_list(their_row(HMICFRS_comments="We shall visit."))

    (row,) = read_theirs(sheet, their_plan(sheet), {"crime data 2021": "Crime data integrity"}, ON).rows

    text = "The force should record every crime at once."
    entry = Entry("row 000002", "4001", "Crime data integrity", text, date(2022, 9, 30), "being-progressed")
    assert row == TheirRow(2, entry, date(2022, 2, 1), "We shall visit.")


def test_a_status_without_a_day_has_the_day_of_the_list() -> None:
    sheet = their_list(their_row(Status_date=None))

    (row,) = read_theirs(sheet, their_plan(sheet), {}, ON).rows

    assert row.status_on == ON


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("COMPLETE", HmicfrsStatus.COMPLETE),
        ("Closed - complete", HmicfrsStatus.COMPLETE),
        ("no-further-action-needed", HmicfrsStatus.NO_FURTHER_ACTION),
        ("Awaiting Review", HmicfrsStatus.AWAITING_REVIEW),
        ("superseded", HmicfrsStatus.SUPERSEDED),
        (None, ""),
    ],
)
def test_a_word_for_a_status_is_known(words: str | None, status: str) -> None:
    sheet = their_list(their_row(Status=words))

    (row,) = read_theirs(sheet, their_plan(sheet), {}, ON).rows

    assert row.entry.status == status


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"Status": "Nearly"}, "E2: “Nearly” is not a status that HMICFRS is known to use. Say what it means, or "
                               "mend it."),
        ({"Status": "Not on HMICFRS's list"}, "E2: “Not on HMICFRS's list” is not a status that HMICFRS is known to "
                                              "use. Say what it means, or mend it."),
        ({"Deadline": "31/2/2022"}, "D2: The deadline holds “31/2/2022”, which is no day read day first; it should be "
                                    "like 31/3/2022."),
        ({"Status_date": date(2022, 3, 2)}, "F2: The date of the status is after the day of the list. Mend the one or "
                                            "the other."),
        ({"Recommendation": CellFault("#REF!")}, "C2: The text holds #REF!. Mend it in the list."),
        ({"Reference": "4" * 61}, "A2: HMICFRS's reference has 61 letters, and there is room for 60. Shorten it."),
        ({"Reference": None, "Recommendation": None}, "C2: The row has neither HMICFRS's reference nor a text, so it "
                                                      "names no recommendation."),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_taken_is_named_by_sheet_row_and_column(given: dict[str, Cell], said: str) -> None:
    assert refused(**given) == [f"Sheet List, {said}"]


def test_a_word_that_was_settled_is_known() -> None:
    sheet = their_list(their_row(Status="Nearly"), their_row(Status="NEARLY"))
    plan = their_plan(sheet)

    unknown = read_theirs(sheet, plan, {}, ON).unknown
    settled = TheirPlan(plan.header, plan.columns, words={TheirField.STATUS: {"nearly": "awaiting-review"}})

    assert {key: (word.words, word.count) for key, word in unknown.items()} == {"nearly": ("Nearly", 2)}
    assert [row.entry.status for row in read_theirs(sheet, settled, {}, ON).rows] == ["awaiting-review"] * 2


def test_a_list_without_references_or_texts_cannot_be_compared() -> None:
    assert TheirPlan(columns={TheirField.REPORT: 0, TheirField.STATUS: 1}).wanting()
    assert TheirPlan(columns={TheirField.TEXT: 0}).wanting() == []
    assert TheirPlan(columns={TheirField.REFERENCE: 0}).wanting() == []


def test_a_plan_is_kept_as_json() -> None:
    plan = their_plan(their_list(their_row()))

    assert TheirPlan.of_json(plan.as_json()) == plan
    assert TheirPlan.of_json({}) == TheirPlan()


def test_days_are_read_as_their_column_shows() -> None:
    sheet = their_list(their_row(Deadline="4/3/2022"), their_row(Deadline="3/31/2022"))

    read = read_theirs(sheet, their_plan(sheet), {}, ON)

    assert [row.entry.deadline_on for row in read.rows] == [date(2022, 4, 3), date(2022, 3, 31)]
