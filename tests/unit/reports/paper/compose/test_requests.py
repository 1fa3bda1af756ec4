"""How a paper tells of what the committee asked for."""

from datetime import date
from typing import Any

import pytest

from reports.enums import RequestOutcome, SectionKind
from reports.paper.blocks import Heading, NumberedList
from reports.paper.data import Request
from tests.factories.paper_data import CUT_OFF, Period, composed, lines, section

DECEMBER, MARCH = date(2021, 12, 22), date(2022, 3, 31)  # the paper's own meeting is in March
SEPTEMBER = date(2021, 9, 30)
KIND = SectionKind.COMMITTEE_REQUESTS


def asked(number: int = 1, **values: Any) -> Request:
    given: dict[str, Any] = {
        "id": number,
        "asked_on": DECEMBER,
        "minute": "12/21",
        "words": "When will calls be answered in time?",
        "is_cleared": True,
        "is_private": False,
        "asked_of": "Head of Contact",
        "about": (),
        "due_on": MARCH,
        "first_due_on": MARCH,
        "moved": 0,
        "reasons": (),
    }
    return Request(**given | values)


def answered(number: int = 2, **values: Any) -> Request:
    given: dict[str, Any] = {
        "outcome": RequestOutcome.ANSWERED,
        "answer": "In **June**.",
        "is_answer_cleared": True,
        "answered_on": MARCH,
        "answered_by": "Head of Contact",
    }
    return asked(number, **given | values)


def told(*requests: Request, **options: Any) -> list[str]:
    return lines(KIND, options, requests=requests)


def test_where_nothing_waits_the_section_says_so_kindly() -> None:
    assert told() == ["Nothing that the committee asked for at an earlier meeting is waiting for an answer."]


def test_one_request_that_waits() -> None:
    assert told(asked()) == [
        "One request from an earlier meeting is waiting for an answer.",
        "- 22 December 2021, minute 12/21: When will calls be answered in time?",
        "  It is for the Head of Contact to answer by this meeting.",
    ]


def test_a_request_that_is_late_was_carried_over_and_is_about_something() -> None:
    late = asked(
        asked_on=SEPTEMBER,
        minute="",
        about=("MP-2022-001", "“Youth violence”"),
        due_on=DECEMBER,
        first_due_on=date(2021, 10, 31),
        moved=1,
    )

    assert told(late) == [
        "One request from an earlier meeting is waiting for an answer. It was to be answered by an earlier meeting.",
        "- 30 September 2021: When will calls be answered in time?",
        "  It is about MP-2022-001 and “Youth violence”. It was for the Head of Contact to answer by the meeting of "
        "22 December 2021. It was first to be answered by the meeting of 31 October 2021, and carried over once.",
    ]


@pytest.mark.parametrize(
    ("moved", "reasons", "words"),
    [
        (2, ("Late figures", "No figures."), "carried over twice. Reasons: Late figures. No figures."),
        (3, ("Late figures", "", ""), "carried over three times. Reason: Late figures."),
    ],
)
def test_the_reasons_of_an_internal_paper_are_told(moved: int, reasons: tuple[str, ...], words: str) -> None:
    assert told(asked(moved=moved, reasons=reasons))[-1].endswith(words)


@pytest.mark.parametrize(
    ("late", "sentence"),
    [
        (0, "Three requests from earlier meetings are waiting for an answer."),
        (1, "Three requests from earlier meetings are waiting for an answer. One was to be answered by an earlier "),
        (2, "Three requests from earlier meetings are waiting for an answer. Two were to be answered by an earlier "),
        (3, "Three requests from earlier meetings are waiting for an answer. All of them were to be answered by an "),
    ],
)
def test_several_are_counted(late: int, sentence: str) -> None:
    requests = [asked(n, due_on=DECEMBER if n <= late else MARCH) for n in (1, 2, 3)]

    assert told(*requests)[0].startswith(sentence)


