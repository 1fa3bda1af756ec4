"""May this actor do this to this item? By role, and by what the actor's posts have to do with the item."""

from enum import Enum
from typing import Protocol

from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.models import Holding
from jac_tracker.accounts.roles import Duty, Role
from recommendations.enums import Marking, Status
from recommendations.models import Action, Claim, Proposal, Recommendation


class Hand(Enum):
    """In whose hand an act lies, as a sentence names them."""

    LIAISON = "a liaison officer"
    OWNER = "the owner"
    LEAD = "the portfolio lead"
    LEAD_ASKED = "the lead of the portfolio that was asked"
    PROPOSER = "whoever made the proposal"
    DCC = "the Deputy Chief Constable"
    DESK = "the desk that it is with"
    CLAIMANT = "the claimant"
    ACTING = "a post with an action on it"
    STAND_IN = "a portfolio lead who stands in"
    STAND_IN_ON_ACTION = "a portfolio lead who stands in on an action"


# Whoever is this takes the place of somebody who is named: a sentence does not name both.
STAND_INS = frozenset({Hand.STAND_IN, Hand.STAND_IN_ON_ACTION})


# Whose hand each desk is.
DESK_HANDS: dict[Status, Hand] = {
    Status.WITH_PORTFOLIO_LEAD: Hand.LEAD,
    Status.WITH_LIAISON: Hand.LIAISON,
    Status.WITH_DCC: Hand.DCC,
}


class InHands(Protocol):
    """Anything that lies in somebody's hand: a row of the workflow."""

    @property
    def who(self) -> tuple[Hand, ...]: ...


def item_seen_by(actor: Actor, reference: str) -> Recommendation | None:
    """The item of that reference with its report, if it exists for the actor."""
    try:
        item: Recommendation = Recommendation.objects.select_related("publication__inspection").get(reference=reference)
    except Recommendation.DoesNotExist:
        return None
    return item if may_see(actor, item) else None


def may_see(actor: Actor, item: Recommendation) -> bool:
    """Whether the item exists for the actor: what `visible_to` says, of one in hand.

    The long question is put to the database only where the item, its report and the posts held leave it open.
    """
    if actor.may(Duty.SEE_EVERYTHING):
        return True
    if not actor.may(Duty.SEE_HEADLINES) or item.publication.inspection.is_embargoed:
        return False
    if item.marking != Marking.OFFICIAL_SENSITIVE or _is_their_own(actor, item):
        return True
    return Recommendation.objects.visible_to(actor).filter(pk=item.pk).exists()


def may_see_whole(actor: Actor, item: Recommendation) -> bool:
    """Whether the actor sees more of the item than its headline: what `in_full_to` says, of one in hand."""
    if actor.may(Duty.SEE_EVERYTHING):
        return True
    if _is_their_own(actor, item):
        return may_see(actor, item)
    return Recommendation.objects.in_full_to(actor).filter(pk=item.pk).exists()


def _is_their_own(actor: Actor, item: Recommendation) -> bool:
    return item.owner_post_id in actor.post_ids or item.portfolio_id in actor.led_portfolio_ids


def hands_of(actor: Actor, recommendation: Recommendation) -> frozenset[Hand]:
    """The hands that the actor is on this item by the posts held alone. A command is all of them."""
    if actor.is_system:
        return frozenset(Hand)
    held = {
        Hand.LIAISON: actor.may(Duty.KEEP_REGISTER),
        Hand.OWNER: recommendation.owner_post_id in actor.post_ids,
        Hand.LEAD: recommendation.portfolio_id in actor.led_portfolio_ids,
        Hand.DCC: actor.may(Duty.APPROVE),
    }
    hands = frozenset(hand for hand, is_held in held.items() if is_held)
    desk = DESK_HANDS.get(Status(recommendation.status))
    # No desk is a stranger to an item that has left them all: its status says what is in the way.
    at_a_desk = desk in hands if desk else not hands.isdisjoint(DESK_HANDS.values())
    return hands | {Hand.DESK} if at_a_desk else hands


