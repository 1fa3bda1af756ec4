"""Who asks, under which posts, on which day."""

from datetime import date, timedelta

import pytest

from jac_tracker.accounts import actions
from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.models import Holding, Post
from jac_tracker.accounts.roles import DUTIES, Duty, Role, roles_with
from tests.conftest import NOON, TODAY
from tests.factories.people import LONG_AGO, SETTER_UP, Cast, make_member

pytestmark = pytest.mark.django_db

FIRST = LONG_AGO.date()


def give(cast: Cast, post: Post, from_on: date = TODAY, is_acting: bool = False) -> Holding:
    """The owner takes another post as well."""
    return actions.hand_over(post=post, to=cast.owner.user, from_on=from_on, is_acting=is_acting, by=SETTER_UP, at=NOON)


@pytest.mark.parametrize(
    ("on", "holds"),
    [
        (FIRST - timedelta(days=1), False),
        (FIRST, True),
        (date(2022, 3, 31), True),
        (date(2022, 4, 1), False),
    ],
)
def test_a_post_counts_from_its_first_day_to_its_last(on: date, holds: bool, cast: Cast) -> None:
    actions.end_holding(holding=cast.owner.post.holdings.get(), to_on=date(2022, 3, 31), by=SETTER_UP, at=NOON)

    assert (cast.owner.post in Actor.of(cast.owner.user, on).posts) is holds


def test_who_may_not_sign_in_and_a_post_out_of_use_give_nothing(cast: Cast) -> None:
    actions.deactivate_person(person=cast.lead.user, by=SETTER_UP, at=NOON, why="Left")
    actions.change_post(post=cast.owner.post, values={"is_active": False}, by=SETTER_UP, at=NOON)

    assert Actor.of(cast.lead.user, TODAY).posts == ()
    assert Actor.of(cast.owner.user, TODAY).posts == ()


def test_an_actor_asks_the_database_once(cast: Cast, django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        actor = Actor.of(cast.lead.user, TODAY)
        assert actor.posts[0].portfolio == cast.crime
        assert actor.roles == {Role.PORTFOLIO_LEAD}
        assert actor.led_portfolio_ids == {cast.crime.pk}
        assert actor.may(Duty.SIGN_OFF)


@pytest.mark.parametrize("duty", Duty)
@pytest.mark.parametrize("role", Role)
def test_a_duty_comes_with_the_roles_that_have_it(role: Role, duty: Duty, cast: Cast) -> None:
    assert cast.of(role).actor(TODAY).may(duty) is (role in roles_with(duty))
    assert cast.of(role).actor(TODAY).may(duty) is (duty in DUTIES[role])


def test_who_holds_two_posts_may_do_what_either_gives_and_is_recorded_under_the_one_that_gave_it(cast: Cast) -> None:
    give(cast, cast.secretary.post, is_acting=True)
    actor = Actor.of(cast.owner.user, TODAY)

    assert actor.roles == {Role.OWNER, Role.SECRETARY}
    assert actor.post == cast.owner.post
    assert actor.under(Duty.KEEP_MEETINGS).post == cast.secretary.post
    assert actor.under(Duty.READ_ISSUED_PAPERS).post == cast.owner.post
    assert actor.under(Duty.APPROVE) == actor


def test_of_two_posts_that_give_a_right_the_items_own_portfolio_is_preferred(cast: Cast) -> None:
    lead = Actor.of(cast.lead.user, TODAY)
    actions.hand_over(
        post=cast.other_lead.post, to=cast.lead.user, from_on=TODAY, is_acting=True, by=SETTER_UP, at=NOON
    )
    both = Actor.of(cast.lead.user, TODAY)

    assert both.under(Duty.SIGN_OFF, cast.local.pk).post == cast.other_lead.post
    assert both.under(Duty.SIGN_OFF, cast.crime.pk).post == cast.lead.post
    assert both.under(Duty.SIGN_OFF, None).post == cast.lead.post
    assert lead.under(Duty.SIGN_OFF, cast.local.pk).post == cast.lead.post


def test_an_actor_acts_as_the_holder_of_a_post_held_and_of_no_other(cast: Cast) -> None:
    give(cast, cast.secretary.post, is_acting=True)
    actor = Actor.of(cast.owner.user, TODAY)

    assert actor.as_holder_of(cast.secretary.post.pk).post == cast.secretary.post
    assert actor.as_holder_of(cast.dcc.post.pk) == actor
    assert actor.as_holder_of(None) == actor


def test_a_substantive_post_comes_before_an_acting_one_and_an_old_one_before_a_new(cast: Cast) -> None:
    give(cast, cast.dcc.post, from_on=date(2016, 1, 1), is_acting=True)
    give(cast, cast.secretary.post, from_on=date(2017, 1, 1))

    posts = Actor.of(cast.owner.user, TODAY).posts

    assert posts == (cast.owner.post, cast.secretary.post, cast.dcc.post)


def test_a_portfolio_leads_nobody_but_its_lead(cast: Cast) -> None:
    assert cast.owner.post.portfolio == cast.crime
    assert Actor.of(cast.owner.user, TODAY).led_portfolio_ids == frozenset()


def test_a_command_may_do_everything_and_is_nobody() -> None:
    command = Actor.system("load_demo", on=TODAY)

    assert all(command.may(duty) for duty in Duty)
    assert (command.user_id, command.post_id, command.roles, command.system_name) == (
        None,
        None,
        frozenset(),
        "load_demo",
    )


def test_holding_a_post_twice_over_counts_once(cast: Cast) -> None:
    member = make_member("Ann Again", "Twice Held", Role.OWNER)
    actions.end_holding(holding=member.post.holdings.get(), to_on=TODAY, by=SETTER_UP, at=NOON)
    tomorrow = TODAY + timedelta(days=1)
    actions.hand_over(post=member.post, to=member.user, from_on=tomorrow, is_acting=True, by=SETTER_UP, at=NOON)
    actions.hand_over(post=member.post, to=member.user, from_on=tomorrow + timedelta(days=1), by=SETTER_UP, at=NOON)

    assert Actor.of(member.user, tomorrow + timedelta(days=5)).posts == (member.post,)
