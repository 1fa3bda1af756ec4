"""Signing in and out."""

import pytest
from django.conf import LazySettings
from django.core.checks import run_checks
from django.test import Client
from django.urls import reverse

from jac_tracker.accounts.models import User
from jac_tracker.accounts.roles import Role
from tests.factories.people import Cast

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


def test_a_deactivated_person_does_not_get_in(client: Client, cast: Cast) -> None:
    from jac_tracker.accounts import actions
    from tests.conftest import NOON
    from tests.factories.people import SETTER_UP

    actions.deactivate_person(person=cast.owner.user, by=SETTER_UP, at=NOON, why="Left")

    answer = client.post(reverse("account_login"), {"login": cast.owner.user.email, "password": "a long password"})

    assert answer.status_code in {200, 302}
    assert "_auth_user_id" not in client.session


def test_there_is_no_sign_up(client: Client) -> None:
    for address in ("/sign-up/", "/accounts/signup/", "/signup/"):
        assert client.get(address).status_code == 404
    assert b"sign up" in client.get(reverse("account_login")).content


def test_signing_out_ends_the_session(client: Client, cast: Cast) -> None:
    client.force_login(cast.owner.user)

    client.post(reverse("account_logout"))

    assert client.get(reverse("account_change_password")).status_code == 302


def test_a_password_can_be_changed(client: Client, cast: Cast) -> None:
    client.force_login(cast.owner.user)

    answer = client.post(
        reverse("account_change_password"),
        {"oldpassword": "a long password", "password1": "another long one", "password2": "another long one"},
    )

    assert answer.status_code == 302
    assert User.objects.get(pk=cast.owner.user.pk).check_password("another long one")


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
