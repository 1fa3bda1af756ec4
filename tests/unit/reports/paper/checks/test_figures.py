from dataclasses import replace
from datetime import date

import pytest

from recommendations.enums import Kind, Rag, Status
from reports.enums import Check, SectionKind
from reports.paper import data
from reports.paper.checks import Mend
from reports.paper.checks.finding import Severity
from reports.paper.data.beside import LastPaper
from tests.factories.checked import findings, found, subject
from tests.factories.paper_data import CUT_OFF, IN_PERIOD, PERIOD, SINCE, inspection, item, publication, section

AT_WORK, CLOSED = Status.IN_PROGRESS, Status.CLOSED_COMPLETE
REPORT = (inspection(1, publications=(publication(1),)),)


def passage(before: Status | None, now: Status | None, *moves: tuple[str, str]) -> data.Passage:
    return data.Passage(before, now, moves, item_id=1)


SOUND = [
    passage(AT_WORK, AT_WORK),
    passage(None, AT_WORK, ("", Status.AWAITING_ALLOCATION), (Status.AWAITING_ALLOCATION, AT_WORK)),
    passage(CLOSED, AT_WORK, (CLOSED, AT_WORK)),
    passage(None, AT_WORK),  # its embargo was lifted
]


@pytest.mark.parametrize("sound", SOUND)
def test_a_balance_that_holds_is_silent(sound: data.Passage) -> None:
    assert found(Check.BALANCE, subject(inspections=REPORT, items=(item(1),), passages=(sound,))) == []


def test_what_went_under_an_embargo_is_counted_out() -> None:
    assert found(Check.BALANCE, subject(passages=(passage(AT_WORK, None),))) == []


def test_an_item_whose_changes_do_not_lead_to_where_it_stands_is_named() -> None:
    told = subject(inspections=REPORT, items=(item(1),), passages=(passage(AT_WORK, AT_WORK, (AT_WORK, CLOSED)),))

    (first, second) = findings(Check.BALANCE, told)

    assert (first.severity, first.where.mend, first.where.reference) == (Severity.BLOCKER, Mend.ITEM, "MP-2022-001")
    assert first.sentence == (
        "MP-2022-001: what was recorded of it since the last paper does not lead to where it stands now."
    )
    assert second.sentence == (
        "1 open at the last paper, 0 in and 1 out come to 0; the paper says 1 and the register holds 1."
    )


def test_two_items_whose_errors_make_up_for_one_another_are_found() -> None:
    lost = passage(CLOSED, AT_WORK)
    gained = data.Passage(AT_WORK, CLOSED, (), item_id=2)
    items = (item(1), item(2, status=CLOSED))

    said = found(Check.BALANCE, subject(inspections=REPORT, items=items, passages=(lost, gained)))

    assert [words.split(":")[0] for words in said] == ["MP-2022-001", "MP-2022-002"]


def test_an_item_that_may_not_be_told_of_is_not_named() -> None:
    said = found(Check.BALANCE, subject(passages=(data.Passage(AT_WORK, AT_WORK, (("", AT_WORK),), item_id=7),)))

    assert said[0].startswith("An item that this paper may not tell of:")


def test_an_item_without_a_passage_does_not_add_up() -> None:
    said = found(Check.BALANCE, subject(inspections=REPORT, items=(item(1),)))

    assert said == ["0 open at the last paper, 0 in and 0 out come to 0; the paper says 1 and the register holds 1."]


# The last paper


def last(number: int, cut_off_at=SINCE) -> dict[str, LastPaper]:
    return {"last": LastPaper(date(2021, 12, 22), cut_off_at, number)}


def test_a_paper_begins_with_what_the_last_one_printed() -> None:
    told = {"inspections": REPORT, "items": (item(1),), "passages": (passage(AT_WORK, AT_WORK),)}

    assert found(Check.LAST_PAPER, subject(beside=last(1), **told)) == []
    assert found(Check.LAST_PAPER, subject(beside=last(2), **told)) == [
        "The paper for 22 December 2021 said that two items were open; this one begins with one."
    ]
    assert found(Check.LAST_PAPER, subject(beside=last(2, CUT_OFF), **told)) == []  # it begins elsewhere
    taken_over = replace(PERIOD, begun_at=IN_PERIOD)
    assert found(Check.LAST_PAPER, subject(beside=last(0), **told, period=taken_over)) == []
    assert found(Check.LAST_PAPER, subject(beside=last(1))) == [
        "The paper for 22 December 2021 said that one item was open; this one begins with none."
    ]
    assert found(Check.LAST_PAPER, subject(beside=last(0), **told)) == [
        "The paper for 22 December 2021 said that no items were open; this one begins with one."
    ]


# Numbers that an officer wrote


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("We have three open items.", None),
        ("There are 3 items that remain open.", None),
        ("Of these two recommendations are still open and one AFI is open.", None),
        ("One item is graded Red, and two items graded Green.", None),
        ("Forces made nine recommendations.", None),
        ("We have 14 open items.", "“Purpose” says “14 open items”; in the register three of these are open."),
        (
            "Nine recommendations remain outstanding.",
            "“Purpose” says “Nine recommendations remain outstanding”; in the register two of these are open.",
        ),
        (
            "Five AFIs graded Red.",
            "“Purpose” says “Five AFIs graded Red”; in the register none of these is graded Red.",
        ),
        (
            "Two items are currently graded Red.",
            "“Purpose” says “Two items are currently graded Red”; in the register one of these is graded Red.",
        ),
    ],
)
def test_the_numbers_that_an_officer_wrote_are_held_against_the_register(words: str, expected: str | None) -> None:
    items = (item(1, rag=Rag.RED), item(2), item(3, kind=Kind.AFI), item(4, status=CLOSED, rag=Rag.BLUE))

    said = found(
        Check.WRITTEN_NUMBERS,
        subject(section(SectionKind.NARRATIVE, "Purpose", before=words), inspections=REPORT, items=items),
    )

    assert said == ([expected] if expected else [])


@pytest.mark.parametrize("number", [0, 1, 3, 12, 13, 20, 21, 32, 99, 100])
def test_a_number_in_words_is_read_whole(number: int) -> None:
    """ "Twenty-one items are open" was once read as one."""
    tens = {2: "twenty", 3: "thirty", 9: "ninety"}
    units = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
    if number <= 12:
        words = units[number]
    elif 20 <= number < 100:
        words = "-".join(filter(None, [tens[number // 10], units[number % 10] if number % 10 else ""]))
    else:
        words = {13: "thirteen", 100: "100"}[number]
    items = tuple(item(n) for n in range(1, number + 1))

    for sentence in (f"We have {words} open items.", f"{words.capitalize()} items are still open."):
        plan = section(SectionKind.NARRATIVE, "Purpose", before=sentence)
        assert found(Check.WRITTEN_NUMBERS, subject(plan, inspections=REPORT, items=items)) == []
        assert len(found(Check.WRITTEN_NUMBERS, subject(plan, inspections=REPORT, items=(*items, item(200))))) == 1


@pytest.mark.parametrize("number", ["One hundred and twenty", "2-3", "2–3", "1.5"])
def test_what_only_ends_like_a_number_is_not_read_as_one(number: str) -> None:
    plan = section(SectionKind.NARRATIVE, "Purpose", before=f"We have {number} open items.")

    assert found(Check.WRITTEN_NUMBERS, subject(plan, inspections=REPORT)) == []
