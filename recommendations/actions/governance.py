"""The boards, and what holds an item's owner to account."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.roles import Duty
from jac_tracker.history import record, refuse_stale
from recommendations.actions.turn import begin
from recommendations.enums import Verb
from recommendations.models import Board, Recommendation, RecommendationEvent

GOVERNANCE_FIELDS = ("board", "programme", "risk_reference", "risk_rating")


@transaction.atomic
def set_governance(
    *,
    recommendation: Recommendation,
    board: Board | None,
    programme: str,
    risk_reference: str,
    risk_rating: str,
    shown: str | None = None,
    by: Actor,
    at: datetime,
) -> Recommendation:
    """Say which board an item goes to, under which programme, and where it stands in the risk register."""
    turn = begin(Verb.SET_GOVERNANCE, recommendation, by)
    item = turn.item
    refuse_stale(item, GOVERNANCE_FIELDS, shown)
    if board is not None and not board.is_active and board.pk != item.board_id:
        raise NotPossible(f"{board} is no longer in use. Choose another board.")
    item.board, item.programme = board, programme.strip()
    item.risk_reference, item.risk_rating = risk_reference.strip(), risk_rating.strip()
    return turn.end(at)


@transaction.atomic
def add_board(*, name: str, by: Actor, at: datetime) -> Board:
    """A new governance board. Raises NotPossible for a name that is taken."""
    if not by.may(Duty.KEEP_REGISTER):
        raise PermissionDenied("Only a liaison officer adds boards.")
    name = name.strip()
    if not name:
        raise NotPossible("Give the board a name.")
    if Board.objects.filter(name__iexact=name).exists():
        raise NotPossible(f"There is already a board called {name}.")
    board = Board(name=name)
    record([board], by=by.under(Duty.KEEP_REGISTER), at=at, event=RecommendationEvent(verb=Verb.ADD_BOARD))
    return board