def is_asked(actor: Actor, proposal: Proposal) -> bool:
    """Whether the proposal is put to the actor: as lead of the portfolio asked, or in that lead's place."""
    return proposal.portfolio_id in actor.led_portfolio_ids or stands_in(actor, proposal)


def has_proposed(actor: Actor, proposal: Proposal) -> bool:
    """Whether the actor made the proposal, and still keeps the register."""
    return actor.may(Duty.KEEP_REGISTER) and actor.user_id == proposal.proposed_by_id


def is_claimant(actor: Actor, claim: Claim) -> bool:
    """Whether the actor holds the post that the claim is made for."""
    return claim.for_post_id in actor.post_ids


def acts_on(actor: Actor, recommendation: Recommendation) -> bool:
    """Whether a post of the actor's has an action on the item that has not been dropped."""
    return recommendation.actions.standing().filter(post__in=actor.post_ids).exists()


def stands_in_for_the_lead(actor: Actor, recommendation: Recommendation) -> bool:
    """Whether the actor, who leads another portfolio, may decide on the claim because nobody of the item's own may."""
    if not actor.led_portfolio_ids or recommendation.portfolio_id in actor.led_portfolio_ids:
        return False
    return Recommendation.objects.for_a_stand_in(actor.on).filter(pk=recommendation.pk).exists()


def stands_in_on_an_action(actor: Actor, recommendation: Recommendation) -> bool:
    """Whether the actor, who leads another portfolio, may sign off an action because nobody of the item's own may."""
    if not actor.led_portfolio_ids or recommendation.portfolio_id in actor.led_portfolio_ids:
        return False
    return Action.objects.for_a_stand_in(actor.on).filter(recommendation=recommendation.pk).exists()


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


def acting(actor: Actor, act: InHands, recommendation: Recommendation, proposal: Proposal | None = None) -> Actor:
    """The actor under the post that gives the right: of the first of the act's hands that is held."""
    held = hands_of(actor, recommendation)
    portfolio_id = recommendation.portfolio_id
    for hand in act.who:
        match DESK_HANDS.get(Status(recommendation.status), hand) if hand == Hand.DESK else hand:
            case Hand.OWNER if Hand.OWNER in held:
                return actor.as_holder_of(recommendation.owner_post_id)
            case Hand.LEAD if Hand.LEAD in held:
                return actor.under(Duty.SIGN_OFF, portfolio_id)
            case Hand.LIAISON if Hand.LIAISON in held:
                return actor.under(Duty.KEEP_REGISTER, portfolio_id)
            case Hand.DCC if Hand.DCC in held:
                return actor.under(Duty.APPROVE, portfolio_id)
            case Hand.LEAD_ASKED if proposal is not None and is_asked(actor, proposal):
                return actor.under(Duty.SIGN_OFF, proposal.portfolio_id)
            case Hand.PROPOSER if proposal is not None and has_proposed(actor, proposal):
                return actor.under(Duty.KEEP_REGISTER, portfolio_id)
            case Hand.STAND_IN | Hand.STAND_IN_ON_ACTION if actor.led_portfolio_ids:
                return actor.under(Duty.SIGN_OFF, portfolio_id)
            case Hand.CLAIMANT if (post_id := _claimed_for(actor, recommendation)) is not None:
                return actor.as_holder_of(post_id)
            case Hand.ACTING if (post_id := _acting_post(actor, recommendation)) is not None:
                return actor.as_holder_of(post_id)
    return actor


def _claimed_for(actor: Actor, recommendation: Recommendation) -> int | None:
    claim = recommendation.claims.standing().first()
    return claim.for_post_id if claim is not None and claim.for_post_id in actor.post_ids else None


def _acting_post(actor: Actor, recommendation: Recommendation) -> int | None:
    posts = recommendation.actions.standing().filter(post__in=actor.post_ids)
    return posts.values_list("post", flat=True).first()
