"""The page of each act on an item: who may open it, what it asks, what it does, and how it refuses."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pytest

from inspections.models import Publication
from jac_tracker.accounts import actions as people_actions
from jac_tracker.accounts.roles import Role
from jac_tracker.history import digest
from jac_tracker.text import lower_first
from recommendations import actions
from recommendations.enums import HmicfrsStatus, Kind, Marking, Rag, Status, Verb
from recommendations.models import Board, ProgressUpdate, Recommendation, RecommendationEvent
from recommendations.presenters.acts import route_of
from recommendations.views.acts import PAGES
from recommendations.workflow import MOVES, act_for
from tests.conftest import NOON, TODAY
from tests.factories.people import SETTER_UP, Cast, make_member
from tests.factories.recommendations import make_recommendation, make_update
from tests.integration.recommendations.conftest import People
from tests.integration.recommendations.test_recommendation import address, words

pytestmark = pytest.mark.django_db

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


def test_every_act_of_the_table_has_its_case() -> None:
    assert set(CASES) == set(PAGES)


@pytest.mark.parametrize("verb", CASES, ids=route_of)
def test_an_act_is_done_on_its_page_and_leads_back_to_the_item(
    verb: Verb, people: People, cast: Cast, publication: Publication
) -> None:
    case = CASES[verb]
    item = case.make(cast, publication)
    browser = getattr(people, case.by)

    page = words(browser.page(page_of(verb, item)))
    answer = browser.post(page_of(verb, item), **typed(case, cast, Recommendation.objects.get(pk=item.pk)))

    assert act_for(verb).button in page
    assert (answer.status_code, answer.get("Location")) == (302, address(item)), answer.content.decode()[:9000]
    now = Recommendation.objects.get(pk=item.pk)
    assert {name: getattr(now, name) for name in case.then} == case.then
    event = RecommendationEvent.objects.latest("id")
    assert (event.verb, event.by_user, event.recommendation_id) == (verb, getattr(cast, case.by).user, item.pk)
    assert f"{item.reference}: {lower_first(verb.label)}." in words(browser.page(address(item)))


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


@pytest.mark.parametrize("verb", CASES, ids=route_of)
def test_nobody_else_opens_the_page_or_does_the_act(
    verb: Verb, people: People, cast: Cast, publication: Publication
) -> None:
    case = CASES[verb]
    item = case.make(cast, publication)
    before = state_of(item)

    for name in set(ROLES) - HANDS.get(verb, {"liaison"}):
        browser = getattr(people, name)
        data = typed(case, cast, Recommendation.objects.get(pk=item.pk))
        assert browser.get(page_of(verb, item)).status_code == 403, name
        assert browser.post(page_of(verb, item), **data).status_code == 403, name
    assert state_of(item) == before


@pytest.mark.parametrize("verb", CASES, ids=route_of)
def test_an_act_on_what_is_not_visible_is_not_there(
    verb: Verb, people: People, cast: Cast, embargoed: Publication
) -> None:
    item = make_recommendation(cast, embargoed)

    for name in ("owner", "lead", "other_owner"):
        status = getattr(people, name).get(page_of(verb, item)).status_code
        assert status in {403, 404}, name  # 403 where the role is never let in, whatever the item
        assert (status == 404) or Role(getattr(cast, name).post.role) not in route_roles(verb), name


def route_roles(verb: Verb) -> set[Role]:
    """The roles that an act's route lets in before it looks at an item."""
    hands = HANDS.get(verb, {"liaison"})
    members = {"liaison": Role.LIAISON, "dcc": Role.DCC, "lead": Role.PORTFOLIO_LEAD}
    if "owner" in hands:
        return {Role.OWNER, Role.PORTFOLIO_LEAD, Role.LIAISON}
    return {members[name] for name in hands}


# Refusals


WRONG_STATUS: dict[Verb, Status] = {
    verb: Status.CLOSED_COMPLETE if Status.CLOSED_COMPLETE not in act_for(verb).starts else Status.WITHDRAWN
    for verb in CASES
    if verb not in {Verb.AGREE_NOT_APPLICABLE, Verb.REFUSE_NOT_APPLICABLE, Verb.DCC_CLOSES}
}


