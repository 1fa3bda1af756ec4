"""What a paper is drawn on: a base document of the force's own, and how it is to be used. Needs no Word library."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

# What each style is for, for whoever chooses another. The styles of Word's own machinery are no choice.
PURPOSES: Mapping[str, str] = {
    "Normal": "Body text",
    "Title": "Title of the paper",
    "Subtitle": "Subtitle",
    "heading 1": "Heading, level 1",
    "heading 2": "Heading, level 2",
    "heading 3": "Heading, level 3",
    "heading 4": "Heading, level 4",
    "List Paragraph": "Lists",
    "caption": "Captions of tables and charts",
    "Quote": "Quotations",
    "header": "Lines at the top of a page",
    "footer": "Lines at the bottom of a page",
    "Paper Masthead": "Committee and date above the title",
    "Paper Note": "Notes",
    "Paper Table Heading": "Headings in tables",
    "Paper Table Text": "Text in tables",
    "Paper Table Small Heading": "Headings in wide tables",
    "Paper Table Small Text": "Text in wide tables",
}


class UnfitBase(ValueError):
    """The base cannot be used; the text is a sentence that says why."""


@dataclass(frozen=True)
class Layout:
    """Which of the base's sections gives the page, counted from 0; and the id of its style for each of our styles that
    somebody chose one for. The others are found by name, or added."""

    section: int = 0
    styles: Mapping[str, str] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        return {"section": self.section, "styles": dict(sorted(self.styles.items()))}

    @classmethod
    def from_json(cls, stored: Any) -> Layout:
        """Raises UnfitBase for what was not stored by `to_json`."""
        match stored:
            case {"section": int(section), "styles": dict(styles)}:
                return cls(section, {str(name): str(identifier) for name, identifier in styles.items()})
        raise UnfitBase("How the template is laid out can no longer be read.")


@dataclass(frozen=True)
class WordBase:
    """The bytes of a .docx, and how it is to be used."""

    content: bytes
    layout: Layout = Layout()


class How(Enum):
    """How a style of ours comes to stand in a base."""

    FOUND = "found"
    CHOSEN = "chosen"
    MADE = "made"


@dataclass(frozen=True)
class Style:
    """A style of a base document."""

    identifier: str
    name: str
    kind: str  # paragraph, character, table or numbering
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Match:
    """A style of ours in a base; `style` is the base's own, None where ours is added."""

    name: str
    how: How
    style: Style | None = None
