"""The boards, and what holds an item's owner to account."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from inspections.actions.writing import one_at_a_time
from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.roles import Duty
from jac_tracker.history import digest, record, refuse_stale
from recommendations.actions.rehearsing import one_act
from recommendations.actions.turn import begin
from recommendations.enums import Verb
from recommendations.models import Board, Recommendation, RecommendationEvent

GOVERNANCE_FIELDS = ("board", "programme", "risk_reference", "risk_rating")
BOARD_FIELDS = ("name", "is_active")


@one_act
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
    why: str = "",
) -> Recommendation:
    """Say which board an item goes to, under which programme, and where it stands in the risk register."""
    turn = begin(Verb.SET_GOVERNANCE, recommendation, by)
    item = turn.item
    refuse_stale(item, GOVERNANCE_FIELDS, shown)
    if board is not None and not board.is_active and board.pk != item.board_id:
        raise NotPossible(f"{board} is no longer in use. Choose another board.")
    item.board, item.programme = board, programme.strip()
    item.risk_reference, item.risk_rating = risk_reference.strip(), risk_rating.strip()
    return turn.end(at, why=why)


@transaction.atomic
def add_board(*, name: str, by: Actor, at: datetime) -> Board:
    """A new governance board. Raises NotPossible for a name that is taken."""
    by = _keeper_of_boards(by)
    one_at_a_time()
    board = Board(name=name.strip())
    _refuse_name(board)
    record([board], by=by, at=at, event=RecommendationEvent(verb=Verb.ADD_BOARD))
    return board


@transaction.atomic
def change_board(
    *, board: Board, values: Mapping[str, Any], shown: str | None = None, by: Actor, at: datetime, why: str = ""
) -> Board:
    """Change a board's name or take it out of use; nothing is recorded where nothing differs. Its items stay with it.

    Raises StaleEdit, and NotPossible for a name that another board has.
    """
    by = _keeper_of_boards(by)
    one_at_a_time()
    board = Board.objects.locked().get(pk=board.pk)
    refuse_stale(board, BOARD_FIELDS, shown)
    before = digest(board, BOARD_FIELDS)
    board.name = values.get("name", board.name).strip()
    board.is_active = values.get("is_active", board.is_active)
    _refuse_name(board)
    if digest(board, BOARD_FIELDS) != before:
        record([board], by=by, at=at, why=why, event=RecommendationEvent(verb=Verb.CHANGE_BOARD))
    return board


def _keeper_of_boards(by: Actor) -> Actor:
    if not by.may(Duty.KEEP_REGISTER):
        raise PermissionDenied("Only a liaison officer keeps boards.")
    return by.under(Duty.KEEP_REGISTER)


def _refuse_name(board: Board) -> None:
    if not board.name:
        raise NotPossible("Give the board a name.")
    if Board.objects.filter(name__iexact=board.name).exclude(pk=board.pk).exists():
        raise NotPossible(f"There is already a board called {board.name}.")
