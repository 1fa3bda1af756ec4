"""London's days, months on, working days and bank holidays: jac_tracker.dates.working."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jac_tracker.dates import (
    add_months,
    add_working_days,
    bank_holidays,
    bank_holidays_around,
    end_of_day,
    london_day,
    month_days,
)
from tests.unit.jac_tracker.dates.days import MARCH_2022, day


def test_a_moment_at_the_edge_of_the_calendar_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^That moment is outside the calendar\.$"):
        london_day(datetime.min.replace(tzinfo=UTC))


@given(st.dates(date(1, 1, 2)))
def test_the_end_of_a_day_is_its_last_moment_in_london(on: date) -> None:
    end = end_of_day(on)

    assert london_day(end) == on
    if on < date.max:
        assert london_day(end.astimezone(UTC) + timedelta(microseconds=1)) == on + timedelta(days=1)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2017-08-31", 6, "2018-02-28"),
        ("2019-08-31", 6, "2020-02-29"),
        ("2017-10-24", 12, "2018-10-24"),
        ("2020-02-29", 12, "2021-02-28"),
        ("2020-02-29", 48, "2024-02-29"),
        ("2022-03-31", -1, "2022-02-28"),
        ("2022-01-15", -13, "2020-12-15"),
        ("2022-01-15", 0, "2022-01-15"),
        ("0001-01-31", 1, "0001-02-28"),
        ("9999-11-30", 1, "9999-12-30"),
    ],
)
def test_months_are_added_and_clipped_to_the_month(start: str, months: int, end: str) -> None:
    assert add_months(day(start), months) == day(end)


@given(st.dates(), st.integers(-200_000, 200_000))
def test_added_months_keep_the_day_or_end_the_month_or_refuse(start: date, months: int) -> None:
    total = start.year * 12 + start.month - 1 + months

    if not 12 <= total < 120_000:
        with pytest.raises(ValueError, match=r"^That many months lead outside the calendar\.$"):
            add_months(start, months)
        return
    end = add_months(start, months)

    assert end.year * 12 + end.month - 1 == total
    assert end.day == start.day or (end.day < start.day and end == month_days(end.year, end.month)[1])


@given(st.integers())
def test_any_number_of_months_is_added_or_refused(months: int) -> None:
    try:
        add_months(MARCH_2022, months)
    except ValueError as refusal:
        assert str(refusal) == "That many months lead outside the calendar."


@pytest.mark.parametrize(
    ("start", "n", "end"),
    [
        ("2022-02-21", 70, "2022-06-06"),  # Easter, early May and the four-day Jubilee weekend between
        ("2022-04-14", 1, "2022-04-19"),
        ("2022-04-19", -1, "2022-04-14"),
        ("2022-04-16", 0, "2022-04-16"),
        ("2021-12-24", 1, "2021-12-29"),
        ("2021-12-31", 1, "2022-01-04"),
    ],
)
def test_working_days_leave_out_weekends_and_holidays(start: str, n: int, end: str) -> None:
    assert add_working_days(day(start), n, bank_holidays_around(day(start))) == day(end)


@pytest.mark.parametrize(("start", "n"), [(date.max, 1), (date.min, -1), (MARCH_2022, 10_001), (MARCH_2022, -(10**30))])
def test_working_days_beyond_the_calendar_are_refused(start: date, n: int) -> None:
    with pytest.raises(ValueError, match="working days"):
        add_working_days(start, n, frozenset())


@given(st.dates(date(1900, 1, 1), date(2199, 1, 1)), st.integers(1, 300))
def test_working_days_there_and_back_return_to_a_working_day(start: date, n: int) -> None:
    holidays = bank_holidays_around(start, years=3)

    there = add_working_days(start, n, holidays)

    assert there.weekday() < 5
    assert there not in holidays
    if start.weekday() < 5 and start not in holidays:
        assert add_working_days(there, -n, holidays) == start


@pytest.mark.parametrize(
    ("year", "days"),
    [
        (2010, "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28"),
        (2011, "01-03 04-22 04-25 04-29 05-02 05-30 08-29 12-26 12-27"),
        (2012, "01-02 04-06 04-09 05-07 06-04 06-05 08-27 12-25 12-26"),
        (2015, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28"),
        (2017, "01-02 04-14 04-17 05-01 05-29 08-28 12-25 12-26"),
        (2020, "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28"),
        (2022, "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27"),
        (2023, "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26"),
        (2024, "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26"),
        (2028, "01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26"),
    ],
)
def test_bank_holidays_follow_the_rule_and_the_proclamations(year: int, days: str) -> None:
    assert sorted(bank_holidays(year)) == [day(f"{year}-{on}") for on in days.split()]


@given(st.integers(1, 9999))
def test_every_year_has_eight_bank_holidays_or_more_all_on_weekdays(year: int) -> None:
    days = bank_holidays(year)

    assert len(days) == 8 + {1999: 1, 2002: 1, 2011: 1, 2012: 1, 2022: 2, 2023: 1}.get(year, 0)
    assert {on.year for on in days} == {year}
    assert all(on.weekday() < 5 for on in days)


@pytest.mark.parametrize("on", [date.min, date.max])
def test_bank_holidays_around_the_edge_of_the_calendar_are_those_there_are(on: date) -> None:
    assert bank_holidays_around(on) >= bank_holidays(on.year)
