"""Texts put together from every position, every phrase and sentences that distract."""

import calendar
from collections.abc import Callable
from datetime import date, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from jac_tracker.dates import Precision
from recommendations.rules.deadline import NO_DEADLINE, Deadline, DeadlineKind, read_deadline, read_deadlines
from tests.unit.recommendations.rules.deadline.texts import DISTRACTORS

WHO = ["chief constables", "forces", "the force", "the Home Office", "all forces that have not yet done so"]
DO = [
    "publish a plan",
    "review how they record crime",
    "make sure that all staff are trained",
    "work with the College of Policing to agree a standard",
]
POSITIONS = [
    "{Phrase}, {who} should {do}.",
    "{Phrase} {who} should {do}.",
    "{Who} should, {phrase}, {do}.",
    "{Who} should {phrase} {do}.",
    "{Who}, {phrase}, should {do}.",
    "We recommend that, {phrase}, {who} should {do}.",
    "As a priority and {phrase}, {who} should {do}.",
    "Recommendation 2: {phrase}, {who} should {do}.",
    "{Who} should:\n\u2022 {phrase}, {do}; and\n\u2022 improve.",
]
LAST = "{Who} should {do} {phrase}."

FIGURES = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
]

Known = tuple[str, str, Callable[[date], date], str]


def months_on(start: date, months: int) -> date:
    year, month = start.year + (start.month - 1 + months) // 12, (start.month - 1 + months) % 12 + 1
    return date(year, month, min(start.day, calendar.monthrange(year, month)[1]))


def month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def counts(n: int) -> st.SearchStrategy[str]:
    worded = [str(n)] + ([FIGURES[n - 1]] if n <= len(FIGURES) else []) + (["a"] if n == 1 else [])
    return st.sampled_from(worded)


@st.composite
def spans(draw: st.DrawFn) -> Known:
    n, unit = draw(st.integers(1, 60)), draw(st.sampled_from(["day", "week", "month", "year"]))
    since = draw(st.sampled_from(["", "", " of publication", " of the publication of this report", " of this report"]))
    phrase = f"within {draw(counts(n))} {unit}{'s' * (n > 1)}{since}"
    if unit in ("day", "week"):
        return phrase, "RELATIVE", lambda on: on + timedelta(days=n * (7 if unit == "week" else 1)), "day"
    return phrase, "RELATIVE", lambda on: months_on(on, n * (12 if unit == "year" else 1)), "day"


@st.composite
def days(draw: st.DrawFn) -> Known:
    by = draw(st.sampled_from(["by", "no later than", "not later than", "by no later than", "on or before"]))
    year, month = draw(st.integers(2031, 2040)), draw(st.integers(1, 12))
    name = calendar.month_name[month]
    last = month_end(year, month)
    match draw(st.sampled_from(["day", "month", "end of month", "season", "quarter", "year", "financial year"])):
        case "day":
            on = date(year, month, draw(st.integers(1, last.day)))
            shape = draw(st.sampled_from(["{d} {m} {y}", "{d}th {m} {y}", "the {d}th of {m} {y}", "{m} {d}, {y}"]))
            return f"{by} {shape.format(d=on.day, m=name, y=year)}", "FIXED", lambda _: on, "day"
        case "month":
            return f"{by} {name} {year}", "FIXED", lambda _: last, "month"
        case "end of month":
            return f"{by} the end of {name} {year}", "FIXED", lambda _: last, "month"
        case "season":
            season, ends = draw(st.sampled_from([("spring", 5), ("summer", 8), ("autumn", 11)]))
            return f"{by} {season} {year}", "FIXED", lambda _: month_end(year, ends), "season"
        case "quarter":
            quarter = draw(st.integers(1, 4))
            return f"{by} Q{quarter} {year}", "FIXED", lambda _: month_end(year, 3 * quarter), "quarter"
        case "financial year":
            words = f"{by} the end of the financial year {year}/{(year + 1) % 100:02}"
            return words, "FIXED", lambda _: date(year + 1, 3, 31), "year"
        case _:
            return f"{by} the end of {year}", "FIXED", lambda _: date(year, 12, 31), "year"


IMMEDIATE: st.SearchStrategy[Known] = st.sampled_from(["immediately", "with immediate effect"]).map(
    lambda phrase: (phrase, "IMMEDIATE", lambda on: on, "day")
)


@given(
    known=st.one_of(spans(), days(), IMMEDIATE),
    position=st.sampled_from([*POSITIONS, LAST]),
    who=st.sampled_from(WHO),
    do=st.sampled_from(DO),
    before=st.lists(st.sampled_from(DISTRACTORS), max_size=3),
    after=st.lists(st.sampled_from(DISTRACTORS), max_size=3),
    joined=st.sampled_from([" ", "\n", "\n\n"]),
    published=st.dates(date(2014, 1, 1), date(2030, 12, 31)),
)
def test_a_governing_phrase_is_found_among_dates_that_are_not_deadlines(
    known: Known, position: str, who: str, do: str, before: list[str], after: list[str], joined: str, published: date
) -> None:
    phrase, kind, due, precision = known
    # At the end of what is to be ensured, a short span or "immediately" is a standard to keep: see the tables above.
    assume(
        not (position == LAST and "sure that" in do and (kind == "IMMEDIATE" or "day" in phrase or "week" in phrase))
    )
    assume(not (position == LAST and "to agree" in do and phrase == "immediately"))
    capital = phrase[0].upper() + phrase[1:]
    sentence = position.format(phrase=phrase, Phrase=capital, who=who, Who=who[0].upper() + who[1:], do=do)
    text = joined.join([*before, sentence, *after])

    found = read_deadlines(text, published=published)

    expected = Deadline(DeadlineKind(kind), due(published), Precision(precision), phrase)
    assert [Deadline(one.kind, one.date, one.precision, one.phrase[0].lower() + one.phrase[1:]) for one in found] == [
        expected
    ]


@given(
    st.lists(st.sampled_from(DISTRACTORS), max_size=6).map("\n".join), st.dates(date(2018, 1, 1), date(2030, 12, 31))
)
def test_distractors_alone_set_no_deadline(text: str, published: date) -> None:
    assert read_deadline(text, published=published) == NO_DEADLINE
