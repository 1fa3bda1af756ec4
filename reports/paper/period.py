"""What "since the last meeting" means: by the moment things were recorded, never by the day they happened."""

from datetime import date, datetime

from jac_tracker.dates import end_of_day
from reports.models import Meeting, Paper
from reports.paper.data import Period


def period_of(paper: Paper, until: datetime) -> Period:
    """The period a paper tells of when it reads the register as at `until`."""
    since, held_on = start_of_period(paper)
    # A paper may be drawn before the meeting it is to tell from: then there is nothing new yet.
    return Period(min(since, until) if since else None, until, held_on)


def start_of_period(paper: Paper) -> tuple[datetime | None, date | None]:
    """When a paper's period starts, and the day of the meeting before.

    It starts where the paper says; else at the cut-off of the paper for the meeting before, or at the end of that
    meeting's day where its paper has none. Meetings and papers are read as they are now: they are the committee's
    calendar and not what the register tells of.
    """
    previous = (
        Meeting.objects.filter(held_on__lt=paper.meeting.held_on)
        .order_by("-held_on")
        .values_list("held_on", "paper__cut_off_at")
        .first()
    )
    held_on, cut_off = previous or (None, None)
    return paper.since_at or cut_off or (end_of_day(held_on) if held_on else None), held_on
