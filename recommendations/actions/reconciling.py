"""What a person decides about HMICFRS's list beside the register. Nothing here closes an item, or changes one."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction

from inspections.models import Register
from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.actor import Actor
from jac_tracker.history import record, refuse_stale
from recommendations.actions.intakes import begun, keeper_of_lists
from recommendations.actions.tracking import record_hmicfrs_status
from recommendations.actions.turn import lock, refuse
from recommendations.enums import HmicfrsStatus, IntakePurpose, ListAnswer, Pile, Verb
from recommendations.intake.comparing import Compared, digest_of
from recommendations.intake.gathering import our_items
from recommendations.models import Intake, ListDecision, Recommendation, RecommendationEvent

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
    return _decide(intake, compared, ListAnswer(answer), note.strip(), records_status, shown, by, at)


@transaction.atomic
def accept_what_agrees(
    *, intake: Intake, rows: Sequence[Compared], records_status: bool = False, by: Actor, at: datetime
) -> int:
    """Decide of pairs that agree, each with its own history, that they are as they should be, and say how many.

    Those that are decided already stay as they are. Raises NotPossible, for all, where one of them does not agree.
    """
    by, intake = _turn(intake, by)
    refuse(["Only rows that agree are decided together."] if any(row.pile != Pile.AGREE for row in rows) else [])
    decided = set(ListDecision.objects.values_list("digest", flat=True))
    new = [row for row in rows if row.digest not in decided]
    for row in new:
        _decide(intake, row, ListAnswer.ACCEPT, "", records_status and bool(_status_said(row)), None, by, at)
    return len(new)


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
    compared: Compared,
    answer: ListAnswer,
    note: str,
    records_status: bool,
    shown: str | None,
    by: Actor,
    at: datetime,
) -> ListDecision:
    refuse(_faults(compared, answer, note, records_status))
    item = _as_compared(compared, by)
    decision = ListDecision.objects.filter(digest=compared.digest).first()
    if decision is not None:
        refuse_stale(decision, DECISION_FIELDS, shown)
    digest = compared.digest
    if records_status and item is not None:
        digest = _record_status(intake, compared, item, by, at)
    # Decided once before as it stands now, on another list, or new.
    decision = ListDecision.objects.filter(digest=digest).first() or decision or ListDecision()
    decision.intake, decision.recommendation, decision.digest = intake, item, digest
    decision.pile, decision.answer, decision.note = compared.pile, answer, note
    decision.compared = _sides(compared)
    details = {"intake": intake.pk, "item": item.reference if item else "", "pile": compared.pile, "answer": answer}
    event = RecommendationEvent(verb=Verb.DECIDE_ON_LIST, details=details)
    record([decision], by=by, at=at, why=note, event=event)
    return decision


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


def _as_compared(compared: Compared, by: Actor) -> Recommendation | None:
    """The item, locked and as it was compared. Raises NotPossible where it is not so any more."""
    if compared.item is None:
        return None
    item = Recommendation.objects.filter(pk=compared.item.pk).first()
    if item is None:
        raise NotPossible(CHANGED_SINCE)
    item = lock(item)
    now = our_items(by, only=item.pk)
    if not now or now[0] != compared.item:
        raise NotPossible(CHANGED_SINCE)
    return item


def _record_status(intake: Intake, compared: Compared, item: Recommendation, by: Actor, at: datetime) -> str:
    """Put what HMICFRS says on its own track, unless it stands there, and give the fingerprint of what then stands."""
    row, known = compared.row, compared.item.entry.reference if compared.item else ""
    said: dict[str, Any] = {
        "hmicfrs_reference": (row.entry.reference if row else "") or known,
        "status": HmicfrsStatus(_status_said(compared)),
        "status_on": row.status_on if row else intake.opening_on,
    }
    newest = item.hmicfrs_statuses.order_by("status_on", "pk").last()
    if newest is None or any(getattr(newest, name) != value for name, value in said.items()):
        record_hmicfrs_status(recommendation=item, comment=row.comment if row else "", **said, by=by, at=at)
    (now,) = our_items(by, only=item.pk)
    return digest_of(now.entry, row.entry if row else None, compared.ordinal)


def _sides(compared: Compared) -> dict[str, Any]:
    """What was compared, to be read when neither side says it any more."""
    ours = asdict(compared.item.entry) if compared.item else None
    theirs = asdict(compared.row.entry) if compared.row else None
    for side in (ours, theirs):
        if side is not None and side["deadline_on"] is not None:
            side["deadline_on"] = side["deadline_on"].isoformat()
    return {"ours": ours, "theirs": theirs, "differs": [str(pile) for pile in compared.found.differs]}
