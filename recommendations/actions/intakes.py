"""Lists that come in: brought in, settled, dropped, done."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.roles import Duty
from jac_tracker.history import record
from recommendations.enums import IntakeStanding, Verb
from recommendations.intake.plan import ListPlan
from recommendations.models import Intake, RecommendationEvent, StoredFile


@transaction.atomic
def begin_intake(
    *,
    file: StoredFile,
    source: str,
    sheet: str,
    plan: ListPlan[Any],
    opening_on: date,
    by: Actor,
    at: datetime,
) -> Intake:
    """Bring in a list for the purpose of its plan, to be read so until that is settled otherwise. `file` is new."""
    by = keeper_of_lists(by)
    intake = Intake(
        purpose=plan.purpose, source=source, file=file, sheet=sheet, settled=plan.as_json(), opening_on=opening_on
    )
    record([file, intake], by=by, at=at, event=RecommendationEvent(verb=Verb.BEGIN_INTAKE))
    return intake


@transaction.atomic
def settle_intake(
    *,
    intake: Intake,
    plan: ListPlan[Any],
    sheet: str | None = None,
    opening_on: date | None = None,
    by: Actor,
    at: datetime,
) -> Intake:
    """Settle how a list is read; None leaves the sheet, or the day, as it is. Nothing of the list is taken over yet."""
    by, intake = keeper_of_lists(by), begun(intake)
    intake.settled = plan.as_json()
    intake.sheet = intake.sheet if sheet is None else sheet
    intake.opening_on = opening_on or intake.opening_on
    record([intake], by=by, at=at, event=RecommendationEvent(verb=Verb.SETTLE_INTAKE, details={"intake": intake.pk}))
    return intake


@transaction.atomic
def finish_intake(*, intake: Intake, counts: Mapping[str, int], by: Actor, at: datetime) -> Intake:
    """Say that a list has been taken over, and how many of its rows became what."""
    return _end(intake, IntakeStanding.DONE, Verb.FINISH_INTAKE, dict(counts), by, at)


@transaction.atomic
def drop_intake(*, intake: Intake, by: Actor, at: datetime) -> Intake:
    """Drop a list that was brought in. What came of earlier ones stays."""
    return _end(intake, IntakeStanding.DROPPED, Verb.DROP_INTAKE, {}, by, at)


def _end(
    intake: Intake, standing: IntakeStanding, verb: Verb, counts: dict[str, Any], by: Actor, at: datetime
) -> Intake:
    by, intake = keeper_of_lists(by), begun(intake)
    intake.standing, intake.counts = standing, counts
    record([intake], by=by, at=at, event=RecommendationEvent(verb=verb, details={"intake": intake.pk, **counts}))
    return intake


def begun(intake: Intake) -> Intake:
    """The list under a lock. Raises NotPossible where it is done or dropped."""
    row: Intake = Intake.objects.locked().get(pk=intake.pk)
    if row.standing != IntakeStanding.BEGUN:
        raise NotPossible(f"This list is {row.get_standing_display().lower()} already.")
    return row


def keeper_of_lists(by: Actor) -> Actor:
    """The actor under a liaison post. Raises PermissionDenied where they hold none."""
    if not by.may(Duty.KEEP_REGISTER):
        raise PermissionDenied("Only a liaison officer brings in lists.")
    return by.under(Duty.KEEP_REGISTER)
