"""Entering an item in the register, and changing what it says."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from inspections.models import CauseOfConcern, Publication, Register
from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.roles import Duty
from jac_tracker.dates import london_day
from jac_tracker.history import StaleEdit, digest, record, refuse_stale
from recommendations.actions.signing import end_edit, signed_content
from recommendations.actions.turn import begin, refuse
from recommendations.enums import UNTRACKED_AT_FIRST, Addressee, Kind, Marking, Rag, Status, TextSource, Verb
from recommendations.models import Part, Recommendation, RecommendationEvent
from recommendations.rules.as_read import NO_DEADLINE_READ, DeadlineAsRead, PartAsRead, faults_of_parts
from recommendations.rules.reference import next_reference, reference_stem
from recommendations.workflow import Need

TEXT_FIELDS = ("kind", "number_in_report", "theme", "title", "text", "text_source", "cause", "addressees")
PART_FIELDS = (
    "letter",
    "text",
    "addressees",
    "is_ours",
    "is_met",
    "deadline_words",
    "deadline_kind",
    "deadline_basis_on",
    "deadline_on",
    "deadline_precision",
)


@transaction.atomic
def register(
    *,
    publication: Publication,
    kind: Kind,
    title: str,
    text: str,
    text_source: TextSource,
    number_in_report: str = "",
    theme: str = "",
    cause: CauseOfConcern | None = None,
    addressees: Sequence[str] = (),
    deadline: DeadlineAsRead | None = None,
    confirmed: bool = False,
    parts: Sequence[PartAsRead] = (),
    marking: Marking = Marking.OFFICIAL,
    tracked: bool | None = None,
    reference: str = "",
    by: Actor,
    at: datetime,
) -> Recommendation:
    """Enter an item under a reference of its own: it awaits allocation, even where it names nobody of ours.

    `reference` is one that the item has already, in a list that is taken over.
    `confirmed` says that the actor has checked the deadline against the report; only then is its first date kept.
    `tracked` by HMICFRS is, unless given, what the kind says at first. Raises NotPossible for a cause of another
    report, a text that does not fit its source, a deadline that does not fit the report's day, or parts that share a
    letter.
    """
    by = _registrar(by)
    item = Recommendation(
        reference=_new_reference(at, reference),
        kind=Kind(kind),
        title=title,
        text=text,
        text_source=TextSource(text_source),
        number_in_report=number_in_report,
        theme=theme,
        publication=publication,
        cause=cause,
        addressees=[Addressee(addressee).value for addressee in addressees],
        marking=Marking(marking),
        tracked_by_hmicfrs=Kind(kind) not in UNTRACKED_AT_FIRST if tracked is None else tracked,
        status=Status.AWAITING_ALLOCATION,
        rag=Rag.GREY,
    )
    deadline = deadline or NO_DEADLINE_READ
    _refuse_faults(item, deadline, parts)
    give_deadline(item, deadline, by if confirmed else None, at)
    return _enter(item, parts, by, at)


def _registrar(by: Actor) -> Actor:
    """The actor under the post that registers. Raises PermissionDenied where there is none."""
    if not by.may(Duty.KEEP_REGISTER):
        raise PermissionDenied("Only a liaison officer registers items.")
    return by.under(Duty.KEEP_REGISTER)


def _new_reference(at: datetime, wanted: str) -> str:
    """`wanted`, or else the next reference of the year. The register's row is the lock under which they are given."""
    register_row = Register.objects.locked().first()
    if register_row is None:
        raise NotPossible("The register has not been started. Run manage.py start_register first.")
    if wanted:
        if Recommendation.objects.filter(reference__iexact=wanted).exists():
            raise NotPossible(f"There is already an item {wanted}.")
        return wanted
    stem = reference_stem(register_row.reference_prefix, london_day(at).year)
    taken = Recommendation.objects.filter(reference__startswith=stem).values_list("reference", flat=True)
    return next_reference(stem, taken)


def _refuse_faults(item: Recommendation, deadline: DeadlineAsRead, parts: Sequence[PartAsRead]) -> None:
    published_on = item.publication.earliest
    refuse([*_faults_of_text(item), *deadline.faults(published_on)])
    refuse(faults_of_parts(tuple(parts), published_on))


