"""Signing in and out."""

from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import LazySettings
from django.core.checks import run_checks
from django.test import Client
from django.urls import get_resolver, reverse

from jac_tracker.accounts import actions
from jac_tracker.accounts.models import PeopleEvent, User
from jac_tracker.accounts.presenters import person_timeline
from jac_tracker.accounts.roles import Role
from tests.conftest import NOON
from tests.factories.people import SETTER_UP, Cast

pytestmark = pytest.mark.django_db


def test_a_person_signs_in_with_email_and_password_and_lands_on_their_work(client: Client, cast: Cast) -> None:
    answer = client.post(
        reverse("account_login"), {"login": "LIA.LIAISON@force.example", "password": "a long password"}
    )

    assert (answer.status_code, answer["Location"]) == (302, "/")


@pytest.mark.parametrize(
    "login", ["lia.liaison@force.example", "nobody@force.example", "\x00", "\N{PILE OF POO}", "x" * 10**6]
)
def test_a_wrong_password_or_a_stranger_is_told_the_same_and_never_an_error(
    login: str, client: Client, cast: Cast
) -> None:
    answer = client.post(reverse("account_login"), {"login": login, "password": "wrong"})

    assert answer.status_code == 200
    assert b"error-summary" in answer.content


def test_an_empty_form_names_both_fields(client: Client) -> None:
    answer = client.post(reverse("account_login"), {})

    assert b"Enter your email address" in answer.content
    assert b"Enter your password" in answer.content


def test_an_address_that_is_none_is_told_so_in_one_sentence(client: Client) -> None:
    for login in ("nobody", "x" * 400 + "@force.example", "a@b@c"):
        answer = client.post(reverse("account_login"), {"login": login, "password": "wrong"})

        assert answer.context["form"].errors["login"] == ["Enter your email address in the form name@example.org"]


def test_what_was_typed_as_a_password_never_comes_back(client: Client, cast: Cast) -> None:
    answer = client.post(reverse("account_login"), {"login": cast.owner.user.email, "password": "my secret words"})

    assert b"The email address or the password is wrong" in answer.content
    assert b"my secret words" not in answer.content


def test_who_is_signed_in_already_is_sent_to_their_work_and_stays_who_they_are(client: Client, cast: Cast) -> None:
    client.force_login(cast.owner.user)
    other = {"login": cast.lead.user.email, "password": "a long password"}

    answers = [client.get(reverse("account_login")), client.post(reverse("account_login"), other)]

    assert [(answer.status_code, answer["Location"]) for answer in answers] == [(302, "/"), (302, "/")]
    assert client.session["_auth_user_id"] == str(cast.owner.user.pk)


def test_a_deactivated_person_is_told_so_by_their_own_password_only(client: Client, cast: Cast) -> None:
    actions.deactivate_person(person=cast.owner.user, by=SETTER_UP, at=NOON, why="Left")
    login = {"login": cast.owner.user.email}

    wrong = client.post(reverse("account_login"), {**login, "password": "wrong"})
    right = client.post(reverse("account_login"), {**login, "password": "a long password"}, follow=True)

    assert b"The email address or the password is wrong" in wrong.content
    assert right.redirect_chain == [(reverse("account_inactive"), 302)]
    assert b"Your account is not active" in right.content
    assert "_auth_user_id" not in client.session


def test_deactivating_ends_the_sessions_of_a_person_at_once(client: Client, cast: Cast) -> None:
    client.force_login(cast.owner.user)
    assert client.get("/").status_code == 200

    actions.deactivate_person(person=cast.owner.user, by=SETTER_UP, at=NOON, why="Left")

    assert client.get("/")["Location"] == "/sign-in/?next=/"


def test_a_new_password_ends_every_session_begun_with_the_old_one(client: Client, cast: Cast) -> None:
    client.force_login(cast.owner.user)

    actions.set_password(person=cast.owner.user, password="another long one", by=SETTER_UP, at=NOON)

    assert client.get("/")["Location"] == "/sign-in/?next=/"


def test_an_email_address_that_was_changed_lets_nobody_in(client: Client, cast: Cast) -> None:
    old = {"login": cast.owner.user.email, "password": "a long password"}
    client.post(reverse("account_login"), old)
    client.post(reverse("account_logout"))
    values = {"email": "olive.married@force.example"}
    actions.change_person(person=cast.owner.user, values=values, by=SETTER_UP, at=NOON)

    client.post(reverse("account_login"), old)
    assert "_auth_user_id" not in client.session

    client.post(reverse("account_login"), {**old, "login": "olive.married@force.example"})
    assert client.session["_auth_user_id"] == str(cast.owner.user.pk)


