"""Deadline wording: which phrase of a recommendation says when it is to be done, and the day that means."""

from recommendations.enums import DeadlineKind
from recommendations.rules.deadline.kinds import NO_DEADLINE, Deadline
from recommendations.rules.deadline.reading import read_deadline, read_deadlines

__all__ = ["NO_DEADLINE", "Deadline", "DeadlineKind", "read_deadline", "read_deadlines"]
