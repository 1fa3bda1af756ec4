"""The world in which an item lives: the cast, a register, a report published on 7 January 2022."""

import pytest

from inspections.models import Publication
from tests.factories.inspections import make_publication, make_reference
from tests.factories.people import Cast, make_cast


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def publication(db: None) -> Publication:
    make_reference()
    return make_publication()