ELSEWHERE = [
    "https://elsewhere.example/",
    "//elsewhere.example/",
    "///elsewhere.example",
    "/\\elsewhere.example",
    "https:elsewhere.example",
    "javascript:alert(1)",
    "\x00",
    "http://[",
    "x" * 100_000,
]


@pytest.mark.parametrize("place", ELSEWHERE)
@pytest.mark.parametrize("way", ["account_login", "demo_sign_in"])
def test_nobody_is_sent_elsewhere_after_signing_in(
    way: str, place: str, client: Client, cast: Cast, settings: LazySettings
) -> None:
    settings.DEMO_SIGN_IN = True
    address = reverse(way, args=["owner"] if way == "demo_sign_in" else [])
    form = {"login": cast.owner.user.email, "password": "a long password", "next": place}
    assert client.get(reverse("account_login"), {"next": place}).status_code == 200

    answer = client.post(address, form)

    sent_to = urlsplit(answer["Location"])
    assert (answer.status_code, sent_to.scheme, sent_to.netloc) == (302, "", "")
    assert not answer["Location"].startswith(("//", "/\\"))
    assert client.session["_auth_user_id"] == str(cast.owner.user.pk)


@pytest.mark.parametrize("way", ["account_login", "demo_sign_in"])
def test_who_followed_a_link_lands_where_it_leads(way: str, client: Client, cast: Cast, settings: LazySettings) -> None:
    settings.DEMO_SIGN_IN = True
    sent = client.get("/register/?rag=red")
    page = client.get(sent["Location"]).content.decode()
    assert page.count('name="next" value="/register/?rag=red"') == 1 + len(Role)

    address = reverse(way, args=["owner"] if way == "demo_sign_in" else [])
    form = {"login": cast.owner.user.email, "password": "a long password", "next": "/register/?rag=red"}

    assert client.post(address, form)["Location"] == "/register/?rag=red"


def test_there_is_no_sign_up_no_reset_and_no_confirmation_by_email(client: Client) -> None:
    ours = {name for name in get_resolver().reverse_dict if isinstance(name, str) and name.startswith("account")}

    assert ours == {"account_login", "account_logout", "account_inactive", "account_change_password"}
    for address in ("/sign-up/", "/signup/", "/password/reset/", "/email/", "/confirm-email/", "/reauthenticate/"):
        assert client.get(address).status_code == 404


def test_signing_out_is_asked_for_and_then_ends_the_session(client: Client, cast: Cast) -> None:
    client.force_login(cast.owner.user)

    asked = client.get(reverse("account_logout"))
    assert b"Are you sure that you want to sign out?" in asked.content
    assert "_auth_user_id" in client.session

    answer = client.post(reverse("account_logout"), follow=True)
    assert b"You are signed out" in answer.content
    assert client.get(reverse("account_change_password")).status_code == 302


def test_a_stranger_who_signs_out_is_sent_to_sign_in(client: Client) -> None:
    for answer in (client.get(reverse("account_logout")), client.post(reverse("account_logout"))):
        assert (answer.status_code, answer["Location"]) == (302, reverse("account_login"))


# One's own password


def new_password(old: str = "a long password", first: str = "another long one", second: str = "") -> dict[str, str]:
    return {"oldpassword": old, "password1": first, "password2": second or first}


def test_a_changed_password_keeps_this_session_and_ends_the_others(client: Client, cast: Cast) -> None:
    elsewhere = Client()
    for session in (client, elsewhere):
        session.force_login(cast.owner.user)

    answer = client.post(reverse("account_change_password"), new_password(), follow=True)

    assert answer.redirect_chain == [("/", 302)]
    assert b"Your password is changed" in answer.content
    assert User.objects.get(pk=cast.owner.user.pk).check_password("another long one")
    assert elsewhere.get("/").status_code == 302


def test_to_change_ones_own_password_is_an_event_and_to_sign_in_is_none(client: Client, cast: Cast) -> None:
    before = PeopleEvent.objects.count()
    client.post(reverse("account_login"), {"login": cast.owner.user.email, "password": "a long password"})
    assert PeopleEvent.objects.count() == before

    client.post(reverse("account_change_password"), new_password(old="wrong"))
    client.post(reverse("account_change_password"), new_password())

    event = PeopleEvent.objects.latest("id")
    assert PeopleEvent.objects.count() == before + 1
    assert (event.verb, event.person, event.by_user, event.by_post, event.details) == (
        "change password",
        cast.owner.user,
        cast.owner.user,
        cast.owner.post,
        {},
    )
    assert person_timeline(cast.owner.user)[0].title == "Own password changed"


