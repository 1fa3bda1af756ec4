"""Every route is in the table, and answers each role and method as the table says."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from html.parser import HTMLParser
from itertools import product
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from pytest_django import DjangoDbBlocker

from jac_tracker.accounts import actions
from jac_tracker.accounts.models import Holding
from jac_tracker.accounts.roles import Role
from tests.architecture.route_table import ROUTES, Route
from tests.architecture.route_targets import Targets, make_targets
from tests.conftest import NOON
from tests.factories.people import SETTER_UP, Cast, make_cast
from tests.plugins.history import drift_now

pytestmark = [pytest.mark.django_db, pytest.mark.by_turns]

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
NEVER = {"PUT", "PATCH", "DELETE"}
"""Methods that no address takes: one role that is let in and one that is not try them."""


def patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from patterns(entry)
        else:
            yield entry


ALL = list(patterns(get_resolver()))


@dataclass(frozen=True)
class Stage:
    """The cast, one of everything that an address can name, and somebody of each role signed in at a browser."""

    cast: Cast
    targets: Targets
    sessions: dict[Role, str]

    def client(self, role: Role) -> Client:
        client = Client()
        client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[role]
        return client


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Stage]:
    """Set once for all of these tests, in a transaction that is rolled back: each undoes what its requests did."""
    with django_db_blocker.unblock():
        outer = transaction.atomic()
        outer.__enter__()
        cast = make_cast()
        sessions = {}
        for role in Role:
            client = Client()
            client.force_login(cast.of(role).user)
            sessions[role] = client.cookies[settings.SESSION_COOKIE_NAME].value
        staged = Stage(cast, make_targets(cast), sessions)
    yield staged
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        outer.__exit__(None, None, None)


@contextmanager
def undone() -> Iterator[Client]:
    """A client whose doings are taken back."""
    with transaction.atomic():
        yield Client()
        transaction.set_rollback(True)


PRIVATE = [name for name, route in ROUTES.items() if not route.is_public]


def address(name: str, targets: Targets) -> str:
    return reverse(name, args=[targets[key] for key in ROUTES[name].target])


def test_every_route_has_a_name_and_a_row_and_every_row_a_route() -> None:
    names = [pattern.name for pattern in ALL]

    assert sorted(map(str, names)) == sorted(ROUTES)


def test_a_list_is_saved_by_those_who_read_its_page() -> None:
    on_page = {"actions_of_file": ROUTES["evidence_pack"].roles}  # others read a headline there
    for name, route in ROUTES.items():
        if "sheet" in route.target:
            page = name.removesuffix("_file").removesuffix("_sheet")
            assert route.roles == on_page.get(name, ROUTES[page].roles), name


def test_the_routes_outside_the_wall_are_those_that_the_table_names() -> None:
    outside = {str(pattern.name) for pattern in ALL if not getattr(pattern.callback, "login_required", True)}

    assert outside == {name for name, route in ROUTES.items() if route.is_public}


@pytest.mark.parametrize("name", ROUTES)
def test_who_is_not_signed_in_is_sent_to_sign_in(name: str, stage: Stage) -> None:
    route, place = ROUTES[name], address(name, stage.targets)

    for method in METHODS:
        with undone() as client:
            answer = client.generic(method, place)

        sent = answer.get("Location", "") == f"{reverse('account_login')}?next={place}"
        assert sent is not route.is_public, (method, answer.status_code)
        if route.is_public:
            assert (answer.status_code == 405) is (method not in route.methods), (method, answer.status_code)


@pytest.mark.parametrize("name", PRIVATE)
def test_a_route_serves_the_roles_of_its_row_and_refuses_the_others(name: str, stage: Stage) -> None:
    tried = {*product(Role, {*METHODS} - NEVER), *product(in_and_out(ROUTES[name]), NEVER)}

    for role, method in sorted(tried):
        with undone():
            answer = stage.client(role).generic(method, address(name, stage.targets))
            faults = drift_now() if method == "POST" else []

        assert answer.status_code in expected(ROUTES[name], role, method), (role, method, answer.status_code)
        assert faults == [], (role, method)


def in_and_out(route: Route) -> set[Role]:
    """A role that the page serves, and one that it refuses where there is one."""
    return {min(route.roles), *sorted({*Role} - {*route.roles})[:1]}


def expected(route: Route, role: Role, method: str) -> Any:
    if method not in route.methods:
        return {405} if role in route.roles else {403, 404, 405}
    if role not in route.roles:
        return {404 if role in route.hidden_from else route.refusal}
    # An empty form comes back with its errors; an act without a form has happened, or is refused as things stand.
    return {200} if method == "GET" else {200, 302, 409, 422}


@pytest.mark.parametrize("name", PRIVATE)
def test_who_holds_no_post_gets_nowhere(name: str, stage: Stage) -> None:
    for method in ROUTES[name].methods:
        with undone() as client:
            client.force_login(actions.add_person(name="Nia", email="nia@force.example", by=SETTER_UP, at=NOON))
            answer = client.generic(method, address(name, stage.targets))

        is_ones_own = name.startswith("account_")
        assert (b"You hold no post" in answer.content) is not is_ones_own, method


def test_holdings_of_another_day_give_no_access(stage: Stage) -> None:
    holding = Holding.objects.get(post=stage.cast.administrator.post)

    with undone() as client:
        client.force_login(stage.cast.administrator.user)
        while_held = client.get(reverse("people"))
        values = {"post": holding.post, "to": stage.cast.reader.user, "from_on": date(2016, 1, 1)}
        actions.hand_over(**values, by=SETTER_UP, at=NOON)
        afterwards = client.get(reverse("people"))

    assert (while_held.status_code, afterwards.status_code) == (200, 403)


@pytest.mark.parametrize("name", PRIVATE)
def test_signed_in_pages_are_kept_in_no_cache(name: str, stage: Stage) -> None:
    with undone():
        answer = stage.client(Role.ADMINISTRATOR).get(address(name, stage.targets))

    assert "no-store" in answer["Cache-Control"]


class Marks(HTMLParser):
    """Collects what the content policy would refuse, and forms that anybody could send from elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.open_forms = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.faults += [f"{tag} {name}" for name in given if name == "style" or name.startswith("on")]
        if tag == "style" or (tag == "script" and not given.get("nonce")):
            self.faults.append(tag)
        if tag == "form" and given.get("method") == "post":
            self.open_forms += 1
        if given.get("name") == "csrfmiddlewaretoken":
            self.open_forms -= 1


