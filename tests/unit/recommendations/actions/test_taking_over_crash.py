"""kill -9 in the middle of taking over a register leaves all of it or nothing, and doing it again ends the same."""

import random
from typing import Any

import pytest

from jac_tracker.history import drift
from recommendations import actions
from recommendations.actions import Asked
from recommendations.models import ProgressUpdate, Recommendation, RecommendationEvent
from tests.conftest import NOON, TODAY
from tests.factories.inspections import make_reference
from tests.factories.lists import list_of, many_rows, plan_of
from tests.factories.people import Cast, make_cast
from tests.killing import FINISHED, KILLED, killed_after_work, killed_before_step, needs_fork, work_of

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

FEW, MANY = 40, 2_000  # rows
TIMES = 50


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    make_reference()
    return make_cast()


def take_over(cast: Cast, count: int = FEW) -> None:
    sheet = list_of(*many_rows(count))
    asked = Asked(sheet, plan_of(sheet, adds_names=True), "a list", TODAY)
    actions.take_over(asked=asked, by=cast.liaison.actor(TODAY), at=NOON)


def held() -> tuple[int, ...]:
    """Rows of each table, and of the history of items."""
    models: list[Any] = [Recommendation, RecommendationEvent, ProgressUpdate, Recommendation.history.model]
    return tuple(model._default_manager.count() for model in models)


NOTHING, EVERYTHING = (0, 0, 0, 0), (FEW, FEW, FEW, FEW)


@needs_fork
def test_whatever_moment_it_is_killed_at_all_is_there_or_nothing(cast: Cast, thorough: bool) -> None:
    # At its first step and at one in its middle; in a thorough run at each.
    steps = range(1, 100) if thorough else (1, 7)
    for number in steps:
        outcome = killed_before_step(number, lambda: take_over(cast))
        if outcome == FINISHED:
            break
        assert (outcome, held()) == (KILLED, NOTHING), f"killed before step {number}"
    else:
        take_over(cast)

    assert held() == EVERYTHING
    take_over(cast)
    assert held() == EVERYTHING
    assert drift() == []


@needs_fork
def test_killed_at_random_moments_and_done_again_it_ends_the_same(cast: Cast, thorough: bool) -> None:
    chance, count = random.Random(11), MANY if thorough else FEW
    everything = (count, count, count, count)
    longest = min(work_of(lambda: take_over(cast, count)) for _time in range(3 if thorough else 1))
    # The early moments first: once it has come to its end, there is nothing left to be killed in.
    moments = sorted(chance.uniform(0.01, 0.95) for _time in range(TIMES if thorough else 1))
    inside = 0
    for moment in moments:
        outcome = killed_after_work(moment * longest, lambda: take_over(cast, count))
        inside += (outcome, held()) == (KILLED, NOTHING)
        assert held() in (NOTHING, everything)

    take_over(cast, count)
    print(f"killed in the middle: {inside} of {len(moments)}")
    assert held() == everything
    assert drift() == []
    if thorough:
        assert inside >= 0.8 * TIMES
