"""HMICFRS's own track: recommendations.actions.tracking."""

from datetime import UTC, date, datetime
from itertools import pairwise
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from inspections.models import Publication
from jac_tracker.accounts.actions import NotPossible
from recommendations import actions
from recommendations.enums import HmicfrsStatus, Status
from recommendations.models import Recommendation
from tests.factories.people import Cast
from tests.factories.recommendations import make_recommendation

AT = datetime(2022, 2, 1, 9, tzinfo=UTC)
TODAY = AT.date()


def by(cast: Cast) -> dict[str, Any]:
    return {"by": cast.liaison.actor(TODAY), "at": AT}


def test_hmicfrs_status_is_a_row_of_its_own_and_ours_stays(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)

    actions.record_hmicfrs_status(
        recommendation=item,
        hmicfrs_reference="4711",
        status=HmicfrsStatus.COMPLETE,
        comment="Evidence seen.",
        status_on=date(2022, 1, 30),
        **by(cast),
    )

    item.refresh_from_db()
    row = item.hmicfrs_statuses.get()
    assert item.status == "in progress"
    assert (row.hmicfrs_reference, row.status, row.comment, row.status_on, row.at) == (
        "4711",
        "complete",
        "Evidence seen.",
        date(2022, 1, 30),
        AT,
    )
    assert item.history.count() == 2  # registered and allocated: the item itself has not changed


def test_a_status_of_a_day_to_come_is_refused(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)

    with pytest.raises(NotPossible, match="of a day to come"):
        actions.record_hmicfrs_status(
            recommendation=item, status=HmicfrsStatus.COMPLETE, status_on=date(2022, 2, 2), **by(cast)
        )


def test_hmicfrs_status_of_a_closed_item_is_still_recorded(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication, Status.CLOSED_COMPLETE)

    row = actions.record_hmicfrs_status(recommendation=item, status=HmicfrsStatus.BEING_PROGRESSED, **by(cast))

    assert row.status_on == TODAY


def test_that_hmicfrs_tracks_an_item_is_a_dated_fact(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication, tracked=False)
    found: dict[str, Any] = {"since_on": date(2022, 1, 20), "why": "It stands on the portal."}

    actions.set_tracked(recommendation=item, tracked=True, **found, **by(cast))

    item.refresh_from_db()
    assert (item.tracked_by_hmicfrs, item.tracked_since_on) == (True, date(2022, 1, 20))
    with pytest.raises(NotPossible, match="already says that HMICFRS tracks this item"):
        actions.set_tracked(recommendation=item, tracked=True, **found, **by(cast))
    with pytest.raises(NotPossible, match="cannot be in the future"):
        actions.set_tracked(
            recommendation=item, tracked=False, since_on=date(2022, 2, 2), why="It is gone.", **by(cast)
        )


def test_tracking_is_liaisons_to_record(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)

    for who in (cast.owner, cast.lead, cast.dcc):
        with pytest.raises(PermissionDenied):
            actions.set_tracked(
                recommendation=item, tracked=False, since_on=None, why="So.", by=who.actor(TODAY), at=AT
            )


# Through which item HMICFRS follows another


def through(cast: Cast, item: Recommendation, other: Recommendation | None, who: str = "liaison") -> Recommendation:
    actor = getattr(cast, who).actor(TODAY)
    return actions.set_tracked_through(recommendation=item, through=other, by=actor, at=AT, why="Its list says so.")


def test_a_duplicate_is_tracked_through_another_item_and_may_stand_for_itself_again(
    cast: Cast, publication: Publication
) -> None:
    item, other = make_recommendation(cast, publication), make_recommendation(cast, publication)

    through(cast, item, other)
    assert Recommendation.objects.get(pk=item.pk).tracked_through == other
    through(cast, item, None)

    assert Recommendation.objects.get(pk=item.pk).tracked_through is None
    events = item.events.order_by("id").values_list("verb", "why")
    assert list(events)[2:] == [("set tracked through", "Its list says so.")] * 2


@pytest.mark.parametrize("steps", [1, 2, 3])
def test_no_item_is_tracked_through_itself_however_long_the_way(
    cast: Cast, publication: Publication, steps: int
) -> None:
    items = [make_recommendation(cast, publication) for _ in range(steps)]
    for item, other in pairwise(items):
        through(cast, item, other)

    with pytest.raises(NotPossible, match="tracked through itself, or through one that is tracked through it"):
        through(cast, items[-1], items[0])


def test_what_is_withdrawn_or_said_already_is_refused(cast: Cast, publication: Publication) -> None:
    item, other = make_recommendation(cast, publication), make_recommendation(cast, publication)
    withdrawn = make_recommendation(cast, publication, Status.WITHDRAWN)
    through(cast, item, other)

    with pytest.raises(NotPossible, match="has not been withdrawn"):
        through(cast, item, withdrawn)
    with pytest.raises(NotPossible, match="already says so"):
        through(cast, item, other)


@pytest.mark.parametrize("who", ["owner", "lead", "dcc", "auditor"])
def test_only_liaison_says_through_what_an_item_is_tracked(cast: Cast, publication: Publication, who: str) -> None:
    item, other = make_recommendation(cast, publication), make_recommendation(cast, publication)

    with pytest.raises(PermissionDenied):
        through(cast, item, other, who)
