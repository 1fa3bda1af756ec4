"""How many items were open at each of the last meetings."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from inspections.models import Publication
from jac_tracker.dates import end_of_day
from jac_tracker.history import counted_each
from recommendations.enums import Marking
from recommendations.models import Recommendation
from reports.models import Paper
from reports.paper.data import OpenThen, Period
from reports.paper.gather.past import Embargoes, Past
from reports.paper.period import Calendar


def open_then(
    paper: Paper,
    calendar: Calendar,
    past: Past,
    embargoes: Embargoes,
    period: Period,
    taken_over_at: datetime | None,
) -> tuple[OpenThen, ...]:
    """How many items were open at each of the last meetings, the paper's own included, the earliest first.

    Each is counted at the cut-off of that meeting's paper, or at the end of its day, and the last one before at the
    start of this paper's period, so that it is what the balance begins with. Meetings before the register's first
    record, or before it was taken over, are left out. One statement, however many meetings.
    """
    earlier = calendar.meetings
    moments = [(day, min(cut_off or end_of_day(day), period.until)) for day, cut_off in earlier]
    if moments and period.since is not None:
        moments[0] = (moments[0][0], period.since)
    begun_at = taken_over_at or embargoes.first_moment
    told = [(day, moment) for day, moment in reversed(moments) if begun_at and moment >= begun_at]
    told.append((paper.meeting.held_on, period.until))
    published = past.rows(Publication)
    found = counted_each([_told_at(moment, published, embargoes) for _day, moment in told], "rag")
    return tuple(OpenThen(day, numbers.total()) for (day, _moment), numbers in zip(told, found, strict=True))


def _told_at(moment: datetime, published: Mapping[int, Any], embargoes: Embargoes) -> QuerySet[Any]:
    """The items open at a moment of which a paper may tell."""
    reports = [number for number, row in published.items() if embargoes.is_open_at(row.inspection_id, moment)]
    return Recommendation.objects.open_at(moment).filter(marking=Marking.OFFICIAL, publication_id__in=reports)
