"""The world of the register's pages: noon on 1 March 2022, the cast, a register, and two reports."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from inspections.models import Publication
from jac_tracker.sheets import parsing, reading
from tests.conftest import NOON
from tests.factories.inspections import make_inspection, make_publication, make_reference
from tests.factories.people import Cast, Member

SetClock = Callable[[datetime], None]


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> SetClock:
    """What time it is for every page; call it to make it another."""

    def set_to(moment: datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: moment)

    set_to(NOON)
    return set_to


@pytest.fixture
def publication(db: None) -> Publication:
    """A report of 7 January 2022, on serious youth violence."""
    make_reference()
    return make_publication()


@pytest.fixture
def embargoed(publication: Publication) -> Publication:
    """A report of an inspection under embargo."""
    return make_publication(make_inspection("Undercover policing", embargoed=True))


class Browser:
    """Somebody of the cast, signed in."""

    def __init__(self, member: Member) -> None:
        self.client = Client()
        self.client.force_login(member.user)

    def get(self, address: str, **query: Any) -> HttpResponse:
        return self.client.get(address, query)  # type: ignore[return-value]

    def post(self, address: str, **data: Any) -> HttpResponse:
        return self.client.post(address, data)  # type: ignore[return-value]

    def page(self, address: str, **query: Any) -> str:
        """The text of a page that is there."""
        answer = self.get(address, **query)
        assert answer.status_code == 200, answer.status_code
        return answer.content.decode()

    def statements(self, address: str, **query: Any) -> int:
        """How many statements a page costs, once what is asked once in a process has been asked."""
        self.page(address, **query)
        with CaptureQueriesContext(connection) as captured:
            self.page(address, **query)
        return len(captured)


@dataclass(frozen=True)
class People:
    """The cast at their browsers."""

    cast: Cast

    def __getattr__(self, name: str) -> Browser:
        return Browser(getattr(self.cast, name))


@pytest.fixture
def people(cast: Cast) -> People:
    return People(cast)


@pytest.fixture
def sheets_read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Spreadsheets are read in the test's own process: to begin another takes longer than all else in such a test."""
    monkeypatch.setattr(reading, "said_apart", parsing.said)
