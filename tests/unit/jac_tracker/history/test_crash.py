"""kill -9 in the middle of an act leaves all of it or nothing."""

import os
import signal
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection

from jac_tracker.accounts import actions
from jac_tracker.accounts.models import Holding, PeopleEvent, Portfolio, Post, User
from tests.conftest import NOON
from tests.factories.people import SETTER_UP, Cast, make_cast

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


def killed_before_write(number: int, act: Callable[[], None]) -> int:
    """Run `act` in a process of its own, which is killed before its write of that number, or after all; its signal."""
    connection.close()  # neither process may use what the other has open
    child = os.fork()
    if child == 0:
        try:
            writes = 0

            def die_in_time(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
                nonlocal writes
                if sql.startswith(("INSERT", "UPDATE", "DELETE")):
                    writes += 1
                    if writes == number:
                        os.kill(os.getpid(), signal.SIGKILL)
                return execute(sql, params, many, context)

            with connection.execute_wrapper(die_in_time):
                act()
            os.kill(os.getpid(), signal.SIGKILL)
        finally:
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this machine cannot fork")
def test_a_killed_act_leaves_nothing_and_a_finished_one_everything(cast: Cast) -> None:
    before, writes = everything(), 5

    for number in range(1, writes + 1):
        assert killed_before_write(number, lambda: hand_over(cast)) == -signal.SIGKILL
        assert everything() == before, f"killed before write {number}"

    assert killed_before_write(writes + 1, lambda: hand_over(cast)) == -signal.SIGKILL
    after = everything()
    assert [len(rows) for rows in after] == [
        len(rows) + more for rows, more in zip(before, (0, 0, 0, 1, 1, 2, 0), strict=True)
    ]