def _enter(item: Recommendation, parts: Sequence[PartAsRead], by: Actor, at: datetime) -> Recommendation:
    """Record a new item and its parts in one act."""
    rows = [Part(recommendation=item, **part.values()) for part in parts]
    event = RecommendationEvent(verb=Verb.REGISTER, recommendation=item, to_status=item.status)
    record([item, *rows], by=by, at=at, event=event)
    return item


def give_deadline(item: Recommendation, deadline: DeadlineAsRead, confirmed_by: Actor | None, at: datetime) -> None:
    """Set an item's deadline, and with a person's confirmation its first date, once and for all."""
    for field, value in deadline.values().items():
        setattr(item, field, value)
    if confirmed_by is None or confirmed_by.user is None:  # a command cannot have read the report
        item.deadline_confirmed_by = item.deadline_confirmed_at = None
        return
    item.deadline_confirmed_by, item.deadline_confirmed_at = confirmed_by.user, at
    if item.first_deadline_on is None:
        item.first_deadline_on = item.deadline_on


@transaction.atomic
def edit_text(
    *,
    recommendation: Recommendation,
    values: Mapping[str, Any],
    shown: str | None = None,
    by: Actor,
    at: datetime,
    why: str,
) -> Recommendation:
    """Change what an item says: any of TEXT_FIELDS. Raises StaleEdit if they changed since they were `shown`.

    At a desk it goes back to the first, for a new round of signing, if what was signed is changed.
    """
    turn = begin(Verb.EDIT_TEXT, recommendation, by, {Need.REASON: why})
    refuse_stale(turn.item, TEXT_FIELDS, shown)
    before = signed_content(turn)
    for field, value in values.items():
        if field not in TEXT_FIELDS:
            raise ValueError(f"{field} is not changed with the text.")
        setattr(turn.item, field, list(value) if field == "addressees" else value)
    refuse(_faults_of_text(turn.item))
    return end_edit(turn, before, at, why=why)


@transaction.atomic
def set_marking(
    *, recommendation: Recommendation, marking: Marking, by: Actor, at: datetime, why: str
) -> Recommendation:
    """Change an item's protective marking, and with it who may see it."""
    turn = begin(Verb.SET_MARKING, recommendation, by, {Need.REASON: why})
    marking = Marking(marking)
    if turn.item.marking == marking:
        raise NotPossible(f"This item is already marked {marking.label}.")
    turn.item.marking = marking
    return turn.end(at, why=why)


@transaction.atomic
def set_parts(
    *,
    recommendation: Recommendation,
    parts: Sequence[PartAsRead],
    shown: str | None = None,
    by: Actor,
    at: datetime,
    why: str,
) -> list[Part]:
    """Give an item these lettered parts: those of other letters go. Returns them in the order of their letters.

    At a desk it goes back to the first, for a new round of signing.

    `shown` is what `parts_digest` said of the parts on the form; raises StaleEdit if it would say something else now.
    """
    turn = begin(Verb.SET_PARTS, recommendation, by, {Need.REASON: why})
    if shown is not None and parts_digest(turn.item) != shown:
        raise StaleEdit(turn.item)
    refuse(faults_of_parts(tuple(parts), turn.item.publication.earliest))
    before = signed_content(turn)
    rows = {row.letter: row for row in turn.item.parts.all()}
    kept = []
    for part in parts:
        row = rows.pop(part.letter.strip(), None) or Part(recommendation=turn.item)
        for field, value in part.values().items():
            setattr(row, field, value)
        kept.append(row)
    end_edit(turn, before, at, why=why, parts=kept, others=kept, removed=list(rows.values()))
    return sorted(kept, key=lambda row: row.letter)


def parts_digest(recommendation: Recommendation) -> str:
    """A short fingerprint of all parts of an item as a form shows them."""
    rows = [digest(part, PART_FIELDS) for part in recommendation.parts.order_by("letter", "pk")]
    return hashlib.sha256(" ".join(rows).encode()).hexdigest()[:32]


def _faults_of_text(item: Recommendation) -> list[str]:
    faults = []
    if not item.title.strip():
        faults.append("Give the item a title.")
    if item.text_source == TextSource.NOT_ENTERED and item.text.strip():
        faults.append("Say whether the text is the report's words or a summary.")
    if item.text_source != TextSource.NOT_ENTERED and not item.text.strip():
        faults.append("Enter the text, or say that it is not yet entered.")
    if item.cause is not None and item.cause.publication_id != item.publication_id:
        faults.append("That cause of concern is in another report.")
    return faults
