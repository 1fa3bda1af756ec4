"""What was recorded in the period, one thing at a time."""

from dataclasses import dataclass
from datetime import date, datetime

from jac_tracker.dates import end_of_day
from reports.enums import Matter


@dataclass(frozen=True)
class Change:
    """One thing that was recorded in the period.

    `about` is the number of what it happened to: an item from NEW on, else an inspection (CONDUCTED, NOTIFIED) or a
    publication; 0 for the monitoring phase. `key` names the change for as long as the register tells of it. `old` and
    `new` are words, or values of the register's own lists: a status, a rating, a post's title, a worded day.
    `happened_on` is its own day, None where it has none but that of its recording. `reason` and the words of progress
    that are not cleared are in an internal paper alone.
    """

    matter: Matter
    key: str
    about: int
    recorded_at: datetime
    happened_on: date | None = None
    old: str = ""
    new: str = ""
    by: str = ""
    reason: str = ""
    is_cleared: bool = True

    def is_late(self, since: datetime | None) -> bool:
        """Whether its own day was over when the period began: it was recorded late."""
        return since is not None and self.happened_on is not None and end_of_day(self.happened_on) <= since


@dataclass(frozen=True)
class Slip:
    """A date that was put back: what it is a date of, the first and the present one, and how often it was changed.

    `reasons` are in an internal paper alone, the first change's first.
    """

    of: str
    first: date
    current: date
    moved: int
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Step:
    """An action that is not done yet; `what` is empty in a public paper, where no action's words are cleared."""

    what: str
    post: str
    due_on: date


@dataclass(frozen=True)
class Path:
    """How an item is to come right: its actions, those still to do in order of their days, and the owner's forecast."""

    done: int
    to_do: tuple[Step, ...]
    forecast_on: date | None


@dataclass(frozen=True)
class OpenThen:
    """How many items were open at a meeting's cut-off, of those that might be told of then."""

    meeting_on: date
    number: int
