"""Registering what a report asks for, all of it or nothing: recommendations.actions.reading_in."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from inspections.enums import CauseScope
from inspections.models import CauseOfConcern, Publication
from jac_tracker.accounts.actions import NotPossible
from jac_tracker.history import StaleEdit
from recommendations import actions
from recommendations.actions import NewCause, NewItem, PartAsRead
from recommendations.enums import Kind, Marking, Status
from recommendations.models import Recommendation, RecommendationEvent
from recommendations.rules.as_read import NO_DEADLINE_READ
from tests.factories.people import Cast
from tests.factories.recommendations import make_recommendation

AT = datetime(2022, 2, 1, 9, tzinfo=UTC)
CAUSE = NewCause("Crimes go unrecorded", "Too many are.", CauseScope.OURS)
ITEM = NewItem(
    kind=Kind.RECOMMENDATION,
    title="Record crime",
    text="The force should record crime.",
    number_in_report="1",
    theme="",
    cause=0,
    addressees=("our force",),
    deadline=NO_DEADLINE_READ,
    parts=(),
)
OTHERS = replace(
    ITEM, title="Pay", text="The Home Office should pay.", number_in_report="2", not_ours="It asks others.", cause=None
)


def register(cast: Cast, publication: Publication, *items: NewItem, **changes: Any) -> list[Recommendation]:
    values: dict[str, Any] = {
        "causes": [CAUSE],
        "marking": Marking.OFFICIAL,
        "confirmed": False,
        "shown": actions.report_as_shown(publication),
        "by": cast.liaison.actor(AT.date()),
        "at": AT,
    }
    return actions.register_report(publication=publication, items=items, **{**values, **changes})


def test_each_item_is_an_act_of_its_own(cast: Cast, publication: Publication) -> None:
    ours, others = register(cast, publication, ITEM, OTHERS)

    assert (ours.status, ours.cause) == (Status.AWAITING_ALLOCATION, CauseOfConcern.objects.get())
    assert (others.status, others.cause) == (Status.FOR_INFORMATION, None)
    events = RecommendationEvent.objects.order_by("pk").values_list("recommendation__reference", "verb")
    assert list(events) == [
        ("MP-2022-001", "register"),
        ("MP-2022-002", "register"),
        ("MP-2022-002", "rule not ours"),
    ]


def test_nothing_is_left_of_a_report_whose_last_item_is_refused(cast: Cast, publication: Publication) -> None:
    twice = replace(ITEM, text="Both.", number_in_report="3", parts=(PartAsRead("a", "x"), PartAsRead("a", "y")))

    with pytest.raises(NotPossible, match=r"Two parts have the same letter\."):
        register(cast, publication, ITEM, twice)

    assert Recommendation.objects.count() == CauseOfConcern.objects.count() == RecommendationEvent.objects.count() == 0


def test_only_liaison_registers_a_report(cast: Cast, publication: Publication) -> None:
    for member in (cast.owner, cast.dcc, cast.auditor, cast.administrator):
        with pytest.raises(PermissionDenied):
            register(cast, publication, OTHERS, by=member.actor(AT.date()), causes=[])

    assert Recommendation.objects.count() == 0


@pytest.mark.parametrize(
    "new",
    [replace(ITEM, number_in_report="", text="the force SHOULD record crime"), replace(ITEM, text="Other words.")],
)
def test_an_item_that_is_there_already_is_refused(cast: Cast, publication: Publication, new: NewItem) -> None:
    register(cast, publication, ITEM)

    with pytest.raises(NotPossible, match=r"“Record crime” is in the register already, as MP-2022-001\."):
        register(cast, publication, new, causes=[])


def test_two_items_of_one_text_are_refused_together(cast: Cast, publication: Publication) -> None:
    again = replace(ITEM, title="Record it", text="The Force should record crime", number_in_report="7")

    with pytest.raises(NotPossible, match=r"“Record it” has the same text as another of these\. Leave one of them out"):
        register(cast, publication, ITEM, again)

    assert Recommendation.objects.count() == 0


def test_an_item_entered_in_error_may_be_registered_again(cast: Cast, publication: Publication) -> None:
    make_recommendation(cast, publication, Status.WITHDRAWN, text=ITEM.text)

    assert [item.title for item in register(cast, publication, ITEM)] == ["Record crime"]


def test_what_changed_since_it_was_shown_is_overtaken(cast: Cast, publication: Publication) -> None:
    shown = actions.report_as_shown(publication)
    make_recommendation(cast, publication)

    with pytest.raises(StaleEdit):
        register(cast, publication, ITEM, shown=shown)

    assert Recommendation.objects.count() == 1
