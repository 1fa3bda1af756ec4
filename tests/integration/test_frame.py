"""What surrounds every page: the menu, who asks, and what a browser is told it may do."""

import re
from typing import Any

import pytest
from django.conf import LazySettings
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from jac_tracker.accounts import actions
from jac_tracker.accounts.roles import Role
from tests.conftest import NOON
from tests.factories.people import SETTER_UP, Cast

pytestmark = pytest.mark.django_db

READS_ITEMS = ["Your work", "Register", "Inspections", "Forward look", "Meetings and papers"]
MENUS = {
    Role.LIAISON: [*READS_ITEMS, "Audit log", "Removed for good"],
    Role.OWNER: READS_ITEMS,
    Role.PORTFOLIO_LEAD: READS_ITEMS,
    Role.DCC: [*READS_ITEMS, "Removed for good"],
    Role.SECRETARY: READS_ITEMS,
    Role.READER: ["Your work", "Meetings and papers"],
    Role.AUDITOR: [*READS_ITEMS, "Audit log", "Removed for good"],
    Role.ADMINISTRATOR: ["Your work", "People and posts", "Frameworks", "Closure levels", "Settings"],
}


def menu(answer: Any) -> list[str]:
    return [item.label for item in answer.context["navigation"]]


def current(answer: Any) -> list[str]:
    return [item.label for item in answer.context["navigation"] if item.is_current]


@pytest.mark.parametrize("role", Role)
def test_each_role_has_its_menu(role: Role, client: Client, cast: Cast) -> None:
    client.force_login(cast.of(role).user)

    assert menu(client.get("/")) == MENUS[role]


def test_a_page_is_marked_in_the_menu_and_so_are_the_pages_under_it(client: Client, cast: Cast) -> None:
    client.force_login(cast.administrator.user)

    assert current(client.get("/")) == ["Your work"]
    for name, args in (("people", []), ("posts", []), ("post", [cast.owner.post.pk]), ("portfolios", [])):
        assert current(client.get(reverse(name, args=args))) == ["People and posts"]


def test_the_page_for_an_address_that_is_not_there_has_the_menu_too(client: Client, cast: Cast) -> None:
    client.force_login(cast.owner.user)

    answer = client.get("/nowhere/")

    assert (answer.status_code, menu(answer), current(answer)) == (404, READS_ITEMS, [])
    assert "Olive Owner, Force Crime Registrar" in answer.content.decode()


@pytest.mark.parametrize("address", ["/nowhere/", "/sign-in/"])
def test_a_stranger_costs_no_statement(
    address: str, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        client.get(address)


def test_the_frame_costs_session_person_posts_and_register(
    client: Client, cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(cast.owner.user)

    with django_assert_num_queries(4):
        client.get("/nowhere/")


def test_who_holds_no_post_is_told_so_and_can_still_change_a_password_and_sign_out(client: Client, cast: Cast) -> None:
    person = actions.add_person(
        name="Nia", email="nia@force.example", password="a long password", by=SETTER_UP, at=NOON
    )
    client.force_login(person)

    answer = client.get("/")

    assert answer.status_code == 403
    assert "You hold no post" in answer.content.decode()
    assert menu(answer) == []
    assert client.get(reverse("account_change_password")).status_code == 200
    assert client.get(reverse("account_logout")).status_code == 200
    assert client.get("/accessibility/").status_code == 200


def test_a_form_gone_stale_in_the_demonstration_is_told_so(settings: LazySettings) -> None:
    settings.DEMO_SIGN_IN = True

    answer = Client(enforce_csrf_checks=True).post("/sign-in/", {})

    assert (answer.status_code, b"Your page had gone stale" in answer.content) == (403, True)


# What a browser may do


POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
}


def policy(answer: HttpResponse) -> dict[str, str]:
    """The policy of an answer, its nonce left out."""
    header = re.sub(r" 'nonce-[^']+'", "", answer["Content-Security-Policy"])
    return dict(part.strip().split(" ", 1) for part in header.split(";"))


def broken(request: Any) -> HttpResponse:
    raise RuntimeError("planted")


ANSWERS: dict[str, tuple[int, Any]] = {
    "a page": (200, lambda client: client.get("/people/")),
    "a page for strangers": (200, lambda client: Client().get("/sign-in/")),
    "sent to sign in": (302, lambda client: Client().get("/people/")),
    "not allowed": (403, lambda client: client.get("/register/")),
    "gone stale": (403, lambda client: Client(enforce_csrf_checks=True).post("/sign-in/", {})),
    "not there": (404, lambda client: client.get("/nowhere/")),
    "another method": (405, lambda client: client.delete("/people/")),
    "not readable": (400, lambda client: client.get("/people/", headers={"host": "elsewhere.example"})),
    "a file": (200, lambda client: client.get("/static/app.css")),
    "our own fault": (500, lambda client: client.get("/people/")),
}


@pytest.mark.parametrize("kind", ANSWERS)
def test_every_kind_of_answer_carries_the_policy_and_nothing_inline_is_allowed(
    kind: str, client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.force_login(cast.administrator.user)
    client.raise_request_exception = False
    if kind == "our own fault":
        monkeypatch.setattr("jac_tracker.accounts.views.people.render", broken)

    status, ask = ANSWERS[kind]
    answer = ask(client)
    answer.close()

    assert answer.status_code == status
    assert policy(answer) == POLICY
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_each_page_has_a_nonce_of_its_own_and_every_script_carries_it(client: Client) -> None:
    nonces = set()
    for _ in range(2):
        answer = client.get("/sign-in/")
        nonce = re.search(r"'nonce-([^']+)'", answer["Content-Security-Policy"])
        assert nonce is not None
        scripts = re.findall(r"<script[^>]*>", answer.content.decode())
        assert scripts != []
        assert [script for script in scripts if f'nonce="{nonce[1]}"' not in script] == []
        nonces.add(nonce[1])

    assert len(nonces) == 2


@pytest.mark.parametrize("address", ["/people/", "/nowhere/", "/register/", "/accessibility/", "/sign-in/"])
def test_nothing_that_a_signed_in_person_was_shown_stays_in_a_cache(address: str, client: Client, cast: Cast) -> None:
    client.force_login(cast.administrator.user)

    assert "no-store" in client.get(address)["Cache-Control"]
