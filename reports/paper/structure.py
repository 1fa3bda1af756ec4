"""Is this document one that everybody can read? Asked before any format is made.

Errors stop a file from being made; warnings are for the officer to weigh. Both are sentences that say where.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import assert_never

from jac_tracker.dates import worded_number
from reports.paper.addresses import is_lawful_address
from reports.paper.blocks import (
    Block,
    BulletList,
    Chart,
    ChartColour,
    Document,
    Emphasis,
    GradeGrid,
    Heading,
    KeyValueList,
    Link,
    Note,
    NumberedList,
    PageBreak,
    Paragraph,
    Quote,
    Rag,
    RagKey,
    Span,
    Strong,
    Table,
    plain,
)

DEEPEST_HEADING = 4
DEEPEST_LIST = 5
DEEPEST_DRESS = 5  # spans within spans
HIGHEST_NUMBER = 9999  # Word stops counting lists at 32767
LONGEST_NAME = 500  # letters; a longer title, heading, caption or name would not fit where it must stand on one page
_LANGUAGE = re.compile("[a-z]{2,3}(-[A-Z]{2})?")
_SAYS_NOTHING = {
    "click here",
    "here",
    "link",
    "more",
    "read more",
    "this",
    "this link",
    "website",
}


class StructureError(ValueError):
    """The document may not be rendered; `problems` holds the sentences."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__(" ".join(problems))
        self.problems = problems


def refuse_bad_structure(document: Document) -> None:
    """Raises StructureError where `errors` finds any."""
    if problems := errors(document):
        raise StructureError(problems)


def errors(document: Document) -> tuple[str, ...]:
    """What must be put right before a file can be made; empty means go."""
    return (
        *_masthead_errors(document),
        *_heading_errors(document.blocks),
        *_each(document, _block_errors),
    )


def warnings(document: Document) -> tuple[str, ...]:
    """What a careful reader would stumble over, and a file can be made with."""
    found = [*_each(document, _block_warnings)]
    rated = any(isinstance(span, Rag) for block in document.blocks for span in _spans_within(block))
    if rated and not any(isinstance(block, RagKey) for block in document.blocks):
        found.append("The paper prints ratings but not the key that says what they mean.")
    return (*found, *_bare_headings(document.blocks))


def _bare_headings(blocks: Sequence[Block]) -> Iterator[str]:
    """A heading that another of its level or a higher one follows, or the end of the paper."""
    standing = [block for block in blocks if not isinstance(block, PageBreak)]
    for block, after in zip_longest(standing, standing[1:]):
        if isinstance(block, Heading) and (
            after is None or (isinstance(after, Heading) and after.level <= block.level)
        ):
            yield f"The heading “{plain(block.spans)[:60]}” has nothing under it."


def _masthead_errors(document: Document) -> Iterator[str]:
    facts = (
        ("title", document.title),
        ("force", document.force),
        ("committee", document.committee),
        ("meeting date", document.meeting_on),
        ("marking", document.marking),
        ("language", document.language),
    )
    for name, value in facts:
        if not value.strip():
            yield f"The paper has no {name}."
    lines = (*(value for _, value in facts), document.subtitle, document.body, document.agenda_item, document.notice)
    for line in filter(_is_too_long, lines):
        yield f"“{line[:40]}…” is too long for the top of the paper."
    if document.language.strip() and not _LANGUAGE.fullmatch(document.language):
        yield f"“{document.language[:40]}” is not a language such as “en-GB”."


def _heading_errors(blocks: Iterable[Block]) -> Iterator[str]:
    last = 0
    for block in blocks:
        if not isinstance(block, Heading):
            continue
        words = plain(block.spans).strip()
        if not words:
            yield f"A heading of level {block.level} has no words."
        if _is_too_long(words + block.number):
            yield f"The heading “{words[:40]}…” is too long."
        if not 1 <= block.level <= DEEPEST_HEADING:
            yield f"The heading “{words[:60]}” has level {block.level}; levels run from 1 to {DEEPEST_HEADING}."
        elif block.level > last + 1:
            before = f"follows one of level {last}" if last else "is the first"
            yield f"The heading “{words[:60]}” has level {block.level} but {before}: levels go down one at a time."
        last = block.level


