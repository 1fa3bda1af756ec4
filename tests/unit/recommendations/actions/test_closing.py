"""Decisions that close an item: recommendations.actions.closing."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from inspections.models import Publication
from jac_tracker.accounts.actions import NotPossible
from recommendations import actions
from recommendations.enums import CLOSED, DecisionRoute, Rag, Status
from recommendations.models import Decision, Recommendation
from tests.factories.people import Cast
from tests.factories.recommendations import make_recommendation

AT = datetime(2022, 2, 1, 9, tzinfo=UTC)
TODAY = AT.date()

DECISION: dict[str, Any] = {
    "outcome": Status.CLOSED_COMPLETE,
    "decided_on": date(2022, 1, 31),
    "decided_by": "HM Inspector",
    "route": DecisionRoute.LETTER,
    "document": "Letter of 31 January 2022",
}


def closes(cast: Cast, item: Recommendation, **values: Any) -> Recommendation:
    return actions.hmicfrs_closes(recommendation=item, **(DECISION | values), by=cast.liaison.actor(TODAY), at=AT)


def dcc_closes(cast: Cast, item: Recommendation, who: str = "dcc", **values: Any) -> Recommendation:
    given: dict[str, Any] = {
        "outcome": Status.CLOSED_NO_FURTHER_ACTION,
        "decided_on": TODAY,
        "document": "Minutes of the executive team, item 4",
        "why": "The unit was disbanded.",
    }
    return actions.dcc_closes(recommendation=item, **(given | values), by=getattr(cast, who).actor(TODAY), at=AT)


def refusal(cast: Cast, item: Recommendation, **values: Any) -> str:
    with pytest.raises(NotPossible) as refused:
        closes(cast, item, **values)
    assert Recommendation.objects.get(pk=item.pk).is_open
    assert not Decision.objects.filter(recommendation=item).exists()
    return str(refused.value)


def test_a_decision_that_hmicfrs_gave_no_day_for_says_so(cast: Cast, publication: Publication) -> None:
    closes(cast, make_recommendation(cast, publication), day_is_unknown=True)

    assert Decision.objects.values_list("decided_on", "day_is_unknown").get() == (date(2022, 1, 31), True)


def test_a_closed_item_has_its_day_its_decision_and_blue(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)

    closes(cast, item, closure_level="Level 2")

    item.refresh_from_db()
    assert (item.status, item.rag, item.closed_on) == ("closed complete", "blue", date(2022, 1, 31))
    decision = Decision.objects.get()
    assert (decision.outcome, decision.decided_on, decision.decided_by, decision.route) == (
        "closed complete",
        date(2022, 1, 31),
        "HM Inspector",
        "letter",
    )
    assert (decision.document, decision.closure_level, decision.at) == ("Letter of 31 January 2022", "Level 2", AT)
    event = item.events.latest("id")
    assert (event.verb, event.happened_on, event.cites, event.from_status, event.to_status) == (
        "hmicfrs closes",
        date(2022, 1, 31),
        "Letter of 31 January 2022",
        "in progress",
        "closed complete",
    )


@pytest.mark.parametrize("outcome", sorted(CLOSED))
@pytest.mark.parametrize("status", [Status.AWAITING_ALLOCATION, Status.IN_PROGRESS, Status.ON_HOLD])
def test_hmicfrs_closes_from_any_open_status_with_any_outcome(
    cast: Cast, publication: Publication, status: Status, outcome: Status
) -> None:
    item = make_recommendation(cast, publication, status)

    closes(cast, item, outcome=outcome)

    item.refresh_from_db()
    assert (item.status, item.review_on) == (outcome, None)
    assert item.rag == (Rag.BLUE if outcome == Status.CLOSED_COMPLETE else Rag.NONE)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"decided_on": date(2022, 2, 2)}, "The date of the decision cannot be in the future."),
        ({"decided_on": date(2022, 1, 6)}, "The date of the decision cannot be before the report was published."),
        ({"decided_by": " "}, "Say who decided."),
        ({"document": ""}, "Say which document records the decision."),
        ({"decided_on": None}, "Give the date of the decision."),
        ({"route": None}, "Choose how the decision reached us."),
        ({"route": DecisionRoute.OUR_DCC}, "Choose how HMICFRS's decision reached us."),
        ({"outcome": Status.WITHDRAWN}, "Choose one of the outcomes for this decision."),
        ({"outcome": Status.IN_PROGRESS}, "Choose one of the outcomes for this decision."),
    ],
)
def test_a_decision_that_lacks_something_is_refused(
    cast: Cast, publication: Publication, values: dict[str, Any], sentence: str
) -> None:
    assert refusal(cast, make_recommendation(cast, publication), **values) == sentence


@pytest.mark.parametrize("day", [date(2022, 1, 7), date(2022, 2, 1)])
def test_the_day_of_publication_and_today_are_both_in_time(cast: Cast, publication: Publication, day: date) -> None:
    item = make_recommendation(cast, publication)

    assert closes(cast, item, decided_on=day).closed_on == day


# Successors


def test_a_superseded_item_may_name_its_successor(cast: Cast, publication: Publication) -> None:
    old, new = make_recommendation(cast, publication), make_recommendation(cast, publication)

    closes(cast, old, outcome=Status.CLOSED_SUPERSEDED, successor=new)

    old.refresh_from_db()
    assert old.successor == new


def test_only_a_superseded_item_has_a_successor(cast: Cast, publication: Publication) -> None:
    old, new = make_recommendation(cast, publication), make_recommendation(cast, publication)

    assert refusal(cast, old, successor=new) == "Only an item that was superseded has a successor."


def test_a_withdrawn_item_succeeds_nothing(cast: Cast, publication: Publication) -> None:
    old, new = make_recommendation(cast, publication), make_recommendation(cast, publication, Status.WITHDRAWN)

    assert refusal(cast, old, outcome=Status.CLOSED_SUPERSEDED, successor=new) == (
        "The successor must be an item of this register that has not been withdrawn."
    )


def test_nothing_succeeds_itself_even_by_way_of_others(cast: Cast, publication: Publication) -> None:
    first, second = make_recommendation(cast, publication), make_recommendation(cast, publication)
    closes(cast, first, outcome=Status.CLOSED_SUPERSEDED, successor=second)
    sentence = "An item cannot be superseded by itself, or by one that it supersedes."

    assert refusal(cast, second, outcome=Status.CLOSED_SUPERSEDED, successor=second) == sentence
    assert refusal(cast, second, outcome=Status.CLOSED_SUPERSEDED, successor=first) == sentence


# What HMICFRS does not track


def test_the_dcc_closes_what_hmicfrs_does_not_track(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication, tracked=False)

    dcc_closes(cast, item)

    item.refresh_from_db()
    decision = Decision.objects.get()
    assert (item.status, item.rag, item.closed_on) == ("closed no further action", "", TODAY)
    assert (decision.decided_by, decision.route) == ("Deputy Chief Constable", "our dcc")
    event = item.events.latest("id")
    assert (event.verb, event.why, event.by_post) == ("dcc closes", "The unit was disbanded.", cast.dcc.post)


def test_the_dcc_does_not_find_complete_what_nobody_claimed(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication, tracked=False)

    with pytest.raises(NotPossible, match="Choose one of the outcomes for this decision"):
        dcc_closes(cast, item, outcome=Status.CLOSED_COMPLETE)


def test_hmicfrs_does_not_close_what_it_does_not_track_nor_the_dcc_what_it_does(
    cast: Cast, publication: Publication
) -> None:
    untracked, tracked = make_recommendation(cast, publication, tracked=False), make_recommendation(cast, publication)

    with pytest.raises(NotPossible, match="HMICFRS does not track this item"):
        closes(cast, untracked)
    with pytest.raises(NotPossible, match="only HMICFRS can close it"):
        dcc_closes(cast, tracked)


@pytest.mark.parametrize("who", ["liaison", "owner", "lead", "auditor"])
def test_nobody_but_the_dcc_closes_what_is_not_tracked(cast: Cast, publication: Publication, who: str) -> None:
    item = make_recommendation(cast, publication, tracked=False)

    with pytest.raises(PermissionDenied, match="Only the Deputy Chief Constable"):
        dcc_closes(cast, item, who)


def test_the_dcc_gives_a_reason(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication, tracked=False)

    with pytest.raises(NotPossible, match=r"^Give a reason\.$"):
        dcc_closes(cast, item, why="")


# Closed is frozen


def test_a_closed_item_is_frozen(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication, Status.CLOSED_COMPLETE)
    by: dict[str, Any] = {"recommendation": item, "by": cast.liaison.actor(TODAY), "at": AT}
    why = {"why": "To try."}

    attempts: list[Any] = [
        lambda: actions.edit_text(**by, **why, values={"title": "New"}),
        lambda: actions.set_parts(**by, **why, parts=[]),
        lambda: actions.record_progress(**by, text="More.", cites="Mail"),
        lambda: actions.set_rag(**by, **why, rag=Rag.RED),
        lambda: actions.set_target(**by, target_on=TODAY),
        lambda: actions.extend_target(**by, **why, target_on=TODAY + timedelta(days=9)),
        lambda: actions.reallocate(**by, **why, owner_post=cast.other_owner.post),
        lambda: actions.set_governance(**by, board=None, programme="x", risk_reference="", risk_rating=""),
        lambda: actions.confirm_deadline(**by, deadline=actions.DeadlineAsRead()),
        lambda: closes(cast, item),
    ]
    for attempt in attempts:
        with pytest.raises(NotPossible, match="This one is closed: complete"):
            attempt()
