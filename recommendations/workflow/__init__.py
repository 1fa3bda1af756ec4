"""The workflow: one table of what can be done to an item, and why something cannot be done now."""

from recommendations.workflow.blocking import (
    acts_in_hand,
    available_acts,
    available_moves,
    blockers,
    not_allowed,
    open_proposal,
)
from recommendations.workflow.table import ACTS, MOVES, Act, Move, Need, act_for

__all__ = [
    "ACTS",
    "MOVES",
    "Act",
    "Move",
    "Need",
    "act_for",
    "acts_in_hand",
    "available_acts",
    "available_moves",
    "blockers",
    "not_allowed",
    "open_proposal",
]
