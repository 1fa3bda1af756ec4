"""Two people at once: one act goes through, the other is told, and nobody's work is lost.

That the lock is what decides is proved with it taken away, on PostgreSQL: SQLite lets only one write at a time anyway.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial

import pytest

from jac_tracker.history import digest
from recommendations import actions
from recommendations.actions import TEXT_FIELDS, governance, turn
from recommendations.enums import DecisionRoute, Kind, Status, TextSource
from recommendations.models import Board, Decision, Proposal, Recommendation, RecommendationEvent
from tests.factories.inspections import make_publication, make_reference
from tests.factories.people import Cast, make_cast
from tests.factories.recommendations import make_recommendation
from tests.side_by_side import Attempt, at_once, slowly, together

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

AT = datetime(2022, 2, 1, 9, tzinfo=UTC)
TODAY = AT.date()


@pytest.fixture
def world(transactional_db: None) -> Cast:
    make_reference()
    return make_cast()


@pytest.fixture
def tries(thorough: bool) -> range:
    return range(50 if thorough else 3)


@contextmanager
def slow_blockers(monkeypatch: pytest.MonkeyPatch, *, locked: bool) -> Iterator[None]:
    """Let time pass between asking and writing; without the lock if not `locked`."""
    with monkeypatch.context() as patch:
        (slowly if locked else together)(patch, turn, "blockers_in")
        if not locked:
            patch.setattr(turn, "lock", lambda item: Recommendation.objects.get(pk=item.pk))
        yield


def closing(cast: Cast, item: Recommendation, who: str) -> Attempt:
    return lambda: actions.hmicfrs_closes(
        recommendation=item,
        outcome=Status.CLOSED_COMPLETE,
        decided_on=TODAY,
        decided_by="HM Inspector",
        route=DecisionRoute.LETTER,
        document="Letter",
        by=getattr(cast, who).actor(TODAY),
        at=AT,
    )


def allocating(cast: Cast, item: Recommendation, who: str, to: str) -> Attempt:
    return lambda: actions.allocate(
        recommendation=item, owner_post=getattr(cast, to).post, by=getattr(cast, who).actor(TODAY), at=AT
    )


def answering(cast: Cast, item: Recommendation, name: str, who: str) -> Attempt:
    act = getattr(actions, name)
    return lambda: act(recommendation=item, by=getattr(cast, who).actor(TODAY), at=AT, why="So I say.")


def editing(cast: Cast, item: Recommendation, who: str, title: str, shown: str) -> Attempt:
    return lambda: actions.edit_text(
        recommendation=item,
        values={"title": title},
        shown=shown,
        by=getattr(cast, who).actor(TODAY),
        at=AT,
        why="Better.",
    )


def test_an_item_is_closed_once(world: Cast, tries: range, monkeypatch: pytest.MonkeyPatch) -> None:
    publication = make_publication()

    for _ in tries:
        item = make_recommendation(world, publication)
        with slow_blockers(monkeypatch, locked=True):
            outcomes = at_once(closing(world, item, "liaison"), closing(world, item, "second_liaison"))
        assert outcomes == ["NotPossible", "done"]
        assert Decision.objects.filter(recommendation=item).count() == 1


def test_an_item_goes_to_one_owner(world: Cast, tries: range, monkeypatch: pytest.MonkeyPatch) -> None:
    publication = make_publication()

    for _ in tries:
        item = make_recommendation(world, publication, Status.AWAITING_ALLOCATION)
        with slow_blockers(monkeypatch, locked=True):
            outcomes = at_once(
                allocating(world, item, "liaison", "owner"),
                allocating(world, item, "second_liaison", "other_owner"),
            )
        assert outcomes == ["NotPossible", "done"]
        assert RecommendationEvent.objects.filter(recommendation=item, verb="allocate").count() == 1


def test_a_proposal_is_answered_once(world: Cast, tries: range, monkeypatch: pytest.MonkeyPatch) -> None:
    publication = make_publication()

    for _ in tries:
        item = make_recommendation(world, publication)
        actions.propose_in_error(recommendation=item, by=world.liaison.actor(TODAY), at=AT, why="There twice.")
        with slow_blockers(monkeypatch, locked=True):
            outcomes = at_once(
                answering(world, item, "agree_in_error", "second_liaison"),
                answering(world, item, "refuse_in_error", "dcc"),
            )
        assert outcomes == ["NotPossible", "done"]
        proposal = Proposal.objects.get(recommendation=item)
        withdrawn = Recommendation.objects.get(pk=item.pk).status == Status.WITHDRAWN
        assert withdrawn is (proposal.answer == "agreed")


def test_of_two_edits_of_one_text_the_second_is_told(
    world: Cast, tries: range, monkeypatch: pytest.MonkeyPatch
) -> None:
    publication = make_publication()

    for _ in tries:
        item = make_recommendation(world, publication)
        shown = digest(item, TEXT_FIELDS)
        with slow_blockers(monkeypatch, locked=True):
            outcomes = at_once(
                editing(world, item, "liaison", "Hers", shown), editing(world, item, "second_liaison", "His", shown)
            )
        assert outcomes == ["StaleEdit", "done"]
        assert item.history.count() == 3  # registered, allocated, and one edit


def test_two_items_entered_at_once_get_a_reference_each(world: Cast, tries: range) -> None:
    publication = make_publication()

    def entering(who: str) -> Attempt:
        return lambda: actions.register(
            publication=publication,
            kind=Kind.AFI,
            title="An area",
            text="",
            text_source=TextSource.NOT_ENTERED,
            by=getattr(world, who).actor(TODAY),
            at=AT,
        )

    for _ in tries:
        assert at_once(entering("liaison"), entering("second_liaison")) == ["done", "done"]

    references = Recommendation.objects.values_list("reference", flat=True)
    assert sorted(references) == [f"MP-2022-{n:03d}" for n in range(1, 2 * len(tries) + 1)]


# Without the lock


@pytest.fixture
def without_the_lock(several_writers: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with slow_blockers(monkeypatch, locked=False):
        yield


def test_without_the_lock_an_item_would_be_closed_twice(world: Cast, without_the_lock: None) -> None:
    item = make_recommendation(world, make_publication())

    outcomes = at_once(closing(world, item, "liaison"), closing(world, item, "second_liaison"))

    assert outcomes == ["done", "done"]
    assert Decision.objects.filter(recommendation=item).count() == 2


def test_without_the_lock_an_item_would_be_given_away_twice(world: Cast, without_the_lock: None) -> None:
    item = make_recommendation(world, make_publication(), Status.AWAITING_ALLOCATION)

    outcomes = at_once(
        allocating(world, item, "liaison", "owner"), allocating(world, item, "second_liaison", "other_owner")
    )

    assert outcomes == ["done", "done"]


def test_without_the_lock_one_of_two_edits_would_be_lost(world: Cast, without_the_lock: None) -> None:
    item = make_recommendation(world, make_publication())
    shown = digest(item, TEXT_FIELDS)

    outcomes = at_once(
        editing(world, item, "liaison", "Hers", shown), editing(world, item, "second_liaison", "His", shown)
    )

    assert outcomes == ["done", "done"]


def test_two_who_add_a_board_under_one_name_add_one(world: Cast, tries: range, monkeypatch: pytest.MonkeyPatch) -> None:
    by = world.liaison.actor(TODAY)
    with monkeypatch.context() as patch:
        slowly(patch, governance, "_refuse_name")

        for number in tries:
            names = [f"Board {number}", f"board {number}"]
            attempts = [partial(actions.add_board, name=name, by=by, at=AT) for name in names]
            assert at_once(*attempts) == ["NotPossible", "done"]

    assert Board.objects.count() == len(tries)
