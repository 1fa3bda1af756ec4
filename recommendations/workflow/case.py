"""A case: an item and who asks something of it. What the answers turn on is looked up once for all of them."""

from collections.abc import Callable
from functools import cached_property
from typing import Any

from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.roles import Duty
from recommendations.models import Claim, ClaimAnswer, Exhibit, Part, Proposal, Recommendation
from recommendations.permissions import (
    Hand,
    InHands,
    acts_on,
    hands_of,
    has_proposed,
    is_asked,
    is_claimant,
    stands_in_for_the_lead,
    stands_in_on_an_action,
)
from recommendations.workflow.signing import content_of, exhibits_of, if_made, standing_claim


def open_proposal(recommendation: Recommendation) -> Proposal | None:
    """The proposal on the item that nobody has answered yet; there is one at most.

    Items that were read with their `open_proposals` know it; of any other it is asked.
    """
    known: Any = recommendation
    if hasattr(known, "open_proposals"):
        return next(iter(known.open_proposals), None)
    return Proposal.objects.filter(recommendation=recommendation, answer="").first()


class Case:
    """An item as it stands, and who asks. Each thing is looked up when something turns on it, and then kept: make a new
    case of an item that has been written to since."""

    def __init__(self, recommendation: Recommendation, actor: Actor) -> None:
        self.recommendation = recommendation
        self.actor = actor
        self._looked_up: dict[Hand, bool] = {}

    @cached_property
    def proposal(self) -> Proposal | None:
        return open_proposal(self.recommendation)

    @cached_property
    def standing_claim(self) -> Claim | None:
        return standing_claim(self.recommendation)

    @property
    def claim_made(self) -> Claim | None:
        return if_made(self.standing_claim)

    # What is signed

    @cached_property
    def parts(self) -> list[Part]:
        return list(Part.objects.filter(recommendation=self.recommendation).order_by("letter"))

    @cached_property
    def answers(self) -> list[ClaimAnswer]:
        claim = self.standing_claim
        return list(ClaimAnswer.objects.filter(claim=claim).order_by("part_letter")) if claim else []

    @cached_property
    def exhibits(self) -> list[Exhibit]:
        return list(exhibits_of(self.standing_claim)) if self.standing_claim else []

    @property
    def content(self) -> dict[str, Any] | None:
        """What a signature on the standing claim is bound to; None where there is no such claim."""
        if self.standing_claim is None:
            return None
        return content_of(
            self.recommendation, self.standing_claim, parts=self.parts, answers=self.answers, exhibits=self.exhibits
        )

    # In whose hands

    @cached_property
    def hands(self) -> frozenset[Hand]:
        return hands_of(self.actor, self.recommendation)

    def is_in_hand(self, act: InHands) -> bool:
        """Whether the act lies in a hand of the actor's; those that take a look at the database are tried last."""
        return not self.hands.isdisjoint(act.who) or any(self._is_held(hand) for hand in act.who if hand in _LOOKED_UP)

    def _is_held(self, hand: Hand) -> bool:
        if hand not in self._looked_up:
            self._looked_up[hand] = _LOOKED_UP[hand](self)
        return self._looked_up[hand]


def _is_asked(case: Case) -> bool:
    """Only somebody who leads a portfolio can be. No lead is a stranger to a question not asked: the answer says so."""
    if not case.actor.led_portfolio_ids:
        return False
    return case.proposal is None or is_asked(case.actor, case.proposal)


def _has_proposed(case: Case) -> bool:
    """Nobody who could have proposed is a stranger to a proposal that was not made: the answer says so."""
    if case.proposal is None:
        return case.actor.may(Duty.KEEP_REGISTER)
    return has_proposed(case.actor, case.proposal)


# The hands that the posts held do not tell alone.
_LOOKED_UP: dict[Hand, Callable[[Case], bool]] = {
    Hand.LEAD_ASKED: _is_asked,
    Hand.PROPOSER: _has_proposed,
    Hand.ACTING: lambda case: acts_on(case.actor, case.recommendation),
    Hand.CLAIMANT: lambda case: case.claim_made is not None and is_claimant(case.actor, case.claim_made),
    Hand.STAND_IN: lambda case: stands_in_for_the_lead(case.actor, case.recommendation),
    Hand.STAND_IN_ON_ACTION: lambda case: stands_in_on_an_action(case.actor, case.recommendation),
}
