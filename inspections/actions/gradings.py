"""HMICFRS's judgments of the areas of one publication, set all at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from inspections.actions.writing import digest_of_rows, give, refuse_stale_set
from inspections.enums import GradingStanding, InspectionVerb
from inspections.models import FrameworkArea, FrameworkGrade, Grading, InspectionEvent, Publication
from inspections.permissions import keeper
from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.actor import Actor
from jac_tracker.history import record

_FIELDS = ("area", "standing", "grade", "narrative", "told_with")


@dataclass(frozen=True)
class AreaGrading:
    """One area's judgment. `told_with` is the area whose summary covers this one too; then it has none of its own."""

    area: FrameworkArea
    standing: GradingStanding
    grade: FrameworkGrade | None = None
    narrative: str = ""
    told_with: FrameworkArea | None = None


@transaction.atomic
def set_gradings(
    *,
    publication: Publication,
    gradings: Sequence[AreaGrading],
    shown: str | None = None,
    by: Actor,
    at: datetime,
    why: str = "",
) -> list[Grading]:
    """Make `gradings` the judgments of a publication: areas that are not among them have none any more.

    `shown` is what `gradings_as_shown` gave for the form. Raises StaleEdit, and NotPossible for an area or a grade of
    another framework, an area named twice, a grade that is missing or one too many, or a summary told in a circle.
    """
    by = keeper(by)
    publication = Publication.objects.locked().get(pk=publication.pk)
    refuse_stale_set(publication, gradings_as_shown(publication), shown)
    _refuse_nonsense(publication, gradings)
    now = {row.area_id: row for row in Grading.objects.filter(publication=publication)}
    by_area: dict[int, Grading] = {}
    saved = []
    # Those that tell their own summary first: the others point to them.
    for given in sorted(gradings, key=lambda it: it.told_with is not None):
        row = now.pop(given.area.pk, None) or Grading(publication=publication, area=given.area)
        teller = by_area[given.told_with.pk] if given.told_with else None
        values = {"standing": given.standing, "grade": given.grade, "narrative": given.narrative, "told_with": teller}
        if give(row, _FIELDS, values) or row._state.adding:
            saved.append(row)
        by_area[given.area.pk] = row
    gone = sorted(now.values(), key=lambda row: row.told_with_id is None)
    if saved or gone:
        event = InspectionEvent(verb=InspectionVerb.SET_GRADINGS, inspection=publication.inspection)
        record(saved, by=by, at=at, why=why, event=event, removed=gone)
    return list(by_area.values())


def gradings_as_shown(publication: Publication) -> str:
    """The fingerprint of a publication's gradings."""
    return digest_of_rows(Grading.objects.filter(publication=publication).order_by("pk"), _FIELDS)


def _refuse_nonsense(publication: Publication, gradings: Sequence[AreaGrading]) -> None:
    if publication.framework is None:
        raise NotPossible("The publication has no framework to grade by. Choose its framework first.")
    if len({given.area.pk for given in gradings}) < len(gradings):
        raise NotPossible("The same area is graded twice.")
    tellers = {given.area.pk for given in gradings if given.told_with is None}
    for given in gradings:
        _refuse_grade(publication, given)
        if given.told_with is None:
            continue
        if given.told_with.pk not in tellers or given.told_with.pk == given.area.pk:
            raise NotPossible(f"{given.area}: share the summary of an area that has one of its own.")
        if given.narrative:
            raise NotPossible(f"{given.area}: either write a summary here or share that of {given.told_with}.")


def _refuse_grade(publication: Publication, given: AreaGrading) -> None:
    framework = publication.framework
    if given.area.framework_id != publication.framework_id:
        raise NotPossible(f"{given.area} is not an area of {framework}, the framework of this publication.")
    if given.standing == GradingStanding.NOT_GRADED and given.grade is not None:
        raise NotPossible(f"{given.area}: an area that is not graded has no grade.")
    if given.standing != GradingStanding.NOT_GRADED and given.grade is None:
        raise NotPossible(f"{given.area}: choose a grade, or say that the area is not graded.")
    if given.grade is not None and given.grade.framework_id != publication.framework_id:
        raise NotPossible(f"{given.area}: {given.grade} is not a grade of {framework}.")
