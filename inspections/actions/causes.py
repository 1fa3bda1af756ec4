"""Causes of concern."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError

from inspections.actions.writing import give, one_at_a_time, refuse_bad_values, refuse_without_reason
from inspections.enums import CauseScope, InspectionVerb
from inspections.models import CauseOfConcern, InspectionEvent, Publication
from inspections.permissions import keeper
from inspections.rules import Raised, repeats_itself
from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.actor import Actor
from jac_tracker.history import record, refuse_stale

CAUSE_FIELDS = ("scope", "title", "text", "is_accelerated", "repeats")


@transaction.atomic
def add_cause(
    *,
    publication: Publication,
    scope: CauseScope,
    title: str,
    text: str = "",
    is_accelerated: bool = False,
    repeats: CauseOfConcern | None = None,
    by: Actor,
    at: datetime,
    why: str = "",
) -> CauseOfConcern:
    """A cause of concern of a publication. Raises NotPossible where it repeats one that was published after it."""
    by = keeper(by)
    publication = Publication.objects.locked().get(pk=publication.pk)
    cause = CauseOfConcern(publication=publication, scope=scope, title=title, text=text, repeats=repeats)
    cause.is_accelerated = is_accelerated
    refuse_bad_values(cause)
    _refuse_later(cause)
    event = InspectionEvent(verb=InspectionVerb.ADD_CAUSE, inspection=publication.inspection)
    record([cause], by=by, at=at, why=why, event=event)
    return cause


@transaction.atomic
def change_cause(
    *,
    cause: CauseOfConcern,
    values: Mapping[str, Any],
    shown: str | None = None,
    by: Actor,
    at: datetime,
    why: str = "",
) -> CauseOfConcern:
    """Change a cause of concern; its discharge is an act of its own.

    Raises StaleEdit, and NotPossible for one that repeats itself, by whatever way round, or one published after it.
    """
    by = keeper(by)
    one_at_a_time()
    cause = CauseOfConcern.objects.locked().get(pk=cause.pk)
    refuse_stale(cause, CAUSE_FIELDS, shown)
    if give(cause, CAUSE_FIELDS, values):
        _refuse_loop(cause)
        _refuse_later(cause)
        inspection = cause.publication.inspection
        event = InspectionEvent(verb=InspectionVerb.CHANGE_CAUSE, inspection=inspection)
        record([cause], by=by, at=at, why=why, event=event)
    return cause


@transaction.atomic
def remove_cause(*, cause: CauseOfConcern, by: Actor, at: datetime, why: str) -> None:
    """Take away a cause of concern entered in error. Raises NotPossible without a reason or while anything needs it."""
    by = keeper(by)
    refuse_without_reason(why)
    cause = CauseOfConcern.objects.locked().get(pk=cause.pk)
    inspection = cause.publication.inspection
    event = InspectionEvent(verb=InspectionVerb.REMOVE_CAUSE, inspection=inspection)
    try:
        record([], by=by, at=at, why=why, event=event, removed=[cause])
    except ProtectedError as error:
        raise NotPossible("Recommendations or a later cause of concern hang on this one. Change it instead.") from error


def _refuse_loop(cause: CauseOfConcern) -> None:
    rows = CauseOfConcern.objects.exclude(pk=cause.pk).values_list("pk", "repeats_id")
    causes = {pk: Raised(repeats_id, None) for pk, repeats_id in rows}
    if repeats_itself(cause.pk, cause.repeats_id, causes):
        raise NotPossible("A cause of concern cannot repeat itself. Choose the earlier one that it repeats.")


def _refuse_later(cause: CauseOfConcern) -> None:
    earlier = cause.repeats
    if earlier is None:
        return
    ours, theirs = cause.publication.latest, earlier.publication.earliest
    if ours is not None and theirs is not None and theirs > ours:
        raise NotPossible(f"{earlier} was published after this one. Choose an earlier cause of concern.")
