"""The Deputy Chief Constable's closing of an item that HMICFRS does not track."""

import pytest

from inspections.models import Publication
from recommendations.enums import Kind, Verb
from tests.factories.people import Cast
from tests.factories.recommendations import make_recommendation
from tests.integration.recommendations.act_cases import CASES, fresh, page_of
from tests.integration.recommendations.conftest import People
from tests.integration.recommendations.pages import words

pytestmark = pytest.mark.django_db


def test_a_successor_is_an_item_that_can_be_seen(
    people: People, cast: Cast, publication: Publication, embargoed: Publication
) -> None:
    item, other = make_recommendation(cast, publication, kind=Kind.SOFT_AFI), make_recommendation(cast, publication)
    data = CASES[Verb.DCC_CLOSES].data | {"outcome": "closed superseded"}

    refused = people.dcc.post(page_of(Verb.DCC_CLOSES, item), **data, successor="MP-1999-001")
    done = people.dcc.post(page_of(Verb.DCC_CLOSES, item), **data, successor=other.reference.lower())

    assert "Enter the reference of an item of this register" in words(refused.content.decode())
    assert done.status_code == 302
    assert fresh(item).successor == other
