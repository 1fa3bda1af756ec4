"""What the bench lays is a register like any other, and its hand-written SQL answers as the pages do."""

from collections import Counter
from collections.abc import Collection
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from jac_tracker.dates import end_of_day
from jac_tracker.history import versions_of
from recommendations.enums import OPEN, Status
from recommendations.models import Recommendation, RecommendationEvent
from tests.bench import filling, raw
from tests.bench.databases import ask
from tests.bench.filling import RARE_WORD, VERSIONS, Stage, fill
from tests.conftest import TODAY

pytestmark = pytest.mark.django_db

ROWS, OPEN_ITEMS = 300, 60
Page = tuple[list[str], Counter[str]]


@pytest.fixture
def stage(monkeypatch: pytest.MonkeyPatch, db: None) -> Stage:
    monkeypatch.setattr(filling, "OPEN_ITEMS", OPEN_ITEMS)
    return fill(ROWS, TODAY)


def pages_of(stage: Stage, query: str) -> Page:
    """The references of the first page, and how many there are of each RAG."""
    client = Client()
    client.force_login(stage.cast.liaison.user)
    context: Any = client.get(f"/register/?{query}").context
    return [row.reference for row in context["rows"]], Counter({c.label: c.number for c in context["counts"].by_rag})


def raw_pages(questions: raw.Questions, statuses: Collection[str] = frozenset(Status)) -> Page:
    rows, cube = ask(questions)
    return [row[1] for row in rows], raw.by_rag(cube, statuses)


def test_as_many_items_are_open_as_are_meant_to_be_and_each_has_its_history(stage: Stage) -> None:
    items = Recommendation.objects.filter(status__in=OPEN)

    assert (Recommendation.objects.count(), items.count()) == (ROWS, OPEN_ITEMS)
    assert versions_of(Recommendation).count() == RecommendationEvent.objects.count() == ROWS * VERSIONS
    # that rows and history agree is asked after every test


def test_the_register_answers_as_plain_sql_does(stage: Stage) -> None:
    assert pages_of(stage, "status=all&page=3") == raw_pages(raw.page(3, 50))
    found = pages_of(stage, f"status=all&q={RARE_WORD}")
    assert found == raw_pages(raw.search(RARE_WORD, 50))
    assert len(found[0]) == 3


@pytest.mark.parametrize("days", [1, 45, 1200, 2500])
def test_the_register_of_a_day_answers_as_plain_sql_does(stage: Stage, days: int) -> None:
    day = TODAY - timedelta(days=days)

    found = pages_of(stage, f"as_at={day.isoformat()}")

    assert found == raw_pages(raw.as_at(end_of_day(day), 50), OPEN)
    assert found[0] != []


def test_what_is_open_is_found_by_its_index(stage: Stage) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL reads so small a table whole: this is asked of SQLite")
    filling.settle()

    assert "recommendation_not_closed" in Recommendation.objects.all().open().explain()
