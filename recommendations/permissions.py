"""May this actor do this to this item? By role, and by what the actor's posts have to do with the item."""

from enum import Enum
from typing import Protocol

from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.models import Holding
from jac_tracker.accounts.roles import Duty, Role
from recommendations.models import Proposal, Recommendation


class Hand(Enum):
    """In whose hand an act lies, as a sentence names them."""

    LIAISON = "a liaison officer"
    OWNER = "the owner"
    LEAD = "the portfolio lead"
    LEAD_ASKED = "the lead of the portfolio that was asked"
    DCC = "the Deputy Chief Constable"


class InHands(Protocol):
    """Anything that lies in somebody's hand: a row of the workflow."""

    @property
    def who(self) -> tuple[Hand, ...]: ...


def hands_of(actor: Actor, recommendation: Recommendation, proposal: Proposal | None = None) -> frozenset[Hand]:
    """The hands that the actor is on this item, and on the proposal that stands on it. A command is all of them."""
    if actor.is_system:
        return frozenset(Hand)
    leads = actor.led_portfolio_ids
    held = {
        Hand.LIAISON: actor.may(Duty.KEEP_REGISTER),
        Hand.OWNER: recommendation.owner_post_id in actor.post_ids,
        Hand.LEAD: recommendation.portfolio_id in leads,
        Hand.LEAD_ASKED: proposal is not None and (proposal.portfolio_id in leads or stands_in(actor, proposal)),
        Hand.DCC: actor.may(Duty.APPROVE),
    }
    return frozenset(hand for hand, is_held in held.items() if is_held)


def stands_in(actor: Actor, proposal: Proposal) -> bool:
    """Whether the actor, who leads another portfolio, may answer because nobody who may decide leads the one asked."""
    if not actor.led_portfolio_ids or proposal.portfolio_id is None or proposal.portfolio_id in actor.led_portfolio_ids:
        return False
    able = Holding.objects.current(actor.on).filter(
        user__is_active=True,
        post__is_active=True,
        post__role=Role.PORTFOLIO_LEAD,
        post__portfolio=proposal.portfolio_id,
    )
    return not able.exclude(user=proposal.proposed_by_id).exists()


def may(actor: Actor, act: InHands, recommendation: Recommendation, proposal: Proposal | None = None) -> bool:
    """Whether the act lies in the actor's hand, whatever the item's status."""
    return not hands_of(actor, recommendation, proposal).isdisjoint(act.who)


def acting(actor: Actor, act: InHands, recommendation: Recommendation, proposal: Proposal | None = None) -> Actor:
    """The actor under the post that gives the right: of the first of the act's hands that is held."""
    held = hands_of(actor, recommendation, proposal)
    hand = next((hand for hand in act.who if hand in held), None)
    match hand:
        case Hand.OWNER:
            return actor.as_holder_of(recommendation.owner_post_id)
        case Hand.LEAD:
            return actor.under(Duty.SIGN_OFF, recommendation.portfolio_id)
        case Hand.LEAD_ASKED:
            return actor.under(Duty.SIGN_OFF, proposal.portfolio_id if proposal else None)
        case Hand.LIAISON:
            return actor.under(Duty.KEEP_REGISTER, recommendation.portfolio_id)
        case Hand.DCC:
            return actor.under(Duty.APPROVE, recommendation.portfolio_id)
        case None:
            return actor
