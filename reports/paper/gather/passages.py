"""How each item came to be where it is in the figures: what the balance between two papers is reckoned from."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

from django.db.models import F

from inspections.models import Publication
from jac_tracker.history import as_at
from recommendations.enums import Marking, Status
from recommendations.models import Recommendation, RecommendationEvent
from reports.paper.data import Item, Passage, Period
from reports.paper.gather.past import Embargoes, Past

Moves = Mapping[int, tuple[tuple[str, str], ...]]


def gather_passages(past: Past, period: Period, items: tuple[Item, ...], embargoes: Embargoes) -> tuple[Passage, ...]:
    """One passage for each item that was in the figures at either end of the period."""
    now = {item.id: item.status for item in items}
    existed, before = _at_start(past, period.since, embargoes)
    moves = _moves(period)
    return tuple(
        Passage(
            before=before.get(number),
            now=now.get(number),
            # Of an item that comes out from under an embargo or a marking, only its coming is told.
            moves=moves.get(number, ()) if number in now and (number in before or number not in existed) else (),
        )
        for number in sorted(now.keys() | before.keys())
    )


def _at_start(past: Past, since: datetime | None, embargoes: Embargoes) -> tuple[frozenset[int], Mapping[int, Status]]:
    """The items that existed at the start, and the status of those that were in the figures."""
    if since is None:
        return frozenset(), {}
    rows = list(as_at(Recommendation, since).values_list("id", "status", "marking", "publication_id"))
    published = past.rows(Publication)
    before = {
        number: Status(status)
        for number, status, marking, publication in rows
        if marking == Marking.OFFICIAL and embargoes.is_open_at(published[publication].inspection_id, since)
    }
    return frozenset(number for number, *_ in rows), before


def _moves(period: Period) -> Moves:
    events = RecommendationEvent.objects.filter(recommendation__isnull=False, at__lte=period.until)
    if period.since is not None:
        events = events.filter(at__gt=period.since)
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    rows = events.exclude(from_status=F("to_status")).order_by("at", "id")
    for number, old, new in rows.values_list("recommendation_id", "from_status", "to_status"):
        found[number].append((old, new))
    return {number: tuple(moves) for number, moves in found.items()}
