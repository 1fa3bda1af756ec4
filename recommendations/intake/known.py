"""What the register holds already, as far as a list is compared with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from recommendations.intake.columns import Field
from recommendations.intake.words import plain


@dataclass(frozen=True)
class Named:
    """A post, report, portfolio or board by its name; `pk` is None for one that is yet to be entered."""

    name: str
    pk: int | None = None

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class Item:
    """An item of the register, its values as a list would state them."""

    pk: int
    reference: str
    title: str
    publication: int
    values: Mapping[Field, Any]


Key = tuple[object, ...]


def keys_of(reference: str, report: object, number: str, title: str, text: str) -> list[Key]:
    """By what an item is known again: its reference; else its number in its report; else its words there."""
    if reference:
        return [(plain(reference),)]
    if number:
        return [(report, "number", plain(number))]
    return [(report, "words", plain(words)[:200]) for words in (title, text) if words]


@dataclass(frozen=True)
class Known:
    """The register beside a list. Names are found by `plain` words; None where several answer to them."""

    is_empty: bool = True
    names: Mapping[Field, Mapping[str, Named | None]] = field(default_factory=dict)
    portfolio_of: Mapping[int, Named] = field(default_factory=dict)  # a post's own
    held: frozenset[int] = frozenset()  # the posts that somebody holds today
    items: Mapping[Key, Item] = field(default_factory=dict)
