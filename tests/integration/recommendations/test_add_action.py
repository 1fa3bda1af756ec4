"""The page on which an action is added to an item."""

from datetime import date
from typing import Any

import pytest

from inspections.models import Publication
from recommendations.enums import Status
from recommendations.models import Action, Recommendation
from recommendations.rules.as_read import PartAsRead
from tests.factories.people import Cast
from tests.factories.recommendations import make_recommendation
from tests.integration.recommendations.act_cases import ROLES, boxes
from tests.integration.recommendations.conftest import People
from tests.integration.recommendations.pages import address, words
from tests.integration.recommendations.step_cases import LATER, OWNER_AND_LIAISON, state_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def item(cast: Cast, publication: Publication) -> Recommendation:
    return make_recommendation(cast, publication, parts=[PartAsRead("a", "audit each month")])


def adding(cast: Cast, **changes: Any) -> dict[str, Any]:
    given = {"what": "Train the supervisors", "post": cast.other_owner.post.pk, **boxes("due_on", LATER)}
    return given | changes


@pytest.mark.parametrize("who", ["owner", "liaison"])
def test_an_action_is_added_on_its_page(who: str, people: People, cast: Cast, item: Recommendation) -> None:
    browser = getattr(people, who)

    page = browser.page(f"{address(item)}actions/add/")
    answer = browser.post(f"{address(item)}actions/add/", **adding(cast, part_letter="a"))

    assert '<option value="" selected>All of the item</option>' in page
    assert (answer.status_code, answer.get("Location")) == (302, f"{address(item)}actions/")
    action = Action.objects.get()
    assert (action.number, action.what, action.post, action.due_on, action.part_letter) == (
        1, "Train the supervisors", cast.other_owner.post, LATER, "a",
    )  # fmt: skip
    assert f"{item.reference}: action 1 added." in words(browser.page(f"{address(item)}actions/"))


def test_nobody_else_adds_an_action(people: People, cast: Cast, item: Recommendation) -> None:
    before = state_of(item)

    for name in set(ROLES) - OWNER_AND_LIAISON:
        browser = getattr(people, name)
        assert browser.get(f"{address(item)}actions/add/").status_code == 403, name
        assert browser.post(f"{address(item)}actions/add/", **adding(cast)).status_code == 403, name
    assert state_of(item) == before


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"what": ""}, "Enter what is to be done"),
        ({"post": ""}, "Select the post that will do it"),
        ({"due_on_day": ""}, "By when must include a day"),
        ({"part_letter": "z"}, ""),
    ],
)
def test_what_a_new_action_needs_is_asked_for_at_its_field(
    changes: dict[str, str], message: str, people: People, cast: Cast, item: Recommendation
) -> None:
    answer = people.owner.post(f"{address(item)}actions/add/", **adding(cast, **changes))

    page = words(answer.content.decode())
    assert (answer.status_code, Action.objects.count()) == (200, 0)
    assert page.count(message or "There is a problem") >= (2 if message else 1)


def test_a_day_in_the_past_is_refused_and_nothing_typed_is_lost(
    people: People, cast: Cast, item: Recommendation
) -> None:
    answer = people.owner.post(f"{address(item)}actions/add/", **adding(cast, **boxes("due_on", date(2022, 2, 1))))

    page = answer.content.decode()
    assert "The date by which it is to be done cannot be in the past." in page
    assert "Train the supervisors</textarea>" in page
    assert Action.objects.count() == 0


def test_only_posts_that_can_act_on_the_item_are_offered(people: People, cast: Cast, publication: Publication) -> None:
    marked = make_recommendation(cast, publication, marking="official-sensitive")
    ordinary = make_recommendation(cast, publication)

    def offered(item: Recommendation) -> set[str]:
        page = people.owner.page(f"{address(item)}actions/add/")
        members = {name: getattr(cast, name) for name in [*ROLES, "second_liaison"]}
        return {name for name, member in members.items() if f'<option value="{member.post.pk}"' in page}

    assert offered(ordinary) == {
        "liaison", "second_liaison", "owner", "other_owner", "lead", "other_lead", "dcc", "secretary",
    }  # fmt: skip
    assert offered(marked) == {"liaison", "second_liaison", "owner", "lead", "dcc"}
    answer = people.owner.post(f"{address(marked)}actions/add/", **adding(cast))
    assert (answer.status_code, Action.objects.count()) == (200, 0)


def test_an_item_that_was_withdrawn_takes_no_action(people: People, cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication, Status.WITHDRAWN)

    answer = people.liaison.post(f"{address(item)}actions/add/", **adding(cast))

    assert "“Add an action” is for an item that is open." in words(answer.content.decode())
    assert Action.objects.count() == 0
