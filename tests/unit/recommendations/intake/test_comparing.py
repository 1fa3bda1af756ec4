"""HMICFRS's list beside the register: what is expected on it, and the fingerprint under which it is decided."""

from dataclasses import replace
from datetime import date

import pytest

from recommendations.enums import HmicfrsStatus, Pile, Status
from recommendations.intake.comparing import Compared, OurItem, compare, counts_of, digest_of, status_to_expect
from recommendations.intake.matching import Entry
from recommendations.intake.theirs import TheirRow

DUE = date(2022, 9, 30)
ENTRY = Entry("MP-1", "4001", "Crime data 2021", "The force should record every crime.", DUE, "being-progressed")
ITEM = OurItem(1, ENTRY, "Record every crime", Status.IN_PROGRESS)


def their(number: int = 2, **values: object) -> TheirRow:
    return TheirRow(number, replace(ENTRY, key=f"row {number:06d}", **values), date(2022, 3, 1))


def piles(compared: tuple[Compared, ...]) -> list[Pile]:
    return [each.pile for each in compared]


@pytest.mark.parametrize(
    ("status", "recorded", "expected"),
    [
        (Status.IN_PROGRESS, "", HmicfrsStatus.BEING_PROGRESSED),
        (Status.WITH_HMICFRS, "", HmicfrsStatus.AWAITING_REVIEW),
        (Status.IN_PROGRESS, "awaiting-review", HmicfrsStatus.AWAITING_REVIEW),
        (Status.CLOSED_COMPLETE, "", HmicfrsStatus.COMPLETE),
        (Status.CLOSED_COMPLETE, "being-progressed", HmicfrsStatus.COMPLETE),
        (Status.CLOSED_SUPERSEDED, "", HmicfrsStatus.SUPERSEDED),
        (Status.CLOSED_NO_FURTHER_ACTION, "", HmicfrsStatus.NO_FURTHER_ACTION),
        (Status.FOR_INFORMATION, "", ""),
        (Status.FOR_INFORMATION, "complete", HmicfrsStatus.COMPLETE),
    ],
)
def test_what_their_list_should_say_of_an_item(status: Status, recorded: str, expected: str) -> None:
    assert status_to_expect(status, recorded) == expected


def test_an_item_that_is_not_expected_is_found_but_not_missed() -> None:
    untracked = replace(ITEM, is_expected=False)

    assert piles(compare([untracked], [their()])) == [Pile.AGREE]
    assert piles(compare([untracked], [])) == []
    assert piles(compare([ITEM], [])) == [Pile.OURS_ONLY]


def test_every_row_and_every_expected_item_is_in_one_pile() -> None:
    other = OurItem(2, Entry("MP-2", "", "Custody 2020", "Cells should be checked every hour."), "", Status.IN_PROGRESS)

    compared = compare([ITEM, other], [their(), their(3, reference="", text="Train all officers in first aid.")])

    assert {pile: count for pile, count in counts_of(compared).items() if count} == {
        Pile.THEIRS_ONLY: 1,
        Pile.OURS_ONLY: 1,
        Pile.AGREE: 1,
    }


@pytest.mark.parametrize(
    "change", [{"text": "the force should  record every crime"}, {"report": "Crime data: 2021"}, {"key": "row 9"}]
)
def test_marks_between_words_and_places_are_not_in_the_fingerprint(change: dict[str, str]) -> None:
    assert digest_of(ENTRY, replace(ENTRY, **change)) == digest_of(ENTRY, ENTRY)


@pytest.mark.parametrize(
    "change", [{"status": "complete"}, {"text": "Record all."}, {"deadline_on": None}, {"reference": "4002"}]
)
def test_what_differs_is_in_the_fingerprint(change: dict[str, object]) -> None:
    theirs = replace(ENTRY, **change)

    assert len({digest_of(ENTRY, theirs), digest_of(ENTRY, ENTRY), digest_of(theirs, ENTRY)}) == 3
    assert digest_of(None, theirs) != digest_of(theirs, None)


def test_rows_of_equal_words_have_fingerprints_of_their_own() -> None:
    rows = [their(number, reference="", text="Train all officers.") for number in (2, 3, 4)]

    assert len({each.digest for each in compare([], rows)}) == 3


def test_a_pair_that_was_found_to_be_two_is_not_proposed_again() -> None:
    (pair,) = compare([ITEM], [their()])

    compared = compare([ITEM], [their()], {pair.digest})

    assert piles(compared) == [Pile.THEIRS_ONLY, Pile.OURS_ONLY]


def test_the_next_best_partner_is_proposed_instead() -> None:
    (pair,) = compare([ITEM], [their(reference="")])
    rows = [their(reference=""), their(3, reference="", text="The force should record each crime.")]

    compared = compare([ITEM], rows, {pair.digest})

    assert [(each.pile, each.row and each.row.number) for each in compared if each.item] == [(Pile.TEXT_DIFFERS, 3)]


def test_what_is_done_with_there_and_open_here_is_said() -> None:
    (open_here,) = compare([ITEM], [their(status="complete")])
    (closed_here,) = compare([replace(ITEM, status=Status.CLOSED_COMPLETE)], [their(status="complete")])

    assert open_here.is_ended_there_and_open_here
    assert not closed_here.is_ended_there_and_open_here
