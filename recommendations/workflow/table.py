"""What can be done to an item: the moves, which change its status, and the acts that leave it alone.

The claim for completion, its desks and what the force closes itself join as further rows.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from recommendations.enums import (
    AT_WORK,
    CLOSED,
    EDITABLE,
    KEPT,
    OPEN,
    ProposalKind,
    Status,
    Verb,
)
from recommendations.models import Recommendation
from recommendations.permissions import Hand
from recommendations.workflow.conditions import is_tracked, is_untracked, lead_can_see_it

S = Status


class Need(Enum):
    """What an act must be given, as the sentence that asks for it."""

    REASON = "Give a reason."
    SOURCE = "Say where this comes from."
    OWNER = "Choose the post that will own it."
    PORTFOLIO = "Choose a portfolio."
    REVIEW_DATE = "Give the date on which it will be looked at again."
    OUTCOME = "Choose the outcome."
    DECISION_DATE = "Give the date of the decision."
    DECIDER = "Say who decided."
    ROUTE = "Choose how the decision reached us."
    DOCUMENT = "Say which document records the decision."
    PROGRESS = "Enter the progress."
    TARGET = "Give a target date."
    WORDING = "Enter the wording."


Condition = Callable[[Recommendation], str]


@dataclass(frozen=True)
class Act:
    """Something that can be done to an item.

    `who` holds the hands it may lie in: the first that the actor is gives the post recorded. A condition answers with
    the sentence that refuses, or with "". `told` follows the name of who did it; `verb` is its event, and titles it.
    """

    verb: Verb
    starts: frozenset[Status]
    who: tuple[Hand, ...]
    button: str
    told: str
    needs: tuple[Need, ...] = ()
    conditions: tuple[Condition, ...] = ()


@dataclass(frozen=True)
class Move(Act):
    """An act that changes an item's status to one of `ends`, or proposes or refuses to; then `ends` is empty.

    One row `proposes` a ruling and two rows `answer` it. While a proposal stands, every other move waits.
    """

    ends: frozenset[Status] = frozenset()
    proposes: ProposalKind | None = None
    answers: ProposalKind | None = None


NONE: frozenset[Status] = frozenset()
NOT_YET_ON_HOLD = frozenset({S.AWAITING_ALLOCATION, S.IN_PROGRESS})
LIAISON, OWNER, LEAD, LEAD_ASKED, DCC = (Hand.LIAISON,), (Hand.OWNER,), (Hand.LEAD,), (Hand.LEAD_ASKED,), (Hand.DCC,)
DECISION = (Need.OUTCOME, Need.DECISION_DATE, Need.DECIDER, Need.ROUTE, Need.DOCUMENT)

_MOVES = (
    Move(
        Verb.REGISTER,
        NONE,
        LIAISON,
        "Register",
        "registered this item",
        ends=frozenset({S.AWAITING_ALLOCATION}),
    ),
    Move(
        Verb.ALLOCATE,
        frozenset({S.AWAITING_ALLOCATION}),
        LIAISON,
        "Allocate",
        "gave this item to its owner",
        (Need.OWNER,),
        ends=frozenset({S.IN_PROGRESS}),
    ),
    Move(
        Verb.RULE_NOT_OURS,
        NOT_YET_ON_HOLD,
        LIAISON,
        "Rule not ours",
        "ruled that this item is not for our force",
        (Need.REASON,),
        ends=frozenset({S.FOR_INFORMATION}),
    ),
    Move(
        Verb.PROPOSE_NOT_APPLICABLE,
        NOT_YET_ON_HOLD,
        LIAISON,
        "Propose as not applicable",
        "proposed that this item does not apply to our force",
        (Need.PORTFOLIO, Need.REASON),
        (lead_can_see_it,),
        proposes=ProposalKind.NOT_APPLICABLE,
    ),
    Move(
        Verb.AGREE_NOT_APPLICABLE,
        NOT_YET_ON_HOLD,
        LEAD_ASKED,
        "Agree that it is not applicable",
        "agreed that this item does not apply to our force",
        ends=frozenset({S.NOT_APPLICABLE}),
        answers=ProposalKind.NOT_APPLICABLE,
    ),
    Move(
        Verb.REFUSE_NOT_APPLICABLE,
        KEPT,
        LEAD_ASKED,
        "Refuse: it applies",
        "refused the proposal that this item does not apply",
        (Need.REASON,),
        answers=ProposalKind.NOT_APPLICABLE,
    ),
    Move(
        Verb.HOLD,
        frozenset({S.IN_PROGRESS}),
        LIAISON,
        "Put on hold",
        "put this item on hold",
        (Need.REVIEW_DATE, Need.REASON),
        ends=frozenset({S.ON_HOLD}),
    ),
    Move(
        Verb.RESUME,
        frozenset({S.ON_HOLD}),
        LIAISON,
        "Resume",
        "resumed work on this item",
        (Need.REASON,),
        ends=frozenset({S.IN_PROGRESS}),
    ),
    Move(
        Verb.HMICFRS_CLOSES,
        OPEN,
        LIAISON,
        "Record HMICFRS's decision",
        "recorded that HMICFRS closed this item",
        DECISION,
        (is_tracked,),
        ends=CLOSED,
    ),
    Move(
        Verb.DCC_CLOSES,
        OPEN,
        DCC,
        "Close without completing",
        "closed this item, which HMICFRS does not track",
        (Need.OUTCOME, Need.DECISION_DATE, Need.DOCUMENT, Need.REASON),
        (is_untracked,),
        ends=CLOSED - {S.CLOSED_COMPLETE},
    ),
    Move(
        Verb.REOPEN,
        CLOSED | {S.FOR_INFORMATION, S.NOT_APPLICABLE},
        LIAISON,
        "Reopen",
        "reopened this item",
        (Need.SOURCE, Need.REASON),
        ends=NOT_YET_ON_HOLD,
    ),
    Move(
        Verb.PROPOSE_IN_ERROR,
        KEPT,
        LIAISON,
        "Propose to withdraw as entered in error",
        "proposed to withdraw this item as entered in error",
        (Need.REASON,),
        proposes=ProposalKind.IN_ERROR,
    ),
    Move(
        Verb.AGREE_IN_ERROR,
        KEPT,
        (*LIAISON, *DCC),
        "Agree to withdraw it",
        "agreed that this item was entered in error, and withdrew it",
        ends=frozenset({S.WITHDRAWN}),
        answers=ProposalKind.IN_ERROR,
    ),
    Move(
        Verb.REFUSE_IN_ERROR,
        KEPT,
        (*LIAISON, *DCC),
        "Refuse: keep it",
        "refused to withdraw this item",
        (Need.REASON,),
        answers=ProposalKind.IN_ERROR,
    ),
)

_ACTS = (
    Act(
        Verb.RECORD_PROGRESS,
        OPEN,
        (*OWNER, *LIAISON),
        "Record progress",
        "recorded progress",
        (Need.PROGRESS,),
    ),
    Act(Verb.SET_RAG, AT_WORK, (*LEAD, *LIAISON), "Change the RAG", "changed the RAG"),
    Act(Verb.SET_TARGET, OPEN, (*OWNER, *LIAISON), "Set the target", "set the internal target", (Need.TARGET,)),
    Act(
        Verb.EXTEND_TARGET,
        OPEN,
        (*OWNER, *LIAISON),
        "Extend the target",
        "extended the internal target",
        (Need.TARGET, Need.REASON),
    ),
    Act(Verb.CONFIRM_DEADLINE, EDITABLE, LIAISON, "Confirm the deadline", "confirmed the deadline"),
    Act(Verb.REALLOCATE, AT_WORK, LIAISON, "Change the owner", "changed the owner", (Need.OWNER, Need.REASON)),
    Act(Verb.EDIT_TEXT, EDITABLE, LIAISON, "Change the text", "changed the text", (Need.REASON,)),
    Act(Verb.SET_PARTS, EDITABLE, LIAISON, "Change the parts", "changed the parts", (Need.REASON,)),
    Act(Verb.SET_MARKING, KEPT, LIAISON, "Change the marking", "changed the marking", (Need.REASON,)),
    Act(Verb.SET_GOVERNANCE, OPEN, LIAISON, "Change board and risk", "changed the board or the risk"),
    Act(
        Verb.RECORD_HMICFRS_STATUS,
        KEPT,
        LIAISON,
        "Record HMICFRS's status",
        "recorded the status that HMICFRS gives this item",
    ),
    Act(
        Verb.SET_TRACKED,
        KEPT,
        LIAISON,
        "Change tracking",
        "recorded whether HMICFRS tracks this item",
        (Need.REASON,),
    ),
    Act(Verb.WRITE_WORDING, KEPT, LIAISON, "Write wording", "wrote wording for the committee", (Need.WORDING,)),
    Act(Verb.CLEAR_WORDING, KEPT, LIAISON, "Clear wording", "cleared wording for the committee"),
)

MOVES: dict[Verb, Move] = {move.verb: move for move in _MOVES}
ACTS: dict[Verb, Act] = {act.verb: act for act in _ACTS}


def act_for(verb: Verb) -> Act:
    """The row of either table for the verb. KeyError for one that belongs to no item."""
    return MOVES[verb] if verb in MOVES else ACTS[verb]
