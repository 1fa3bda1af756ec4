"""What the three renderers agree on, so that they say the same words in the same order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reports.paper.blocks import (
    Column,
    Document,
    GradeGrid,
    LineBreak,
    Paragraph,
    Rag,
    RagKey,
    RagStatus,
    Spans,
    Table,
    plain,
    spans,
)

NO_AREAS = "None"  # printed in a grade's empty column, so that a listener hears that nothing was left out

# Shape and colour of a rating. Each colour is at least 3:1 on white and stands beside its word, which is black.
RAG_COLOURS: dict[RagStatus, str] = {
    RagStatus.RED: "b10e1e",
    RagStatus.AMBER: "b35c00",
    RagStatus.GREEN: "00703c",
    RagStatus.BLUE: "1d70b8",
    RagStatus.GREY: "505a5f",
}
RAG_SHAPES: dict[RagStatus, str] = {
    RagStatus.RED: "▲",
    RagStatus.AMBER: "■",
    RagStatus.GREEN: "●",
    RagStatus.BLUE: "◆",
    RagStatus.GREY: "○",
}


def heading_words(number: str, words: str) -> str:
    return f"{number} {words}" if number else words


def leads_in(paragraph: Paragraph) -> bool:
    """Whether a paragraph announces what follows it, so that no page end should part the two."""
    return plain(paragraph.spans).rstrip().endswith(":")


def key_words(key: str) -> str:
    """'Name' as it is printed before its value: 'Name:'."""
    return f"{key.rstrip(' :')}:"


def rag_key_table(key: RagKey) -> Table:
    """The key to ratings is a table like any other."""
    return Table(
        caption=key.caption,
        columns=(Column(spans("Rating"), width=1), Column(spans("What it means"), width=5)),
        rows=tuple(((Rag(entry.status),), spans(entry.meaning)) for entry in key.entries),
        row_headers=True,
    )


def column_shares(table: Table) -> tuple[float, ...]:
    """Each column's share of the width; they add up to 1."""
    whole = sum(max(column.width, 1) for column in table.columns) or 1
    return tuple(max(column.width, 1) / whole for column in table.columns)


# How tables meet the end of a page. The counts of lines are rough and err high: a page takes about fifty.
LINE = 80  # letters across the page
LINES_KEPT_TOGETHER = 24  # a table of so many lines is moved to the next page rather than split
LINES_IN_A_ROW = 20  # a row of more lines may be split, or it might not fit on any page


def row_lines(cells: Iterable[Spans], shares: Sequence[float]) -> int:
    """About how many lines a row of these cells takes; a cell too many or too few does not matter here."""
    return max(map(cell_lines, cells, shares), default=0)


def cell_lines(cell: Spans, share: float) -> int:
    """About how many lines a cell takes in a column that has this share of the width."""
    return _lines(plain(cell), share) + sum(isinstance(span, LineBreak) for span in cell)


def fits_together(table: Table) -> bool:
    """Whether a table is so short that a page end should not split it."""
    shares = column_shares(table)
    rows = (tuple(column.heading for column in table.columns), *table.rows, *([table.foot] if table.foot else []))
    # a row has a line at least, so that a long table need not be looked through
    return len(rows) <= LINES_KEPT_TOGETHER and sum(row_lines(row, shares) for row in rows) <= LINES_KEPT_TOGETHER


def grid_fits_together(grid: GradeGrid) -> bool:
    """As `fits_together`; in Word and PDF the areas of one grade stand in one cell."""
    share = 1 / len(grid.columns)
    return max(sum(_lines(area, share) for area in column.areas) for column in grid.columns) <= LINES_KEPT_TOGETHER


def _lines(words: str, share: float) -> int:
    return 1 + int(len(words) / (LINE * share))


def file_title(document: Document) -> str:
    """The title a reader sees in a window or a file list: 'HMICFRS Update, Joint Audit Committee, 22 December 2021'."""
    return ", ".join(part for part in (document.title, document.committee, document.meeting_on) if part.strip())


def served_body(document: Document) -> str:
    """The masthead's first line: the body the committee serves, or the force where none is named."""
    return document.body or document.force
