"""The register's kinds, statuses and colours, and the words for them."""

from django.db import models


class Kind(models.TextChoices):
    RECOMMENDATION = "recommendation", "Recommendation"
    AFI = "afi", "Area for improvement (AFI)"
    SOFT_AFI = "soft afi", "Soft AFI"  # a should-improve remark in the text, which HMICFRS's own list does not hold
    JTAI_ACTION = "jtai action", "JTAI action"


# HMICFRS does not track these two unless somebody finds out that it does.
UNTRACKED_AT_FIRST = frozenset({Kind.SOFT_AFI, Kind.JTAI_ACTION})


class TextSource(models.TextChoices):
    """Where an item's text comes from. The paper says so when it is not the report's own words."""

    REPORT = "report", "The report's words"
    SUMMARY = "summary", "A summary"
    NOT_ENTERED = "not entered", "Not yet entered"


class DeadlineKind(models.TextChoices):
    """How a report says by when."""

    IMMEDIATE = "IMMEDIATE", "Immediately"
    RELATIVE = "RELATIVE", "Within a time of publication"
    FIXED = "FIXED", "By a date"
    NONE = "NONE", "No deadline given"


class Status(models.TextChoices):
    """The force's own status of an item. HMICFRS's status is another track, never merged with this one."""

    AWAITING_ALLOCATION = "awaiting allocation", "Awaiting allocation"
    IN_PROGRESS = "in progress", "In progress"
    ON_HOLD = "on hold", "On hold"
    WITH_PORTFOLIO_LEAD = "with portfolio lead", "With portfolio lead"
    WITH_LIAISON = "with liaison", "With liaison"
    WITH_DCC = "with dcc", "With Deputy Chief Constable"
    APPROVED = "approved", "Approved"
    WITH_HMICFRS = "with hmicfrs", "With HMICFRS"
    CLOSED_COMPLETE = "closed complete", "Closed: complete"
    CLOSED_SUPERSEDED = "closed superseded", "Closed: superseded"
    CLOSED_NO_FURTHER_ACTION = "closed no further action", "Closed: no further action"
    FOR_INFORMATION = "for information", "For information"
    NOT_APPLICABLE = "not applicable", "Not applicable"
    WITHDRAWN = "withdrawn", "Withdrawn: entered in error"


CLOSED = frozenset({Status.CLOSED_COMPLETE, Status.CLOSED_SUPERSEDED, Status.CLOSED_NO_FURTHER_ACTION})
SET_ASIDE = frozenset({Status.FOR_INFORMATION, Status.NOT_APPLICABLE, Status.WITHDRAWN})
OPEN = frozenset(Status) - CLOSED - SET_ASIDE
AT_WORK = OPEN - {Status.AWAITING_ALLOCATION}
DESKS = frozenset({Status.WITH_PORTFOLIO_LEAD, Status.WITH_LIAISON, Status.WITH_DCC})
# What was claimed is signed, or waits to be: a change of it sends it back to the first desk.
SIGNED = DESKS | {Status.APPROVED}
# The force has done its part and waits for HMICFRS: no day can pass it by any more.
SUBMITTED = frozenset({Status.WITH_HMICFRS})
# Withdrawn is final; everything else may still be worked on or reopened.
KEPT = frozenset(Status) - {Status.WITHDRAWN}
# What an item says may be changed until HMICFRS has it or a decision has closed it.
EDITABLE = KEPT - CLOSED - {Status.WITH_HMICFRS}


class Rag(models.TextChoices):
    """Delivery, as a word with a shape and a colour. NONE is for items that are neither open nor complete."""

    RED = "red", "Red"
    AMBER = "amber", "Amber"
    GREEN = "green", "Green"
    GREY = "grey", "Grey"
    BLUE = "blue", "Blue"
    NONE = "", "None"


class Addressee(models.TextChoices):
    """Whom a recommendation names."""

    ALL_FORCES = "all forces", "All forces"
    CHIEF_CONSTABLES = "chief constables", "Chief constables"
    OUR_FORCE = "our force", "Our force"
    FORCES_YET_TO = "forces yet to", "Forces that have not yet done so"
    POLICE_SERVICE = "police service", "The police service"
    POLICE_LEADERSHIP = "police leadership", "Police leadership"
    POLICE_AND_PROSECUTORS = "police and prosecutors", "Police and prosecutors"
    POLICE_AND_CPS = "police and cps", "Police and CPS"
    POLICING_BODIES = "policing bodies", "Police and crime commissioners"
    NPCC = "npcc", "National Police Chiefs' Council"
    COLLEGE = "college", "College of Policing"
    HOME_OFFICE = "home office", "Home Office"
    MINISTRY_OF_JUSTICE = "ministry of justice", "Ministry of Justice"
    CPS = "cps", "Crown Prosecution Service"
    APCC = "apcc", "Association of Police and Crime Commissioners"
    SAFEGUARDING_PARTNERS = "safeguarding partners", "Local safeguarding partners"
    REGIONAL_UNITS = "regional units", "National Crime Agency and regional units"
    OTHER = "other", "Other"


