"""What the pages of HMICFRS's list print."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict
from django.urls import reverse

from jac_tracker.addresses import query_with
from jac_tracker.dates import worded_day
from recommendations.enums import HmicfrsStatus, Pile
from recommendations.intake.comparing import Compared, counts_of
from recommendations.intake.gathering import Comparison
from recommendations.intake.matching import Entry
from recommendations.intake.words import shortened
from recommendations.models import Intake, ListDecision
from recommendations.presenters.intake import CountShown

COLOURS = {
    Pile.AGREE: "green",
    Pile.STATUS_DIFFERS: "red",
    Pile.TEXT_DIFFERS: "orange",
    Pile.DATES_DIFFER: "yellow",
    Pile.THEIRS_ONLY: "purple",
    Pile.OURS_ONLY: "blue",
    Pile.DUPLICATE: "grey",
}
NEW = "new"
"""In the address: what nobody has decided yet."""


@dataclass(frozen=True)
class PairShown:
    """One line of the list."""

    href: str
    ours: str
    theirs: str
    what: str
    pile: str
    colour: str
    decision: ListDecision | None


@dataclass(frozen=True)
class SideShown:
    """One thing that both sides say, or one of them."""

    label: str
    ours: str
    theirs: str
    differs: bool


def counts_shown(comparison: Comparison, query: QueryDict) -> list[CountShown]:
    """All, what is new, and each pile, each with the address of those alone."""
    chosen = query.get("pile", "")

    def count(number: int, label: str, value: str | None) -> CountShown:
        return CountShown(number, label, query_with(query, pile=value, page=None), chosen == (value or ""))

    return [
        count(len(comparison.rows), "In all", None),
        count(len(comparison.undecided), "To decide", NEW),
        *(count(number, pile.label, pile.name) for pile, number in counts_of(comparison.rows).items()),
    ]


def chosen_rows(comparison: Comparison, query: QueryDict) -> Sequence[Compared]:
    """The rows of the pile that the address names, or those that are new; all where it names none."""
    chosen = query.get("pile", "")
    if chosen == NEW:
        return comparison.undecided
    pile = Pile.__members__.get(chosen)
    return comparison.rows if pile is None else [row for row in comparison.rows if row.pile is pile]


def pair_shown(intake: Intake, row: Compared, comparison: Comparison) -> PairShown:
    entry = row.row.entry if row.row else None
    text = row.item.title if row.item else entry.text if entry else ""
    return PairShown(
        href=reverse("reconciliation_row", args=[intake.pk, row.digest]),
        ours=row.item.entry.key if row.item else "",
        theirs=their_name(row),
        what=shortened(text or "No text", 90),
        pile=row.pile.label,
        colour=COLOURS[row.pile],
        decision=comparison.decision_on(row),
    )


def their_name(row: Compared) -> str:
    """HMICFRS's reference and the row of its list."""
    if row.row is None:
        return ""
    reference = row.row.entry.reference
    return f"{shortened(reference, 60)}, row {row.row.number}" if reference else f"Row {row.row.number}"


def sides_of(row: Compared) -> list[SideShown]:
    """What both say, one thing after the other."""
    ours = row.item.entry if row.item else None
    theirs = row.row.entry if row.row else None
    differs = set(row.found.differs)
    status_on = f", as at {worded_day(row.row.status_on)}" if row.row and row.row.entry.status else ""
    sides = [
        SideShown("HMICFRS’s reference", _of(ours, "reference"), _of(theirs, "reference"), False),
        SideShown("Report", _of(ours, "report"), _of(theirs, "report"), False),
        SideShown("Text", _of(ours, "text"), _of(theirs, "text"), Pile.TEXT_DIFFERS in differs),
        SideShown("Deadline", _day(ours), _day(theirs), Pile.DATES_DIFFER in differs),
        SideShown(
            "HMICFRS’s status, as we have it",
            _status(ours),
            f"{_status(theirs)}{status_on}" if theirs else "",
            Pile.STATUS_DIFFERS in differs,
        ),
    ]
    if row.row and row.row.comment:
        sides.append(SideShown("HMICFRS’s comment", "", row.row.comment, False))
    return sides


def _of(entry: Entry | None, name: str) -> str:
    return str(getattr(entry, name)) if entry else ""


def _day(entry: Entry | None) -> str:
    day: date | None = entry.deadline_on if entry else None
    return worded_day(day) if day else ""


def _status(entry: Entry | None) -> str:
    return str(HmicfrsStatus(entry.status).label) if entry and entry.status else ""


def why_together(row: Compared) -> str:
    """What made the pair, or what a probable duplicate doubles."""
    found = row.found
    if found.by_reference:
        return "They have the same HMICFRS reference."
    if row.item and row.row:
        return f"Their texts are alike: {found.likeness:.0f} of 100."
    if found.doubles:
        double = found.doubles if row.item else f"row {int(found.doubles.removeprefix('row '))} of the list"
        return f"It says the same as {double}."
    return "It has no partner on HMICFRS’s list." if row.item else "It has no partner in the register."


def fingerprint_of(rows: Iterable[Compared]) -> str:
    """Of rows that are decided together, as they were shown."""
    return hashlib.sha256(" ".join(sorted(row.digest for row in rows)).encode()).hexdigest()[:32]


def after(rows: Sequence[Compared], decided: Compared, comparison: Comparison) -> Compared | None:
    """The next row to decide after one, in the order of the list; from the top again after the last."""
    places = [row.digest for row in rows]
    at = places.index(decided.digest) if decided.digest in places else -1
    in_turn = [*rows[at + 1 :], *rows[: max(at, 0)]]
    return next((row for row in in_turn if row.digest not in comparison.decisions), None)
