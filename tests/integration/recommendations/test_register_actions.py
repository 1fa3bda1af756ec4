"""The register narrowed by the actions on its items."""

from datetime import timedelta

import pytest

from inspections.models import Publication
from recommendations.enums import ActionStatus
from recommendations.models import Recommendation
from tests.conftest import NOON, TODAY
from tests.factories.actions import make_action
from tests.factories.people import Cast
from tests.factories.recommendations import close, make_recommendation
from tests.integration.recommendations.conftest import People, SetClock
from tests.integration.recommendations.pages import REGISTER, references

pytestmark = pytest.mark.django_db

BEFORE = NOON - timedelta(days=9)
LATE, SOON, FAR, DONE, CLOSED, GIVEN = (f"MP-2022-{number:03d}" for number in range(1, 7))


@pytest.fixture
def items(cast: Cast, publication: Publication) -> list[Recommendation]:
    """Items with an action that is late, due soon, far off, done, frozen, and in the hands of the secretary."""
    items = [make_recommendation(cast, publication) for _ in range(6)]
    late = {"due_on": TODAY - timedelta(days=1), "at": BEFORE}
    make_action(cast, items[0], **late)
    make_action(cast, items[1], at=BEFORE, due_on=TODAY)
    make_action(cast, items[2], at=BEFORE, due_on=TODAY + timedelta(days=31))
    make_action(cast, items[3], ActionStatus.DONE, **late)
    make_action(cast, items[4], **late)
    make_action(cast, items[5], at=BEFORE, due_on=TODAY + timedelta(days=30), post=cast.secretary.post)
    close(cast, items[4], at=BEFORE)
    return items


@pytest.mark.parametrize(
    ("who", "value", "expected"),
    [
        ("liaison", "overdue", [LATE]),
        ("liaison", "soon", [SOON, GIVEN]),
        ("liaison", "done", [DONE]),
        ("liaison", "mine", []),
        ("lead", "done", [DONE]),
        ("other_owner", "mine", [LATE, SOON, FAR]),
        ("other_owner", "overdue", [LATE]),
        ("other_owner", "soon", [SOON]),
        ("other_lead", "overdue", []),
    ],
)
def test_the_register_is_narrowed_to_items_whose_actions_fit_and_that_are_seen_whole(
    who: str, value: str, expected: list[str], people: People, items: list[Recommendation]
) -> None:
    page = getattr(people, who).page(REGISTER, actions=value, status="all")

    assert references(page) == expected


def test_as_at_a_day_the_actions_are_those_of_that_day(
    people: People, items: list[Recommendation], clock: SetClock
) -> None:
    clock(NOON + timedelta(days=40))

    then = people.liaison.page(REGISTER, actions="overdue", as_at=(TODAY - timedelta(days=3)).isoformat())
    now = people.liaison.page(REGISTER, actions="overdue")

    assert (references(then), references(now)) == ([], [LATE, SOON, FAR, GIVEN])


def test_the_filter_costs_no_further_statement(people: People, items: list[Recommendation]) -> None:
    browser = people.liaison

    assert browser.statements(REGISTER, actions="overdue") <= browser.statements(REGISTER) <= 12


def test_a_reader_who_sees_no_item_whole_is_offered_no_such_filter(people: People, items: list[Recommendation]) -> None:
    assert "An action is overdue" not in people.secretary.page(REGISTER)
    assert "An action is overdue" in people.owner.page(REGISTER)
