"""kill -9 in the middle of an act leaves all of it or nothing."""

from datetime import date
from typing import Any

import pytest

from jac_tracker.accounts import actions
from jac_tracker.accounts.models import Holding, PeopleEvent, Portfolio, Post, User
from tests.conftest import NOON
from tests.factories.people import SETTER_UP, Cast, make_cast
from tests.killing import FINISHED, KILLED, killed_before_step, needs_fork

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

MODELS = [User, Portfolio, Post, Holding, PeopleEvent, Holding.history.model, Post.history.model]


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return make_cast()


def everything() -> list[Any]:
    return [list(model._default_manager.order_by("pk").values()) for model in MODELS]


def hand_over(cast: Cast) -> None:
    """An act of five writes: one holding ended and one begun, a row of history for each, and the event."""
    actions.hand_over(post=cast.owner.post, to=cast.lead.user, from_on=date(2022, 4, 1), by=SETTER_UP, at=NOON)


@needs_fork
def test_a_killed_act_leaves_nothing_and_a_finished_one_everything(cast: Cast) -> None:
    before, writes = everything(), 5

    for number in range(1, writes + 1):
        assert killed_before_step(number, lambda: hand_over(cast)) == KILLED
        assert everything() == before, f"killed before write {number}"

    assert killed_before_step(writes + 1, lambda: hand_over(cast)) == FINISHED
    after = everything()
    assert [len(rows) for rows in after] == [
        len(rows) + more for rows, more in zip(before, (0, 0, 0, 1, 1, 2, 0), strict=True)
    ]
