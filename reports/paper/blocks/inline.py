"""What stands inside a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum


class RagStatus(StrEnum):
    """A delivery rating; the value is the word printed beside the shape."""

    RED = "Red"
    AMBER = "Amber"
    GREEN = "Green"
    BLUE = "Blue"
    GREY = "Grey"


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


def spans(*parts: str | Span) -> Spans:
    """Spans from words and spans in order: spans('See ', Link(...), '.'). Empty words are left out."""
    return tuple(Text(part) if isinstance(part, str) else part for part in parts if part != "")


def strong(text: str) -> Strong:
    return Strong((Text(text),))


def emphasis(text: str) -> Emphasis:
    return Emphasis((Text(text),))


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
