"""Giving an item its owner, or another one."""

import pytest

from inspections.models import Publication
from jac_tracker.accounts import actions as people_actions
from jac_tracker.accounts.roles import Role
from recommendations.enums import Status, Verb
from tests.conftest import NOON
from tests.factories.people import SETTER_UP, Cast, make_member
from tests.factories.recommendations import make_recommendation
from tests.integration.recommendations.act_cases import CASES, fresh, page_of, typed
from tests.integration.recommendations.conftest import People
from tests.integration.recommendations.pages import words

pytestmark = pytest.mark.django_db


def test_only_posts_in_use_and_held_are_offered_as_owners(people: People, cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication, Status.AWAITING_ALLOCATION)
    people_actions.add_post(title="Held by nobody", role=Role.OWNER, portfolio=cast.crime, by=SETTER_UP, at=NOON)
    idle = make_member("Ida Idle", "Out of use", Role.OWNER, cast.crime)
    people_actions.change_post(post=idle.post, values={"is_active": False}, by=SETTER_UP, at=NOON)

    page = people.liaison.page(page_of(Verb.ALLOCATE, item))
    owners = page[page.index('name="owner_post"') : page.index("</select>")]

    assert "Force Crime Registrar" in owners
    assert "HMICFRS Force Liaison Officer" in owners  # another liaison officer could judge its claims
    for title in ["Held by nobody", "Out of use", "Committee Secretary", "Committee Member", "Internal Auditor",
                  "Register Administrator", "Deputy Chief Constable"]:  # fmt: skip
        assert title not in owners, title


def test_a_post_that_is_not_offered_cannot_be_sent(people: People, cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication, Status.AWAITING_ALLOCATION)

    answer = people.liaison.post(page_of(Verb.ALLOCATE, item), owner_post=cast.reader.post.pk)

    assert "Select the post that will own it from the list" in words(answer.content.decode())


def test_a_new_owner_and_helpers_are_set_together(people: People, cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)

    people.liaison.post(page_of(Verb.REALLOCATE, item), **typed(CASES[Verb.REALLOCATE], cast, item))

    now = fresh(item)
    assert now.owner_post == cast.other_owner.post
    assert [row.post for row in now.supporting_posts.all()] == [cast.owner.post]
