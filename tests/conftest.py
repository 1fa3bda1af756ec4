"""Fixtures for every test."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection

from jac_tracker.history import TrackedQuerySet
from tests.factories.people import Cast, make_cast

TODAY = date(2022, 3, 1)
NOON = datetime(2022, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def cast(db: None) -> Cast:
    """Everybody who plays in the tests, each with a post."""
    return make_cast()


@pytest.fixture
def several_writers() -> None:
    """For what would go wrong without a lock: a test of it says nothing where only one can write anyway."""
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets only one transaction write at a time, lock or no lock: this runs on PostgreSQL")


@pytest.fixture
def unlocked(several_writers: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever asks for rows under a lock gets them without."""
    monkeypatch.setattr(TrackedQuerySet, "locked", lambda rows: rows)
