"""What can be done to an item: the moves, which change its status, and the acts that leave it alone."""

from recommendations.enums import Verb
from recommendations.workflow.act import Act, Move
from recommendations.workflow.action_moves import ACTION_MOVES
from recommendations.workflow.acts import ACTS as _ACTS
from recommendations.workflow.desks import CLAIM_MOVES
from recommendations.workflow.moves import MOVES as _MOVES

MOVES: dict[Verb, Move] = {move.verb: move for move in (*_MOVES, *CLAIM_MOVES)}
ACTS: dict[Verb, Act] = {act.verb: act for act in (*_ACTS, *ACTION_MOVES.values())}
# What is done to the claim on an item rather than to the item, to what the response to its report says, and to a single
# row of it.
ON_CLAIM = frozenset({*(move.verb for move in CLAIM_MOVES), Verb.WRITE_CLAIM, Verb.LEAVE_CLAIM, Verb.CHANGE_CLAIM})
ON_RESPONSE = frozenset({Verb.WRITE_REPLY, Verb.CLEAR_REPLY})
ON_ROWS = ON_RESPONSE | frozenset(
    {
        *(verb for verb, move in ACTION_MOVES.items() if move.begins),
        *(Verb.REPLACE_EVIDENCE, Verb.SET_ASIDE_EVIDENCE),
        *(Verb.WRITE_WORDING, Verb.CLEAR_WORDING),
        *(Verb.LEAVE_NOTE, Verb.TAKE_BACK_NOTE, Verb.READ_NOTE),
    }
)


def act_for(verb: Verb) -> Act:
    """The row of either table for the verb. KeyError for one that belongs to no item."""
    return MOVES[verb] if verb in MOVES else ACTS[verb]