@pytest.mark.parametrize("verb", WRONG_STATUS, ids=route_of)
def test_what_the_status_refuses_is_said_in_the_same_sentence_before_and_after(
    verb: Verb, people: People, cast: Cast, publication: Publication
) -> None:
    case = CASES[verb]
    item = make_recommendation(cast, publication, WRONG_STATUS[verb])
    before = state_of(item)
    browser = getattr(people, case.by)
    if verb in MOVES and MOVES[verb].answers:  # who answers is asked first
        browser = people.liaison

    page = words(browser.page(page_of(verb, item)))
    answer = browser.post(page_of(verb, item), **typed(case, cast, item))

    sentence = f"“{act_for(verb).button}” is for an item that is "
    assert sentence in page
    assert "<form" not in browser.page(page_of(verb, item)).split("<main")[1]
    assert answer.status_code == 200
    assert words(answer.content.decode()).count(sentence) >= 1
    assert state_of(item) == before


NEEDED: dict[Verb, list[str]] = {
    Verb.ALLOCATE: ["Select the post that will own it"],
    Verb.RULE_NOT_OURS: ["Enter a reason"],
    Verb.PROPOSE_NOT_APPLICABLE: ["Select the portfolio whose lead is to rule", "Enter a reason"],
    Verb.REFUSE_NOT_APPLICABLE: ["Enter a reason"],
    Verb.HOLD: ["Enter the day on which it will be looked at again", "Enter a reason"],
    Verb.RESUME: ["Enter a reason"],
    Verb.HMICFRS_CLOSES: [
        "Select the outcome",
        "Enter the day of the decision",
        "Enter who decided",
        "Select how the decision reached us",
        "Enter which document records the decision",
    ],
    Verb.DCC_CLOSES: ["Select the outcome", "Enter the day of the decision", "Enter a reason"],
    Verb.REOPEN: ["Enter where this comes from", "Enter a reason"],
    Verb.PROPOSE_IN_ERROR: ["Enter a reason"],
    Verb.REFUSE_IN_ERROR: ["Enter a reason"],
    Verb.RECORD_PROGRESS: ["Enter the progress", "Select Red, Amber or Green"],
    Verb.SET_RAG: ["Select Red, Amber or Green"],
    Verb.SET_TARGET: ["Enter a target date"],
    Verb.EXTEND_TARGET: ["Enter a target date", "Enter a reason"],
    Verb.CONFIRM_DEADLINE: ["Select the kind of deadline"],
    Verb.REALLOCATE: ["Select the post that will own it", "Enter a reason"],
    Verb.EDIT_TEXT: ["Select the kind", "Enter a title", "Select where the text comes from", "Enter a reason"],
    Verb.SET_MARKING: ["Select the marking", "Enter a reason"],
    Verb.RECORD_HMICFRS_STATUS: ["Select HMICFRS's status"],
    Verb.SET_TRACKED: ["Select whether HMICFRS tracks it", "Enter a reason"],
}


@pytest.mark.parametrize("verb", NEEDED, ids=route_of)
def test_what_an_act_needs_is_asked_for_at_its_field(
    verb: Verb, people: People, cast: Cast, publication: Publication
) -> None:
    case = CASES[verb]
    item = case.make(cast, publication)
    before = state_of(item)

    answer = getattr(people, case.by).post(page_of(verb, item))

    page = words(answer.content.decode())
    assert answer.status_code == 200
    for message in NEEDED[verb]:
        assert page.count(message) >= 2, message  # in the summary and at the field
    assert state_of(item) == before


AWFUL = ["\x00", "\N{PILE OF POO}", "x" * 1_000_000, "<script>alert(1)</script>", "9" * 5000, "-1", "[]"]


