"""Why something cannot be done to an item now: the one place that pages and actions ask."""

from collections.abc import Collection, Iterable, Iterator

from jac_tracker.accounts.actor import Actor
from jac_tracker.text import lower_first
from recommendations.enums import CLOSED, OPEN, Status, Verb
from recommendations.models import Proposal, Recommendation
from recommendations.permissions import STAND_INS, Hand
from recommendations.workflow.act import Act, Move
from recommendations.workflow.case import Case
from recommendations.workflow.signing import DESK_ROLES, deciders, why_barred
from recommendations.workflow.table import ACTS, MOVES


def blockers(act: Act, recommendation: Recommendation, actor: Actor) -> tuple[str, ...]:
    """Sentences that say why the actor cannot do this to the item now. Empty means go."""
    return blockers_in(Case(recommendation, actor), act)


def not_allowed(act: Act, recommendation: Recommendation, actor: Actor) -> str:
    """The sentence that says in whose hand the act lies, where it is not the actor's; else ""."""
    return not_allowed_in(Case(recommendation, actor), act)


def available_moves(recommendation: Recommendation, actor: Actor) -> tuple[Move, ...]:
    """The moves that the actor can make now, in the order of the table."""
    case = Case(recommendation, actor)
    return tuple(move for move in MOVES.values() if not blockers_in(case, move))


def available_acts(recommendation: Recommendation, actor: Actor) -> tuple[Act, ...]:
    """The acts other than moves that the actor can do now, in the order of the table."""
    case = Case(recommendation, actor)
    return tuple(act for act in ACTS.values() if not blockers_in(case, act))


def acts_in_hand(
    recommendation: Recommendation, actor: Actor, proposal: Proposal | None, among: Collection[Verb] = tuple(Verb)
) -> dict[Act, tuple[str, ...]]:
    """Each act `among` these that lies in the actor's hands, moves first, with what `blockers` says of it.

    `proposal` is the open one on the item, which a page that shows it has read; an answer to any other is left out.
    """
    case = Case(recommendation, actor)
    case.proposal = proposal
    asked = {None, proposal.kind if proposal else None}
    moves = [move for move in MOVES.values() if move.answers in asked]
    acts = [act for act in (*moves, *ACTS.values()) if act.verb in among and not not_allowed_in(case, act)]
    return {act: blockers_in(case, act) for act in acts}


def blockers_in(case: Case, act: Act) -> tuple[str, ...]:
    """What `blockers` says, where more than one thing is asked of an item."""
    for asked in (_wrong_status, not_allowed_in, _wrong_proposal, _barred):
        if sentence := asked(case, act):
            return (sentence,)
    return tuple(sentence for condition in act.conditions for sentence in condition(case))


def not_allowed_in(case: Case, act: Act) -> str:
    """What `not_allowed` says, where more than one thing is asked of an item."""
    return "" if case.is_in_hand(act) else only(act.who)


def _wrong_status(case: Case, act: Act) -> str:
    return wrong_status(act, case.recommendation)


def wrong_status(act: Act, recommendation: Recommendation) -> str:
    """The sentence that says for which statuses the act is, where the item has another; else ""."""
    if recommendation.status in act.starts:
        return ""
    status = lower_first(Status(recommendation.status).label)
    return f"“{act.button}” is for an item that is {_worded(act.starts)}. This one is {status}."


def _wrong_proposal(case: Case, act: Act) -> str:
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


def _barred(case: Case, act: Act) -> str:
    """Why a desk's verdict is not for this person, and for whom it is instead."""
    if not isinstance(act, Move) or not act.decides or (claim := case.claim_made) is None:
        return ""
    sentence = why_barred(case.actor, claim)
    if not sentence or deciders(case.recommendation, claim, case.actor.on).exists():
        return sentence
    role = DESK_ROLES[Status(case.recommendation.status)].label
    return f"{sentence} Nobody else may who holds a post of {lower_first(role)}: ask an administrator to add one."


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
