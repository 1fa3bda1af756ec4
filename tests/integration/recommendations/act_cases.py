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
from recommendations.presenters.acts import path_of
from recommendations.workflow import ON_CLAIM, ON_RESPONSE
from tests.conftest import NOON, TODAY
from tests.factories.people import Cast
from tests.factories.recommendations import make_evidence, make_recommendation, write_claim

Make = Callable[[Cast, Publication], Recommendation]
NEAR, LATER = date(2022, 6, 1), date(2022, 9, 1)


def at_status(status: Status = Status.IN_PROGRESS, **values: Any) -> Make:
    return lambda cast, publication: make_recommendation(cast, publication, status, **values)


def beside_another(cast: Cast, publication: Publication) -> Recommendation:
    make_recommendation(cast, publication)
    return make_recommendation(cast, publication)


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


def with_levels(cast: Cast, publication: Publication) -> Recommendation:
    actions.add_closure_level(name="Level 1", by=cast.administrator.actor(TODAY), at=NOON)
    return make_recommendation(cast, publication)


def with_evidence(cast: Cast, publication: Publication) -> Recommendation:
    item = make_recommendation(cast, publication)
    make_evidence(cast, item, at=NOON)
    return item


def commented_on(cast: Cast, publication: Publication) -> Recommendation:
    item = make_recommendation(cast, publication)
    actions.write_reply(recommendation=item, text="We count.", by=cast.liaison.actor(TODAY), at=NOON)
    return item


def claim_written(cast: Cast, publication: Publication) -> Recommendation:
    item = make_recommendation(cast, publication)
    write_claim(cast, item, at=NOON)
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
    # The act's event, where it is not named like the act.
    event: Verb | None = None


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
    Verb.TAKE_BACK_NOT_APPLICABLE: Case(
        "liaison", WHY, {"status": Status.IN_PROGRESS}, proposed_not_applicable
    ),
    Verb.HOLD: Case("liaison", {**WHY, **boxes("review_on", LATER)}, {"status": Status.ON_HOLD, "review_on": LATER}),
    Verb.RESUME: Case("liaison", WHY, {"status": Status.IN_PROGRESS}, at_status(Status.ON_HOLD)),
    Verb.HMICFRS_CLOSES: Case(
        "liaison",
        {**DECIDED, "outcome": "closed complete", "closure_level": "Level 1"},
        {"status": Status.CLOSED_COMPLETE, "closed_on": TODAY},
        with_levels,
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
    Verb.TAKE_BACK_IN_ERROR: Case("second_liaison", WHY, {"status": Status.IN_PROGRESS}, proposed_in_error),
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
    Verb.SET_TRACKED_THROUGH: Case(
        "liaison", {**WHY, "tracked_through": "mp-2022-001"}, {}, beside_another, shown=actions.THROUGH_FIELDS
    ),
    Verb.WRITE_REPLY: Case("liaison", {"text": "We count every week."}, {}, at_status(Status.NOT_APPLICABLE)),
    Verb.CLEAR_REPLY: Case("liaison", {}, {}, commented_on),
    Verb.WRITE_CLAIM: Case(
        "owner",
        {"answer_0": "It is done.", "how_it_will_last": "It is audited."},
        {"status": Status.IN_PROGRESS},
        with_evidence,
    ),
    Verb.CHANGE_CLAIM: Case(
        "owner",
        {**WHY, "answer_0": "It is done now.", "exhibits": ["EVIDENCE"], "how_it_will_last": "It is audited."},
        {"status": Status.WITH_PORTFOLIO_LEAD},
        at_status(Status.APPROVED),
        event=Verb.CHANGE_AFTER_SIGNING,
    ),
    Verb.CLAIM: Case("owner", {}, {"status": Status.WITH_PORTFOLIO_LEAD}, claim_written),
    Verb.PASS_CLAIM: Case("lead", {}, {"status": Status.WITH_LIAISON}, at_status(Status.WITH_PORTFOLIO_LEAD)),
    Verb.CHECK_EVIDENCE: Case("liaison", {}, {"status": Status.WITH_DCC}, at_status(Status.WITH_LIAISON)),
    Verb.APPROVE: Case("dcc", WHY, {"status": Status.APPROVED}, at_status(Status.WITH_DCC)),
    Verb.RETURN_CLAIM: Case("dcc", WHY, {"status": Status.IN_PROGRESS}, at_status(Status.WITH_DCC)),
    Verb.WITHDRAW_CLAIM: Case("liaison", WHY, {"status": Status.IN_PROGRESS}, at_status(Status.APPROVED)),
    Verb.SUBMIT: Case(
        "liaison", boxes("sent_on", TODAY), {"status": Status.WITH_HMICFRS}, at_status(Status.APPROVED)
    ),
    Verb.HMICFRS_RETURNS: Case(
        "liaison",
        {**WHY, **boxes("returned_on", TODAY)},
        {"status": Status.IN_PROGRESS},
        at_status(Status.WITH_HMICFRS),
    ),
    Verb.FORCE_CLOSES: Case(
        "liaison",
        boxes("closed_on", TODAY),
        {"status": Status.CLOSED_COMPLETE, "closed_on": TODAY},
        at_status(Status.APPROVED, kind=Kind.SOFT_AFI),
    ),
}  # fmt: skip

