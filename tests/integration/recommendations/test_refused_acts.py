"""What an act refuses and what it asks for, said on its page; and input that nobody means."""

from datetime import date

import pytest

from inspections.models import Publication
from recommendations.enums import Status, Verb
from recommendations.presenters.acts import route_of
from recommendations.workflow import MOVES, act_for
from tests.factories.people import Cast
from tests.factories.recommendations import make_recommendation
from tests.integration.recommendations.act_cases import CASES, boxes, page_of, state_of, typed
from tests.integration.recommendations.conftest import People
from tests.integration.recommendations.pages import words

pytestmark = pytest.mark.django_db

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
    Verb.TAKE_BACK_NOT_APPLICABLE: ["Enter a reason"],
    Verb.TAKE_BACK_IN_ERROR: ["Enter a reason"],
    Verb.SET_TRACKED_THROUGH: ["Enter a reason"],
    Verb.RECORD_PROGRESS: ["Enter the progress", "Select Red, Amber or Green"],
    Verb.SET_RAG: ["Select Red, Amber or Green"],
    Verb.SET_TARGET: ["Enter a target date"],
    Verb.EXTEND_TARGET: ["Enter a target date", "Enter a reason"],
    Verb.CONFIRM_DEADLINE: ["Select the kind of deadline"],
    Verb.REALLOCATE: ["Select the post that will own it", "Enter a reason"],
    Verb.EDIT_TEXT: ["Select the kind", "Enter a title", "Select where the text comes from", "Enter a reason"],
    Verb.SET_MARKING: ["Select the marking", "Enter a reason"],
    Verb.RECORD_HMICFRS_STATUS: ["Select HMICFRS's status"],
    Verb.WRITE_REPLY: ["Enter the comment"],
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
