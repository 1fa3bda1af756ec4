"""Boards and risk: recommendations.actions.governance."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from inspections.models import Publication
from jac_tracker.accounts.actions import NotPossible
from jac_tracker.history import StaleEdit, digest
from recommendations import actions
from recommendations.actions import GOVERNANCE_FIELDS
from recommendations.models import Board, Recommendation, RecommendationEvent
from tests.factories.people import Cast
from tests.factories.recommendations import make_recommendation

AT = datetime(2022, 2, 1, 9, tzinfo=UTC)
TODAY = AT.date()


def govern(cast: Cast, item: Recommendation, **values: Any) -> Recommendation:
    given: dict[str, Any] = {"board": None, "programme": "", "risk_reference": "", "risk_rating": ""}
    return actions.set_governance(recommendation=item, **(given | values), by=cast.liaison.actor(TODAY), at=AT)


def test_a_board_is_added_under_a_name_of_its_own(cast: Cast) -> None:
    by: dict[str, Any] = {"by": cast.liaison.actor(TODAY), "at": AT}

    board = actions.add_board(name=" Crime Board ", **by)

    assert board.name == "Crime Board"
    event = RecommendationEvent.objects.get()
    assert (event.verb, event.recommendation, event.to_status) == ("add board", None, "")
    with pytest.raises(NotPossible, match="already a board called crime board"):
        actions.add_board(name="crime board", **by)
    with pytest.raises(NotPossible, match="Give the board a name"):
        actions.add_board(name=" ", **by)


def test_nobody_but_liaison_adds_boards(cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        actions.add_board(name="Mine", by=cast.administrator.actor(TODAY), at=AT)


def test_board_programme_and_risk_are_set_together(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)
    board = actions.add_board(name="Crime Board", by=cast.liaison.actor(TODAY), at=AT)

    govern(cast, item, board=board, programme="Fairer recording", risk_reference="R12", risk_rating="High")

    item.refresh_from_db()
    assert (item.board, item.programme, item.risk_reference, item.risk_rating) == (
        board,
        "Fairer recording",
        "R12",
        "High",
    )


def test_what_somebody_else_set_is_not_overwritten(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)
    shown = digest(item, GOVERNANCE_FIELDS)
    govern(cast, item, risk_reference="R12")

    with pytest.raises(StaleEdit):
        govern(cast, item, risk_reference="R13", shown=shown)


def test_a_board_out_of_use_is_not_chosen(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)
    board = actions.add_board(name="Old Board", by=cast.liaison.actor(TODAY), at=AT)
    actions.change_board(board=board, values={"is_active": False}, by=cast.liaison.actor(TODAY), at=AT)

    with pytest.raises(NotPossible, match="Old Board is no longer in use"):
        govern(cast, item, board=Board.objects.get())


def test_a_board_is_changed_by_liaison_alone_under_a_free_name_and_only_where_something_differs(cast: Cast) -> None:
    by = cast.liaison.actor(TODAY)
    board = actions.add_board(name="Crime Board", by=by, at=AT)
    actions.add_board(name="Finance Board", by=by, at=AT)
    events = RecommendationEvent.objects.count()

    actions.change_board(board=board, values={"name": "Crime Board "}, by=by, at=AT)
    assert RecommendationEvent.objects.count() == events
    for name in ("finance board", " "):
        with pytest.raises(NotPossible):
            actions.change_board(board=board, values={"name": name}, by=by, at=AT)
    with pytest.raises(PermissionDenied):
        actions.change_board(board=board, values={"is_active": False}, by=cast.dcc.actor(TODAY), at=AT)
    actions.change_board(board=board, values={"name": "CRIME board", "is_active": False}, by=by, at=AT)

    changed = Board.objects.get(pk=board.pk)
    assert (changed.name, changed.is_active) == ("CRIME board", False)
    assert RecommendationEvent.objects.latest("id").verb == "change board"
