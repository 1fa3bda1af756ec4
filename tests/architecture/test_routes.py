"""Every route is in the table, and answers each role and method as the table says."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from jac_tracker.accounts.models import Holding
from jac_tracker.accounts.roles import Role
from tests.architecture.route_table import ROUTES, Route
from tests.architecture.route_targets import Targets, make_targets
from tests.factories.people import Cast

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


def patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from patterns(entry)
        else:
            yield entry


ALL = list(patterns(get_resolver()))


@pytest.fixture
def targets(cast: Cast) -> Targets:
    return make_targets(cast)


def address(name: str, targets: Targets) -> str:
    return reverse(name, args=[targets[key] for key in ROUTES[name].target])


def test_every_route_has_a_name_and_a_row_and_every_row_a_route() -> None:
    names = [pattern.name for pattern in ALL]

    assert sorted(map(str, names)) == sorted(ROUTES)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ROUTES)
def test_who_is_not_signed_in_is_sent_to_sign_in(name: str, client: Client, targets: Targets) -> None:
    route = ROUTES[name]

    for method in route.methods:
        answer = client.generic(method, address(name, targets))

        sent = answer.status_code == 302 and answer["Location"].startswith(reverse("account_login"))
        assert sent is not route.is_public, (method, answer.status_code)


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("name", [name for name, route in ROUTES.items() if not route.is_public])
def test_a_route_serves_the_roles_of_its_row_and_refuses_the_others(
    name: str, role: Role, client: Client, cast: Cast, targets: Targets
) -> None:
    route = ROUTES[name]
    client.force_login(cast.of(role).user)

    for method in METHODS:
        answer = client.generic(method, address(name, targets))

        assert answer.status_code in expected(route, role, method), (method, answer.status_code)


def expected(route: Route, role: Role, method: str) -> Any:
    if method not in route.methods:
        return {405} if role in route.roles else {403, 404, 405}
    if role not in route.roles:
        return {404 if role in route.hidden_from else route.refusal}
    # An empty form comes back with its errors; an act without a form has happened, or is refused as things stand.
    return {200} if method == "GET" else {200, 302, 409, 422}


@pytest.mark.django_db
@pytest.mark.parametrize("name", [name for name, route in ROUTES.items() if not route.is_public])
def test_who_holds_no_post_gets_nowhere(name: str, client: Client, cast: Cast, targets: Targets) -> None:
    from jac_tracker.accounts import actions
    from tests.conftest import NOON
    from tests.factories.people import SETTER_UP

    person = actions.add_person(name="Nia Nobody", email="nia@force.example", by=SETTER_UP, at=NOON)
    client.force_login(person)

    for method in ROUTES[name].methods:
        answer = client.generic(method, address(name, targets))

        allowed = name.startswith("account_")
        assert allowed or b"You hold no post" in answer.content, method


@pytest.mark.django_db
def test_holdings_of_another_day_give_no_access(client: Client, cast: Cast) -> None:
    holding = Holding.objects.get(post=cast.administrator.post)
    assert holding.to_on is None
    client.force_login(cast.administrator.user)
    assert client.get(reverse("people")).status_code == 200

    from datetime import date

    from jac_tracker.accounts import actions
    from tests.conftest import NOON
    from tests.factories.people import SETTER_UP

    actions.end_holding(holding=holding, to_on=date(2020, 1, 1), by=SETTER_UP, at=NOON)

    assert client.get(reverse("people")).status_code == 403


@pytest.mark.django_db
@pytest.mark.parametrize("name", [name for name, route in ROUTES.items() if not route.is_public])
def test_signed_in_pages_are_kept_in_no_cache(name: str, client: Client, cast: Cast, targets: Targets) -> None:
    client.force_login(cast.administrator.user)

    answer = client.get(address(name, targets))

    assert "no-store" in answer["Cache-Control"]


def test_the_django_admin_is_not_mounted() -> None:
    assert not [pattern for pattern in ALL if "admin" in str(pattern.lookup_str)]
