"""A paper's sections as a tree: their order and their levels are all there is to it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

DEEPEST = 3


class Way(StrEnum):
    """One step that a section can go, with the sections under it: among those of its level, or to another level."""

    UP = "up"
    DOWN = "down"
    IN = "in"
    OUT = "out"


BACK = {Way.UP: Way.DOWN, Way.DOWN: Way.UP, Way.IN: Way.OUT, Way.OUT: Way.IN}


@dataclass(frozen=True)
class Place:
    """Where a section stands: its level, whether it prints a heading of its own, and whether that has a number."""

    level: int
    has_heading: bool
    is_numbered: bool = False


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


def moved(levels: Sequence[int], start: int, way: Way) -> list[tuple[int, int]] | None:
    """The tree after the section at `start` has gone one step: of each section in its new order, the index it had and
    the level it gets. None where there is no section to change places with; whether a level is lawful is not asked.

    In and out leave the order as it is: what follows a section that goes out may come to stand under it.
    """
    end = end_of_branch(levels, start)
    kept = list(enumerate(levels))
    if way in (Way.IN, Way.OUT):
        step = 1 if way is Way.IN else -1
        return kept[:start] + [(index, level + step) for index, level in kept[start:end]] + kept[end:]
    first, second = branch_before(levels, start) if way is Way.UP else start, start if way is Way.UP else end
    if first is None or second == len(levels) or levels[second] < levels[start]:
        return None
    end = end_of_branch(levels, second)
    return kept[:first] + kept[second:end] + kept[first:second] + kept[end:]


def ways(places: Sequence[Place], start: int) -> tuple[Way, ...]:
    """The ways the section at `start` can go."""
    return tuple(way for way in Way if _is_lawful(places, moved([place.level for place in places], start, way)))


def _is_lawful(places: Sequence[Place], tree: Sequence[tuple[int, int]] | None) -> bool:
    if tree is None or any(not 1 <= level <= DEEPEST for _, level in tree):
        return False
    return too_deep([Place(level, places[index].has_heading) for index, level in tree]) is None


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


def numbers(places: Sequence[Place]) -> Iterator[str]:
    """What is printed before each heading: "2." at the first level, "2.1" under it, nothing where there is no number.

    A numbered section under one without a number counts from 1 afresh, and so does each branch.
    """
    count: Counter[int] = Counter()
    prefix: dict[int, str] = {}
    for place in places:
        if not place.has_heading:
            yield ""
            continue
        for deeper in [level for level in (*count, *prefix) if level > place.level]:
            count.pop(deeper, None)
            prefix.pop(deeper, None)
        if not place.is_numbered:
            prefix.pop(place.level, None)
            yield ""
            continue
        count[place.level] += 1
        above = prefix.get(place.level - 1, "")
        number = f"{above}{count[place.level]}"
        prefix[place.level] = f"{number}."
        yield number if above else f"{number}."
