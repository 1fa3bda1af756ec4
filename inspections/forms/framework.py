"""Forms for the administrator: frameworks with their grades and areas, and the register's settings."""

from typing import Any

from django import forms as django_forms
from django.core.exceptions import ValidationError

from inspections.actions import AreaRow, GradeRow
from inspections.models import Framework
from jac_tracker import forms

MOST_ROWS = 60
EMPTY_ROWS = 3


class FrameworkForm(forms.EditForm):
    """What a framework is called and with which others it can be compared."""

    name = forms.TextField(max_length=120, help_text="For example, PEEL 2023-25")
    cycle = forms.TextField(max_length=40, width=20, help_text="For example, 2023-25")
    comparable_with = forms.TextField(
        label="Comparability group",
        max_length=40,
        width=20,
        required=False,
        help_text="Grades may be set side by side only between frameworks that have the same words here",
    )
    note = forms.LongTextField(
        label="Note on comparing", called="a note on comparing", rows=2, max_length=2000, required=False
    )


class RowForm(forms.Form):
    """One row of a list that is kept in order: its place, and whether it is to go.

    A kind of row names the field it is known by in `named_by`, and says in `wanted` what a valid one holds.
    """

    says_optional = False

    row = django_forms.CharField(widget=django_forms.HiddenInput, required=False, max_length=20)
    order = forms.IntegerField(min_value=1, max_value=99, required=False, width=2)
    remove = forms.CheckboxField(required=False)

    named_by = ""

    def __init__(self, *args: Any, rows: dict[str, Any], **options: Any) -> None:
        super().__init__(*args, **options)
        self.rows = rows
        self.kept = rows.get(str(self["row"].value() or ""))

    @property
    def is_wanted(self) -> bool:
        """Whether a valid row says something, and is not to go."""
        return bool(self.cleaned_data.get(self.named_by)) and not self.cleaned_data.get("remove")

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        says = any(values.get(name) for name in values if name not in {"row", "order", "remove", self.named_by})
        left_out = not values.get(self.named_by) and self.named_by not in self.errors
        if left_out and (self.kept or says) and not values.get("remove"):
            called = self.fields[self.named_by].called  # type: ignore[attr-defined]
            self.add_error(self.named_by, f"Enter {called}, or tick remove")
        return values


class GradeRowForm(RowForm):
    """One grade of the scale."""

    name = forms.TextField(label="Grade", called="the grade", max_length=40, required=False)
    meaning = forms.LongTextField(rows=2, max_length=1000, required=False)
    named_by = "name"
    field_order = ("row", "order", "name", "meaning", "remove")

    def wanted(self) -> GradeRow:
        """What a valid row says."""
        return GradeRow(self.cleaned_data["name"], self.cleaned_data["meaning"], self.kept)


class AreaRowForm(RowForm):
    """One area."""

    short_label = forms.TextField(called="the short label", max_length=100, required=False)
    full_question = forms.TextField(label="Full heading", called="the full heading", max_length=250, required=False)
    is_not_graded = forms.CheckboxField(label="Not graded", required=False)
    is_overall = forms.CheckboxField(label="Overall judgment", required=False)
    named_by = "short_label"
    field_order = ("row", "order", "short_label", "full_question", "is_not_graded", "is_overall", "remove")

    def wanted(self) -> AreaRow:
        """What a valid row says; a full heading left empty is the short label again."""
        values = self.cleaned_data
        heading = values["full_question"] or values["short_label"]
        return AreaRow(values["short_label"], heading, not values["is_not_graded"], values["is_overall"], self.kept)


class BaseRows(django_forms.BaseFormSet):
    """Rows in order, of which at least one must be left."""

    what = "row"

    def clean(self) -> None:
        if any(self.errors):
            return
        kept = [form.kept.pk for form in self.forms if form.kept]
        if len(set(kept)) < len(kept):
            raise ValidationError("The same row was sent twice. Open the page again.")
        if not any(form.is_wanted for form in self.forms if form.cleaned_data):
            raise ValidationError(f"Enter at least one {self.what}.")

    def wanted(self) -> list[Any]:
        """What the rows say, by the order typed; rows without one come last, as they stand on the page."""
        rows = [form for form in self.forms if form.cleaned_data and form.is_wanted]
        return [form.wanted() for form in sorted(rows, key=lambda form: form.cleaned_data.get("order") or 99)]


class GradeRows(BaseRows):
    what = "grade"


class AreaRows(BaseRows):
    what = "area"


def grade_rows(framework: Framework | None, data: Any = None) -> GradeRows:
    """The grades of a framework, or of a new one, as a formset."""
    grades = list(framework.grades.all()) if framework else []
    initial = [
        {"row": row.pk, "order": number, "name": row.name, "meaning": row.meaning}
        for number, row in enumerate(grades, start=1)
    ]
    return _rows(GradeRowForm, GradeRows, "grades", grades, initial, data)  # type: ignore[return-value]


def area_rows(framework: Framework | None, data: Any = None) -> AreaRows:
    """The areas of a framework, or of a new one, as a formset."""
    areas = list(framework.areas.all()) if framework else []
    initial = [
        {
            "row": row.pk,
            "order": number,
            "short_label": row.short_label,
            "full_question": row.full_question,
            "is_not_graded": not row.is_graded,
            "is_overall": row.is_overall,
        }
        for number, row in enumerate(areas, start=1)
    ]
    return _rows(AreaRowForm, AreaRows, "areas", areas, initial, data)  # type: ignore[return-value]


def _rows(
    form: type[RowForm], formset: type[BaseRows], prefix: str, rows: list[Any], initial: list[dict[str, Any]], data: Any
) -> BaseRows:
    extra = EMPTY_ROWS if rows else 6
    made: Any = django_forms.formset_factory(
        form, formset=formset, extra=extra, max_num=MOST_ROWS, absolute_max=MOST_ROWS
    )
    formset_made: BaseRows = made(
        data, prefix=prefix, initial=initial, form_kwargs={"rows": {str(row.pk): row for row in rows}}
    )
    return formset_made


class SettingsForm(forms.EditForm):
    """Names of the register, as its paper prints them."""

    our_short_name = forms.TextField(label="How the paper calls the force", max_length=60, width=20)
    policing_body = forms.TextField(label="Local policing body", max_length=120)
    committee = forms.TextField(max_length=120)
    committee_short_name = forms.TextField(label="Committee's short name", max_length=40, width=20)
    reference_prefix = forms.TextField(
        label="Prefix of our references",
        max_length=10,
        width=10,
        help_text="Of references given from now on: those already given stay as they are",
    )
    contact_email = forms.EmailField(
        label="Contact email address",
        called="an email address",
        required=False,
        help_text="Printed in the accessibility statement, which anybody can read: best that of an office",
    )
    contact_address = forms.TextField(label="Contact postal address", max_length=300, required=False)

    def clean_reference_prefix(self) -> str:
        prefix = str(self.cleaned_data["reference_prefix"]).upper()
        if not (prefix.isascii() and prefix.isalnum()):
            raise ValidationError("The prefix must be letters and figures, like KP")
        return prefix
