"""The administrator's pages: frameworks, and the register's settings."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from inspections import actions
from inspections.actions import AreaGrading
from inspections.enums import GradingStanding
from inspections.models import Framework, Publication, Register
from tests.conftest import NOON
from tests.factories.inspections import Reference
from tests.factories.people import SETTER_UP
from tests.integration.inspections.conftest import Statements

pytestmark = pytest.mark.django_db


def posted(client: Client, address: str) -> dict[str, Any]:
    """What the page at an address would send if nothing were touched."""
    context = client.get(address).context
    values: dict[str, Any] = {}
    for form in [context["form"], *context["grades"], *context["areas"]]:
        for name in form.fields:
            value = form[name].value()
            if value not in (None, False):
                values[form.add_prefix(name)] = value
    for rows in (context["grades"], context["areas"]):
        values |= {f"{rows.prefix}-TOTAL_FORMS": rows.total_form_count(), f"{rows.prefix}-INITIAL_FORMS": 0}
    return values


def test_the_list_and_a_framework_are_shown_and_cost_the_same(
    administrator: Client, reference: Reference, statements: Statements
) -> None:
    few = statements(administrator, reverse("frameworks"))
    page = administrator.get(reverse("framework", args=[reference.peel.pk])).content.decode()

    for number in range(10):
        actions.add_framework(
            values={"name": f"Framework {number}", "cycle": "2030"},
            grades=[actions.GradeRow("Good")],
            areas=[actions.AreaRow("A", "A")],
            by=SETTER_UP,
            at=NOON,
        )

    assert statements(administrator, reverse("frameworks")) == few <= 12
    assert "Requires improvement" in page and "Preventing crime and anti-social behaviour" in page


def test_a_framework_is_added(administrator: Client, reference: Reference) -> None:
    address = reverse("add_framework")
    values = posted(administrator, address) | {
        "name": "PEEL 2025-27",
        "cycle": "2025-27",
        "grades-0-name": "Good",
        "grades-1-name": "Bad",
        "areas-0-short_label": "Leadership",
        "areas-1-short_label": "Victims",
        "areas-1-is_not_graded": "on",
    }

    administrator.post(address, values)

    framework = Framework.objects.get(name="PEEL 2025-27")
    assert [str(grade) for grade in framework.grades.all()] == ["Good", "Bad"]
    assert [(str(area), area.is_graded) for area in framework.areas.all()] == [("Leadership", True), ("Victims", False)]


def test_an_untouched_framework_leaves_no_trace_and_rows_change_places(
    administrator: Client, reference: Reference
) -> None:
    address = reverse("change_framework", args=[reference.peel.pk])
    administrator.post(address, posted(administrator, address))
    assert reference.peel.history.count() == 1

    administrator.post(address, posted(administrator, address) | {"areas-0-order": "9"})

    assert [str(area) for area in reference.peel.areas.all()] == [
        "Responding to the public",
        "Investigating crime",
        "Armed threats",
        "Preventing crime",
    ]


def test_errors_of_the_form_and_of_its_rows_are_all_shown_at_once(administrator: Client, reference: Reference) -> None:
    address = reverse("change_framework", args=[reference.peel.pk])

    answer = administrator.post(
        address,
        posted(administrator, address) | {"name": "", "grades-0-name": "", "areas-1-short_label": "x" * 101},
    )

    page = answer.content.decode()
    assert answer.status_code == 200
    for message in ("Enter the name", "Enter the grade, or tick remove", "Short label must be 100 characters or fewer"):
        assert page.count(message) == 2, message  # at the field, and in the summary


def test_what_is_in_use_stays(administrator: Client, reference: Reference, publication: Publication) -> None:
    grading = AreaGrading(reference.area("Preventing crime"), GradingStanding.GRADED, reference.grade("Good"))
    actions.set_gradings(publication=publication, gradings=[grading], by=SETTER_UP, at=NOON)
    address = reverse("change_framework", args=[reference.peel.pk])

    answer = administrator.post(address, posted(administrator, address) | {"grades-1-remove": "on"})

    assert "An inspection is graded by a grade or an area you took away." in answer.content.decode()


def test_an_overtaken_framework_shows_both_lists(administrator: Client, reference: Reference) -> None:
    address = reverse("change_framework", args=[reference.integrity.pk])
    mine = posted(administrator, address) | {"name": "Mine", "grades-0-remove": "on"}
    actions.change_framework(
        framework=reference.integrity,
        values={"cycle": "Theirs"},
        grades=[actions.GradeRow(row.name, row.meaning, row) for row in reference.integrity.grades.all()],
        areas=[actions.AreaRow("Overall", "Overall", area=reference.integrity.areas.get())],
        by=SETTER_UP,
        at=NOON,
    )

    answer = administrator.post(address, mine)

    assert answer.status_code == 409
    assert answer.context["conflicts"] == (
        ("Name", "Crime data integrity", "Mine"),
        ("Cycle", "Theirs", "2014 to 2020"),
        ("Grades", "Outstanding\nGood\nRequires improvement\nInadequate", "Good\nRequires improvement\nInadequate"),
    )


def test_settings_are_changed_and_an_overtaken_change_shows_both_texts(administrator: Client) -> None:
    address = reverse("settings")
    form = administrator.get(address).context["form"]
    mine = {name: form[name].value() for name in form.fields} | {"committee": "Mine", "reference_prefix": "mps"}
    actions.change_register(register=Register.objects.get(), values={"committee": "Theirs"}, by=SETTER_UP, at=NOON)

    overtaken = administrator.post(address, mine)

    assert overtaken.status_code == 409
    assert overtaken.context["conflicts"] == (
        ("Committee", "Theirs", "Mine"),
        ("Prefix of our references", "MP", "MPS"),
    )
    administrator.post(address, mine | {"as_shown": overtaken.context["form"].data["as_shown"]})
    register = Register.objects.get()
    assert (register.committee, register.reference_prefix) == ("Mine", "MPS")
    wrong = administrator.post(address, mine | {"reference_prefix": "M/P"})
    assert "The prefix must be letters and figures" in wrong.content.decode()


def test_the_contact_entered_in_the_settings_stands_in_the_accessibility_statement(administrator: Client) -> None:
    address = reverse("settings")
    form = administrator.get(address).context["form"]
    given = {"contact_email": "office@force.example", "contact_address": "Headquarters, Midtown"}

    administrator.post(address, {name: form[name].value() for name in form.fields} | given)

    statement = Client().get(reverse("accessibility")).content.decode()
    assert 'href="mailto:office@force.example">office@force.example</a>' in statement
    assert "write to Headquarters, Midtown" in statement
    wrong = administrator.post(address, {"contact_email": "office"})
    assert wrong.context["form"].errors["contact_email"] == ["Enter an email address in the form name@example.org"]


def test_there_are_no_settings_before_the_register_is_started(client: Client, cast: Any) -> None:
    client.force_login(cast.administrator.user)

    assert client.get(reverse("settings")).status_code == 404
