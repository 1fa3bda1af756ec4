"""Fixtures for the pages about meetings and papers."""

import pytest
from django.test import Client

from reports.models import Meeting, Paper
from tests.factories.inspections import Reference, make_reference
from tests.factories.people import Cast
from tests.factories.reports import make_meeting, make_paper


@pytest.fixture
def reference(db: None) -> Reference:
    """Forces, inspectorates, two frameworks, and the register of Midshire Police."""
    return make_reference()


@pytest.fixture
def liaison(client: Client, cast: Cast, reference: Reference) -> Client:
    """The liaison officer's browser."""
    client.force_login(cast.liaison.user)
    return client


@pytest.fixture
def secretary(cast: Cast, reference: Reference) -> Client:
    """The committee secretary's browser."""
    browser = Client()
    browser.force_login(cast.secretary.user)
    return browser


@pytest.fixture
def reader(cast: Cast, reference: Reference) -> Client:
    """The browser of a committee member, who reads what has been issued."""
    browser = Client()
    browser.force_login(cast.reader.user)
    return browser


@pytest.fixture
def meeting(reference: Reference) -> Meeting:
    """The meeting of 31 March 2022, which has no paper yet."""
    return make_meeting()


@pytest.fixture
def paper(cast: Cast, reference: Reference) -> Paper:
    """The paper for 31 March 2022, with the usual sections."""
    return make_paper(cast)
