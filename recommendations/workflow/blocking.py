"""Why something cannot be done to an item now: the one place that pages and actions ask."""

from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cached_property
from typing import Any

from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.roles import Duty
from jac_tracker.text import lower_first
from recommendations.enums import CLOSED, OPEN, Status, Verb
from recommendations.models import Claim, Proposal, Recommendation
from recommendations.permissions import (
    STAND_INS,
    Hand,
    acts_on,
    hands_of,
    has_proposed,
    is_asked,
    is_claimant,
    stands_in_for_the_lead,
    stands_in_on_an_action,
)
from recommendations.workflow.act import Act, Move
from recommendations.workflow.signing import DESK_ROLES, claim_made, deciders, why_barred
from recommendations.workflow.table import ACTS, MOVES


def open_proposal(recommendation: Recommendation) -> Proposal | None:
    """The proposal on the item that nobody has answered yet; there is one at most.

    Items that were read with their `open_proposals` know it; of any other it is asked.
    """
    known: Any = recommendation
    if hasattr(known, "open_proposals"):
        return next(iter(known.open_proposals), None)
    return recommendation.proposals.filter(answer="").select_related("portfolio").first()


def blockers(act: Act, recommendation: Recommendation, actor: Actor) -> tuple[str, ...]:
    """Sentences that say why the actor cannot do this to the item now. Empty means go."""
    return _blockers(act, _Case(recommendation, actor))


def not_allowed(act: Act, recommendation: Recommendation, actor: Actor) -> str:
    """The sentence that says in whose hand the act lies, where it is not the actor's; else ""."""
    return _not_allowed(act, _Case(recommendation, actor))


def available_moves(recommendation: Recommendation, actor: Actor) -> tuple[Move, ...]:
    """The moves that the actor can make now, in the order of the table."""
    case = _Case(recommendation, actor)
    return tuple(move for move in MOVES.values() if not _blockers(move, case))


def available_acts(recommendation: Recommendation, actor: Actor) -> tuple[Act, ...]:
    """The acts other than moves that the actor can do now, in the order of the table."""
    case = _Case(recommendation, actor)
    return tuple(act for act in ACTS.values() if not _blockers(act, case))


def acts_in_hand(
    recommendation: Recommendation, actor: Actor, proposal: Proposal | None, among: Collection[Verb] = tuple(Verb)
) -> dict[Act, tuple[str, ...]]:
    """Each act `among` these that lies in the actor's hands, moves first, with what `blockers` says of it.

    `proposal` is the open one on the item, which a page that shows it has read; an answer to any other is left out.
    """
    case = _Case(recommendation, actor)
    case.proposal = proposal
    asked = {None, proposal.kind if proposal else None}
    moves = [move for move in MOVES.values() if move.answers in asked]
    acts = [act for act in (*moves, *ACTS.values()) if act.verb in among and not _not_allowed(act, case)]
    return {act: _blockers(act, case) for act in acts}


class _Case:
    """An item and who asks; the proposal on it is looked up once, and only if something turns on it."""

    def __init__(self, recommendation: Recommendation, actor: Actor) -> None:
        self.recommendation = recommendation
        self.actor = actor
        self._looked_up: dict[Hand, bool] = {}

    @cached_property
    def proposal(self) -> Proposal | None:
        return open_proposal(self.recommendation)

    @cached_property
    def claim(self) -> Claim | None:
        return claim_made(self.recommendation)

    @cached_property
    def hands(self) -> frozenset[Hand]:
        return hands_of(self.actor, self.recommendation)

    def is_in_hand(self, act: Act) -> bool:
        """Whether the act lies in a hand of the actor's; those that take a look at the database are tried last."""
        return not self.hands.isdisjoint(act.who) or any(self._is_held(hand) for hand in act.who if hand in _LOOKED_UP)

    def _is_held(self, hand: Hand) -> bool:
        if hand not in self._looked_up:
            self._looked_up[hand] = _LOOKED_UP[hand](self)
        return self._looked_up[hand]


