"""Reference data, and the one row that says whose register this is."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import models, transaction

from inspections.actions.frameworks import AreaRow, GradeRow, add_framework
from inspections.actions.writing import give
from inspections.enums import InspectionVerb
from inspections.models import Force, Framework, InspectionEvent, Inspectorate, Register
from inspections.permissions import keeper_of_settings
from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.actor import Actor
from jac_tracker.history import Tracked, record, refuse_stale

REGISTER_FIELDS = (
    "our_short_name",
    "policing_body",
    "committee",
    "committee_short_name",
    "reference_prefix",
    "contact_email",
    "contact_address",
)


@transaction.atomic
def load_reference(*, data: Mapping[str, Any], by: Actor, at: datetime) -> None:
    """Bring in the forces, inspectorates and frameworks of `data` (the form of `fixtures/reference.json`).

    Forces and inspectorates are found by name and follow the data; a framework that is there already is left alone,
    because from then on an administrator keeps it. Leaves nothing in the history where nothing changes.
    """
    by = keeper_of_settings(by)
    changed = [
        *_changed_rows(Force, data["forces"], ("name", "short_name", "is_territorial")),
        *_changed_rows(Inspectorate, data["inspectorates"], ("name", "short_name")),
    ]
    if changed:
        record(changed, by=by, at=at, event=InspectionEvent(verb=InspectionVerb.LOAD_REFERENCE))
    known = set(Framework.objects.values_list("name", flat=True))
    for framework in data["frameworks"]:
        if framework["name"] not in known:
            _add_framework(framework, by, at)


@transaction.atomic
def start_register(
    *,
    force: Force,
    our_short_name: str,
    policing_body: str,
    committee: str,
    committee_short_name: str,
    reference_prefix: str,
    contact_email: str = "",
    contact_address: str = "",
    by: Actor,
    at: datetime,
) -> Register:
    """Say whose register this is. Raises NotPossible where that has been said already."""
    by = keeper_of_settings(by)
    if Register.objects.locked().exists():
        raise NotPossible("The register has been started already.")
    register = Register(force=force)
    values = {
        "our_short_name": our_short_name,
        "policing_body": policing_body,
        "committee": committee,
        "committee_short_name": committee_short_name,
        "reference_prefix": reference_prefix,
        "contact_email": contact_email,
        "contact_address": contact_address,
    }
    give(register, REGISTER_FIELDS, values)
    _refuse_prefix(register)
    record([register], by=by, at=at, event=InspectionEvent(verb=InspectionVerb.START_REGISTER))
    return register


@transaction.atomic
def change_register(
    *,
    register: Register,
    values: Mapping[str, Any],
    shown: str | None = None,
    by: Actor,
    at: datetime,
    why: str = "",
) -> Register:
    """Change names, contacts and the prefix of references given from now on; the force stays. Raises StaleEdit."""
    by = keeper_of_settings(by)
    register = Register.objects.locked().get(pk=register.pk)
    refuse_stale(register, REGISTER_FIELDS, shown)
    if give(register, REGISTER_FIELDS, values):
        _refuse_prefix(register)
        record([register], by=by, at=at, why=why, event=InspectionEvent(verb=InspectionVerb.CHANGE_REGISTER))
    return register


def _refuse_prefix(register: Register) -> None:
    # It stands in addresses and file names.
    prefix = register.reference_prefix
    if not (prefix.isascii() and prefix.isalnum() and prefix == prefix.upper()):
        raise NotPossible("The prefix of references is made of capital letters and figures, like KP.")


def _changed_rows(
    model: type[Tracked], rows: Iterable[Mapping[str, Any]], fields: tuple[str, ...]
) -> list[models.Model]:
    now = {getattr(row, "name"): row for row in model.objects.locked()}  # noqa: B009
    changed = []
    for values in rows:
        row = now.get(values["name"]) or model()
        if give(row, fields, values) or row._state.adding:
            changed.append(row)
    return changed


def _add_framework(data: Mapping[str, Any], by: Actor, at: datetime) -> None:
    values = {name: data.get(name, "") for name in ("name", "cycle", "comparable_with", "note")}
    grades = [GradeRow(**grade) for grade in data["grades"]]
    areas = [AreaRow(**area) for area in data["areas"]]
    add_framework(values=values, grades=grades, areas=areas, by=by, at=at)
