"""Our own causes of concern, with how far what was recommended of them has come."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.urls import reverse

from inspections.enums import CauseScope
from inspections.models import CauseOfConcern, Inspection
from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.roles import Duty
from jac_tracker.dates import worded_number
from recommendations.enums import CLOSED, OPEN, Status
from recommendations.models import Recommendation


@dataclass(frozen=True)
class CauseRow:
    """A cause of concern that stands, and the address under which its discharge is recorded; "" for who may not."""

    title: str
    words: str
    all_closed: bool
    href: str


def causes_of_inspection(inspection: Inspection, actor: Actor) -> list[CauseRow]:
    """Our causes of an inspection that HMICFRS has not discharged, for liaison: one statement, and none for others."""
    if not actor.may(Duty.KEEP_REGISTER):
        return []
    causes = CauseOfConcern.objects.visible_to(actor).filter(
        publication__inspection=inspection, scope=CauseScope.OURS, discharged_on__isnull=True
    )
    counted = causes.annotate(
        number_open=Count("recommendations", filter=Q(recommendations__status__in=OPEN)),
        number_closed=Count("recommendations", filter=Q(recommendations__status__in=CLOSED)),
    )
    return [_row(cause) for cause in counted.order_by("publication_id", "pk")]


def _row(cause: CauseOfConcern) -> CauseRow:
    still_open, closed = getattr(cause, "number_open"), getattr(cause, "number_closed")  # noqa: B009
    return CauseRow(
        title=cause.title,
        words=_words(still_open, closed),
        all_closed=bool(closed) and not still_open,
        href=reverse("discharge_cause", args=[cause.pk]),
    )


def _words(still_open: int, closed: int) -> str:
    if not still_open and not closed:
        return "The register holds no recommendation of it."
    if not still_open:
        return "All its recommendations are closed. HMICFRS has still to discharge it."
    number = still_open + closed
    are = "is" if closed == 1 else "are"
    return f"{worded_number(closed).capitalize()} of its {worded_number(number)} recommendations {are} closed."


def items_of_cause(cause: CauseOfConcern, actor: Actor) -> list[tuple[str, str, str]]:
    """Reference, address and status of each item of a cause that the actor may know of."""
    rows = Recommendation.objects.visible_to(actor).filter(cause=cause)
    return [(row.reference, row.get_absolute_url(), Status(row.status).label) for row in rows]
