"""What the committee asked for."""

from dataclasses import dataclass
from datetime import date

from reports.enums import RequestOutcome


@dataclass(frozen=True)
class Request:
    """What was asked for at an earlier meeting and is open, or became of it in the period.

    `words` and `answer` are empty where none may be told of; then `minute` is too. `asked_of` and `answered_by` are
    posts' titles, the days those of meetings. `moved` is how often it was carried over from the meeting of
    `first_due_on`; the `reasons` are in an internal paper alone. `about` are references of items and titles.
    """

    id: int
    asked_on: date
    minute: str
    words: str
    is_cleared: bool
    is_private: bool
    asked_of: str
    about: tuple[str, ...]
    due_on: date
    first_due_on: date
    moved: int
    reasons: tuple[str, ...]
    outcome: RequestOutcome | None = None
    answer: str = ""
    is_answer_cleared: bool = False
    answered_on: date | None = None
    answered_by: str = ""
