"""What the committee is told of an update: written first, cleared in an act of its own."""

from datetime import datetime

from django.db import transaction

from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.actor import Actor
from jac_tracker.history import refuse_stale
from recommendations.actions.turn import begin
from recommendations.enums import Verb
from recommendations.models import CommitteeWording, ProgressUpdate
from recommendations.workflow import Need

WORDING_FIELDS = ("text",)


@transaction.atomic
def write_wording(
    *, update: ProgressUpdate, text: str, shown: str | None = None, by: Actor, at: datetime
) -> CommitteeWording:
    """Write what the committee is told of an update, or write it anew, which takes back its clearance."""
    turn = begin(Verb.WRITE_WORDING, update.recommendation, by, {Need.WORDING: text})
    wording = CommitteeWording.objects.locked().filter(update=update).first()
    if wording is None:
        wording = CommitteeWording(update=update)
    refuse_stale(wording, WORDING_FIELDS, shown)
    if wording.text == text.strip():
        raise NotPossible("The wording is already this.")
    wording.text = text.strip()
    wording.cleared_by = wording.cleared_at = None
    turn.end(at, others=[wording])
    return wording


@transaction.atomic
def clear_wording(*, wording: CommitteeWording, shown: str | None = None, by: Actor, at: datetime) -> CommitteeWording:
    """Let public papers print the wording. Raises StaleEdit if the text is no longer the one `shown`."""
    turn = begin(Verb.CLEAR_WORDING, wording.update.recommendation, by)
    wording = CommitteeWording.objects.locked().get(pk=wording.pk)
    refuse_stale(wording, WORDING_FIELDS, shown)
    if wording.is_cleared:
        raise NotPossible("The wording has already been cleared.")
    wording.cleared_by, wording.cleared_at = turn.by.user, at
    turn.end(at, others=[wording])
    return wording
