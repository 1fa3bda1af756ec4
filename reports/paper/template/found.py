"""What was found in a template."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from reports.paper.render.word_layout import Layout, Match, Style

_NAMED = {"A3": (297, 420), "A4": (210, 297), "A5": (148, 210), "US Letter": (216, 279), "US Legal": (216, 356)}
NARROWEST_TEXT = 120  # millimetres: a table of open items has seven columns
LOWEST_TEXT = 100
LARGEST_PAGE = 560


@dataclass(frozen=True)
class RunningLine:
    """What a template prints at the top or bottom of some pages."""

    place: str  # "First page, header"
    words: tuple[str, ...]
    pictures: int

    @property
    def in_words(self) -> str:
        pictures = {0: "", 1: "one picture"}.get(self.pictures, f"{self.pictures} pictures")
        return "; ".join([*self.words, *([pictures] if pictures else [])]) or "Nothing"


@dataclass(frozen=True)
class Page:
    """The page that a section of a template gives; lengths in millimetres."""

    number: int  # of the section, from 1
    width: int
    height: int
    margins: tuple[int, int, int, int]  # top, right, bottom, left
    text_width: int
    says_its_size: bool
    lines: tuple[RunningLine, ...]

    @property
    def size(self) -> str:
        """ "A4, upright" or "300 by 200 mm, on its side"."""
        short, long = sorted((self.width, self.height))
        name = next((name for name, (w, h) in _NAMED.items() if abs(w - short) < 2 and abs(h - long) < 2), "")
        name = name or f"{self.width} by {self.height} mm"
        return f"{name}, {'on its side' if self.width > self.height else 'upright'}"

    @property
    def faults(self) -> Iterator[str]:
        top, _, bottom, _ = self.margins
        if max(self.width, self.height) > LARGEST_PAGE:
            yield f"The page of section {self.number} is larger than can be printed. Set its size to A4."
        elif min(self.text_width, self.width) < NARROWEST_TEXT or self.height - top - bottom < LOWEST_TEXT:
            yield (
                f"The page of section {self.number} leaves too little room for the text: it needs {NARROWEST_TEXT} by "
                f"{LOWEST_TEXT} mm between the margins. Use a larger page, or narrower margins."
            )


@dataclass(frozen=True)
class Examined:
    """What was found in a template. With a fault it cannot be used, and the rest may be empty."""

    faults: tuple[str, ...]
    notes: tuple[str, ...] = ()
    pages: tuple[Page, ...] = ()
    matches: tuple[Match, ...] = ()
    choices: tuple[Style, ...] = ()  # the paragraph styles that somebody may choose
    layout: Layout = field(default_factory=Layout)

    @property
    def page(self) -> Page | None:
        """The page that the paper has; None where it cannot be told."""
        return self.pages[self.layout.section] if 0 <= self.layout.section < len(self.pages) else None
