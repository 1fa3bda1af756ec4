"""What a person decides about HMICFRS's list beside the register. Nothing here closes an item, or changes one."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction

from inspections.models import Register
from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.actor import Actor
from jac_tracker.history import record_acts, refuse_stale
from recommendations.actions.intakes import begun, finish_intake, keeper_of_lists
from recommendations.actions.tracking import record_hmicfrs_status
from recommendations.actions.turn import refuse
from recommendations.enums import LEFT_OUT, HmicfrsStatus, IntakePurpose, ListAnswer, Pile, Verb
from recommendations.intake.comparing import Compared, OurItem, counts_of, digest_of
from recommendations.intake.gathering import Comparison, our_items
from recommendations.models import HmicfrsStatusRow, Intake, ListDecision, Recommendation, RecommendationEvent

DECISION_FIELDS = ("answer", "note")
CHANGED_SINCE = "This item has changed since the list was compared with it. Look at it again."


@transaction.atomic
def decide_on_list(
    *,
    intake: Intake,
    compared: Compared,
    answer: ListAnswer,
    note: str = "",
    records_status: bool = False,
    shown: str | None = None,
    by: Actor,
    at: datetime,
) -> ListDecision:
    """Decide about a pair or a lone row; it is remembered for as long as both sides say what they say.

    `records_status` adds what HMICFRS says, with its day, to its own track of the item, as an act of its own; for an
    item that is not on the list, that it is not. The status of the item stays as it is, whatever the list says. `shown`
    is the digest of DECISION_FIELDS. Raises PermissionDenied for anybody but liaison, StaleEdit, and NotPossible where
    the item has changed since, the list is over, or the answer does not fit.
    """
    by, intake = _turn(intake, by)
    answer, note = ListAnswer(answer), note.strip()
    refuse(_faults(compared, answer, note, records_status))
    before = ListDecision.objects.filter(digest=compared.digest).first()
    if before is not None:
        refuse_stale(before, DECISION_FIELDS, shown)
    (decision,) = _decide(intake, [compared], answer, note, records_status, by, at)
    return decision


@transaction.atomic
def accept_what_agrees(
    *, intake: Intake, rows: Sequence[Compared], records_status: bool = False, by: Actor, at: datetime
) -> int:
    """Decide of pairs that agree, each with its own history, that they are as they should be, and say how many.

    Those that are decided already stay as they are. Raises NotPossible, for all, where one of them does not agree.
    """
    by, intake = _turn(intake, by)
    refuse(["Only rows that agree are decided together."] if not all(row.agrees for row in rows) else [])
    decided = set(ListDecision.objects.values_list("digest", flat=True))
    new = [row for row in rows if row.digest not in decided]
    _decide(intake, new, ListAnswer.ACCEPT, "", records_status, by, at)
    return len(new)


@transaction.atomic
def finish_reconciling(*, intake: Intake, comparison: Comparison, by: Actor, at: datetime) -> Intake:
    """Say that a list is done, and how many of its rows were decided how, or could not be taken.

    Raises NotPossible, with how many and in which piles, where rows are still to be decided.
    """
    by, intake = _turn(intake, by)
    answers = dict(ListDecision.objects.values_list("digest", "answer"))
    refuse([_still_to_decide([row for row in comparison.rows if row.digest not in answers])])
    counts = Counter(answers[row.digest] for row in comparison.rows)
    return finish_intake(intake=intake, counts={**counts, LEFT_OUT: comparison.theirs.left_out}, by=by, at=at)


def _still_to_decide(rows: Sequence[Compared]) -> str:
    if not rows:
        return ""
    piles = ", ".join(f"{pile.label.lower()} ({count})" for pile, count in counts_of(rows).items() if count)
    return f"{len(rows)} {'row is' if len(rows) == 1 else 'rows are'} still to be decided: {piles}."


def _turn(intake: Intake, by: Actor) -> tuple[Actor, Intake]:
    """Everybody who decides does so one after the other: two lists may hold the same rows."""
    by = keeper_of_lists(by)
    Register.objects.locked().first()
    intake = begun(intake)
    if intake.purpose != IntakePurpose.RECONCILE:
        raise NotPossible("This list was not brought in as HMICFRS's.")
    return by, intake


def _decide(
    intake: Intake,
    rows: Sequence[Compared],
    answer: ListAnswer,
    note: str,
    records_status: bool,
    by: Actor,
    at: datetime,
) -> list[ListDecision]:
    """Decide about each of the rows alike, each with an act of its own."""
    items = _as_compared(rows, by)
    if records_status:
        _record_statuses(intake, rows, items, by, at)
    digests = _digests_now(rows, by) if records_status else [row.digest for row in rows]
    # Decided once before as it stands now, on another list, or as it was shown, or new.
    kept = ListDecision.objects.in_bulk({*digests, *(row.digest for row in rows)}, field_name="digest")
    decisions = [
        kept.get(digest) or kept.get(row.digest) or ListDecision() for row, digest in zip(rows, digests, strict=True)
    ]
    for decision, row, digest in zip(decisions, rows, digests, strict=True):
        decision.intake, decision.digest, decision.pile = intake, digest, row.pile
        decision.recommendation = items[row.item.pk] if row.item else None
        decision.answer, decision.note, decision.compared = answer, note, _sides(row)
    record_acts([(decision, _event_of(decision)) for decision in decisions], by=by, at=at, why=note)
    return decisions


def _event_of(decision: ListDecision) -> RecommendationEvent:
    item = decision.recommendation
    status = item.status if item else ""
    return RecommendationEvent(
        verb=Verb.DECIDE_ON_LIST,
        recommendation=item,
        from_status=status,
        to_status=status,
        details={"intake": decision.intake_id},
    )


def _faults(compared: Compared, answer: ListAnswer, note: str, records_status: bool) -> Iterator[str]:
    is_pair = compared.item is not None and compared.row is not None
    if answer == ListAnswer.APART and not is_pair:
        yield "Only a pair can be two different recommendations."
    if answer != ListAnswer.ACCEPT and not note:
        yield "Say in a note why."
    if records_status and answer == ListAnswer.APART:
        yield "HMICFRS's status is not recorded for an item that it is not about."
    elif records_status and compared.item is None:
        yield "There is no item in the register whose status this could be."
    elif records_status and not _status_said(compared):
        yield "The list gives no status that could be recorded."


def _status_said(compared: Compared) -> str:
    """What the list says of the status: of an item of ours that stands alone, that it is not listed."""
    if compared.row is not None:
        return compared.row.entry.status
    return HmicfrsStatus.NOT_LISTED if compared.pile == Pile.OURS_ONLY else ""


def _as_compared(rows: Sequence[Compared], by: Actor) -> dict[int, Recommendation]:
    """The items of the rows by their numbers, locked and as they were compared. Raises NotPossible where one is not so
    any more."""
    compared: dict[int, OurItem] = {row.item.pk: row.item for row in rows if row.item}
    if not compared:
        return {}
    locked = {item.pk: item for item in Recommendation.objects.locked().filter(pk__in=compared).order_by("pk")}
    now = {item.pk: item for item in our_items(by, among=compared)}
    if any(now.get(number) != item for number, item in compared.items()):
        raise NotPossible(CHANGED_SINCE)
    return locked


def _record_statuses(
    intake: Intake, rows: Sequence[Compared], items: Mapping[int, Recommendation], by: Actor, at: datetime
) -> None:
    """Put what HMICFRS says of each on its own track, unless it stands there."""
    tracks = HmicfrsStatusRow.objects.filter(recommendation__in=items).order_by("status_on", "pk")
    newest = {row.recommendation_id: row for row in tracks}
    for row in rows:
        status = _status_said(row)
        if row.item is None or not status:
            continue
        entry = row.row.entry if row.row else None
        said: dict[str, Any] = {
            "hmicfrs_reference": (entry.reference if entry else "") or row.item.entry.reference,
            "status": HmicfrsStatus(status),
            "status_on": row.row.status_on if row.row else intake.opening_on,
        }
        stands = newest.get(row.item.pk)
        if stands is None or any(getattr(stands, name) != value for name, value in said.items()):
            comment = row.row.comment if row.row else ""
            record_hmicfrs_status(recommendation=items[row.item.pk], comment=comment, **said, by=by, at=at)


def _digests_now(rows: Sequence[Compared], by: Actor) -> list[str]:
    """The fingerprint of each row, as its item stands now."""
    now = {item.pk: item for item in our_items(by, among=[row.item.pk for row in rows if row.item])}
    return [_digest_now(row, now[row.item.pk] if row.item else None) for row in rows]


def _digest_now(row: Compared, item: OurItem | None) -> str:
    theirs = row.row.entry if row.row else None
    if item is None:
        return digest_of(None, theirs, row.ordinal)
    return digest_of(item.entry, theirs, row.ordinal, item.unexpected)


def _sides(compared: Compared) -> dict[str, Any]:
    """What was compared, to be read when neither side says it any more."""
    ours = asdict(compared.item.entry) if compared.item else None
    theirs = asdict(compared.row.entry) if compared.row else None
    for side in (ours, theirs):
        if side is not None and side["deadline_on"] is not None:
            side["deadline_on"] = side["deadline_on"].isoformat()
    return {"ours": ours, "theirs": theirs, "differs": [str(pile) for pile in compared.found.differs]}
