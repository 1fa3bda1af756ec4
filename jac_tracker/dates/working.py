"""Arithmetic on days: London's clock, calendar months, and the working days of England and Wales."""

import calendar
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")

# Some forty years: far beyond any deadline, and quick to count.
MOST_WORKING_DAYS = 10_000

# Holidays moved or added once by proclamation; the rule gives every other day.
_MOVED = {
    date(1995, 5, 1): date(1995, 5, 8),  # 50 years since VE Day
    date(2002, 5, 27): date(2002, 6, 4),  # Golden Jubilee
    date(2012, 5, 28): date(2012, 6, 4),  # Diamond Jubilee
    date(2020, 5, 4): date(2020, 5, 8),  # 75 years since VE Day
    date(2022, 5, 30): date(2022, 6, 2),  # Platinum Jubilee
}
_ADDED = (
    date(1999, 12, 31),  # Millennium
    date(2002, 6, 3),  # Golden Jubilee
    date(2011, 4, 29),  # royal wedding
    date(2012, 6, 5),  # Diamond Jubilee
    date(2022, 6, 3),  # Platinum Jubilee
    date(2022, 9, 19),  # state funeral
    date(2023, 5, 8),  # coronation
)


def london_day(moment: datetime) -> date:
    """The day it was in London at an aware moment. ValueError for a naive one."""
    return in_london(moment).date()


def in_london(moment: datetime) -> datetime:
    """The same moment on London's clock. ValueError for a naive moment or one at the very edge of the calendar."""
    if moment.utcoffset() is None:
        raise ValueError("A moment needs its time zone.")
    try:
        return moment.astimezone(LONDON)
    except OverflowError as error:
        raise ValueError("That moment is outside the calendar.") from error


def start_of_day(day: date) -> datetime:
    """The first moment of the day in London, aware."""
    return datetime.combine(day, time.min, tzinfo=LONDON)


def end_of_day(day: date) -> datetime:
    """The last microsecond of the day in London, aware."""
    return datetime.combine(day, time.max, tzinfo=LONDON)


def add_months(day: date, months: int) -> date:
    """The same day of the month so many months on, or the last day of that month where it is shorter.

    ValueError outside years 1 to 9999.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        raise ValueError("That many months lead outside the calendar.")
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def add_working_days(day: date, n: int, holidays: frozenset[date]) -> date:
    """The n-th working day (Monday to Friday, not a holiday) after `day`, which is itself not counted.

    n may be 0 (the day itself) or negative. ValueError for more than 10,000 days or outside the calendar.
    """
    if abs(n) > MOST_WORKING_DAYS:
        raise ValueError("That is too many working days to count.")
    step = timedelta(days=1 if n > 0 else -1)
    left = abs(n)
    try:
        while left:
            day += step
            left -= day.weekday() < 5 and day not in holidays
    except OverflowError as error:
        raise ValueError("That many working days lead outside the calendar.") from error
    return day


def bank_holidays(year: int) -> frozenset[date]:
    """The bank holidays of England and Wales in a year, on the weekday they are kept.

    By the rule as it has stood since 1978 (Banking and Financial Dealings Act 1971, and the early May day), substitute
    days included, with the days moved or added by proclamation to 2023. ValueError outside years 1 to 9999.
    """
    easter = _easter(year)
    days = {easter - timedelta(days=2), easter + timedelta(days=1)}
    days.add(_monday(date(year, 5, 1)))
    days.add(_monday(date(year, 5, 25)))
    days.add(_monday(date(year, 8, 25)))
    days |= _kept([date(year, 1, 1)]) | _kept([date(year, 12, 25), date(year, 12, 26)])
    days = {_MOVED.get(day, day) for day in days}
    return frozenset(days.union(day for day in _ADDED if day.year == year))


def bank_holidays_around(day: date, years: int = 2) -> frozenset[date]:
    """The bank holidays from the year before `day` to so many years after it: enough for `add_working_days`."""
    wanted = range(max(day.year - 1, date.min.year), min(day.year + years, date.max.year) + 1)
    return frozenset().union(*(bank_holidays(year) for year in wanted))


def _monday(day: date) -> date:
    """That day, or the Monday after it."""
    return day + timedelta(days=-day.weekday() % 7)


def _kept(fixed: list[date]) -> set[date]:
    """Where holidays of fixed date are kept: each that falls on a weekend moves to the next weekday not taken."""
    kept = {day for day in fixed if day.weekday() < 5}
    for day in fixed:
        if day.weekday() >= 5:
            while day.weekday() >= 5 or day in kept:
                day += timedelta(days=1)
            kept.add(day)
    return kept


def _easter(year: int) -> date:
    """Easter Sunday by the Gregorian computus (the anonymous algorithm printed by Meeus)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)