@pytest.mark.parametrize("verb", CASES, ids=route_of)
def test_no_input_breaks_a_page(verb: Verb, people: People, cast: Cast, publication: Publication) -> None:
    case = CASES[verb]
    item = case.make(cast, publication)
    browser = getattr(people, case.by)
    good = typed(case, cast, item)
    names = set(good) | {"as_shown", "corrects", "happened_on_day", "successor", "board", "cause", "portfolio"}

    for value in AWFUL:
        for name in sorted(names):
            answer = browser.post(page_of(verb, item), **{**good, name: value, "as_shown": "x"})
            assert answer.status_code in {200, 302, 403, 409}, (name, value[:20])
            assert "<script>alert" not in answer.content.decode()
        answer = browser.post(page_of(verb, item), **dict.fromkeys(names, value[:100_000]))
        assert answer.status_code in {200, 302, 403, 409}, value[:20]
        assert browser.get(page_of(verb, item), corrects=value, letter=value).status_code in {200, 403}


def test_what_the_action_refuses_is_said_at_the_form_and_nothing_is_lost(
    people: People, cast: Cast, publication: Publication
) -> None:
    item = make_recommendation(cast, publication)
    before = state_of(item)

    answer = people.liaison.post(page_of(Verb.HOLD, item), reason="Waits.", **boxes("review_on", date(2022, 2, 1)))

    page = answer.content.decode()
    assert "The review date must be in the future." in page
    assert "Waits." in page
    assert state_of(item) == before


# Lost edits


@pytest.mark.parametrize("verb", [verb for verb, case in CASES.items() if case.shown], ids=route_of)
def test_a_form_overtaken_by_somebody_else_comes_back_with_both_texts(
    verb: Verb, people: People, cast: Cast, publication: Publication
) -> None:
    case = CASES[verb]
    item = case.make(cast, publication)
    browser = getattr(people, case.by)
    data = typed(case, cast, Recommendation.objects.get(pk=item.pk))
    overtake(verb, cast, item)
    before = state_of(item)

    answer = browser.post(page_of(verb, item), **data)
    page = answer.content.decode()

    assert answer.status_code == 409
    assert "Somebody else changed this while you were writing." in page
    assert state_of(item) == before
    shown_now = digest(Recommendation.objects.get(pk=item.pk), case.shown)
    assert f'name="as_shown" value="{shown_now}"' in page


def overtake(verb: Verb, cast: Cast, item: Recommendation) -> None:
    """Somebody else changes what the act's form shows."""
    liaison = cast.second_liaison.actor(TODAY)
    later = NOON + timedelta(minutes=1)
    by: dict[str, Any] = {"recommendation": item, "by": liaison, "at": later}
    match verb:
        case Verb.RECORD_PROGRESS | Verb.SET_RAG:
            actions.set_rag(**by, rag=Rag.RED, why="Theirs")
        case Verb.SET_TARGET | Verb.EXTEND_TARGET:
            target = date(2022, 5, 1) if verb == Verb.SET_TARGET else date(2022, 5, 20)
            actions.set_target(**by, target_on=target)
        case Verb.CONFIRM_DEADLINE:
            actions.confirm_deadline(**by, deadline=actions.DeadlineAsRead())
        case Verb.EDIT_TEXT:
            actions.edit_text(**by, values={"title": "Their title"}, why="Theirs")
        case Verb.SET_GOVERNANCE:
            actions.set_governance(**by, board=None, programme="Theirs", risk_reference="", risk_rating="")


def test_an_overtaken_text_shows_theirs_and_yours(people: People, cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)
    data = typed(CASES[Verb.EDIT_TEXT], cast, item)
    overtake(Verb.EDIT_TEXT, cast, item)

    page = words(people.liaison.post(page_of(Verb.EDIT_TEXT, item), **data).content.decode())

    assert "Title In the register now Their title What you typed New title" in page


# What particular pages show and offer


def test_progress_for_the_owner_asks_for_the_message_and_keeps_it(
    people: People, cast: Cast, publication: Publication
) -> None:
    item = make_recommendation(cast, publication)
    case = CASES[Verb.RECORD_PROGRESS]
    address_ = page_of(Verb.RECORD_PROGRESS, item)

    refused = people.liaison.post(address_, **typed(case, cast, item))
    kept = people.liaison.post(address_, **typed(case, cast, item), cites="E-mail of 28 February")

    assert "Enter which message of the owner's this comes from" in words(refused.content.decode())
    assert kept.status_code == 302
    assert ProgressUpdate.objects.get().cites == "E-mail of 28 February"
    assert 'name="cites"' not in people.owner.page(address_)


