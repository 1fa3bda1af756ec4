"""What a page prints of two papers side by side."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from reports.paper.blocks import Audience, Document
from reports.paper.compare import Line, LinePair, Pair, Piece, Sort, compare
from reports.paper.words import counted

SHOWN_ALIKE = 3
"""The most lines in a row that are printed of a changed passage though they are the same in both."""

_COLOURS = {Sort.CHANGED: "yellow", Sort.LEFT: "orange", Sort.RIGHT: "blue"}
_EMPTY: Line = (Piece("Nothing"),)


@dataclass(frozen=True)
class Passage:
    """One difference: what it is, and the lines of each side."""

    words: str
    colour: str
    left: tuple[Line, ...]
    right: tuple[Line, ...]


@dataclass(frozen=True)
class Stretch:
    """Passages that are the same, folded away; or one difference."""

    passage: Passage | None = None
    count: str = ""
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Comparison:
    """Two papers, block by block: a sentence about them, and the stretches in order."""

    left: str
    right: str
    words: str
    stretches: tuple[Stretch, ...]
    is_equal: bool


def comparison(left: Document, right: Document, left_label: str, right_label: str) -> Comparison:
    """The two documents side by side, under a label each."""
    pairs = compare(left, right)
    stretches = tuple(_stretches(pairs, left_label, right_label))
    differences = sum(stretch.passage is not None for stretch in stretches)
    words = f"{counted(differences, 'difference').capitalize()}." if differences else "Both say the same."
    return Comparison(left_label, right_label, words, stretches, not differences)


def differences(
    left: Mapping[Audience, Document], right: Mapping[Audience, Document], left_label: str, right_label: str
) -> tuple[tuple[str, Comparison], ...]:
    """How a paper reads otherwise for each audience that it does so for: the audience's name, and the two papers."""
    pairs = ((each, comparison(left[each], right[each], left_label, right_label)) for each in Audience)
    return tuple((each.value.capitalize(), pair) for each, pair in pairs if not pair.is_equal)


def _stretches(pairs: Sequence[Pair], left: str, right: str) -> Iterator[Stretch]:
    for is_equal, run in groupby(pairs, key=lambda pair: pair.sort is Sort.EQUAL):
        if is_equal:
            same = list(run)
            lines = tuple(_text(line.left) for pair in same for line in pair.lines if line.left is not None)
            number = counted(len(same), "passage").capitalize()
            yield Stretch(count=f"{number} the same in both", lines=lines)
        else:
            yield from (Stretch(passage=_passage(pair, left, right)) for pair in run)


def _passage(pair: Pair, left: str, right: str) -> Passage:
    words = {Sort.LEFT: f"Only in: {left}", Sort.RIGHT: f"Only in: {right}"}.get(pair.sort, pair.sort.value)
    if pair.sort is not Sort.CHANGED:  # one side is the whole passage: nothing in it needs a mark
        sides = (tuple(_plain(line.left) for line in pair.lines), tuple(_plain(line.right) for line in pair.lines))
        ours, theirs = (tuple(line for line in side if line) for side in sides)
        return Passage(words, _COLOURS[pair.sort], ours or (_EMPTY,), theirs or (_EMPTY,))
    shown = list(_folded(pair.lines))
    ours = tuple(line.left for line in shown if line.left is not None)
    theirs = tuple(line.right for line in shown if line.right is not None)
    return Passage(words, _COLOURS[pair.sort], ours, theirs)


def _folded(lines: Sequence[LinePair]) -> Iterator[LinePair]:
    """The lines, with long runs of equal ones told by their number. The first stays: it names a table."""
    yield from lines[:1]
    for is_equal, run in groupby(lines[1:], key=lambda line: line.is_equal):
        same = list(run)
        if is_equal and len(same) > SHOWN_ALIKE:
            line = (Piece(f"… {counted(len(same), 'line')} the same in both …"),)
            yield LinePair(line, line)
        else:
            yield from same


def _plain(line: Line | None) -> Line:
    return () if line is None else (Piece(_text(line)),)


def _text(line: Line | None) -> str:
    return "".join(piece.text for piece in line or ())
