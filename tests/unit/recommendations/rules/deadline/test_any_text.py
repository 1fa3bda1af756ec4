"""Whatever the text and the day, there is an answer, and soon."""

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommendations.rules.deadline import NO_DEADLINE, DeadlineKind, read_deadline, read_deadlines
from tests.unit.recommendations.rules.deadline.texts import DISTRACTORS, PUBLISHED, read

PIECES = [
    "by ",
    "within ",
    "should ",
    "immediately ",
    "the end of ",
    "31 ",
    "March ",
    "2018",
    "0",
    "a ",
    "months ",
    ", ",
]
PIECES += [
    ". ",
    "\n\u2022 ",
    ";",
    ":",
    "\x00",
    "\U0001f600",
    "\ud800",
    "99999999999999 ",
    "winter ",
    "/",
    "of publication ",
]
PIECES += [
    "quarter ",
    "Q4 ",
    "9999",
    "29 February ",
    "forces ",
    "ensure that ",
    "closed ",
    "before ",
    "working days ",
    "(6) ",
]


@given(
    text=st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=25).map("".join)),
    published=st.one_of(st.dates(), st.sampled_from([date.min, date.max])),
)
def test_any_text_on_any_day_has_an_answer(text: str, published: date) -> None:
    found = read_deadlines(text, published=published)

    assert read_deadline(text, published=published) == (found[0] if found else NO_DEADLINE)
    for one in found:
        assert one.phrase
        assert one.phrase in text
        assert one.kind != DeadlineKind.NONE
        assert one.precision is not None


@pytest.mark.parametrize(
    ("text", "published", "kind"),
    [
        ("Within six months, forces should act.", date.max, "RELATIVE"),
        ("Within 99999999999999 days, forces should act.", PUBLISHED, "RELATIVE"),
        ("Within 99999999999999 working days, forces should act.", PUBLISHED, "RELATIVE"),
        ("Within 9" + "9" * 5000 + " years, forces should act.", PUBLISHED, "RELATIVE"),
        ("By winter 9999, forces should act.", PUBLISHED, "FIXED"),
        ("By 1 March 0000, forces should act.", PUBLISHED, "FIXED"),
        ("By the end of next year, forces should act.", date.max, "FIXED"),
        ("By the end of next month, forces should act.", date.max, "FIXED"),
        ("Before 1 January 0001, forces should act.", date.min, "FIXED"),
    ],
)
def test_a_day_outside_the_calendar_keeps_the_kind(text: str, published: date, kind: str) -> None:
    found = read_deadline(text, published=published)

    assert (found.kind, found.date) == (kind, None)


@pytest.mark.parametrize("published", [date.min, date.max])
def test_at_the_edge_of_the_calendar_a_day_that_exists_is_found(published: date) -> None:
    assert read_deadline("Immediately, forces should act.", published=published).date == published
    assert read_deadline("By the end of the year, forces should act.", published=published).date == date(
        published.year, 12, 31
    )


MEGABYTE = 1_000_000
FLOODS = [
    "a",
    " ",
    "\n",
    "\n \n",
    "\x00",
    "\U0001f600",
    ";",
    "(",
    ". A",
    "1. ",
    "by ",
    "by the end of ",
    "by the first quarter of the ",
    "within ",
    "within a ",
    "within sixty ",
    "within six months of the publication of ",
    "should ",
    "should not immediately ",
    "should ensure cases closed by 31 March 2018 ",
    "by 31 March 2018, which was ",
    "closed by 31 March 2018 ",
    "\n- a",
    "recommendation 1 ",
    "\u2022 within 28 days ",
]


@pytest.mark.parametrize("flood", FLOODS)
def test_a_flood_of_one_word_is_read_in_one_pass(flood: str, thorough: bool) -> None:
    text = "Forces should" + flood * ((MEGABYTE if thorough else MEGABYTE // 5) // len(flood)) + " by 31 March 2018"
    started = time.perf_counter()

    read_deadlines(text, published=PUBLISHED)

    # A megabyte takes some three seconds at most; anything worse than linear would take hours.
    assert time.perf_counter() - started < 30


@pytest.mark.parametrize("sentence", [*DISTRACTORS[:3], "By 31 March 2018, the force should act. "])
def test_a_megabyte_is_read_in_a_few_seconds(sentence: str) -> None:
    text = sentence * (MEGABYTE // len(sentence))
    started = time.perf_counter()

    read_deadlines(text, published=PUBLISHED)

    assert time.perf_counter() - started < 30


def test_a_phrase_is_found_after_a_megabyte_of_other_words() -> None:
    text = "The force has changed. " * (MEGABYTE // 23) + "By 31 March 2018, it should report."

    assert read(text).phrase == "By 31 March 2018"


def test_a_phrase_cannot_stretch_over_a_megabyte_of_space() -> None:
    assert read("By" + " " * MEGABYTE + "31 March 2018, forces should act.") == NO_DEADLINE
