"""An act on what somebody else has changed meanwhile: both texts come back."""

from datetime import date, timedelta
from typing import Any

import pytest

from inspections.models import Publication
from jac_tracker.history import digest
from recommendations import actions
from recommendations.enums import Rag, Verb
from recommendations.models import Recommendation
from recommendations.presenters.acts import route_of
from tests.conftest import NOON, TODAY
from tests.factories.people import Cast
from tests.factories.recommendations import make_recommendation
from tests.integration.recommendations.act_cases import CASES, page_of, state_of, typed
from tests.integration.recommendations.conftest import People
from tests.integration.recommendations.pages import words

pytestmark = pytest.mark.django_db


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
        case Verb.SET_TRACKED_THROUGH:
            first = Recommendation.objects.order_by("pk")[0]
            actions.set_tracked_through(**by, through=first, why="Theirs")
        case Verb.SET_GOVERNANCE:
            actions.set_governance(**by, board=None, programme="Theirs", risk_reference="", risk_rating="")


def test_an_overtaken_text_shows_theirs_and_yours(people: People, cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)
    data = typed(CASES[Verb.EDIT_TEXT], cast, item)
    overtake(Verb.EDIT_TEXT, cast, item)

    page = words(people.liaison.post(page_of(Verb.EDIT_TEXT, item), **data).content.decode())

    assert "Title In the register now Their title What you typed New title" in page
