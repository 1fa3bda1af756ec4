"""By a day or a period that is named: recommendations.rules.deadline.named_days."""

import pytest

from jac_tracker.dates import Precision
from recommendations.rules.deadline import Deadline, DeadlineKind
from tests.unit.recommendations.rules.deadline.texts import day, read


@pytest.mark.parametrize(
    ("phrase", "due", "precision"),
    [
        ("By 31 March 2018", "2018-03-31", "day"),
        ("By 31st March 2018", "2018-03-31", "day"),
        ("By the 31st of March 2018", "2018-03-31", "day"),
        ("By 31st of March, 2018", "2018-03-31", "day"),
        ("By Saturday 31 March 2018", "2018-03-31", "day"),
        ("By March 31, 2018", "2018-03-31", "day"),
        ("By March 31st 2018", "2018-03-31", "day"),
        ("By 31/03/2018", "2018-03-31", "day"),
        ("By 31.3.18", "2018-03-31", "day"),
        ("By 2018-03-31", "2018-03-31", "day"),
        ("By 31 Mar 2018", "2018-03-31", "day"),
        ("By 30 Sept. 2018", "2018-09-30", "day"),
        ("By midnight on 31 March 2018", "2018-03-31", "day"),
        ("By 5pm on 31 March 2018", "2018-03-31", "day"),
        ("By 31 March", "2018-03-31", "day"),
        ("By 9 November", "2017-11-09", "day"),
        ("By 31 March next year", "2018-03-31", "day"),
        ("By no later than 30th June 2024", "2024-06-30", "day"),
        ("No later than 30 June 2024", "2024-06-30", "day"),
        ("Not later than 31 October 2023", "2023-10-31", "day"),
        ("On or before 31 October 2023", "2023-10-31", "day"),
        ("By the end of 31 March 2018", "2018-03-31", "day"),
        ("Between now and 31 March 2018", "2018-03-31", "day"),
        ("Before 1 April 2018", "2018-03-31", "day"),
        ("By the beginning of April 2018", "2018-04-01", "day"),
        ("By the start of the 2018/19 financial year", "2018-04-01", "day"),
        ("By September 2018", "2018-09-30", "month"),
        ("By Sept 2018", "2018-09-30", "month"),
        ("By February 2020", "2020-02-29", "month"),
        ("By the end of September 2018", "2018-09-30", "month"),
        ("By end September 2018", "2018-09-30", "month"),
        ("By the end of the month", "2017-11-30", "month"),
        ("By the end of next month", "2017-12-31", "month"),
        ("By September", "2018-09-30", "month"),
        ("By November", "2017-11-30", "month"),
        ("By next March", "2018-03-31", "month"),
        ("No later than the end of June 2018", "2018-06-30", "month"),
        ("Before April 2018", "2018-03-31", "month"),
        ("Before the end of April 2018", "2018-04-30", "month"),
        ("By early June 2018", "2018-06-10", "part_of_month"),
        ("By mid-June 2018", "2018-06-20", "part_of_month"),
        ("By the middle of June 2018", "2018-06-20", "part_of_month"),
        ("By late June 2018", "2018-06-30", "part_of_month"),
        ("By spring 2019", "2019-05-31", "season"),
        ("By the spring of 2019", "2019-05-31", "season"),
        ("By the end of summer 2019", "2019-08-31", "season"),
        ("By Autumn 2019", "2019-11-30", "season"),
        ("By winter 2018", "2019-02-28", "season"),
        ("By winter 2018/19", "2019-02-28", "season"),
        ("By the spring", "2018-05-31", "season"),
        ("By Q2 2018", "2018-06-30", "quarter"),
        ("By the end of Q4 2018/19", "2019-03-31", "quarter"),
        ("By the end of the second quarter of 2018", "2018-06-30", "quarter"),
        ("By quarter 3 of 2018/19", "2018-12-31", "quarter"),
        ("By the end of the quarter", "2017-12-31", "quarter"),
        ("By early 2018", "2018-03-31", "quarter"),
        ("By 2020", "2020-12-31", "year"),
        ("By the end of 2025", "2025-12-31", "year"),
        ("By end 2025", "2025-12-31", "year"),
        ("Before the end of 2025", "2025-12-31", "year"),
        ("Before 2025", "2024-12-31", "year"),
        ("By mid-2018", "2018-06-30", "year"),
        ("By the end of the calendar year 2018", "2018-12-31", "year"),
        ("By the end of the year", "2017-12-31", "year"),
        ("By the end of next year", "2018-12-31", "year"),
        ("By the end of the financial year 2019/20", "2020-03-31", "year"),
        ("By the end of the 2019/20 financial year", "2020-03-31", "year"),
        ("By the end of 2019\u201320", "2020-03-31", "year"),
        ("By the end of the financial year", "2018-03-31", "year"),
        ("By the end of the next financial year", "2019-03-31", "year"),
        ("Within the current financial year", "2018-03-31", "year"),
    ],
)
def test_by_a_day_or_period_is_its_last_day(phrase: str, due: str, precision: str) -> None:
    asked = Deadline(DeadlineKind.FIXED, day(due), Precision(precision), phrase)
    within = phrase[0].lower() + phrase[1:]

    assert read(f"{phrase}, chief constables should publish a plan.") == asked
    assert read(f"{phrase} chief constables should publish a plan.") == asked
    assert read(f"{phrase}: publish a plan.") == asked
    assert read(f"Chief constables should, {within}, publish a plan.").date == day(due)
    assert read(f"Chief constables should publish a plan {within}.").date == day(due)
    assert read(phrase) == asked


@pytest.mark.parametrize(
    "text", ["In the next inspection cycle, forces should act.", "Forces should act by our next inspection."]
)
def test_the_next_inspection_is_a_time_without_a_day(text: str) -> None:
    found = read(text)

    assert (found.kind, found.date, found.precision) == (DeadlineKind.FIXED, None, Precision.UNKNOWN)


def test_a_day_that_does_not_exist_keeps_its_phrase() -> None:
    assert read("By 31 June 2018, forces should act.") == Deadline(
        DeadlineKind.FIXED, None, Precision.DAY, "By 31 June 2018"
    )
