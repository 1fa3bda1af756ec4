"""Acts on people: what each leaves behind, and what it refuses."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from jac_tracker.accounts import actions
from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.models import PeopleEvent, User
from jac_tracker.accounts.roles import Role
from jac_tracker.history import StaleEdit, digest, record
from tests.conftest import NOON, TODAY
from tests.factories.people import SETTER_UP, Cast, make_member

pytestmark = pytest.mark.django_db


def newest() -> PeopleEvent:
    return PeopleEvent.objects.latest("id")


def test_a_person_is_added_with_what_was_given_and_no_way_in(cast: Cast) -> None:
    by = cast.administrator.actor(TODAY)

    person = actions.add_person(name="New", email="New@Force.Example", rank="Sergeant", number="7", by=by, at=NOON)

    event = newest()
    assert (person.email, person.has_usable_password(), person.joined_at) == ("new@force.example", False, NOON)
    assert (event.verb, event.person, event.by_user, event.by_post, event.at) == (
        "add person",
        person,
        cast.administrator.user,
        cast.administrator.post,
        NOON,
    )
    assert event.details == {
        "name": ["", "New"],
        "rank": ["", "Sergeant"],
        "number": ["", "7"],
        "email": ["", "new@force.example"],
    }


def test_a_command_has_no_password_of_its_own(cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        actions.change_password(password="another long one", by=SETTER_UP, at=NOON)


def test_only_ones_own_password_is_changed_without_a_post(cast: Cast) -> None:
    nobody = Actor(user=make_member("Nia", "Nobody", Role.OWNER).user, on=TODAY)
    for verb, person in (("change password", cast.owner.user), ("set password", nobody.user)):
        with pytest.raises(IntegrityError), transaction.atomic():
            record([], by=nobody, at=NOON, event=PeopleEvent(verb=verb, person=person))

    record([], by=nobody, at=NOON, event=PeopleEvent(verb="change password", person=nobody.user))

    assert newest().by_post is None


def test_an_email_address_that_somebody_has_is_refused_whatever_the_case(cast: Cast) -> None:
    people, events = User.objects.count(), PeopleEvent.objects.count()

    with pytest.raises(actions.NotPossible, match="has that email address"):
        actions.add_person(name="Twin", email="OLIVE.OWNER@force.example", by=SETTER_UP, at=NOON)
    with pytest.raises(actions.NotPossible, match="has that email address"):
        actions.change_person(
            person=cast.lead.user, values={"email": "Olive.Owner@force.example"}, by=SETTER_UP, at=NOON
        )

    assert (User.objects.count(), PeopleEvent.objects.count()) == (people, events)


def test_a_change_keeps_old_and_new_of_what_changed_and_of_nothing_else(cast: Cast) -> None:
    values = {"name": "Olive Owner", "rank": "Superintendent", "number": "", "email": "OLIVE.OWNER@force.example"}

    actions.change_person(person=cast.owner.user, values=values, by=SETTER_UP, at=NOON, why="Promoted")

    assert (newest().details, newest().why) == ({"rank": ["", "Superintendent"]}, "Promoted")


def test_a_change_of_nothing_leaves_nothing(cast: Cast) -> None:
    before = PeopleEvent.objects.count()

    actions.change_person(person=cast.owner.user, values={"name": "Olive Owner"}, by=SETTER_UP, at=NOON)

    assert PeopleEvent.objects.count() == before


def test_an_overtaken_change_is_refused(cast: Cast) -> None:
    shown = digest(cast.owner.user, actions.PERSON_FIELDS)
    actions.change_person(person=cast.owner.user, values={"rank": "PC"}, by=SETTER_UP, at=NOON)

    with pytest.raises(StaleEdit):
        actions.change_person(person=cast.owner.user, values={"name": "Mine"}, shown=shown, by=SETTER_UP, at=NOON)

    assert User.objects.get(pk=cast.owner.user.pk).name == "Olive Owner"


def test_a_password_lets_in_and_stands_in_no_history(cast: Cast) -> None:
    actions.set_password(person=cast.owner.user, password="correct horse battery", by=SETTER_UP, at=NOON)

    assert User.objects.get(pk=cast.owner.user.pk).check_password("correct horse battery")
    assert (newest().verb, newest().details) == ("set password", {})


def test_a_person_is_deactivated_and_reactivated_once(cast: Cast) -> None:
    person = cast.owner.user

    actions.deactivate_person(person=person, by=SETTER_UP, at=NOON, why="Left")
    with pytest.raises(actions.NotPossible, match="already deactivated"):
        actions.deactivate_person(person=person, by=SETTER_UP, at=NOON, why="Left")
    assert not User.objects.get(pk=person.pk).is_active

    actions.reactivate_person(person=person, by=SETTER_UP, at=NOON, why="Back")
    with pytest.raises(actions.NotPossible, match="already active"):
        actions.reactivate_person(person=person, by=SETTER_UP, at=NOON, why="Back")
    assert User.objects.get(pk=person.pk).is_active


def test_nobody_deactivates_themselves(cast: Cast) -> None:
    make_member("Abe Admin", "Second Administrator", Role.ADMINISTRATOR)

    with pytest.raises(actions.NotPossible, match="cannot deactivate yourself"):
        actions.deactivate_person(
            person=cast.administrator.user, by=cast.administrator.actor(TODAY), at=NOON, why="Oops"
        )

    assert User.objects.get(pk=cast.administrator.user.pk).is_active


def test_the_last_administrator_stays_active_unless_a_command_says_otherwise(cast: Cast) -> None:
    # Somebody who is about to lose the post themselves, and so would leave nobody behind.
    second = make_member("Abe Admin", "Second Administrator", Role.ADMINISTRATOR)
    leaver = second.actor(TODAY)
    actions.change_post(post=second.post, values={"is_active": False}, by=SETTER_UP, at=NOON)

    with pytest.raises(actions.NotPossible, match="leave nobody to keep people"):
        actions.deactivate_person(person=cast.administrator.user, by=leaver, at=NOON, why="Oops")
    assert User.objects.get(pk=cast.administrator.user.pk).is_active

    actions.deactivate_person(person=cast.administrator.user, by=SETTER_UP, at=NOON, why="By command")
    assert not User.objects.get(pk=cast.administrator.user.pk).is_active


ACTS: dict[str, Any] = {
    "add_person": lambda cast, by: actions.add_person(name="X", email="x@force.example", by=by, at=NOON),
    "change_person": lambda cast, by: actions.change_person(
        person=cast.owner.user, values={"name": "X"}, by=by, at=NOON
    ),
    "set_password": lambda cast, by: actions.set_password(person=cast.owner.user, password="p", by=by, at=NOON),
    "deactivate_person": lambda cast, by: actions.deactivate_person(
        person=cast.other_owner.user, by=by, at=NOON, why="X"
    ),
    "reactivate_person": lambda cast, by: actions.reactivate_person(
        person=cast.other_owner.user, by=by, at=NOON, why="X"
    ),
    "add_portfolio": lambda cast, by: actions.add_portfolio(name="X", by=by, at=NOON),
    "change_portfolio": lambda cast, by: actions.change_portfolio(
        portfolio=cast.crime, values={"name": "X"}, by=by, at=NOON
    ),
    "add_post": lambda cast, by: actions.add_post(title="X", role=Role.ADMINISTRATOR, by=by, at=NOON),
    "change_post": lambda cast, by: actions.change_post(post=cast.owner.post, values={"title": "X"}, by=by, at=NOON),
    "hand_over": lambda cast, by: actions.hand_over(
        post=cast.administrator.post, to=by.user, from_on=TODAY, by=by, at=NOON
    ),
    "end_holding": lambda cast, by: actions.end_holding(
        holding=cast.owner.post.holdings.get(), to_on=TODAY, by=by, at=NOON
    ),
}


def test_the_table_of_acts_names_every_act() -> None:
    everybodys = {"change_password", "make_token", "revoke_token"}
    assert set(ACTS) | everybodys == {name for name in actions.__all__ if name.islower()}


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
@pytest.mark.parametrize("name", ACTS)
def test_every_act_is_refused_to_every_role_but_the_administrator(name: str, role: Role, cast: Cast) -> None:
    events = PeopleEvent.objects.count()

    with pytest.raises(PermissionDenied):
        ACTS[name](cast, cast.of(role).actor(TODAY))

    assert PeopleEvent.objects.count() == events


@pytest.mark.parametrize("name", [name for name in ACTS if name != "reactivate_person"])
def test_every_act_is_open_to_the_administrator(name: str, cast: Cast) -> None:
    events = PeopleEvent.objects.count()
    by = cast.administrator.actor(TODAY)
    if name == "hand_over":
        by = make_member("Abe Admin", "Second Administrator", Role.ADMINISTRATOR).actor(TODAY)
        events = PeopleEvent.objects.count()

    ACTS[name](cast, by)

    assert PeopleEvent.objects.count() == events + 1
