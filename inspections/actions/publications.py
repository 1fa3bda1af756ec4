"""What an inspection published."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError

from inspections.actions.writing import (
    DAY_FIELDS,
    give,
    give_day,
    refuse_bad_values,
    refuse_without_reason,
)
from inspections.enums import InspectionVerb, PublicationKind, ReplyKind
from inspections.models import Framework, Inspection, InspectionEvent, Publication, ReplyDuty
from inspections.permissions import keeper
from inspections.rules import section_55_last_day
from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.actor import Actor
from jac_tracker.dates import Precision, VagueDay
from jac_tracker.history import record, refuse_stale

PUBLICATION_FIELDS = ("kind", "title", "framework", "page_on", "address", "note")
PUBLICATION_SHOWN = (*PUBLICATION_FIELDS, *DAY_FIELDS)


@transaction.atomic
def add_publication(
    *,
    inspection: Inspection,
    kind: PublicationKind,
    title: str,
    day: VagueDay,
    framework: Framework | None = None,
    page_on: date | None = None,
    address: str = "",
    note: str = "",
    by: Actor,
    at: datetime,
    why: str = "",
) -> Publication:
    """Something an inspection published, or will publish on a day already given. `day` is the original date.

    Raises NotPossible for a web page's date before the original one, and for a title that is there already.
    """
    by = keeper(by)
    inspection = Inspection.objects.locked().get(pk=inspection.pk)
    publication = Publication(inspection=inspection, kind=kind, title=title, framework=framework, note=note)
    publication.page_on, publication.address, publication.day = page_on, address, day
    refuse_bad_values(publication)
    _refuse_nonsense(publication)
    event = InspectionEvent(verb=InspectionVerb.ADD_PUBLICATION, inspection=inspection)
    record([publication], by=by, at=at, why=why, event=event)
    return publication


@transaction.atomic
def change_publication(
    *,
    publication: Publication,
    values: Mapping[str, Any] | None = None,
    day: VagueDay | None = None,
    shown: str | None = None,
    by: Actor,
    at: datetime,
    why: str = "",
) -> Publication:
    """Change a publication. A section 55 reply that was due by the old date moves to the last day by the new one.

    Raises StaleEdit, and NotPossible as `add_publication` does and for another framework under its gradings.
    """
    by = keeper(by)
    publication = Publication.objects.locked().get(pk=publication.pk)
    refuse_stale(publication, PUBLICATION_SHOWN, shown)
    old_day, old_framework = publication.day, publication.framework_id
    changed = give(publication, PUBLICATION_FIELDS, values or {})
    changed |= day is not None and give_day(publication, day)
    if not changed:
        return publication
    _refuse_nonsense(publication)
    if publication.framework_id != old_framework and publication.gradings.exists():
        raise NotPossible("The publication has gradings under its framework. Remove them first, then change it.")
    event = InspectionEvent(verb=InspectionVerb.CHANGE_PUBLICATION, inspection=publication.inspection)
    moved = _moved_duties(publication, old_day)
    record([publication, *moved], by=by, at=at, why=why, event=event)
    return publication


@transaction.atomic
def remove_publication(*, publication: Publication, by: Actor, at: datetime, why: str) -> None:
    """Take away a publication entered in error. Raises NotPossible without a reason, or while anything hangs on it."""
    by = keeper(by)
    refuse_without_reason(why)
    publication = Publication.objects.locked().get(pk=publication.pk)
    event = InspectionEvent(verb=InspectionVerb.REMOVE_PUBLICATION, inspection=publication.inspection)
    try:
        record([], by=by, at=at, why=why, event=event, removed=[publication])
    except ProtectedError as error:
        raise NotPossible(
            "Gradings, causes of concern, replies, counts or recommendations hang on this publication. "
            "Remove them first, or change the publication instead."
        ) from error


def exact_day(day: VagueDay) -> date | None:
    """The day, where it is known to the day."""
    return day.earliest if day.precision == Precision.DAY and not day.to_be_confirmed else None


def _moved_duties(publication: Publication, old_day: VagueDay) -> list[ReplyDuty]:
    old, new = exact_day(old_day), exact_day(publication.day)
    if old is None or new is None or old == new:
        return []
    duties = ReplyDuty.objects.locked().filter(
        publication=publication, kind=ReplyKind.SECTION_55, earliest=section_55_last_day(old)
    )
    moved = list(duties)
    for duty in moved:
        duty.day = VagueDay.on(section_55_last_day(new))
    return moved


def _refuse_nonsense(publication: Publication) -> None:
    first = publication.earliest
    if publication.page_on is not None and first is not None and publication.page_on < first:
        raise NotPossible("The web page's date comes before the original date. Check which is which.")
    same = Publication.objects.filter(
        inspection=publication.inspection_id, kind=publication.kind, title__iexact=publication.title
    ).exclude(pk=publication.pk)
    if any(row.day == publication.day for row in same):
        raise NotPossible("This publication is already there with the same date.")
