"""Assessment frameworks: their scale of grades and their areas, kept whole."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError

from inspections.actions.writing import combined, digest_of_rows, give, one_at_a_time, refuse_stale_set
from inspections.enums import InspectionVerb
from inspections.models import Framework, FrameworkArea, FrameworkGrade, InspectionEvent
from inspections.permissions import keeper_of_settings
from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.actor import Actor
from jac_tracker.history import digest, record

FRAMEWORK_FIELDS = ("name", "cycle", "comparable_with", "note")
_GRADE_FIELDS = ("position", "name", "meaning")
_AREA_FIELDS = ("position", "short_label", "full_question", "is_graded", "is_overall")


@dataclass(frozen=True)
class GradeRow:
    """A grade of a framework's scale; `grade` is the one it changes, none for a new one."""

    name: str
    meaning: str = ""
    grade: FrameworkGrade | None = None


@dataclass(frozen=True)
class AreaRow:
    """An area of a framework; `area` is the one it changes, none for a new one."""

    short_label: str
    full_question: str
    is_graded: bool = True
    is_overall: bool = False
    area: FrameworkArea | None = None


@transaction.atomic
def add_framework(
    *,
    values: Mapping[str, Any],
    grades: Sequence[GradeRow],
    areas: Sequence[AreaRow],
    by: Actor,
    at: datetime,
    why: str = "",
) -> Framework:
    """A new framework with its grades, best first, and its areas in order. Raises NotPossible for what cannot be."""
    by = keeper_of_settings(by)
    one_at_a_time()
    framework = Framework()
    give(framework, FRAMEWORK_FIELDS, values)
    _refuse_nonsense(framework, grades, areas)
    rows = [*_grade_rows(framework, grades), *_area_rows(framework, areas)]
    event = InspectionEvent(verb=InspectionVerb.ADD_FRAMEWORK, details={"framework": framework.name})
    record([framework, *rows], by=by, at=at, why=why, event=event)
    return framework


@transaction.atomic
def change_framework(
    *,
    framework: Framework,
    values: Mapping[str, Any],
    grades: Sequence[GradeRow],
    areas: Sequence[AreaRow],
    shown: str | None = None,
    by: Actor,
    at: datetime,
    why: str = "",
) -> Framework:
    """Change a framework: grades and areas that are not among those given are taken away.

    `shown` is what `framework_as_shown` gave for the form. Raises StaleEdit, and NotPossible for what cannot be: to
    take away one that a grading uses, above all.
    """
    by = keeper_of_settings(by)
    one_at_a_time()
    framework = Framework.objects.locked().get(pk=framework.pk)
    refuse_stale_set(framework, framework_as_shown(framework), shown)
    changed = give(framework, FRAMEWORK_FIELDS, values)
    _refuse_nonsense(framework, grades, areas)
    old_grades, old_areas = list(framework.grades.all()), list(framework.areas.all())
    _refuse_exchange(old_grades, grades, old_areas, areas)
    saved = [*_grade_rows(framework, grades, old_grades), *_area_rows(framework, areas, old_areas)]
    kept = {row.grade for row in grades} | {row.area for row in areas}
    gone = [row for row in (*old_grades, *old_areas) if row not in kept]
    if changed or saved or gone:
        event = InspectionEvent(verb=InspectionVerb.CHANGE_FRAMEWORK, details={"framework": framework.name})
        try:
            record([framework, *saved], by=by, at=at, why=why, event=event, removed=gone)
        except ProtectedError as error:
            raise NotPossible("An inspection is graded by a grade or an area you took away. Keep it.") from error
    return framework


def framework_as_shown(framework: Framework) -> str:
    """The fingerprint of a framework with its grades and areas."""
    return combined(
        [
            digest(framework, FRAMEWORK_FIELDS),
            digest_of_rows(framework.grades.all(), _GRADE_FIELDS),
            digest_of_rows(framework.areas.all(), _AREA_FIELDS),
        ]
    )


def _grade_rows(
    framework: Framework, wanted: Sequence[GradeRow], old: Sequence[FrameworkGrade] = ()
) -> list[FrameworkGrade]:
    now = {row.pk: row for row in old}
    saved = []
    for position, given in enumerate(wanted, start=1):
        row = now[given.grade.pk] if given.grade else FrameworkGrade(framework=framework)
        values = {"position": position, "name": given.name, "meaning": given.meaning}
        if give(row, _GRADE_FIELDS, values) or row._state.adding:
            saved.append(row)
    return saved


def _area_rows(
    framework: Framework, wanted: Sequence[AreaRow], old: Sequence[FrameworkArea] = ()
) -> list[FrameworkArea]:
    now = {row.pk: row for row in old}
    saved = []
    for position, given in enumerate(wanted, start=1):
        row = now[given.area.pk] if given.area else FrameworkArea(framework=framework)
        values = {name: getattr(given, name) for name in _AREA_FIELDS if name != "position"}
        if give(row, _AREA_FIELDS, {"position": position, **values}) or row._state.adding:
            saved.append(row)
    return saved


def _refuse_nonsense(framework: Framework, grades: Sequence[GradeRow], areas: Sequence[AreaRow]) -> None:
    if Framework.objects.filter(name__iexact=framework.name).exclude(pk=framework.pk).exists():
        raise NotPossible(f"There is already a framework called {framework.name}.")
    if not grades or not areas:
        raise NotPossible("A framework needs at least one grade and one area.")
    for words, what in (([row.name for row in grades], "grade"), ([row.short_label for row in areas], "area")):
        if len(set(map(str.lower, words))) < len(words):
            raise NotPossible(f"The same {what} is named twice.")
    known: list[FrameworkGrade | FrameworkArea | None] = [*(row.grade for row in grades), *(row.area for row in areas)]
    if {row.framework_id for row in known if row is not None} - {framework.pk}:
        raise NotPossible("A grade or an area belongs to another framework.")


def _refuse_exchange(
    old_grades: Sequence[FrameworkGrade],
    grades: Sequence[GradeRow],
    old_areas: Sequence[FrameworkArea],
    areas: Sequence[AreaRow],
) -> None:
    """A name that another row still has while the rows are saved one by one."""
    grade_names = {row.name: row for row in old_grades}
    area_names = {row.short_label: row for row in old_areas}
    taken = [row.name for row in grades if grade_names.get(row.name, row.grade) != row.grade]
    taken += [row.short_label for row in areas if area_names.get(row.short_label, row.area) != row.area]
    if taken:
        raise NotPossible(f"{taken[0]} is the name of another row as things stand. Change that one first, and save.")
