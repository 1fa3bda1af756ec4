"""At once, or within a span: recommendations.rules.deadline.phrases."""

from datetime import date

import pytest

from jac_tracker.dates import Precision
from recommendations.rules.deadline import Deadline, DeadlineKind, read_deadline
from tests.unit.recommendations.rules.deadline.texts import PUBLISHED, day, read


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Immediately, forces should tell victims of their rights.", "Immediately"),
        ("Immediately chief constables should stop the practice.", "Immediately"),
        ("With immediate effect, chief constables should stop the practice.", "With immediate effect"),
        ("With immediate effect the force should change its form.", "With immediate effect"),
        (
            "The force should immediately take steps to ensure that:\n- files are complete;\n- staff are told.",
            "immediately",
        ),
        ("The force should immediately:\n\u2022 review its plan; and\n\u2022 tell its staff.", "immediately"),
        ("Forces should immediately review how they record crime.", "immediately"),
        ("Forces should, immediately, review how they record crime.", "immediately"),
        ("Forces should, with immediate effect, review how they record crime.", "with immediate effect"),
        ("The force should now immediately review its plan.", "immediately"),
        ("The force must immediately review its plan.", "immediately"),
        ("The force needs to immediately review its plan.", "immediately"),
        ("The force should take immediate steps to improve its response.", "immediate steps"),
        ("The force should take immediate action to improve its response.", "immediate action"),
        ("Immediate action should be taken to clear the backlog.", "Immediate action"),
        ("As an immediate priority, the force should clear the backlog.", "immediate priority"),
        ("The force should act immediately to clear the backlog.", "immediately"),
        ("The force should take steps to immediately clear the backlog.", "immediately"),
        ("The backlog should be cleared immediately.", "immediately"),
        ("The force should make sure, immediately, that the backlog is cleared.", "immediately"),
        ("The force should ensure that, with immediate effect, all staff are vetted.", "with immediate effect"),
        ("The force should review its plan and immediately stop the practice.", "immediately"),
        ("Immediately on publication of this report, forces should act.", "Immediately on publication of this report"),
        ("Starting immediately, forces should act.", "immediately"),
        ("Recommendation 4: immediately, the force should act.", "immediately"),
        ("Immediately review every open case.", "Immediately"),
        ("Immediately", "Immediately"),
        ("Immediate.", "Immediate"),
        ("IMMEDIATELY, FORCES SHOULD ACT.", "IMMEDIATELY"),
    ],
)
def test_immediately_is_the_day_of_publication(text: str, phrase: str) -> None:
    assert read(text) == Deadline(DeadlineKind.IMMEDIATE, PUBLISHED, Precision.DAY, phrase)


