"""Fixtures for the pages about inspections."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from inspections.models import Inspection, Publication
from tests.factories.inspections import Reference, make_inspection, make_publication, make_reference
from tests.factories.people import Cast

Statements = Callable[[Client, str], int]


@pytest.fixture
def reference(db: None) -> Reference:
    """Forces, inspectorates, two frameworks, and the register of Midshire Police."""
    return make_reference()


@pytest.fixture
def inspection(reference: Reference) -> Inspection:
    """A national thematic inspection of ours."""
    return make_inspection()


@pytest.fixture
def publication(inspection: Inspection, reference: Reference) -> Publication:
    """Its report, published on 7 January 2022 and graded under PEEL 2021/22."""
    return make_publication(inspection, framework=reference.peel)


@pytest.fixture
def liaison(client: Client, cast: Cast, reference: Reference) -> Client:
    """The liaison officer's browser."""
    client.force_login(cast.liaison.user)
    return client


@pytest.fixture
def administrator(client: Client, cast: Cast, reference: Reference) -> Client:
    """The administrator's browser."""
    client.force_login(cast.administrator.user)
    return client


@pytest.fixture
def owner(cast: Cast, reference: Reference) -> Client:
    """The browser of an owner, who sees headlines only."""
    browser = Client()
    browser.force_login(cast.owner.user)
    return browser


@pytest.fixture
def statements() -> Statements:
    """How many statements a page costs."""

    def count(client: Client, address: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    return count
