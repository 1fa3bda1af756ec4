"""The boards: the list, one with its history, and taking one out of use."""

from typing import Any

import pytest
from django.urls import reverse

from inspections.models import Publication
from recommendations import actions
from recommendations.models import Board
from tests.conftest import NOON, TODAY
from tests.factories.people import Cast
from tests.factories.recommendations import make_recommendation
from tests.integration.recommendations.conftest import People

pytestmark = pytest.mark.django_db

ADD = reverse("add_board")


@pytest.fixture
def board(cast: Cast) -> Board:
    return actions.add_board(name="Crime board", by=cast.liaison.actor(TODAY), at=NOON)


def page_of(board: Board) -> str:
    return reverse("board", args=[board.pk])


def change_of(board: Board) -> str:
    return reverse("change_board", args=[board.pk])


def options(page: str, board: Board) -> int:
    return page.count(f">{board.name}</option>")


def test_a_board_is_added_and_a_second_of_its_name_is_not(people: People, publication: Publication) -> None:
    added: Any = people.liaison.post(ADD, name="Crime board")
    again = people.liaison.post(ADD, name="CRIME board")

    assert added["Location"] == page_of(Board.objects.get())
    assert again.context["form"].errors["name"] == ["There is already a board called CRIME board."]


def test_a_board_taken_out_of_use_keeps_its_items_and_is_given_no_more(
    people: People, cast: Cast, publication: Publication, board: Board
) -> None:
    held, other = make_recommendation(cast, publication), make_recommendation(cast, publication)
    given: dict[str, Any] = {"programme": "", "risk_reference": "", "risk_rating": ""}
    actions.set_governance(recommendation=held, board=board, **given, by=cast.liaison.actor(TODAY), at=NOON)
    liaison = people.liaison
    shown = liaison.get(change_of(board)).context["form"]["as_shown"].value()

    liaison.post(change_of(board), name="Crime board", as_shown=shown)

    assert Board.objects.get().is_active is False
    assert "no more items can be given to it" in liaison.page(page_of(board))
    assert options(liaison.page(reverse("set_governance", args=[held.reference])), board) == 1
    assert options(liaison.page(reverse("set_governance", args=[other.reference])), board) == 0
    listed = liaison.page(reverse("boards"))
    assert "Not in use" in listed
    assert held.reference in liaison.page(reverse("register"), status="all", board=str(board.pk))


def test_the_history_of_a_board_shows_old_and_new_and_who(
    people: People, cast: Cast, publication: Publication, board: Board
) -> None:
    by = cast.second_liaison.actor(TODAY)
    actions.change_board(board=board, values={"name": "Serious crime board", "is_active": False}, by=by, at=NOON)

    newest, oldest = people.liaison.get(page_of(board)).context["entries"]

    assert (newest.title, newest.by) == ("Board changed", "Deputy Liaison Officer (Lin Second)")
    assert [(change.label, change.old, change.new) for change in newest.changes] == [
        ("Name", "Crime board", "Serious crime board"),
        ("Use", "In use", "Not in use"),
    ]
    assert (oldest.title, oldest.changes) == ("Board added", ())


def test_the_pages_cost_the_same_for_much_as_for_little(
    people: People, cast: Cast, publication: Publication, board: Board
) -> None:
    liaison = people.liaison
    few = [liaison.statements(address) for address in (reverse("boards"), page_of(board))]

    for number in range(4):
        by = cast.second_liaison.actor(TODAY)
        actions.add_board(name=f"Board {number}", by=by, at=NOON)
        actions.change_board(board=board, values={"name": f"Crime {number}"}, by=by, at=NOON)

    assert [liaison.statements(address) for address in (reverse("boards"), page_of(board))] == few


def test_an_overtaken_change_shows_both_texts(
    people: People, cast: Cast, publication: Publication, board: Board
) -> None:
    liaison = people.liaison
    shown = liaison.get(change_of(board)).context["form"]["as_shown"].value()
    actions.change_board(board=board, values={"name": "Theirs"}, by=cast.liaison.actor(TODAY), at=NOON)

    overtaken = liaison.post(change_of(board), name="Mine", is_active="on", as_shown=shown)

    assert overtaken.status_code == 409
    assert ("Name", "Theirs", "Mine") in overtaken.context["conflicts"]
    assert Board.objects.get().name == "Theirs"
