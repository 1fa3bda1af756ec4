"""The administrator's pages for people."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from jac_tracker.accounts import actions
from jac_tracker.accounts.models import PeopleEvent, User
from jac_tracker.accounts.roles import Role
from jac_tracker.history import digest
from tests.conftest import NOON
from tests.factories.people import SETTER_UP, Cast, make_member

pytestmark = pytest.mark.django_db

PERSON_FIELDS = ("name", "rank", "number", "email")


@pytest.fixture
def admin(client: Client, cast: Cast) -> Client:
    client.force_login(cast.administrator.user)
    return client


def statements(client: Client, address: str, assert_num: Any = None) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.mark.parametrize("name", ["people", "posts"])
def test_the_lists_cost_the_same_with_many_rows(
    name: str, admin: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    few = statements(admin, reverse(name))

    for number in range(20):
        make_member(f"Extra {number}", f"Extra post {number}", Role.OWNER)

    assert statements(admin, reverse(name)) == few <= 8


def test_a_person_is_added_with_the_acts_actor_and_values_recorded(admin: Client, cast: Cast) -> None:
    values = {"name": "New Person", "rank": "Inspector", "number": "1234", "email": "New.Person@Force.example"}

    answer = admin.post(reverse("add_person"), values)

    person = User.objects.get(email="new.person@force.example")
    event = PeopleEvent.objects.get(person=person)
    assert answer["Location"] == reverse("person", args=[person.pk])
    assert (str(person), event.by_user, event.by_post) == (
        "Inspector New Person",
        cast.administrator.user,
        cast.administrator.post,
    )
    assert not person.has_usable_password()


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({}, "Enter the name"),
        ({"name": "N", "email": "not an address"}, "in the form name@example.org"),
        ({"name": "N", "email": "LIA.LIAISON@force.example"}, "Somebody in this register has that email address"),
        ({"name": "x" * 151, "email": "a@b.example"}, "150 characters or fewer"),
    ],
)
def test_a_wrong_person_is_refused_at_the_field(values: dict[str, str], message: str, admin: Client) -> None:
    people = User.objects.count()

    answer = admin.post(reverse("add_person"), values)

    assert message in answer.content.decode()
    assert User.objects.count() == people


def test_a_change_of_name_is_recorded_with_old_and_new(admin: Client, cast: Cast) -> None:
    shown = digest(cast.owner.user, PERSON_FIELDS)
    values = {"name": "Olive Married", "rank": "", "number": "", "email": cast.owner.user.email, "as_shown": shown}

    admin.post(reverse("change_person", args=[cast.owner.user.pk]), values)

    event = PeopleEvent.objects.filter(person=cast.owner.user).latest("at")
    page = admin.get(reverse("person", args=[cast.owner.user.pk])).content.decode()
    assert event.details == {"name": ["Olive Owner", "Olive Married"]}
    assert "Olive Owner" in page
    assert "Olive Married" in page


def test_an_overtaken_edit_shows_both_texts_and_keeps_what_was_typed(admin: Client, cast: Cast) -> None:
    address = reverse("change_person", args=[cast.owner.user.pk])
    shown = admin.get(address).context["form"].initial["as_shown"]
    actions.change_person(person=cast.owner.user, values={"name": "Theirs"}, by=SETTER_UP, at=NOON)
    values = {"name": "Mine", "rank": "", "number": "", "email": cast.owner.user.email, "as_shown": shown}

    answer = admin.post(address, values)

    assert answer.status_code == 409
    assert answer.context["conflicts"] == (("Name", "Theirs", "Mine"),)
    assert User.objects.get(pk=cast.owner.user.pk).name == "Theirs"

    values["as_shown"] = answer.context["form"].data["as_shown"]
    assert admin.post(address, values).status_code == 302
    assert User.objects.get(pk=cast.owner.user.pk).name == "Mine"


def test_a_password_too_short_is_refused_and_a_good_one_lets_in(admin: Client, cast: Cast) -> None:
    address = reverse("set_password", args=[cast.owner.user.pk])

    assert b"too short" in admin.post(address, {"password": "short"}).content
    admin.post(address, {"password": "correct horse battery"})

    assert User.objects.get(pk=cast.owner.user.pk).check_password("correct horse battery")
    assert "correct horse" not in str(list(PeopleEvent.objects.values()))


def test_an_administrator_cannot_shut_themselves_out(admin: Client, cast: Cast) -> None:
    answer = admin.post(reverse("set_active", args=[cast.administrator.user.pk]), {"reason": "Oops"})

    assert b"You cannot deactivate yourself" in answer.content
    assert User.objects.get(pk=cast.administrator.user.pk).is_active


def test_deactivating_and_reactivating_need_a_reason(admin: Client, cast: Cast) -> None:
    address = reverse("set_active", args=[cast.owner.user.pk])

    assert b"Enter a reason" in admin.post(address, {}).content
    admin.post(address, {"reason": "Retired"})
    gone = User.objects.get(pk=cast.owner.user.pk).is_active
    admin.post(address, {"reason": "Back as staff"})

    assert (gone, User.objects.get(pk=cast.owner.user.pk).is_active) == (False, True)


def test_the_button_does_what_it_says_whatever_somebody_else_did_meanwhile(admin: Client, cast: Cast) -> None:
    address = reverse("set_active", args=[cast.owner.user.pk])
    assert b'name="active" value="no"' in admin.get(address).content
    actions.deactivate_person(person=cast.owner.user, by=SETTER_UP, at=NOON, why="Left")

    answer = admin.post(address, {"reason": "Left", "active": "no"})

    assert b"Olive Owner is already deactivated" in answer.content
    assert b'name="active" value="no"' in answer.content
    assert not User.objects.get(pk=cast.owner.user.pk).is_active


def test_setting_ones_own_password_keeps_the_session(admin: Client, cast: Cast) -> None:
    address = reverse("set_password", args=[cast.administrator.user.pk])

    answer = admin.post(address, {"password": "correct horse battery"}, follow=True)

    assert answer.redirect_chain == [(reverse("person", args=[cast.administrator.user.pk]), 302)]
    assert b"can sign in with the new password" in answer.content


def test_an_administrators_own_page_offers_no_deactivation(admin: Client, cast: Cast) -> None:
    own = admin.get(reverse("person", args=[cast.administrator.user.pk])).content.decode()
    other = admin.get(reverse("person", args=[cast.owner.user.pk])).content.decode()

    assert reverse("set_active", args=[cast.administrator.user.pk]) not in own
    assert reverse("set_active", args=[cast.owner.user.pk]) in other


def test_an_email_address_taken_in_between_is_refused_at_the_field(
    admin: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jac_tracker.accounts.forms._other_person_with", lambda email, person: False)
    values = {"name": "N", "rank": "", "number": "", "email": cast.lead.user.email}

    for address in (reverse("add_person"), reverse("change_person", args=[cast.owner.user.pk])):
        shown = admin.get(address).context["form"].initial.get("as_shown", "")
        answer = admin.post(address, {**values, "as_shown": shown})
        assert answer.context["form"].errors == {
            "email": ["Somebody in this register has that email address. Enter another one"]
        }


@pytest.mark.parametrize("name", ["person", "change_person", "set_password", "set_active", "post", "portfolio"])
def test_what_is_not_there_is_not_found(name: str, admin: Client) -> None:
    for number in (999_999, 2**63, 10**30):
        assert admin.get(reverse(name, args=[number])).status_code == 404
