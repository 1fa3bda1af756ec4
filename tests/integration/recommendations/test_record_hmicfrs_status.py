"""Recording the status that HMICFRS gives an item."""

import pytest

from inspections.models import Publication
from recommendations.enums import HmicfrsStatus, Verb
from tests.factories.people import Cast
from tests.factories.recommendations import make_recommendation
from tests.integration.recommendations.act_cases import LATER, boxes, page_of
from tests.integration.recommendations.conftest import People
from tests.integration.recommendations.pages import words

pytestmark = pytest.mark.django_db


def test_a_status_of_hmicfrs_cannot_be_of_a_day_to_come(people: People, cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)

    answer = people.liaison.post(
        page_of(Verb.RECORD_HMICFRS_STATUS, item), status=HmicfrsStatus.COMPLETE.value, **boxes("status_on", LATER)
    )

    assert "HMICFRS's status cannot be of a day to come." in words(answer.content.decode())
