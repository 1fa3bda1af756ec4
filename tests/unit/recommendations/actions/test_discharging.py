"""A cause of concern is discharged only by a recorded decision of HMICFRS."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from inspections import actions as inspecting
from inspections.enums import CauseScope, DischargeRoute, InspectionVerb
from inspections.models import CauseOfConcern, InspectionEvent, Publication
from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.actor import Actor
from recommendations import actions
from recommendations.enums import Status
from recommendations.models import causes_to_discharge
from tests.conftest import NOON, TODAY
from tests.factories.inspections import make_publication, make_reference
from tests.factories.people import SETTER_UP, Cast
from tests.factories.recommendations import REGISTERED_AT, close, make_recommendation

pytestmark = pytest.mark.django_db

DAY = date(2022, 2, 1)


@pytest.fixture
def publication(db: None) -> Publication:
    make_reference()
    return make_publication()


def raise_cause(publication: Publication, scope: CauseScope = CauseScope.OURS) -> CauseOfConcern:
    return inspecting.add_cause(publication=publication, scope=scope, title="Risk", by=SETTER_UP, at=REGISTERED_AT)


def discharge(cause: CauseOfConcern, by: Actor, **given: Any) -> CauseOfConcern:
    values = {"decided_on": DAY, "decided_by": "HM Inspector", "route": DischargeRoute.LETTER, "document": "Letter 7"}
    return actions.discharge_cause(cause=cause, **(values | given), by=by, at=NOON)


def test_a_discharge_keeps_who_decided_when_how_and_in_which_document(cast: Cast, publication: Publication) -> None:
    cause = discharge(raise_cause(publication), cast.liaison.actor(TODAY), why="As the letter says.")

    cause.refresh_from_db()
    assert (cause.discharged_on, cause.discharged_by, cause.discharge_route, cause.discharge_document) == (
        DAY,
        "HM Inspector",
        DischargeRoute.LETTER,
        "Letter 7",
    )
    event = InspectionEvent.objects.latest("pk")
    assert (event.verb, event.inspection, event.happened_on, event.cites, event.why, event.by_user) == (
        InspectionVerb.DISCHARGE_CAUSE,
        publication.inspection,
        DAY,
        "Letter 7",
        "As the letter says.",
        cast.liaison.user,
    )
    assert CauseOfConcern.history.filter(id=cause.pk).count() == 2


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"decided_on": date(2022, 3, 2)}, "cannot be in the future"),
        ({"decided_on": date(2022, 1, 6)}, "cannot be before the report was published"),
        ({"decided_by": " "}, "Say who decided."),
        ({"document": ""}, "Say which document records the decision."),
    ],
)
def test_a_decision_that_cannot_be_is_refused(
    given: dict[str, Any], sentence: str, cast: Cast, publication: Publication
) -> None:
    cause = raise_cause(publication)

    with pytest.raises(NotPossible, match=sentence):
        discharge(cause, cast.liaison.actor(TODAY), **given)

    cause.refresh_from_db()
    assert (cause.discharged_on, cause.discharged_by, cause.discharge_document) == (None, "", "")


def test_a_national_cause_is_not_ours_to_discharge(cast: Cast, publication: Publication) -> None:
    cause = raise_cause(publication, CauseScope.NATIONAL)

    with pytest.raises(NotPossible, match="This cause of concern is not ours"):
        discharge(cause, cast.liaison.actor(TODAY))


def test_a_cause_is_discharged_once(cast: Cast, publication: Publication) -> None:
    cause = discharge(raise_cause(publication), cast.liaison.actor(TODAY))

    with pytest.raises(NotPossible, match="has been discharged already"):
        discharge(cause, cast.second_liaison.actor(TODAY), document="Another letter")

    cause.refresh_from_db()
    assert cause.discharge_document == "Letter 7"


@pytest.mark.parametrize("name", ["owner", "lead", "dcc", "auditor", "secretary", "administrator"])
def test_nobody_else_records_a_discharge(name: str, cast: Cast, publication: Publication) -> None:
    cause = raise_cause(publication)

    with pytest.raises(PermissionDenied):
        discharge(cause, getattr(cast, name).actor(TODAY))


def test_closing_all_its_recommendations_prompts_and_discharges_nothing(cast: Cast, publication: Publication) -> None:
    cause = raise_cause(publication)
    raise_cause(publication)  # nothing was recommended of it
    first = make_recommendation(cast, publication, cause=cause)
    second = make_recommendation(cast, publication, cause=cause)
    make_recommendation(cast, publication, Status.FOR_INFORMATION, cause=cause)

    close(cast, first, at=NOON)
    with_one_open = list(causes_to_discharge())
    close(cast, second, Status.CLOSED_NO_FURTHER_ACTION, at=NOON)

    assert with_one_open == []
    assert list(causes_to_discharge()) == [cause]
    assert CauseOfConcern.objects.filter(discharged_on__isnull=False).count() == 0


def test_what_is_discharged_national_or_still_open_prompts_nobody(cast: Cast, publication: Publication) -> None:
    national, discharged = raise_cause(publication, CauseScope.NATIONAL), raise_cause(publication)
    for cause in (national, discharged):
        close(cast, make_recommendation(cast, publication, cause=cause), at=NOON)
    before = list(causes_to_discharge())

    discharge(discharged, cast.liaison.actor(TODAY))

    assert before == [discharged]
    assert list(causes_to_discharge()) == []
