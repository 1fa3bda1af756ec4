"""Changes to meetings."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.roles import Duty
from jac_tracker.history import record, refuse_stale
from reports.actions.papers import back_to_draft
from reports.enums import PaperVerb
from reports.models import Meeting, Paper, PaperEvent

MEETING_FIELDS = ("held_on", "place", "note")


@transaction.atomic
def add_meeting(*, held_on: date, place: str = "", note: str = "", by: Actor, at: datetime) -> Meeting:
    """A new meeting of the committee. Raises NotPossible where there is one on that day."""
    by = keeper_of_meetings(by)
    _refuse_second_on(held_on)
    meeting = Meeting(held_on=held_on, place=place, note=note)
    record([meeting], by=by, at=at, event=PaperEvent(verb=PaperVerb.ADD_MEETING, meeting=meeting))
    return meeting


@transaction.atomic
def change_meeting(
    *, meeting: Meeting, values: Mapping[str, Any], shown: str | None = None, by: Actor, at: datetime, why: str = ""
) -> Meeting:
    """Change a meeting's day, place or note.

    Raises StaleEdit, and NotPossible for a day that has a meeting already or whose paper has been issued.
    """
    by = keeper_of_meetings(by)
    meeting = Meeting.objects.locked().get(pk=meeting.pk)
    refuse_stale(meeting, MEETING_FIELDS, shown)
    is_moved = values.get("held_on", meeting.held_on) != meeting.held_on
    if is_moved:
        _refuse_second_on(values["held_on"])
        if Paper.objects.issued().filter(meeting=meeting).exists():
            raise NotPossible("The paper for this meeting has been issued with its date on it, so the date must stay.")
    for field in MEETING_FIELDS:
        setattr(meeting, field, values.get(field, getattr(meeting, field)))
    event = PaperEvent(verb=PaperVerb.CHANGE_MEETING, meeting=meeting)
    event = record([meeting], by=by, at=at, why=why, event=event)
    paper = Paper.objects.locked().filter(meeting=meeting).first() if is_moved else None
    if paper is not None:
        back_to_draft(paper, event, by=by)
    return meeting


def keeper_of_meetings(by: Actor) -> Actor:
    """The actor under the post that keeps meetings. Raises PermissionDenied where none does."""
    for duty in (Duty.KEEP_MEETINGS, Duty.DRAFT_PAPER):
        if by.may(duty):
            return by.under(duty)
    raise PermissionDenied("Only the committee secretary or a liaison officer keeps meetings.")


def _refuse_second_on(day: date) -> None:
    if Meeting.objects.filter(held_on=day).exists():
        raise NotPossible("There is already a meeting on that day.")
