"""Actions on an item, walked to the status a test needs by the people whose move each step is."""

from datetime import date, datetime, timedelta
from typing import Any

from jac_tracker.accounts.actor import Actor
from jac_tracker.dates import london_day
from recommendations import actions
from recommendations.enums import ActionStatus
from recommendations.models import Action, Recommendation
from tests.factories.people import Cast


def make_action(
    cast: Cast, item: Recommendation, status: ActionStatus = ActionStatus.TO_DO, *, at: datetime, **values: Any
) -> Action:
    """An action given by the cast's owner to the other owner's post, due in thirty days; done by whoever holds it."""
    today = london_day(at)
    given: dict[str, Any] = {
        "what": "Train the supervisors",
        "post": cast.other_owner.post,
        "due_on": today + timedelta(days=30),
    }
    action = actions.add_action(recommendation=item, **(given | values), by=cast.owner.actor(today), at=at)
    if status in (ActionStatus.DONE, ActionStatus.SIGNED_OFF):
        action = mark_done(action, at=at)
    if status == ActionStatus.SIGNED_OFF:
        action = actions.sign_off_action(action=action, by=cast.lead.actor(today), at=at)
    if status == ActionStatus.DROPPED:
        action = actions.drop_action(action=action, by=cast.owner.actor(today), at=at, why="It is done elsewhere.")
    return Action.objects.get(pk=action.pk)


def mark_done(action: Action, *, at: datetime, done_on: date | None = None) -> Action:
    """Done by somebody who holds the action's post that day."""
    holding = action.post.holdings.current(london_day(at)).select_related("user").first()
    assert holding is not None
    by = Actor.of(holding.user, london_day(at))
    return actions.do_action(action=action, proof="All 40 are trained.", done_on=done_on, by=by, at=at)
