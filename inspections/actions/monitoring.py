"""HMICFRS's monitoring phase for our force."""

from datetime import date, datetime

from django.db import transaction

from inspections.actions.writing import one_at_a_time, refuse_bad_values, refuse_future, refuse_without_reason
from inspections.enums import InspectionVerb, Phase
from inspections.models import InspectionEvent, MonitoringPhase
from inspections.permissions import keeper
from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.actor import Actor
from jac_tracker.history import record


@transaction.atomic
def set_monitoring_phase(
    *, phase: Phase, from_on: date, note: str = "", by: Actor, at: datetime, why: str = ""
) -> MonitoringPhase:
    """That HMICFRS moved our force into a phase on a day. Raises NotPossible where it was in that phase already."""
    by = keeper(by)
    one_at_a_time()
    row = MonitoringPhase(phase=phase, from_on=from_on, note=note)
    refuse_bad_values(row)
    refuse_future(row.from_on, at, "The force cannot have moved into another phase")
    phases = list(MonitoringPhase.objects.order_by("from_on", "id"))
    if any(other.from_on == row.from_on for other in phases):
        raise NotPossible("A phase is already recorded from that day. Remove it first.")
    before = [other for other in phases if other.from_on < row.from_on]
    after = [other for other in phases if other.from_on > row.from_on]
    if any(other.phase == row.phase for other in (*before[-1:], *after[:1])):
        raise NotPossible(f"{row.get_phase_display()} is already recorded just before or after that day.")
    event = InspectionEvent(verb=InspectionVerb.SET_MONITORING_PHASE, happened_on=row.from_on)
    record([row], by=by, at=at, why=why, event=event)
    return row


@transaction.atomic
def remove_monitoring_phase(*, phase: MonitoringPhase, by: Actor, at: datetime, why: str) -> None:
    """Take away a phase that was recorded in error. Raises NotPossible without a reason."""
    by = keeper(by)
    refuse_without_reason(why)
    phase = MonitoringPhase.objects.locked().get(pk=phase.pk)
    event = InspectionEvent(verb=InspectionVerb.REMOVE_MONITORING_PHASE, happened_on=phase.from_on)
    record([], by=by, at=at, why=why, event=event, removed=[phase])
