"""What the history of a person, a post or a portfolio says."""

from datetime import date, timedelta

import pytest

from jac_tracker.accounts import actions
from jac_tracker.accounts.models import Holding
from jac_tracker.accounts.presenters import Change, Entry, person_timeline, portfolio_timeline, post_timeline
from jac_tracker.accounts.roles import Role
from tests.conftest import NOON, TODAY
from tests.factories.people import SETTER_UP, Cast

pytestmark = pytest.mark.django_db

APRIL = date(2022, 4, 1)
SET_UP = ("the command tests", "5 January 2015 at 9am")


def titles(entries: list[Entry]) -> list[str]:
    return [entry.title for entry in entries]


def test_an_entry_says_who_did_it_under_which_post_when_and_why(cast: Cast) -> None:
    by = cast.administrator.actor(TODAY)
    values = {"name": "Olive Married", "rank": "Superintendent"}
    actions.change_person(person=cast.owner.user, values=values, by=by, at=NOON, why="Wedding")

    newest, *older = person_timeline(cast.owner.user)

    assert newest == Entry(
        title="Person changed",
        by="Register Administrator (Ada Admin)",
        when="1 March 2022 at midday",
        words="Wedding",
        changes=(
            Change("Name", "Olive Owner", "Olive Married"),
            Change("Rank or title", "", "Superintendent"),
        ),
    )
    assert older == [
        Entry("Force Crime Registrar handed to Olive Owner from 5 January 2015", *SET_UP),
        Entry("Person added", *SET_UP),
    ]


def test_a_hand_over_stands_with_who_gives_the_post_and_who_takes_it(cast: Cast) -> None:
    actions.hand_over(post=cast.owner.post, to=cast.lead.user, from_on=APRIL, by=SETTER_UP, at=NOON)

    words = "Force Crime Registrar handed to Pat Lead from 1 April 2022"
    assert titles(person_timeline(cast.owner.user))[0] == words
    assert titles(person_timeline(cast.lead.user))[0] == words
    assert titles(post_timeline(cast.owner.post))[0] == words
    assert words not in titles(person_timeline(cast.other_owner.user))


def test_an_acting_hand_over_and_an_end_say_what_they_are(cast: Cast) -> None:
    acting = actions.hand_over(
        post=cast.owner.post, to=cast.lead.user, from_on=APRIL, is_acting=True, by=SETTER_UP, at=NOON
    )
    actions.end_holding(holding=acting, to_on=APRIL, by=SETTER_UP, at=NOON + timedelta(hours=1))

    assert titles(post_timeline(cast.owner.post))[:2] == [
        "Force Crime Registrar held by Pat Lead to 1 April 2022",
        "Force Crime Registrar handed to Pat Lead (acting) from 1 April 2022",
    ]


def test_a_change_of_a_post_shows_old_and_new_in_words(cast: Cast) -> None:
    values = {
        "title": "Head of Crime Data",
        "role": Role.PORTFOLIO_LEAD,
        "portfolio": cast.local,
        "unit": "Registry",
        "is_active": False,
    }
    actions.change_post(post=cast.owner.post, values=values, by=SETTER_UP, at=NOON)

    assert post_timeline(cast.owner.post)[0].changes == (
        Change("Title", "Force Crime Registrar", "Head of Crime Data"),
        Change("Role", "Owner", "Portfolio lead"),
        Change("Portfolio", "Crime", "Local Policing"),
        Change("Office or unit", "", "Registry"),
        Change("Use", "In use", "Not in use"),
    )


def test_names_are_those_of_the_moment_of_each_act(cast: Cast) -> None:
    by = cast.administrator.actor(TODAY)
    actions.change_post(post=cast.owner.post, values={"portfolio": cast.local}, by=by, at=NOON)
    actions.hand_over(post=cast.owner.post, to=cast.lead.user, from_on=APRIL, by=by, at=NOON)
    later = {"by": SETTER_UP, "at": NOON + timedelta(days=1)}
    actions.change_post(post=cast.administrator.post, values={"title": "Keeper"}, **later)
    actions.change_person(person=cast.administrator.user, values={"name": "Ada Wed", "rank": "Dr"}, **later)
    actions.change_portfolio(portfolio=cast.local, values={"name": "Places"}, **later)
    actions.change_person(person=cast.lead.user, values={"name": "Pat Wed"}, **later)
    actions.change_post(post=cast.owner.post, values={"title": "Crime Data"}, **later)
    last = cast.administrator.actor(TODAY)
    actions.change_post(post=cast.owner.post, values={"portfolio": None}, by=last, at=NOON + timedelta(days=2))

    newest, _renamed, handed, moved, *_ = post_timeline(cast.owner.post)

    assert (newest.by, newest.changes) == ("Keeper (Dr Ada Wed)", (Change("Portfolio", "Places", "None"),))
    assert handed.title == "Force Crime Registrar handed to Pat Lead from 1 April 2022"
    assert moved.by == "Register Administrator (Ada Admin)"
    assert moved.changes == (Change("Portfolio", "Crime", "Local Policing"),)


def test_a_post_that_leaves_its_portfolio_says_none(cast: Cast) -> None:
    actions.change_post(post=cast.owner.post, values={"portfolio": None}, by=SETTER_UP, at=NOON)

    assert post_timeline(cast.owner.post)[0].changes == (Change("Portfolio", "Crime", "None"),)


def test_a_change_of_a_portfolio_shows_old_and_new(cast: Cast) -> None:
    actions.change_portfolio(portfolio=cast.crime, values={"name": "Serious Crime"}, by=SETTER_UP, at=NOON)

    newest, oldest = portfolio_timeline(cast.crime)
    assert newest.changes == (Change("Name", "Crime", "Serious Crime"),)
    assert oldest == Entry("Portfolio added", *SET_UP)


def test_a_timeline_costs_the_same_however_long_it_is(cast: Cast, django_assert_num_queries) -> None:
    for number in range(5):
        actions.change_post(post=cast.owner.post, values={"unit": str(number)}, by=SETTER_UP, at=NOON)
        actions.change_person(person=cast.owner.user, values={"rank": str(number)}, by=SETTER_UP, at=NOON)
    assert Holding.objects.filter(user=cast.owner.user).exists()

    with django_assert_num_queries(6):
        post_timeline(cast.owner.post)
    with django_assert_num_queries(5):
        person_timeline(cast.owner.user)
