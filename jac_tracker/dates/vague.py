"""A day that may not be known to the day."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from django.db import models

from jac_tracker.dates.periods import MONTHS, SEASONS
from jac_tracker.dates.wording import worded_day


class Precision(models.TextChoices):
    """How closely a day is known."""

    DAY = "day", "Day"
    PERIOD = "period", "From one day to another"
    WEEK = "week", "Week commencing"
    PART_OF_MONTH = "part_of_month", "Part of a month"
    MONTH = "month", "Month"
    SEASON = "season", "Season"
    QUARTER = "quarter", "Quarter"
    YEAR = "year", "Year"
    UNKNOWN = "unknown", "Not known"


# The three parts of a month by the day they begin on; the last runs to the end of the month.
PARTS_OF_MONTH = {"early": 1, "mid": 11, "end": 21}
_PARTS_WORDED = {1: "early {}", 11: "mid-{}", 21: "end of {}"}


@dataclass(frozen=True)
class VagueDay:
    """A day as closely as it is known: the first and last day it can be, how close that is, and the words it came in.

    `earliest` and `latest` are both set, in order, or both None for an unknown day: anything else is a ValueError.
    Make one of a plain day with `VagueDay.on(day)`, one from a person's words with `read_vague_day`.
    """

    earliest: date | None
    latest: date | None
    precision: Precision
    words: str = ""
    to_be_confirmed: bool = False

    def __post_init__(self) -> None:
        known = self.precision != Precision.UNKNOWN
        if known != (self.earliest is not None) or known != (self.latest is not None):
            raise ValueError("A known day has an earliest and a latest day, an unknown one has neither.")
        if self.earliest is not None and self.latest is not None and self.latest < self.earliest:
            raise ValueError("The latest day cannot be before the earliest.")

    @classmethod
    def on(cls, day: date, words: str = "") -> Self:
        """Exactly that day."""
        return cls(day, day, Precision.DAY, words)

    @property
    def sort_key(self) -> tuple[bool, date, date, bool]:
        """Order in time: by the earliest day, unknown last.

        Of two that begin together the closer known comes first, so "May, date to be confirmed" follows every day
        of April, then 1 May and the week commencing 1 May, and comes before 2 May.
        """
        return self.earliest is None, self.earliest or date.max, self.latest or date.max, self.to_be_confirmed

    def worded(self) -> str:
        """The day in our house wording, whatever words it came in: "week commencing 4 April 2022".

        `read_vague_day` reads every wording back to the same days and precision.
        """
        if self.earliest is None or self.latest is None:
            return "date to be confirmed" if self.to_be_confirmed else "date not known"
        words = _worded(self.precision, self.earliest, self.latest)
        if not self.to_be_confirmed:
            return words
        return f"{words}, to be confirmed" if self.precision == Precision.DAY else f"{words}, date to be confirmed"


def _worded(precision: Precision, first: date, last: date) -> str:
    month = f"{MONTHS[first.month - 1]} {first.year}"
    match precision:
        case Precision.PERIOD:
            return _worded_period(first, last)
        case Precision.WEEK:
            return f"week commencing {worded_day(first)}"
        case Precision.PART_OF_MONTH:
            return _PARTS_WORDED[max(day for day in _PARTS_WORDED if day <= first.day)].format(month)
        case Precision.MONTH:
            return month
        case Precision.SEASON:
            return f"{_season_beginning(first.month)} {first.year}"
        case Precision.QUARTER:
            return f"{MONTHS[first.month - 1]} to {MONTHS[last.month - 1]} {first.year}"
        case Precision.YEAR:
            return str(first.year) if first.month == 1 else f"financial year {first.year}/{(first.year + 1) % 100:02}"
        case _:
            return worded_day(first)


def _worded_period(first: date, last: date) -> str:
    if first == last:
        return worded_day(first)
    if first.year != last.year:
        return f"{worded_day(first)} to {worded_day(last)}"
    if first.month != last.month:
        return f"{first.day} {MONTHS[first.month - 1]} to {worded_day(last)}"
    return f"{first.day} to {worded_day(last)}"


def _season_beginning(month: int) -> str:
    return next((name for name, start in SEASONS.items() if start == month), "winter")


def week_commencing(day: date) -> tuple[date, date]:
    """That day and the sixth after it. ValueError where that leaves the calendar."""
    try:
        return day, day + timedelta(days=6)
    except OverflowError as error:
        raise ValueError("That week runs outside the calendar.") from error
