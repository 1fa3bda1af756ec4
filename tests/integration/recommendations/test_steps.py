"""The page of each move of an action: who may open it, and what it does."""

import pytest

from inspections.models import Publication
from recommendations.enums import ActionStatus, Verb
from recommendations.models import Action, Recommendation, RecommendationEvent
from recommendations.presenters.acts import route_of
from recommendations.rules.as_read import PartAsRead
from recommendations.views.stepping import PAGES
from recommendations.workflow import ACTION_MOVES
from tests.conftest import NOON
from tests.factories.actions import make_action
from tests.factories.people import Cast
from tests.factories.recommendations import close, make_recommendation
from tests.integration.recommendations.act_cases import ROLES
from tests.integration.recommendations.conftest import People
from tests.integration.recommendations.pages import address, words
from tests.integration.recommendations.step_cases import CASES, page_of, state_of, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def item(cast: Cast, publication: Publication) -> Recommendation:
    return make_recommendation(cast, publication, parts=[PartAsRead("a", "audit each month")])


def test_every_move_of_an_action_has_its_page_and_its_case() -> None:
    assert set(PAGES) == set(CASES) == {verb for verb, move in ACTION_MOVES.items() if move.begins}


@pytest.mark.parametrize("verb", CASES, ids=route_of)
def test_a_move_is_made_on_its_page_and_leads_back_to_the_actions(
    verb: Verb, people: People, cast: Cast, item: Recommendation
) -> None:
    case = CASES[verb]
    action = make_action(cast, item, case.status, at=NOON)
    browser = getattr(people, case.by)

    page = words(browser.page(page_of(verb, action)))
    answer = browser.post(page_of(verb, action), **typed(verb, cast, action))

    assert (ACTION_MOVES[verb].button in page, "Train the supervisors" in page) == (True, True)
    assert (answer.status_code, answer.get("Location")) == (302, f"{address(item)}actions/"), words(
        answer.content.decode()
    )
    now = Action.objects.get()
    assert {name: getattr(now, name) for name in case.then} == case.then
    event = RecommendationEvent.objects.latest("id")
    assert (event.verb, event.by_user, event.details) == (verb, getattr(cast, case.by).user, {"action": 1})
    said = verb.label.replace("Action", "action 1")
    assert f"{item.reference}: {said}." in words(browser.page(f"{address(item)}actions/"))


@pytest.mark.parametrize("verb", CASES, ids=route_of)
def test_nobody_else_opens_the_page_or_makes_the_move(
    verb: Verb, people: People, cast: Cast, item: Recommendation
) -> None:
    case = CASES[verb]
    action = make_action(cast, item, case.status, at=NOON)
    before = state_of(item)

    for name in set(ROLES) - case.hands:
        browser = getattr(people, name)
        assert browser.get(page_of(verb, action)).status_code == 403, name
        assert browser.post(page_of(verb, action), **typed(verb, cast, action)).status_code == 403, name
    assert state_of(item) == before


def test_a_post_with_another_action_of_the_item_does_not_come_to_the_page_of_this_one(
    people: People, cast: Cast, item: Recommendation
) -> None:
    action = make_action(cast, item, at=NOON)
    make_action(cast, item, at=NOON, post=cast.secretary.post)
    before = state_of(item)
    page, data = page_of(Verb.DO_ACTION, action), typed(Verb.DO_ACTION, cast, action)

    assert people.secretary.get(f"{address(item)}actions/2/done/").status_code == 200
    assert people.secretary.get(page).status_code == 403
    assert people.secretary.post(page, **data).status_code == 403
    assert state_of(item) == before


@pytest.mark.parametrize("verb", CASES, ids=route_of)
def test_an_action_of_what_is_not_visible_or_that_is_not_there_is_not_found(
    verb: Verb, people: People, cast: Cast, item: Recommendation, embargoed: Publication
) -> None:
    action = make_action(cast, item, CASES[verb].status, at=NOON)
    secret = make_recommendation(cast, embargoed)
    browser = getattr(people, CASES[verb].by)
    path = CASES[verb].path

    assert browser.get(f"{address(secret)}actions/1/{path}/").status_code == 404
    assert browser.get(f"/register/MP-1999-001/actions/1/{path}/").status_code == 404
    for number in (0, action.number + 1, 10**30):
        assert browser.get(f"{address(item)}actions/{number}/{path}/").status_code == 404, number


WRONG = {
    Verb.CHANGE_ACTION: (ActionStatus.DONE, "to do. This one is done."),
    Verb.DO_ACTION: (ActionStatus.DONE, "to do. This one is done."),
    Verb.SIGN_OFF_ACTION: (ActionStatus.SIGNED_OFF, "done. This one is signed off."),
    Verb.RETURN_ACTION: (ActionStatus.TO_DO, "done. This one is to do."),
    Verb.DROP_ACTION: (ActionStatus.SIGNED_OFF, "to do or done. This one is signed off."),
}


@pytest.mark.parametrize("verb", CASES, ids=route_of)
def test_the_wrong_status_is_refused_in_the_same_sentence_before_and_after(
    verb: Verb, people: People, cast: Cast, item: Recommendation
) -> None:
    status, ending = WRONG[verb]
    action = make_action(cast, item, status, at=NOON)
    before = state_of(item)
    browser = getattr(people, CASES[verb].by)
    sentence = f"“{ACTION_MOVES[verb].button}” is for an action that is {ending}"

    page = browser.page(page_of(verb, action))
    answer = browser.post(page_of(verb, action), **typed(verb, cast, action))

    assert sentence in words(page)
    assert "<form" not in page.split("<main")[1]
    assert (answer.status_code, sentence in words(answer.content.decode())) == (200, True)
    assert state_of(item) == before


@pytest.mark.parametrize("verb", CASES, ids=route_of)
def test_the_actions_of_a_closed_item_are_frozen(verb: Verb, people: People, cast: Cast, item: Recommendation) -> None:
    action = make_action(cast, item, CASES[verb].status, at=NOON)
    close(cast, item, at=NOON)
    before = state_of(item)
    browser = getattr(people, CASES[verb].by)

    answer = browser.post(page_of(verb, action), **typed(verb, cast, action))

    sentence = f"“{ACTION_MOVES[verb].button}” is for an item that is open. This one is closed: complete."
    assert sentence in words(browser.page(page_of(verb, action)))
    assert (answer.status_code, sentence in words(answer.content.decode())) == (200, True)
    assert state_of(item) == before


def test_a_double_click_signs_off_once(people: People, cast: Cast, item: Recommendation) -> None:
    action = make_action(cast, item, ActionStatus.DONE, at=NOON)
    data = typed(Verb.SIGN_OFF_ACTION, cast, action)

    first = people.lead.post(page_of(Verb.SIGN_OFF_ACTION, action), **data)
    second = people.lead.post(page_of(Verb.SIGN_OFF_ACTION, action), **data)

    assert (first.status_code, second.status_code) == (302, 200)
    assert RecommendationEvent.objects.filter(verb=Verb.SIGN_OFF_ACTION).count() == 1
