"""Which day binds an item, and how near it is."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from jac_tracker.dates import worded_day
from recommendations.enums import DeadlineKind


class Binding(Enum):
    """What sets the day, as a sentence names it."""

    DEADLINE = "deadline"
    IMMEDIATE = "time allowed to act immediately"
    TARGET = "internal target"


@dataclass(frozen=True)
class Due:
    """The last day on which an item is in time, and what sets it."""

    on: date
    binding: Binding


def governing_date(
    *, kind: str, deadline_on: date | None, target_on: date | None, immediate_grace_days: int
) -> Due | None:
    """The earlier of HMICFRS's deadline and our internal target; None where there is neither.

    What is to be done immediately has its publication day for a deadline: it counts as late only after the grace.
    """
    days = []
    if deadline_on is not None:
        if kind == DeadlineKind.IMMEDIATE:
            days.append(Due(_later(deadline_on, immediate_grace_days), Binding.IMMEDIATE))
        else:
            days.append(Due(deadline_on, Binding.DEADLINE))
    if target_on is not None:
        days.append(Due(target_on, Binding.TARGET))
    return min(days, key=lambda due: due.on, default=None)


def worded_due(due: Due, on: date, *, soon_days: int) -> str:
    """How near the day is, seen from `on`: "Overdue by 3 days", "Due today", "Due in 12 days", "Due 4 May 2022"."""
    left = (due.on - on).days
    return worded_days_left(left) if left <= soon_days else f"Due {worded_day(due.on)}"


def worded_days_left(left: int) -> str:
    """How near a day is that comes in so many days: "Overdue by 3 days", "Due today", "Due in 12 days"."""
    if left < 0:
        return f"Overdue by {_days(-left)}"
    return f"Due in {_days(left)}" if left else "Due today"


def _days(n: int) -> str:
    return "1 day" if n == 1 else f"{n:,} days"


def _later(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max
