"""The moves of an action on an item: given, done, signed off or returned, dropped. A small table of its own."""

from dataclasses import dataclass

from recommendations.enums import OPEN, ActionStatus, Verb
from recommendations.permissions import Hand
from recommendations.workflow.act import Act, Need

A = ActionStatus
TO_DO, DONE = frozenset({A.TO_DO}), frozenset({A.DONE})


@dataclass(frozen=True)
class ActionMove(Act):
    """An act on one action of an item, whose own statuses `starts` are.

    It begins where the action has a status of `begins`, none for an action yet to be, and leads to one of `ends`, none
    where it leaves the status alone. ACTING is, of an action, who holds the very post that it is given to. A row that
    `decides` is a verdict: nobody gives it on what they did.
    """

    begins: frozenset[ActionStatus] = frozenset()
    ends: frozenset[ActionStatus] = frozenset()
    decides: bool = False


_MOVES = (
    ActionMove(
        Verb.ADD_ACTION,
        OPEN,
        (Hand.OWNER, Hand.LIAISON),
        "Add an action",
        "added an action",
        (Need.ACTION, Need.ACTION_POST, Need.ACTION_DATE),
        ends=TO_DO,
    ),
    ActionMove(
        Verb.CHANGE_ACTION,
        OPEN,
        (Hand.OWNER, Hand.LIAISON),
        "Change the action",
        "changed an action",
        (Need.ACTION, Need.ACTION_POST, Need.ACTION_DATE),
        begins=TO_DO,
    ),
    ActionMove(
        Verb.DO_ACTION,
        OPEN,
        (Hand.ACTING, Hand.OWNER, Hand.LIAISON),
        "Mark as done",
        "marked an action as done",
        (Need.PROOF,),
        begins=TO_DO,
        ends=DONE | {A.SIGNED_OFF},  # at once, where the post that did it is the lead's own
    ),
    ActionMove(
        Verb.SIGN_OFF_ACTION,
        OPEN,
        (Hand.LEAD, Hand.STAND_IN_ON_ACTION),
        "Sign off",
        "signed off an action",
        begins=DONE,
        ends=frozenset({A.SIGNED_OFF}),
        decides=True,
    ),
    ActionMove(
        Verb.RETURN_ACTION,
        OPEN,
        (Hand.LEAD, Hand.STAND_IN_ON_ACTION),
        "Return",
        "returned an action",
        (Need.REASON,),
        begins=DONE,
        ends=TO_DO,
        decides=True,
    ),
    ActionMove(
        Verb.DROP_ACTION,
        OPEN,
        (Hand.OWNER, Hand.LIAISON),
        "Drop",
        "dropped an action",
        (Need.REASON,),
        begins=TO_DO | DONE,
        ends=frozenset({A.DROPPED}),
    ),
)

ACTION_MOVES: dict[Verb, ActionMove] = {move.verb: move for move in _MOVES}