def test_progress_shows_the_rag_that_will_be_suggested_and_wants_a_reason_for_another(
    people: People, cast: Cast, publication: Publication
) -> None:
    item = make_recommendation(cast, publication, at=NOON - timedelta(days=100))
    shown = digest(item, actions.PROGRESS_FIELDS)

    page = words(people.owner.page(page_of(Verb.RECORD_PROGRESS, item)))
    answer = people.owner.post(page_of(Verb.RECORD_PROGRESS, item), text="Done.", rag="amber", as_shown=shown)

    assert "Suggested: Green." in page  # silence will be over
    assert "Say why it should be Amber, not Green" in words(answer.content.decode())
    assert ProgressUpdate.objects.count() == 0


def test_progress_on_what_awaits_allocation_has_no_rag_to_choose(
    people: People, cast: Cast, publication: Publication
) -> None:
    item = make_recommendation(cast, publication, Status.AWAITING_ALLOCATION)
    shown = digest(item, actions.PROGRESS_FIELDS)

    page = people.liaison.page(page_of(Verb.RECORD_PROGRESS, item))
    answer = people.liaison.post(page_of(Verb.RECORD_PROGRESS, item), text="Read it.", as_shown=shown)

    assert 'name="rag"' not in page
    assert answer.status_code == 302


def test_a_correction_names_the_update_it_puts_right(people: People, cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)
    wrong = make_update(cast, item, "Wrongtext", at=NOON - timedelta(hours=2))
    foreign = make_update(cast, make_recommendation(cast, publication), "Foreigntext", at=NOON)
    address_ = page_of(Verb.RECORD_PROGRESS, item)
    data = {"text": "Right.", "rag": "green", "as_shown": digest(_fresh(item), actions.PROGRESS_FIELDS)}

    page = people.owner.page(address_, corrects=wrong.pk)
    refused = people.owner.post(address_, **data, corrects=foreign.pk)
    done = people.owner.post(address_, **data, corrects=wrong.pk)

    assert "Wrongtext" in page
    assert f'name="corrects" value="{wrong.pk}"' in page
    assert "Foreigntext" not in people.owner.page(address_, corrects=foreign.pk)
    assert (refused.status_code, done.status_code) == (200, 302)
    assert ProgressUpdate.objects.get(text="Right.").corrects == wrong


def _fresh(item: Recommendation) -> Recommendation:
    return Recommendation.objects.get(pk=item.pk)


def test_only_posts_in_use_and_held_are_offered_as_owners(people: People, cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication, Status.AWAITING_ALLOCATION)
    people_actions.add_post(title="Held by nobody", role=Role.OWNER, portfolio=cast.crime, by=SETTER_UP, at=NOON)
    idle = make_member("Ida Idle", "Out of use", Role.OWNER, cast.crime)
    people_actions.change_post(post=idle.post, values={"is_active": False}, by=SETTER_UP, at=NOON)

    page = people.liaison.page(page_of(Verb.ALLOCATE, item))
    owners = page[page.index('name="owner_post"') : page.index("</select>")]

    assert "Force Crime Registrar" in owners
    assert "HMICFRS Force Liaison Officer" in owners  # another liaison officer could judge its claims
    for title in ["Held by nobody", "Out of use", "Committee Secretary", "Committee Member", "Internal Auditor",
                  "Register Administrator", "Deputy Chief Constable"]:  # fmt: skip
        assert title not in owners, title


def test_a_post_that_is_not_offered_cannot_be_sent(people: People, cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication, Status.AWAITING_ALLOCATION)

    answer = people.liaison.post(page_of(Verb.ALLOCATE, item), owner_post=cast.reader.post.pk)

    assert "Select the post that will own it from the list" in words(answer.content.decode())


