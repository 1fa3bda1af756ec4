"""History rows in words: for each model, what its timeline says of one version of a row."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, Protocol

from django.db import models

from inspections.enums import GradingStanding
from inspections.models import (
    CauseOfConcern,
    Force,
    FrameworkArea,
    FrameworkGrade,
    Grading,
    Inspection,
    Inspectorate,
    JointInspectorate,
    Milestone,
    OtherForce,
    Publication,
    ReplyDuty,
    ReportedCount,
)
from inspections.presenters.words import capitalised, count_words, grade_words
from jac_tracker.accounts.models import Post
from jac_tracker.dates import Precision, VagueDay, worded_day
from jac_tracker.history import Tracked

Row = Any
"""A history row: it has its model's own fields, foreign keys as numbers."""

_DAY_FIELDS = {"words", "earliest", "latest", "precision", "to_be_confirmed"}


class NameOf(Protocol):
    """What a row of a model was called, by its number; empty for none."""

    def __call__(self, model: type[Tracked], number: int | None) -> str: ...


Describer = Callable[[Row, NameOf], dict[str, str]]


def references(row: Row) -> Iterator[tuple[type[Tracked], int]]:
    """The rows that a version of a row points to."""
    for field in row.instance_type._meta.concrete_fields:
        number = getattr(row, field.attname)
        if field.is_relation and number is not None:
            yield field.related_model, number
    if getattr(row, "teller_area_id", None):
        yield FrameworkArea, row.teller_area_id


def by_field(row: Row, name_of: NameOf, *, leave_out: tuple[str, ...] = ()) -> dict[str, str]:
    """Every field that has a value, under its label; the five fields of a vague day as one."""
    words: dict[str, str] = {}
    for field in row.instance_type._meta.concrete_fields:
        if field.primary_key or field.name in leave_out or field.name in _DAY_FIELDS:
            continue
        words[capitalised(str(field.verbose_name))] = _words(row, field, name_of)
    if hasattr(row, "to_be_confirmed"):
        words["Date"] = _day(row).worded()
    return {label: value for label, value in words.items() if value}


def _words(row: Row, field: "models.Field[Any, Any]", name_of: NameOf) -> str:
    value = getattr(row, field.attname)
    if field.is_relation:
        return name_of(field.related_model, value)  # type: ignore[arg-type]
    match value:
        case None | "" | False:
            return ""
        case True:
            return "Yes"
        case date():
            return worded_day(value)
        case _:
            return str(dict(field.flatchoices).get(value, value))


def _day(row: Row) -> VagueDay:
    return VagueDay(row.earliest, row.latest, Precision(row.precision), row.words, row.to_be_confirmed)


def _inspection(row: Row, name_of: NameOf) -> dict[str, str]:
    return by_field(row, name_of)


def _other_force(row: Row, name_of: NameOf) -> str:
    force = name_of(Force, row.force_id)
    return f"{force} ({row.note})" if row.note else force


def _joint(row: Row, name_of: NameOf) -> str:
    return name_of(Inspectorate, row.inspectorate_id)


def _milestone(row: Row, name_of: NameOf) -> dict[str, str]:
    day = _day(row).worded()
    label = f"{row.get_kind_display()}, {row.get_standing_display().lower()}"
    return {label: f"{day} ({row.note})" if row.note else day}


def _publication(row: Row, name_of: NameOf) -> dict[str, str]:
    return by_field(row, name_of, leave_out=("inspection",))


def _grading(row: Row, name_of: NameOf) -> dict[str, str]:
    area = name_of(FrameworkArea, row.area_id)
    grade = name_of(FrameworkGrade, row.grade_id)
    words = {area: grade_words(row.standing, grade) if row.standing != GradingStanding.NOT_GRADED else "Not graded"}
    if row.narrative:
        words[f"{area}: summary"] = row.narrative
    if row.told_with_id is not None:
        words[f"{area}: summary"] = f"Shared with {name_of(FrameworkArea, row.teller_area_id)}"
    return words


def _cause(row: Row, name_of: NameOf) -> dict[str, str]:
    return by_field(row, name_of, leave_out=("publication",))


def _reply_duty(row: Row, name_of: NameOf) -> dict[str, str]:
    words = by_field(row, name_of, leave_out=("publication",))
    return {("Reply due" if label == "Date" else label): value for label, value in words.items()}


def _reported_count(row: Row, name_of: NameOf) -> dict[str, str]:
    words = [count_words(row)]
    if post := name_of(Post, row.allocated_to_id):
        words.append(f"allocated to {post}")
    if row.note:
        words.append(row.note)
    return {row.get_count_of_display(): "; ".join(words)}


DESCRIBERS: dict[type[Tracked], Describer] = {
    Inspection: _inspection,
    Milestone: _milestone,
    Publication: _publication,
    Grading: _grading,
    CauseOfConcern: _cause,
    ReplyDuty: _reply_duty,
    ReportedCount: _reported_count,
}

# Rows that are read as one list: its label, and one of them in words.
LISTS: dict[type[Tracked], tuple[str, Callable[[Row, NameOf], str]]] = {
    OtherForce: ("Other forces", _other_force),
    JointInspectorate: ("Other inspectorates", _joint),
}
