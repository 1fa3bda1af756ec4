"""The committee's requests in a browser, at noon on the tests' own day unless a test sets the clock."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.utils import timezone

from inspections.models import Publication
from recommendations.models import Recommendation
from tests.conftest import NOON
from tests.factories.inspections import make_publication, make_reference
from tests.factories.people import Cast
from tests.factories.recommendations import make_recommendation
from tests.factories.requests import DECEMBER, MARCH, meeting_of
from tests.integration.recommendations.conftest import People

SetClock = Callable[[datetime], None]


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> SetClock:
    def set_to(moment: datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: moment)

    set_to(NOON)
    return set_to


@pytest.fixture
def people(cast: Cast) -> People:
    return People(cast)


@pytest.fixture
def publication(db: None) -> Publication:
    make_reference()
    meeting_of(DECEMBER)
    meeting_of(MARCH)
    return make_publication()


@pytest.fixture
def item(cast: Cast, publication: Publication) -> Recommendation:
    return make_recommendation(cast, publication)