# The addressees that include a chief constable: an item naming none of them is for information.
OURS = frozenset(
    {
        Addressee.ALL_FORCES,
        Addressee.CHIEF_CONSTABLES,
        Addressee.OUR_FORCE,
        Addressee.FORCES_YET_TO,
        Addressee.POLICE_SERVICE,
        Addressee.POLICE_LEADERSHIP,
        Addressee.POLICE_AND_PROSECUTORS,
        Addressee.POLICE_AND_CPS,
    }
)


class Marking(models.TextChoices):
    OFFICIAL = "official", "OFFICIAL"
    OFFICIAL_SENSITIVE = "official-sensitive", "OFFICIAL-SENSITIVE"


class HmicfrsStatus(models.TextChoices):
    """HMICFRS's own words for where an item stands with it."""

    NOT_LISTED = "not listed", "Not on HMICFRS's list"
    AWAITING_REVIEW = "awaiting-review", "Awaiting review"
    BEING_PROGRESSED = "being-progressed", "Being progressed"
    COMPLETE = "complete", "Complete"
    SUPERSEDED = "superseded", "Superseded"
    NO_FURTHER_ACTION = "no-further-action-needed", "No further action needed"


class DecisionRoute(models.TextChoices):
    """How a decision to close reached us. The last is our own, on an item that HMICFRS does not track."""

    PORTAL = "portal", "Its monitoring portal or list"
    INSPECTION = "inspection", "An inspection"
    REVISIT = "revisit", "A revisit"
    LETTER = "letter", "A letter"
    OUR_DCC = "our dcc", "Our Deputy Chief Constable"


class ProposalKind(models.TextChoices):
    """The two moves that one person proposes and another agrees."""

    NOT_APPLICABLE = "not applicable", "Not applicable"
    IN_ERROR = "in error", "Entered in error"


class ProposalAnswer(models.TextChoices):
    AGREED = "agreed", "Agreed"
    REFUSED = "refused", "Refused"
    TAKEN_BACK = "taken back", "Taken back"  # by whoever made the proposal


class ActionStatus(models.TextChoices):
    """How far a step towards an item has come."""

    TO_DO = "to do", "To do"
    DONE = "done", "Done, waiting to be signed off"
    SIGNED_OFF = "signed off", "Signed off"
    DROPPED = "dropped", "Dropped"


STANDING_ACTIONS = frozenset(ActionStatus) - {ActionStatus.DROPPED}


class EvidenceKind(models.TextChoices):
    """What sort of thing a piece of evidence is."""

    POLICY = "policy", "Policy or procedure"
    MINUTES = "minutes", "Minutes"
    AUDIT = "audit", "Audit or dip sample"
    DATA = "data", "Data or performance report"
    TRAINING = "training", "Training record"
    MESSAGE = "message", "Letter or message"
    OTHER = "other", "Other"


class ClaimStanding(models.TextChoices):
    """Where a claim itself has got to. Which desk it is with, the item's status says."""

    BEING_WRITTEN = "being written", "Being written"
    MADE = "made", "Made"
    RETURNED = "returned", "Returned"
    WITHDRAWN = "withdrawn", "Withdrawn"
    OVERTAKEN = "overtaken", "Overtaken by another decision"
    ACCEPTED = "accepted", "Accepted"


class Verdict(models.TextChoices):
    """What a desk says of a claim."""

    PASSED = "passed", "Passed on"
    RETURNED = "returned", "Returned"
    SAME_POST = "same post", "Same post"  # the owner's own post leads the portfolio: recorded, not decided


