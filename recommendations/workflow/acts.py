"""The acts that leave an item's status alone."""

from recommendations.enums import AT_WORK, DESKS, EDITABLE, KEPT, OPEN, SIGNED, Status, Verb
from recommendations.permissions import Hand
from recommendations.workflow.act import Act, Need

LIAISON, OWNER, LEAD = (Hand.LIAISON,), (Hand.OWNER,), (Hand.LEAD,)

ACTS = (
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
    Act(
        Verb.SET_TRACKED_THROUGH,
        KEPT,
        LIAISON,
        "Change what it is tracked through",
        "recorded through which item HMICFRS tracks this one",
        (Need.REASON,),
    ),
    Act(Verb.WRITE_WORDING, KEPT, LIAISON, "Write wording", "wrote wording for the committee", (Need.WORDING,)),
    Act(Verb.CLEAR_WORDING, KEPT, LIAISON, "Clear wording", "cleared wording for the committee"),
    Act(
        Verb.WRITE_REPLY,
        KEPT,
        LIAISON,
        "Write the comment for the response",
        "wrote the force's comment for the response to the report",
        (Need.COMMENT,),
    ),
    Act(
        Verb.CLEAR_REPLY,
        KEPT,
        LIAISON,
        "Clear the comment",
        "cleared the force's comment for the response to the report",
    ),
    Act(
        Verb.WRITE_CLAIM,
        frozenset({Status.IN_PROGRESS}),
        (*OWNER, *LIAISON),
        "Write the claim",
        "wrote the claim",
    ),
    Act(Verb.LEAVE_CLAIM, DESKS, (Hand.DESK, Hand.STAND_IN), "Leave it for later", "looked at the claim and left it"),
    Act(Verb.CHANGE_CLAIM, SIGNED, OWNER, "Change the claim", "changed the claim"),
    Act(Verb.ADD_EVIDENCE, OPEN, (*OWNER, Hand.ACTING, *LIAISON), "Add evidence", "added evidence"),
    Act(Verb.REPLACE_EVIDENCE, OPEN, (*OWNER, *LIAISON), "Replace evidence", "replaced evidence", (Need.REASON,)),
    Act(Verb.LEAVE_NOTE, OPEN, (*OWNER, *LIAISON), "Leave a note", "left a note for the next holder of the post"),
    Act(Verb.TAKE_BACK_NOTE, OPEN, (*OWNER, *LIAISON), "Take back a note", "took back a note for the next holder"),
    Act(Verb.READ_NOTE, KEPT, OWNER, "Mark as read", "read a note from an earlier holder of the post"),
    Act(Verb.SET_ASIDE_EVIDENCE, OPEN, (*OWNER, *LIAISON), "Set aside evidence", "set evidence aside", (Need.REASON,)),
)
