"""The two rulings that one person proposes and another answers, unless the proposer takes them back."""

from datetime import datetime

from django.db import transaction

from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.models import Portfolio
from recommendations.actions.signing import end_claim
from recommendations.actions.turn import Turn, begin, move_to, refuse
from recommendations.enums import ClaimStanding, ProposalAnswer, ProposalKind, Rag, Status, Verb
from recommendations.models import Claim, Proposal, Recommendation
from recommendations.permissions import stands_in
from recommendations.workflow import Need


@transaction.atomic
def propose_not_applicable(
    *, recommendation: Recommendation, portfolio: Portfolio, by: Actor, at: datetime, why: str
) -> Proposal:
    """Ask the lead of a portfolio to rule that an item does not apply. The item stays where it is until then."""
    turn = begin(Verb.PROPOSE_NOT_APPLICABLE, recommendation, by, {Need.PORTFOLIO: portfolio, Need.REASON: why})
    refuse([f"The portfolio {portfolio} is no longer in use." if not portfolio.is_active else ""])
    return _propose(turn, ProposalKind.NOT_APPLICABLE, portfolio, at, why)


@transaction.atomic
def agree_not_applicable(*, recommendation: Recommendation, by: Actor, at: datetime, why: str = "") -> Recommendation:
    """Rule that an item does not apply. A lead who stands in for the one asked gives a reason."""
    turn = begin(Verb.AGREE_NOT_APPLICABLE, recommendation, by)
    if turn.proposal is not None and not why.strip() and not by.is_system and stands_in(by, turn.proposal):
        raise NotPossible("You stand in for the lead who was asked, so give a reason.")
    return _answer(turn, ProposalAnswer.AGREED, Status.NOT_APPLICABLE, at, why)


@transaction.atomic
def refuse_not_applicable(*, recommendation: Recommendation, by: Actor, at: datetime, why: str) -> Recommendation:
    """Rule that an item does apply: it stays where it was."""
    turn = begin(Verb.REFUSE_NOT_APPLICABLE, recommendation, by, {Need.REASON: why})
    return _answer(turn, ProposalAnswer.REFUSED, None, at, why)


@transaction.atomic
def take_back_not_applicable(*, recommendation: Recommendation, by: Actor, at: datetime, why: str) -> Recommendation:
    """Take back one's own proposal that an item does not apply: it stays where it was, and nobody is asked any more."""
    turn = begin(Verb.TAKE_BACK_NOT_APPLICABLE, recommendation, by, {Need.REASON: why})
    return _answer(turn, ProposalAnswer.TAKEN_BACK, None, at, why)


@transaction.atomic
def propose_in_error(*, recommendation: Recommendation, by: Actor, at: datetime, why: str) -> Proposal:
    """Ask a second liaison officer or the DCC to withdraw an item that should never have been entered."""
    turn = begin(Verb.PROPOSE_IN_ERROR, recommendation, by, {Need.REASON: why})
    return _propose(turn, ProposalKind.IN_ERROR, None, at, why)


@transaction.atomic
def agree_in_error(*, recommendation: Recommendation, by: Actor, at: datetime, why: str = "") -> Recommendation:
    """Withdraw an item for good. What was right in it is registered again under a new reference."""
    turn = begin(Verb.AGREE_IN_ERROR, recommendation, by)
    return _answer(turn, ProposalAnswer.AGREED, Status.WITHDRAWN, at, why)


@transaction.atomic
def refuse_in_error(*, recommendation: Recommendation, by: Actor, at: datetime, why: str) -> Recommendation:
    """Keep an item that somebody proposed to withdraw: it stays where it was."""
    turn = begin(Verb.REFUSE_IN_ERROR, recommendation, by, {Need.REASON: why})
    return _answer(turn, ProposalAnswer.REFUSED, None, at, why)


@transaction.atomic
def take_back_in_error(*, recommendation: Recommendation, by: Actor, at: datetime, why: str) -> Recommendation:
    """Take back one's own proposal to withdraw an item: it stays where it was."""
    turn = begin(Verb.TAKE_BACK_IN_ERROR, recommendation, by, {Need.REASON: why})
    return _answer(turn, ProposalAnswer.TAKEN_BACK, None, at, why)


def _propose(turn: Turn, kind: ProposalKind, portfolio: Portfolio | None, at: datetime, why: str) -> Proposal:
    proposal = Proposal(
        recommendation=turn.item,
        kind=kind,
        portfolio=portfolio,
        reason=why.strip(),
        proposed_by=turn.by.user,
        proposed_post=turn.by.post,
        proposed_at=at,
    )
    turn.end(at, why=why, others=[proposal])
    return proposal


def _answer(turn: Turn, answer: ProposalAnswer, to: Status | None, at: datetime, why: str) -> Recommendation:
    proposal = turn.proposal
    assert proposal is not None  # `begin` refuses an answer to nothing
    proposal.answer, proposal.answer_reason = answer, why.strip()
    proposal.answered_by, proposal.answered_post, proposal.answered_at = turn.by.user, turn.by.post, at
    over: list[Claim] = []
    if to is not None:
        over = end_claim(turn.item, ClaimStanding.OVERTAKEN)
        move_to(turn.item, to, Rag.NONE)
    return turn.end(at, why=why, others=[proposal, *over])
