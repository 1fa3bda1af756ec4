"""Actions given and changed with what usually goes with it, and what a refused act must leave as it was."""

from datetime import UTC, date, datetime
from typing import Any

from recommendations import actions
from recommendations.models import Action, Recommendation, RecommendationEvent
from tests.factories.people import Cast

AT = datetime(2022, 2, 1, 9, tzinfo=UTC)
TODAY = AT.date()
SOON = date(2022, 3, 1)


def add(item: Recommendation, cast: Cast, **values: Any) -> Action:
    given: dict[str, Any] = {"what": "Train the supervisors", "post": cast.other_owner.post, "due_on": SOON}
    by = values.pop("by", cast.owner.actor(TODAY))
    return actions.add_action(recommendation=item, **(given | values), by=by, at=AT)


def change(action: Action, cast: Cast, **values: Any) -> Action:
    given: dict[str, Any] = {"what": action.what, "post": action.post, "due_on": action.due_on}
    given["part_letter"] = action.part_letter
    by = values.pop("by", cast.owner.actor(TODAY))
    return actions.change_action(action=action, **(given | values), by=by, at=AT)


def last_event() -> RecommendationEvent:
    return RecommendationEvent.objects.latest("id")


def state() -> tuple[Any, ...]:
    """Everything that a refused act must leave as it was."""
    return (
        list(Action.objects.order_by("pk").values()),
        Action.history.count(),
        RecommendationEvent.objects.count(),
        list(Recommendation.objects.order_by("pk").values()),
    )
