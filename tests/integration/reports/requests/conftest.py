"""The committee's requests in a browser, in the world of the register's pages, with two meetings."""

import pytest

from inspections.models import Publication
from recommendations.models import Recommendation
from tests.factories.inspections import make_publication, make_reference
from tests.factories.people import Cast
from tests.factories.recommendations import make_recommendation
from tests.factories.requests import DECEMBER, MARCH, meeting_of
from tests.integration.recommendations.conftest import clock, people

__all__ = ["clock", "people"]


@pytest.fixture
def publication(db: None) -> Publication:
    make_reference()
    meeting_of(DECEMBER)
    meeting_of(MARCH)
    return make_publication()


@pytest.fixture
def item(cast: Cast, publication: Publication) -> Recommendation:
    return make_recommendation(cast, publication)
