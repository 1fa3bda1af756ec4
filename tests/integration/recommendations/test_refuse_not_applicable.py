"""A portfolio lead's refusal to call an item not applicable."""

import pytest

from inspections.models import Publication
from recommendations import actions
from recommendations.enums import Marking, Verb
from tests.conftest import NOON, TODAY
from tests.factories.people import Cast
from tests.factories.recommendations import make_recommendation
from tests.integration.recommendations.act_cases import page_of
from tests.integration.recommendations.conftest import People
from tests.integration.recommendations.pages import address

pytestmark = pytest.mark.django_db


def test_marking_by_somebody_who_then_cannot_see_it_leads_home(
    people: People, cast: Cast, publication: Publication
) -> None:
    item = make_recommendation(cast, publication, marking=Marking.OFFICIAL_SENSITIVE)
    liaison = cast.liaison.actor(TODAY)
    actions.propose_not_applicable(recommendation=item, portfolio=cast.local, by=liaison, at=NOON, why="Not here.")

    answer = people.other_lead.post(page_of(Verb.REFUSE_NOT_APPLICABLE, item), reason="It applies.")

    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert people.other_lead.get(address(item)).status_code == 404
