"""Two people decide about one row of HMICFRS's list at once."""

from functools import partial
from typing import Any

import pytest

from jac_tracker.history import digest
from recommendations import actions
from recommendations.actions import DECISION_FIELDS, reconciling
from recommendations.enums import ListAnswer
from recommendations.models import ListDecision
from tests.conftest import NOON, TODAY
from tests.factories.inspections import make_reference
from tests.factories.people import Cast, make_cast
from tests.factories.their_lists import compared_with, make_reconciliation, their_row
from tests.side_by_side import at_once, slowly

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    make_reference()
    return make_cast()


def test_of_two_decisions_on_two_lists_the_second_is_told(
    cast: Cast, thorough: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    slowly(monkeypatch, reconciling, "_faults")
    for number in range(20 if thorough else 2):
        row = their_row(Reference=f"{number}")
        (compared,) = compared_with(cast.liaison.actor(TODAY), row).rows
        given: dict[str, Any] = {"compared": compared, "note": "So I say.", "shown": digest(None, DECISION_FIELDS)}
        attempts = [
            partial(
                actions.decide_on_list,
                intake=make_reconciliation(cast, row),
                answer=answer,
                **given,
                by=getattr(cast, who).actor(TODAY),
                at=NOON,
            )
            for who, answer in (("liaison", ListAnswer.RAISE), ("second_liaison", ListAnswer.OURS))
        ]

        assert at_once(*attempts) == ["StaleEdit", "done"]
        assert ListDecision.objects.filter(digest=compared.digest).count() == 1
