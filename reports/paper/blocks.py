"""What a paper is made of: frozen values that say what is there, never how it looks.

`Block` and `Span` are closed: a renderer matches every one of them and ends with `assert_never`. Users' words live in
`Text` and in plain `str` fields, and are data in every format: nothing in them is ever read as markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum


class Audience(StrEnum):
    """Who a paper is for. Internal papers say so on every page."""

    PUBLIC = "public"
    INTERNAL = "internal"


class RagStatus(StrEnum):
    """A delivery rating; the value is the word printed beside the shape."""

    RED = "Red"
    AMBER = "Amber"
    GREEN = "Green"
    BLUE = "Blue"
    GREY = "Grey"


class Marker(StrEnum):
    """How a numbered list counts; the value is how its first item looks."""

    DECIMAL = "1."
    BRACKET = "1.)"
    ROMAN = "i."
    LETTER = "a."

    def at(self, number: int) -> str:
        """The marker of item `number`, counted from 1: Marker.ROMAN.at(4) is 'iv.'."""
        match self:
            case Marker.DECIMAL:
                return f"{number}."
            case Marker.BRACKET:
                return f"{number}.)"
            case Marker.ROMAN:
                return f"{_roman(number)}."
            case Marker.LETTER:
                return f"{_letters(number)}."


class TableKind(StrEnum):
    """PLAIN is body size; COMPACT is smaller, for a long register in an appendix."""

    PLAIN = "plain"
    COMPACT = "compact"


# --- spans: what stands inside a line -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    """Words as typed."""

    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    spans: Spans


@dataclass(frozen=True, slots=True)
class Emphasis:
    spans: Spans


@dataclass(frozen=True, slots=True)
class Link:
    """A link; `address` is http, https or mailto (the structure check refuses anything else)."""

    text: str
    address: str


@dataclass(frozen=True, slots=True)
class Rag:
    """A rating: always the word, a shape and a colour together."""

    status: RagStatus


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A new line in the same paragraph or cell."""


Span = Text | Strong | Emphasis | Link | Rag | LineBreak
Spans = tuple[Span, ...]


# --- blocks: what stands under one another --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Heading:
    """`level` 1 to 4 under the paper's title. `number` is printed as given ('1.', '2.1') and is empty where unnumbered.

    Type words in sentence case: a renderer sets level 1 in capitals without changing the words.
    """

    level: int
    spans: Spans
    number: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    spans: Spans


@dataclass(frozen=True, slots=True)
class BulletList:
    """Each item starts with a paragraph, perhaps followed by more of them or by a nested list."""

    items: tuple[Flow, ...]


@dataclass(frozen=True, slots=True)
class NumberedList:
    """Items as in a bullet list; counting begins at `start`, afresh in every list."""

    items: tuple[Flow, ...]
    marker: Marker = Marker.DECIMAL
    start: int = 1


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
class KeyValue:
    key: str
    value: Spans


@dataclass(frozen=True, slots=True)
class KeyValueList:
    """Names and their values, such as a contact officer's. Printed 'Name: value'; the key needs no colon."""

    items: tuple[KeyValue, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of another, set apart, with who or what said them."""

    blocks: Flow
    source: Spans = ()


@dataclass(frozen=True, slots=True)
class Note:
    """An inset: a caveat or a definition the reader should not miss."""

    blocks: Flow


@dataclass(frozen=True, slots=True)
class RagMeaning:
    status: RagStatus
    meaning: str


@dataclass(frozen=True, slots=True)
class RagKey:
    """What each rating means, printed in every paper that uses one."""

    caption: str
    entries: tuple[RagMeaning, ...]


class ChartColour(StrEnum):
    """What a part of a chart is drawn in: the colour of a rating, or plain where it is none."""

    RED = "Red"
    AMBER = "Amber"
    GREEN = "Green"
    GREY = "Grey"
    PLAIN = "Plain"


@dataclass(frozen=True, slots=True)
class ChartPart:
    """What one part of every bar counts; its name stands in the chart's key where there are several."""

    name: str
    colour: ChartColour


@dataclass(frozen=True, slots=True)
class ChartBar:
    """A bar with its name, and how many each of the chart's parts counts in it."""

    name: str
    numbers: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.numbers)


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars under one another, drawn as a picture. `words` say every figure of it and stand under it as text."""

    caption: str
    parts: tuple[ChartPart, ...]
    bars: tuple[ChartBar, ...]
    words: str

    @property
    def alternative(self) -> str:
        """What stands for the picture where it cannot be seen."""
        return f"Bar chart: {self.caption}. The text after it gives every figure."


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts a new page, where the format has pages."""


