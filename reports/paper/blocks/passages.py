"""What is read from top to bottom: headings, paragraphs, lists, and what is set apart from them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reports.paper.blocks.inline import Span, Spans, spans


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


FlowBlock = Paragraph | BulletList | NumberedList  # what may stand inside a list item, a quote or a note
Flow = tuple[FlowBlock, ...]


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


def heading(level: int, text: str, number: str = "") -> Heading:
    return Heading(level, spans(text), number)


def paragraph(*parts: str | Span) -> Paragraph:
    return Paragraph(spans(*parts))


def item(*parts: str | Span) -> Flow:
    """A list item of one paragraph."""
    return (paragraph(*parts),)
