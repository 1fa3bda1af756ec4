"""The workflow: one table of what can be done to an item, and why something cannot be done now."""

from recommendations.workflow.act import Act, Move, Need
from recommendations.workflow.blocking import (
    acts_in_hand,
    available_acts,
    available_moves,
    blockers,
    not_allowed,
    open_proposal,
)
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
from recommendations.workflow.table import ACTS, MOVES, ON_CLAIM, ON_ROWS, act_for

__all__ = [
    "ACTS",
    "DESK_ROLES",
    "MOVES",
    "ON_CLAIM",
    "ON_ROWS",
    "Act",
    "Move",
    "Need",
    "act_for",
    "acts_in_hand",
    "available_acts",
    "available_moves",
    "blockers",
    "claim_content",
    "claim_made",
    "content_of",
    "deciders",
    "fingerprint",
    "goes_past_the_lead",
    "not_allowed",
    "open_proposal",
    "standing_claim",
    "why_barred",
]