def test_a_new_owner_and_helpers_are_set_together(people: People, cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)

    people.liaison.post(page_of(Verb.REALLOCATE, item), **typed(CASES[Verb.REALLOCATE], cast, item))

    now = _fresh(item)
    assert now.owner_post == cast.other_owner.post
    assert [row.post for row in now.supporting_posts.all()] == [cast.owner.post]


def test_a_deadline_is_read_from_the_text_and_offered_for_confirmation(
    people: People, cast: Cast, publication: Publication
) -> None:
    item = make_recommendation(cast, publication, text="Within six months, the force should record crime.")

    page = people.liaison.page(page_of(Verb.CONFIRM_DEADLINE, item))

    assert "The text says “Within six months”, which we read as 7 July 2022" in words(page)
    assert 'value="Within six months"' in page
    assert 'name="deadline_on_year" type="text" inputmode="numeric" value="2022"' in page


def test_a_confirmed_date_moves_only_with_a_reason(people: People, cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)
    people.liaison.post(page_of(Verb.CONFIRM_DEADLINE, item), **typed(CASES[Verb.CONFIRM_DEADLINE], cast, _fresh(item)))
    data = typed(CASES[Verb.CONFIRM_DEADLINE], cast, _fresh(item)) | boxes("deadline_on", LATER)

    refused = people.liaison.post(page_of(Verb.CONFIRM_DEADLINE, item), **data)
    done = people.liaison.post(page_of(Verb.CONFIRM_DEADLINE, item), **data, reason="HMICFRS wrote.")

    assert "The date was confirmed before. Give a reason for changing it." in words(refused.content.decode())
    assert done.status_code == 302
    assert (_fresh(item).deadline_on, _fresh(item).first_deadline_on) == (LATER, NEAR)


def test_a_successor_is_an_item_that_can_be_seen(
    people: People, cast: Cast, publication: Publication, embargoed: Publication
) -> None:
    item, other = make_recommendation(cast, publication, kind=Kind.SOFT_AFI), make_recommendation(cast, publication)
    data = CASES[Verb.DCC_CLOSES].data | {"outcome": "closed superseded"}

    refused = people.dcc.post(page_of(Verb.DCC_CLOSES, item), **data, successor="MP-1999-001")
    done = people.dcc.post(page_of(Verb.DCC_CLOSES, item), **data, successor=other.reference.lower())

    assert "Enter the reference of an item of this register" in words(refused.content.decode())
    assert done.status_code == 302
    assert _fresh(item).successor == other


def test_marking_by_somebody_who_then_cannot_see_it_leads_home(
    people: People, cast: Cast, publication: Publication
) -> None:
    item = make_recommendation(cast, publication, marking=Marking.OFFICIAL_SENSITIVE)
    liaison = cast.liaison.actor(TODAY)
    actions.propose_not_applicable(recommendation=item, portfolio=cast.local, by=liaison, at=NOON, why="Not here.")

    answer = people.other_lead.post(page_of(Verb.REFUSE_NOT_APPLICABLE, item), reason="It applies.")

    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert people.other_lead.get(address(item)).status_code == 404


def test_a_board_is_added_once(people: People, cast: Cast, publication: Publication) -> None:
    first = people.liaison.post("/boards/add/", name="Crime board")
    again = people.liaison.post("/boards/add/", name="crime BOARD")
    empty = people.liaison.post("/boards/add/", name=" \x00 ")

    assert first.status_code == 302
    assert "There is already a board called crime BOARD." in words(again.content.decode())
    assert "Enter the board's name" in words(empty.content.decode())
    assert [board.name for board in Board.objects.all()] == ["Crime board"]
    assert people.owner.post("/boards/add/", name="Mine").status_code == 403


def test_a_status_of_hmicfrs_cannot_be_of_a_day_to_come(people: People, cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)

    answer = people.liaison.post(
        page_of(Verb.RECORD_HMICFRS_STATUS, item), status=HmicfrsStatus.COMPLETE.value, **boxes("status_on", LATER)
    )

    assert "HMICFRS's status cannot be of a day to come." in words(answer.content.decode())
