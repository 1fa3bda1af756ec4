"""The deadline as HMICFRS gives it, and our own target."""

from datetime import date
from typing import Any

from jac_tracker import forms
from jac_tracker.dates import Precision
from recommendations.actions import DEADLINE_FIELDS, TARGET_FIELDS, DeadlineAsRead
from recommendations.enums import DeadlineKind
from recommendations.forms.acting import ActForm, reason_field
from recommendations.rules.deadline import Deadline, read_deadline

# How closely the words of a report may name a day.
PRECISIONS = [
    (precision.value, precision.label)
    for precision in (Precision.DAY, Precision.MONTH, Precision.SEASON, Precision.QUARTER, Precision.YEAR)
]


class SetTargetForm(ActForm):
    """The day by which we mean to be done."""

    edits = TARGET_FIELDS

    internal_target_on = forms.DateField(
        label="Internal target", called="a target date", help_text="For example, 31 3 2027"
    )

    def arguments(self) -> dict[str, Any]:
        values = super().arguments()
        values["target_on"] = values.pop("internal_target_on")
        return values


class ExtendTargetForm(SetTargetForm):
    """A later day, and why."""

    internal_target_on = forms.DateField(
        label="New target", called="a target date", help_text="Later than the present one, for example 31 3 2027"
    )
    reason = reason_field(help_text="Why more time is needed")

    def prepare(self) -> None:
        self.initial["internal_target_on"] = None


class DeadlineFields(forms.Form):
    """A deadline as a person reads it in the report."""

    deadline_words = forms.TextField(
        label="Deadline as worded",
        max_length=300,
        required=False,
        help_text="In the report's own words, for example “By September 2018”. Leave empty where it gives none",
    )
    deadline_kind = forms.RadiosField(
        label="Kind of deadline", called="the kind of deadline", choices=DeadlineKind.choices
    )
    deadline_on = forms.DateField(
        label="Deadline",
        called="the deadline",
        required=False,
        help_text="The last day on which it is met. “Immediately” is the day of publication: leave it empty",
    )
    deadline_precision = forms.ChoiceField(
        label="How closely the words name it",
        called="how closely the words name it",
        choices=PRECISIONS,
        required=False,
    )


def deadline_of(values: dict[str, Any], published_on: date | None) -> DeadlineAsRead:
    """The deadline that the fields describe, for a report of that day."""
    kind = DeadlineKind(values["deadline_kind"])
    is_reckoned = kind in (DeadlineKind.IMMEDIATE, DeadlineKind.RELATIVE)
    on = published_on if kind == DeadlineKind.IMMEDIATE else values["deadline_on"]
    return DeadlineAsRead(
        words=values["deadline_words"],
        kind=kind,
        on=on,
        precision=Precision(values["deadline_precision"] or Precision.DAY) if on else None,
        basis_on=published_on if is_reckoned else None,
    )


def initial_of(read: Deadline) -> dict[str, Any]:
    """A deadline as read from the text, as the fields begin with it."""
    return {
        "deadline_words": read.phrase,
        "deadline_kind": read.kind.value,
        "deadline_on": read.date,
        "deadline_precision": read.precision.value if read.precision else "",
    }


class ConfirmDeadlineForm(ActForm, DeadlineFields):
    """The deadline, checked against the report by the person who sends it."""

    edits = DEADLINE_FIELDS

    reason = reason_field(required=False, help_text="Needed where the date was confirmed before and changes")

    def prepare(self) -> None:
        published_on = self.item.publication.earliest
        self.read = read_deadline(self.item.text, published=published_on) if published_on and self.item.text else None
        if not self.item.deadline_words and self.item.deadline_confirmed_at is None and self.read is not None:
            self.initial.update(initial_of(self.read))

    def arguments(self) -> dict[str, Any]:
        values = super().arguments()
        deadline = deadline_of(values, self.item.publication.earliest)
        return {"deadline": deadline, "why": values["why"], "shown": values["shown"]}
