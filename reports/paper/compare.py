"""Two papers side by side: which blocks are the same, which are changed, and which only one of them has.

A pure function of two documents. Where two passages are too long to be told apart word by word in good time, they are
shown as changed whole.
"""

import re
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import TypeVar

from reports.paper.blocks import Block, Document, GradeGrid, Table
from reports.paper.lines import lines_of, masthead


class Sort(StrEnum):
    """What has become of a block from the left paper to the right one; the value is how a page says it."""

    EQUAL = "The same in both"
    CHANGED = "Changed"
    LEFT = "Only on the left"
    RIGHT = "Only on the right"


@dataclass(frozen=True)
class Piece:
    """Some words of a line; marked where the other side does not have them."""

    text: str
    is_marked: bool = False


Line = tuple[Piece, ...]


@dataclass(frozen=True)
class LinePair:
    """A line of each side; None where a side has none."""

    left: Line | None
    right: Line | None

    @property
    def is_equal(self) -> bool:
        return self.left == self.right


@dataclass(frozen=True)
class Pair:
    """A block of each side and its lines; a side that has none is None."""

    sort: Sort
    left: Block | None
    right: Block | None
    lines: tuple[LinePair, ...]


def compare(left: Document, right: Document) -> tuple[Pair, ...]:
    """The blocks of both papers in order, the mastheads first. Every block of either stands in exactly one pair."""
    ours, theirs = (masthead(left), *left.blocks), (masthead(right), *right.blocks)
    return tuple(_pairs(ours, theirs))


def is_equal(pairs: Sequence[Pair]) -> bool:
    return all(pair.sort is Sort.EQUAL for pair in pairs)


def _pairs(left: Sequence[Block], right: Sequence[Block]) -> Iterator[Pair]:
    for tag, a, b in _matched(left, right):
        if tag == "equal":
            yield from (_pair(one, other) for one, other in zip(a, b, strict=True))
        else:
            yield from (_pair(one, other) for one, other in _aligned(a, b))


def _pair(left: Block | None, right: Block | None) -> Pair:
    if left is None or right is None:
        sort = Sort.RIGHT if left is None else Sort.LEFT
    else:
        sort = Sort.EQUAL if left == right else Sort.CHANGED
    return Pair(sort, left, right, tuple(_line_pairs(_lines(left), _lines(right))))


def _lines(block: Block | None) -> list[str]:
    return [] if block is None else list(lines_of(block))


# Which blocks belong together

MOST_TRIED = 10_000  # pairs of blocks between two that are equal; beyond it they are paired by their kind and order
ALIKE = 0.4  # the least share of words in common of two blocks that are one block changed


def _aligned(left: Sequence[Block], right: Sequence[Block]) -> list[tuple[Block | None, Block | None]]:
    """The pairs, in order, in which the two sides have most in common; a block without a like stands alone."""
    if not left or not right:
        return [*((each, None) for each in left), *((None, each) for each in right)]
    if len(left) * len(right) > MOST_TRIED:
        return _in_order(left, right)
    bags_left, bags_right = [_bag(each) for each in left], [_bag(each) for each in right]
    alike = [
        [_likeness(one, other, bags_left[i], bags_right[j]) for j, other in enumerate(right)]
        for i, one in enumerate(left)
    ]
    best = [[0.0] * (len(right) + 1) for _ in range(len(left) + 1)]
    for i in reversed(range(len(left))):
        for j in reversed(range(len(right))):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], alike[i][j] + best[i + 1][j + 1] if alike[i][j] else 0.0)
    found: list[tuple[Block | None, Block | None]] = []
    i = j = 0
    while i < len(left) and j < len(right):
        if alike[i][j] and best[i][j] == alike[i][j] + best[i + 1][j + 1]:
            found.append((left[i], right[j]))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            found.append((left[i], None))
            i += 1
        else:
            found.append((None, right[j]))
            j += 1
    return [*found, *((each, None) for each in left[i:]), *((None, each) for each in right[j:])]


