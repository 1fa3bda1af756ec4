"""Two who bring a sheet back at once, a sheet and a page at once, and kill -9 in the middle: all, once, or nothing.

That the lock is what decides is proved with it taken away, on PostgreSQL: SQLite lets only one write at a time anyway.
"""

from collections.abc import Sequence
from typing import Any

import pytest

from jac_tracker.history import drift
from recommendations import actions
from recommendations.actions import Back, bringing_back, sheet_digest
from recommendations.enums import Rag
from recommendations.intake.edited import CellEdit, Edit, RowEdit
from recommendations.models import ProgressUpdate, Recommendation, RecommendationEvent
from tests.conftest import NOON, TODAY
from tests.factories.inspections import make_publication, make_reference
from tests.factories.people import Cast, make_cast
from tests.factories.recommendations import make_recommendation
from tests.killing import FINISHED, KILLED, killed_before_step, needs_fork
from tests.side_by_side import Attempt, at_once, slowly, together

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    make_reference()
    return make_cast()


@pytest.fixture
def items(cast: Cast) -> list[Recommendation]:
    publication = make_publication()
    return [make_recommendation(cast, publication) for _ in range(2)]


def bringing(cast: Cast, items: Sequence[Recommendation], who: str = "liaison") -> Attempt:
    """A sheet in which progress was written on each of the items, as they stand now."""
    said = {Edit.PROGRESS: "Begun."} | ({Edit.CITES: "E-mail of 28 February"} if who == "liaison" else {})
    cells = tuple(CellEdit(edit, "", value) for edit, value in said.items())
    rows = [Back(RowEdit(2, item.reference, "", cells), sheet_digest(item)) for item in items]
    by = getattr(cast, who).actor(TODAY)
    return lambda: actions.bring_back(rows=rows, by=by, at=NOON)


def held() -> tuple[int, ...]:
    """Updates, versions of items, and acts: what bringing back writes."""
    models: list[Any] = [ProgressUpdate, Recommendation.history.model, RecommendationEvent]
    return tuple(model._default_manager.count() for model in models)


def changing(cast: Cast, item: Recommendation) -> Attempt:
    """Somebody else's change of one item, on its page."""
    by = cast.lead.actor(TODAY)
    return lambda: actions.set_rag(recommendation=item, rag=Rag.RED, by=by, at=NOON, why="The supplier failed.")


def test_a_sheet_brought_back_twice_at_once_is_done_once(
    cast: Cast, items: list[Recommendation], monkeypatch: pytest.MonkeyPatch
) -> None:
    slowly(monkeypatch, bringing_back, "refuse_stale")

    # In two orders: neither waits for the other for ever.
    outcomes = at_once(bringing(cast, items), bringing(cast, items[::-1], "owner"))

    assert outcomes == ["StaleEdit", "done"]
    assert ProgressUpdate.objects.count() == 2
    assert drift() == []


def test_of_a_sheet_and_a_page_at_once_the_second_is_told(
    cast: Cast, items: list[Recommendation], monkeypatch: pytest.MonkeyPatch
) -> None:
    slowly(monkeypatch, bringing_back, "refuse_stale")

    outcomes = at_once(bringing(cast, items), changing(cast, items[1]))

    stored = Recommendation.objects.get(pk=items[1].pk)
    assert (outcomes, ProgressUpdate.objects.count()) in [(["StaleEdit", "done"], 0), (["done", "done"], 2)]
    assert stored.rag == Rag.RED


def test_without_the_comparison_the_same_sheet_would_be_done_twice(
    cast: Cast, items: list[Recommendation], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bringing_back, "refuse_stale", lambda *_args: None)

    assert at_once(bringing(cast, items), bringing(cast, items[::-1], "owner")) == ["done", "done"]
    assert ProgressUpdate.objects.count() == 4


def test_without_the_lock_it_would_be_done_twice_too(
    cast: Cast, items: list[Recommendation], unlocked: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    together(monkeypatch, bringing_back, "refuse_stale")

    assert at_once(bringing(cast, items[:1]), bringing(cast, items[:1], "owner")) == ["done", "done"]
    assert ProgressUpdate.objects.count() == 2


@needs_fork
def test_whatever_moment_it_is_killed_at_all_is_brought_back_or_nothing(
    cast: Cast, items: list[Recommendation], thorough: bool
) -> None:
    act, before = bringing(cast, items), held()

    # At its first step and at one of its second item; in a thorough run at each.
    for number in range(1, 100) if thorough else (1, 6):
        outcome = killed_before_step(number, act)
        if outcome == FINISHED:
            break
        assert (outcome, held()) == (KILLED, before), f"killed before step {number}"
    else:
        act()

    assert held() == tuple(number + 2 for number in before)
    assert drift() == []
