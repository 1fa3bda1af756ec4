"""What the form of each move of an action asks."""

import pytest

from inspections.models import Publication
from jac_tracker.accounts import actions as people_actions
from recommendations import actions
from recommendations.enums import ActionStatus, Verb
from recommendations.models import Action, Recommendation, RecommendationEvent
from recommendations.presenters.acts import route_of
from recommendations.rules.as_read import PartAsRead
from tests.conftest import NOON, TODAY
from tests.factories.actions import make_action
from tests.factories.people import LONG_AGO, SETTER_UP, Cast
from tests.factories.recommendations import make_recommendation
from tests.integration.recommendations.conftest import People
from tests.integration.recommendations.pages import address, words
from tests.integration.recommendations.step_cases import CASES, page_of, state_of, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def item(cast: Cast, publication: Publication) -> Recommendation:
    return make_recommendation(cast, publication, parts=[PartAsRead("a", "audit each month")])


@pytest.mark.parametrize(
    ("verb", "messages"),
    [
        (
            Verb.CHANGE_ACTION,
            ["Enter what is to be done", "Select the post that will do it", "Enter the day by which it is to be done"],
        ),
        (Verb.DO_ACTION, ["Enter what proves that it is done"]),
        (Verb.RETURN_ACTION, ["Enter a reason"]),
        (Verb.DROP_ACTION, ["Enter a reason"]),
    ],
    ids=lambda value: route_of(value) if isinstance(value, Verb) else "",
)
def test_what_a_move_needs_is_asked_for_at_its_field(
    verb: Verb, messages: list[str], people: People, cast: Cast, item: Recommendation
) -> None:
    action = make_action(cast, item, CASES[verb].status, at=NOON)
    before = state_of(item)

    answer = getattr(people, CASES[verb].by).post(page_of(verb, action))

    page = words(answer.content.decode())
    assert answer.status_code == 200
    for message in messages:
        assert page.count(message) == 2, message  # in the summary and at the field
    assert state_of(item) == before


def test_liaison_is_asked_which_message_it_comes_from_and_the_owner_is_not(
    people: People, cast: Cast, item: Recommendation
) -> None:
    action = make_action(cast, item, at=NOON)
    data = typed(Verb.DO_ACTION, cast, action)

    answer = people.liaison.post(page_of(Verb.DO_ACTION, action), **data)

    assert words(answer.content.decode()).count("Enter which message this comes from") == 2
    assert 'name="cites"' not in people.owner.page(page_of(Verb.DO_ACTION, action))
    assert 'name="cites"' not in people.other_owner.page(page_of(Verb.DO_ACTION, action))
    done = people.liaison.post(page_of(Verb.DO_ACTION, action), **(data | {"cites": "E-mail of 28 February"}))
    assert done.status_code == 302
    assert RecommendationEvent.objects.latest("id").cites == "E-mail of 28 February"


def test_a_day_that_moves_asks_for_its_reason_at_the_field(people: People, cast: Cast, item: Recommendation) -> None:
    action = make_action(cast, item, at=NOON)
    data = typed(Verb.CHANGE_ACTION, cast, action) | {"reason": ""}

    answer = people.owner.post(page_of(Verb.CHANGE_ACTION, action), **data)

    assert words(answer.content.decode()).count("Enter a reason, because the day moves") == 2
    assert Action.objects.get().due_on == action.due_on


def test_an_action_that_came_back_is_done_again_from_the_proof_it_had(
    people: People, cast: Cast, item: Recommendation
) -> None:
    action = make_action(cast, item, ActionStatus.DONE, at=NOON)
    actions.return_action(action=action, by=cast.lead.actor(TODAY), at=NOON, why="Not all.")

    page = people.other_owner.page(page_of(Verb.DO_ACTION, action))

    assert "All 40 are trained.</textarea>" in page
    assert "It came back Not all." in words(page)


def test_a_stand_in_is_asked_why(people: People, cast: Cast, item: Recommendation) -> None:
    people_actions.hand_over(
        post=cast.other_owner.post, to=cast.lead.user, from_on=TODAY, by=SETTER_UP, at=LONG_AGO, why="Acting."
    )
    action = make_action(cast, item, ActionStatus.DONE, at=NOON)
    page = page_of(Verb.SIGN_OFF_ACTION, action)
    data = typed(Verb.SIGN_OFF_ACTION, cast, action)

    assert "You hold the post that this action is given to, so somebody else must decide on it." in words(
        people.lead.page(page)
    )
    stand_in = people.other_lead
    assert words(stand_in.post(page, **data).content.decode()).count("Enter a reason") == 2
    answer = stand_in.post(page, **(data | {"reason": "ACC Crime did it."}))
    assert (answer.status_code, answer.get("Location")) == (302, address(item))  # of which only the headline is left
    assert Action.objects.get().status == ActionStatus.SIGNED_OFF
    assert "action 1 signed off." in words(stand_in.page(address(item)))
