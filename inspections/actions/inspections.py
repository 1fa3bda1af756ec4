"""Inspections themselves: adding, changing, and the embargo."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from inspections.actions.writing import combined, digest_of_rows, give, one_at_a_time, refuse_stale_set
from inspections.enums import InspectionVerb
from inspections.models import (
    Force,
    Inspection,
    InspectionEvent,
    Inspectorate,
    JointInspectorate,
    OtherForce,
    Register,
)
from inspections.permissions import keeper
from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.actor import Actor
from jac_tracker.history import Tracked, digest, record

FACT_FIELDS = (
    "kind",
    "title",
    "short_title",
    "scope",
    "follows",
    "our_part",
    "our_part_note",
    "lead_body",
    "complainant",
    "forces_count",
    "forces_note",
)
NARRATIVE_FIELDS = ("background", "found", "found_about_us", "good_practice", "next_steps", "force_response")
INSPECTION_FIELDS = (*FACT_FIELDS, *NARRATIVE_FIELDS)
OtherForces = Sequence[tuple[Force, str]]
"""Other forces in the order the paper names them, each with its note or an empty text."""


@transaction.atomic
def add_inspection(
    *,
    values: Mapping[str, Any],
    other_forces: OtherForces = (),
    joint: Sequence[Inspectorate] = (),
    by: Actor,
    at: datetime,
    why: str = "",
) -> Inspection:
    """A new inspection, embargoed from the start if `values` says so. Raises NotPossible for what cannot be."""
    by = keeper(by)
    one_at_a_time()
    inspection = Inspection()
    give(inspection, (*INSPECTION_FIELDS, "is_embargoed"), values)
    _refuse_nonsense(inspection, other_forces, joint)
    rows = [*_other_forces(inspection, other_forces, [])[0], *_joint(inspection, joint, [])[0]]
    event = InspectionEvent(verb=InspectionVerb.ADD_INSPECTION, inspection=inspection)
    record([inspection, *rows], by=by, at=at, why=why, event=event)
    return inspection


@transaction.atomic
def change_inspection(
    *,
    inspection: Inspection,
    values: Mapping[str, Any],
    other_forces: OtherForces | None = None,
    joint: Sequence[Inspectorate] | None = None,
    shown: str | None = None,
    by: Actor,
    at: datetime,
    why: str = "",
) -> Inspection:
    """Change an inspection; None leaves the other forces, or the joint inspectorates, as they are.

    `shown` is what `inspection_as_shown` gave for the fields in `values`, and for the other forces and inspectorates
    if they are given. Raises StaleEdit, and NotPossible for what cannot be.
    """
    by = keeper(by)
    one_at_a_time()
    inspection = Inspection.objects.locked().get(pk=inspection.pk)
    with_bodies = other_forces is not None or joint is not None
    refuse_stale_set(inspection, inspection_as_shown(inspection, tuple(values), with_bodies=with_bodies), shown)
    changed = give(inspection, INSPECTION_FIELDS, values)
    forces_now, joint_now = _forces_of(inspection), _joint_of(inspection)
    wanted_forces = _pairs(forces_now) if other_forces is None else other_forces
    wanted_joint = [row.inspectorate for row in joint_now] if joint is None else joint
    _refuse_nonsense(inspection, wanted_forces, wanted_joint)
    force_rows, force_gone = _other_forces(inspection, wanted_forces, forces_now)
    joint_rows, joint_gone = _joint(inspection, wanted_joint, joint_now)
    gone: list[Tracked] = [*force_gone, *joint_gone]
    if changed or force_rows or joint_rows or gone:
        event = InspectionEvent(verb=InspectionVerb.CHANGE_INSPECTION, inspection=inspection)
        record([inspection, *force_rows, *joint_rows], by=by, at=at, why=why, event=event, removed=gone)
    return inspection


@transaction.atomic
def set_embargo(*, inspection: Inspection, embargoed: bool, by: Actor, at: datetime, why: str = "") -> Inspection:
    """Set or lift the embargo on an inspection and all under it. Raises NotPossible where that is so already."""
    by = keeper(by)
    inspection = Inspection.objects.locked().get(pk=inspection.pk)
    if inspection.is_embargoed == embargoed:
        raise NotPossible("The inspection is already under embargo." if embargoed else "There is no embargo to lift.")
    inspection.is_embargoed = embargoed
    verb = InspectionVerb.EMBARGO if embargoed else InspectionVerb.LIFT_EMBARGO
    record([inspection], by=by, at=at, why=why, event=InspectionEvent(verb=verb, inspection=inspection))
    return inspection


def inspection_as_shown(inspection: Inspection, fields: Sequence[str], *, with_bodies: bool = False) -> str:
    """The fingerprint of what a form shows of an inspection: fields, and the other forces and inspectorates if so."""
    parts = [digest(inspection, fields)]
    if with_bodies:
        parts.append(digest_of_rows(_forces_of(inspection), ("force", "position", "note")))
        parts.append(digest_of_rows(_joint_of(inspection), ("inspectorate", "position")))
    return combined(parts)


def _forces_of(inspection: Inspection) -> list[OtherForce]:
    return list(OtherForce.objects.filter(inspection=inspection).select_related("force"))


def _joint_of(inspection: Inspection) -> list[JointInspectorate]:
    return list(JointInspectorate.objects.filter(inspection=inspection).select_related("inspectorate"))


def _pairs(rows: Iterable[OtherForce]) -> OtherForces:
    return [(row.force, row.note) for row in rows]


def _other_forces(
    inspection: Inspection, wanted: OtherForces, now: list[OtherForce]
) -> tuple[list[OtherForce], list[OtherForce]]:
    """The rows to save, new or changed, and those to remove."""
    by_force = {row.force_id: row for row in now}
    saved = []
    for position, (force, note) in enumerate(wanted, start=1):
        row = by_force.pop(force.pk, None) or OtherForce(inspection=inspection, force=force)
        if give(row, ("position", "note"), {"position": position, "note": note}) or row._state.adding:
            saved.append(row)
    return saved, list(by_force.values())


def _joint(
    inspection: Inspection, wanted: Sequence[Inspectorate], now: list[JointInspectorate]
) -> tuple[list[JointInspectorate], list[JointInspectorate]]:
    by_body = {row.inspectorate_id: row for row in now}
    saved = []
    for position, body in enumerate(wanted, start=1):
        row = by_body.pop(body.pk, None) or JointInspectorate(inspection=inspection, inspectorate=body)
        if give(row, ("position",), {"position": position}) or row._state.adding:
            saved.append(row)
    return saved, list(by_body.values())


def _refuse_nonsense(inspection: Inspection, other_forces: OtherForces, joint: Sequence[Inspectorate]) -> None:
    title = inspection.short_title
    if Inspection.objects.filter(short_title__iexact=title).exclude(pk=inspection.pk).exists():
        raise NotPossible(f"There is already an inspection called {title}. Choose another short title.")
    _refuse_circle(inspection)
    _refuse_forces(inspection, [force for force, _note in other_forces])
    if len({body.pk for body in joint}) < len(joint):
        raise NotPossible("The same inspectorate is named twice.")
    if inspection.lead_body in joint:
        raise NotPossible(f"{inspection.lead_body} leads the inspection, so it does not join it as well.")


def _refuse_circle(inspection: Inspection) -> None:
    follows_id = inspection.follows_id
    if inspection.pk is None or follows_id is None:
        return
    if follows_id == inspection.pk:
        raise NotPossible("An inspection cannot follow itself.")
    before = dict(Inspection.objects.filter(follows__isnull=False).values_list("pk", "follows_id"))
    while follows_id is not None:
        if follows_id == inspection.pk:
            raise NotPossible(f"{inspection.follows} itself follows this inspection. Choose an earlier one.")
        follows_id = before.get(follows_id)


def _refuse_forces(inspection: Inspection, forces: Sequence[Force]) -> None:
    if len({force.pk for force in forces}) < len(forces):
        raise NotPossible("The same force is named twice among the other forces.")
    register = Register.objects.select_related("force").first()
    if register is not None and register.force in forces:
        raise NotPossible(f"{register.force} is our own force: the other forces are those beside it.")
    if inspection.forces_count is not None and len(forces) > inspection.forces_count:
        raise NotPossible(
            f"{len(forces)} other forces are named, but the number of forces inspected is {inspection.forces_count}."
        )