def test_who_holds_no_post_changes_their_own_password_under_none(client: Client, cast: Cast) -> None:
    person = actions.add_person(
        name="Nia", email="nia@force.example", password="a long password", by=SETTER_UP, at=NOON
    )
    client.force_login(person)

    client.post(reverse("account_change_password"), new_password())

    newest = person_timeline(person)[0]
    assert (newest.title, newest.by) == ("Own password changed", "No post (Nia)")


@pytest.mark.parametrize(
    ("values", "field", "message"),
    [
        ({}, "oldpassword", "Enter your current password"),
        (new_password(old="wrong"), "oldpassword", "This is not your current password"),
        (new_password(first="short"), "password1", "too short"),
        (new_password(first="password12345"), "password1", "too common"),
        (new_password(first="olive.owner@force"), "password1", "too similar"),
        (new_password(second="another long two"), "password2", "You must type the same password each time"),
        (new_password(first="\x00" * 12), "password1", "Null characters"),
    ],
)
def test_a_password_that_will_not_do_is_refused_at_its_field(
    values: dict[str, str], field: str, message: str, client: Client, cast: Cast
) -> None:
    client.force_login(cast.owner.user)

    answer = client.post(reverse("account_change_password"), values)

    assert message in " ".join(answer.context["form"].errors[field])
    assert User.objects.get(pk=cast.owner.user.pk).check_password("a long password")


def test_who_signs_in_without_a_password_is_told_that_there_is_none_to_change(client: Client, cast: Cast) -> None:
    person = actions.add_person(name="No Password", email="n@force.example", by=SETTER_UP, at=NOON)
    client.force_login(person)

    for answer in (
        client.get(reverse("account_change_password")),
        client.post(reverse("account_change_password"), new_password()),
    ):
        assert b"Your account has no password" in answer.content
    assert not User.objects.get(pk=person.pk).has_usable_password()


def test_the_header_leads_to_ones_own_password_where_there_is_one(client: Client, cast: Cast) -> None:
    link = f'href="{reverse("account_change_password")}"'
    client.force_login(cast.owner.user)
    assert link in client.get(reverse("accessibility")).content.decode()

    client.force_login(actions.add_person(name="No", email="n@force.example", by=SETTER_UP, at=NOON))
    assert link not in client.get(reverse("accessibility")).content.decode()


def test_nothing_of_all_this_sends_an_email(client: Client, cast: Cast, mailoutbox: list[Any]) -> None:
    client.post(reverse("account_login"), {"login": "nobody@force.example", "password": "wrong"})
    client.post(reverse("account_login"), {"login": cast.owner.user.email, "password": "a long password"})
    client.post(reverse("account_change_password"), new_password())

    assert mailoutbox == []


# The demonstration's buttons


def test_without_the_setting_there_are_no_buttons_and_no_way_in(client: Client, cast: Cast) -> None:
    assert b"demonstration" not in client.get(reverse("account_login")).content
    assert client.post(reverse("demo_sign_in", args=["liaison"])).status_code == 404


@pytest.mark.parametrize("role", Role)
def test_in_the_demonstration_each_role_is_one_button_away(
    role: Role, client: Client, cast: Cast, settings: LazySettings
) -> None:
    settings.DEMO_SIGN_IN = True
    slug = role.name.lower().replace("_", "-")
    address = reverse("demo_sign_in", args=[slug])

    page = client.get(reverse("account_login"))
    answer = client.post(address)

    assert address in page.content.decode()
    assert answer.status_code == 302
    assert client.session["_auth_user_id"] == str(cast.of(role).user.pk)


def test_a_role_that_nobody_has_is_not_found(client: Client, settings: LazySettings) -> None:
    settings.DEMO_SIGN_IN = True

    assert client.post(reverse("demo_sign_in", args=["liaison"])).status_code == 404


@pytest.mark.parametrize(
    ("debug", "hosts", "refused"),
    [
        (True, ["localhost", "127.0.0.1"], False),
        (False, ["localhost"], True),
        (True, ["register.force.example"], True),
        (True, ["*"], True),
    ],
)
def test_the_buttons_are_refused_outside_debug_and_this_machine(
    debug: bool, hosts: list[str], refused: bool, settings: LazySettings
) -> None:
    settings.DEMO_SIGN_IN, settings.DEBUG, settings.ALLOWED_HOSTS = True, debug, hosts

    found = [message.id for message in run_checks(tags=["security"])]

    assert ("jac_tracker.E001" in found) is refused
