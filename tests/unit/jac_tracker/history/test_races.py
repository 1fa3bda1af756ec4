"""Many people at once: nobody's work is lost, and nobody is told that the database is busy.

That the lock decides is proved with it taken away, on PostgreSQL: SQLite lets only one write at a time anyway.
"""

from typing import Any

import pytest

from jac_tracker.accounts import actions
from jac_tracker.accounts.actions import portfolios
from jac_tracker.accounts.models import Holding, PeopleEvent, Portfolio
from jac_tracker.history import digest
from tests.conftest import NOON
from tests.factories.people import SETTER_UP, Cast, make_cast
from tests.side_by_side import Attempt, at_once, slowly, together

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return make_cast()


@pytest.fixture
def tries(thorough: bool) -> range:
    return range(50 if thorough else 3)


@pytest.fixture
def slow_comparison(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let time pass between the comparison with what was shown and the write."""
    slowly(monkeypatch, portfolios, "refuse_stale")


def renaming(portfolio: Portfolio, name: str, shown: str | None) -> Attempt:
    return lambda: actions.change_portfolio(
        portfolio=portfolio, values={"name": name}, shown=shown, by=SETTER_UP, at=NOON
    )


def test_of_two_who_edit_what_both_were_shown_one_wins_and_the_other_is_told(
    cast: Cast, tries: range, slow_comparison: None
) -> None:
    for number in tries:
        portfolio = Portfolio.objects.get(pk=cast.crime.pk)
        shown = digest(portfolio, actions.PORTFOLIO_FIELDS)

        outcomes = at_once(renaming(portfolio, f"Mine {number}", shown), renaming(portfolio, f"Yours {number}", shown))

        assert outcomes == ["StaleEdit", "done"]
    assert Portfolio.history.filter(id=cast.crime.pk).count() == 1 + len(tries)


def test_without_the_lock_one_of_the_two_would_be_lost(
    cast: Cast, unlocked: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    together(monkeypatch, portfolios, "refuse_stale")
    shown = digest(cast.crime, actions.PORTFOLIO_FIELDS)

    outcomes = at_once(renaming(cast.crime, "Mine", shown), renaming(cast.crime, "Yours", shown))

    assert outcomes == ["done", "done"]


def test_of_two_who_give_one_name_to_two_portfolios_one_is_told_that_it_is_taken(cast: Cast, tries: range) -> None:
    for number in tries:
        outcomes = at_once(
            lambda name=f"Twin {number}": actions.add_portfolio(name=name, by=SETTER_UP, at=NOON),
            lambda name=f"TWIN {number}": actions.add_portfolio(name=name, by=SETTER_UP, at=NOON),
        )

        assert outcomes == ["NotPossible", "done"]


def test_a_post_handed_to_two_people_for_one_day_goes_to_one(cast: Cast) -> None:
    def handing(to: Any) -> Attempt:
        return lambda: actions.hand_over(post=cast.owner.post, to=to, from_on=NOON.date(), by=SETTER_UP, at=NOON)

    outcomes = at_once(handing(cast.lead.user), handing(cast.other_owner.user))

    assert outcomes == ["NotPossible", "done"]
    assert Holding.objects.current(NOON.date()).filter(post=cast.owner.post).count() == 1


def test_many_who_write_at_once_lose_nothing(cast: Cast, thorough: bool) -> None:
    people, writes = 20, 25 if thorough else 4
    before = PeopleEvent.objects.count()

    def work(number: int) -> None:
        for turn in range(writes):
            actions.add_portfolio(name=f"Portfolio {number} {turn}", by=SETTER_UP, at=NOON)
            renaming(cast.crime, f"Crime {number} {turn}", None)()

    outcomes = at_once(*[lambda number=number: work(number) for number in range(people)])

    assert outcomes == ["done"] * people
    assert PeopleEvent.objects.count() - before == people * writes * 2
    assert Portfolio.objects.filter(name__startswith="Portfolio").count() == people * writes
    assert Portfolio.history.filter(id=cast.crime.pk).count() == 1 + people * writes
