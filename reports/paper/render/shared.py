"""What the three renderers agree on, so that they say the same words in the same order."""

from __future__ import annotations

from reports.paper.blocks import Column, Document, Rag, RagKey, RagStatus, Table, spans

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


def key_words(key: str) -> str:
    """'Name' as it is printed before its value: 'Name:'."""
    return f"{key.rstrip().rstrip(':')}:"


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


def file_title(document: Document) -> str:
    """The title a reader sees in a window or a file list: 'HMICFRS Update, Joint Audit Committee, 22 December 2021'."""
    return ", ".join(part for part in (document.title, document.committee, document.meeting_on) if part.strip())


def served_body(document: Document) -> str:
    """The masthead's first line: the body the committee serves, or the force where none is named."""
    return document.body or document.force
