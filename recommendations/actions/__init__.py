"""Every change to the items of the register."""

from recommendations.actions.bulk import MOST_AT_ONCE, BulkChange, Changing, change_together, refusals_of
from recommendations.actions.claiming import change_claim, claim, claim_digest, withdraw_claim, write_claim
from recommendations.actions.closing import dcc_closes, hmicfrs_closes
from recommendations.actions.closure_levels import (
    CLOSURE_LEVEL_FIELDS,
    add_closure_level,
    change_closure_level,
    load_closure_levels,
)
from recommendations.actions.dates import (
    DEADLINE_FIELDS,
    TARGET_FIELDS,
    confirm_deadline,
    extend_target,
    set_target,
)
from recommendations.actions.deciding import (
    approve,
    check_evidence,
    leave_claim,
    pass_claim,
    return_claim,
    signable,
)
from recommendations.actions.discharging import discharge_cause, faults_of_discharge
from recommendations.actions.evidencing import add_evidence, replace_evidence, set_aside_evidence
from recommendations.actions.governance import BOARD_FIELDS, GOVERNANCE_FIELDS, add_board, change_board, set_governance
from recommendations.actions.handing_over import NOTE_FIELDS, NoteTyped, leave_notes, note_digest, read_notes
from recommendations.actions.moving import hold, reopen, resume, rule_not_ours
from recommendations.actions.owning import allocate, owner_faults, reallocate
from recommendations.actions.progress import PROGRESS_FIELDS, RAG_FIELDS, record_progress, set_rag
from recommendations.actions.proposing import (
    agree_in_error,
    agree_not_applicable,
    propose_in_error,
    propose_not_applicable,
    refuse_in_error,
    refuse_not_applicable,
)
from recommendations.actions.registering import (
    PART_FIELDS,
    TEXT_FIELDS,
    edit_text,
    parts_digest,
    register,
    set_marking,
    set_parts,
)
from recommendations.actions.sending import force_closes, hmicfrs_returns, submit
from recommendations.actions.stepping import (
    ACTING_ROLES,
    ACTION_FIELDS,
    DONE_FIELDS,
    acting_faults,
    add_action,
    can_see_to_act,
    change_action,
    do_action,
    drop_action,
    return_action,
    sign_off_action,
)
from recommendations.actions.tracking import record_hmicfrs_status, set_tracked
from recommendations.actions.wording import WORDING_FIELDS, clear_wording, write_wording
from recommendations.rules.as_read import DeadlineAsRead, PartAsRead

__all__ = [
    "ACTING_ROLES",
    "ACTION_FIELDS",
    "BOARD_FIELDS",
    "CLOSURE_LEVEL_FIELDS",
    "DEADLINE_FIELDS",
    "DONE_FIELDS",
    "GOVERNANCE_FIELDS",
    "MOST_AT_ONCE",
    "NOTE_FIELDS",
    "PART_FIELDS",
    "PROGRESS_FIELDS",
    "RAG_FIELDS",
    "TARGET_FIELDS",
    "TEXT_FIELDS",
    "WORDING_FIELDS",
    "BulkChange",
    "Changing",
    "DeadlineAsRead",
    "NoteTyped",
    "PartAsRead",
    "acting_faults",
    "add_action",
    "add_board",
    "add_closure_level",
    "add_evidence",
    "agree_in_error",
    "agree_not_applicable",
    "allocate",
    "approve",
    "can_see_to_act",
    "change_action",
    "change_board",
    "change_claim",
    "change_closure_level",
    "change_together",
    "check_evidence",
    "claim",
    "claim_digest",
    "clear_wording",
    "confirm_deadline",
    "dcc_closes",
    "discharge_cause",
    "do_action",
    "drop_action",
    "edit_text",
    "extend_target",
    "faults_of_discharge",
    "force_closes",
    "hmicfrs_closes",
    "hmicfrs_returns",
    "hold",
    "leave_claim",
    "leave_notes",
    "load_closure_levels",
    "note_digest",
    "owner_faults",
    "parts_digest",
    "pass_claim",
    "propose_in_error",
    "propose_not_applicable",
    "read_notes",
    "reallocate",
    "record_hmicfrs_status",
    "record_progress",
    "refusals_of",
    "refuse_in_error",
    "refuse_not_applicable",
    "register",
    "reopen",
    "replace_evidence",
    "resume",
    "return_action",
    "return_claim",
    "rule_not_ours",
    "set_aside_evidence",
    "set_governance",
    "set_marking",
    "set_parts",
    "set_rag",
    "set_target",
    "set_tracked",
    "sign_off_action",
    "signable",
    "submit",
    "withdraw_claim",
    "write_claim",
    "write_wording",
]
