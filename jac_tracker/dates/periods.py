"""The stretches of days that papers name: months, seasons, quarters and years, each as its first and last day."""

import calendar
from datetime import date

Span = tuple[date, date]

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

# The Met Office's seasons: whole months, so that each has a last day everybody can agree on.
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}


def month_days(year: int, month: int) -> Span:
    """First and last day of a month. ValueError where there is no such month or year."""
    first = date(year, month, 1)
    return first, first.replace(day=calendar.monthrange(year, month)[1])


def season_days(year: int, season: str) -> Span:
    """First and last day of "spring" (March to May), "summer", "autumn" or "winter".

    The year is the one the season begins in: winter 2018 runs from 1 December 2018 to 28 February 2019.
    """
    if season not in SEASONS:
        raise ValueError("The seasons are spring, summer, autumn and winter.")
    start = SEASONS[season]
    return date(year, start, 1), month_days(year + 1, 2)[1] if season == "winter" else month_days(year, start + 2)[1]


def quarter_days(year: int, quarter: int, *, financial: bool = False) -> Span:
    """First and last day of quarter 1 to 4 of a calendar year, or of the financial year that begins on 1 April."""
    if quarter not in (1, 2, 3, 4):
        raise ValueError("The quarters are 1, 2, 3 and 4.")
    month = 3 * quarter - 2
    if financial:
        year, month = (year, month + 3) if quarter < 4 else (year + 1, 1)
    return month_days(year, month)[0], month_days(year, month + 2)[1]


def year_days(year: int) -> Span:
    """1 January and 31 December. ValueError outside years 1 to 9999."""
    return date(year, 1, 1), date(year, 12, 31)


def financial_year(start: int) -> Span:
    """1 April of the year named first and 31 March of the next: 2019 is the financial year 2019/20."""
    return date(start, 4, 1), date(start + 1, 3, 31)
