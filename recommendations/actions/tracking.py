"""What HMICFRS itself says of an item: a track of its own, never merged with ours."""

from datetime import date, datetime

from django.db import transaction

from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.actor import Actor
from jac_tracker.dates import london_day
from recommendations.actions.turn import begin
from recommendations.enums import HmicfrsStatus, Verb
from recommendations.models import HmicfrsStatusRow, Recommendation
from recommendations.workflow import Need


@transaction.atomic
def record_hmicfrs_status(
    *,
    recommendation: Recommendation,
    hmicfrs_reference: str = "",
    status: HmicfrsStatus,
    comment: str = "",
    status_on: date | None = None,
    by: Actor,
    at: datetime,
) -> HmicfrsStatusRow:
    """Add where HMICFRS says an item stands on a day, today unless given. Our own status stays as it is."""
    turn = begin(Verb.RECORD_HMICFRS_STATUS, recommendation, by)
    status_on = status_on or london_day(at)
    if status_on > london_day(at):
        raise NotPossible("HMICFRS's status cannot be of a day to come.")
    row = HmicfrsStatusRow(
        recommendation=turn.item,
        hmicfrs_reference=hmicfrs_reference.strip(),
        status=HmicfrsStatus(status),
        comment=comment.strip(),
        status_on=status_on,
        at=at,
    )
    turn.end(at, happened_on=status_on, others=[row])
    return row


@transaction.atomic
def set_tracked(
    *, recommendation: Recommendation, tracked: bool, since_on: date | None, by: Actor, at: datetime, why: str
) -> Recommendation:
    """Say whether HMICFRS tracks an item, and since when that is known."""
    turn = begin(Verb.SET_TRACKED, recommendation, by, {Need.REASON: why})
    if since_on is not None and since_on > london_day(at):
        raise NotPossible("The day cannot be in the future.")
    if turn.item.tracked_by_hmicfrs == tracked:
        raise NotPossible(
            f"The register already says that HMICFRS {'tracks' if tracked else 'does not track'} this item."
        )
    turn.item.tracked_by_hmicfrs, turn.item.tracked_since_on = tracked, since_on
    return turn.end(at, why=why, happened_on=since_on)
