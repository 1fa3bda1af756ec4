"""The second beat of a view: the item that the address names, as far as the actor may know of it."""

from typing import Any

from django.http import Http404

from jac_tracker.accounts.guards import ActorRequest
from recommendations.models import Recommendation
from recommendations.permissions import item_seen_by, may_see_whole
from recommendations.presenters.reading import Reading


def item_of(request: ActorRequest, reference: str) -> Recommendation:
    """The item as it stands, with its report. 404 for one that is not there for the actor."""
    item = item_seen_by(request.actor, reference) if _is_plain(reference) else None
    if item is None:
        raise Http404
    return item


def whole_item_of(request: ActorRequest, reference: str) -> Recommendation:
    """The item as it stands, for a page that shows more than its headline. 404 also where the actor sees no more."""
    item = item_of(request, reference)
    if not may_see_whole(request.actor, item):
        raise Http404
    return item


def item_read(request: ActorRequest, reference: str, reading: Reading) -> Any:
    """The item as the reading has it; None where nothing had been recorded of it by then. 404 as `item_of`."""
    rows = reading.items_visible_to(request.actor)
    rows = rows if reading.is_past else rows.select_related("publication__inspection")
    item = rows.filter(reference=reference).first() if _is_plain(reference) else None
    if item is None:
        item_of(request, reference)
    return item


def _is_plain(reference: str) -> bool:
    # No reference holds a control character, and PostgreSQL answers to NUL with an error.
    return reference.isprintable()
