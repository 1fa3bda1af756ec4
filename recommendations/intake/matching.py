"""Which entry of HMICFRS's list is which item of the register, and where the two disagree.

Only proposals: a person decides on every one, and nothing here closes anything.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz, process

from recommendations.enums import Pile

# How alike texts must be, out of 100: where report and deadline are the same, the report alone, or neither.
SAME_DEADLINE, SAME_REPORT, ANYWHERE = 70.0, 78.0, 92.0
# Texts more alike than this are the same but for spaces, capitals and the marks between words.
SAME_TEXT = 99.0
# Entries of one report as alike as this are probably the same one twice.
DUPLICATE = 88.0
_MOST_CANDIDATES = 5
# So many letters of a text are held against others, for the work grows with the square; the rest is the same or not.
_COMPARED = 600

_NOT_WORDS = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Entry:
    """An item of ours, or an entry of their list, in the words that both share.

    `key` names it on its own side: our reference, or a place in their list. `reference` is HMICFRS's own, "" where it
    is not known; `report` a title; `status` a HmicfrsStatus value, "" for none known, which agrees with any.
    """

    key: str
    reference: str
    report: str
    text: str
    deadline_on: date | None = None
    status: str = ""


@dataclass(frozen=True)
class Found:
    """A pair, or one that stands alone. `likeness` of the texts is out of 100; `by_reference` says what made the pair.

    `differs` are the piles that a pair could be in, the first of which it is in. A duplicate has the entry or item that
    it doubles on the other side, or in `doubles` where that is on its own.
    """

    pile: Pile
    ours: Entry | None
    theirs: Entry | None
    likeness: float = 0.0
    by_reference: bool = False
    differs: tuple[Pile, ...] = ()
    doubles: str = ""


def reconcile(
    ours: Iterable[Entry], theirs: Iterable[Entry], apart: frozenset[tuple[str, str]] = frozenset()
) -> tuple[Found, ...]:
    """Every item and every entry once: in a pair, as a probable duplicate, or alone.

    First by HMICFRS's reference, then by text: within report and deadline, within the report, and last anywhere. Of
    several partners the likest is taken first; neither is in two pairs. The order of either list changes nothing.
    `apart` are keys of ours and theirs that somebody found not to be the same.
    """
    side_a = sorted(map(_Side.of, ours), key=lambda side: side.entry.key)
    side_b = sorted(map(_Side.of, theirs), key=lambda side: side.entry.key)
    pairs = list(_by_reference(side_a, side_b, apart))
    for same_report, same_deadline, likeness in (
        (True, True, SAME_DEADLINE),
        (True, False, SAME_REPORT),
        (False, False, ANYWHERE),
    ):
        left_a, left_b = _left(side_a, {id(a) for a, _, _, _ in pairs}), _left(side_b, {id(b) for _, b, _, _ in pairs})
        pairs += _by_text(left_a, left_b, same_report, same_deadline, likeness, apart)
    found = [_pair(a, b, score, by) for a, b, score, by in pairs]
    paired_a, paired_b = {id(a) for a, _, _, _ in pairs}, {id(b) for _, b, _, _ in pairs}
    found += _alone(_left(side_b, paired_b), [b for b in side_b if id(b) in paired_b], theirs=True)
    found += _alone(_left(side_a, paired_a), [a for a in side_a if id(a) in paired_a], theirs=False)
    return tuple(found)


@dataclass(frozen=True, eq=False)
class _Side:
    """An entry with its words made comparable."""

    entry: Entry
    reference: str
    report: str
    text: str
    rest: str

    @classmethod
    def of(cls, entry: Entry) -> "_Side":
        text = _bare(entry.text)
        return cls(entry, _bare(entry.reference), _bare(entry.report), text[:_COMPARED], text[_COMPARED:])


_Pair = tuple[_Side, _Side, float, bool]


def _bare(words: str) -> str:
    return _NOT_WORDS.sub(" ", words.casefold()).strip()


def _left(sides: Sequence[_Side], paired: set[int]) -> list[_Side]:
    return [side for side in sides if id(side) not in paired]


def _by_reference(ours: Sequence[_Side], theirs: Sequence[_Side], apart: frozenset[tuple[str, str]]) -> Iterator[_Pair]:
    """Pairs that share a reference. Where a list has one twice, the likest text is the pair."""
    by_reference: dict[str, list[_Side]] = defaultdict(list)
    for a in ours:
        if a.reference:
            by_reference[a.reference].append(a)
    pairs = ((a, b) for b in theirs for a in by_reference.get(b.reference, ()))
    scored = [(fuzz.ratio(a.text, b.text), a, b) for a, b in pairs if (a.entry.key, b.entry.key) not in apart]
    yield from ((a, b, score, True) for a, b, score in _likest_first(scored))


def _by_text(
    ours: Sequence[_Side],
    theirs: Sequence[_Side],
    same_report: bool,
    same_deadline: bool,
    likeness: float,
    apart: frozenset[tuple[str, str]],
) -> Iterator[_Pair]:
    """Pairs whose texts are alike, and which neither's reference keeps apart."""
    groups: dict[object, list[_Side]] = defaultdict(list)
    for a in ours:
        if a.text:
            groups[_group(a, same_report, same_deadline)].append(a)
    scored = []
    for b in theirs:
        group = groups.get(_group(b, same_report, same_deadline), ())
        if not b.text or not group:
            continue
        texts = [a.text for a in group]
        near = process.extract(b.text, texts, scorer=fuzz.ratio, score_cutoff=likeness, limit=_MOST_CANDIDATES)
        scored += [(score, group[place], b) for _text, score, place in near if not _kept_apart(group[place], b, apart)]
    yield from ((a, b, score, False) for a, b, score in _likest_first(scored))


