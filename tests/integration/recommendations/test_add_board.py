"""Adding a governance board."""

import pytest

from inspections.models import Publication
from recommendations.models import Board
from tests.factories.people import Cast
from tests.integration.recommendations.conftest import People
from tests.integration.recommendations.pages import words

pytestmark = pytest.mark.django_db


def test_a_board_is_added_once(people: People, cast: Cast, publication: Publication) -> None:
    first = people.liaison.post("/boards/add/", name="Crime board")
    again = people.liaison.post("/boards/add/", name="crime BOARD")
    empty = people.liaison.post("/boards/add/", name=" \x00 ")

    assert first.status_code == 302
    assert "There is already a board called crime BOARD." in words(again.content.decode())
    assert "Enter the board's name" in words(empty.content.decode())
    assert [board.name for board in Board.objects.all()] == ["Crime board"]
    assert people.owner.post("/boards/add/", name="Mine").status_code == 403
