"""Whether an item of a report is in the register already."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from recommendations.enums import Kind

_NOT_LETTERS = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Held:
    """An item of the same report that the register holds; `text` with those of its parts."""

    reference: str
    kind: str
    number: str
    text: str


def already_held(held: Iterable[Held], *, kind: Kind, number: str, text: str) -> Held | None:
    """The item with the same text, or else of the same kind with the same number. Spaces, capitals and marks aside."""
    held = list(held)
    words = _bare(text)
    same_text = (item for item in held if words and _bare(item.text) == words)
    same_number = (item for item in held if number and item.kind == kind and _bare(item.number) == _bare(number))
    return next(same_text, None) or next(same_number, None)


def repeats(texts: Iterable[str]) -> list[bool]:
    """Of each text, whether one before it has the same words. Spaces, capitals and marks aside."""
    seen: set[str] = set()
    found = []
    for text in texts:
        words = _bare(text)
        found.append(bool(words) and words in seen)
        seen.add(words)
    return found


def _bare(text: str) -> str:
    return _NOT_LETTERS.sub("", text.casefold())
