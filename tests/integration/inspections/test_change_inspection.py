"""Adding and changing an inspection, what is told of it, and its embargo."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from inspections import actions
from inspections.enums import InspectionVerb
from inspections.models import Inspection, InspectionEvent
from tests.conftest import NOON
from tests.factories.inspections import Reference, make_inspection
from tests.factories.people import SETTER_UP, Cast

pytestmark = pytest.mark.django_db

VALUES = {
    "kind": "joint thematic",
    "title": "A joint thematic inspection",
    "short_title": "Joint thematic",
    "our_part": "inspected",
    "forces_named": "Northshire (two boroughs), Southshire",
    "is_embargoed": "on",
}


def shown(client: Client, address: str) -> dict[str, Any]:
    """What the form at an address would send if nothing were touched."""
    form = client.get(address).context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: "" if value is None else value for name, value in values.items() if value is not False}


def test_an_inspection_is_added_and_recorded_under_the_liaison_post(
    liaison: Client, reference: Reference, cast: Cast
) -> None:
    answer = liaison.post(reverse("add_inspection"), VALUES | {"joint": [reference.cqc.pk, reference.ofsted.pk]})

    inspection = Inspection.objects.get()
    event = InspectionEvent.objects.get(inspection=inspection)
    assert answer["Location"] == inspection.get_absolute_url()
    assert (event.by_user, event.by_post) == (cast.liaison.user, cast.liaison.post)
    assert inspection.is_embargoed
    assert [(str(row.force), row.note) for row in inspection.other_forces.all()] == [
        ("Northshire Constabulary", "two boroughs"),
        ("Southshire Police", ""),
    ]
    assert [str(row) for row in inspection.joint_inspectorates.all()] == ["Care Quality Commission", "Ofsted"]


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"title": ""}, "Enter the title"),
        ({"kind": "x"}, "Select the kind from the list"),
        ({"short_title": "SERIOUS YOUTH VIOLENCE"}, "There is already an inspection called SERIOUS YOUTH VIOLENCE."),
        ({"forces_named": "Midshire"}, "Midshire Police is our own force"),
        ({"forces_named": "Narnia"}, "There is no force called Narnia."),
        ({"title": "x" * 301}, "Title must be 300 characters or fewer"),
        ({"follows": "999"}, "Select the follows an earlier inspection from the list"),
    ],
)
def test_a_wrong_inspection_is_refused_with_what_was_typed_kept(
    values: dict[str, str], message: str, liaison: Client, inspection: Inspection
) -> None:
    answer = liaison.post(reverse("add_inspection"), VALUES | values)

    page = answer.content.decode()
    assert answer.status_code == 200
    assert message in page
    assert "There is a problem" in page
    assert Inspection.objects.count() == 1


def test_a_change_is_saved_and_an_untouched_form_leaves_no_trace(liaison: Client, reference: Reference) -> None:
    liaison.post(reverse("add_inspection"), VALUES | {"joint": [reference.cqc.pk]})
    inspection = Inspection.objects.get()
    address = reverse("change_inspection", args=[inspection.pk])

    untouched = liaison.post(address, shown(liaison, address))
    assert untouched.status_code == 302
    assert InspectionEvent.objects.filter(inspection=inspection).count() == 1

    liaison.post(address, shown(liaison, address) | {"scope": "Midtown", "forces_named": "Southshire"})
    inspection.refresh_from_db()
    assert (inspection.scope, [str(row) for row in inspection.other_forces.all()]) == ("Midtown", ["Southshire Police"])


def test_an_overtaken_change_shows_both_texts_and_can_be_saved_again(liaison: Client, inspection: Inspection) -> None:
    address = reverse("change_inspection", args=[inspection.pk])
    mine = shown(liaison, address) | {"scope": "Mine", "forces_named": "Northshire"}
    actions.change_inspection(inspection=inspection, values={"scope": "Theirs"}, by=SETTER_UP, at=NOON)

    answer = liaison.post(address, mine)

    assert answer.status_code == 409
    assert answer.context["conflicts"] == (
        ("Place or scope", "Theirs", "Mine"),
        ("Other forces inspected", "", "Northshire Constabulary"),
    )
    inspection.refresh_from_db()
    assert inspection.scope == "Theirs"
    liaison.post(address, mine | {"as_shown": answer.context["form"].data["as_shown"]})
    inspection.refresh_from_db()
    assert (inspection.scope, inspection.other_forces.count()) == ("Mine", 1)


@pytest.mark.parametrize("digest", ["", "x", "0" * 32, "\x00"])
def test_a_form_without_the_right_digest_counts_as_overtaken(
    digest: str, liaison: Client, inspection: Inspection
) -> None:
    address = reverse("change_inspection", args=[inspection.pk])

    answer = liaison.post(address, shown(liaison, address) | {"scope": "Mine", "as_shown": digest})

    assert answer.status_code == 409


def test_what_is_told_is_changed_on_a_page_of_its_own(liaison: Client, inspection: Inspection) -> None:
    address = reverse("change_narrative", args=[inspection.pk])
    mine = shown(liaison, address) | {"found": "They found\r\nmuch.\r\n"}
    actions.change_inspection(inspection=inspection, values={"scope": "No part of this form"}, by=SETTER_UP, at=NOON)

    answer = liaison.post(address, mine)

    inspection.refresh_from_db()
    assert answer["Location"] == reverse("findings", args=[inspection.pk])
    assert (inspection.found, inspection.scope) == ("They found\nmuch.", "No part of this form")


def test_the_embargo_is_lifted_as_the_page_offered_and_never_set_by_a_second_lift(
    liaison: Client, reference: Reference
) -> None:
    secret = make_inspection("Secret", embargoed=True)
    address = reverse("set_embargo", args=[secret.pk])
    assert "Lift the embargo" in liaison.get(address).content.decode()

    first = liaison.post(address, {"embargoed": "no", "reason": "Published"})
    second = liaison.post(address, {"embargoed": "no", "reason": "Published"})

    secret.refresh_from_db()
    assert (first.status_code, second.status_code, secret.is_embargoed) == (302, 200, False)
    assert "There is no embargo to lift." in second.content.decode()
    assert InspectionEvent.objects.get(verb=InspectionVerb.LIFT_EMBARGO).why == "Published"
    liaison.post(address, {"embargoed": "yes"})
    secret.refresh_from_db()
    assert secret.is_embargoed
