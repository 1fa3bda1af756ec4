"""The orders that the register can be read in."""

import pytest

from inspections.models import Publication
from tests.factories.people import Cast
from tests.integration.recommendations.conftest import People
from tests.integration.recommendations.five_items import FIRST, GIVEN, LATE, PROPOSED, SOON, make_five_items
from tests.integration.recommendations.pages import REGISTER, references

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("reference", [PROPOSED, FIRST, SOON, LATE, GIVEN]),
        ("-reference", [GIVEN, LATE, SOON, FIRST, PROPOSED]),
        ("deadline", [SOON, PROPOSED, FIRST, LATE, GIVEN]),
        ("-deadline", [SOON, PROPOSED, FIRST, LATE, GIVEN]),
        ("rag", [LATE, PROPOSED, SOON, GIVEN, FIRST]),
        ("status", [FIRST, PROPOSED, SOON, LATE, GIVEN]),
        ("owner", [PROPOSED, SOON, LATE, GIVEN, FIRST]),
        ("-owner", [GIVEN, PROPOSED, SOON, LATE, FIRST]),
        ("update", [LATE, PROPOSED, FIRST, SOON, GIVEN]),
        ("report", [PROPOSED, LATE, FIRST, SOON, GIVEN]),
        ("what?", [PROPOSED, FIRST, SOON, LATE, GIVEN]),
    ],
)
def test_the_list_is_sorted_on_the_server(
    sort: str, expected: list[str], people: People, cast: Cast, publication: Publication
) -> None:
    make_five_items(cast, publication)

    assert references(people.liaison.page(REGISTER, sort=sort)) == expected
    assert references(people.liaison.page(REGISTER, sort=sort, as_at="2022-03-01")) == expected
