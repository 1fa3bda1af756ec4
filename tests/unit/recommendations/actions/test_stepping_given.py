"""recommendations.actions.stepping: actions given, to whom and by whom."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from inspections import actions as inspecting
from inspections.models import Publication
from jac_tracker.accounts import actions as people
from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.roles import Role
from recommendations.actions import PartAsRead
from recommendations.enums import ActionStatus, Marking, Status, Verb
from recommendations.models import Recommendation
from tests.factories.actions import make_action
from tests.factories.people import LONG_AGO, SETTER_UP, Cast
from tests.factories.recommendations import make_recommendation
from tests.unit.recommendations.actions.steps import AT, SOON, TODAY, add, last_event, state


@pytest.fixture
def item(cast: Cast, publication: Publication) -> Recommendation:
    return make_recommendation(cast, publication, parts=[PartAsRead("a", "audit each month")])


def test_an_action_is_given_to_a_post_under_a_number_of_its_own(cast: Cast, item: Recommendation) -> None:
    first = add(item, cast, what="  Train the supervisors ", part_letter="a")
    second = add(item, cast, what="Audit", by=cast.liaison.actor(TODAY))

    assert (first.number, first.what, first.post, first.part_letter) == (
        1, "Train the supervisors", cast.other_owner.post, "a",
    )  # fmt: skip
    assert (first.due_on, first.first_due_on, first.status) == (SOON, SOON, ActionStatus.TO_DO)
    assert second.number == 2
    event = last_event()
    assert (event.verb, event.recommendation, event.details) == (Verb.ADD_ACTION, item, {"action": 2})
    assert (event.by_user, event.by_post) == (cast.liaison.user, cast.liaison.post)
    assert (event.from_status, event.to_status) == (Status.IN_PROGRESS, Status.IN_PROGRESS)


def test_a_number_is_not_used_again_after_an_action_is_dropped(cast: Cast, item: Recommendation) -> None:
    make_action(cast, item, ActionStatus.DROPPED, at=AT)

    assert add(item, cast).number == 2


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"what": "  "}, "Say what is to be done."),
        ({"due_on": date(2022, 1, 31)}, "The date by which it is to be done cannot be in the past."),
        ({"part_letter": "z"}, "This item has no part (z)."),
    ],
)
def test_an_action_needs_words_a_day_to_come_and_a_part_that_is_there(
    cast: Cast, item: Recommendation, values: dict[str, Any], sentence: str
) -> None:
    before = state()

    with pytest.raises(NotPossible, match=sentence.replace("(", r"\(").replace(")", r"\)")):
        add(item, cast, **values)

    assert state() == before


def test_an_action_may_be_due_today(cast: Cast, item: Recommendation) -> None:
    assert add(item, cast, due_on=TODAY).due_on == TODAY


@pytest.mark.parametrize("who", ["lead", "other_owner", "other_lead", "dcc", "secretary", "auditor", "administrator"])
def test_nobody_but_owner_and_liaison_gives_an_action(cast: Cast, item: Recommendation, who: str) -> None:
    before = state()

    with pytest.raises(PermissionDenied):
        add(item, cast, by=getattr(cast, who).actor(TODAY))

    assert state() == before


@pytest.mark.parametrize("who", ["liaison", "owner", "lead", "other_owner", "other_lead", "dcc", "secretary"])
def test_any_post_that_works_on_items_can_be_given_an_action(cast: Cast, item: Recommendation, who: str) -> None:
    post = getattr(cast, who).post

    assert add(item, cast, post=post).post == post


@pytest.mark.parametrize("who", ["reader", "auditor", "administrator"])
def test_a_post_that_works_on_no_item_is_given_none(cast: Cast, item: Recommendation, who: str) -> None:
    with pytest.raises(NotPossible, match="which works on no item"):
        add(item, cast, post=getattr(cast, who).post)


def test_a_post_that_nobody_holds_or_that_is_out_of_use_is_given_none(cast: Cast, item: Recommendation) -> None:
    vacant = people.add_post(title="Vacant", role=Role.OWNER, portfolio=cast.crime, by=SETTER_UP, at=LONG_AGO)
    with pytest.raises(NotPossible, match="Nobody holds the post of Vacant"):
        add(item, cast, post=vacant)

    people.change_post(post=vacant, values={"is_active": False}, by=SETTER_UP, at=LONG_AGO)
    with pytest.raises(NotPossible, match="Vacant is no longer in use"):
        add(item, cast, post=vacant)


@pytest.mark.parametrize("who", ["other_owner", "other_lead", "secretary"])
def test_a_post_that_could_not_see_a_marked_item_is_given_no_action_on_it(
    cast: Cast, publication: Publication, who: str
) -> None:
    item = make_recommendation(cast, publication, marking=Marking.OFFICIAL_SENSITIVE)

    with pytest.raises(NotPossible, match="could not see this item"):
        add(item, cast, post=getattr(cast, who).post)
    for name in ("owner", "lead", "liaison", "dcc"):
        add(item, cast, post=getattr(cast, name).post)


def test_under_an_embargo_only_those_who_see_everything_are_given_an_action(cast: Cast, item: Recommendation) -> None:
    inspection = item.publication.inspection
    inspecting.set_embargo(inspection=inspection, embargoed=True, by=SETTER_UP, at=AT, why="Not yet published.")
    liaison = cast.liaison.actor(TODAY)

    for name in ("owner", "lead", "other_owner"):
        with pytest.raises(NotPossible, match="could not see this item"):
            add(item, cast, post=getattr(cast, name).post, by=liaison)
    assert add(item, cast, post=cast.dcc.post, by=liaison).post == cast.dcc.post
