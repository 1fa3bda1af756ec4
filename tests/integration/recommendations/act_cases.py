"""Every act on an item as somebody does it on its page, and what is sent."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from inspections.models import Publication
from jac_tracker.history import digest
from recommendations import actions
from recommendations.enums import Kind, Marking, Rag, Status, Verb
from recommendations.models import ProgressUpdate, Recommendation, RecommendationEvent
from recommendations.presenters.acts import route_of
from tests.conftest import NOON, TODAY
from tests.factories.people import Cast
from tests.factories.recommendations import make_recommendation

Make = Callable[[Cast, Publication], Recommendation]
NEAR, LATER = date(2022, 6, 1), date(2022, 9, 1)


def at_status(status: Status = Status.IN_PROGRESS, **values: Any) -> Make:
    return lambda cast, publication: make_recommendation(cast, publication, status, **values)


def untracked(cast: Cast, publication: Publication) -> Recommendation:
    return make_recommendation(cast, publication, kind=Kind.SOFT_AFI)


def with_target(cast: Cast, publication: Publication) -> Recommendation:
    item = make_recommendation(cast, publication)
    return actions.set_target(recommendation=item, target_on=NEAR, by=cast.owner.actor(TODAY), at=NOON)


def proposed_not_applicable(cast: Cast, publication: Publication) -> Recommendation:
    item = make_recommendation(cast, publication)
    by = cast.liaison.actor(TODAY)
    actions.propose_not_applicable(recommendation=item, portfolio=cast.crime, by=by, at=NOON, why="No such unit.")
    return item


def proposed_in_error(cast: Cast, publication: Publication) -> Recommendation:
    item = make_recommendation(cast, publication)
    actions.propose_in_error(recommendation=item, by=cast.second_liaison.actor(TODAY), at=NOON, why="Twice.")
    return item


def boxes(name: str, day: date) -> dict[str, Any]:
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


@dataclass(frozen=True)
class Case:
    """An act as it is done: by whom, to an item made how, with what typed; and what then holds of the item."""

    by: str
    data: dict[str, Any]
    then: dict[str, Any] = field(default_factory=dict)
    make: Make = field(default_factory=at_status)
    # The form's hidden digest: of these fields of the item.
    shown: tuple[str, ...] = ()


WHY = {"reason": "Because of it."}
DECIDED = {
    **boxes("decided_on", TODAY),
    "decided_by": "HM Inspector",
    "route": "letter",
    "document": "Letter of 1 March",
}

CASES: dict[Verb, Case] = {
    Verb.ALLOCATE: Case(
        "liaison", {"owner_post": "OWNER"}, {"status": Status.IN_PROGRESS}, at_status(Status.AWAITING_ALLOCATION)
    ),
    Verb.RULE_NOT_OURS: Case("liaison", WHY, {"status": Status.FOR_INFORMATION}),
    Verb.PROPOSE_NOT_APPLICABLE: Case("liaison", {**WHY, "portfolio": "CRIME"}, {"status": Status.IN_PROGRESS}),
    Verb.AGREE_NOT_APPLICABLE: Case("lead", {}, {"status": Status.NOT_APPLICABLE}, proposed_not_applicable),
    Verb.REFUSE_NOT_APPLICABLE: Case("lead", WHY, {"status": Status.IN_PROGRESS}, proposed_not_applicable),
    Verb.HOLD: Case("liaison", {**WHY, **boxes("review_on", LATER)}, {"status": Status.ON_HOLD, "review_on": LATER}),
    Verb.RESUME: Case("liaison", WHY, {"status": Status.IN_PROGRESS}, at_status(Status.ON_HOLD)),
    Verb.HMICFRS_CLOSES: Case(
        "liaison",
        {**DECIDED, "outcome": "closed complete", "closure_level": "Level 1"},
        {"status": Status.CLOSED_COMPLETE, "closed_on": TODAY},
    ),
    Verb.DCC_CLOSES: Case(
        "dcc",
        {**WHY, **boxes("decided_on", TODAY), "document": "Decision log", "outcome": "closed no further action"},
        {"status": Status.CLOSED_NO_FURTHER_ACTION},
        untracked,
    ),
    Verb.REOPEN: Case(
        "liaison", {**WHY, "source": "Letter"}, {"status": Status.IN_PROGRESS}, at_status(Status.CLOSED_COMPLETE)
    ),
    Verb.PROPOSE_IN_ERROR: Case("liaison", WHY, {"status": Status.IN_PROGRESS}),
    Verb.AGREE_IN_ERROR: Case("liaison", {}, {"status": Status.WITHDRAWN}, proposed_in_error),
    Verb.REFUSE_IN_ERROR: Case("dcc", WHY, {"status": Status.IN_PROGRESS}, proposed_in_error),
    Verb.RECORD_PROGRESS: Case(
        "owner",
        {"text": "Done it.", "rag": "amber", "rag_reason": "A risk.", **boxes("forecast_on", LATER)},
        {"rag": Rag.AMBER, "rag_reason": "A risk.", "forecast_on": LATER},
        shown=actions.PROGRESS_FIELDS,
    ),
    Verb.SET_RAG: Case("lead", {"rag": "red", "rag_reason": "Late."}, {"rag": Rag.RED}, shown=actions.RAG_FIELDS),
    Verb.SET_TARGET: Case(
        "owner", boxes("internal_target_on", NEAR), {"internal_target_on": NEAR}, shown=actions.TARGET_FIELDS
    ),
    Verb.EXTEND_TARGET: Case(
        "owner",
        {**WHY, **boxes("internal_target_on", LATER)},
        {"internal_target_on": LATER, "first_target_on": NEAR},
        with_target,
        shown=actions.TARGET_FIELDS,
    ),
    Verb.CONFIRM_DEADLINE: Case(
        "liaison",
        {"deadline_words": "By June", "deadline_kind": "FIXED", **boxes("deadline_on", NEAR)},
        {"deadline_on": NEAR, "first_deadline_on": NEAR, "deadline_words": "By June"},
        shown=actions.DEADLINE_FIELDS,
    ),
    Verb.REALLOCATE: Case(
        "liaison", {**WHY, "owner_post": "OTHER_OWNER", "supporting_posts": ["OWNER"]}, {"status": Status.IN_PROGRESS}
    ),
    Verb.EDIT_TEXT: Case(
        "liaison",
        {**WHY, "kind": "afi", "title": "New title", "text": "New text.", "text_source": "report", "theme": "A theme",
         "addressees": ["all forces", "college"]},
        {"title": "New title", "text": "New text.", "kind": Kind.AFI, "addressees": ["all forces", "college"]},
        shown=actions.TEXT_FIELDS,
    ),
    Verb.SET_MARKING: Case(
        "liaison", {**WHY, "marking": "official-sensitive"}, {"marking": Marking.OFFICIAL_SENSITIVE}
    ),
    Verb.SET_GOVERNANCE: Case(
        "liaison",
        {"programme": "P", "risk_reference": "R1", "risk_rating": "High", "board": ""},
        {"programme": "P", "risk_reference": "R1", "risk_rating": "High"},
        shown=actions.GOVERNANCE_FIELDS,
    ),
    Verb.RECORD_HMICFRS_STATUS: Case("liaison", {"status": "complete", "hmicfrs_reference": "H1"}),
    Verb.SET_TRACKED: Case("liaison", {**WHY, "tracked": "no"}, {"tracked_by_hmicfrs": False}),
}  # fmt: skip


def page_of(verb: Verb, item: Recommendation) -> str:
    return f"/register/{item.reference}/{route_of(verb).replace('_', '-')}/"


def typed(case: Case, cast: Cast, item: Recommendation) -> dict[str, Any]:
    """What is sent, with the numbers of the cast's rows, and with the digest of what was shown."""
    numbers = {"OWNER": cast.owner.post.pk, "OTHER_OWNER": cast.other_owner.post.pk, "CRIME": cast.crime.pk}
    data = {
        name: [numbers.get(one, one) for one in value] if isinstance(value, list) else numbers.get(value, value)
        for name, value in case.data.items()
    }
    return data | {"as_shown": digest(item, case.shown)} if case.shown else data


def state_of(item: Recommendation) -> tuple[Any, ...]:
    now = Recommendation.objects.get(pk=item.pk)
    return (
        [getattr(now, each.attname) for each in Recommendation._meta.concrete_fields],
        RecommendationEvent.objects.count(),
        ProgressUpdate.objects.count(),
    )


ROLES = ["liaison", "owner", "lead", "other_owner", "other_lead", "dcc", "secretary", "auditor", "reader",
         "administrator"]  # fmt: skip
HANDS: dict[Verb, set[str]] = {
    Verb.AGREE_NOT_APPLICABLE: {"lead"},
    Verb.REFUSE_NOT_APPLICABLE: {"lead"},
    Verb.DCC_CLOSES: {"dcc"},
    Verb.AGREE_IN_ERROR: {"liaison", "dcc"},
    Verb.REFUSE_IN_ERROR: {"liaison", "dcc"},
    Verb.RECORD_PROGRESS: {"owner", "liaison"},
    Verb.SET_RAG: {"lead", "liaison"},
    Verb.SET_TARGET: {"owner", "liaison"},
    Verb.EXTEND_TARGET: {"owner", "liaison"},
}


def fresh(item: Recommendation) -> Recommendation:
    return Recommendation.objects.get(pk=item.pk)
