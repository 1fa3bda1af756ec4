"""The factory of items walks to every status that an action leads to: tests.factories.recommendations."""

import pytest

from recommendations.enums import DESKS, Status
from tests.factories.inspections import make_publication, make_reference
from tests.factories.people import make_cast
from tests.factories.recommendations import make_recommendation

NOT_YET = DESKS | {Status.APPROVED, Status.WITH_HMICFRS}


@pytest.mark.django_db
@pytest.mark.parametrize("status", sorted(frozenset(Status) - NOT_YET))
def test_an_item_is_walked_to_its_status(status: Status) -> None:
    cast = make_cast()
    make_reference()

    item = make_recommendation(cast, make_publication(), status)

    assert item.status == status
