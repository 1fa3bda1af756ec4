"""Fixtures for every test."""

from datetime import UTC, date, datetime

import pytest

from tests.factories.people import Cast, make_cast

TODAY = date(2022, 3, 1)
NOON = datetime(2022, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def cast(db: None) -> Cast:
    """Everybody who plays in the tests, each with a post."""
    return make_cast()
