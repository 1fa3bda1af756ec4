"""Hold, resume, reopen: moves that need no second person."""

from datetime import date, datetime

from django.db import transaction

from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.actor import Actor
from jac_tracker.dates import london_day
from recommendations.actions.judging import judged_rag
from recommendations.actions.turn import begin, move_to
from recommendations.enums import Rag, Status, Verb
from recommendations.models import Recommendation
from recommendations.workflow import Need


@transaction.atomic
def rule_not_ours(*, recommendation: Recommendation, by: Actor, at: datetime, why: str) -> Recommendation:
    """Rule that an item speaks to others: it is kept for information."""
    turn = begin(Verb.RULE_NOT_OURS, recommendation, by, {Need.REASON: why})
    move_to(turn.item, Status.FOR_INFORMATION, Rag.NONE)
    return turn.end(at, why=why)


@transaction.atomic
def hold(*, recommendation: Recommendation, review_on: date, by: Actor, at: datetime, why: str) -> Recommendation:
    """Put an item on hold until it is looked at again on `review_on`, a day to come. Its RAG stays."""
    turn = begin(Verb.HOLD, recommendation, by, {Need.REVIEW_DATE: review_on, Need.REASON: why})
    if review_on <= london_day(at):
        raise NotPossible("The review date must be in the future.")
    move_to(turn.item, Status.ON_HOLD, Rag(turn.item.rag), turn.item.rag_reason)
    turn.item.review_on = review_on
    return turn.end(at, why=why)


@transaction.atomic
def resume(*, recommendation: Recommendation, by: Actor, at: datetime, why: str) -> Recommendation:
    """Take an item off hold. Its RAG stays."""
    turn = begin(Verb.RESUME, recommendation, by, {Need.REASON: why})
    move_to(turn.item, Status.IN_PROGRESS, Rag(turn.item.rag), turn.item.rag_reason)
    return turn.end(at, why=why)


@transaction.atomic
def reopen(*, recommendation: Recommendation, source: str, by: Actor, at: datetime, why: str) -> Recommendation:
    """Open an item again, with its owner where it ever had one, else to be allocated; the RAG is the suggested one.

    `source` is where the news comes from: a letter, an inspection, a mail.
    """
    turn = begin(Verb.REOPEN, recommendation, by, {Need.SOURCE: source, Need.REASON: why})
    had_owner = turn.item.owner_post_id is not None
    move_to(turn.item, Status.IN_PROGRESS if had_owner else Status.AWAITING_ALLOCATION, Rag.NONE)
    turn.item.successor = None
    turn.item.allocated_on = london_day(at) if had_owner else None
    turn.item.rag, turn.item.rag_reason = judged_rag(turn.item, None, "", london_day(at))
    return turn.end(at, why=why, cites=source)
