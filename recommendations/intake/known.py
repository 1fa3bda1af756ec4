"""What the register holds already, as far as a list is compared with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from recommendations.enums import Kind
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


def keys_of(reference: str, report: object, kind: Kind, number: str, title: str, text: str) -> list[Key]:
    """By what an item is known again: its reference; else its number among those of its kind in its report, or, where
    its kind was changed, its number and its words there; else its words there."""
    if reference:
        return [(plain(reference),)]
    worded: list[Key] = [(report, "words", plain(number), plain(words)[:200]) for words in (title, text) if words]
    return [(report, "number", kind, plain(number)), *worded] if number else worded


NOBODY_HOLDS = (
    "The register is in use, and nobody holds the post of {}. Name another post, or have this one handed over first."
)


@dataclass(frozen=True)
class Known:
    """The register beside a list. Names are found by `plain` words; None where several answer to them. Those that can
    be chosen have a label each, by their number."""

    is_empty: bool = True
    names: Mapping[Field, Mapping[str, Named | None]] = field(default_factory=dict)
    choices: Mapping[Field, Mapping[int, str]] = field(default_factory=dict)
    portfolio_of: Mapping[int, Named] = field(default_factory=dict)  # a post's own
    cannot_own: Mapping[int, str] = field(default_factory=dict)  # posts, each with a sentence that says why
    items: Mapping[Key, Item] = field(default_factory=dict)

    def why_not_owner(self, post: Named) -> str:
        """Why a post cannot be given an item; "" where it can. An opening balance may name posts that are yet to be
        handed over."""
        if post.pk is None:
            return "" if self.is_empty else NOBODY_HOLDS.format(post)
        return self.cannot_own.get(post.pk, "")