def _in_order(left: Sequence[Block], right: Sequence[Block]) -> list[tuple[Block | None, Block | None]]:
    found: list[tuple[Block | None, Block | None]] = []
    for one, other in zip(left, right, strict=False):
        found += [(one, other)] if type(one) is type(other) else [(one, None), (None, other)]
    shorter = min(len(left), len(right))
    return [*found, *((each, None) for each in left[shorter:]), *((None, each) for each in right[shorter:])]


def _bag(block: Block) -> Counter[str]:
    return Counter(word for line in lines_of(block) for word in _WORD.findall(line.casefold()))


def _likeness(left: Block, right: Block, bag_left: Counter[str], bag_right: Counter[str]) -> float:
    """From ALIKE to 1 for two blocks that are one block changed, else 0."""
    if type(left) is not type(right):
        return 0.0
    if isinstance(left, Table | GradeGrid) and isinstance(right, Table | GradeGrid) and left.caption == right.caption:
        return 1.0
    total = bag_left.total() + bag_right.total()
    share = 2 * (bag_left & bag_right).total() / total if total else 1.0
    return share if share >= ALIKE else 0.0


# Which lines and words

_WORD = re.compile(r"\w+")
_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
MOST_COMPARED = 4_000_000  # words of one line times words of the other, what both begin and end with left out


def _line_pairs(left: Sequence[str], right: Sequence[str]) -> Iterator[LinePair]:
    for tag, a, b in _matched(left, right):
        for place in range(max(len(a), len(b))):
            one = a[place] if place < len(a) else None
            other = b[place] if place < len(b) else None
            if tag == "equal" and one is not None:
                yield LinePair((Piece(one),), (Piece(one),))
            elif one is None or other is None:
                yield LinePair(_whole(one), _whole(other))
            else:
                yield LinePair(*_words(one, other))


def _whole(line: str | None) -> Line | None:
    return None if line is None else (Piece(line, True),)


def _words(left: str, right: str) -> tuple[Line, Line]:
    """Both lines, with the words marked that the other lacks."""
    a, b = _TOKEN.findall(left), _TOKEN.findall(right)
    head = _shared(a, b)
    tail = _shared(a[head:][::-1], b[head:][::-1])
    ours, theirs = a[head : len(a) - tail], b[head : len(b) - tail]
    pieces: tuple[list[Piece], list[Piece]] = ([], [])
    _add(pieces, a[:head], a[:head], False)
    runs = list(_matched(ours, theirs)) if len(ours) * len(theirs) <= MOST_COMPARED else []
    kept = sum(len(_WORD.findall("".join(some))) for tag, some, _ in runs if tag == "equal")
    if 2 * kept < min(len(_WORD.findall("".join(side))) for side in (ours, theirs)):
        runs = []  # hardly a word in common: two sentences, and not one with some words changed
    for tag, some, others in runs or [("replace", ours, theirs)]:
        # What lies between two words that changed goes with them: marks on every other word cannot be read.
        is_between = tag == "equal" and not _WORD.search("".join(some))
        _add(pieces, some, others, tag != "equal" or is_between)
    _add(pieces, a[len(a) - tail :], a[len(a) - tail :], False)
    return tuple(pieces[0]), tuple(pieces[1])


def _add(pieces: tuple[list[Piece], list[Piece]], left: Sequence[str], right: Sequence[str], is_marked: bool) -> None:
    for side, words in zip(pieces, (left, right), strict=True):
        if words and side and side[-1].is_marked is is_marked:
            side[-1] = Piece(side[-1].text + "".join(words), is_marked)
        elif words:
            side.append(Piece("".join(words), is_marked))


def _shared(left: Sequence[str], right: Sequence[str]) -> int:
    """How many words both begin with."""
    return next(
        (n for n, (one, other) in enumerate(zip(left, right, strict=False)) if one != other),
        min(len(left), len(right)),
    )


T = TypeVar("T", bound=Hashable)


def _matched(left: Sequence[T], right: Sequence[T]) -> Iterator[tuple[str, Sequence[T], Sequence[T]]]:
    """What both have, and what lies between, in order. Each thing is hashed once: a table is slow to."""
    numbers: dict[T, int] = {}
    ours, theirs = ([numbers.setdefault(each, len(numbers)) for each in side] for side in (left, right))
    for tag, a, b, c, d in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        yield tag, left[a:b], right[c:d]
