"""What is read out of a report: a proposal, which a person corrects and confirms. Nothing here is in the register."""

from dataclasses import dataclass

from recommendations.enums import Kind
from recommendations.rules.addressees import names_us
from recommendations.rules.as_read import NO_DEADLINE_READ, DeadlineAsRead, PartAsRead

LONGEST_SOURCE = 300_000  # characters; the recommendations of the longest reports come to some thirty thousand
MOST_ITEMS = 100  # with the causes of concern
MOST_PARTS = 200  # of all items together


class TooMuch(ValueError):
    """A text that is too long to be looked through on one page. The message is a sentence for whoever pasted it."""


@dataclass(frozen=True)
class Lines:
    """Where something stands in the source: its first and its last line, counted from 1."""

    first: int
    last: int

    def __contains__(self, line: int) -> bool:
        return self.first <= line <= self.last

    def to(self, other: "Lines") -> "Lines":
        """From the first line of this to the last line of the other."""
        return Lines(min(self.first, other.first), max(self.last, other.last))


@dataclass(frozen=True)
class CauseRead:
    """A cause of concern: a title made of its first words, and its text."""

    title: str
    text: str
    lines: Lines


@dataclass(frozen=True)
class ItemRead:
    """An item as read. `text` is the report's; of an item with parts it is their lead-in.

    `number` and `theme` are as printed, "" where there is none. `title` is cut from the text. `condition` is what
    limits whom it speaks to ("that have not yet done so"), "" for all. `cause` is a place in Proposal.causes. `doubts`
    are sentences that say what a person should look at. `is_repeat` says that the same words stand before it.
    """

    kind: Kind
    number: str
    theme: str
    title: str
    text: str
    parts: tuple[PartAsRead, ...]
    deadline: DeadlineAsRead
    addressees: tuple[str, ...]
    condition: str
    cause: int | None
    lines: Lines
    doubts: tuple[str, ...] = ()
    is_repeat: bool = False

    @property
    def whole_text(self) -> str:
        """Its text with those of its parts."""
        return " ".join([self.text, *(part.text for part in self.parts)])

    @property
    def is_ours(self) -> bool:
        """Whether it, or any part of it, names a chief constable of ours, or nobody."""
        if not self.parts:
            return names_us(self.addressees)
        return any(part.values()["is_ours"] for part in self.parts)


@dataclass(frozen=True)
class Proposal:
    """What a text asks for: `source` is the text as cleaned, to whose lines everything points; `left` are the lines of
    which nothing was taken, blank ones aside."""

    source: str
    causes: tuple[CauseRead, ...] = ()
    items: tuple[ItemRead, ...] = ()
    left: tuple[Lines, ...] = ()


__all__ = [
    "LONGEST_SOURCE",
    "MOST_ITEMS",
    "MOST_PARTS",
    "NO_DEADLINE_READ",
    "CauseRead",
    "DeadlineAsRead",
    "ItemRead",
    "Lines",
    "PartAsRead",
    "Proposal",
    "TooMuch",
]
