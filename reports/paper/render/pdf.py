"""A paper as a PDF/UA-1 file, typeset by Typst.

`paper.typ` holds the look; this module writes calls of its functions, with every word of the paper as a string literal.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import assert_never

from reports.paper.blocks import (
    Block,
    BulletList,
    Chart,
    Document,
    Emphasis,
    GradeGrid,
    Heading,
    KeyValue,
    KeyValueList,
    LineBreak,
    Link,
    Note,
    NumberedList,
    PageBreak,
    Paragraph,
    Quote,
    Rag,
    RagKey,
    Span,
    Spans,
    Strong,
    Table,
    TableKind,
    Text,
    spans,
)
from reports.paper.render.characters import drawable, font_folder, lawful, printable
from reports.paper.render.chart import svg
from reports.paper.render.shared import (
    LINES_IN_A_ROW,
    NO_AREAS,
    RAG_COLOURS,
    cell_lines,
    column_shares,
    file_title,
    fits_together,
    grid_fits_together,
    heading_words,
    key_words,
    leads_in,
    rag_key_table,
    row_lines,
    served_body,
)
from reports.paper.render.typesetting import escaped, typeset
from reports.paper.structure import refuse_bad_structure

LONGEST_WORD = 28  # letters; a longer one may break anywhere after that many, or it would run off the page
_SHORTEST_BREAK = 6  # letters; a word is broken into no smaller pieces, however narrow its column
_NEVER_PARTED = 2  # lines of a cell by our count, three at the most: the typesetter leaves no single line on a page
_ACROSS, _INSET = 459, 10  # points: the page between its margins, and what a cell keeps free at its two sides


def render_pdf(document: Document) -> bytes:
    """A PDF/UA-1 file. The same document gives the same bytes.

    Refuses a document with structural errors with StructureError.
    """
    refuse_bad_structure(document)
    return typeset(source_of(document), font_folder())


def source_of(document: Document) -> str:
    """What the typesetter is given for the document."""
    return _preamble() + _body(document)


def typst_string(text: str, longest: int = LONGEST_WORD) -> str:
    """`text` as a Typst string literal: nothing in it is markup or code, and the font has every character.

    Words of more than `longest` letters may break.
    """
    shown = _long_word(longest).sub("\\g<0>\u200b", printable(text))
    return f'"{escaped(shown)}"'


@functools.cache
def _long_word(longest: int) -> re.Pattern[str]:
    return re.compile(rf"\S{{{longest}}}(?=\S)")


def longest_word(share: float, points: float) -> int:
    """How many letters of a word fit in a column that has this share of the page's width, at a size of letters."""
    fitting = int((_ACROSS * share - _INSET) / (points / 2))  # a letter is half as wide as it is high, more or less
    return max(_SHORTEST_BREAK, min(LONGEST_WORD, fitting))


@functools.cache
def _preamble() -> str:
    return (Path(__file__).parent / "paper.typ").read_text(encoding="utf-8")


def _body(document: Document) -> str:
    word = typst_string
    language, _, region = document.language.partition("-")
    marking = " – ".join((document.marking, *document.notices))
    notices = "".join(f"{word(notice)}, " for notice in document.notices)
    return "\n".join(
        (
            f"#show: paper.with(meta-title: {word(file_title(document))}, marking: {word(marking)},",
            f"  lang: {word(language)}, region: {word(region) if region else 'none'},",
            f"  committee: {word(document.committee)}, agenda: {word(document.agenda_line)},",
            f"  running: {word(f'{document.title}, {document.meeting_on}')})",
            f"#masthead({word(served_body(document))}, {word(document.agenda_line)}, {word(document.committee)},",
            f"  {word(document.meeting_on)}, ({notices}), title({word(document.title)}), {word(document.subtitle)})",
            *(f"#{_block(block)}" for block in document.blocks),
        )
    )


def _block(block: Block) -> str:
    """A Typst expression for a block."""
    match block:
        case Heading(level, words, number):
            lead = typst_string(heading_words(number, "")) + " + " if number else ""
            return f"heading(level: {level}, {lead}{_content(words)})"
        case Paragraph(words):
            return f"{'lead-in' if leads_in(block) else 'par'}({_content(words)})"
        case BulletList(items):
            return f"list({', '.join(_flow(item) for item in items)})"
        case NumberedList(items, marker, start):
            options = f'numbering: "{marker.value}", start: {start}'
            return f"enum({options}, {', '.join(_flow(item) for item in items)})"
        case Table():
            return _table(block)
        case GradeGrid():
            return _grid(block)
        case KeyValueList(pairs):
            listed = (f"({typst_string(key_words(pair.key))}, {_content(pair.value)})" for pair in pairs)
            return f"key-values({_room_of_keys(pairs)}em, {', '.join(listed)})"
        case Quote(blocks, source):
            credit = f" + par({_content(source)})" if source else ""
            return f"quote({_flow(blocks)}{credit})"
        case Note(blocks):
            return f"note({_flow(blocks)})"
        case RagKey():
            return _table(rag_key_table(block))
        case Chart():
            return _chart(block)
        case PageBreak():
            return "pagebreak(weak: true)"
        case _:
            assert_never(block)


