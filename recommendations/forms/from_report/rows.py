"""The fields of a cause of concern, an item and a part that were read out of a report."""

from datetime import date
from typing import Any

from django import forms as django_forms

from inspections.enums import CauseScope
from inspections.models import CauseOfConcern
from jac_tracker import forms
from jac_tracker.text import lower_first
from recommendations.actions import NewCause, NewItem, PartAsRead
from recommendations.enums import Addressee, DeadlineKind, Kind
from recommendations.forms.dates import PRECISIONS, DeadlineFields, deadline_of
from recommendations.forms.text import LONGEST_TEXT

REGISTER, NOT_OURS, LEAVE = "register", "not ours", "leave"
NEW, HELD = "new", "held"  # causes of concern


class _Deadlined(DeadlineFields):
    """A deadline in as little room as it takes."""

    says_optional = False

    deadline_words = forms.TextField(label="Deadline as worded", max_length=300, required=False)
    deadline_kind = forms.ChoiceField(  # type: ignore[assignment]
        label="Kind of deadline", choices=DeadlineKind.choices
    )
    deadline_on = forms.DateField(label="Deadline", called="the deadline", required=False)
    deadline_precision = forms.ChoiceField(
        label="How closely the words name it", choices=PRECISIONS, blank="To the day", required=False
    )
    published_on: date | None = None

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if not self.errors:
            for fault in deadline_of(values, self.published_on).faults(self.published_on):
                self.add_error("deadline_words" if fault.startswith("Enter") else "deadline_on", fault.rstrip("."))
        return values


class CauseRow(forms.Form):
    """A cause of concern."""

    says_optional = False

    becomes = forms.ChoiceField(
        label="What to do with it", choices=[(REGISTER, "Add it"), (LEAVE, "Leave it out")], called="what to do with it"
    )
    scope = forms.ChoiceField(label="Whom it is about", choices=CauseScope.choices)
    title = forms.TextField(label="Title", called="a title", max_length=200)
    text = forms.LongTextField(label="Text", max_length=LONGEST_TEXT, rows=6, required=False)
    first = forms.IntegerField(
        label="First line", min_value=0, max_value=999_999, required=False, widget=django_forms.HiddenInput
    )
    last = forms.IntegerField(
        label="Last line", min_value=0, max_value=999_999, required=False, widget=django_forms.HiddenInput
    )

    @property
    def is_left_out(self) -> bool:
        return str(self.data.get(self.add_prefix("becomes"), "")) == LEAVE

    def as_new(self) -> NewCause:
        values = self.cleaned_data
        return NewCause(values["title"], values["text"], CauseScope(values["scope"]))


class PartRow(_Deadlined):
    """A part. One without a letter and a text is none."""

    letter = forms.TextField(label="Letter", called="its letter", max_length=5, width=3)
    text = forms.LongTextField(label="Text", max_length=LONGEST_TEXT, rows=3)
    is_ours = forms.ChoiceField(
        label="Is it ours?", called="whether it is ours", choices=[("yes", "Yes"), ("no", "No")]
    )
    addressees = forms.CheckboxesField(
        label="Addressed to", called="whom it is addressed to", choices=Addressee.choices, required=False
    )

    field_order = ("letter", "text", "is_ours")

    @property
    def is_none(self) -> bool:
        return not any(str(self.data.get(self.add_prefix(name), "")).strip() for name in ("letter", "text"))

    def as_read(self) -> PartAsRead:
        values = self.cleaned_data
        return PartAsRead(
            values["letter"],
            values["text"],
            tuple(values["addressees"]),
            deadline_of(values, self.published_on),
            is_ours=values["is_ours"] == "yes",
        )


class ItemRow(_Deadlined):
    """An item."""

    becomes = forms.ChoiceField(
        label="What to do with it",
        called="what to do with it",
        choices=[
            (REGISTER, "Register it, to be allocated"),
            (NOT_OURS, "Register it for information: it is not ours"),
            (LEAVE, "Leave it out"),
        ],
    )
    kind = forms.ChoiceField(label="Kind", called="the kind", choices=Kind.choices)
    number_in_report = forms.TextField(label="Number in the report", max_length=30, width=10, required=False)
    title = forms.TextField(label="Title, in our own short words", called="a title", max_length=200)
    text = forms.LongTextField(label="Text", called="the text", max_length=LONGEST_TEXT, rows=7)
    theme = forms.TextField(label="Theme", max_length=150, required=False)
    cause = forms.ChoiceField(label="Cause of concern", called="a cause of concern", required=False)
    addressees = forms.CheckboxesField(
        label="Addressed to", called="whom it is addressed to", choices=Addressee.choices, required=False
    )
    first = forms.IntegerField(
        label="First line", min_value=0, max_value=999_999, required=False, widget=django_forms.HiddenInput
    )
    last = forms.IntegerField(
        label="Last line", min_value=0, max_value=999_999, required=False, widget=django_forms.HiddenInput
    )

    field_order = ("becomes", "kind", "number_in_report", "title", "text", "theme", "cause", "addressees")

    @property
    def is_left_out(self) -> bool:
        return str(self.data.get(self.add_prefix("becomes"), "")) == LEAVE

    def cause_of(self, places: dict[str, int], held: dict[str, CauseOfConcern]) -> CauseOfConcern | int | None:
        """The cause of concern chosen: the place of a new one, or one that is there."""
        chosen = self.cleaned_data["cause"]
        return places[chosen] if chosen in places else held.get(chosen)

    def as_new(self, cause: CauseOfConcern | int | None, parts: tuple[PartAsRead, ...]) -> NewItem:
        values = self.cleaned_data
        named = [lower_first(Addressee(name).label) for name in values["addressees"]]
        others = f"The report asks others alone: {', '.join(named)}." if named else "The report asks others alone."
        return NewItem(
            kind=Kind(values["kind"]),
            title=values["title"],
            text=values["text"],
            number_in_report=values["number_in_report"],
            theme=values["theme"],
            cause=cause,
            addressees=tuple(values["addressees"]),
            deadline=deadline_of(values, self.published_on),
            parts=parts,
            not_ours=others if values["becomes"] == NOT_OURS else "",
        )
