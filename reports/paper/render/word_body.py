"""A paper's blocks as the body of a Word document."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import assert_never

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.shape import CT_Inline
from docx.parts.document import DocumentPart
from docx.shared import Length, Twips

from reports.paper.blocks import (
    Block,
    BulletList,
    Chart,
    Document,
    Emphasis,
    GradeColumn,
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
from reports.paper.render.characters import lawful
from reports.paper.render.chart import WIDTH, height, picture
from reports.paper.render.shared import (
    LINES_IN_A_ROW,
    NO_AREAS,
    RAG_COLOURS,
    RAG_SHAPES,
    column_shares,
    fits_together,
    grid_fits_together,
    heading_words,
    key_words,
    leads_in,
    rag_key_table,
    row_lines,
    served_body,
)
from reports.paper.render.word_numbering import INDENT, Numbering
from reports.paper.render.word_styles import Styles
from reports.paper.render.word_xml import Element, element, run, tab

HEADER_FILL = "DDE5ED"
FOOT_FILL = "F3F4F5"
RULE = "6F777B"
WIDEST_PICTURE = 9638  # twentieths of a point: on a page that lies on its side a wider one would be too high
_INSET = {"Quote": 567, "Paper Note": 340}  # how far base/styles.xml sets these in


@dataclass
class BodyWriter:
    """Writes blocks in order."""

    part: DocumentPart
    styles: Styles
    numbering: Numbering
    text_width: int  # in twentieths of a point
    pictures: int = field(default=0, init=False)
    _break_first: bool = field(default=False, init=False)

    def document(self, document: Document) -> Iterator[Element]:
        yield from self.masthead(document)
        for block in document.blocks:
            yield from self.block(block)

    def masthead(self, document: Document) -> Iterator[Element]:
        line = [run(lawful(served_body(document)))]
        if document.agenda_line:
            line += [tab(), run(lawful(document.agenda_line), [element("b")])]
        stop = element("tabs", element("tab", val="right", pos=self.text_width))
        yield self.paragraph("Normal", *line, properties=[stop, element("spacing", after=360)])
        yield self.paragraph("Paper Masthead", run(lawful(document.committee), [element("caps")]))
        yield self.paragraph("Paper Masthead", run(lawful(document.meeting_on)))
        for notice in document.notices:
            within = element("ind", left=85, right=85)  # or the box would stand outside the margins
            yield self.paragraph("Paper Masthead", run(lawful(notice)), properties=[_box(), within])
        rule = [element("pBdr", element("bottom", val="single", sz=12, space=6, color="auto"))]
        yield self.paragraph("Title", run(lawful(document.title)), properties=[] if document.subtitle else rule)
        if document.subtitle:
            yield self.paragraph("Subtitle", run(lawful(document.subtitle)), properties=rule)

    def block(self, block: Block) -> Iterator[Element]:
        match block:
            case Heading(level, words, number):
                yield self.heading(level, words, number)
            case Paragraph(words):
                keep = [element("keepNext")] if leads_in(block) else []
                yield self.paragraph("Normal", *self.runs(words), properties=keep)
            case BulletList() | NumberedList():
                yield from self.list_block(block)
            case Table():
                yield from self.table(block)
            case GradeGrid():
                yield from self.grid(block)
            case KeyValueList(pairs):
                yield from self.key_values(pairs)
            case Quote(blocks, source):
                yield from self.flow(blocks, "Quote")
                if source:
                    yield self.paragraph("Quote", *self.runs(source))
            case Note(blocks):
                yield from self.flow(blocks, "Paper Note")
            case RagKey():
                yield from self.table(rag_key_table(block))
            case Chart():
                yield self.paragraph("caption", run(lawful(block.caption)), properties=[element("keepNext")])
                yield self.paragraph("Normal", self.drawing(block), properties=[element("keepNext")])
                yield self.paragraph("Normal", run(lawful(block.words)))
            case PageBreak():
                self._break_first = True
            case _:
                assert_never(block)

    def paragraph(self, style: str, *content: Element, properties: Iterable[Element] = ()) -> Element:
        """A paragraph of the named style; it starts a new page where a page break came before it."""
        listed = list(properties)
        if self._break_first:
            self._break_first = False
            keeps = [made for made in listed if made.tag in (qn("w:keepNext"), qn("w:keepLines"))]
            listed = [*keeps, element("pageBreakBefore"), *(made for made in listed if made not in keeps)]
        return self.styles.paragraph(style, *content, properties=listed)

    def heading(self, level: int, words: Spans, number: str) -> Element:
        name = f"heading {level}"
        lead = [run(lawful(heading_words(number, "")))] if number else []
        return self.paragraph(name, *lead, *self.runs(words))

    def flow(self, blocks: Iterable[Paragraph | BulletList | NumberedList], style: str) -> Iterator[Element]:
        for block in blocks:
            match block:
                case Paragraph(words):
                    yield self.paragraph(style, *self.runs(words))
                case BulletList() | NumberedList():
                    yield from self.list_block(block, outer=style)
                case _:
                    assert_never(block)

    def list_block(self, block: BulletList | NumberedList, depth: int = 0, outer: str = "") -> Iterator[Element]:
        """A list as real Word numbering; it counts afresh. Inside a quote or note it keeps that style's border."""
        style = outer or "List Paragraph"
        number = self.numbering.instance(block, depth)
        shift = _INSET.get(outer, 0)
        for item in block.items:
            first = True
            for inner in item:
                if not isinstance(inner, Paragraph):
                    yield from self.list_block(inner, depth + 1, outer)
                    first = False
                    continue
                properties = []
                if first:
                    properties.append(element("numPr", element("ilvl", val=depth), element("numId", val=number)))
                left = INDENT * (depth + 1) + shift
                if not first:
                    properties.append(element("ind", left=left))
                elif shift:
                    properties.append(element("ind", left=left, hanging=INDENT))
                yield self.paragraph(style, *self.runs(inner.spans), properties=properties)
                first = False

    def key_values(self, pairs: Iterable[KeyValue]) -> Iterator[Element]:
        for pair in pairs:
            stop = element("tabs", element("tab", val="left", pos=1134))
            layout = [stop, element("spacing", after=60), element("ind", left=1134, hanging=1134)]
            key = run(lawful(key_words(pair.key)), [element("b")])
            yield self.paragraph("Normal", key, tab(), *self.runs(pair.value), properties=layout)

    def table(self, table: Table) -> Iterator[Element]:
        small = " Small" if table.kind is TableKind.COMPACT else ""
        heading, text = f"Paper Table{small} Heading", f"Paper Table{small} Text"
        shares = column_shares(table)
        widths = [int(share * self.text_width) for share in shares]
        numeric = [column.numeric for column in table.columns]

        def cells(row: Iterable[Spans], styles: Iterable[str]) -> list[list[Element]]:
            return [[self.cell(*cell)] for cell in zip(styles, row, numeric, strict=True)]

        all_bold = [heading] * len(widths)
        rows = [
            self.row(cells((column.heading for column in table.columns), all_bold), widths, HEADER_FILL, header=True)
        ]
        for row in table.rows:
            styles = [heading if table.row_headers and not place else text for place in range(len(row))]
            rows.append(self.row(cells(row, styles), widths, whole=row_lines(row, shares) <= LINES_IN_A_ROW))
        if table.foot:
            rows.append(self.row(cells(table.foot, all_bold), widths, FOOT_FILL))
        _keep_together(rows if fits_together(table) else rows[:2])
        yield from self.captioned(table.caption, rows, widths, first_column=table.row_headers, foot=bool(table.foot))

    def grid(self, grid: GradeGrid) -> Iterator[Element]:
        widths = [self.text_width // len(grid.columns)] * len(grid.columns)
        heading, text = "Paper Table Heading", "Paper Table Text"
        grades = [[self.cell(heading, spans(column.grade))] for column in grid.columns]
        whole = grid_fits_together(grid)
        rows = [
            self.row(grades, widths, HEADER_FILL, header=True),
            self.row([self.areas(text, column) for column in grid.columns], widths, whole=whole),
        ]
        if grid.totals:
            totals = [[self.cell(heading, spans(column.total))] for column in grid.columns]
            rows.append(self.row(totals, widths, FOOT_FILL))
        _keep_together(rows if whole else rows[:2])
        yield from self.captioned(grid.caption, rows, widths, foot=grid.totals)

    def areas(self, style: str, column: GradeColumn) -> list[Element]:
        return [self.cell(style, spans(area)) for area in column.areas or (NO_AREAS,)]

    def drawing(self, chart: Chart) -> Element:
        """The chart's picture in a run of its own, with its alternative text, as wide as the text."""
        identifier, _ = self.part.get_or_add_image(io.BytesIO(picture(chart)))
        self.pictures += 1
        width = Twips(min(self.text_width, WIDEST_PICTURE))
        high = Length(width * height(chart) // WIDTH)
        inline = CT_Inline.new_pic_inline(self.pictures, identifier, f"chart-{self.pictures}.png", width, high)
        inline.docPr.set("name", f"Chart {self.pictures}")
        inline.docPr.set("descr", lawful(chart.alternative))
        return element("r", element("drawing", inline))

    def captioned(
        self, caption: str, rows: list[Element], widths: list[int], *, first_column: bool = False, foot: bool = False
    ) -> Iterator[Element]:
        yield self.paragraph("caption", run(lawful(caption)))
        look = element(
            "tblLook", val="0420", firstRow=1, lastRow=int(foot), firstColumn=int(first_column), lastColumn=0, noHBand=1
        )
        properties = element(
            "tblPr",
            element("tblW", w=sum(widths), type="dxa"),
            element("tblBorders", *_rules()),
            element("tblLayout", type="fixed"),
            look,
            element("tblCaption", val=lawful(caption)),
            element("tblDescription", val=lawful(f"Table with a header row: {caption}")),
        )
        grid = element("tblGrid", *(element("gridCol", w=width) for width in widths))
        yield element("tbl", properties, grid, *rows)
        yield self.styles.paragraph("Normal", properties=[element("spacing", after=60, line=120, lineRule="exact")])

    def row(
        self,
        cells: list[list[Element]],
        widths: list[int],
        fill: str = "",
        *,
        header: bool = False,
        whole: bool = True,
    ) -> Element:
        """A table row; `header` repeats it on every page, `whole` forbids a page end inside it."""
        properties = element("trPr", element("cantSplit") if whole else None, element("tblHeader") if header else None)
        made = []
        for content, width in zip(cells, widths, strict=True):
            shade = element("shd", val="clear", color="auto", fill=fill) if fill else None
            made.append(element("tc", element("tcPr", element("tcW", w=width, type="dxa"), shade), *content))
        return element("tr", properties, *made)

    def cell(self, style: str, words: Spans, numeric: bool = False) -> Element:
        side = [element("jc", val="right")] if numeric else []
        return self.styles.paragraph(style, *self.runs(words), properties=side)

    def runs(self, parts: Iterable[Span], bold: bool = False, italic: bool = False) -> Iterator[Element]:
        dress = [element("b")] * bold + [element("i")] * italic
        for part in parts:
            match part:
                case Text(text):
                    yield run(lawful(text), _copies(dress))
                case Strong(inner):
                    yield from self.runs(inner, True, italic)
                case Emphasis(inner):
                    yield from self.runs(inner, bold, True)
                case Link(text, address):
                    yield self.link(text, address, dress)
                case Rag(status):
                    colour = element("color", val=RAG_COLOURS[status].upper())
                    yield run(RAG_SHAPES[status], [element("b"), colour])
                    yield run(f"\u00a0{status.value}", [element("b"), *([element("i")] * italic)])
                case LineBreak():
                    yield element("r", element("br"))
                case _:
                    assert_never(part)

    def link(self, text: str, address: str, dress: list[Element]) -> Element:
        identifier = self.part.relate_to(lawful(address), RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        words = run(lawful(text), [element("rStyle", val=self.styles["Hyperlink"]), *_copies(dress)])
        made = element("hyperlink", words, history=1)
        made.set(qn("r:id"), identifier)
        return made


def _copies(properties: list[Element]) -> list[Element]:
    """Elements move when they are put somewhere, so each run needs its own."""
    return [element(str(made.tag).rpartition("}")[2]) for made in properties]


def _keep_together(rows: list[Element]) -> None:
    """Holds each of these rows to the next one, so that no page end comes between them."""
    for row in rows[:-1]:
        for properties in row.iter(qn("w:pPr")):
            properties.insert(1, element("keepNext"))


def _rules() -> Iterator[Element]:
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        yield element(side, val="single", sz=4, space=0, color=RULE)


def _box() -> Element:
    """A border around a paragraph; neighbours with the same one share it."""
    sides = ("top", "left", "bottom", "right")
    return element("pBdr", *(element(side, val="single", sz=8, space=4, color="auto") for side in sides))