def _each(document: Document, check: Callable[[Block], Iterator[str]]) -> Iterator[str]:
    """The findings of every block, each told under the heading it stands below."""
    where = "Before the first heading"
    for block in document.blocks:
        if isinstance(block, Heading) and (words := plain(block.spans).strip()):
            where = f"Under “{words[:60]}”"
        for finding in check(block):
            yield f"{where}: {finding}"


def _block_errors(block: Block) -> Iterator[str]:
    for span in _spans_within(block):
        if isinstance(span, Link):
            yield from _link_errors(span)
        if isinstance(span, Strong | Emphasis) and _depth(span) > DEEPEST_DRESS:
            yield "words are made bold or italic too many times over."
            break
    match block:
        case BulletList() | NumberedList():
            yield from _list_errors(block)
        case Quote(blocks) | Note(blocks):
            if not blocks:
                yield "a quotation or note is empty."
            for inner in blocks:
                if not isinstance(inner, Paragraph):
                    yield from _list_errors(inner)
        case Table():
            yield from _table_errors(block)
        case GradeGrid():
            yield from _grid_errors(block)
        case KeyValueList(items):
            if not items or not all(item.key.strip() for item in items):
                yield "a list of names and values is empty, or a value has no name."
            if any(_is_too_long(item.key) for item in items):
                yield "a name in a list of names and values is too long."
        case RagKey(caption, entries):
            if not caption.strip() or not entries or not all(entry.meaning.strip() for entry in entries):
                yield "the key to ratings lacks a caption, or a rating lacks its meaning."
            if any(map(_is_too_long, (caption, *(entry.meaning for entry in entries)))):
                yield "the key to ratings has a caption or a meaning that is too long."
            if len({entry.status for entry in entries}) < len(entries):
                yield "the key to ratings explains one rating twice."
        case Chart():
            yield from _chart_errors(block)
        case Heading() | Paragraph() | PageBreak():
            pass
        case _:
            assert_never(block)


def _list_errors(block: BulletList | NumberedList, depth: int = 1) -> Iterator[str]:
    if depth > DEEPEST_LIST:
        yield f"lists stand inside lists more than {DEEPEST_LIST} deep."
        return
    if not block.items:
        yield "a list has no items."
    if isinstance(block, NumberedList) and not 1 <= block.start <= HIGHEST_NUMBER:
        yield f"a list starts at {block.start}; it may start anywhere from 1 to {HIGHEST_NUMBER}."
    for item in block.items:
        if not item or not isinstance(item[0], Paragraph) or not plain(item[0].spans).strip():
            yield "a list item has no words of its own."
        for inner in item:
            if not isinstance(inner, Paragraph):
                yield from _list_errors(inner, depth + 1)


def _table_errors(table: Table) -> Iterator[str]:
    name = f"the table “{table.caption[:60]}”"
    if not table.caption.strip():
        name = "a table"
        yield "a table has no caption."
    if not table.columns or not all(plain(column.heading).strip() for column in table.columns):
        yield f"{name} has a column without a heading."
    if any(map(_is_too_long, (table.caption, *(plain(column.heading) for column in table.columns)))):
        yield f"{name} has a caption or a heading that is too long."
    if not all(column.width >= 1 for column in table.columns):
        yield f"{name} has a column without a width."
    if not table.rows:
        yield f"{name} has no rows."
    rows = (*table.rows, table.foot) if table.foot else table.rows
    if any(len(row) != len(table.columns) for row in rows):
        yield f"{name} has a row with more or fewer cells than there are headings."
    if table.row_headers and not all(plain(row[0]).strip() for row in rows if row):
        yield f"{name} has a row whose first cell, which names the row, is empty."


def _grid_errors(grid: GradeGrid) -> Iterator[str]:
    if not grid.caption.strip():
        yield "a grade grid has no caption."
    if not grid.columns or not all(column.grade.strip() for column in grid.columns):
        yield "a grade grid has no grades, or a grade without a name."
    areas = [area for column in grid.columns for area in column.areas]
    if any(map(_is_too_long, (grid.caption, *(column.grade for column in grid.columns), *areas))):
        yield "a grade grid has a caption, a grade or an area with too long a name."
    if not all(area.strip() for area in areas):
        yield "a grade grid names an area with no words."
    for area in sorted({area for area in areas if areas.count(area) > 1}):
        yield f"a grade grid shows “{area[:60]}” more than once."


