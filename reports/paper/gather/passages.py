"""How each item came to be where it is in the figures: what the balance between two papers is reckoned from."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, Q

from inspections.models import Publication
from recommendations.enums import Marking, Status, Verb
from recommendations.models import RecommendationEvent
from reports.paper.data import Item, Passage, Period
from reports.paper.gather.past import Embargoes, Past
from reports.paper.gather.versions import Versions


@dataclass(frozen=True)
class Start:
    """The register as it stood when the period began.

    `existed` are the items that there were, `before` the status of those that were in the figures.
    """

    existed: frozenset[int]
    before: Mapping[int, Status]

    def may_tell(self, number: int) -> bool:
        """Whether a paper may tell what happened to an item. Of one that came out from under an embargo or a marking,
        only its coming is told."""
        return number in self.before or number not in self.existed


def status_changes(period: Period, versions: Versions) -> Sequence[Any]:
    """The events by which the status of an item changed in the period, in order, and the one that began the first."""
    events = RecommendationEvent.objects.filter(recommendation__isnull=False, at__lte=period.until)
    if period.since is not None:
        began_it = Q(recommendation=versions.first_item, from_status="")
        events = events.filter(Q(at__gt=period.since) | began_it)
    rows = events.exclude(from_status=F("to_status")).order_by("at", "id")
    fields = ("id", "recommendation_id", "verb", "from_status", "to_status", "at", "happened_on", "why")
    return list(rows.values_list(*fields, named=True))


def taken_over_at(changes: Sequence[Any], versions: Versions) -> datetime | None:
    """When the register was taken over from an earlier list; None where it was begun by hand. It was empty then, so
    that its first item tells."""
    of_first = (each for each in changes if each.recommendation_id == versions.first_item)
    return next((each.at for each in of_first if each.verb == Verb.OPENING_BALANCE), None)


def start_of(versions: Versions, past: Past, since: datetime | None, embargoes: Embargoes) -> Start:
    """The register as it stood at `since`; empty where the period has no beginning."""
    if since is None:
        return Start(frozenset(), {})
    rows = versions.all_at(since)
    published = past.rows(Publication)
    before = {
        number: Status(row.status)
        for number, row in rows.items()
        if row.marking == Marking.OFFICIAL and embargoes.is_open_at(published[row.publication_id].inspection_id, since)
    }
    return Start(frozenset(rows), before)


def gather_passages(items: tuple[Item, ...], start: Start, moves: Mapping[int, Sequence[Any]]) -> tuple[Passage, ...]:
    """One passage for each item that was in the figures at either end of the period."""
    now = {item.id: item.status for item in items}
    return tuple(
        Passage(
            before=start.before.get(number),
            now=now.get(number),
            moves=tuple((move.from_status, move.to_status) for move in moves.get(number, ()))
            if number in now and start.may_tell(number)
            else (),
            item_id=number,
        )
        for number in sorted(now.keys() | start.before.keys())
    )


def moves_of(changes: Sequence[Any], period: Period) -> Mapping[int, Sequence[Any]]:
    """Those of the changes that fall in the period, by item."""
    found: dict[int, list[Any]] = defaultdict(list)
    for row in changes:
        if period.holds(row.at):
            found[row.recommendation_id].append(row)
    return found
