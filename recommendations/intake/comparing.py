"""HMICFRS's list beside the register: every pair and every lone row once, under a fingerprint of what was compared."""

import hashlib
import json
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from recommendations.enums import OPEN, HmicfrsStatus, Pile, Status
from recommendations.intake.matching import Entry, Found, reconcile
from recommendations.intake.theirs import TheirRow
from recommendations.intake.words import plain

ENDED = frozenset({HmicfrsStatus.COMPLETE, HmicfrsStatus.SUPERSEDED, HmicfrsStatus.NO_FURTHER_ACTION})
_AS_CLOSED = {
    Status.CLOSED_COMPLETE: HmicfrsStatus.COMPLETE,
    Status.CLOSED_SUPERSEDED: HmicfrsStatus.SUPERSEDED,
    Status.CLOSED_NO_FURTHER_ACTION: HmicfrsStatus.NO_FURTHER_ACTION,
}


class Unexpected(Enum):
    """Why nobody would look for an item on HMICFRS's list."""

    EMBARGOED = "Embargoed here"
    UNTRACKED = "Not tracked"


@dataclass(frozen=True)
class OurItem:
    """An item of the register as an entry. One that is not expected on their list is looked for, but not missed there;
    `unexpected` says why finding it there is news.

    `entry.status` is what HMICFRS's list should say as far as we know.
    """

    pk: int
    entry: Entry
    title: str
    status: Status
    is_expected: bool = True
    is_marked: bool = False
    unexpected: Unexpected | None = None

    @property
    def may_be_told(self) -> bool:
        """Whether it may stand in what goes out of the force."""
        return not self.is_marked and self.unexpected is not Unexpected.EMBARGOED

    @property
    def is_open(self) -> bool:
        return self.status in OPEN


@dataclass(frozen=True)
class Compared:
    """A pair or a lone row, and the fingerprint of what was compared, under which a decision on it is remembered."""

    found: Found
    digest: str
    ordinal: int = 0
    item: OurItem | None = None
    row: TheirRow | None = None

    @property
    def pile(self) -> Pile:
        return self.found.pile

    @property
    def keys(self) -> tuple[str, ...]:
        """Those of the item and of the entry, as far as there are both."""
        return tuple(side.key for side in (self.found.ours, self.found.theirs) if side)

    @property
    def agrees(self) -> bool:
        """Whether it can be accepted together with others: both say the same, and nothing is left to be done here."""
        return self.pile is Pile.AGREE and not self.is_ended_there_and_open_here and self.unexpected is None

    @property
    def unexpected(self) -> Unexpected | None:
        """Why it is news that HMICFRS's list names the item; None where it does not, or that is no news."""
        return self.item.unexpected if self.item and self.row else None

    @property
    def is_ended_there_and_open_here(self) -> bool:
        """Whether HMICFRS says that an item is done with which is open here: its decision is for a person to record."""
        return bool(self.item and self.row and self.item.is_open and self.row.entry.status in ENDED)


def status_to_expect(status: Status, recorded: str) -> str:
    """What HMICFRS's list should say of an item, by our status and what HMICFRS was last recorded to say; "" for
    anything.

    A closed item was closed on HMICFRS's own decision, whatever its list said before.
    """
    if status in _AS_CLOSED:
        return _AS_CLOSED[status]
    if recorded or status not in OPEN:
        return recorded
    return HmicfrsStatus.AWAITING_REVIEW if status == Status.WITH_HMICFRS else HmicfrsStatus.BEING_PROGRESSED


def digest_of(ours: Entry | None, theirs: Entry | None, ordinal: int = 0, unexpected: Unexpected | None = None) -> str:
    """A fingerprint of what is compared. Places in their list, spaces, capitals and marks between words are not in it.

    `ordinal` tells rows of equal words apart. `unexpected` is in it, so that a row is new again when an embargo ends.
    """
    sides = [_said(ours) and [ours.key if ours else "", *_said(ours)], _said(theirs), ordinal]
    if unexpected is not None:
        sides.append(unexpected.name)
    return hashlib.sha256(json.dumps(sides).encode()).hexdigest()[:32]


def _said(entry: Entry | None) -> list[str]:
    if entry is None:
        return []
    day = entry.deadline_on.isoformat() if entry.deadline_on else ""
    return [plain(entry.reference), plain(entry.report), plain(entry.text), day, entry.status]


def compare(
    items: Sequence[OurItem], rows: Sequence[TheirRow], apart: Collection[str] = frozenset()
) -> tuple[Compared, ...]:
    """Every entry of theirs and every item of ours that has one or should, pile by pile.

    `apart` are the digests of pairs that somebody found not to be the same: each goes on with another partner, or
    alone. The order of neither list matters.
    """
    kept_apart: frozenset[tuple[str, str]] = frozenset()
    while True:
        compared = _compared(items, rows, kept_apart)
        found = {
            (each.found.ours.key, each.found.theirs.key)
            for each in compared
            if each.digest in apart and each.found.ours and each.found.theirs
        }
        if not found:
            return compared
        kept_apart |= found


def _compared(
    items: Sequence[OurItem], rows: Sequence[TheirRow], apart: frozenset[tuple[str, str]]
) -> tuple[Compared, ...]:
    by_key = {item.entry.key: item for item in items}
    by_row = {row.entry.key: row for row in rows}
    found = reconcile([item.entry for item in items], [row.entry for row in rows], apart)
    seen: Counter[str] = Counter()
    compared = []
    for each in sorted(found, key=_place):
        item = by_key[each.ours.key] if each.ours else None
        row = by_row[each.theirs.key] if each.theirs else None
        if row is None and item is not None and not item.is_expected:
            continue
        unexpected = item.unexpected if item else None
        digest = digest_of(each.ours, each.theirs, unexpected=unexpected)
        ordinal = seen[digest]
        seen[digest] += 1
        if ordinal:
            digest = digest_of(each.ours, each.theirs, ordinal, unexpected)
        compared.append(Compared(each, digest, ordinal, item, row))
    return tuple(compared)


def _place(found: Found) -> tuple[int, str, str]:
    piles = list(Pile)
    return (
        piles.index(found.pile),
        found.ours.key if found.ours else "",
        found.theirs.key if found.theirs else "",
    )


def counts_of(compared: Iterable[Compared]) -> dict[Pile, int]:
    """How many there are in each pile, in the order of the piles."""
    counted = Counter(each.pile for each in compared)
    return {pile: counted[pile] for pile in Pile}