def _is_asked(case: _Case) -> bool:
    """Only somebody who leads a portfolio can be. No lead is a stranger to a question not asked: the answer says so."""
    if not case.actor.led_portfolio_ids:
        return False
    return case.proposal is None or is_asked(case.actor, case.proposal)


def _has_proposed(case: _Case) -> bool:
    """Nobody who could have proposed is a stranger to a proposal that was not made: the answer says so."""
    if case.proposal is None:
        return case.actor.may(Duty.KEEP_REGISTER)
    return has_proposed(case.actor, case.proposal)


# The hands that the posts held do not tell alone.
_LOOKED_UP: dict[Hand, Callable[[_Case], bool]] = {
    Hand.LEAD_ASKED: _is_asked,
    Hand.PROPOSER: _has_proposed,
    Hand.ACTING: lambda case: acts_on(case.actor, case.recommendation),
    Hand.CLAIMANT: lambda case: case.claim is not None and is_claimant(case.actor, case.claim),
    Hand.STAND_IN: lambda case: stands_in_for_the_lead(case.actor, case.recommendation),
    Hand.STAND_IN_ON_ACTION: lambda case: stands_in_on_an_action(case.actor, case.recommendation),
}


def _blockers(act: Act, case: _Case) -> tuple[str, ...]:
    for asked in (_wrong_status, _not_allowed, _wrong_proposal, _barred):
        if sentence := asked(act, case):
            return (sentence,)
    return tuple(sentence for condition in act.conditions for sentence in condition(case.recommendation))


def _wrong_status(act: Act, case: _Case) -> str:
    return wrong_status(act, case.recommendation)


def wrong_status(act: Act, recommendation: Recommendation) -> str:
    """The sentence that says for which statuses the act is, where the item has another; else ""."""
    if recommendation.status in act.starts:
        return ""
    status = lower_first(Status(recommendation.status).label)
    return f"“{act.button}” is for an item that is {_worded(act.starts)}. This one is {status}."


def _wrong_proposal(act: Act, case: _Case) -> str:
    if not isinstance(act, Move):
        return ""
    if case.proposal is None:
        return "Nothing has been proposed on this item, so there is nothing to answer." if act.answers else ""
    if act.answers == case.proposal.kind:
        return "" if Hand.PROPOSER in act.who else _own_proposal(case.proposal, case.actor)
    return f"This item is proposed as {lower_first(case.proposal.get_kind_display())}. That must be answered first."


def _own_proposal(proposal: Proposal, actor: Actor) -> str:
    if actor.is_system or actor.user_id != proposal.proposed_by_id:
        return ""
    return "You made this proposal, so somebody else must answer it."


def _barred(act: Act, case: _Case) -> str:
    """Why a desk's verdict is not for this person, and for whom it is instead."""
    if not isinstance(act, Move) or not act.decides or case.claim is None:
        return ""
    sentence = why_barred(case.actor, case.claim)
    if not sentence or deciders(case.recommendation, case.claim, case.actor.on).exists():
        return sentence
    role = DESK_ROLES[Status(case.recommendation.status)].label
    return f"{sentence} Nobody else may who holds a post of {lower_first(role)}: ask an administrator to add one."


def _not_allowed(act: Act, case: _Case) -> str:
    if case.is_in_hand(act):
        return ""
    return only(act.who)


def only(hands: Iterable[Hand]) -> str:
    """The sentence that says in whose hands an act lies."""
    return f"Only {listed([hand.value for hand in hands if hand not in STAND_INS])} can do this."


def _worded(statuses: Iterable[Status]) -> str:
    return listed(list(_groups(frozenset(statuses)))) or "new"


def _groups(statuses: frozenset[Status]) -> Iterator[str]:
    """The statuses in the order of the enum, whole groups by their name."""
    for group, name in ((OPEN, "open"), (CLOSED, "closed")):
        if group <= statuses:
            yield name
            statuses -= group
    yield from (lower_first(status.label) for status in Status if status in statuses)


def listed(words: list[str]) -> str:
    """ "a, b or c"."""
    return " or ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))
