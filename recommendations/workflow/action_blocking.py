"""Why something cannot be done to an action now, and who is left to sign it off: what pages and acts ask."""

from datetime import date
from typing import Any

from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.roles import Role
from jac_tracker.text import lower_first
from recommendations.enums import OPEN, ActionStatus
from recommendations.models import Action
from recommendations.permissions import Hand, hands_of
from recommendations.workflow.action_moves import ACTION_MOVES, ActionMove
from recommendations.workflow.blocking import listed, only, wrong_status
from recommendations.workflow.conditions import NO_LEAD_SEES_IT

_HELD_BY_POSTS = frozenset({Hand.OWNER, Hand.LIAISON, Hand.LEAD})


def action_blockers(move: ActionMove, action: Action, actor: Actor) -> tuple[str, ...]:
    """Sentences that say why the actor cannot make the move of this action now. Empty means go."""
    for asked in (_wrong_status, action_not_allowed, _barred):
        if sentence := asked(move, action, actor):
            return (sentence,)
    return ()


def available_action_moves(action: Action, actor: Actor) -> tuple[ActionMove, ...]:
    """The moves of this action that the actor can make now, in the order of the table."""
    return tuple(move for move in ACTION_MOVES.values() if move.begins and not action_blockers(move, action, actor))


def action_not_allowed(move: ActionMove, action: Action, actor: Actor) -> str:
    """The sentence that says in whose hand the move of this action lies, where it is not the actor's; else ""."""
    return "" if actor.is_system or hand_on_action(move, action, actor) else only(move.who)


def hand_on_action(move: ActionMove, action: Action, actor: Actor) -> Hand | None:
    """The first of the move's hands that the actor, a person, is on this action: it gives the post recorded."""
    held = hands_of(actor, action.recommendation) & _HELD_BY_POSTS
    for hand in move.who:
        match hand:
            case Hand.ACTING if action.post_id in actor.post_ids:
                return hand
            case Hand.STAND_IN_ON_ACTION if _stands_in(action, actor):
                return hand
            case _ if hand in held:
                return hand
    return None


def is_the_leads_own(action: Action) -> bool:
    """Whether the post that has the action itself leads the item's portfolio: its signature is recorded, not given."""
    item = action.recommendation
    return action.post.role == Role.PORTFOLIO_LEAD and action.post.portfolio_id == item.portfolio_id


def what_signing_waits_for(action: Action, on: date) -> str:
    """Why a done action waits for more than the lead of its portfolio; "" where it does not."""
    item = action.recommendation
    if action.status != ActionStatus.DONE or item.status not in OPEN:
        return ""
    if item.portfolio_id is None:
        return "This waits until the item is given to a portfolio, whose lead signs it off."
    if item.publication.inspection.is_embargoed:
        return NO_LEAD_SEES_IT
    own, anybody = _who_can_sign(action, on)
    if own:
        return ""
    if anybody:
        return "Nobody who leads this portfolio may sign this off, so the lead of another may, with a reason."
    return "Nobody who holds a post of portfolio lead may sign this off: ask an administrator to add one."


def _wrong_status(move: ActionMove, action: Action, actor: Actor) -> str:
    if sentence := wrong_status(move, action.recommendation):
        return sentence
    if action.status in move.begins:
        return ""
    begins = listed([_worded(status) for status in ActionStatus if status in move.begins])
    return f"“{move.button}” is for an action that is {begins}. This one is {_worded(ActionStatus(action.status))}."


def _worded(status: ActionStatus) -> str:
    return lower_first(status.label.split(",")[0])


def _barred(move: ActionMove, action: Action, actor: Actor) -> str:
    """Why a verdict is not for this person: nobody decides on what they did, and no role is exempt.

    A command is no person, and decides for whom it names.
    """
    if not move.decides or actor.is_system:
        return ""
    if action.post_id in actor.post_ids:
        sentence = "You hold the post that this action is given to, so somebody else must decide on it."
    elif action.done_by_id == actor.user_id:
        sentence = "You marked this action as done, so somebody else must decide on it."
    else:
        return ""
    if _who_can_sign(action, actor.on)[1]:
        return sentence
    return f"{sentence} Nobody else may who holds a post of portfolio lead: ask an administrator to add one."


def _stands_in(action: Action, actor: Actor) -> bool:
    """Whether the actor, who leads another portfolio, may sign off because nobody of the item's own may."""
    portfolio_id = action.recommendation.portfolio_id
    if not actor.led_portfolio_ids or portfolio_id is None or portfolio_id in actor.led_portfolio_ids:
        return False
    return action.status == ActionStatus.DONE and not _who_can_sign(action, actor.on)[0]


def _who_can_sign(action: Action, on: date) -> tuple[bool, bool]:
    """Whether anybody who leads the item's portfolio could sign the action off on the day, and anybody who leads any.

    Actions that were read by `with_signers` know; of any other it is asked.
    """
    known: Any = action
    if not hasattr(action, "own_can_sign"):
        known = Action.objects.with_signers(on).get(pk=action.pk)
    return known.own_can_sign, known.any_can_sign
