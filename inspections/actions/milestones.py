"""Milestones of an inspection: what was expected, and what came to pass."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from inspections.actions.writing import (
    DAY_FIELDS,
    give,
    give_day,
    refuse_bad_values,
    refuse_future,
    refuse_without_reason,
)
from inspections.enums import InspectionVerb, MilestoneKind, Standing
from inspections.models import Inspection, InspectionEvent, Milestone
from inspections.permissions import keeper
from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.actor import Actor
from jac_tracker.dates import VagueDay
from jac_tracker.history import record, refuse_stale

MILESTONE_FIELDS = ("kind", "note")
MILESTONE_SHOWN = (*MILESTONE_FIELDS, *DAY_FIELDS)


@transaction.atomic
def add_milestone(
    *,
    inspection: Inspection,
    kind: MilestoneKind,
    standing: Standing,
    day: VagueDay,
    note: str = "",
    by: Actor,
    at: datetime,
    why: str = "",
) -> Milestone:
    """A step of an inspection, as expected or as it came to pass.

    An actual step leaves the expected one where it is. Raises NotPossible for an actual step still to come, and for
    one that is there already.
    """
    by = keeper(by)
    inspection = Inspection.objects.locked().get(pk=inspection.pk)
    milestone = Milestone(inspection=inspection, kind=kind, standing=standing, note=note)
    milestone.day = day
    refuse_bad_values(milestone)
    _refuse_nonsense(milestone, at)
    event = InspectionEvent(verb=InspectionVerb.ADD_MILESTONE, inspection=inspection)
    record([milestone], by=by, at=at, why=why, event=event)
    return milestone


@transaction.atomic
def change_milestone(
    *,
    milestone: Milestone,
    values: Mapping[str, Any] | None = None,
    day: VagueDay | None = None,
    shown: str | None = None,
    by: Actor,
    at: datetime,
    why: str = "",
) -> Milestone:
    """Change a step's kind, note or day; the day as it was stays in the history.

    Whether it was expected or came to pass is never changed: the other is a row of its own. Raises StaleEdit, and
    NotPossible as `add_milestone` does.
    """
    by = keeper(by)
    milestone = Milestone.objects.locked().select_related(None).get(pk=milestone.pk)
    refuse_stale(milestone, MILESTONE_SHOWN, shown)
    changed = give(milestone, MILESTONE_FIELDS, values or {})
    changed |= day is not None and give_day(milestone, day)
    if changed:
        _refuse_nonsense(milestone, at)
        event = InspectionEvent(verb=InspectionVerb.CHANGE_MILESTONE, inspection=milestone.inspection)
        record([milestone], by=by, at=at, why=why, event=event)
    return milestone


@transaction.atomic
def remove_milestone(*, milestone: Milestone, by: Actor, at: datetime, why: str) -> None:
    """Take away a step that was entered in error; it stays in the history. Raises NotPossible without a reason."""
    by = keeper(by)
    refuse_without_reason(why)
    milestone = Milestone.objects.locked().get(pk=milestone.pk)
    event = InspectionEvent(verb=InspectionVerb.REMOVE_MILESTONE, inspection=milestone.inspection)
    record([], by=by, at=at, why=why, event=event, removed=[milestone])


def _refuse_nonsense(milestone: Milestone, at: datetime) -> None:
    if milestone.standing == Standing.ACTUAL:
        refuse_future(milestone.earliest, at, "This cannot have happened")
        if milestone.to_be_confirmed:
            raise NotPossible("What has happened is not to be confirmed. Enter it as expected, or give its day.")
    same = Milestone.objects.filter(
        inspection=milestone.inspection_id, kind=milestone.kind, standing=milestone.standing
    ).exclude(pk=milestone.pk)
    if any((row.day, row.note) == (milestone.day, milestone.note) for row in same):
        raise NotPossible("This milestone is already there with the same date.")
