"""The page of each move of an action: who may open it, what it asks, and what it does."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest

from inspections.models import Publication
from jac_tracker.accounts import actions as people_actions
from jac_tracker.history import digest
from recommendations import actions
from recommendations.enums import ActionStatus, Status, Verb
from recommendations.models import Action, Recommendation, RecommendationEvent
from recommendations.presenters.acts import route_of
from recommendations.rules.as_read import PartAsRead
from recommendations.views.stepping import PAGES
from recommendations.workflow import ACTION_MOVES
from tests.conftest import NOON, TODAY
from tests.factories.actions import make_action
from tests.factories.people import LONG_AGO, SETTER_UP, Cast
from tests.factories.recommendations import close, make_recommendation
from tests.integration.recommendations.act_cases import ROLES, boxes
from tests.integration.recommendations.conftest import People
from tests.integration.recommendations.pages import address, words

pytestmark = pytest.mark.django_db

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


@pytest.fixture
def item(cast: Cast, publication: Publication) -> Recommendation:
    return make_recommendation(cast, publication, parts=[PartAsRead("a", "audit each month")])


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


def adding(cast: Cast, **changes: Any) -> dict[str, Any]:
    given = {"what": "Train the supervisors", "post": cast.other_owner.post.pk, **boxes("due_on", LATER)}
    return given | changes


def test_every_move_of_an_action_has_its_page_and_its_case() -> None:
    assert set(PAGES) == set(CASES) == {verb for verb, move in ACTION_MOVES.items() if move.begins}


@pytest.mark.parametrize("verb", CASES, ids=route_of)
def test_a_move_is_made_on_its_page_and_leads_back_to_the_actions(
    verb: Verb, people: People, cast: Cast, item: Recommendation
) -> None:
    case = CASES[verb]
    action = make_action(cast, item, case.status, at=NOON)
    browser = getattr(people, case.by)

    page = words(browser.page(page_of(verb, action)))
    answer = browser.post(page_of(verb, action), **typed(verb, cast, action))

    assert (ACTION_MOVES[verb].button in page, "Train the supervisors" in page) == (True, True)
    assert (answer.status_code, answer.get("Location")) == (302, f"{address(item)}actions/"), words(
        answer.content.decode()
    )
    now = Action.objects.get()
    assert {name: getattr(now, name) for name in case.then} == case.then
    event = RecommendationEvent.objects.latest("id")
    assert (event.verb, event.by_user, event.details) == (verb, getattr(cast, case.by).user, {"action": 1})
    said = verb.label.replace("Action", "action 1")
    assert f"{item.reference}: {said}." in words(browser.page(f"{address(item)}actions/"))


@pytest.mark.parametrize("verb", CASES, ids=route_of)
def test_nobody_else_opens_the_page_or_makes_the_move(
    verb: Verb, people: People, cast: Cast, item: Recommendation
) -> None:
    case = CASES[verb]
    action = make_action(cast, item, case.status, at=NOON)
    before = state_of(item)

    for name in set(ROLES) - case.hands:
        browser = getattr(people, name)
        assert browser.get(page_of(verb, action)).status_code == 403, name
        assert browser.post(page_of(verb, action), **typed(verb, cast, action)).status_code == 403, name
    assert state_of(item) == before


@pytest.mark.parametrize("verb", CASES, ids=route_of)
def test_an_action_of_what_is_not_visible_or_that_is_not_there_is_not_found(
    verb: Verb, people: People, cast: Cast, item: Recommendation, embargoed: Publication
) -> None:
    action = make_action(cast, item, CASES[verb].status, at=NOON)
    secret = make_recommendation(cast, embargoed)
    browser = getattr(people, CASES[verb].by)
    path = CASES[verb].path

    assert browser.get(f"{address(secret)}actions/1/{path}/").status_code == 404
    assert browser.get(f"/register/MP-1999-001/actions/1/{path}/").status_code == 404
    for number in (0, action.number + 1, 10**30):
        assert browser.get(f"{address(item)}actions/{number}/{path}/").status_code == 404, number


WRONG = {
    Verb.CHANGE_ACTION: (ActionStatus.DONE, "to do. This one is done."),
    Verb.DO_ACTION: (ActionStatus.DONE, "to do. This one is done."),
    Verb.SIGN_OFF_ACTION: (ActionStatus.SIGNED_OFF, "done. This one is signed off."),
    Verb.RETURN_ACTION: (ActionStatus.TO_DO, "done. This one is to do."),
    Verb.DROP_ACTION: (ActionStatus.SIGNED_OFF, "to do or done. This one is signed off."),
}


@pytest.mark.parametrize("verb", CASES, ids=route_of)
def test_the_wrong_status_is_refused_in_the_same_sentence_before_and_after(
    verb: Verb, people: People, cast: Cast, item: Recommendation
) -> None:
    status, ending = WRONG[verb]
    action = make_action(cast, item, status, at=NOON)
    before = state_of(item)
    browser = getattr(people, CASES[verb].by)
    sentence = f"“{ACTION_MOVES[verb].button}” is for an action that is {ending}"

    page = browser.page(page_of(verb, action))
    answer = browser.post(page_of(verb, action), **typed(verb, cast, action))

    assert sentence in words(page)
    assert "<form" not in page.split("<main")[1]
    assert (answer.status_code, sentence in words(answer.content.decode())) == (200, True)
    assert state_of(item) == before


@pytest.mark.parametrize("verb", CASES, ids=route_of)
def test_the_actions_of_a_closed_item_are_frozen(verb: Verb, people: People, cast: Cast, item: Recommendation) -> None:
    action = make_action(cast, item, CASES[verb].status, at=NOON)
    close(cast, item, at=NOON)
    before = state_of(item)
    browser = getattr(people, CASES[verb].by)

    answer = browser.post(page_of(verb, action), **typed(verb, cast, action))

    sentence = f"“{ACTION_MOVES[verb].button}” is for an item that is open. This one is closed: complete."
    assert sentence in words(browser.page(page_of(verb, action)))
    assert (answer.status_code, sentence in words(answer.content.decode())) == (200, True)
    assert state_of(item) == before


def test_a_double_click_signs_off_once(people: People, cast: Cast, item: Recommendation) -> None:
    action = make_action(cast, item, ActionStatus.DONE, at=NOON)
    data = typed(Verb.SIGN_OFF_ACTION, cast, action)

    first = people.lead.post(page_of(Verb.SIGN_OFF_ACTION, action), **data)
    second = people.lead.post(page_of(Verb.SIGN_OFF_ACTION, action), **data)

    assert (first.status_code, second.status_code) == (302, 200)
    assert RecommendationEvent.objects.filter(verb=Verb.SIGN_OFF_ACTION).count() == 1


# What was changed meanwhile


@pytest.mark.parametrize("verb", CASES, ids=route_of)
def test_a_form_overtaken_by_somebody_else_comes_back_and_nothing_is_done(
    verb: Verb, people: People, cast: Cast, item: Recommendation
) -> None:
    case = CASES[verb]
    action = make_action(cast, item, case.status, at=NOON)
    data = typed(verb, cast, action)
    overtake(cast, action)
    before = state_of(item)
    browser = getattr(people, case.by)

    answer = browser.post(page_of(verb, action), **data)
    page = answer.content.decode()

    assert answer.status_code == 409
    assert "Somebody " in words(page)
    assert ("Theirs" in page, state_of(item)) == (True, before)
    shown_now = digest(Action.objects.get(), case.shown)
    assert f'name="as_shown" value="{shown_now}"' in page
    again = browser.post(page_of(verb, action), **(data | {"as_shown": shown_now}))
    assert again.status_code == 302


def overtake(cast: Cast, action: Action) -> None:
    """Somebody else changes what the form shows: the action to do, or the proof of the one done."""
    at = NOON + timedelta(minutes=1)
    liaison = cast.second_liaison.actor(TODAY)
    if action.status == ActionStatus.TO_DO:
        given = {"what": "Theirs", "post": action.post, "due_on": action.due_on, "part_letter": action.part_letter}
        actions.change_action(action=action, **given, by=liaison, at=at)
    else:
        actions.return_action(action=action, by=cast.lead.actor(TODAY), at=at, why="Not all.")
        actions.do_action(action=action, proof="Theirs", cites="E-mail", by=liaison, at=at)


def test_an_overtaken_change_shows_theirs_and_yours(people: People, cast: Cast, item: Recommendation) -> None:
    action = make_action(cast, item, at=NOON)
    data = typed(Verb.CHANGE_ACTION, cast, action)
    overtake(cast, action)

    page = words(people.owner.post(page_of(Verb.CHANGE_ACTION, action), **data).content.decode())

    assert "What is to be done In the register now Theirs What you typed Train all" in page


# What each form asks


@pytest.mark.parametrize(
    ("verb", "messages"),
    [
        (
            Verb.CHANGE_ACTION,
            ["Enter what is to be done", "Select the post that will do it", "Enter the day by which it is to be done"],
        ),
        (Verb.DO_ACTION, ["Enter what proves that it is done"]),
        (Verb.RETURN_ACTION, ["Enter a reason"]),
        (Verb.DROP_ACTION, ["Enter a reason"]),
    ],
    ids=lambda value: route_of(value) if isinstance(value, Verb) else "",
)
def test_what_a_move_needs_is_asked_for_at_its_field(
    verb: Verb, messages: list[str], people: People, cast: Cast, item: Recommendation
) -> None:
    action = make_action(cast, item, CASES[verb].status, at=NOON)
    before = state_of(item)

    answer = getattr(people, CASES[verb].by).post(page_of(verb, action))

    page = words(answer.content.decode())
    assert answer.status_code == 200
    for message in messages:
        assert page.count(message) == 2, message  # in the summary and at the field
    assert state_of(item) == before


def test_liaison_is_asked_which_message_it_comes_from_and_the_owner_is_not(
    people: People, cast: Cast, item: Recommendation
) -> None:
    action = make_action(cast, item, at=NOON)
    data = typed(Verb.DO_ACTION, cast, action)

    answer = people.liaison.post(page_of(Verb.DO_ACTION, action), **data)

    assert words(answer.content.decode()).count("Enter which message this comes from") == 2
    assert 'name="cites"' not in people.owner.page(page_of(Verb.DO_ACTION, action))
    assert 'name="cites"' not in people.other_owner.page(page_of(Verb.DO_ACTION, action))
    done = people.liaison.post(page_of(Verb.DO_ACTION, action), **(data | {"cites": "E-mail of 28 February"}))
    assert done.status_code == 302
    assert RecommendationEvent.objects.latest("id").cites == "E-mail of 28 February"


def test_a_day_that_moves_asks_for_its_reason_at_the_field(people: People, cast: Cast, item: Recommendation) -> None:
    action = make_action(cast, item, at=NOON)
    data = typed(Verb.CHANGE_ACTION, cast, action) | {"reason": ""}

    answer = people.owner.post(page_of(Verb.CHANGE_ACTION, action), **data)

    assert words(answer.content.decode()).count("Enter a reason, because the day moves") == 2
    assert Action.objects.get().due_on == action.due_on


def test_an_action_that_came_back_is_done_again_from_the_proof_it_had(
    people: People, cast: Cast, item: Recommendation
) -> None:
    action = make_action(cast, item, ActionStatus.DONE, at=NOON)
    actions.return_action(action=action, by=cast.lead.actor(TODAY), at=NOON, why="Not all.")

    page = people.other_owner.page(page_of(Verb.DO_ACTION, action))

    assert "All 40 are trained.</textarea>" in page
    assert "It came back Not all." in words(page)


def test_a_stand_in_is_asked_why(people: People, cast: Cast, item: Recommendation) -> None:
    people_actions.hand_over(
        post=cast.other_owner.post, to=cast.lead.user, from_on=TODAY, by=SETTER_UP, at=LONG_AGO, why="Acting."
    )
    action = make_action(cast, item, ActionStatus.DONE, at=NOON)
    page = page_of(Verb.SIGN_OFF_ACTION, action)
    data = typed(Verb.SIGN_OFF_ACTION, cast, action)

    assert "You hold the post that this action is given to, so somebody else must decide on it." in words(
        people.lead.page(page)
    )
    stand_in = people.other_lead
    assert words(stand_in.post(page, **data).content.decode()).count("Enter a reason") == 2
    answer = stand_in.post(page, **(data | {"reason": "ACC Crime did it."}))
    assert (answer.status_code, answer.get("Location")) == (302, address(item))  # of which only the headline is left
    assert Action.objects.get().status == ActionStatus.SIGNED_OFF
    assert "action 1 signed off." in words(stand_in.page(address(item)))


# Adding


@pytest.mark.parametrize("who", ["owner", "liaison"])
def test_an_action_is_added_on_its_page(who: str, people: People, cast: Cast, item: Recommendation) -> None:
    browser = getattr(people, who)

    page = browser.page(f"{address(item)}actions/add/")
    answer = browser.post(f"{address(item)}actions/add/", **adding(cast, part_letter="a"))

    assert '<option value="" selected>All of the item</option>' in page
    assert (answer.status_code, answer.get("Location")) == (302, f"{address(item)}actions/")
    action = Action.objects.get()
    assert (action.number, action.what, action.post, action.due_on, action.part_letter) == (
        1, "Train the supervisors", cast.other_owner.post, LATER, "a",
    )  # fmt: skip
    assert f"{item.reference}: action 1 added." in words(browser.page(f"{address(item)}actions/"))


def test_nobody_else_adds_an_action(people: People, cast: Cast, item: Recommendation) -> None:
    before = state_of(item)

    for name in set(ROLES) - OWNER_AND_LIAISON:
        browser = getattr(people, name)
        assert browser.get(f"{address(item)}actions/add/").status_code == 403, name
        assert browser.post(f"{address(item)}actions/add/", **adding(cast)).status_code == 403, name
    assert state_of(item) == before


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"what": ""}, "Enter what is to be done"),
        ({"post": ""}, "Select the post that will do it"),
        ({"due_on_day": ""}, "By when must include a day"),
        ({"part_letter": "z"}, ""),
    ],
)
def test_what_a_new_action_needs_is_asked_for_at_its_field(
    changes: dict[str, str], message: str, people: People, cast: Cast, item: Recommendation
) -> None:
    answer = people.owner.post(f"{address(item)}actions/add/", **adding(cast, **changes))

    page = words(answer.content.decode())
    assert (answer.status_code, Action.objects.count()) == (200, 0)
    assert page.count(message or "There is a problem") >= (2 if message else 1)


def test_a_day_in_the_past_is_refused_and_nothing_typed_is_lost(
    people: People, cast: Cast, item: Recommendation
) -> None:
    answer = people.owner.post(f"{address(item)}actions/add/", **adding(cast, **boxes("due_on", date(2022, 2, 1))))

    page = answer.content.decode()
    assert "The date by which it is to be done cannot be in the past." in page
    assert "Train the supervisors</textarea>" in page
    assert Action.objects.count() == 0


def test_only_posts_that_can_act_on_the_item_are_offered(people: People, cast: Cast, publication: Publication) -> None:
    marked = make_recommendation(cast, publication, marking="official-sensitive")
    ordinary = make_recommendation(cast, publication)

    def offered(item: Recommendation) -> set[str]:
        page = people.owner.page(f"{address(item)}actions/add/")
        members = {name: getattr(cast, name) for name in [*ROLES, "second_liaison"]}
        return {name for name, member in members.items() if f'<option value="{member.post.pk}"' in page}

    assert offered(ordinary) == {
        "liaison", "second_liaison", "owner", "other_owner", "lead", "other_lead", "dcc", "secretary",
    }  # fmt: skip
    assert offered(marked) == {"liaison", "second_liaison", "owner", "lead", "dcc"}
    answer = people.owner.post(f"{address(marked)}actions/add/", **adding(cast))
    assert (answer.status_code, Action.objects.count()) == (200, 0)


def test_an_item_that_was_withdrawn_takes_no_action(people: People, cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication, Status.WITHDRAWN)

    answer = people.liaison.post(f"{address(item)}actions/add/", **adding(cast))

    assert "“Add an action” is for an item that is open." in words(answer.content.decode())
    assert Action.objects.count() == 0
