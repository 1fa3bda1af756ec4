"""What is read across: tables and grids."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reports.paper.blocks.inline import RagStatus, Spans


class TableKind(StrEnum):
    """PLAIN is body size; COMPACT is smaller, for a long register in an appendix."""

    PLAIN = "plain"
    COMPACT = "compact"


@dataclass(frozen=True, slots=True)
class Column:
    """A column's header cell. `width` is its share of the table's width beside the other columns' shares."""

    heading: Spans
    width: int = 1
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header row. Every row, and `foot` where there is one (totals), has one cell for each column.

    `row_headers`: the first cell of each row names the row.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Spans, ...], ...]
    foot: tuple[Spans, ...] = ()
    row_headers: bool = False
    kind: TableKind = TableKind.PLAIN


@dataclass(frozen=True, slots=True)
class GradeColumn:
    """One grade and the areas judged at it, in the framework's order; none is a fact and is printed as 'None'."""

    grade: str
    areas: tuple[str, ...]

    @property
    def total(self) -> str:
        """How many areas, in words for the grid's last row: '1 area', '5 areas'."""
        return f"{len(self.areas)} area" if len(self.areas) == 1 else f"{len(self.areas)} areas"


@dataclass(frozen=True, slots=True)
class GradeGrid:
    """Grades as columns in the framework's order, empty ones kept, the areas stacked under each.

    Totals are counted from the areas, so they cannot disagree with them.
    """

    caption: str
    columns: tuple[GradeColumn, ...]
    totals: bool = True


@dataclass(frozen=True, slots=True)
class RagMeaning:
    status: RagStatus
    meaning: str


@dataclass(frozen=True, slots=True)
class RagKey:
    """What each rating means, printed in every paper that uses one."""

    caption: str
    entries: tuple[RagMeaning, ...]
