"""Adding and changing inspections, and the embargo."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from inspections import actions
from inspections.enums import InspectionKind, InspectionVerb, OurPart
from inspections.models import Inspection, InspectionEvent, JointInspectorate, OtherForce
from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.roles import Role
from jac_tracker.history import StaleEdit
from tests.conftest import NOON, TODAY
from tests.factories.inspections import Reference, make_inspection
from tests.factories.people import Cast

pytestmark = pytest.mark.django_db

VALUES = {
    "kind": InspectionKind.JTAI,
    "title": "Joint targeted area inspection of Midtown",
    "short_title": "Midtown JTAI",
    "our_part": OurPart.INSPECTED,
}


def test_an_inspection_is_added_with_its_forces_and_bodies_in_order_as_one_act(
    reference: Reference, liaison: Actor
) -> None:
    inspection = actions.add_inspection(
        values=VALUES | {"lead_body": reference.ofsted, "forces_count": 3},
        other_forces=[(reference.south, ""), (reference.north, "two boroughs")],
        joint=[reference.hmicfrs, reference.cqc],
        by=liaison,
        at=NOON,
    )

    assert [str(row) for row in inspection.other_forces.all()] == [
        "Southshire Police",
        "Northshire Constabulary (two boroughs)",
    ]
    assert [row.inspectorate.short_name for row in inspection.joint_inspectorates.all()] == ["HMICFRS", "CQC"]
    event = InspectionEvent.objects.get(inspection=inspection)
    assert (event.verb, event.by_user, event.by_post, event.at) == (
        InspectionVerb.ADD_INSPECTION,
        liaison.user,
        liaison.post,
        NOON,
    )
    assert {row.act for row in OtherForce.history.all()} == {event.act}


@pytest.mark.parametrize("role", set(Role) - {Role.LIAISON})
def test_only_a_liaison_officer_keeps_inspections(role: Role, cast: Cast, reference: Reference) -> None:
    inspection, actor = make_inspection(), cast.of(role).actor(TODAY)

    with pytest.raises(PermissionDenied):
        actions.add_inspection(values=VALUES, by=actor, at=NOON)
    with pytest.raises(PermissionDenied):
        actions.change_inspection(inspection=inspection, values={"title": "Another"}, by=actor, at=NOON)
    with pytest.raises(PermissionDenied):
        actions.set_embargo(inspection=inspection, embargoed=True, by=actor, at=NOON)

    assert list(Inspection.objects.values_list("title", "is_embargoed")) == [("Serious youth violence", False)]


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"short_title": "SERIOUS youth violence"}, "There is already an inspection called"),
        ({"title": ""}, "Title: This field cannot be blank."),
        ({"title": "x" * 301}, "Title: Ensure this value has at most 300 characters"),
        ({"kind": "fishing"}, "Kind: Value 'fishing' is not a valid choice."),
        ({"forces_count": -1}, "Number of forces inspected: Ensure this value is greater"),
    ],
)
def test_what_cannot_be_is_refused(values: dict[str, Any], sentence: str, reference: Reference, liaison: Actor) -> None:
    make_inspection("Serious youth violence")

    with pytest.raises(NotPossible, match=sentence):
        actions.add_inspection(values=VALUES | values, by=liaison, at=NOON)


def test_a_field_that_there_is_not_is_a_defect_of_the_caller(reference: Reference, liaison: Actor) -> None:
    with pytest.raises(TypeError, match="is not given stage here"):
        actions.add_inspection(values=VALUES | {"stage": "coming"}, by=liaison, at=NOON)


def test_forces_that_cannot_be_are_refused(reference: Reference, liaison: Actor) -> None:
    north, ours = reference.north, reference.ours

    def add(forces: list[Any], **values: Any) -> None:
        actions.add_inspection(values=VALUES | values, other_forces=[(it, "") for it in forces], by=liaison, at=NOON)

    with pytest.raises(NotPossible, match="named twice"):
        add([north, north])
    with pytest.raises(NotPossible, match="Midshire Police is our own force"):
        add([north, ours])
    with pytest.raises(NotPossible, match="2 other forces are named, but the number of forces inspected is 1"):
        add([north, reference.south], forces_count=1)


def test_an_inspectorate_takes_part_once_and_does_not_join_what_it_leads(reference: Reference, liaison: Actor) -> None:
    with pytest.raises(NotPossible, match="named twice"):
        actions.add_inspection(values=VALUES, joint=[reference.cqc, reference.cqc], by=liaison, at=NOON)
    with pytest.raises(NotPossible, match="Ofsted leads the inspection"):
        values = VALUES | {"lead_body": reference.ofsted}
        actions.add_inspection(values=values, joint=[reference.ofsted], by=liaison, at=NOON)


def test_a_change_saves_what_changed_and_nothing_else(reference: Reference, liaison: Actor) -> None:
    inspection = actions.add_inspection(
        values=VALUES,
        other_forces=[(reference.north, "")],
        joint=[reference.cqc],
        by=liaison,
        at=NOON,
    )

    actions.change_inspection(
        inspection=inspection,
        values={"scope": "Midtown"},
        other_forces=[(reference.south, "new"), (reference.north, "")],
        joint=[],
        by=liaison,
        at=NOON,
        why="The letter says so",
    )

    inspection.refresh_from_db()
    assert inspection.scope == "Midtown"
    assert [(row.force, row.position, row.note) for row in inspection.other_forces.all()] == [
        (reference.south, 1, "new"),
        (reference.north, 2, ""),
    ]
    assert not JointInspectorate.objects.exists()
    event = InspectionEvent.objects.get(verb=InspectionVerb.CHANGE_INSPECTION)
    assert event.why == "The letter says so"
    assert sorted(JointInspectorate.history.values_list("history_type", flat=True)) == ["+", "-"]


def test_a_change_that_changes_nothing_leaves_no_trace(reference: Reference, liaison: Actor) -> None:
    inspection = actions.add_inspection(values=VALUES, other_forces=[(reference.north, "")], by=liaison, at=NOON)

    actions.change_inspection(
        inspection=inspection, values=VALUES, other_forces=[(reference.north, "")], by=liaison, at=NOON
    )

    assert InspectionEvent.objects.filter(inspection=inspection).count() == 1
    assert inspection.history.count() == 1


def test_other_forces_and_bodies_stay_unless_they_are_given(reference: Reference, liaison: Actor) -> None:
    inspection = actions.add_inspection(
        values=VALUES, other_forces=[(reference.north, "")], joint=[reference.cqc], by=liaison, at=NOON
    )

    actions.change_inspection(inspection=inspection, values={"title": "Another"}, by=liaison, at=NOON)

    assert inspection.other_forces.count() == 1
    assert inspection.joint_inspectorates.count() == 1


def test_an_inspection_cannot_follow_itself_by_whatever_way_round(reference: Reference, liaison: Actor) -> None:
    first = make_inspection("First")
    second = make_inspection("Second", follows=first)
    third = make_inspection("Third", follows=second)

    with pytest.raises(NotPossible, match="cannot follow itself"):
        actions.change_inspection(inspection=first, values={"follows": first}, by=liaison, at=NOON)
    with pytest.raises(NotPossible, match="Third itself follows this inspection"):
        actions.change_inspection(inspection=first, values={"follows": third}, by=liaison, at=NOON)


def test_an_overtaken_change_of_facts_or_of_the_forces_is_refused(reference: Reference, liaison: Actor) -> None:
    inspection = actions.add_inspection(values=VALUES, by=liaison, at=NOON)
    title = actions.inspection_as_shown(inspection, ["title"])
    forces = actions.inspection_as_shown(inspection, ["title"], with_bodies=True)
    actions.change_inspection(
        inspection=inspection, values={"scope": "x"}, other_forces=[(reference.north, "")], by=liaison, at=NOON
    )

    with pytest.raises(StaleEdit):
        actions.change_inspection(
            inspection=inspection, values={"title": "Mine"}, other_forces=[], shown=forces, by=liaison, at=NOON
        )
    actions.change_inspection(inspection=inspection, values={"title": "Mine"}, shown=title, by=liaison, at=NOON)

    inspection.refresh_from_db()
    assert (inspection.title, inspection.scope, inspection.other_forces.count()) == ("Mine", "x", 1)


def test_the_embargo_is_set_and_lifted_once_each(inspection: Inspection, liaison: Actor) -> None:
    with pytest.raises(NotPossible, match="There is no embargo to lift"):
        actions.set_embargo(inspection=inspection, embargoed=False, by=liaison, at=NOON)
    actions.set_embargo(inspection=inspection, embargoed=True, by=liaison, at=NOON, why="Draft received")
    with pytest.raises(NotPossible, match="already under embargo"):
        actions.set_embargo(inspection=inspection, embargoed=True, by=liaison, at=NOON)
    actions.set_embargo(inspection=inspection, embargoed=False, by=liaison, at=NOON)

    acts = InspectionEvent.objects.filter(inspection=inspection).values_list("verb", "why")
    assert list(acts) == [
        (InspectionVerb.ADD_INSPECTION, ""),
        (InspectionVerb.EMBARGO, "Draft received"),
        (InspectionVerb.LIFT_EMBARGO, ""),
    ]
