"""What the pages of HMICFRS's list print."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict
from django.urls import reverse

from jac_tracker.addresses import query_with
from jac_tracker.dates import worded_day
from recommendations.enums import LEFT_OUT, HmicfrsStatus, IntakeStanding, ListAnswer, Pile
from recommendations.intake.comparing import Compared, Unexpected, counts_of
from recommendations.intake.gathering import Comparison
from recommendations.intake.matching import Entry
from recommendations.intake.words import shortened
from recommendations.models import Intake
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
_WHY_UNEXPECTED = {
    Unexpected.EMBARGOED: "This is under embargo here, and HMICFRS’s list names it. If the report is out, lift the "
    "embargo on the inspection’s own page. Whatever you decide, the schedule of disagreements does not mention it.",
    Unexpected.UNTRACKED: "In the register HMICFRS does not track this, and HMICFRS’s list names it. If HMICFRS tracks "
    "it, say so on the item’s own page.",
}
# In the address: what nobody has decided yet, and all.
NEW, ALL = "new", "all"


@dataclass(frozen=True)
class PairShown:
    """One line of the list."""

    href: str
    ours: str
    theirs: str
    what: str
    pile: str
    colour: str
    unexpected: str
    decision: str
    note: str


@dataclass(frozen=True)
class SideShown:
    """One thing that both sides say, or one of them."""

    label: str
    ours: str
    theirs: str
    differs: bool

    @property
    def either(self) -> str:
        return self.ours or self.theirs


def chosen_pile(intake: Intake, comparison: Comparison, query: QueryDict) -> str:
    """What the address asks for: the name of a pile, NEW, or ALL; where it names none, what there is to decide."""
    chosen = query.get("pile", "")
    if chosen in (NEW, ALL, *Pile.__members__):
        return chosen
    return NEW if intake.standing == IntakeStanding.BEGUN and comparison.undecided else ALL


def chosen_filters(intake: Intake, chosen: str) -> list[str]:
    """What `chosen_pile` names, in words; nothing for all rows."""
    if chosen == ALL:
        return []
    return [words_for_new(intake) if chosen == NEW else f"Pile: {Pile[chosen].label}"]


def counts_shown(intake: Intake, comparison: Comparison, chosen: str, query: QueryDict) -> list[CountShown]:
    """What is new, all, and each pile, each with the address of those alone."""

    def count(number: int, label: str, value: str) -> CountShown:
        return CountShown(number, label, query_with(query, pile=value), chosen == value)

    return [
        count(len(comparison.undecided), words_for_new(intake), NEW),
        count(len(comparison.rows), "In all", ALL),
        *(count(number, pile.label, pile.name) for pile, number in counts_of(comparison.rows).items()),
    ]


def words_for_new(intake: Intake) -> str:
    """What a row without a decision is: of a list that is over, the next one asks for it."""
    match intake.standing:
        case IntakeStanding.BEGUN:
            return "To decide"
        case IntakeStanding.DONE:
            return "Changed since"
    return "Not decided"


def chosen_rows(comparison: Comparison, chosen: str) -> Sequence[Compared]:
    """The rows that `chosen_pile` names."""
    if chosen == NEW:
        return comparison.undecided
    pile = Pile.__members__.get(chosen)
    return comparison.rows if pile is None else [row for row in comparison.rows if row.pile is pile]


def outcome_of(intake: Intake) -> list[tuple[str, int]]:
    """How many rows of a list that is done were decided how, and how many were left out."""
    counted = [(str(answer.label), intake.counts.get(answer, 0)) for answer in ListAnswer]
    counted.append(("Left out, for a cell that could not be taken", intake.counts.get(LEFT_OUT, 0)))
    return [(label, count) for label, count in counted if count]


def pair_shown(intake: Intake, row: Compared, comparison: Comparison) -> PairShown:
    entry, decision = row.row.entry if row.row else None, comparison.decision_on(row)
    text = row.item.title if row.item else entry.text if entry else ""
    return PairShown(
        href=reverse("reconciliation_row", args=[intake.pk, row.digest]),
        ours=row.item.entry.key if row.item else "",
        theirs=their_name(row),
        what=shortened(text or "No text", 90),
        pile=row.pile.label,
        colour=COLOURS[row.pile],
        unexpected=row.unexpected.value if row.unexpected else "",
        decision=decision.get_answer_display() if decision else words_for_new(intake),
        note=decision.note if decision else "",
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
            "HMICFRS’s status, as we have it" if ours else "HMICFRS’s status",
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


def why_together(row: Compared, comparison: Comparison) -> str:
    """What made the pair, or what a probable duplicate doubles; of an item without an entry, where it may stand yet."""
    found = row.found
    if found.by_reference:
        return "They have the same HMICFRS reference."
    if row.item and row.row:
        return f"Their texts are alike: {found.likeness:.0f} of 100."
    if found.doubles:
        double = found.doubles if row.item else f"row {int(found.doubles.removeprefix('row '))} of the list"
        return f"It seems to be the same as {double}."
    if row.row:
        return "It has no partner in the register."
    if left_out := comparison.theirs.left_out:
        rows = "1 row" if left_out == 1 else f"{left_out:,} rows"
        return f"It has no partner on HMICFRS’s list, of which {rows} could not be taken: it may be there."
    return "It has no partner on HMICFRS’s list."


def why_unexpected(row: Compared) -> str:
    """What to make of it that HMICFRS's list names an item for which nobody would look there; "" for any other row."""
    return _WHY_UNEXPECTED[row.unexpected] if row.unexpected else ""


def fingerprint_of(rows: Iterable[Compared]) -> str:
    """Of rows that are decided together, as they were shown."""
    return hashlib.sha256(" ".join(sorted(row.digest for row in rows)).encode()).hexdigest()[:32]


def after(row: Compared, shown: Comparison, now: Comparison) -> Compared | None:
    """The next row to decide after one, in the order in which they were shown; from the top again after the last.

    A decision can bring about rows that were not there before: they come last.
    """
    at = shown.rows.index(row)
    places = {each.digest: place for place, each in enumerate([*shown.rows[at + 1 :], *shown.rows[:at]])}
    left = [each for each in now.undecided if each.digest != row.digest]
    return min(left, key=lambda each: places.get(each.digest, len(places)), default=None)
