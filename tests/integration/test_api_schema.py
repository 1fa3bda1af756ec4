"""The API holds to its own description, whatever it is asked: all that this allows, and much that it does not."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode

from jac_tracker.accounts import actions
from jac_tracker.accounts.enums import TokenPurpose
from tests.conftest import NOON, TODAY
from tests.factories.inspections import make_hanging, make_publication, make_reference
from tests.factories.people import Cast
from tests.factories.reports import make_paper
from tests.integration.recommendations.five_items import make_five_items

pytestmark = pytest.mark.django_db

TABLES = ["causes", "gradings", "inspections", "meetings", "publications", "recommendations"]
EXAMPLES, MANY_EXAMPLES = 10, 500


@pytest.fixture(autouse=True)
def one_transaction() -> Iterator[None]:
    """The end of a request leaves the connection alone, and with it the test's own transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def token(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> str:
    """A liaison officer's, at noon, over a register with rows in each table."""
    monkeypatch.setattr(timezone, "now", lambda: NOON)
    publication = make_publication(framework=make_reference().peel)
    make_hanging(publication)
    make_five_items(cast, publication)
    make_paper(cast)
    by: dict[str, Any] = {"by": cast.liaison.actor(TODAY), "at": NOON}
    given = {"purpose": TokenPurpose.API, "name": "Power BI", "expires_on": date(2022, 12, 31)}
    return actions.make_token(**given, **by)[1]


@pytest.mark.parametrize("mode", GenerationMode)
@pytest.mark.parametrize("table", TABLES)
def test_every_answer_is_as_described(table: str, mode: GenerationMode, token: str, thorough: bool) -> None:
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
    operation = schema[f"/api/v1/{table}/"]["GET"]
    statuses = set()

    @settings(
        max_examples=MANY_EXAMPLES if thorough else EXAMPLES,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(mode, headers={"Authorization": f"Bearer {token}"}))
    def ask(case: schemathesis.Case) -> None:
        statuses.add(case.call_and_validate().status_code)

    ask()

    assert statuses <= {200, 400, 404}


def test_the_description_tells_of_every_table() -> None:
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())

    assert list(schema) == [f"/api/v1/{table}/" for table in TABLES]
