"""Two people at one action: one verdict, one number each, and no lost edit."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

import pytest

from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.models import User
from jac_tracker.accounts.roles import Role
from jac_tracker.history import digest
from recommendations import actions
from recommendations.actions import ACTION_FIELDS, DONE_FIELDS, stepping, turn
from recommendations.enums import ActionStatus, Verb
from recommendations.models import Action, Recommendation, RecommendationEvent
from tests.factories.actions import make_action
from tests.factories.inspections import make_publication, make_reference
from tests.factories.people import Cast, make_cast, make_member
from tests.factories.recommendations import make_recommendation
from tests.side_by_side import Attempt, at_once, slowly, together

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

AT = datetime(2022, 2, 1, 9, tzinfo=UTC)
TODAY = AT.date()
SOON = date(2022, 3, 1)


@pytest.fixture
def world(transactional_db: None) -> Cast:
    make_reference()
    cast = make_cast()
    make_member("Dan Deputy", "Director of Crime", Role.PORTFOLIO_LEAD, cast.crime)
    return cast


@pytest.fixture
def tries(thorough: bool) -> range:
    return range(50 if thorough else 3)


@contextmanager
def slow_blockers(monkeypatch: pytest.MonkeyPatch, *, locked: bool) -> Iterator[None]:
    """Let time pass between asking and writing; without the lock if not `locked`."""
    with monkeypatch.context() as patch:
        (slowly if locked else together)(patch, stepping, "action_blockers")
        if not locked:
            patch.setattr(turn, "lock", lambda item: Recommendation.objects.get(pk=item.pk))
        yield


def deciding(cast: Cast, action: Action, name: str, who: str) -> Attempt:
    by = cast.lead.actor(TODAY) if who == "lead" else deputy()
    shown = digest(action, DONE_FIELDS)
    return lambda: getattr(actions, name)(action=action, shown=shown, by=by, at=AT, why="So I say.")


def deputy() -> Actor:
    return Actor.of(User.objects.get(name="Dan Deputy"), TODAY)


def changing(cast: Cast, action: Action, who: str, what: str) -> Attempt:
    by, shown = getattr(cast, who).actor(TODAY), digest(action, ACTION_FIELDS)
    post, due_on = action.post, action.due_on
    return lambda: actions.change_action(action=action, what=what, post=post, due_on=due_on, shown=shown, by=by, at=AT)


@pytest.mark.parametrize("second", ["sign_off_action", "return_action"])
def test_an_action_is_decided_on_once(world: Cast, tries: range, monkeypatch: pytest.MonkeyPatch, second: str) -> None:
    item = make_recommendation(world, make_publication())

    for _ in tries:
        action = make_action(world, item, ActionStatus.DONE, at=AT)
        with slow_blockers(monkeypatch, locked=True):
            outcomes = at_once(
                deciding(world, action, "sign_off_action", "lead"), deciding(world, action, second, "deputy")
            )
        assert outcomes == ["NotPossible", "done"]
        verdicts = RecommendationEvent.objects.filter(verb__in=[Verb.SIGN_OFF_ACTION, Verb.RETURN_ACTION])
        assert verdicts.filter(details__action=action.number).count() == 1


def test_of_two_changes_at_once_one_is_told_of_the_other(
    world: Cast, tries: range, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = make_recommendation(world, make_publication())

    for _ in tries:
        action = make_action(world, item, at=AT)
        with slow_blockers(monkeypatch, locked=True):
            outcomes = at_once(changing(world, action, "owner", "Hers"), changing(world, action, "liaison", "Theirs"))
        assert outcomes == ["StaleEdit", "done"]
        assert action.history.count() == 2


def test_a_change_and_a_completion_at_once_do_not_both_go_through(
    world: Cast, tries: range, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = make_recommendation(world, make_publication())

    for _ in tries:
        action = make_action(world, item, at=AT)
        shown, by = digest(action, ACTION_FIELDS), world.other_owner.actor(TODAY)
        with slow_blockers(monkeypatch, locked=True):
            outcomes = at_once(
                changing(world, action, "owner", "Twice as many"),
                lambda action=action, shown=shown, by=by: actions.do_action(
                    action=action, proof="All.", shown=shown, by=by, at=AT
                ),
            )
        assert outcomes in (["NotPossible", "done"], ["StaleEdit", "done"])


def test_two_actions_given_at_once_get_a_number_each(world: Cast, tries: range) -> None:
    item = make_recommendation(world, make_publication())

    def adding(who: str) -> Attempt:
        by, post = getattr(world, who).actor(TODAY), world.other_owner.post
        return lambda: actions.add_action(recommendation=item, what="Train", post=post, due_on=SOON, by=by, at=AT)

    for _ in tries:
        assert at_once(adding("owner"), adding("liaison")) == ["done", "done"]

    numbers = Action.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(1, 2 * len(tries) + 1))


def test_without_the_lock_an_action_would_be_signed_off_twice(
    world: Cast, several_writers: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    action = make_action(world, make_recommendation(world, make_publication()), ActionStatus.DONE, at=AT)

    with slow_blockers(monkeypatch, locked=False):
        outcomes = at_once(
            deciding(world, action, "sign_off_action", "lead"), deciding(world, action, "sign_off_action", "deputy")
        )

    assert outcomes == ["done", "done"]
    assert RecommendationEvent.objects.filter(verb=Verb.SIGN_OFF_ACTION).count() == 2
