"""The moves of a claim: from the owner to the desks, to HMICFRS, and back."""

from recommendations.enums import DESKS, SIGNED, Status, Verb
from recommendations.permissions import Hand
from recommendations.workflow.act import Move, Need
from recommendations.workflow.conditions import (
    claim_is_still_whole,
    claim_is_whole,
    is_tracked,
    is_untracked,
    lead_can_see_it,
)

S = Status
IN_PROGRESS = frozenset({S.IN_PROGRESS})
# The portfolio lead's desk, or the next where the post claimed for is the lead's own.
FIRST_DESK = frozenset({S.WITH_PORTFOLIO_LEAD, S.WITH_LIAISON})

CLAIM_MOVES = (
    Move(
        Verb.CLAIM,
        IN_PROGRESS,
        (Hand.OWNER, Hand.LIAISON),
        "Claim as complete",
        "claimed that this item is complete",
        conditions=(lead_can_see_it, claim_is_whole),
        ends=FIRST_DESK,
    ),
    Move(
        Verb.PASS_CLAIM,
        frozenset({S.WITH_PORTFOLIO_LEAD}),
        (Hand.LEAD, Hand.STAND_IN),
        "Pass the claim",
        "passed the claim",
        conditions=(claim_is_still_whole,),
        ends=frozenset({S.WITH_LIAISON}),
        decides=True,
    ),
    Move(
        Verb.CHECK_EVIDENCE,
        frozenset({S.WITH_LIAISON}),
        (Hand.LIAISON,),
        "Evidence checked",
        "checked the evidence",
        conditions=(claim_is_still_whole,),
        ends=frozenset({S.WITH_DCC}),
        decides=True,
    ),
    Move(
        Verb.APPROVE,
        frozenset({S.WITH_DCC}),
        (Hand.DCC,),
        "Approve the claim",
        "approved the claim",
        conditions=(claim_is_still_whole,),
        ends=frozenset({S.APPROVED}),
        decides=True,
    ),
    Move(
        Verb.RETURN_CLAIM,
        DESKS,
        (Hand.DESK, Hand.STAND_IN),
        "Return the claim",
        "returned the claim",
        (Need.REASON,),
        ends=IN_PROGRESS,
        decides=True,
    ),
    Move(
        Verb.WITHDRAW_CLAIM,
        SIGNED,
        (Hand.CLAIMANT, Hand.LIAISON),
        "Withdraw the claim",
        "withdrew the claim",
        (Need.REASON,),
        ends=IN_PROGRESS,
    ),
    Move(
        Verb.CHANGE_AFTER_SIGNING,
        SIGNED,
        (Hand.OWNER, Hand.LIAISON),
        "Change what was signed",
        "changed what had been signed",
        ends=FIRST_DESK,
        made_by=frozenset({Verb.CHANGE_CLAIM, Verb.REPLACE_EVIDENCE, Verb.EDIT_TEXT, Verb.SET_PARTS}),
    ),
    Move(
        Verb.SUBMIT,
        frozenset({S.APPROVED}),
        (Hand.LIAISON,),
        "Send to HMICFRS",
        "sent this item to HMICFRS",
        (Need.SENT_DATE,),
        (is_tracked,),
        ends=frozenset({S.WITH_HMICFRS}),
    ),
    Move(
        Verb.HMICFRS_RETURNS,
        frozenset({S.WITH_HMICFRS}),
        (Hand.LIAISON,),
        "Record that HMICFRS returned it",
        "recorded that HMICFRS returned this item",
        (Need.RETURN_DATE, Need.REASON),
        ends=IN_PROGRESS,
    ),
    Move(
        Verb.FORCE_CLOSES,
        frozenset({S.APPROVED, S.WITH_HMICFRS}),
        (Hand.LIAISON,),
        "Close as complete",
        "closed this item as the force's own",
        (Need.CLOSING_DATE,),
        (is_untracked,),
        ends=frozenset({S.CLOSED_COMPLETE}),
    ),
)
