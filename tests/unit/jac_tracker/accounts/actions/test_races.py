"""The only two administrators leave, or take each other away, at once: one goes through, and the other is told.

That the lock decides is proved with it taken away, on PostgreSQL: SQLite lets only one write at a time anyway.
"""

import threading
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db import OperationalError, connection

from jac_tracker.accounts import actions
from jac_tracker.accounts.actions import holdings, people, posts
from jac_tracker.accounts.models import Holding
from jac_tracker.accounts.roles import Role
from tests.conftest import NOON, TODAY
from tests.factories.people import Member, make_member

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

LONG_ENOUGH = 0.15  # seconds between writing and the end of the act, for the other to write too
Removal = Callable[..., Any]


def deactivated(member: Member) -> Removal:
    return partial(actions.deactivate_person, person=member.user, why="Left.")


def ended(member: Member) -> Removal:
    return partial(actions.end_holding, holding=Holding.objects.get(post=member.post), to_on=TODAY)


def taken_out_of_use(member: Member) -> Removal:
    return partial(actions.change_post, post=member.post, values={"is_active": False})


def made_an_owner(member: Member) -> Removal:
    return partial(actions.change_post, post=member.post, values={"role": Role.OWNER})


@pytest.fixture
def administrators(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> list[Member]:
    """The only two, who each take their time once nobody is found to be missing."""
    ask = people.refuse_to_leave_nobody

    def ask_and_wait(*args: Any) -> None:
        ask(*args)
        time.sleep(LONG_ENOUGH)

    for module in (people, holdings, posts):
        monkeypatch.setattr(module, "refuse_to_leave_nobody", ask_and_wait)
    return [make_member(name, f"Post of {name}", Role.ADMINISTRATOR) for name in ("Ada", "Bea")]


def at_once(*attempts: tuple[Member, Removal]) -> list[str]:
    """What became of the attempts, made side by side on connections of their own."""
    outcomes: list[str] = []
    start = threading.Barrier(len(attempts))

    def run(member: Member, attempt: Removal) -> None:
        try:
            actor = member.actor(TODAY)
            start.wait(timeout=20)
            attempt(by=actor, at=NOON)
            outcomes.append("done")
        except (actions.NotPossible, OperationalError) as refusal:
            outcomes.append(type(refusal).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=attempt) for attempt in attempts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return sorted(outcomes)


@pytest.mark.parametrize("removal", [ended, taken_out_of_use, made_an_owner])
def test_of_two_administrators_who_leave_one_remains(
    removal: Callable[[Member], Removal], administrators: list[Member]
) -> None:
    ada, bea = administrators

    assert at_once((ada, removal(ada)), (bea, removal(bea))) == ["NotPossible", "done"]


@pytest.mark.parametrize("removal", [deactivated, ended, taken_out_of_use, made_an_owner])
def test_of_two_administrators_who_remove_each_other_one_remains(
    removal: Callable[[Member], Removal], administrators: list[Member]
) -> None:
    ada, bea = administrators

    assert at_once((ada, removal(bea)), (bea, removal(ada))) == ["NotPossible", "done"]


@pytest.mark.drifts
@pytest.mark.parametrize("removal", [ended, taken_out_of_use, made_an_owner])
def test_without_the_lock_nobody_would_remain(
    removal: Callable[[Member], Removal], administrators: list[Member], monkeypatch: pytest.MonkeyPatch
) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets only one write at a time")
    for module in (people, holdings, posts):
        monkeypatch.setattr(module, "one_at_a_time", lambda: None)
    ada, bea = administrators

    assert at_once((ada, removal(ada)), (bea, removal(bea))) == ["done", "done"]


@pytest.mark.drifts
@pytest.mark.parametrize("removal", [deactivated, ended, taken_out_of_use, made_an_owner])
def test_without_the_lock_who_removes_whom_would_be_the_databases_fault(
    removal: Callable[[Member], Removal], administrators: list[Member], monkeypatch: pytest.MonkeyPatch
) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets only one write at a time")
    for module in (people, holdings, posts):
        monkeypatch.setattr(module, "one_at_a_time", lambda: None)
    ada, bea = administrators

    assert at_once((ada, removal(bea)), (bea, removal(ada))) == ["OperationalError", "done"]
