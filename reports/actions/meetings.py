"""Changes to meetings."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q

from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.roles import Duty
from jac_tracker.dates import london_day, worded_day
from jac_tracker.history import record, refuse_stale
from reports.actions.papers import back_to_draft
from reports.enums import PaperVerb, RequestOutcome
from reports.models import CommitteeRequest, Meeting, Paper, PaperEvent

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

    Raises StaleEdit, and NotPossible for a day that has a meeting already, for one on which what is recorded of the
    committee's requests could not have been asked or answered, and where the meeting's paper has been issued.
    """
    by = keeper_of_meetings(by)
    meeting = Meeting.objects.locked().get(pk=meeting.pk)
    refuse_stale(meeting, MEETING_FIELDS, shown)
    is_moved = values.get("held_on", meeting.held_on) != meeting.held_on
    if is_moved:
        _refuse_second_on(values["held_on"])
        _refuse_day_against_requests(meeting, values["held_on"], today=london_day(at))
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


def _refuse_day_against_requests(meeting: Meeting, day: date, *, today: date) -> None:
    """Keep the order of asking and answering: nothing is asked at a meeting to come, or answered before it is asked."""
    asked_here = CommitteeRequest.objects.filter(meeting=meeting)
    told_here = CommitteeRequest.objects.filter(answered_in=meeting, outcome=RequestOutcome.ORALLY)
    if day > today and (asked_here.exists() or told_here.exists()):
        raise NotPossible("It is recorded what was asked or answered at this meeting, so it cannot be yet to come.")
    due = asked_here.order_by("answer_by__held_on").values_list("answer_by__held_on", flat=True).first()
    if due is not None and day >= due:
        raise NotPossible(
            f"What was asked at this meeting is to be answered by that of {worded_day(due)}. Choose an earlier day."
        )
    answers_here = Q(answer_by=meeting) | Q(answered_in=meeting)
    asked_before = CommitteeRequest.objects.filter(answers_here).exclude(meeting=meeting).order_by("-meeting__held_on")
    asked = asked_before.values_list("meeting__held_on", flat=True).first()
    if asked is not None and day <= asked:
        raise NotPossible(f"What this meeting waits for was asked on {worded_day(asked)}. Choose a later day.")


def _refuse_second_on(day: date) -> None:
    if Meeting.objects.filter(held_on=day).exists():
        raise NotPossible("There is already a meeting on that day.")