# Acts whose form carries a fingerprint of the claim, or of the comment for the response.
SHOWN_OF: dict[Verb, Callable[[Recommendation], str]] = {
    Verb.WRITE_CLAIM: actions.claim_digest,
    Verb.CHANGE_CLAIM: actions.claim_digest,
    Verb.WRITE_REPLY: actions.reply_digest,
    Verb.CLEAR_REPLY: actions.reply_digest,
    **dict.fromkeys(
        [Verb.CLAIM, Verb.PASS_CLAIM, Verb.CHECK_EVIDENCE, Verb.APPROVE, Verb.RETURN_CLAIM], actions.signable
    ),
}


def page_of(verb: Verb, item: Recommendation) -> str:
    return f"/register/{item.reference}/{path_of(verb)}/"


def page_after(verb: Verb, item: Recommendation) -> str:
    """Where an act leads to."""
    if verb in ON_RESPONSE:
        return f"/publications/{item.publication_id}/reply/"
    return f"/register/{item.reference}/{'claim/' if verb in ON_CLAIM else ''}"


def typed(case: Case, cast: Cast, item: Recommendation) -> dict[str, Any]:
    """What is sent, with the numbers of the cast's rows, and with the digest of what was shown."""
    numbers = {"OWNER": cast.owner.post.pk, "OTHER_OWNER": cast.other_owner.post.pk, "CRIME": cast.crime.pk}
    if evidence := item.evidence.first():
        numbers["EVIDENCE"] = evidence.pk
    data = {
        name: [numbers.get(one, one) for one in value] if isinstance(value, list) else numbers.get(value, value)
        for name, value in case.data.items()
    }
    if case.shown:
        return data | {"as_shown": digest(item, case.shown)}
    verb = next(verb for verb, each in CASES.items() if each is case)
    return data | {"as_shown": SHOWN_OF[verb](item)} if verb in SHOWN_OF else data


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
    Verb.TAKE_BACK_IN_ERROR: set(),
    Verb.AGREE_IN_ERROR: {"liaison", "dcc"},
    Verb.REFUSE_IN_ERROR: {"liaison", "dcc"},
    Verb.RECORD_PROGRESS: {"owner", "liaison"},
    Verb.SET_RAG: {"lead", "liaison"},
    Verb.SET_TARGET: {"owner", "liaison"},
    Verb.EXTEND_TARGET: {"owner", "liaison"},
    Verb.CLAIM: {"owner", "liaison"},
    Verb.WRITE_CLAIM: {"owner", "liaison"},
    Verb.CHANGE_CLAIM: {"owner"},
    Verb.PASS_CLAIM: {"lead"},
    Verb.APPROVE: {"dcc"},
    Verb.RETURN_CLAIM: {"dcc"},
    Verb.WITHDRAW_CLAIM: {"owner", "liaison"},
}


def fresh(item: Recommendation) -> Recommendation:
    return Recommendation.objects.get(pk=item.pk)
