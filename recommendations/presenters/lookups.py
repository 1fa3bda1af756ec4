"""What the list's rows point to, by number: their names in the table, and the choices of its filters."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from django.db.models import BigIntegerField, Count, Exists, OuterRef, QuerySet, Subquery, TextField, Value

from inspections.models import Inspection, Publication
from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.models import Portfolio, Post
from jac_tracker.accounts.roles import Duty
from jac_tracker.history import Tracked, put_together_once
from recommendations.models import Board, Recommendation
from recommendations.presenters.reading import Reading


@dataclass(frozen=True)
class Report:
    """A publication and the inspection it belongs to."""

    title: str
    inspection_id: int
    inspection: str


@dataclass(frozen=True)
class Lookups:
    """Names of all that the items a reader may see point to, and of nothing else.

    Portfolios and boards are beyond the headline: only those of items that the reader sees whole are here.
    """

    posts: dict[int, str]
    reports: dict[int, Report]
    portfolios: dict[int, str]
    boards: dict[int, str]
    # How many items there are of each RAG, kind and status, where that was found on the way.
    sorts: Counter[tuple[str, str, str]] | None = None

    @classmethod
    def of(cls, actor: Actor, reading: Reading) -> Self:
        """Of the items of a reading that the actor may see: one statement, however many; one more of the past."""
        pointed = None
        if reading.is_past or not actor.may(Duty.SEE_EVERYTHING):
            pointed = _Pointed(reading.items_visible_to(actor).order_by(), reading)
        found: dict[str, dict[int, Any]] = {key: {} for key in (_REPORT, *_CALLED_BY)}
        for key, number, name, inspection_id, inspection in _names_of(pointed) if pointed else _names_of_all():
            found[key][number] = Report(name, inspection_id, inspection or "") if key == _REPORT else name
        return cls(
            posts=found["owner_post_id"],
            reports=found[_REPORT],
            portfolios=found["portfolio_id"],
            boards=found["board_id"],
            sorts=pointed.sorts if pointed else None,
        )

    @property
    def inspections(self) -> dict[int, str]:
        return {report.inspection_id: report.inspection for report in self.reports.values()}


def choices(names: dict[int, str]) -> list[tuple[str, str]]:
    """The choices of a drop-down, in the order of their names."""
    return [(str(number), name) for number, name in sorted(names.items(), key=lambda item: item[1].casefold())]


class _Pointed:
    """What the items of a reading point to.

    As they stand, each thing is asked whether an item points to it, which an index answers. What stood in the past has
    first to be found, and is found once: what it points to, and of which sorts it is.
    """

    def __init__(self, items: QuerySet[Any], reading: Reading) -> None:
        self.items, self.reading = items, reading
        self.then: list[dict[str, Any]] | None = None
        self.sorts: Counter[tuple[str, str, str]] | None = None
        if reading.is_past:
            columns = ("is_full", "owner_post_id", "publication_id", *_BEYOND_HEADLINE, "rag", "kind", "status")
            self.then = list(items.values(*columns).annotate(number=Count("*")))
            self.sorts = Counter()
            for found in self.then:
                self.sorts[found["rag"], found["kind"], found["status"]] += found["number"]

    def of(self, model: type[Tracked], key: str) -> QuerySet[Any]:
        rows = self.reading.of(model).order_by()
        is_whole = key in _BEYOND_HEADLINE
        if self.then is not None:
            return rows.filter(id__in={found[key] for found in self.then if found["is_full"] or not is_whole} - {None})
        items = self.items.filter(is_full=True) if is_whole else self.items
        return rows.filter(Exists(items.filter(**{key: OuterRef("id")})))


# The key by which an item points to a thing, the thing, and the field by which that is called.
_CALLED_BY: dict[str, tuple[type[Tracked], str]] = {
    "owner_post_id": (Post, "title"),
    "portfolio_id": (Portfolio, "name"),
    "board_id": (Board, "name"),
}
_REPORT = "publication_id"
_BEYOND_HEADLINE = ("portfolio_id", "board_id")


def _names_of(pointed: _Pointed) -> QuerySet[Any, Any]:
    return _reports(pointed).union(*(_named(pointed, key) for key in _CALLED_BY), all=True)


@put_together_once
def _names_of_all() -> QuerySet[Any, Any]:
    """What all items that stand point to, whoever may see them."""
    items = Recommendation.objects.annotate(is_full=Value(True)).order_by()
    return _names_of(_Pointed(items, Reading(date.min)))


def _named(pointed: _Pointed, key: str) -> QuerySet[Any, Any]:
    model, field = _CALLED_BY[key]
    no_number, no_name = Value(None, BigIntegerField()), Value(None, TextField())
    return pointed.of(model, key).values_list(Value(key), "id", field, no_number, no_name)


def _reports(pointed: _Pointed) -> QuerySet[Any, Any]:
    inspections = pointed.reading.of(Inspection).filter(id=OuterRef("inspection_id")).order_by()
    publications = pointed.of(Publication, _REPORT)
    of_inspection = Subquery(inspections.values("short_title")[:1])
    return publications.values_list(Value(_REPORT), "id", "title", "inspection_id", of_inspection)
