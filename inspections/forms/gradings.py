"""The form of a publication's gradings, laid out like the grid: an area to a row, a grade to a column."""

from collections.abc import Iterable
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from inspections.actions import AreaGrading
from inspections.enums import GradingStanding
from inspections.models import FrameworkArea, FrameworkGrade, Grading
from jac_tracker import forms
from jac_tracker.forms.rendering import BoundField

NOT_GRADED = "not graded"
_NO_ENTRY = ""


@dataclass(frozen=True)
class AreaFields:
    """One area's fields."""

    area: FrameworkArea
    grade: BoundField
    carried: BoundField
    narrative: BoundField
    told_with: BoundField


class GradingsForm(forms.EditForm):
    """For each area of the framework its grade or "not graded", whether that is carried over, and its summary."""

    says_optional = False

    def __init__(
        self,
        *args: Any,
        areas: Iterable[FrameworkArea],
        grades: Iterable[FrameworkGrade],
        gradings: Iterable[Grading] = (),
        **options: Any,
    ) -> None:
        self.areas = list(areas)
        self.grades = {str(grade.pk): grade for grade in grades}
        options["initial"] = {**_initial(gradings), **options.get("initial", {})}
        super().__init__(*args, **options)
        for area in self.areas:
            self._add_fields(area)

    def _add_fields(self, area: FrameworkArea) -> None:
        grades = [(key, grade.name) for key, grade in self.grades.items()]
        others = [(str(other.pk), other.short_label) for other in self.areas if other.pk != area.pk]
        fields: dict[str, Any] = {
            "grade": forms.RadiosField(
                label=area.short_label,
                choices=[*grades, (NOT_GRADED, "Not graded"), (_NO_ENTRY, "No entry")],
                required=False,
                called=f"a grade for {area.short_label}",
            ),
            "carried": forms.CheckboxField(label=f"{area.short_label}: carried over", required=False),
            "narrative": forms.LongTextField(label=f"Summary: {area.short_label}", rows=3, required=False),
            "told_with": forms.ChoiceField(
                label=f"Or {area.short_label.lower()} shares the summary of",
                choices=others,
                blank="No other area",
                required=False,
            ),
        }
        for name, field in fields.items():
            field.fill_messages(field.label)
            self.fields[f"{name}_{area.pk}"] = field

    def as_now(self, gradings: Iterable[Grading]) -> Any:
        """Gradings as the fields of this form, to be compared with what was typed."""
        nothing: dict[str, Any] = {name: False if name.startswith("carried") else "" for name in self.fields}
        return SimpleNamespace(**nothing | _initial(gradings))

    @property
    def columns(self) -> list[str]:
        """The headings over the choices of a grade."""
        return [grade.name for grade in self.grades.values()] + ["Not graded", "No entry"]

    @property
    def rows(self) -> list[AreaFields]:
        """The fields of each area, in the framework's order."""
        return [
            AreaFields(area, *(self[f"{name}_{area.pk}"] for name in ("grade", "carried", "narrative", "told_with")))
            for area in self.areas
        ]

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        entered = {str(area.pk) for area in self.areas if values.get(f"grade_{area.pk}")}
        for area in self.areas:
            self._check_area(area, values, entered)
        return values

    def _check_area(self, area: FrameworkArea, values: dict[str, Any], entered: set[str]) -> None:
        grade, carried = values.get(f"grade_{area.pk}"), values.get(f"carried_{area.pk}")
        narrative, told_with = values.get(f"narrative_{area.pk}"), values.get(f"told_with_{area.pk}")
        label = area.short_label
        if not grade and (carried or narrative or told_with) and f"grade_{area.pk}" not in self.errors:
            self.add_error(f"grade_{area.pk}", f"Select a grade for {label}, or not graded")
        if grade == NOT_GRADED and carried:
            self.add_error(f"carried_{area.pk}", f"{label} is not graded, so no grade is carried over")
        if told_with and narrative:
            self.add_error(f"narrative_{area.pk}", f"{label}: either write a summary or share another area's")
        elif told_with and (told_with not in entered or values.get(f"told_with_{told_with}")):
            self.add_error(f"told_with_{area.pk}", f"{label}: choose an area that is entered and has its own summary")

    def gradings(self) -> list[AreaGrading]:
        """What a valid form says, in the framework's order."""
        values, by_key = self.cleaned_data, {str(area.pk): area for area in self.areas}
        return [
            AreaGrading(
                area=area,
                standing=_standing(values[f"grade_{area.pk}"], values[f"carried_{area.pk}"]),
                grade=self.grades.get(values[f"grade_{area.pk}"]),
                narrative=values[f"narrative_{area.pk}"],
                told_with=by_key.get(values[f"told_with_{area.pk}"]),
            )
            for area in self.areas
            if values[f"grade_{area.pk}"]
        ]


def _standing(grade: str, carried: bool) -> GradingStanding:
    if grade == NOT_GRADED:
        return GradingStanding.NOT_GRADED
    return GradingStanding.CARRIED_OVER if carried else GradingStanding.GRADED


def _initial(gradings: Iterable[Grading]) -> dict[str, Any]:
    gradings = list(gradings)
    areas = {row.pk: row.area_id for row in gradings}
    initial: dict[str, Any] = {}
    for row in gradings:
        initial[f"grade_{row.area_id}"] = str(row.grade_id) if row.grade_id else NOT_GRADED
        initial[f"carried_{row.area_id}"] = row.standing == GradingStanding.CARRIED_OVER
        initial[f"narrative_{row.area_id}"] = row.narrative
        initial[f"told_with_{row.area_id}"] = str(areas.get(row.told_with_id, "")) if row.told_with_id else ""
    return initial
