"""What HMICFRS itself says of an item: a track of its own, never merged with ours."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db import transaction

from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.actor import Actor
from jac_tracker.dates import london_day
from jac_tracker.history import refuse_stale
from recommendations.actions.turn import begin, refuse
from recommendations.enums import HmicfrsStatus, Status, Verb
from recommendations.models import HmicfrsStatusRow, Recommendation
from recommendations.workflow import Need

# What the form that says through which item another is tracked shows.
THROUGH_FIELDS = ("tracked_through",)


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


@transaction.atomic
def set_tracked_through(
    *,
    recommendation: Recommendation,
    through: Recommendation | None,
    shown: str | None = None,
    by: Actor,
    at: datetime,
    why: str,
) -> Recommendation:
    """Say that an item is a duplicate which HMICFRS follows through another; None, that it stands for itself.

    Raises NotPossible for one that the actor may not see, that is withdrawn, or that is itself followed through this
    one, and StaleEdit.
    """
    # All of the chain is held, in one order for everybody: two acts together could close a circle that neither sees.
    chain = {recommendation.pk, *(_through(through) if through else ())}
    list(Recommendation.objects.locked().filter(pk__in=chain).order_by("pk"))
    turn = begin(Verb.SET_TRACKED_THROUGH, recommendation, by, {Need.REASON: why})
    refuse_stale(turn.item, THROUGH_FIELDS, shown)
    refuse(_faults_of_through(turn.item, through, by))
    turn.item.tracked_through = through
    return turn.end(at, why=why)


def _faults_of_through(item: Recommendation, through: Recommendation | None, by: Actor) -> Iterator[str]:
    if item.tracked_through_id == (through.pk if through else None):
        yield "The register already says so."
    elif through is None:
        return
    elif not Recommendation.objects.visible_to(by).filter(pk=through.pk).exclude(status=Status.WITHDRAWN).exists():
        yield "It must be an item of this register that has not been withdrawn."
    elif item.pk in _through(through):
        yield "An item cannot be tracked through itself, or through one that is tracked through it."


def _through(item: Recommendation) -> set[int]:
    """The item and everything that it is tracked through in turn."""
    seen: set[int] = set()
    at: int | None = item.pk
    while at is not None and at not in seen:
        seen.add(at)
        at = Recommendation.objects.values_list("tracked_through", flat=True).get(pk=at)
    return seen
