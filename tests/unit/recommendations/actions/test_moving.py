"""Hold, resume, reopen, rule not ours: recommendations.actions.moving."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from inspections.models import Publication
from jac_tracker.accounts.actions import NotPossible
from recommendations import actions
from recommendations.actions import DeadlineAsRead
from recommendations.enums import DeadlineKind, DecisionRoute, Marking, Rag, Status
from recommendations.models import Recommendation
from tests.factories.inspections import make_inspection, make_publication, make_reference
from tests.factories.people import Cast
from tests.factories.recommendations import close, make_recommendation

AT = datetime(2022, 2, 1, 9, tzinfo=UTC)
TODAY = AT.date()


def by(cast: Cast, why: str = "So it was decided.") -> dict[str, Any]:
    return {"by": cast.liaison.actor(TODAY), "at": AT, "why": why}


def test_an_item_on_hold_keeps_its_rag_and_says_when_it_is_looked_at_again(
    cast: Cast, publication: Publication
) -> None:
    item = make_recommendation(cast, publication)
    actions.set_rag(recommendation=item, rag=Rag.RED, **by(cast, "It has not begun."))

    actions.hold(recommendation=item, review_on=date(2022, 2, 2), **by(cast, "National guidance is awaited."))

    item.refresh_from_db()
    assert (item.status, item.review_on) == ("on hold", date(2022, 2, 2))
    assert (item.rag, item.rag_reason) == ("red", "It has not begun.")
    event = item.events.latest("id")
    assert (event.verb, event.why, event.from_status) == ("hold", "National guidance is awaited.", "in progress")


@pytest.mark.parametrize("review_on", [date(2022, 2, 1), date(2021, 12, 31)])
def test_a_review_lies_ahead(cast: Cast, publication: Publication, review_on: date) -> None:
    item = make_recommendation(cast, publication)

    with pytest.raises(NotPossible, match="must be in the future"):
        actions.hold(recommendation=item, review_on=review_on, **by(cast))


def test_an_item_resumed_has_no_review_date(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication, Status.ON_HOLD)

    actions.resume(recommendation=item, **by(cast))

    item.refresh_from_db()
    assert (item.status, item.review_on, item.rag) == ("in progress", None, "green")


def test_an_item_that_is_not_ours_is_kept_for_information_without_a_rag(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication, Status.AWAITING_ALLOCATION)

    actions.rule_not_ours(recommendation=item, **by(cast, "It speaks to the College."))

    item.refresh_from_db()
    assert (item.status, item.rag) == ("for information", "")


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (Status.CLOSED_COMPLETE, "in progress"),
        (Status.CLOSED_SUPERSEDED, "in progress"),
        (Status.CLOSED_NO_FURTHER_ACTION, "in progress"),
        (Status.FOR_INFORMATION, "awaiting allocation"),
        (Status.NOT_APPLICABLE, "awaiting allocation"),
    ],
)
def test_an_item_reopens_with_its_owner_where_it_ever_had_one(
    cast: Cast, publication: Publication, status: Status, expected: str
) -> None:
    item = make_recommendation(cast, publication, status)

    actions.reopen(recommendation=item, source="Letter of 1 February 2022", **by(cast, "The revisit found it unmet."))

    item.refresh_from_db()
    assert (item.status, item.closed_on, item.successor) == (expected, None, None)
    assert item.rag == ("green" if expected == "in progress" else "grey")
    assert item.allocated_on == (TODAY if expected == "in progress" else None)
    event = item.events.latest("id")
    assert (event.verb, event.cites, event.why) == (
        "reopen",
        "Letter of 1 February 2022",
        "The revisit found it unmet.",
    )


def test_a_superseded_item_that_is_reopened_has_no_successor(cast: Cast, publication: Publication) -> None:
    old, new = make_recommendation(cast, publication), make_recommendation(cast, publication)
    actions.hmicfrs_closes(
        recommendation=old,
        outcome=Status.CLOSED_SUPERSEDED,
        decided_on=TODAY,
        decided_by="HM Inspector",
        route=DecisionRoute.LETTER,
        document="Letter",
        successor=new,
        by=cast.liaison.actor(TODAY),
        at=AT,
    )

    actions.reopen(recommendation=old, source="A call", **by(cast))

    old.refresh_from_db()
    assert (old.successor, old.status) == (None, "in progress")


def test_an_item_ruled_not_ours_in_progress_reopens_in_progress(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)
    actions.rule_not_ours(recommendation=item, **by(cast))

    actions.reopen(recommendation=item, source="A call", **by(cast))

    item.refresh_from_db()
    assert (item.status, item.owner_post) == ("in progress", cast.owner.post)


def test_a_reopened_items_rag_is_the_one_the_rule_suggests(cast: Cast, publication: Publication) -> None:
    late = DeadlineAsRead("By 20 January 2022", DeadlineKind.FIXED, date(2022, 1, 20))
    item = make_recommendation(cast, publication, deadline=late)
    close(cast, item, at=AT)

    actions.reopen(recommendation=item, source="A call", **by(cast))

    item.refresh_from_db()
    assert item.rag == "red"


def test_an_item_closed_twice_keeps_both_decisions(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication, Status.CLOSED_COMPLETE)
    actions.reopen(recommendation=item, source="A call", **by(cast))

    close(cast, item, Status.CLOSED_NO_FURTHER_ACTION, at=AT)

    assert [decision.outcome for decision in item.decisions.all()] == ["closed complete", "closed no further action"]


NEEDS = {
    "rule_not_ours": (Status.IN_PROGRESS, {}, "Give a reason."),
    "hold": (Status.IN_PROGRESS, {"review_on": date(2022, 6, 1)}, "Give a reason."),
    "resume": (Status.ON_HOLD, {}, "Give a reason."),
    "reopen": (Status.CLOSED_COMPLETE, {"source": ""}, "Say where this comes from. Give a reason."),
    "propose_in_error": (Status.IN_PROGRESS, {}, "Give a reason."),
}


@pytest.mark.parametrize("name", NEEDS)
def test_a_move_without_what_it_needs_is_refused_and_leaves_nothing(
    cast: Cast, publication: Publication, name: str
) -> None:
    status, values, sentence = NEEDS[name]
    item = make_recommendation(cast, publication, status)
    events = item.events.count()

    with pytest.raises(NotPossible) as refusal:
        getattr(actions, name)(recommendation=item, **values, **by(cast, " "))

    assert str(refusal.value) == sentence
    assert (Recommendation.objects.get().status, item.events.count()) == (status, events)


def test_a_stranger_is_denied_and_a_wrong_moment_refused(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)

    with pytest.raises(PermissionDenied, match="Only a liaison officer can do this"):
        actions.rule_not_ours(recommendation=item, by=cast.owner.actor(TODAY), at=AT, why="Not mine.")
    with pytest.raises(NotPossible, match="This one is in progress"):
        actions.resume(recommendation=item, **by(cast))


def test_the_item_is_read_again_under_the_lock(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)
    as_it_was = Recommendation.objects.get()
    actions.hold(recommendation=item, review_on=date(2022, 6, 1), **by(cast))

    with pytest.raises(NotPossible, match="This one is on hold"):
        actions.hold(recommendation=as_it_was, review_on=date(2022, 7, 1), **by(cast))


def test_an_item_that_the_actor_may_not_see_is_not_the_actors_to_change(cast: Cast) -> None:
    make_reference()
    item = make_recommendation(cast, make_publication(make_inspection("Secret", embargoed=True)))
    sensitive = make_recommendation(cast, make_publication(), marking=Marking.OFFICIAL_SENSITIVE)
    owner = cast.owner.actor(TODAY)

    with pytest.raises(PermissionDenied, match="not yours to see"):
        actions.record_progress(recommendation=item, text="Begun.", by=owner, at=AT)
    actions.record_progress(recommendation=sensitive, text="Begun.", by=owner, at=AT)
