"""How often signing in may be tried: counted in the database, by every process together."""

import pytest
from django.conf import LazySettings
from django.core.cache import caches
from django.test import Client
from django.urls import reverse

from jac_tracker.apps import make_cache_table
from tests.factories.people import Cast

pytestmark = pytest.mark.django_db

WRONG = {"login": "olive.owner@force.example", "password": "wrong"}
RIGHT = {"login": "olive.owner@force.example", "password": "a long password"}


@pytest.fixture(autouse=True)
def as_outside_tests(settings: LazySettings, db: None) -> None:
    """The limits as they stand for real, in the database's own cache table."""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}
    del settings.ACCOUNT_RATE_LIMITS
    make_cache_table(None, using="default")


def test_after_five_wrong_passwords_even_the_right_one_is_refused(client: Client, cast: Cast) -> None:
    assert type(caches["default"]).__name__ == "DatabaseCache"
    tries = [client.post(reverse("account_login"), WRONG) for _ in range(6)]

    assert [b"Too many wrong tries" in answer.content for answer in tries] == [False] * 5 + [True]
    answer = client.post(reverse("account_login"), RIGHT)
    assert b"Too many wrong tries" in answer.content
    assert "_auth_user_id" not in client.session


def test_another_person_still_gets_in(client: Client, cast: Cast) -> None:
    for _ in range(6):
        client.post(reverse("account_login"), WRONG)

    client.post(reverse("account_login"), {"login": cast.lead.user.email, "password": "a long password"})

    assert client.session["_auth_user_id"] == str(cast.lead.user.pk)


def test_right_passwords_are_not_counted_as_wrong_ones(client: Client, cast: Cast) -> None:
    for _ in range(8):
        answer = client.post(reverse("account_login"), RIGHT)
        assert answer.status_code == 302
        client.post(reverse("account_logout"))


def test_who_tries_one_address_after_another_is_stopped(client: Client, cast: Cast) -> None:
    answers = [
        client.post(reverse("account_login"), {"login": f"person{number}@force.example", "password": "guess"})
        for number in range(35)
    ]

    assert b"Too many wrong tries" in answers[11].content
    assert answers[-1].status_code == 429
    assert b"<h1" in answers[-1].content
    assert b"Too many tries" in answers[-1].content


def test_the_current_password_cannot_be_guessed_by_changing_it(client: Client, cast: Cast) -> None:
    client.force_login(cast.owner.user)
    new = {"password1": "another long one", "password2": "another long one"}

    answers = [
        client.post(reverse("account_change_password"), {"oldpassword": f"guess {number}", **new})
        for number in range(7)
    ]

    assert [answer.status_code for answer in answers] == [200] * 5 + [429] * 2
    assert cast.owner.user.check_password("a long password")


def test_limits_are_counted_by_the_address_in_front_of_the_proxy(
    client: Client, cast: Cast, settings: LazySettings
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number in range(12):
        wrong = {"login": f"person{number}@force.example", "password": "guess"}
        client.post(reverse("account_login"), wrong, headers={"x-forwarded-for": "203.0.113.7"})

    same = client.post(reverse("account_login"), RIGHT, headers={"x-forwarded-for": "198.51.100.1, 203.0.113.7"})
    other = client.post(reverse("account_login"), RIGHT, headers={"x-forwarded-for": "198.51.100.1"})

    assert b"Too many wrong tries" in same.content
    assert other.status_code == 302
