"""The workflow: one table of what can be done to an item, and why something cannot be done now."""

from recommendations.workflow.act import Act, Move, Need
from recommendations.workflow.action_blocking import (
    action_blockers,
    action_not_allowed,
    available_action_moves,
    hand_on_action,
    is_the_leads_own,
    what_signing_waits_for,
)
from recommendations.workflow.action_moves import ACTION_MOVES, ActionMove
from recommendations.workflow.blocking import (
    acts_in_hand,
    available_acts,
    available_moves,
    blockers,
    blockers_in,
    not_allowed,
    not_allowed_in,
)
from recommendations.workflow.case import Case, open_proposal
from recommendations.workflow.signing import (
    DESK_ROLES,
    claim_content,
    claim_made,
    content_of,
    deciders,
    fingerprint,
    goes_past_the_lead,
    standing_claim,
    why_barred,
)
from recommendations.workflow.table import ACTS, MOVES, ON_CLAIM, ON_RESPONSE, ON_ROWS, act_for

__all__ = [
    "ACTION_MOVES",
    "ACTS",
    "DESK_ROLES",
    "MOVES",
    "ON_CLAIM",
    "ON_RESPONSE",
    "ON_ROWS",
    "Act",
    "ActionMove",
    "Case",
    "Move",
    "Need",
    "act_for",
    "action_blockers",
    "action_not_allowed",
    "acts_in_hand",
    "available_action_moves",
    "available_acts",
    "available_moves",
    "blockers",
    "blockers_in",
    "claim_content",
    "claim_made",
    "content_of",
    "deciders",
    "fingerprint",
    "goes_past_the_lead",
    "hand_on_action",
    "is_the_leads_own",
    "not_allowed",
    "not_allowed_in",
    "open_proposal",
    "standing_claim",
    "what_signing_waits_for",
    "why_barred",
]
