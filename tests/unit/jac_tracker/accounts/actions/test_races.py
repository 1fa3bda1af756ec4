"""The only two administrators leave, or take each other away, at once: one goes through, and the other is told.

That the lock decides is proved with it taken away, on PostgreSQL: SQLite lets only one write at a time anyway.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from jac_tracker.accounts import actions
from jac_tracker.accounts.actions import holdings, people, posts
from jac_tracker.accounts.models import Holding
from jac_tracker.accounts.roles import Role
from tests.conftest import NOON, TODAY
from tests.factories.people import Member, make_member
from tests.side_by_side import Attempt, at_once, slowly, together

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

ASKING = (people, holdings, posts)
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
def administrators(transactional_db: None) -> list[Member]:
    """The only two."""
    return [make_member(name, f"Post of {name}", Role.ADMINISTRATOR) for name in ("Ada", "Bea")]


def by(member: Member, removal: Removal) -> Attempt:
    return partial(removal, by=member.actor(TODAY), at=NOON)


def who_ask(how: Callable[..., None], monkeypatch: pytest.MonkeyPatch) -> None:
    """Let everybody who has found that somebody would remain wait, `how` says for what."""
    for module in ASKING:
        how(monkeypatch, module, "refuse_to_leave_nobody")


@pytest.mark.parametrize("removal", [ended, taken_out_of_use, made_an_owner])
def test_of_two_administrators_who_leave_one_remains(
    removal: Callable[[Member], Removal], administrators: list[Member], monkeypatch: pytest.MonkeyPatch
) -> None:
    ada, bea = administrators
    who_ask(slowly, monkeypatch)

    assert at_once(by(ada, removal(ada)), by(bea, removal(bea))) == ["NotPossible", "done"]


@pytest.mark.parametrize("removal", [deactivated, ended, taken_out_of_use, made_an_owner])
def test_of_two_administrators_who_remove_each_other_one_remains(
    removal: Callable[[Member], Removal], administrators: list[Member], monkeypatch: pytest.MonkeyPatch
) -> None:
    ada, bea = administrators
    who_ask(slowly, monkeypatch)

    assert at_once(by(ada, removal(bea)), by(bea, removal(ada))) == ["NotPossible", "done"]


@pytest.fixture
def without_the_lock(several_writers: None, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ASKING:
        monkeypatch.setattr(module, "one_at_a_time", lambda: None)
    who_ask(together, monkeypatch)


@pytest.mark.drifts
@pytest.mark.parametrize("removal", [ended, taken_out_of_use, made_an_owner])
def test_without_the_lock_nobody_would_remain(
    removal: Callable[[Member], Removal], administrators: list[Member], without_the_lock: None
) -> None:
    ada, bea = administrators

    assert at_once(by(ada, removal(ada)), by(bea, removal(bea))) == ["done", "done"]


@pytest.mark.drifts
@pytest.mark.parametrize("removal", [deactivated, ended, taken_out_of_use, made_an_owner])
def test_without_the_lock_two_who_remove_each_other_would_both_go(
    removal: Callable[[Member], Removal], administrators: list[Member], without_the_lock: None
) -> None:
    ada, bea = administrators

    assert at_once(by(ada, removal(bea)), by(bea, removal(ada))) == ["done", "done"]
