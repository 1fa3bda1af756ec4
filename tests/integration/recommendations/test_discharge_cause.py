"""The page on which liaison records that HMICFRS discharged a cause of concern, and the way to it."""

from typing import Any

import pytest
from django.db import connection
from django.template import Context, Template
from django.test.utils import CaptureQueriesContext

from inspections import actions as inspecting
from inspections.enums import CauseScope
from inspections.models import CauseOfConcern, InspectionEvent, Publication
from recommendations.enums import Status
from tests.conftest import NOON, TODAY
from tests.factories.people import SETTER_UP, Cast
from tests.factories.recommendations import REGISTERED_AT, close, make_recommendation
from tests.integration.recommendations.act_cases import boxes
from tests.integration.recommendations.conftest import People
from tests.integration.recommendations.pages import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def cause(publication: Publication) -> CauseOfConcern:
    return inspecting.add_cause(
        publication=publication, scope=CauseScope.OURS, title="Risk is missed", by=SETTER_UP, at=REGISTERED_AT
    )


def page_of(cause: CauseOfConcern) -> str:
    return f"/causes/{cause.pk}/discharge/"


def typed(**values: Any) -> dict[str, Any]:
    decided = {"decided_by": "HM Inspector", "route": "letter", "document": "Letter of 1 March"}
    return decided | boxes("decided_on", TODAY) | values


def test_a_discharge_is_recorded_and_told_on_the_inspection(
    people: People, cast: Cast, publication: Publication, cause: CauseOfConcern
) -> None:
    item = make_recommendation(cast, publication, cause=cause)
    close(cast, item, at=NOON)
    inspection, liaison = f"/inspections/{publication.inspection_id}/", people.liaison

    before = words(liaison.page(f"{inspection}findings/"))
    page = words(liaison.page(page_of(cause)))
    answer = liaison.post(page_of(cause), **typed(reason="As it says."))

    assert "All its recommendations are closed. HMICFRS has still to discharge it. To ask after" in before
    assert "MP-2022-001 : closed: complete" in page
    assert (answer.status_code, answer["Location"]) == (302, f"{inspection}findings/")
    after = words(liaison.page(f"{inspection}findings/"))
    assert "is recorded as discharged" in after
    assert "Record its discharge" not in after
    findings = words(people.owner.page(f"{inspection}findings/"))
    assert "Discharged 1 March 2022 by HM Inspector (a letter): Letter of 1 March." in findings
    assert "Cause of concern discharged" in words(people.dcc.page(f"{inspection}history/"))


def test_a_second_discharge_is_refused_in_the_same_sentence(people: People, cause: CauseOfConcern) -> None:
    people.liaison.post(page_of(cause), **typed())
    events = InspectionEvent.objects.count()

    answer = people.liaison.post(page_of(cause), **typed(document="Another"))
    page = people.liaison.page(page_of(cause))

    assert "This cause of concern has been discharged already." in words(answer.content.decode())
    assert "This cause of concern has been discharged already." in words(page)
    assert "<form" not in page.split("<main")[1]
    assert InspectionEvent.objects.count() == events


def test_what_is_needed_is_asked_for_at_its_field(people: People, cause: CauseOfConcern) -> None:
    page = words(people.liaison.post(page_of(cause)).content.decode())

    for said in [
        "Enter the day of the decision",
        "Enter who decided",
        "Select how the decision reached us",
        "Enter which document records the decision",
    ]:
        assert page.count(said) == 2, said
    cause.refresh_from_db()
    assert cause.discharged_on is None


@pytest.mark.parametrize("name", ["owner", "lead", "dcc", "auditor", "secretary", "administrator"])
def test_nobody_else_discharges_it_or_is_shown_the_way(
    name: str, people: People, publication: Publication, cause: CauseOfConcern
) -> None:
    browser = getattr(people, name)

    assert browser.get(page_of(cause)).status_code == 403
    assert browser.post(page_of(cause), **typed()).status_code == 403
    cause.refresh_from_db()
    assert cause.discharged_on is None
    if name != "administrator":
        assert "Record its discharge" not in browser.page(f"/inspections/{publication.inspection_id}/findings/")


@pytest.mark.parametrize("name", ["liaison", "owner"])
def test_the_list_costs_one_statement_at_most(
    name: str, cast: Cast, publication: Publication, cause: CauseOfConcern
) -> None:
    for status in (Status.IN_PROGRESS, Status.CLOSED_COMPLETE):
        make_recommendation(cast, publication, status, cause=cause)
    context = Context({"inspection": publication.inspection, "actor": getattr(cast, name).actor(TODAY)})
    template = Template("{% load register %}{% causes_of inspection actor %}")

    with CaptureQueriesContext(connection) as captured:
        drawn = template.render(context)

    assert len(captured) == (1 if name == "liaison" else 0)
    assert ("One of its two recommendations is closed." in drawn) is (name == "liaison")