def test_what_has_no_cleared_wording_is_counted_and_not_told_of() -> None:
    bare = {"words": "", "minute": "", "is_cleared": False}

    assert told(asked(**bare))[1:] == ["It has no wording cleared for this paper."]
    assert told(asked(1, **bare), asked(2))[-1] == "One of them has no wording cleared for this paper."
    assert told(*(asked(n, **bare) for n in (1, 2)))[1:] == ["Two of them have no wording cleared for this paper."]


def test_an_internal_paper_says_what_is_not_cleared_or_was_asked_in_private() -> None:
    assert told(asked(is_cleared=False, is_private=True))[1] == (
        "- 22 December 2021, minute 12/21 (not cleared for publication; asked in private): "
        "When will calls be answered in time?"
    )
    assert (
        "Answered for this meeting by the Head of Contact (not cleared for publication): In June."
        in (told(answered(is_answer_cleared=False))[-1])
    )


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({}, "Answered for this meeting by the Head of Contact: In June."),
        ({"answered_on": DECEMBER}, "Answered for the meeting of 22 December 2021 by the Head of Contact: In June."),
        (
            {"outcome": RequestOutcome.ORALLY, "answered_on": DECEMBER, "about": ("MP-2022-001",)},
            "It was about MP-2022-001. Answered orally at the meeting of 22 December 2021 by the Head of Contact: "
            "In June.",
        ),
        (
            {"answer": ""},
            "Answered for this meeting by the Head of Contact. The answer has no wording cleared for this paper.",
        ),
        (
            {"outcome": RequestOutcome.NOT_WANTED, "answered_on": None, "answered_by": ""},
            "No longer wanted: In June.",
        ),
        (
            {"outcome": RequestOutcome.NOT_WANTED, "answered_on": None, "answered_by": "", "answer": ""},
            "No longer wanted. The reason has no wording cleared for this paper.",
        ),
    ],
)
def test_what_became_of_a_request(values: dict[str, Any], words: str) -> None:
    assert told(answered(**values))[-1] == f"  {words}"


def test_what_is_settled_is_counted_by_how() -> None:
    dropped = {"outcome": RequestOutcome.NOT_WANTED, "answered_on": None, "answered_by": ""}

    assert told(answered())[1] == "Since the last JAC, one request has been answered."
    assert told(answered(1), answered(2))[1] == "Since the last JAC, two requests have been answered."
    assert told(answered(**dropped))[1] == "Since the last JAC, one request is no longer wanted."
    assert told(answered(1), answered(2, **dropped))[1] == (
        "Since the last JAC, one request has been answered and one is no longer wanted."
    )


def test_what_waits_and_what_is_settled_stand_apart_under_a_heading() -> None:
    said = told(asked(), answered())

    assert said[3:5] == ["## Settled since the last JAC", "One request has been answered."]


def test_before_any_meeting_there_is_no_last_one() -> None:
    period = Period(None, CUT_OFF)

    assert lines(KIND, requests=(answered(),), period=period)[1] == "So far, one request has been answered."


def test_a_summary_counts_and_lists_nothing() -> None:
    assert told(asked(), asked(2, words=""), answered(3), length="summary") == [
        "Two requests from earlier meetings are waiting for an answer.",
        "Since the last JAC, one request has been answered.",
    ]


def test_what_is_open_alone_may_be_told_and_by_when_it_is_due() -> None:
    said = told(asked(1, minute="1"), asked(2, minute="2", due_on=DECEMBER), answered(3), shown="open", order="due")

    assert [line for line in said if line.startswith("- ")] == [
        "- 22 December 2021, minute 2: When will calls be answered in time?",
        "- 22 December 2021, minute 1: When will calls be answered in time?",
    ]


def test_the_list_has_the_marker_that_was_chosen() -> None:
    made = composed(section(KIND, "Requests", options={"marker": "i."}), requests=(asked(), answered()))

    assert [type(block) for block in made.document.blocks].count(NumberedList) == 2
    assert [block.level for block in made.document.blocks if isinstance(block, Heading)] == [1, 2]
