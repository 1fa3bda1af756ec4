"""A move of an action whose form was overtaken by what somebody else did."""

from datetime import timedelta

import pytest

from inspections.models import Publication
from jac_tracker.history import digest
from recommendations import actions
from recommendations.enums import ActionStatus, Verb
from recommendations.models import Action, Recommendation
from recommendations.presenters.acts import route_of
from recommendations.rules.as_read import PartAsRead
from tests.conftest import NOON, TODAY
from tests.factories.actions import make_action
from tests.factories.people import Cast
from tests.factories.recommendations import make_recommendation
from tests.integration.recommendations.conftest import People
from tests.integration.recommendations.pages import words
from tests.integration.recommendations.step_cases import CASES, page_of, state_of, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def item(cast: Cast, publication: Publication) -> Recommendation:
    return make_recommendation(cast, publication, parts=[PartAsRead("a", "audit each month")])


@pytest.mark.parametrize("verb", CASES, ids=route_of)
def test_a_form_overtaken_by_somebody_else_comes_back_and_nothing_is_done(
    verb: Verb, people: People, cast: Cast, item: Recommendation
) -> None:
    case = CASES[verb]
    action = make_action(cast, item, case.status, at=NOON)
    data = typed(verb, cast, action)
    overtake(cast, action)
    before = state_of(item)
    browser = getattr(people, case.by)

    answer = browser.post(page_of(verb, action), **data)
    page = answer.content.decode()

    assert answer.status_code == 409
    assert "Somebody " in words(page)
    assert ("Theirs" in page, state_of(item)) == (True, before)
    shown_now = digest(Action.objects.get(), case.shown)
    assert f'name="as_shown" value="{shown_now}"' in page
    again = browser.post(page_of(verb, action), **(data | {"as_shown": shown_now}))
    assert again.status_code == 302


def overtake(cast: Cast, action: Action) -> None:
    """Somebody else changes what the form shows: the action to do, or the proof of the one done."""
    at = NOON + timedelta(minutes=1)
    liaison = cast.second_liaison.actor(TODAY)
    if action.status == ActionStatus.TO_DO:
        given = {"what": "Theirs", "post": action.post, "due_on": action.due_on, "part_letter": action.part_letter}
        actions.change_action(action=action, **given, by=liaison, at=at)
    else:
        actions.return_action(action=action, by=cast.lead.actor(TODAY), at=at, why="Not all.")
        actions.do_action(action=action, proof="Theirs", cites="E-mail", by=liaison, at=at)


def test_an_overtaken_change_shows_theirs_and_yours(people: People, cast: Cast, item: Recommendation) -> None:
    action = make_action(cast, item, at=NOON)
    data = typed(Verb.CHANGE_ACTION, cast, action)
    overtake(cast, action)

    page = words(people.owner.post(page_of(Verb.CHANGE_ACTION, action), **data).content.decode())

    assert "What is to be done In the register now Theirs What you typed Train all" in page
