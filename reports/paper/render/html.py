"""A paper as HTML: a piece of a page for the preview, and a file that stands alone.

The words go through Django's escaping; templates hold the elements, `paper.css` the look.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape
from itertools import count
from typing import Any, assert_never

from django.template.loader import get_template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from reports.paper.blocks import (
    Block,
    Blocks,
    BulletList,
    Chart,
    Document,
    Emphasis,
    GradeGrid,
    Heading,
    KeyValueList,
    LineBreak,
    Link,
    Marker,
    Note,
    NumberedList,
    PageBreak,
    Paragraph,
    Quote,
    Rag,
    RagKey,
    RagStatus,
    Span,
    Spans,
    Strong,
    Table,
    Text,
)
from reports.paper.render import chart as drawing
from reports.paper.render.characters import lawful
from reports.paper.render.shared import (
    NO_AREAS,
    column_shares,
    file_title,
    fits_together,
    key_words,
    rag_key_table,
    served_body,
)
from reports.paper.structure import refuse_bad_structure

TEMPLATES = "reports/paper"


def render_html(document: Document) -> bytes:
    """A whole HTML file, UTF-8, that needs nothing beside it: no script, no address of ours, nothing fetched.

    Refuses a document with structural errors with StructureError.
    """
    refuse_bad_structure(document)
    context = {
        "document": document,
        "title": lawful(file_title(document)),
        "language": lawful(document.language),
        "paper": render_fragment(document),
        "margins": _page_margins(document),
    }
    return str(get_template(f"{TEMPLATES}/file.html").render(context)).encode()


def render_fragment(document: Document, *, title_level: int = 1) -> SafeString:
    """The paper as an <article> for a page that has `paper.css`; the paper's title is a heading of `title_level`.

    Renders a document with structural errors too, so that the officer sees what to mend.
    """
    writer = _Writer(title_level)
    context = {
        "title_level": title_level,
        "title": lawful(document.title),
        "subtitle": lawful(document.subtitle),
        "served": lawful(served_body(document)),
        "committee": lawful(document.committee),
        "meeting_on": lawful(document.meeting_on),
        "agenda_line": lawful(document.agenda_line),
        "marking": lawful(document.marking),
        "notices": [lawful(notice) for notice in document.notices],
        "language": lawful(document.language),
        "blocks": writer.all(document.blocks),
    }
    return _filled("document", context)


def render_blocks(blocks: Blocks, *, beneath: int) -> SafeString:
    """Some blocks of a paper for a page that has `paper.css`, under a heading of the level `beneath`: the highest of
    their own headings comes straight below it."""
    highest = min((block.level for block in blocks if isinstance(block, Heading)), default=1)
    return _Writer(beneath + 1 - highest).all(blocks)


@dataclass
class _Writer:
    """Writes blocks in order; it counts tables, whose captions name their scroll regions."""

    title_level: int
    tables: count[int] = field(default_factory=lambda: count(1))

    def all(self, blocks: Iterable[Block]) -> SafeString:
        return mark_safe("".join(map(self.block, blocks)))

    def block(self, block: Block) -> SafeString:
        match block:
            case Heading(level, spans, number):
                place = min(level + self.title_level, 6)
                return _filled(
                    "heading", {"place": place, "level": level, "number": lawful(number), "words": _spans(spans)}
                )
            case Paragraph(spans):
                return format_html("<p>{}</p>\n", _spans(spans))
            case BulletList(items):
                return _filled("bullet_list", {"items": [self.all(item) for item in items]})
            case NumberedList(items, marker, start):
                context = {"items": [self.all(item) for item in items], "kind": _LIST_KINDS[marker], "start": start}
                return _filled("numbered_list", context)
            case Table():
                return self.table(block)
            case GradeGrid():
                return self.grid(block)
            case KeyValueList(pairs):
                return _filled(
                    "key_values", {"pairs": [(lawful(key_words(pair.key)), _spans(pair.value)) for pair in pairs]}
                )
            case Quote(blocks, source):
                return _filled("quote", {"words": self.all(blocks), "source": _spans(source)})
            case Note(blocks):
                return _filled("note", {"words": self.all(blocks)})
            case RagKey():
                return self.table(rag_key_table(block))
            case Chart():
                return self.chart(block)
            case PageBreak():
                return mark_safe('<div class="paper-page-break"></div>\n')
            case _:
                assert_never(block)

    def table(self, table: Table) -> SafeString:
        numeric = [column.numeric for column in table.columns]
        shares = [max(5, 5 * round(share * 20)) for share in column_shares(table)]
        columns = zip((_spans(column.heading) for column in table.columns), numeric, shares, strict=True)
        context = {
            "id": f"paper-table-{next(self.tables)}",
            "caption": lawful(table.caption),
            "kind": table.kind.value,
            "columns": [{"heading": heading, "numeric": number, "share": share} for heading, number, share in columns],
            "rows": [_cells(row, numeric) for row in table.rows],
            "foot": _cells(table.foot, numeric),
            "row_headers": table.row_headers,
            "wide": len(table.columns) > 3,
            "together": fits_together(table),
        }
        return _filled("table", context)

    def grid(self, grid: GradeGrid) -> SafeString:
        columns = [
            {"grade": lawful(column.grade), "areas": [lawful(area) for area in column.areas], "total": column.total}
            for column in grid.columns
        ]
        context = {
            "id": f"paper-table-{next(self.tables)}",
            "caption": lawful(grid.caption),
            "columns": columns,
            "totals": grid.totals,
            "no_areas": NO_AREAS,
        }
        return _filled("grade_grid", context)

    def chart(self, chart: Chart) -> SafeString:
        label = format_html(' role="img" aria-label="{}" focusable="false"', lawful(chart.alternative))
        context = {
            "id": f"paper-table-{next(self.tables)}",
            "caption": lawful(chart.caption),
            # every word of it is escaped where it is drawn
            "picture": mark_safe(drawing.svg(chart, lawful, label)),
            "words": lawful(chart.words),
        }
        return _filled("chart", context)


_LIST_KINDS = {
    Marker.DECIMAL: "decimal",
    Marker.BRACKET: "bracket",
    Marker.ROMAN: "roman",
    Marker.LETTER: "letter",
}

# The same shapes as in Word and PDF, drawn, so that no reader spells them out.
_SHAPES: dict[RagStatus, SafeString] = {
    RagStatus.RED: mark_safe('<path d="M6 1 11.5 11H.5z"/>'),
    RagStatus.AMBER: mark_safe('<path d="M1 1h10v10H1z"/>'),
    RagStatus.GREEN: mark_safe('<circle cx="6" cy="6" r="5.5"/>'),
    RagStatus.BLUE: mark_safe('<path d="M6 0l6 6-6 6-6-6z"/>'),
    RagStatus.GREY: mark_safe('<circle cx="6" cy="6" r="4.5" fill="none" stroke="currentColor" stroke-width="2"/>'),
}
_RAGS: dict[RagStatus, SafeString] = {
    status: format_html(
        '<span class="paper-rag paper-rag--{}"><svg class="paper-rag__shape" viewBox="0 0 12 12" width="12"'
        ' height="12" aria-hidden="true" focusable="false">{}</svg><span>{}</span></span>',
        status.value.lower(),
        shape,
        status.value,
    )
    for status, shape in _SHAPES.items()
}


def _spans(spans: Iterable[Span]) -> SafeString:
    return SafeString("".join(map(_span, spans)))


def _span(span: Span) -> SafeString:
    match span:
        case Text(text):
            return SafeString(escape(lawful(text)))
        case Strong(inner):
            return format_html("<strong>{}</strong>", _spans(inner))
        case Emphasis(inner):
            return format_html("<em>{}</em>", _spans(inner))
        case Link(text, address):
            return format_html('<a href="{}">{}</a>', lawful(address), lawful(text))
        case Rag(status):
            return _RAGS[status]
        case LineBreak():
            return mark_safe("<br>")
        case _:
            assert_never(span)


def _cells(row: tuple[Spans, ...], numeric: list[bool]) -> list[dict[str, Any]]:
    """A row's cells; one beyond the last heading is kept, so that the preview shows what is wrong."""
    return [
        {"words": _spans(cell), "numeric": place < len(numeric) and numeric[place]} for place, cell in enumerate(row)
    ]


def _filled(name: str, context: dict[str, Any]) -> SafeString:
    folder = TEMPLATES if name == "document" else f"{TEMPLATES}/blocks"
    return mark_safe(get_template(f"{folder}/{name}.html").render(context))


def _page_margins(document: Document) -> SafeString:
    """What a printed page carries in its margins, as CSS strings."""
    running = " – ".join((document.marking, *document.notices))
    return mark_safe(
        f"@page {{ @top-center {{ content: {css_string(running)} }} @bottom-left {{ content: "
        f"{css_string(f'{document.title}, {document.meeting_on}')} }} @top-right {{ content: "
        f"{css_string(document.agenda_line)} }} }}\n@page :first {{ @top-right {{ content: '' }} }}"
    )


def css_string(text: str) -> str:
    """`text` as a quoted CSS string in which every character but letters, digits and spaces is an escape."""
    escaped = (c if c.isascii() and (c.isalnum() or c == " ") else f"\\{ord(c):x} " for c in lawful(text))
    return f'"{"".join(escaped)}"'
