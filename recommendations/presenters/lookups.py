"""What the list's rows point to, by number: their names in the table, and the choices of its filters."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Self

from django.db.models import OuterRef, QuerySet, Subquery

from inspections.models import Inspection, Publication
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

    @classmethod
    def of(cls, items: QuerySet[Any], reading: Reading) -> Self:
        """Of the items of a reading: four statements, however many there are."""
        items = items.order_by()
        whole = items.filter(is_full=True)
        return cls(
            posts=_names(reading, Post, "title", items.values("owner_post_id")),
            reports=_reports(reading, items.values("publication_id")),
            portfolios=_names(reading, Portfolio, "name", whole.values("portfolio_id")),
            boards=_names(reading, Board, "name", whole.values("board_id")),
        )

    @property
    def inspections(self) -> dict[int, str]:
        return {report.inspection_id: report.inspection for report in self.reports.values()}


def choices(names: dict[int, str]) -> list[tuple[str, str]]:
    """The choices of a drop-down, in the order of their names."""
    return [(str(number), name) for number, name in sorted(names.items(), key=lambda item: item[1].casefold())]


def _names(reading: Reading, model: type[Tracked], field: str, numbers: QuerySet[Any, Any]) -> dict[int, str]:
    rows: Iterable[tuple[int, str]] = reading.of(model).filter(id__in=numbers).order_by().values_list("id", field)
    return dict(rows)


def _reports(reading: Reading, numbers: QuerySet[Any, Any]) -> dict[int, Report]:
    inspection = reading.of(Inspection).filter(id=OuterRef("inspection_id")).order_by().values("short_title")[:1]
    publications = reading.of(Publication).filter(id__in=numbers).annotate(inspection_title=Subquery(inspection))
    rows = publications.order_by().values_list("id", "title", "inspection_id", "inspection_title")
    return {number: Report(title, inspection_id, name or "") for number, title, inspection_id, name in rows}
