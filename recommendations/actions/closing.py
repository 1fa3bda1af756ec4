"""Decisions that close an item."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db import transaction

from jac_tracker.accounts.actor import Actor
from jac_tracker.dates import london_day
from recommendations.actions.signing import end_claim
from recommendations.actions.turn import Turn, begin, faults_of_day, move_to, refuse
from recommendations.enums import ClaimStanding, DecisionRoute, Rag, Status, Verb
from recommendations.models import Decision, Recommendation
from recommendations.workflow import MOVES, Need


@transaction.atomic
def hmicfrs_closes(
    *,
    recommendation: Recommendation,
    outcome: Status,
    decided_on: date,
    decided_by: str,
    route: DecisionRoute,
    document: str,
    closure_level: str = "",
    successor: Recommendation | None = None,
    day_is_unknown: bool = False,
    by: Actor,
    at: datetime,
    why: str = "",
) -> Recommendation:
    """Record that HMICFRS closed an item: complete, superseded (by a successor, if there is one) or no further action.

    Where HMICFRS gave no day, as on its own list, `decided_on` is the day we learned of it and the paper prints none.
    Raises NotPossible for an item that it does not track, a decision to come or before the report, and a successor
    that cannot be one.
    """
    given = {
        Need.OUTCOME: outcome,
        Need.DECISION_DATE: decided_on,
        Need.DECIDER: decided_by,
        Need.ROUTE: route,
        Need.DOCUMENT: document,
    }
    turn = begin(Verb.HMICFRS_CLOSES, recommendation, by, given)
    refuse(["Choose how HMICFRS's decision reached us."] if route == DecisionRoute.OUR_DCC else [])
    decision = Decision(
        recommendation=turn.item,
        outcome=outcome,
        decided_on=decided_on,
        decided_by=decided_by.strip(),
        route=route,
        document=document.strip(),
        closure_level=closure_level.strip(),
        day_is_unknown=day_is_unknown,
        at=at,
    )
    return _close(turn, decision, successor, at, why)


@transaction.atomic
def dcc_closes(
    *,
    recommendation: Recommendation,
    outcome: Status,
    decided_on: date,
    document: str,
    successor: Recommendation | None = None,
    by: Actor,
    at: datetime,
    why: str,
) -> Recommendation:
    """Close an item that HMICFRS does not track as superseded or as needing no further action; the DCC decides it."""
    given = {Need.OUTCOME: outcome, Need.DECISION_DATE: decided_on, Need.DOCUMENT: document, Need.REASON: why}
    turn = begin(Verb.DCC_CLOSES, recommendation, by, given)
    decision = Decision(
        recommendation=turn.item,
        outcome=outcome,
        decided_on=decided_on,
        decided_by=str(turn.by.post or turn.by.system_name),
        route=DecisionRoute.OUR_DCC,
        document=document.strip(),
        at=at,
    )
    return _close(turn, decision, successor, at, why)


def _close(turn: Turn, decision: Decision, successor: Recommendation | None, at: datetime, why: str) -> Recommendation:
    item, outcome = turn.item, Status(decision.outcome)
    refuse([] if outcome in MOVES[turn.act.verb].ends else ["Choose one of the outcomes for this decision."])
    refuse(faults_of_day(turn, decision.decided_on, london_day(at), "the decision"))
    refuse(_faults_of_successor(item, outcome, successor, turn.by))
    move_to(item, outcome, Rag.BLUE if outcome == Status.CLOSED_COMPLETE else Rag.NONE)
    item.closed_on, item.successor = decision.decided_on, successor
    standing = ClaimStanding.ACCEPTED if outcome == Status.CLOSED_COMPLETE else ClaimStanding.OVERTAKEN
    others = [decision, *end_claim(item, standing)]
    return turn.end(at, why=why, happened_on=decision.decided_on, cites=decision.document, others=others)


def _faults_of_successor(
    item: Recommendation, outcome: Status, successor: Recommendation | None, by: Actor
) -> Iterator[str]:
    if successor is None:
        return
    if outcome != Status.CLOSED_SUPERSEDED:
        yield "Only an item that was superseded has a successor."
    elif not Recommendation.objects.visible_to(by).filter(pk=successor.pk).exclude(status=Status.WITHDRAWN).exists():
        yield "The successor must be an item of this register that has not been withdrawn."
    elif item.pk in _successors(successor):
        yield "An item cannot be superseded by itself, or by one that it supersedes."


def _successors(item: Recommendation) -> set[int]:
    """The item and everything that superseded it in turn."""
    seen: set[int] = set()
    at: int | None = item.pk
    while at is not None and at not in seen:
        seen.add(at)
        at = Recommendation.objects.values_list("successor", flat=True).get(pk=at)
    return seen
