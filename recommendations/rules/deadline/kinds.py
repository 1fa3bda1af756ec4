"""A deadline as read."""

from dataclasses import dataclass
from datetime import date as Day

from jac_tracker.dates import Precision
from recommendations.enums import DeadlineKind


@dataclass(frozen=True)
class Deadline:
    """A deadline as read from a text: a proposal, to be confirmed by a person.

    `date` is the last day on which it is met; None where there is none, or the words do not settle one. `precision` is
    how closely the words name it, None when there is no deadline. `phrase` is verbatim, "" when there is none.
    """

    kind: DeadlineKind
    date: Day | None
    precision: Precision | None
    phrase: str


NO_DEADLINE = Deadline(DeadlineKind.NONE, None, None, "")
