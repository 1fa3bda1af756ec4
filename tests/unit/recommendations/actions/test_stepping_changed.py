"""recommendations.actions.stepping: actions changed."""

from datetime import date, timedelta
from typing import Any

import pytest

from inspections.models import Publication
from jac_tracker.accounts.actions import NotPossible
from jac_tracker.history import StaleEdit, digest
from recommendations import actions
from recommendations.actions import ACTION_FIELDS, PartAsRead
from recommendations.enums import Verb
from recommendations.models import Action, Recommendation
from tests.factories.actions import make_action
from tests.factories.people import Cast
from tests.factories.recommendations import make_recommendation
from tests.unit.recommendations.actions.steps import AT, SOON, TODAY, change, last_event, state


@pytest.fixture
def item(cast: Cast, publication: Publication) -> Recommendation:
    return make_recommendation(cast, publication, parts=[PartAsRead("a", "audit each month")])


def test_a_change_keeps_the_first_day_and_says_why_it_moves(cast: Cast, item: Recommendation) -> None:
    action = make_action(cast, item, at=AT, due_on=SOON)

    later = SOON + timedelta(days=7)
    changed = change(action, cast, what="Train all", post=cast.lead.post, due_on=later, part_letter="a", why="Illness.")

    assert (changed.what, changed.post, changed.due_on, changed.first_due_on, changed.part_letter) == (
        "Train all", cast.lead.post, later, SOON, "a",
    )  # fmt: skip
    event = last_event()
    assert (event.verb, event.why, event.details) == (Verb.CHANGE_ACTION, "Illness.", {"action": 1})


@pytest.mark.parametrize("days", [-3, 3])
def test_a_day_that_moves_needs_its_reason_either_way(cast: Cast, item: Recommendation, days: int) -> None:
    action = make_action(cast, item, at=AT, due_on=SOON)
    before = state()

    with pytest.raises(NotPossible, match="The date moves, so give a reason"):
        change(action, cast, due_on=SOON + timedelta(days=days), why=" ")

    assert state() == before


def test_words_change_without_a_reason_even_when_the_day_has_passed(cast: Cast, item: Recommendation) -> None:
    action = make_action(cast, item, at=AT, due_on=TODAY)
    by, later = cast.owner.actor(TODAY), AT + timedelta(days=9)

    changed = actions.change_action(
        action=action, what="Train some", post=action.post, due_on=action.due_on, by=by, at=later
    )

    assert changed.what == "Train some"


def test_a_change_that_changes_nothing_is_refused(cast: Cast, item: Recommendation) -> None:
    action = make_action(cast, item, at=AT)

    with pytest.raises(NotPossible, match="Nothing of the action has been changed"):
        change(action, cast)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"what": ""}, "Say what is to be done."),
        ({"due_on": date(2022, 1, 31), "why": "So."}, "cannot be in the past"),
        ({"part_letter": "z"}, "This item has no part"),
        ({"post": "reader"}, "works on no item"),
    ],
)
def test_a_change_is_held_to_what_a_new_action_is(
    cast: Cast, item: Recommendation, values: dict[str, Any], sentence: str
) -> None:
    action = make_action(cast, item, at=AT)
    if "post" in values:
        values = values | {"post": getattr(cast, values["post"]).post}
    before = state()

    with pytest.raises(NotPossible, match=sentence):
        change(action, cast, **values)

    assert state() == before


def test_a_change_of_what_somebody_else_changed_meanwhile_is_refused(cast: Cast, item: Recommendation) -> None:
    action = make_action(cast, item, at=AT)
    shown = digest(action, ACTION_FIELDS)
    change(action, cast, what="Theirs", by=cast.liaison.actor(TODAY))

    with pytest.raises(StaleEdit):
        change(action, cast, what="Mine", shown=shown)

    assert Action.objects.get().what == "Theirs"
