"""Filled databases, and what is done in one: pages opened, forms sent, a row saved."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from html import unescape
from itertools import count, cycle
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import Client
from django.test.utils import setup_test_environment, teardown_test_environment
from django.urls import reverse

from jac_tracker.accounts.models import User
from jac_tracker.history.door import door_open
from recommendations.enums import OPEN, Verb
from recommendations.models import Recommendation
from recommendations.presenters.acts import route_of
from tests.bench.databases import asked, counted
from tests.bench.filling import Stage
from tests.bench.measuring import Call
from tests.factories.recommendations import make_recommendation, make_update


@dataclass
class Place:
    """A filled database, the officer as whom its pages are opened, and all who are signed in to it."""

    database: BaseDatabaseWrapper
    officer: User
    clients: dict[int, Client] = field(default_factory=dict)

    def client(self, user: User) -> Client:
        if user.pk not in self.clients:
            self.clients[user.pk] = Client(raise_request_exception=True)
            with asked(self.database):
                self.clients[user.pk].force_login(user)
        return self.clients[user.pk]

    def page(self, address: str, user: User | None = None) -> Call:
        """A call that opens a page as the officer, or as another."""
        client = self.client(user or self.officer)

        def call() -> Any:
            with asked(self.database):
                response = client.get(address)
                assert response.status_code == 200, f"{address} answers with {response.status_code}"
                return response

        return call


@dataclass
class Register(Place):
    """A place with many items."""

    stage: Stage = field(kw_only=True)


def cost_of(place: Place, call: Call) -> tuple[int, int, list[tuple[str, Any]]]:
    """Statements and bytes of an answer, and what it asks beside who asks."""
    with asked(place.database), counted() as statements:
        response: Any = call()
    return len(statements.asked), len(response.content), statements.questions


def in_place(place: Place, call: Call) -> Call:
    def done() -> object:
        with asked(place.database):
            return call()

    return done


def page_size(place: Register) -> int:
    return len(context_of(place.page(f"{reverse('register')}?status=all"))["rows"])


def context_of(page: Call) -> Any:
    """What a page's template was given, which is kept only where Django is told that it is tested."""
    setup_test_environment(debug=False)
    try:
        response: Any = page()
        return response.context
    finally:
        teardown_test_environment()


def well_travelled(place: Register) -> str:
    """The reference of a new open item with twenty versions: one that was measured before may have more."""
    stage = place.stage
    with asked(place.database):
        at = morning(stage.today - timedelta(days=60))
        made = make_recommendation(stage.cast, stage.publication, at=at, title="Well travelled")
        for number in range(18):
            make_update(stage.cast, made, f"Step {number} is done.", at=at + timedelta(days=number + 1))
        assert made.history.count() == 20
        return str(made.reference)


def morning(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 9, tzinfo=UTC)


def one_save(place: Register, reference: str) -> Call:
    """django-simple-history's own way: a save, and the history row that it leaves."""
    numbers = count()
    liaison = place.stage.cast.liaison
    with asked(place.database):
        spare = Recommendation.objects.exclude(reference=reference).filter(status__in=OPEN).order_by("-id")[0]

    def save() -> None:
        spare.programme = f"Programme {next(numbers)}"
        spare._act, spare._history_post_id, spare._history_user = uuid4(), liaison.post.pk, liaison.user
        with transaction.atomic(), door_open():
            spare.save()

    return save


def poster(place: Place, user: User, verb: Verb, references: Iterable[str], given: Mapping[str, str]) -> Call:
    """A call that sends the form of an act on the next of the items, as it was shown when this was called."""
    client = place.client(user)
    addresses = [reverse(route_of(verb), args=[reference]) for reference in references]
    shown = {address: _hidden_fields(place.page(address, user)()) for address in addresses}
    coming = cycle(addresses)

    def call() -> Any:
        address = next(coming)
        with asked(place.database):
            # as a browser sends a form without files
            form = urlencode({**shown[address], **given})
            response = client.post(address, form, content_type="application/x-www-form-urlencoded")
        assert response.status_code == 302, f"{address} answers with {response.status_code}"
        return response

    return call


def _hidden_fields(response: Any) -> dict[str, str]:
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', response.content.decode())
    return {name: unescape(value) for name, value in found}
