"""Every version of every item up to a moment: what the changes of a period are found in."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from jac_tracker.dates import worded_day
from recommendations.models import Recommendation
from reports.paper.data import Period, Slip
from reports.paper.gather.past import OF_AN_ITEM, Past

# The two dates that can be put back: what a paper calls each, its field, and that of the first one.
DATES = (
    ("HMICFRS’s deadline", "deadline_on", "first_deadline_on"),
    ("Internal target", "internal_target_on", "first_target_on"),
)


class Versions:
    """The versions of each item in order of their recording."""

    def __init__(self, past: Past) -> None:
        self._of = past.versions(Recommendation, OF_AN_ITEM)
        self._moments = {number: [row.history_date for row in rows] for number, rows in self._of.items()}

    def at(self, number: int, moment: datetime) -> Any | None:
        """The version of an item that stood at a moment; None before it was registered."""
        place = bisect_right(self._moments.get(number, ()), moment)
        return self._of[number][place - 1] if place else None

    def all_at(self, moment: datetime) -> Mapping[int, Any]:
        """Each item's version that stood at a moment, of those registered by then."""
        found = ((number, self.at(number, moment)) for number in self._of)
        return {number: row for number, row in found if row is not None}

    def within(self, number: int, period: Period) -> Sequence[Any]:
        """The versions of an item recorded in a period, after the one that stood at its beginning."""
        return [row for row in self._of.get(number, ()) if period.holds(row.history_date)]

    @property
    def first_item(self) -> int | None:
        """The item that was recorded first."""
        return next(iter(self._of), None)

    def registered_at(self, number: int) -> datetime:
        """When the item was first recorded."""
        return self._of[number][0].history_date  # type: ignore[no-any-return]

    def slips(self, number: int, *, with_reasons: bool) -> tuple[Slip, ...]:
        """The item's dates that are later now than they first were."""
        return tuple(slip for date_of in DATES if (slip := self._slip(number, *date_of, with_reasons)))

    def _slip(self, number: int, of: str, field: str, first_field: str, with_reasons: bool) -> Slip | None:
        rows = self._of.get(number, ())
        newest = rows[-1] if rows else None
        if newest is None:
            return None
        first: date | None = getattr(newest, first_field)
        current: date | None = getattr(newest, field)
        if first is None or current is None or current <= first:
            return None
        moved = []
        standing = first
        for row in rows:
            day = getattr(row, field)
            if getattr(row, first_field) is not None and day != standing:
                moved.append(row.history_change_reason or "")
                standing = day
        reasons = tuple(reason for reason in moved if reason) if with_reasons else ()
        return Slip(of, first, current, len(moved), reasons)


def worded(day: date | None) -> str:
    """A day in words; empty where there is none."""
    return worded_day(day) if day else ""
