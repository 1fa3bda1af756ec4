"""Every address that names an item, for every role and method, on items to which the role stands in every relation.

A role that owns nothing and is turned away at the door tries a relation or two: the table of routes tries it too.
What is refused changes nothing: every row of every table is as it was.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import cycle, islice, product
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from inspections import actions as inspecting
from inspections.models import Publication
from jac_tracker.accounts.roles import Role
from recommendations import actions
from recommendations.enums import ActionStatus, Marking, Status
from recommendations.models import Recommendation
from tests.architecture.relation_table import HANDS, OWNING, RELATIONS, Relation, expected, passes_the_door
from tests.architecture.route_table import ROUTES
from tests.conftest import NOON, TODAY
from tests.factories.actions import make_action
from tests.factories.files import kept_file
from tests.factories.inspections import make_inspection, make_publication, make_reference
from tests.factories.people import SETTER_UP, Cast, make_cast
from tests.factories.recommendations import close, make_evidence, make_recommendation, make_update

pytestmark = [pytest.mark.django_db, pytest.mark.by_turns]

NEVER = ("PUT", "PATCH", "DELETE")
"""Methods that no address takes: one role tries them in each relation. The table of routes tries them as each."""
ITEMS = {"reference", "claimed", "not_applicable", "in_error"}
ROWS = ("update", "action", "done_action", "evidence")
"""The keys of the route table's targets that are items, and those that are rows of one."""
FORMAT = {"sheet": "csv"}


@dataclass(frozen=True)
class Stage:
    """Somebody signed in for each role, and what an address names for each relation."""

    clients: dict[Role, Client]
    targets: dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Stage]:
    """Set once for all of these tests, in a transaction that is rolled back."""
    with django_db_blocker.unblock():
        outer = transaction.atomic()
        outer.__enter__()
        cast = make_cast()
        make_reference()
        public, secret = make_publication(), make_publication(make_inspection("An unannounced visit"))
        targets = {
            name: targets_of(cast, secret if relation.is_embargoed else public, relation)
            for name, relation in RELATIONS.items()
        }
        by: dict[str, Any] = {"by": SETTER_UP, "at": NOON, "why": "As asked."}
        inspecting.set_embargo(inspection=secret.inspection, embargoed=True, **by)
        clients = {role: Client() for role in Role}
        for role, client in clients.items():
            client.force_login(cast.of(role).user)
    yield Stage(clients, targets)
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        outer.__exit__(None, None, None)


def targets_of(cast: Cast, publication: Publication, relation: Relation) -> dict[str, Any]:
    """An item for each key of ITEMS, and rows of the first, as the owner of the relation has them."""
    if not relation.is_there:
        return dict.fromkeys(ITEMS, "MP-2022-999") | dict.fromkeys(ROWS, 1) | FORMAT
    if not relation.is_own:
        cast = replace(cast, owner=cast.other_owner, lead=cast.other_lead, crime=cast.local, other_owner=cast.owner)
    marking = Marking.OFFICIAL_SENSITIVE if relation.is_marked else Marking.OFFICIAL
    item, asked, mistaken = (make_recommendation(cast, publication, marking=marking) for _ in range(3))
    claimed = make_recommendation(cast, publication, Status.WITH_DCC, marking=marking)
    update = make_update(cast, item, at=NOON)
    actions.write_wording(update=update, text="Training has begun.", by=cast.liaison.actor(TODAY), at=NOON)
    rows = {
        "update": update.pk,
        "evidence": make_evidence(cast, item, reference="", file=kept_file(), at=NOON).number,
        "action": make_action(cast, item, post=cast.dcc.post, at=NOON).number,
        "done_action": make_action(cast, item, ActionStatus.DONE, post=cast.dcc.post, at=NOON).number,
    }
    if relation.is_closed:
        for each in (item, asked, mistaken, claimed):
            close(cast, each, at=NOON)
    proposal: dict[str, Any] = {"by": cast.second_liaison.actor(TODAY), "at": NOON, "why": "We have no such unit."}
    if not relation.is_closed:
        actions.propose_not_applicable(recommendation=asked, portfolio=cast.crime, **proposal)
    actions.propose_in_error(recommendation=mistaken, **proposal)
    items = {"reference": item, "claimed": claimed, "not_applicable": asked, "in_error": mistaken}
    return {key: each.reference for key, each in items.items()} | rows | FORMAT


def all_rows() -> str:
    """A fingerprint of every row of every table."""
    digest = hashlib.sha256()
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names()):
            cursor.execute(f'SELECT * FROM "{table}"')
            digest.update(repr((table, sorted(map(repr, cursor.fetchall())))).encode())
    return digest.hexdigest()


def of_an_item(name: str) -> bool:
    return bool(ITEMS & set(ROUTES[name].target))


def test_the_table_holds_every_route_that_names_an_item() -> None:
    assert {name for name in ROUTES if of_an_item(name)} == set(HANDS)


@pytest.mark.parametrize("name", HANDS)
def test_each_relation_is_answered_by_its_row_and_what_is_refused_changes_nothing(name: str, stage: Stage) -> None:
    before, let_in, roles = all_rows(), [], cycle(stage.clients)
    near = {role for role in stage.clients if role in OWNING or passes_the_door(name, role)}
    far = cycle(product([role for role in stage.clients if role not in near], ("GET", "POST")))

    for relation, targets in stage.targets.items():
        place = reverse(name, args=[targets[key] for key in ROUTES[name].target])
        tries = [*product(near, ("GET", "POST")), *islice(far, 2), *product([next(roles)], NEVER)]
        for role, method in tries:
            told = expected(name, RELATIONS[relation], role) if method in ROUTES[name].methods else 405
            if told == 200:
                let_in.append((relation, role, method, place))
                continue
            answer = stage.clients[role].generic(method, place)
            assert answer.status_code == told, (relation, role, method)
    assert all_rows() == before

    for relation, role, method, place in let_in:
        with transaction.atomic():
            answer = stage.clients[role].generic(method, place)
            transaction.set_rollback(True)
        fine = {200} if method == "GET" else {200, 302, 409, 422}
        assert answer.status_code in fine, (relation, role, method)


@pytest.mark.parametrize("name", [name for name in HANDS if ROUTES[name].target[-1] in ROWS])
def test_a_row_of_another_item_is_not_there(name: str, stage: Stage) -> None:
    *_, last = ROUTES[name].target
    place = reverse(name, args=[stage.targets["own"]["claimed"], stage.targets["own"][last] + 50])
    before = all_rows()

    for role, client in stage.clients.items():
        for method in ROUTES[name].methods:
            assert client.generic(method, place).status_code in {403, 404}, (role, method)

    assert all_rows() == before


def test_the_relations_are_as_told(stage: Stage) -> None:
    items = {
        name: Recommendation.objects.filter(reference=row["reference"]).first() for name, row in stage.targets.items()
    }

    assert {name: item is not None for name, item in items.items()} == {
        name: relation.is_there for name, relation in RELATIONS.items()
    }
    assert len({item.portfolio_id for item in items.values() if item}) == 2
    assert items["embargoed"].publication.inspection.is_embargoed
    assert items["closed"].status == Status.CLOSED_COMPLETE
