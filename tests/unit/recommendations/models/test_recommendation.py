"""Who sees which items, which are overdue, and what the database refuses: recommendations.models."""

from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from inspections import actions as inspections_actions
from inspections.models import Publication
from jac_tracker.accounts.actor import Actor
from jac_tracker.history import record
from recommendations.enums import OPEN, SUBMITTED, DeadlineKind, Marking, Status, Verb
from recommendations.models import Recommendation, RecommendationEvent
from recommendations.rules.rag import Facts
from tests.factories.inspections import make_inspection, make_publication
from tests.factories.people import EVERYBODY, SETTER_UP, Cast
from tests.factories.recommendations import make_recommendation

AT = datetime(2022, 2, 1, 9, tzinfo=UTC)
TODAY = AT.date()

SEE_EVERYTHING = {"liaison", "second_liaison", "dcc", "auditor"}
NO_ITEMS = {"reader", "administrator"}


def who_sees(cast: Cast, item: Recommendation, reading: str) -> set[str]:
    def sees(name: str) -> bool:
        actor = getattr(cast, name).actor(TODAY)
        return getattr(Recommendation.objects, reading)(actor).filter(pk=item.pk).exists()

    return {name for name in EVERYBODY if sees(name)}


def test_an_ordinary_item_is_a_headline_to_most_and_whole_to_its_own(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)

    assert who_sees(cast, item, "visible_to") == {*EVERYBODY} - NO_ITEMS
    assert who_sees(cast, item, "in_full_to") == SEE_EVERYTHING | {"owner", "lead"}


def test_an_official_sensitive_item_exists_for_its_own_and_those_who_see_everything(
    cast: Cast, publication: Publication
) -> None:
    item = make_recommendation(cast, publication, marking=Marking.OFFICIAL_SENSITIVE)

    assert who_sees(cast, item, "visible_to") == SEE_EVERYTHING | {"owner", "lead"}
    assert who_sees(cast, item, "in_full_to") == SEE_EVERYTHING | {"owner", "lead"}


def test_an_embargoed_item_exists_for_those_who_see_everything_alone(cast: Cast, publication: Publication) -> None:
    secret = make_inspection("An unannounced visit", embargoed=True)
    item = make_recommendation(cast, make_publication(secret))

    assert who_sees(cast, item, "visible_to") == SEE_EVERYTHING
    assert who_sees(cast, item, "in_full_to") == SEE_EVERYTHING

    inspections_actions.set_embargo(inspection=secret, embargoed=False, by=SETTER_UP, at=AT, why="Published.")
    assert who_sees(cast, item, "visible_to") == {*EVERYBODY} - NO_ITEMS


def test_who_holds_nothing_sees_nothing(cast: Cast, publication: Publication) -> None:
    make_recommendation(cast, publication)

    assert not Recommendation.objects.visible_to(Actor(user=cast.owner.user)).exists()


# Overdue


@pytest.mark.parametrize("kind", DeadlineKind)
@pytest.mark.parametrize("status", [Status.IN_PROGRESS, Status.AWAITING_ALLOCATION, Status.CLOSED_COMPLETE])
def test_the_query_and_the_rule_agree_on_what_is_overdue(
    cast: Cast, publication: Publication, kind: DeadlineKind, status: Status
) -> None:
    item = make_recommendation(cast, publication, status)

    for deadline, target in product([None, -91, -90, -1, 0, 1], [None, -1, 0, 1]):
        item.deadline_kind = kind
        item.deadline_on = None if deadline is None else TODAY + timedelta(days=deadline)
        item.internal_target_on = None if target is None else TODAY + timedelta(days=target)
        put(cast, item)
        due = Facts.of(item).due()
        by_rule = due is not None and due.on < TODAY and status in OPEN - SUBMITTED
        assert Recommendation.objects.overdue(TODAY).exists() is by_rule, (deadline, target)


def put(cast: Cast, item: Recommendation) -> None:
    """Write the item as it is, through the door and past the actions."""
    event = RecommendationEvent(verb=Verb.EDIT_TEXT, recommendation=item, to_status=item.status)
    record([item], by=cast.liaison.actor(TODAY), at=AT, event=event)


# What stands behind the code


@pytest.mark.parametrize(
    "values",
    [
        {"status": "closed complete", "rag": "blue"},  # no day
        {"closed_on": TODAY},  # a day, and open
        {"status": "on hold"},  # no review date
        {"rag": "grey"},
        {"rag": "blue"},
        {"rag": ""},
        {"owner_post": None},
        {"portfolio": None},
        {"status": "for information"},  # Green still
        {"deadline_confirmed_at": AT},  # by nobody
    ],
)
def test_the_database_refuses_nonsense(cast: Cast, publication: Publication, values: dict[str, Any]) -> None:
    item = make_recommendation(cast, publication)
    for field, value in values.items():
        setattr(item, field, value)

    with pytest.raises(IntegrityError), transaction.atomic():
        put(cast, item)


@pytest.mark.parametrize(("is_on_item", "to_status"), [(True, ""), (False, "in progress")])
def test_an_event_has_a_status_just_if_it_is_on_an_item(
    cast: Cast, publication: Publication, is_on_item: bool, to_status: str
) -> None:
    item = make_recommendation(cast, publication) if is_on_item else None
    event = RecommendationEvent(verb=Verb.EDIT_TEXT, recommendation=item, to_status=to_status)

    with pytest.raises(IntegrityError), transaction.atomic():
        record([], by=cast.liaison.actor(TODAY), at=AT, event=event)
