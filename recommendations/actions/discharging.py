"""The discharge of a cause of concern: HMICFRS's decision, recorded."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db import transaction

from inspections.enums import CauseScope, DischargeRoute, InspectionVerb
from inspections.models import CauseOfConcern, InspectionEvent
from inspections.permissions import keeper
from jac_tracker.accounts.actor import Actor
from jac_tracker.dates import london_day
from jac_tracker.history import record
from recommendations.actions.turn import refuse


@transaction.atomic
def discharge_cause(
    *,
    cause: CauseOfConcern,
    decided_on: date,
    decided_by: str,
    route: DischargeRoute,
    document: str,
    by: Actor,
    at: datetime,
    why: str = "",
) -> CauseOfConcern:
    """Record that HMICFRS discharged a cause of concern of ours: when, who decided, how we know, in which document.

    Its recommendations may be open or closed: that is another decision. Raises NotPossible for one that is not ours or
    has been discharged, for a day to come or before its report, and where who or which document is not said.
    """
    by = keeper(by)
    cause = CauseOfConcern.objects.locked().get(pk=cause.pk)
    cause.discharged_by, cause.discharge_document = decided_by.strip(), document.strip()
    refuse(faults_of_discharge(cause))
    refuse(_faults_of_decision(cause, decided_on, london_day(at)))
    cause.discharged_on, cause.discharge_route = decided_on, DischargeRoute(route)
    event = InspectionEvent(
        verb=InspectionVerb.DISCHARGE_CAUSE, inspection=cause.publication.inspection, happened_on=decided_on
    )
    event.cites = cause.discharge_document
    record([cause], by=by, at=at, why=why.strip(), event=event)
    return cause


def faults_of_discharge(cause: CauseOfConcern) -> list[str]:
    """Why a cause of concern cannot be discharged as things stand; empty where it can."""
    if cause.scope != CauseScope.OURS:
        return ["This cause of concern is not ours, so its discharge is not ours to record."]
    if cause.discharged_on is not None:
        return ["This cause of concern has been discharged already."]
    return []


def _faults_of_decision(cause: CauseOfConcern, decided_on: date, today: date) -> Iterator[str]:
    if not cause.discharged_by:
        yield "Say who decided."
    if not cause.discharge_document:
        yield "Say which document records the decision."
    if decided_on > today:
        yield "The date of the decision cannot be in the future."
    published_on = cause.publication.earliest
    if published_on is not None and decided_on < published_on:
        yield "The date of the decision cannot be before the report was published."
