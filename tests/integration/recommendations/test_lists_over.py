"""A list that is over, be it taken over or HMICFRS's: its pages of settling lead to what came of it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from recommendations import actions
from recommendations.intake.theirs import TheirPlan
from recommendations.models import Intake
from tests.conftest import NOON, TODAY
from tests.factories.everything import hash_of_all_tables
from tests.factories.inspections import make_reference
from tests.factories.intakes import brought_in, make_intake
from tests.factories.people import Cast
from tests.factories.sheets import xlsx
from tests.factories.their_lists import make_reconciliation, their_cells, their_row
from tests.integration.recommendations.conftest import People
from tests.integration.recommendations.pages import words

pytestmark = pytest.mark.django_db
BOTH = pytest.mark.parametrize("make", [make_intake, make_reconciliation])


@pytest.fixture(autouse=True)
def store(db: None, settings: Any, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path
    make_reference()


@BOTH
@pytest.mark.parametrize("page", ["sheet", "columns", "words"])
def test_it_is_settled_no_more_and_whoever_sends_something_is_told(
    people: People, cast: Cast, make: Callable[[Cast], Intake], page: str
) -> None:
    intake = make(cast)
    address = intake.get_absolute_url()
    actions.drop_intake(intake=intake, by=cast.liaison.actor(TODAY), at=NOON)
    before = hash_of_all_tables()

    assert people.liaison.get(f"{address}{page}/")["Location"] == address
    answer = people.liaison.client.post(f"{address}{page}/", {"header": 1, "sheet": 0}, follow=True)

    assert answer.redirect_chain == [(address, 302)]
    assert "This list is dropped already. Nothing was saved." in words(answer.content.decode())
    assert hash_of_all_tables() == before


def test_one_that_was_dropped_before_its_columns_were_said_asks_for_them_no_more(people: People, cast: Cast) -> None:
    given: dict[str, Any] = {"source": "the portal", "sheet": "List", "plan": TheirPlan(), "at": NOON}
    intake = brought_in(cast, xlsx(their_cells([their_row()]), name="List"), "list.xlsx", **given)
    address = intake.get_absolute_url()

    assert f'href="{address}columns/"' in people.liaison.get(address).content.decode()
    actions.drop_intake(intake=intake, by=cast.liaison.actor(TODAY), at=NOON)

    page = people.liaison.get(address).content.decode()
    assert f'href="{address}columns/"' not in page
    assert "This list is dropped. Bring it in again to compare it." in words(page)
