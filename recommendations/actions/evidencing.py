"""What proves an item: added, replaced, set aside. Nothing is ever overwritten."""

from collections.abc import Iterator
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import models, transaction

from jac_tracker.accounts.actor import Actor
from jac_tracker.dates import london_day
from recommendations.actions.signing import end_changed, typed
from recommendations.actions.turn import Turn, begin, faults_of_source, refuse
from recommendations.enums import SIGNED, EvidenceKind, Marking, Status, Verb
from recommendations.models import Claim, Evidence, Exhibit, Recommendation, StoredFile
from recommendations.permissions import Hand, acts_on, hands_of
from recommendations.workflow import Need, content_of, standing_claim


@transaction.atomic
def add_evidence(
    *,
    recommendation: Recommendation,
    title: str,
    kind: EvidenceKind,
    marking: Marking = Marking.OFFICIAL,
    part_letter: str = "",
    dated_on: date | None = None,
    reference: str = "",
    file: StoredFile | None = None,
    cites: str = "",
    by: Actor,
    at: datetime,
) -> Evidence:
    """Add a file, or a reference to where the proof is kept, under a number of its own on the item.

    `file` is new: it is stored with the evidence. `part_letter` is of a part of the item, or "" for all of it. Liaison
    cites the owner's message, unless the evidence is of an action of their own.
    """
    turn = begin(Verb.ADD_EVIDENCE, recommendation, by)
    row = _new(turn, title, kind, marking, part_letter, dated_on, reference, file, cites, at)
    refuse(_faults(turn, row, london_day(at)))
    refuse([] if acts_on(by, turn.item) else faults_of_source(turn, cites))
    turn.end(at, cites=cites, others=[*([file] if file else []), row], details={"evidence": row.number})
    return row


@transaction.atomic
def replace_evidence(
    *,
    evidence: Evidence,
    title: str,
    kind: EvidenceKind,
    marking: Marking = Marking.OFFICIAL,
    part_letter: str = "",
    dated_on: date | None = None,
    reference: str = "",
    file: StoredFile | None = None,
    by: Actor,
    at: datetime,
    why: str,
) -> Evidence:
    """Put another row in the place of one, which stays to be read. A claim that is written or made takes the new one,
    and whoever put it there does not decide on that claim. Where it is marked OFFICIAL-SENSITIVE, so is all that it
    replaces, one after the other.

    `file` is new, or the one of the row replaced, where something else is put right. An exhibit that a desk has is the
    owner's to replace, and sends the claim back to the first desk; one that is with HMICFRS cannot be replaced.
    """
    turn = begin(Verb.REPLACE_EVIDENCE, evidence.recommendation, by, {Need.REASON: why})
    old = _standing(turn, evidence)
    row = _new(turn, title, kind, marking, part_letter, dated_on, reference, file, "", at)
    row.replaces = old
    refuse(_faults(turn, row, london_day(at)))
    rows: list[models.Model] = [*([file] if file and file != old.file else []), *_marked_with(row), row]
    details = {"evidence": row.number, "replaces": old.number}
    claim = standing_claim(turn.item)
    exhibit = claim.exhibits.filter(evidence=old).first() if claim else None
    if claim is None or exhibit is None:
        turn.end(at, why=why, others=rows, details=details)
        return row
    _refuse_locked(turn, by)
    exhibit.evidence = row
    rows += [exhibit, *typed(turn, claim)]
    if turn.from_status in SIGNED:
        end_changed(turn, claim, _content_with(turn, claim, exhibit), at, why=why, others=rows)
    else:
        turn.end(at, why=why, others=rows, details=details)
    return row


@transaction.atomic
def set_aside_evidence(*, evidence: Evidence, by: Actor, at: datetime, why: str) -> Evidence:
    """Take evidence out of use. It stays to be read; an exhibit is taken out of the claim first."""
    turn = begin(Verb.SET_ASIDE_EVIDENCE, evidence.recommendation, by, {Need.REASON: why})
    row = _standing(turn, evidence)
    claim = standing_claim(turn.item)
    if claim is not None and claim.exhibits.filter(evidence=row).exists():
        refuse(["The claim names this as an exhibit. Take it out of the claim first."])
    row.is_set_aside = True
    turn.end(at, why=why, others=[row], details={"evidence": row.number})
    return row


def _new(
    turn: Turn,
    title: str,
    kind: EvidenceKind,
    marking: Marking,
    part_letter: str,
    dated_on: date | None,
    reference: str,
    file: StoredFile | None,
    cites: str,
    at: datetime,
) -> Evidence:
    return Evidence(
        recommendation=turn.item,
        number=turn.item.evidence.count() + 1,
        title=title.strip(),
        kind=EvidenceKind(kind),
        marking=Marking(marking),
        part_letter=part_letter,
        dated_on=dated_on,
        reference=reference.strip(),
        file=file,
        added_at=at,
        added_by=turn.by.user,
        cites=cites.strip(),
    )


def _marked_with(row: Evidence) -> Iterator[Evidence]:
    """What the row replaces, one after the other, as far as it lacks the row's marking: it says much the same."""
    if row.marking != Marking.OFFICIAL_SENSITIVE:
        return
    before = row.replaces
    while before is not None:
        if before.marking != row.marking:
            before.marking = row.marking
            yield before
        before = before.replaces


def _standing(turn: Turn, evidence: Evidence) -> Evidence:
    """The evidence as it is under the lock. Raises NotPossible where it stands no more."""
    row: Evidence | None = turn.item.evidence.standing().filter(pk=evidence.pk).first()
    if row is None:
        refuse([f"{evidence} has been replaced or set aside already."])
        raise AssertionError  # `refuse` has raised
    return row


def _refuse_locked(turn: Turn, by: Actor) -> None:
    if turn.from_status == Status.WITH_HMICFRS:
        refuse(["This exhibit is with HMICFRS, so it cannot be replaced. Add other evidence beside it."])
    if turn.from_status in SIGNED and Hand.OWNER not in hands_of(by, turn.item):
        raise PermissionDenied("Only the owner can replace an exhibit that a desk has. Withdraw the claim instead.")


def _content_with(turn: Turn, claim: Claim, changed: Exhibit) -> dict[str, object]:
    rows = claim.exhibits.select_related("evidence__file")
    return content_of(turn.item, claim, exhibits=[changed if row.pk == changed.pk else row for row in rows])


def _faults(turn: Turn, row: Evidence, today: date) -> Iterator[str]:
    if not row.title:
        yield "Give the evidence a title."
    if bool(row.reference) == (row.file is not None):
        yield "Give either a file or a reference."
    if row.part_letter and not turn.item.parts.filter(letter=row.part_letter).exists():
        yield f"This item has no part ({row.part_letter})."
    if row.dated_on is not None and row.dated_on > today:
        yield "The date of the document cannot be in the future."
