"""Confirming a deadline against the report."""

import pytest

from inspections.models import Publication
from recommendations.enums import Verb
from tests.factories.people import Cast
from tests.factories.recommendations import make_recommendation
from tests.integration.recommendations.act_cases import CASES, LATER, NEAR, boxes, fresh, page_of, typed
from tests.integration.recommendations.conftest import People
from tests.integration.recommendations.pages import words

pytestmark = pytest.mark.django_db


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
    people.liaison.post(page_of(Verb.CONFIRM_DEADLINE, item), **typed(CASES[Verb.CONFIRM_DEADLINE], cast, fresh(item)))
    data = typed(CASES[Verb.CONFIRM_DEADLINE], cast, fresh(item)) | boxes("deadline_on", LATER)

    refused = people.liaison.post(page_of(Verb.CONFIRM_DEADLINE, item), **data)
    done = people.liaison.post(page_of(Verb.CONFIRM_DEADLINE, item), **data, reason="HMICFRS wrote.")

    assert "The date was confirmed before. Give a reason for changing it." in words(refused.content.decode())
    assert done.status_code == 302
    assert (fresh(item).deadline_on, fresh(item).first_deadline_on) == (LATER, NEAR)
