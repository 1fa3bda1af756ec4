"""What an officer types, in a small part of Markdown, as blocks.

Paragraphs, lists, emphasis, links, tables, escapes and entities are read; everything else (raw HTML, images, headings,
code) stays the text it was typed as. A single line end is a space; two spaces or a backslash before it make a new line.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.list import list_block
from markdown_it.rules_block.table import table as table_block
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.link import link as inline_link
from markdown_it.token import Token

from reports.paper.addresses import is_lawful_address
from reports.paper.blocks import (
    Blocks,
    BulletList,
    Column,
    Emphasis,
    Flow,
    FlowBlock,
    LineBreak,
    Link,
    Marker,
    NumberedList,
    Paragraph,
    Span,
    Spans,
    Strong,
    Table,
    Text,
    plain,
)
from reports.paper.structure import HIGHEST_NUMBER

DEEPEST_TYPED = 3  # a list inside the third one stays text: no committee paper nests further
_NUMBER = re.compile(r"\d{1,9}(?=[.)])")
_EMPTY_ITEM = re.compile(r"\s*([-+*]|\d{1,9}[.)])\s*")
_CAPTION = re.compile(r"(?i)table:\s*")


def blocks_from(narrative: str) -> Blocks:
    """The blocks of a narrative: paragraphs, lists and tables. Takes any text at all; empty text gives no blocks.

    A paragraph 'Table: words' straight above a table is its caption; otherwise the caption names the table's columns.
    """
    tokens = _parser().parse(narrative.replace("\x00", "\ufffd"))
    found = list(_Reader(tokens).blocks())
    return tuple(_with_captions(found))


@functools.cache
def _parser() -> MarkdownIt:
    # maxNesting drops what lies deeper without a word, so it is set out of reach: the list rule below holds the depth.
    parser = _Narrative("zero", {"html": False, "maxNesting": 200})
    parser.enable(["list", "emphasis", "link", "newline", "escape", "table", "entity"])
    parser.block.ruler.at("list", _bounded_list, {"alt": ["paragraph", "reference", "blockquote"]})
    parser.block.ruler.at("table", _outermost_table, {"alt": ["paragraph", "reference"]})
    parser.inline.ruler.at("link", _link_unless_image)
    return parser


class _Narrative(MarkdownIt):
    def validateLink(self, url: str) -> bool:
        """A link the paper may not carry stays the text it was typed as."""
        return is_lawful_address(url)


def _bounded_list(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """The list rule, except where it would lose words or make an item without any, or the number is a year or a
    reference: there the marker stays text."""
    line = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
    number = _NUMBER.match(line)
    if number and not 1 <= int(number[0]) <= HIGHEST_NUMBER:
        return False
    if state.level >= 2 * DEEPEST_TYPED or _EMPTY_ITEM.fullmatch(line):
        return False
    if not silent and state.tokens and state.tokens[-1].type == "list_item_open":
        return False
    return list_block(state, start, end, silent)


def _outermost_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A table inside a list item stays text: Word and the reader alike lose their place in it."""
    return not state.level and table_block(state, start, end, silent)


def _link_unless_image(state: StateInline, silent: bool) -> bool:
    if state.pending.endswith("!") or (state.pos and state.src[state.pos - 1] == "!"):
        return False
    return inline_link(state, silent)


class _Reader:
    """Walks the token list once, from the front."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = iter(tokens)

    def blocks(self) -> Iterator[FlowBlock | Table]:
        for token in self.tokens:
            match token.type:
                case "inline":
                    if (spans := _spans(token.children or ())) and plain(spans).strip():
                        yield Paragraph(spans)
                case "bullet_list_open":
                    yield BulletList(tuple(self.items("bullet_list_close")))
                case "ordered_list_open":
                    marker = Marker.BRACKET if token.markup == ")" else Marker.DECIMAL
                    start = int(token.attrs.get("start", 1))
                    yield NumberedList(tuple(self.items("ordered_list_close")), marker, start)
                case "table_open":
                    yield self.table()
                case "list_item_close":
                    return

    def items(self, closing: str) -> Iterator[Flow]:
        for token in self.tokens:
            if token.type == closing:
                return
            if item := tuple(block for block in self.blocks() if not isinstance(block, Table)):
                yield item

    def table(self) -> Table:
        columns: list[Column] = []
        rows: list[list[Spans]] = []
        numeric = False
        in_head = False
        for token in self.tokens:
            match token.type:
                case "table_close":
                    break
                case "thead_open" | "thead_close":
                    in_head = token.type == "thead_open"
                case "tr_open" if not in_head:
                    rows.append([])
                case "th_open":
                    numeric = token.attrs.get("style") == "text-align:right"
                case "inline" if in_head:
                    columns.append(Column(_spans(token.children or ()), numeric=numeric))
                case "inline":
                    rows[-1].append(_spans(token.children or ()))
        caption = "Table of " + ", ".join(plain(column.heading) for column in columns)
        return Table(caption, tuple(columns), tuple(tuple(row) for row in rows))


def _spans(tokens: Sequence[Token]) -> Spans:
    """Inline tokens as spans. Emphasis within the same emphasis says nothing more, so nesting never exceeds two."""
    found: list[Span] = []
    strong = emphasis = 0
    link: tuple[str, list[str]] | None = None
    title = ""
    for token in tokens:
        match token.type:
            case "strong_open" | "strong_close":
                strong += token.nesting
            case "em_open" | "em_close":
                emphasis += token.nesting
            case "link_open":
                link, title = (str(token.attrs["href"]), []), str(token.attrs.get("title", ""))
            case "link_close" if link:
                address, words = link
                if title:
                    words.append(f" ({title})")  # a title would show to a mouse alone
                found.append(
                    _dressed(
                        Link("".join(words).strip() or address, address),
                        strong,
                        emphasis,
                    )
                )
                link = None
            case _:
                if link:
                    link[1].append(token.content or " ")
                elif token.type == "hardbreak":
                    found.append(LineBreak())
                elif words_typed := (" " if token.type == "softbreak" else token.content):
                    found.append(_dressed(Text(words_typed), strong, emphasis))
    return tuple(_merged(found))


def _dressed(span: Span, strong: int, emphasis: int) -> Span:
    inner = Emphasis((span,)) if emphasis else span
    return Strong((inner,)) if strong else inner


def _merged(spans: Sequence[Span]) -> Iterator[Span]:
    """Neighbouring plain texts as one: the parser splits at every escape and entity."""
    waiting = ""
    for span in spans:
        if isinstance(span, Text):
            waiting += span.text
            continue
        if waiting:
            yield Text(waiting)
            waiting = ""
        yield span
    if waiting:
        yield Text(waiting)


def _with_captions(found: Sequence[FlowBlock | Table]) -> Iterator[FlowBlock | Table]:
    caption: Paragraph | None = None
    for block in found:
        if isinstance(block, Table) and caption:
            words = _CAPTION.sub("", plain(caption.spans), count=1)
            yield Table(words, block.columns, block.rows)
            caption = None
            continue
        if caption:
            yield caption
            caption = None
        if isinstance(block, Paragraph) and _CAPTION.match(plain(block.spans)) and len(plain(block.spans)) > 6:
            caption = block
        else:
            yield block
    if caption:
        yield caption
