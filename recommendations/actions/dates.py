"""The deadline as HMICFRS gives it, and the force's own target."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.actor import Actor
from jac_tracker.dates import worded_day
from jac_tracker.history import refuse_stale
from recommendations.actions.registering import give_deadline
from recommendations.actions.rehearsing import one_act
from recommendations.actions.turn import begin, refuse
from recommendations.enums import Verb
from recommendations.models import Recommendation
from recommendations.rules.as_read import DeadlineAsRead
from recommendations.workflow import Need

TARGET_FIELDS = ("internal_target_on",)
DEADLINE_FIELDS = (
    "deadline_words",
    "deadline_kind",
    "deadline_basis_on",
    "deadline_on",
    "deadline_precision",
    "deadline_confirmed_at",
)


@transaction.atomic
def confirm_deadline(
    *,
    recommendation: Recommendation,
    deadline: DeadlineAsRead,
    shown: str | None = None,
    by: Actor,
    at: datetime,
    why: str = "",
) -> Recommendation:
    """Say that a person has checked the deadline against the report. The first date confirmed is kept for ever.

    To change a date that was confirmed before needs a reason. Only a person confirms: PermissionDenied for a command.
    """
    turn = begin(Verb.CONFIRM_DEADLINE, recommendation, by)
    if by.is_system:
        raise PermissionDenied("Only a person confirms a deadline.")
    item = turn.item
    refuse_stale(item, DEADLINE_FIELDS, shown)
    refuse(deadline.faults(item.publication.earliest))
    if item.deadline_confirmed_at is not None and item.deadline_on != deadline.on and not why.strip():
        raise NotPossible("The date was confirmed before. Give a reason for changing it.")
    moved = {"deadline_on": [item.deadline_on, deadline.on]} if item.deadline_on != deadline.on else {}
    give_deadline(item, deadline, turn.by, at)
    return turn.end(at, why=why, details=moved)


@one_act
def set_target(
    *, recommendation: Recommendation, target_on: date, shown: str | None = None, by: Actor, at: datetime
) -> Recommendation:
    """Set the first internal target, or bring the present one forward. To put it back is `extend_target`."""
    turn = begin(Verb.SET_TARGET, recommendation, by, {Need.TARGET: target_on})
    item = turn.item
    refuse_stale(item, TARGET_FIELDS, shown)
    if item.internal_target_on is not None and target_on >= item.internal_target_on:
        raise NotPossible(f"The target is {worded_day(item.internal_target_on)}. Extend it, with a reason.")
    details = {"target_on": [item.internal_target_on, target_on]}
    item.internal_target_on = target_on
    if item.first_target_on is None:
        item.first_target_on = target_on
    return turn.end(at, details=details)


@one_act
def extend_target(
    *,
    recommendation: Recommendation,
    target_on: date,
    shown: str | None = None,
    by: Actor,
    at: datetime,
    why: str,
) -> Recommendation:
    """Put the internal target back, with the reason. The first target is kept beside it."""
    turn = begin(Verb.EXTEND_TARGET, recommendation, by, {Need.TARGET: target_on, Need.REASON: why})
    item = turn.item
    refuse_stale(item, TARGET_FIELDS, shown)
    if item.internal_target_on is None:
        raise NotPossible("There is no internal target to extend. Set one.")
    if target_on <= item.internal_target_on:
        raise NotPossible(f"The new target must come after the present one, {worded_day(item.internal_target_on)}.")
    details = {"target_on": [item.internal_target_on, target_on]}
    item.internal_target_on = target_on
    return turn.end(at, why=why, details=details)