def _room_of_keys(pairs: Sequence[KeyValue]) -> float:
    """The ems in which the longest key stands on one line: its bold letters are seldom wider than 0.6 of one."""
    longest = max(len(key_words(pair.key)) for pair in pairs)
    return round(min(max(4.5, 0.6 * longest + 0.5), 15), 1)


def _flow(blocks: Iterable[Block]) -> str:
    return " + ".join(map(_block, blocks))


def _table(table: Table) -> str:
    size = 8.5 if table.kind is TableKind.COMPACT else 10.0
    shares = column_shares(table)
    longest = [longest_word(share, size) for share in shares]
    widths = ", ".join(f"{share:.4f}fr" for share in shares)
    sides = ", ".join("end" if column.numeric else "start" for column in table.columns)
    headings = _header((column.heading for column in table.columns), longest)
    parts = [f"columns: ({widths},)", f"align: ({sides},)", headings]
    for row in table.rows:
        cells = list(map(_content, row, longest))
        if table.row_headers:
            cells[0] = f"bold({cells[0]})"
        parts += cells if row_lines(row, shares) > LINES_IN_A_ROW else map(_whole, cells, map(cell_lines, row, shares))
    if table.foot:
        parts += map(_foot_cell, table.foot, longest)
    return _captioned(table.caption, f"{size}pt", parts, fits_together(table))


def _grid(grid: GradeGrid) -> str:
    longest = longest_word(1 / len(grid.columns), 9.5)
    grades = (spans(column.grade) for column in grid.columns)
    parts = [f"columns: ({'1fr, ' * len(grid.columns)})", _header(grades, [longest] * len(grid.columns))]
    together = grid_fits_together(grid)
    for column in grid.columns:
        areas = ", ".join(typst_string(area, longest) for area in column.areas or (NO_AREAS,))
        parts.append(f"box(stacked({areas}))" if together else f"stacked({areas})")
    if grid.totals:
        parts += [_foot_cell(spans(column.total)) for column in grid.columns]
    return _captioned(grid.caption, "9.5pt", parts, together)


def _chart(chart: Chart) -> str:
    picture = escaped(svg(chart, drawable))
    named = f"{typst_string(chart.caption)}, {typst_string(chart.alternative)}"
    return f'{{ chart({named}, "{picture}"); par({typst_string(chart.words)}) }}'


def _header(cells: Iterable[Spans], longest: Iterable[int]) -> str:
    return f"table.header({', '.join(f'bold({_content(*cell)})' for cell in zip(cells, longest, strict=True))})"


def _foot_cell(words: Spans, longest: int = LONGEST_WORD) -> str:
    return f"table.cell(fill: foot-fill, strong({_content(words, longest)}))"


def _whole(cell: str, lines: int) -> str:
    """A cell of about so many lines that no page end parts. A row of such cells is whole: it moves on where one of
    them does not fit. Cells told not to be breakable say the same, and the typesetter then lays each out once more.
    """
    return f"box({cell})" if lines > _NEVER_PARTED else cell


def _captioned(caption: str, size: str, parts: list[str], together: bool) -> str:
    breakable = "false" if together else "true"
    return f"captioned({typst_string(caption)}, {size}, {breakable}, table({', '.join(parts)}))"


def _content(parts: Iterable[Span], longest: int = LONGEST_WORD) -> str:
    """Spans as one expression; a table cell may have none."""
    return " + ".join(_span(part, longest) for part in parts) or '""'


def _span(span: Span, longest: int) -> str:
    match span:
        case Text(text):
            return typst_string(text, longest)
        case Strong(inner):
            return f"strong({_content(inner, longest)})"
        case Emphasis(inner):
            return f"emph({_content(inner, longest)})"
        case Link(text, address):
            return f'link("{escaped(lawful(address))}", {typst_string(text, longest)})'
        case Rag(status):
            return f'rag("{status.value}", "{RAG_COLOURS[status]}")'
        case LineBreak():
            return "linebreak()"
        case _:
            assert_never(span)
