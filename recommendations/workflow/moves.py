"""The moves by which an item is registered, owned, ruled upon, closed by others and reopened."""

from recommendations.enums import CLOSED, KEPT, OPEN, ProposalKind, Status, Verb
from recommendations.permissions import Hand
from recommendations.workflow.act import Move, Need
from recommendations.workflow.conditions import is_tracked, is_untracked, lead_can_see_it

S = Status

NONE: frozenset[Status] = frozenset()
NOT_YET_ON_HOLD = frozenset({S.AWAITING_ALLOCATION, S.IN_PROGRESS})
LIAISON, LEAD_ASKED, DCC = (Hand.LIAISON,), (Hand.LEAD_ASKED,), (Hand.DCC,)
PROPOSER = (Hand.PROPOSER,)
DECISION = (Need.OUTCOME, Need.DECISION_DATE, Need.DECIDER, Need.ROUTE, Need.DOCUMENT)

MOVES = (
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
        Verb.TAKE_BACK_NOT_APPLICABLE,
        KEPT,
        PROPOSER,
        "Take back the proposal",
        "took back the proposal that this item does not apply",
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
    Move(
        Verb.TAKE_BACK_IN_ERROR,
        KEPT,
        PROPOSER,
        "Take back the proposal",
        "took back the proposal to withdraw this item",
        (Need.REASON,),
        answers=ProposalKind.IN_ERROR,
    ),
)