def _chart_errors(chart: Chart) -> Iterator[str]:
    if not chart.caption.strip() or not chart.words.strip():
        yield "a chart lacks a caption, or the words for its figures."
    if not chart.parts or not chart.bars:
        yield "a chart has nothing to show."
    if any(len(bar.numbers) != len(chart.parts) or min(bar.numbers, default=0) < 0 for bar in chart.bars):
        yield "a chart has a bar whose numbers do not fit its parts."
    named = [*(part.name for part in chart.parts), *(bar.name for bar in chart.bars)]
    if not all(name.strip() for name in named):
        yield "a chart has a bar or a part without a name."
    if any(map(_is_too_long, (chart.caption, *named))):
        yield "a chart has a caption or a name that is too long."
    colours = {part.colour for part in chart.parts}
    if len(colours) < len(chart.parts) or (len(chart.parts) > 1 and ChartColour.PLAIN in colours):
        yield "a chart shows parts that only their place would tell apart: each needs a colour and a letter of its own."
    if not _words_give_every_figure(chart):
        yield f"the words of the chart “{chart.caption[:60]}” do not give every figure of it."


def _words_give_every_figure(chart: Chart) -> bool:
    """Whether every bar is named in the words, each of its numbers given in a word or in figures, and each part that
    counts anything named where there are several. What there is none of need not be said."""
    words = chart.words.casefold()
    counting = {
        part.name for bar in chart.bars for part, number in zip(chart.parts, bar.numbers, strict=False) if number
    }
    named = {bar.name for bar in chart.bars} | (counting if len(chart.parts) > 1 else set())
    numbers = {number for bar in chart.bars for number in bar.numbers if number > 0}
    return all(name.casefold() in words for name in named) and all(
        re.search(rf"(?<![\w,])({number:,}|{worded_number(number)})(?!,?\w)", words) for number in numbers
    )


def _is_too_long(words: str) -> bool:
    return len(words) > LONGEST_NAME


def _depth(span: Span) -> int:
    """How many spans stand around the innermost one; counted without recursion, whatever the depth."""
    depth, layer = 0, [span]
    while layer := [inner for outer in layer if isinstance(outer, Strong | Emphasis) for inner in outer.spans]:
        depth += 1
    return depth


def _link_errors(link: Link) -> Iterator[str]:
    if not link.text.strip():
        yield f"a link to {link.address[:60]} has no words."
    if not is_lawful_address(link.address):
        yield f"the link “{link.text[:60]}” does not lead to a web page or an e-mail address."


def _block_warnings(block: Block) -> Iterator[str]:
    for span in _spans_within(block):
        if isinstance(span, Link):
            words = span.text.strip().casefold()
            if words in _SAYS_NOTHING or words == span.address.casefold() or words.startswith(("http:", "https:")):
                yield f"the link “{span.text[:60]}” does not say where it leads."
    if isinstance(block, Paragraph) and not plain(block.spans).strip():
        yield "a paragraph is empty."
    if isinstance(block, Table) and not all(plain(cell).strip() for row in (*block.rows, block.foot) for cell in row):
        yield f"the table “{block.caption[:60]}” has an empty cell; say “None” or “Not recorded”."


def _spans_within(block: Block) -> Iterator[Span]:
    """Every span of a block, those inside other spans and blocks too."""
    match block:
        case Heading(_, spans) | Paragraph(spans):
            yield from _flattened(spans)
        case BulletList(items) | NumberedList(items):
            for item in items:
                for inner in item:
                    yield from _spans_within(inner)
        case Table():
            for column in block.columns:
                yield from _flattened(column.heading)
            for row in (*block.rows, block.foot):
                for cell in row:
                    yield from _flattened(cell)
        case KeyValueList(pairs):
            for pair in pairs:
                yield from _flattened(pair.value)
        case Quote(blocks, source):
            for inner in blocks:
                yield from _spans_within(inner)
            yield from _flattened(source)
        case Note(blocks):
            for inner in blocks:
                yield from _spans_within(inner)
        case GradeGrid() | RagKey() | Chart() | PageBreak():
            pass
        case _:
            assert_never(block)


def _flattened(spans: Iterable[Span]) -> Iterator[Span]:
    for span in spans:
        yield span
        if isinstance(span, Strong | Emphasis):
            yield from _flattened(span.spans)
