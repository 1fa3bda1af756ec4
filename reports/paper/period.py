"""What "since the last meeting" means: by the moment things were recorded, never by the day they happened."""

from datetime import date, datetime

from django.db.models import Max

from jac_tracker.dates import end_of_day
from reports.models import Issue, Meeting, Paper
from reports.paper.data import Period


def period_of(paper: Paper, until: datetime) -> Period:
    """The period a paper tells of when it reads the register as at `until`."""
    since, held_on = start_of_period(paper)
    # A paper may be drawn before the meeting it is to tell from: then there is nothing new yet.
    return Period(min(since, until) if since else None, until, held_on)


def start_of_period(paper: Paper) -> tuple[datetime | None, date | None]:
    """When a paper's period starts, and the day of the meeting before.

    It starts where the paper says; else at the cut-off of what was last issued for the meeting before, or at the end
    of that meeting's day where nothing issued for it stands. Meetings and papers are read as they are now: they are
    the committee's calendar and not what the register tells of.
    """
    held_on = Meeting.objects.filter(held_on__lt=paper.meeting.held_on).aggregate(last=Max("held_on"))["last"]
    if held_on is None or paper.since_at is not None:
        return paper.since_at, held_on
    issued = Issue.objects.standing().filter(paper__meeting__held_on=held_on).order_by("-number").first()
    return issued.cut_off_at if issued else end_of_day(held_on), held_on
