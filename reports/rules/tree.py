"""A paper's sections as a tree: their order and their levels are all there is to it."""

from collections.abc import Sequence
from dataclasses import dataclass

DEEPEST = 3


@dataclass(frozen=True)
class Place:
    """Where a section stands: its level, and whether it prints a heading of its own."""

    level: int
    has_heading: bool


def end_of_branch(levels: Sequence[int], start: int) -> int:
    """The index behind the last sub-section of the section at `start`."""
    end = start + 1
    while end < len(levels) and levels[end] > levels[start]:
        end += 1
    return end


def branch_before(levels: Sequence[int], start: int) -> int | None:
    """The index of the section of the same level before the one at `start`, under the same parent; None if first."""
    place = start - 1
    while place >= 0 and levels[place] > levels[start]:
        place -= 1
    return place if place >= 0 and levels[place] == levels[start] else None


def too_deep(places: Sequence[Place]) -> int | None:
    """The index of the first section that stands more than one level below the heading printed before it; None if none.

    A section without a heading goes on under the one before, so it does not carry deeper ones.
    """
    printed = 0
    for index, place in enumerate(places):
        if place.level > printed + 1:
            return index
        if place.has_heading:
            printed = place.level
    return None