@pytest.mark.parametrize(
    ("text", "due", "phrase"),
    [
        ("Within twelve months, forces should review their plans.", "2018-11-09", "Within twelve months"),
        ("Within 12 months, forces should review their plans.", "2018-11-09", "Within 12 months"),
        ("Within six months forces should review their plans.", "2018-05-09", "Within six months"),
        ("Within a month, the force should act.", "2017-12-09", "Within a month"),
        ("Within one month, the force should act.", "2017-12-09", "Within one month"),
        ("Within one calendar month, the force should act.", "2017-12-09", "Within one calendar month"),
        ("Within six (6) months, the force should act.", "2018-05-09", "Within six (6) months"),
        ("Within six to twelve months, the force should act.", "2018-11-09", "Within six to twelve months"),
        ("Within 6-9 months, the force should act.", "2018-08-09", "Within 6-9 months"),
        ("Within a 12-month period, the force should act.", "2018-11-09", "Within a 12-month period"),
        ("Within a period of 18 months, the force should act.", "2019-05-09", "Within a period of 18 months"),
        ("Within the next 12 months, the force should act.", "2018-11-09", "Within the next 12 months"),
        ("Within the next year, the force should act.", "2018-11-09", "Within the next year"),
        ("Within a year, the force should act.", "2018-11-09", "Within a year"),
        ("Within two years, the force should act.", "2019-11-09", "Within two years"),
        ("Within 3 months\u2019 time the force should act.", "2018-02-09", "Within 3 months\u2019 time"),
        ("Within a fortnight, the force should act.", "2017-11-23", "Within a fortnight"),
        ("Within six weeks, the force should act.", "2017-12-21", "Within six weeks"),
        ("Within 28 days, the force should act.", "2017-12-07", "Within 28 days"),
        ("Within twenty-eight days, the force should act.", "2017-12-07", "Within twenty-eight days"),
        ("Within ninety days, the force should act.", "2018-02-07", "Within ninety days"),
        ("Within a hundred days, the force should act.", "2018-02-17", "Within a hundred days"),
        (
            "Within one hundred and twenty days, the force should act.",
            "2018-03-09",
            "Within one hundred and twenty days",
        ),
        ("Without delay and within 30 days, the force should act.", "2017-12-09", "within 30 days"),
        ("The force should improve. To be completed within six months.", "2018-05-09", "within six months"),
        ("Within 1,000 days, the force should act.", "2020-08-05", "Within 1,000 days"),
        ("Within 30 working days, the force should act.", "2017-12-21", "Within 30 working days"),
        ("Within 35 working days, the force should act.", "2018-01-02", "Within 35 working days"),
        ("Within no more than three months, the force should act.", "2018-02-09", "Within no more than three months"),
        ("In the next six months, the force should act.", "2018-05-09", "In the next six months"),
        ("The force should, in three months' time, report.", "2018-02-09", "in three months' time"),
        ("Chief constables should, within six months, publish a plan.", "2018-05-09", "within six months"),
        ("Chief constables should within six months publish a plan.", "2018-05-09", "within six months"),
        ("Chief constables, within six months, should publish a plan.", "2018-05-09", "within six months"),
        ("Forces that have not yet done so should, within six months, publish.", "2018-05-09", "within six months"),
        ("The force should publish a plan within six months.", "2018-05-09", "within six months"),
        ("The force should publish a plan within six months and report on it.", "2018-05-09", "within six months"),
        ("The plan should be published within 28 days.", "2017-12-07", "within 28 days"),
        ("The force should make sure that all its staff are trained within a year.", "2018-11-09", "within a year"),
        ("The force should make sure that within six months all staff are trained.", "2018-05-09", "within six months"),
        ("As a priority, and within six months, the force should act.", "2018-05-09", "within six months"),
        (
            "As soon as possible, and in any event within a year, act on it: forces should.",
            "2018-11-09",
            "within a year",
        ),
        ("We recommend that, within six months, the College publishes it.", "2018-05-09", "within six months"),
        ("Cases closed by March 2016 should be reviewed within six months.", "2018-05-09", "within six months"),
        ("WITHIN SIX MONTHS, FORCES SHOULD ACT.", "2018-05-09", "WITHIN SIX MONTHS"),
        ("Within six months", "2018-05-09", "Within six months"),
        ("Timescale: within six months.", "2018-05-09", "within six months"),
    ],
)
def test_a_span_is_counted_from_publication(text: str, due: str, phrase: str) -> None:
    assert read(text) == Deadline(DeadlineKind.RELATIVE, day(due), Precision.DAY, phrase)


@pytest.mark.parametrize(
    "counted_from",
    [
        "of publication",
        "of the publication of this report",
        "of the date of publication",
        "of the date of publication of this report",
        "from publication",
        "from the date of this report",
        "after publication of this report",
        "following the publication of our report",
        "of this report",
        "of this report being published",
        "of the report\u2019s publication",
        "of this report's publication",
        "of this inspection report",
        "of the publication of the report",
        "of its publication",
        "of receiving this report",
        "of receipt of this report",
        "from today",
    ],
)
def test_the_report_itself_is_what_a_span_is_counted_from(counted_from: str) -> None:
    phrase = f"Within three months {counted_from}"

    assert read(f"{phrase}, forces should act.") == Deadline(
        DeadlineKind.RELATIVE, date(2018, 2, 9), Precision.DAY, phrase
    )
    assert read(f"Forces should act no later than three months {counted_from}.").date == date(2018, 2, 9)


@pytest.mark.parametrize(
    "event", ["the publication of the new code", "the launch of a national scheme", "this inspection", "that"]
)
def test_a_span_from_another_event_has_no_day(event: str) -> None:
    assert read(f"Within three months from {event}, forces should act.") == Deadline(
        DeadlineKind.RELATIVE, None, Precision.UNKNOWN, "Within three months"
    )


@pytest.mark.parametrize(
    ("published", "words", "due"),
    [
        ("2017-08-31", "six months", "2018-02-28"),
        ("2019-08-31", "six months", "2020-02-29"),
        ("2017-10-24", "six months", "2018-04-24"),
        ("2017-10-24", "twelve months", "2018-10-24"),
        ("2020-02-29", "a year", "2021-02-28"),
        ("2021-01-31", "one month", "2021-02-28"),
        ("2022-02-21", "70 working days", "2022-06-06"),
    ],
)
def test_months_are_clipped_to_the_end_of_the_month(published: str, words: str, due: str) -> None:
    on = date.fromisoformat(published)

    assert read_deadline(f"Within {words}, forces should act.", published=on).date == day(due)


def test_the_phrase_is_verbatim_over_a_line_break() -> None:
    assert (
        read("By\nthe end of\n  September\u00a02018, forces\nshould act.").phrase
        == "By\nthe end of\n  September\u00a02018"
    )
