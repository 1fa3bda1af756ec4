"""Every move of an action as somebody makes it on its page, and what is sent."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from jac_tracker.history import digest
from recommendations import actions
from recommendations.enums import ActionStatus, Verb
from recommendations.models import Action, Recommendation, RecommendationEvent
from tests.factories.people import Cast
from tests.integration.recommendations.act_cases import boxes
from tests.integration.recommendations.pages import address

LATER = date(2022, 5, 1)


@dataclass(frozen=True)
class Case:
    """A move as it is made: by whom, of an action of which status, with what typed; what then holds, and who may."""

    by: str
    data: Callable[[Cast], dict[str, Any]]
    then: dict[str, Any]
    hands: frozenset[str]
    path: str
    status: ActionStatus = ActionStatus.TO_DO
    shown: tuple[str, ...] = actions.DONE_FIELDS


OWNER_AND_LIAISON = frozenset({"owner", "liaison"})


CASES: dict[Verb, Case] = {
    Verb.CHANGE_ACTION: Case(
        "owner",
        lambda cast: {
            "what": "Train all",
            "post": cast.lead.post.pk,
            "part_letter": "a",
            "reason": "Illness.",
            **boxes("due_on", LATER),
        },
        {"what": "Train all", "due_on": LATER, "part_letter": "a"},
        OWNER_AND_LIAISON,
        "change",
        shown=actions.ACTION_FIELDS,
    ),
    Verb.DO_ACTION: Case(
        "other_owner",
        lambda cast: {"proof": "All 40.", **boxes("done_on", date(2022, 2, 28))},
        {"status": ActionStatus.DONE, "proof": "All 40.", "done_on": date(2022, 2, 28)},
        OWNER_AND_LIAISON | {"other_owner"},
        "done",
        shown=actions.ACTION_FIELDS,
    ),
    Verb.SIGN_OFF_ACTION: Case(
        "lead", lambda cast: {}, {"status": ActionStatus.SIGNED_OFF}, frozenset({"lead"}), "sign-off", ActionStatus.DONE
    ),
    Verb.RETURN_ACTION: Case(
        "lead",
        lambda cast: {"reason": "Not all."},
        {"status": ActionStatus.TO_DO, "return_reason": "Not all."},
        frozenset({"lead"}),
        "return",
        ActionStatus.DONE,
    ),
    Verb.DROP_ACTION: Case(
        "owner", lambda cast: {"reason": "No need."}, {"status": ActionStatus.DROPPED}, OWNER_AND_LIAISON, "drop"
    ),
}


def page_of(verb: Verb, action: Action) -> str:
    return f"{address(action.recommendation)}actions/{action.number}/{CASES[verb].path}/"


def typed(verb: Verb, cast: Cast, action: Action) -> dict[str, Any]:
    return CASES[verb].data(cast) | {"as_shown": digest(action, CASES[verb].shown)}


def state_of(item: Recommendation) -> tuple[Any, ...]:
    return (
        list(Action.objects.filter(recommendation=item).values()),
        RecommendationEvent.objects.count(),
        Recommendation.history.count(),
    )
