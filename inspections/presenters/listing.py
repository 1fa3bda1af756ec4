"""The list of inspections: rows, and counts that agree with the filter."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, DateField, Min, QuerySet, Subquery, Value, When
from django.db.models.expressions import OuterRef
from django.db.models.functions import Coalesce, ExtractYear
from django.http import QueryDict

from inspections.enums import InspectionKind, MilestoneKind, OurPart, Stage, Standing
from inspections.filters import InspectionFilter
from inspections.models import Inspection, Milestone, Publication
from inspections.presenters.words import STAGE_COLOURS, milestone_words, published_words
from inspections.rules import stage
from jac_tracker.addresses import query_with, query_without

# Key of a column in the address -> the order it stands for.
COLUMNS = {
    "title": ("short_title",),
    "kind": ("kind", "short_title"),
    "part": ("our_part", "short_title"),
    "date": ("key_day", "short_title"),
}
DEFAULT_ORDER = "-date"


@dataclass(frozen=True)
class InspectionRow:
    """An inspection in the list."""

    inspection: Inspection
    stage: Stage
    colour: str
    when: str


@dataclass(frozen=True)
class Counted:
    """A number that is a link to its rows."""

    number: int
    label: str
    href: str
    is_chosen: bool


def sorted_rows(rows: QuerySet[Inspection], order: str) -> QuerySet[Inspection]:
    """The rows in the order the address asks for; in the default one where it asks for none that there is.

    The date of an inspection is that of its first publication, else of its fieldwork, else of any other step. What is
    coming on a day not yet known is newer than anything dated; what is past, nobody knows when, is older.
    """
    key = order.removeprefix("-")
    if key not in COLUMNS:
        order, key = DEFAULT_ORDER, DEFAULT_ORDER.removeprefix("-")
    if key == "date":
        undated = Case(When(stage_now=Stage.COMING, then=Value(date.max)), default=Value(date.min))
        steps = Milestone.objects.exclude(kind=MilestoneKind.NOTIFIED)
        fieldwork = steps.filter(kind=MilestoneKind.FIELDWORK)
        days = [_first(rows) for rows in (Publication._default_manager.all(), fieldwork, steps)]
        rows = rows.annotate(key_day=Coalesce(*days, undated, output_field=DateField()))
    down = order.startswith("-")
    first, *rest = COLUMNS[key]
    return rows.order_by(f"-{first}" if down else first, *rest, "pk")


def _first(rows: QuerySet[Any]) -> Subquery:
    """The first day that any of the rows of an inspection can have."""
    ours = rows.filter(inspection=OuterRef("pk")).order_by()
    return Subquery(ours.values("inspection").annotate(first=Min("earliest")).values("first"))


def inspection_rows(inspections: Iterable[Inspection], on: date) -> list[InspectionRow]:
    """Each inspection with its stage and the date that matters; needs milestones and publications fetched."""
    return [_row(inspection, on) for inspection in inspections]


def _row(inspection: Inspection, on: date) -> InspectionRow:
    milestones, publications = list(inspection.milestones.all()), list(inspection.publications.all())
    now = stage(milestones, publications, on, kind=inspection.kind)
    return InspectionRow(inspection, now, STAGE_COLOURS[now], _when(milestones, publications, on))


def _when(milestones: list[Milestone], publications: list[Publication], on: date) -> str:
    """The date that matters: of the first publication, else of the fieldwork as it was, else as expected."""
    if publications:
        return published_words(min(publications, key=lambda it: it.day.sort_key), on)
    steps = [step for step in milestones if step.kind != MilestoneKind.NOTIFIED]
    fieldwork = [step for step in steps if step.kind == MilestoneKind.FIELDWORK] or steps
    actual = [step for step in fieldwork if step.standing == Standing.ACTUAL] or fieldwork
    return milestone_words(min(actual, key=lambda it: it.day.sort_key)) if actual else ""


def years(actor_rows: QuerySet[Inspection]) -> list[int]:
    """The years in which something of these inspections lies, newest first."""
    ids = actor_rows.order_by().values("pk")
    found = [
        model._default_manager.filter(inspection__in=ids, earliest__isnull=False)
        .order_by()
        .values_list(ExtractYear(field))
        for model in (Publication, Milestone)
        for field in ("earliest", "latest")
    ]
    return sorted((year for (year,) in found[0].union(*found[1:])), reverse=True)


# Counts and chosen filters


def counts(chosen: InspectionFilter, query: QueryDict) -> dict[str, list[Counted]]:
    """Rows by stage and by kind: each number is what its link shows, the other filters as they are."""
    rows: QuerySet[Any] = chosen.without("stage", "kind")
    pairs = list(rows.order_by().values_list("stage_now", "kind"))
    stages, kinds = chosen.form.cleaned_data["stage"], chosen.form.cleaned_data["kind"]
    by_stage = Counter(now for now, kind in pairs if not kinds or kind in kinds)
    by_kind = Counter(kind for now, kind in pairs if not stages or now in stages)
    return {
        "by_stage": [_counted(query, "stage", it.value, it.label, by_stage[it.value], stages) for it in Stage],
        "by_kind": [
            _counted(query, "kind", it.value, it.label, by_kind[it.value], kinds)
            for it in InspectionKind
            if by_kind[it.value] or it.value in kinds
        ],
    }


def _counted(query: QueryDict, name: str, value: str, label: str, number: int, chosen: list[str]) -> Counted:
    return Counted(number, label, query_with(query, **{name: value}), value in chosen)


def chosen_filters(chosen: InspectionFilter, query: QueryDict) -> list[tuple[str, str]]:
    """Each filter in use in words, with the address that takes it away."""
    labels = {"stage": dict(Stage.choices), "kind": dict(InspectionKind.choices), "our_part": dict(OurPart.choices)}
    found = []
    for name, value in chosen.form.cleaned_data.items():
        for one in value if isinstance(value, list) else [value]:
            if one:
                words = labels.get(name, {}).get(one, one)
                found.append((f"{chosen.form.fields[name].label}: {words}", query_without(query, name, one)))
    return found
