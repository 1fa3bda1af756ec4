"""How days, moments, ages and numbers are worded: jac_tracker.dates.wording."""

from datetime import UTC, date, datetime

import pytest

from jac_tracker.dates import london_day, worded_age, worded_day, worded_moment, worded_number
from tests.unit.jac_tracker.dates.days import MARCH_2022, day


def test_a_day_is_worded_without_zero_or_ordinal() -> None:
    assert worded_day(date(2017, 9, 7)) == "7 September 2017"


@pytest.mark.parametrize(
    ("moment", "worded"),
    [
        (datetime(2017, 9, 7, 13, 5, tzinfo=UTC), "7 September 2017 at 2.05pm"),  # an hour ahead in summer
        (datetime(2017, 12, 7, 13, 5, tzinfo=UTC), "7 December 2017 at 1.05pm"),
        (datetime(2017, 9, 7, 23, 30, tzinfo=UTC), "8 September 2017 at 12.30am"),
        (datetime(2017, 12, 7, 9, 0, tzinfo=UTC), "7 December 2017 at 9am"),
        (datetime(2017, 12, 7, 12, 0, tzinfo=UTC), "7 December 2017 at midday"),
        (datetime(2017, 12, 7, 12, 1, tzinfo=UTC), "7 December 2017 at 12.01pm"),
        (datetime(2017, 12, 7, 0, 0, tzinfo=UTC), "7 December 2017 at 12am"),
    ],
)
def test_a_moment_is_worded_on_londons_clock(moment: datetime, worded: str) -> None:
    assert worded_moment(moment) == worded


@pytest.mark.parametrize("read", [worded_moment, london_day])
@pytest.mark.parametrize("moment", [datetime(2017, 9, 7), datetime.max.replace(tzinfo=UTC).replace(tzinfo=None)])
def test_a_naive_moment_is_refused(read: object, moment: datetime) -> None:
    with pytest.raises(ValueError, match=r"^A moment needs its time zone\.$"):
        read(moment)  # type: ignore[operator]


@pytest.mark.parametrize(
    ("then", "worded"),
    [
        ("2022-03-31", "today"),
        ("2022-03-30", "yesterday"),
        ("2022-03-28", "3 days ago"),
        ("2022-03-18", "13 days ago"),
        ("2022-03-17", "2 weeks ago"),
        ("2022-02-24", "5 weeks ago"),
        ("2022-02-01", "8 weeks ago"),
        ("2022-01-31", "2 months ago"),
        ("2021-01-31", "14 months ago"),
        ("2020-04-01", "23 months ago"),
        ("2020-03-31", "2 years ago"),
        ("2014-07-01", "7 years ago"),
        ("2022-04-01", "tomorrow"),
        ("2022-04-03", "in 3 days"),
        ("2022-06-30", "in 2 months"),
        ("2022-07-01", "in 3 months"),
    ],
)
def test_an_age_is_worded_in_the_unit_a_reader_wants(then: str, worded: str) -> None:
    assert worded_age(day(then), MARCH_2022) == worded


@pytest.mark.parametrize(
    ("n", "worded"),
    [(0, "zero"), (1, "one"), (9, "nine"), (12, "twelve"), (20, "twenty"), (21, "21"), (1234, "1,234"), (-1, "-1")],
)
def test_numbers_to_twenty_are_words(n: int, worded: str) -> None:
    assert worded_number(n) == worded
