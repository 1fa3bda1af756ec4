"""What the list's rows point to, by number: their names in the table, and the choices of its filters."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Self

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery

from inspections.models import Inspection, Publication
from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.models import Portfolio, Post
from jac_tracker.history import Tracked
from recommendations.models import Board
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
        """Of the items of a reading that the actor may see: four statements, however many; one more of the past."""
        pointed = _Pointed(reading.items_visible_to(actor).order_by(), reading)
        return cls(
            posts=pointed.names(Post, "title", "owner_post_id"),
            reports=_reports(pointed.of(Publication, "publication_id"), reading),
            portfolios=pointed.names(Portfolio, "name", "portfolio_id"),
            boards=pointed.names(Board, "name", "board_id"),
            sorts=pointed.sorts,
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

    def names(self, model: type[Tracked], field: str, key: str) -> dict[int, str]:
        rows: Iterable[tuple[int, str]] = self.of(model, key).values_list("id", field)
        return dict(rows)


_BEYOND_HEADLINE = ("portfolio_id", "board_id")


def _reports(publications: QuerySet[Any], reading: Reading) -> dict[int, Report]:
    inspection = reading.of(Inspection).filter(id=OuterRef("inspection_id")).order_by().values("short_title")[:1]
    rows = publications.annotate(inspection_title=Subquery(inspection))
    found = rows.values_list("id", "title", "inspection_id", "inspection_title")
    return {number: Report(title, inspection_id, name or "") for number, title, inspection_id, name in found}