class Verb(models.TextChoices):
    """What can be done to an item, as its history words it."""

    # Moves of the workflow
    REGISTER = "register", "Registered"
    OPENING_BALANCE = "opening balance", "Taken over in the opening balance"
    RULE_NOT_OURS = "rule not ours", "Ruled not ours"
    PROPOSE_NOT_APPLICABLE = "propose not applicable", "Proposed as not applicable"
    AGREE_NOT_APPLICABLE = "agree not applicable", "Agreed as not applicable"
    REFUSE_NOT_APPLICABLE = "refuse not applicable", "Refused as not applicable"
    ALLOCATE = "allocate", "Allocated"
    HOLD = "hold", "Put on hold"
    RESUME = "resume", "Resumed"
    HMICFRS_CLOSES = "hmicfrs closes", "Closed by HMICFRS"
    DCC_CLOSES = "dcc closes", "Closed by the Deputy Chief Constable"
    REOPEN = "reopen", "Reopened"
    PROPOSE_IN_ERROR = "propose in error", "Proposed as entered in error"
    AGREE_IN_ERROR = "agree in error", "Withdrawn as entered in error"
    REFUSE_IN_ERROR = "refuse in error", "Kept: not entered in error"
    TAKE_BACK_NOT_APPLICABLE = "take back not applicable", "Proposal as not applicable taken back"
    TAKE_BACK_IN_ERROR = "take back in error", "Proposal to withdraw taken back"
    CLAIM = "claim", "Claimed as complete"
    PASS_CLAIM = "pass claim", "Claim passed by the portfolio lead"
    CHECK_EVIDENCE = "check evidence", "Evidence checked"
    APPROVE = "approve", "Claim approved"
    RETURN_CLAIM = "return claim", "Claim returned"
    WITHDRAW_CLAIM = "withdraw claim", "Claim withdrawn"
    CHANGE_AFTER_SIGNING = "change after signing", "Changed after signing"
    SUBMIT = "submit", "Sent to HMICFRS"
    HMICFRS_RETURNS = "hmicfrs returns", "Returned by HMICFRS"
    FORCE_CLOSES = "force closes", "Closed by the force"
    # Acts that leave the status alone
    EDIT_TEXT = "edit text", "Text changed"
    SET_PARTS = "set parts", "Parts changed"
    SET_MARKING = "set marking", "Marking changed"
    RECORD_PROGRESS = "record progress", "Progress recorded"
    SET_RAG = "set rag", "RAG changed"
    EXTEND_TARGET = "extend target", "Target extended"
    SET_TARGET = "set target", "Target set"
    CONFIRM_DEADLINE = "confirm deadline", "Deadline confirmed"
    REALLOCATE = "reallocate", "Owner changed"
    SET_GOVERNANCE = "set governance", "Board and risk changed"
    RECORD_HMICFRS_STATUS = "record hmicfrs status", "HMICFRS's status recorded"
    SET_TRACKED = "set tracked", "Tracking by HMICFRS changed"
    SET_TRACKED_THROUGH = "set tracked through", "The item it is tracked through changed"
    WRITE_WORDING = "write wording", "Committee wording written"
    CLEAR_WORDING = "clear wording", "Committee wording cleared"
    WRITE_REPLY = "write reply", "Comment for the response written"
    CLEAR_REPLY = "clear reply", "Comment for the response cleared"
    ADD_ACTION = "add action", "Action added"
    CHANGE_ACTION = "change action", "Action changed"
    DO_ACTION = "do action", "Action done"
    SIGN_OFF_ACTION = "sign off action", "Action signed off"
    RETURN_ACTION = "return action", "Action returned"
    DROP_ACTION = "drop action", "Action dropped"
    ADD_EVIDENCE = "add evidence", "Evidence added"
    REPLACE_EVIDENCE = "replace evidence", "Evidence replaced"
    SET_ASIDE_EVIDENCE = "set aside evidence", "Evidence set aside"
    WRITE_CLAIM = "write claim", "Claim written"
    LEAVE_CLAIM = "leave claim", "Looked at, and left for later"
    CHANGE_CLAIM = "change claim", "Claim changed"
    LEAVE_NOTE = "leave note", "Note left for the next holder"
    TAKE_BACK_NOTE = "take back note", "Note for the next holder taken back"
    READ_NOTE = "read note", "Note read by the next holder"
    ADD_BOARD = "add board", "Board added"
    CHANGE_BOARD = "change board", "Board changed"
    LOAD_CLOSURE_LEVELS = "load closure levels", "Closure levels loaded"
    ADD_CLOSURE_LEVEL = "add closure level", "Closure level added"
    CHANGE_CLOSURE_LEVEL = "change closure level", "Closure level changed"
    BEGIN_INTAKE = "begin intake", "List brought in, to be read"
    SETTLE_INTAKE = "settle intake", "How a list is read settled"
    FINISH_INTAKE = "finish intake", "List finished"
    DROP_INTAKE = "drop intake", "List dropped"
    DECIDE_ON_LIST = "decide on list", "Row of HMICFRS's list decided"


class IntakePurpose(models.TextChoices):
    """What a list that comes in is for."""

    TAKE_OVER = "take over", "Take over a register"
    RECONCILE = "reconcile", "Reconcile with HMICFRS's list"


class IntakeStanding(models.TextChoices):
    """Where a list that comes in has got to."""

    BEGUN = "begun", "Being settled"
    DONE = "done", "Done"
    DROPPED = "dropped", "Dropped"


class Pile(models.TextChoices):
    """Where a pair of an item of ours and an entry of HMICFRS's list, or what has no partner, is put."""

    STATUS_DIFFERS = "status differs", "Status differs"
    TEXT_DIFFERS = "text differs", "Text differs"
    DATES_DIFFER = "dates differ", "Dates differ"
    THEIRS_ONLY = "theirs only", "Theirs only"
    OURS_ONLY = "ours only", "Ours only"
    DUPLICATE = "probable duplicate", "Probable duplicate"
    AGREE = "agree", "Agree"


LEFT_OUT = "left out"
"""Beside the answers, of the rows of a list: those with a cell that could not be taken."""


class ListAnswer(models.TextChoices):
    """What somebody decides about a pair or a lone row. Nothing follows from it by itself."""

    ACCEPT = "accept", "It is as it should be"
    RAISE = "raise", "HMICFRS is to change its list"
    OURS = "ours", "We are to change the register"
    APART = "apart", "These are two different recommendations"
