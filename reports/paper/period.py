"""What "since the last meeting" means: by the moment things were recorded, never by the day they happened.

Meetings and papers are read as they are now, since they are the committee's calendar and not what the register tells
of. Once a paper has been issued they are read as they were at its release: it stays what it was, and so does its
correction, whatever becomes of the papers before it.
"""

from dataclasses import dataclass
from datetime import date, datetime

from jac_tracker.dates import end_of_day
from jac_tracker.history import as_at
from reports.models import Issue, Meeting, Paper
from reports.paper.data import Period

MEETINGS_TOLD = 8  # of whose open items a paper tells, its own among them


@dataclass(frozen=True)
class Calendar:
    """The last meetings before a paper's own, the newest first, each with the cut-off of its paper.

    `read_at` is the moment as at which they are read; none is now.
    """

    meetings: tuple[tuple[date, datetime | None], ...]
    read_at: datetime | None


def calendar_of(paper: Paper) -> Calendar:
    """The committee's calendar as a paper reads it."""
    issued = paper.releases.filter(issues__isnull=False).order_by("-id")
    read_at = issued.values_list("released_at", flat=True).first()
    meetings: list[tuple[date, datetime | None]]
    if read_at is None:
        rows = Meeting.objects.filter(held_on__lt=paper.meeting.held_on).order_by("-held_on")
        meetings = list(rows.values_list("held_on", "paper__cut_off_at")[: MEETINGS_TOLD - 1])
        return Calendar(tuple(meetings), None)
    cut_offs = dict(as_at(Paper, read_at).values_list("meeting_id", "cut_off_at"))
    then = as_at(Meeting, read_at).filter(held_on__lt=paper.meeting.held_on).order_by("-held_on")
    meetings = [(row.held_on, cut_offs.get(row.id)) for row in then[: MEETINGS_TOLD - 1]]
    return Calendar(tuple(meetings), read_at)


def period_of(paper: Paper, until: datetime, calendar: Calendar | None = None) -> Period:
    """The period a paper tells of when it reads the register as at `until`."""
    since, held_on = start_of_period(paper, calendar)
    # A paper may be drawn before the meeting it is to tell from: then there is nothing new yet.
    return Period(min(since, until) if since else None, until, held_on)


def start_of_period(paper: Paper, calendar: Calendar | None = None) -> tuple[datetime | None, date | None]:
    """When a paper's period starts, and the day of the meeting before.

    It starts where the paper says; else at the cut-off of what was last issued for the meeting before, or at the end
    of that meeting's day where nothing issued for it stands.
    """
    calendar = calendar or calendar_of(paper)
    held_on = calendar.meetings[0][0] if calendar.meetings else None
    if held_on is None or paper.since_at is not None:
        return paper.since_at, held_on
    standing = Issue.objects.standing(by=calendar.read_at).filter(paper__meeting__held_on=held_on)
    cut_off_at = standing.order_by("-number").values_list("cut_off_at", flat=True).first()
    return cut_off_at or end_of_day(held_on), held_on