Block = (
    Heading
    | Paragraph
    | BulletList
    | NumberedList
    | Table
    | GradeGrid
    | KeyValueList
    | Quote
    | Note
    | RagKey
    | Chart
    | PageBreak
)
Blocks = tuple[Block, ...]
FlowBlock = Paragraph | BulletList | NumberedList  # what may stand inside a list item, a quote or a note
Flow = tuple[FlowBlock, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A whole paper: the masthead's facts, already worded, and the blocks under them.

    `agenda_item` is the number alone ('06'), empty until the secretary gives one. `meeting_on` is worded
    ('22 December 2021'). `body` is whom the committee serves, printed above its name. `notice` is a line about this
    copy ('Draft', 'Corrected on 4 January 2022: ...'), printed in the masthead and on every page.
    """

    title: str
    force: str
    committee: str
    meeting_on: str
    blocks: Blocks
    subtitle: str = ""
    body: str = ""
    agenda_item: str = ""
    marking: str = "OFFICIAL"
    notice: str = ""
    language: str = "en-GB"
    audience: Audience = Audience.PUBLIC

    @property
    def agenda_line(self) -> str:
        """'Agenda Item 06', or '' while there is no number."""
        return f"Agenda Item {self.agenda_item}" if self.agenda_item else ""

    @property
    def notices(self) -> tuple[str, ...]:
        """What every page says about this copy: its notice, and that an internal paper is one."""
        internal = ("Internal: not for publication",) if self.audience is Audience.INTERNAL else ()
        return (*internal, self.notice) if self.notice else internal


# --- small helpers for those who compose ----------------------------------------------------------------------------


def spans(*parts: str | Span) -> Spans:
    """Spans from words and spans in order: spans('See ', Link(...), '.'). Empty words are left out."""
    return tuple(Text(part) if isinstance(part, str) else part for part in parts if part != "")


def strong(text: str) -> Strong:
    return Strong((Text(text),))


def emphasis(text: str) -> Emphasis:
    return Emphasis((Text(text),))


def heading(level: int, text: str, number: str = "") -> Heading:
    return Heading(level, spans(text), number)


def paragraph(*parts: str | Span) -> Paragraph:
    return Paragraph(spans(*parts))


def item(*parts: str | Span) -> Flow:
    """A list item of one paragraph."""
    return (paragraph(*parts),)


def plain(parts: Iterable[Span]) -> str:
    """The words of spans, without their dress; a line break is a space."""
    return "".join(_plain_parts(parts))


def _plain_parts(parts: Iterable[Span]) -> Iterator[str]:
    for part in parts:
        match part:
            case Text(text) | Link(text, _):
                yield text
            case Strong(inner) | Emphasis(inner):
                yield from _plain_parts(inner)
            case Rag(status):
                yield status.value
            case LineBreak():
                yield " "


def _roman(number: int) -> str:
    values = (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1)
    numerals = ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i")
    words = ""
    for value, numeral in zip(values, numerals, strict=True):
        count, number = divmod(number, value)
        words += numeral * count
    return words


def _letters(number: int) -> str:
    """1 is a, 26 is z, 27 is aa: as Word, browsers and Typst count."""
    words = ""
    while number > 0:
        number, place = divmod(number - 1, 26)
        words = chr(ord("a") + place) + words
    return words