def _group(side: _Side, same_report: bool, same_deadline: bool) -> object:
    return (side.report if same_report else "", side.entry.deadline_on if same_deadline else None)


def _kept_apart(a: _Side, b: _Side, apart: frozenset[tuple[str, str]]) -> bool:
    """Whether both have a reference of HMICFRS's, and not the same: then they are two, however alike."""
    by_reference = bool(a.reference and b.reference and a.reference != b.reference)
    return by_reference or (a.entry.key, b.entry.key) in apart


def _likest_first(scored: Iterable[tuple[float, _Side, _Side]]) -> Iterator[tuple[_Side, _Side, float]]:
    taken: set[int] = set()
    for score, a, b in sorted(scored, key=lambda each: (-each[0], each[1].entry.key, each[2].entry.key)):
        if id(a) not in taken and id(b) not in taken:
            taken |= {id(a), id(b)}
            yield a, b, score


def _pair(a: _Side, b: _Side, score: float, by_reference: bool) -> Found:
    differs = []
    if a.entry.status and b.entry.status and a.entry.status != b.entry.status:
        differs.append(Pile.STATUS_DIFFERS)
    if a.text and b.text and (score < SAME_TEXT or a.rest != b.rest):
        differs.append(Pile.TEXT_DIFFERS)
    if a.entry.deadline_on != b.entry.deadline_on:
        differs.append(Pile.DATES_DIFFER)
    pile = differs[0] if differs else Pile.AGREE
    return Found(pile, a.entry, b.entry, score, by_reference, tuple(differs))


def _alone(alone: Sequence[_Side], paired: Sequence[_Side], *, theirs: bool) -> Iterator[Found]:
    """What has no partner: a probable duplicate of another on its own side, which has one or came before; or new."""
    known: dict[str, list[_Side]] = defaultdict(list)
    for side in paired:
        known[side.report].append(side)
    for side in alone:
        double = _double_of(side, known[side.report])
        known[side.report].append(side)
        pile = Pile.DUPLICATE if double else Pile.THEIRS_ONLY if theirs else Pile.OURS_ONLY
        ours, entry = (None, side.entry) if theirs else (side.entry, None)
        yield Found(pile, ours, entry, doubles=double.entry.key if double else "")


def _double_of(side: _Side, others: Sequence[_Side]) -> _Side | None:
    """The other that says the same in the same report."""
    same = next((other for other in others if side.reference and other.reference == side.reference), None)
    if same is not None or not side.text:
        return same
    texts = [other.text for other in others]
    near = process.extractOne(side.text, texts, scorer=fuzz.ratio, score_cutoff=DUPLICATE)
    return others[near[2]] if near else None
