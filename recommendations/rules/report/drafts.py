"""An item and a cause of concern while they are gathered, block by block."""

import re
from dataclasses import dataclass, field

from recommendations.enums import Kind
from recommendations.rules.report.blocks import Block
from recommendations.rules.report.proposal import Lines

_UNFINISHED = re.compile(r"(?:[;,]|;? ?\b(?:and|or))$")


@dataclass
class DraftCause:
    """A cause of concern: a title where the report gives one, and its paragraphs."""

    title: str
    paragraphs: list[str]
    lines: Lines

    @property
    def text(self) -> str:
        return "\n\n".join(self.paragraphs)

    def add(self, block: Block) -> None:
        self.paragraphs.append(block.text)
        self.lines = self.lines.to(block.lines)


@dataclass
class Draft:
    """An item: its paragraphs, its parts with their markers, and what the text around it said of it.

    `about` are the headings that may say whom it is for. `style` is the kind of its own marker, "" for none.
    """

    kind: Kind
    number: str
    theme: str
    about: str
    cause: int | None
    style: str
    is_one: bool
    paragraphs: list[str]
    lines: Lines
    parts: list[tuple[str, str]] = field(default_factory=list)  # marker as printed, text
    after: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n\n".join([*self.paragraphs, *self.after])

    @property
    def leads_in(self) -> bool:
        """Whether its parts are still to come."""
        return not self.parts and self.paragraphs[-1].endswith((":", ": -"))

    @property
    def part_style(self) -> str:
        return style_of(self.parts[0][0]) if self.parts else ""

    @property
    def has_open_list(self) -> bool:
        """Whether its last part says that another follows."""
        return bool(self.parts) and not self.after and bool(_UNFINISHED.search(self.parts[-1][1]))

    def takes_part(self, style: str) -> bool:
        """Whether a list entry with a marker of this kind is a part of it."""
        return self.leads_in or (bool(self.parts) and not self.after and self.part_style == style != self.style)

    def add_part(self, block: Block) -> None:
        self.parts.append((block.marker, block.text))
        self.lines = self.lines.to(block.lines)

    def add_to_part(self, block: Block) -> None:
        marker, text = self.parts[-1]
        self.parts[-1] = (marker, f"{text}\n– {block.text}" if block.marker else f"{text}\n{block.text}")
        self.lines = self.lines.to(block.lines)

    def add(self, block: Block) -> None:
        (self.after if self.parts else self.paragraphs).append(block.text)
        self.lines = self.lines.to(block.lines)


def style_of(marker: str) -> str:
    """What kind of marker it is: "number", "letter", "capital", "roman", the bullet itself, or "" for none."""
    bare = marker.strip("().")
    if not bare:
        return ""
    if bare[0].isdigit():
        return "number"
    if bare in ("i", "v", "x", "l") or re.fullmatch(r"[ivxl]{2,6}", bare):
        return "roman"
    if bare == "o" and marker == "o":
        return "o"
    if re.fullmatch(r"[a-z]", bare):
        return "letter"
    return "capital" if re.fullmatch(r"[A-Z]", bare) else bare


def number_of(marker: str) -> str:
    """A marker as a number in the report; "" for a bullet."""
    return marker.strip("().") if style_of(marker) in ("number", "letter", "capital", "roman") else ""