@pytest.mark.parametrize("name", [name for name, route in ROUTES.items() if "GET" in route.methods])
def test_a_page_holds_nothing_that_the_content_policy_refuses_and_no_form_without_a_token(
    name: str, stage: Stage
) -> None:
    role = min(ROUTES[name].roles, key=str)
    with undone() as client:
        if not ROUTES[name].is_public:
            client.force_login(stage.cast.of(role).user)
        answer = client.get(address(name, stage.targets))
        content = answer.content.decode() if not answer.get("Content-Disposition") else ""

    marks = Marks()
    marks.feed(content)
    assert "Content-Security-Policy" in answer
    assert (marks.faults, marks.open_forms) == ([], 0)


def test_the_django_admin_is_not_mounted() -> None:
    assert not [pattern for pattern in ALL if "admin" in str(pattern.lookup_str)]


@pytest.mark.parametrize("name", [name for name in PRIVATE if {"GET", "POST"} <= ROUTES[name].methods])
def test_a_form_that_nobody_has_sent_was_not_overtaken(name: str, stage: Stage) -> None:
    with undone() as client:
        client.force_login(stage.cast.of(min(ROUTES[name].roles, key=list(Role).index)).user)
        page = client.get(address(name, stage.targets)).content.decode()

    assert "app-conflict" not in page
