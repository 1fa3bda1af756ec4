"""Acts on who holds a post: holdings follow one another, and none is lost."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from jac_tracker.accounts import actions
from jac_tracker.accounts.enums import PeopleVerb
from jac_tracker.accounts.models import Holding, PeopleEvent, Post, User
from jac_tracker.accounts.roles import Role
from jac_tracker.history import record
from tests.conftest import NOON, TODAY
from tests.factories.people import LONG_AGO, SETTER_UP, Cast, make_member

pytestmark = pytest.mark.django_db

FIRST = LONG_AGO.date()
MARCH, APRIL, MAY, JUNE = (date(2022, month, 1) for month in (3, 4, 5, 6))
LAST_OF_MARCH, LAST_OF_APRIL, LAST_OF_MAY = date(2022, 3, 31), date(2022, 4, 30), date(2022, 5, 31)


def hand(post: Post, to: User, from_on: date, is_acting: bool = False) -> Holding:
    return actions.hand_over(post=post, to=to, from_on=from_on, is_acting=is_acting, by=SETTER_UP, at=NOON)


def end(holding: Holding, to_on: date) -> Holding:
    return actions.end_holding(holding=holding, to_on=to_on, by=SETTER_UP, at=NOON)


def holdings(post: Post) -> list[tuple[str, date, date | None, bool]]:
    rows = Holding.objects.filter(post=post).order_by("from_on", "id")
    return [(row.user.name, row.from_on, row.to_on, row.is_acting) for row in rows]


def test_a_hand_over_ends_the_holding_before_it_on_the_day_before_in_one_act(cast: Cast) -> None:
    hand(cast.owner.post, cast.lead.user, APRIL)

    event = PeopleEvent.objects.latest("id")
    assert holdings(cast.owner.post) == [
        ("Olive Owner", FIRST, LAST_OF_MARCH, False),
        ("Pat Lead", APRIL, None, False),
    ]
    assert Holding.history.filter(act=event.act).count() == 2
    assert (event.verb, event.person, event.post, event.happened_on) == (
        "hand over",
        cast.lead.user,
        cast.owner.post,
        APRIL,
    )


def test_an_acting_holder_leaves_the_substantive_one_in_place(cast: Cast) -> None:
    hand(cast.owner.post, cast.lead.user, APRIL, is_acting=True)

    assert holdings(cast.owner.post) == [("Olive Owner", FIRST, None, False), ("Pat Lead", APRIL, None, True)]


def test_an_acting_holder_who_gets_the_post_for_good_acts_no_longer(cast: Cast) -> None:
    hand(cast.owner.post, cast.lead.user, APRIL, is_acting=True)

    hand(cast.owner.post, cast.lead.user, MAY)

    assert holdings(cast.owner.post) == [
        ("Olive Owner", FIRST, LAST_OF_APRIL, False),
        ("Pat Lead", APRIL, LAST_OF_APRIL, True),
        ("Pat Lead", MAY, None, False),
    ]


def test_another_acting_holder_goes_on_acting_under_a_new_substantive_one(cast: Cast) -> None:
    hand(cast.owner.post, cast.lead.user, APRIL, is_acting=True)

    hand(cast.owner.post, cast.other_owner.user, MAY)

    assert ("Pat Lead", APRIL, None, True) in holdings(cast.owner.post)


def test_two_may_act_at_once(cast: Cast) -> None:
    hand(cast.owner.post, cast.lead.user, APRIL, is_acting=True)
    hand(cast.owner.post, cast.other_owner.user, MARCH, is_acting=True)

    assert Holding.objects.current(APRIL).filter(post=cast.owner.post, is_acting=True).count() == 2


@pytest.mark.parametrize(
    ("to", "from_on", "is_acting", "sentence"),
    [
        ("owner", APRIL, False, "already holds this post"),
        ("owner", APRIL, True, "already holds this post"),
        ("lead", FIRST, False, "took the post on that day"),
        ("lead", date(2014, 1, 1), False, "already been handed over from a later day"),
    ],
)
def test_a_hand_over_that_cannot_be_is_refused_with_its_reason(
    to: str, from_on: date, is_acting: bool, sentence: str, cast: Cast
) -> None:
    before = holdings(cast.owner.post)

    with pytest.raises(actions.NotPossible, match=sentence):
        hand(cast.owner.post, getattr(cast, to).user, from_on, is_acting)

    assert holdings(cast.owner.post) == before


def test_nobody_acts_twice_for_the_same_days(cast: Cast) -> None:
    hand(cast.owner.post, cast.lead.user, MAY, is_acting=True)

    with pytest.raises(actions.NotPossible, match="already been handed over from a later day"):
        hand(cast.owner.post, cast.lead.user, APRIL, is_acting=True)


def test_a_hand_over_within_a_past_holding_leaves_the_later_ones_alone(cast: Cast) -> None:
    hand(cast.owner.post, cast.lead.user, MAY)

    with pytest.raises(actions.NotPossible, match="already been handed over from a later day"):
        hand(cast.owner.post, cast.other_owner.user, APRIL)


def test_a_post_or_a_person_out_of_use_takes_no_hand_over(cast: Cast) -> None:
    actions.deactivate_person(person=cast.lead.user, by=SETTER_UP, at=NOON, why="Left")
    actions.change_post(post=cast.other_owner.post, values={"is_active": False}, by=SETTER_UP, at=NOON)

    with pytest.raises(actions.NotPossible, match="Pat Lead is deactivated"):
        hand(cast.owner.post, cast.lead.user, APRIL)
    with pytest.raises(actions.NotPossible, match="Head of Neighbourhoods is not in use"):
        hand(cast.other_owner.post, cast.owner.user, APRIL)


# Ending


def test_a_holding_ends_with_its_last_day(cast: Cast) -> None:
    end(cast.owner.post.holdings.get(), LAST_OF_MARCH)

    event = PeopleEvent.objects.latest("id")
    assert holdings(cast.owner.post) == [("Olive Owner", FIRST, LAST_OF_MARCH, False)]
    assert (event.verb, event.person, event.happened_on) == ("end holding", cast.owner.user, LAST_OF_MARCH)


def test_the_same_last_day_again_leaves_nothing(cast: Cast) -> None:
    end(cast.owner.post.holdings.get(), LAST_OF_MARCH)
    events = PeopleEvent.objects.count()

    end(cast.owner.post.holdings.get(), LAST_OF_MARCH)

    assert PeopleEvent.objects.count() == events


def test_a_last_day_before_the_first_is_refused(cast: Cast) -> None:
    with pytest.raises(actions.NotPossible, match="cannot come before the first, 5 January 2015"):
        end(cast.owner.post.holdings.get(), date(2015, 1, 4))


def test_a_holding_does_not_reach_into_the_next_one(cast: Cast) -> None:
    hand(cast.owner.post, cast.lead.user, APRIL)
    first = Holding.objects.get(post=cast.owner.post, user=cast.owner.user)

    with pytest.raises(actions.NotPossible, match="Pat Lead has held the post since 1 April 2022"):
        end(first, APRIL)
    end(first, date(2022, 3, 15))

    assert Holding.objects.get(pk=first.pk).to_on == date(2022, 3, 15)


def test_an_acting_holding_may_lie_beside_a_substantive_one(cast: Cast) -> None:
    acting = hand(cast.owner.post, cast.other_owner.user, MARCH, is_acting=True)
    hand(cast.owner.post, cast.lead.user, APRIL)

    end(acting, LAST_OF_MAY)

    assert ("Omar Other", MARCH, LAST_OF_MAY, True) in holdings(cast.owner.post)


@pytest.mark.parametrize("to_on", [date(2022, 2, 1), TODAY, LAST_OF_MAY])
def test_the_last_administrators_holding_does_not_end_now_or_later(to_on: date, cast: Cast) -> None:
    by = cast.administrator.actor(TODAY)
    holding = cast.administrator.post.holdings.get()

    with pytest.raises(actions.NotPossible, match="leave nobody to keep people"):
        actions.end_holding(holding=holding, to_on=to_on, by=by, at=NOON)
    assert Holding.objects.get(pk=holding.pk).to_on is None

    make_member("Abe Admin", "Second Administrator", Role.ADMINISTRATOR)
    actions.end_holding(holding=holding, to_on=to_on, by=by, at=NOON)
    assert Holding.objects.get(pk=holding.pk).to_on == to_on


def test_an_administrator_of_the_past_is_none_today(cast: Cast) -> None:
    second = make_member("Abe Admin", "Second Administrator", Role.ADMINISTRATOR)
    end(second.post.holdings.get(), date(2022, 2, 15))

    with pytest.raises(actions.NotPossible, match="leave nobody to keep people"):
        actions.end_holding(
            holding=cast.administrator.post.holdings.get(),
            to_on=date(2022, 2, 1),
            by=cast.administrator.actor(TODAY),
            at=NOON,
        )


def test_the_database_holds_one_substantive_holding_that_goes_on_for_each_post(cast: Cast) -> None:
    second = Holding(post=cast.owner.post, user=cast.lead.user, from_on=APRIL)
    event = PeopleEvent(verb=PeopleVerb.HAND_OVER, post=cast.owner.post)

    with pytest.raises(IntegrityError), transaction.atomic():
        record([second], by=SETTER_UP, at=NOON, event=event)
