"""What an item says: entering it, changing it, and its lettered parts."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict

from inspections.models import CauseOfConcern, Publication
from jac_tracker import forms
from jac_tracker.accounts.actor import Actor
from recommendations.actions import TEXT_FIELDS, PartAsRead
from recommendations.enums import Addressee, Kind, Marking, TextSource
from recommendations.forms.acting import ActForm, reason_field
from recommendations.forms.dates import DeadlineFields, deadline_of, initial_of
from recommendations.models import Part
from recommendations.rules.deadline import Deadline, read_deadline

LONGEST_TEXT = 20_000
SOURCES = {
    TextSource.REPORT.value: "Copied from the report, word for word",
    TextSource.SUMMARY.value: "In our own words; the paper says so",
    TextSource.NOT_ENTERED.value: "Leave the text empty for now",
}


class TextFields(forms.Form):
    """What a report asks for, and of whom."""

    kind = forms.RadiosField(label="Kind", called="the kind", choices=Kind.choices)
    number_in_report = forms.TextField(
        label="Number in the report", max_length=30, width=10, required=False, help_text="As printed"
    )
    title = forms.TextField(
        label="Title", called="a title", max_length=200, help_text="Our own short words for it, for lists and papers"
    )
    text = forms.LongTextField(label="Text", max_length=LONGEST_TEXT, rows=8, required=False)
    text_source = forms.RadiosField(
        label="Where the text comes from", called="where the text comes from", choices=TextSource.choices, hints=SOURCES
    )
    theme = forms.TextField(label="Theme", max_length=150, required=False)
    cause = forms.ModelChoiceField(
        label="Cause of concern", called="a cause of concern", blank="Of none", required=False
    )
    addressees = forms.CheckboxesField(
        label="Addressed to",
        called="whom it is addressed to",
        choices=Addressee.choices,
        required=False,
        help_text="Whom it names. Tick nothing where it names nobody: it then speaks to the force it is about",
    )

    def offer_causes(self, actor: Actor, publication: Publication) -> None:
        self.choose_from("cause", CauseOfConcern.objects.visible_to(actor).filter(publication=publication))

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        source, text = values.get("text_source"), values.get("text")
        if source == TextSource.NOT_ENTERED and text:
            self.add_error("text_source", "Say whether the text is the report's words or a summary")
        if source and source != TextSource.NOT_ENTERED and not text and "text" in values:
            self.add_error("text", "Enter the text, or say that it is not yet entered")
        return values


class EditTextForm(ActForm, TextFields):
    """What an item says, and why that changes."""

    edits = TEXT_FIELDS

    reason = reason_field(help_text="For example: the words of the report took the place of a summary")

    def prepare(self) -> None:
        self.initial["cause"] = self.item.cause_id
        self.offer_causes(self.actor, self.item.publication)

    def arguments(self) -> dict[str, Any]:
        values = super().arguments()
        return {
            "values": {name: values[name] for name in TEXT_FIELDS},
            "why": values["why"],
            "shown": values["shown"],
        }


READ, REGISTER, REGISTER_NEXT = "read", "register", "register_next"


class RegisterForm(TextFields, DeadlineFields):
    """A new item. Its deadline is read from the text when asked, and confirmed by the person who sends the form."""

    deadline_kind = forms.RadiosField(
        label="Kind of deadline",
        called="the kind of deadline, or read it from the text",
        choices=DeadlineFields.base_fields["deadline_kind"].choices,  # type: ignore[attr-defined]
    )
    confirmed = forms.CheckboxField(
        label="I have checked the deadline against the report",
        required=False,
        help_text="Until somebody has, the item says that its deadline is not confirmed",
    )
    marking = forms.RadiosField(
        label="Marking", called="the marking", choices=Marking.choices, initial=Marking.OFFICIAL
    )

    def __init__(self, data: QueryDict | None = None, *, publication: Publication, actor: Actor) -> None:
        self.publication = publication
        self.published_on: date | None = publication.earliest
        super().__init__(data)
        self.offer_causes(actor, publication)

    def read(self) -> Deadline | None:
        """The deadline that the text typed sets; the form then begins with it. None for a report without a day."""
        if self.published_on is None:
            return None
        text = str(self.fields["text"].to_python(self.data.get("text", ""))) if self.is_bound else ""
        read = read_deadline(text, published=self.published_on)
        data = self.data.copy()  # type: ignore[attr-defined]
        initial = initial_of(read)
        on = initial.pop("deadline_on")
        for name, value in initial.items():
            data[name] = value
        for box in ("day", "month", "year"):
            data[f"deadline_on_{box}"] = str(getattr(on, box)) if on else ""
        self.data = data
        return read

    def arguments(self) -> dict[str, Any]:
        values = dict(self.cleaned_data)
        deadline = deadline_of(values, self.published_on)
        for name in DeadlineFields.base_fields:
            del values[name]
        return values | {"deadline": deadline}


class PartForm(forms.EditForm, DeadlineFields):
    """One lettered part of an item."""

    letter = forms.TextField(label="Letter", called="its letter", max_length=5, width=3)
    text = forms.LongTextField(label="Text", max_length=LONGEST_TEXT, rows=5)
    addressees = forms.CheckboxesField(
        label="Addressed to", called="whom it is addressed to", choices=Addressee.choices, required=False
    )
    is_ours = forms.RadiosField(
        label="Is it ours?",
        called="whether it is ours",
        choices=[("", "As its addressees say"), ("yes", "Yes"), ("no", "No")],
        required=False,
        inline=True,
    )
    is_met = forms.RadiosField(
        label="Is its condition already met?",
        called="whether its condition is met",
        choices=[("", "It has none"), ("yes", "Yes"), ("no", "No")],
        required=False,
        inline=True,
        help_text="For a part that speaks to forces that have not yet done something",
    )
    reason = reason_field()

    field_order = ("letter", "text", "addressees", "is_ours", "is_met")

    def __init__(self, data: QueryDict | None = None, *, part: Part | None, taken: set[str], **options: Any) -> None:
        super().__init__(data, **options)
        self.part, self.taken = part, taken
        self.fields["deadline_kind"].required = False

    def clean_letter(self) -> str:
        letter = str(self.cleaned_data["letter"])
        if letter in self.taken:
            raise ValidationError("Another part has this letter. Enter one that is free")
        return letter

    def as_read(self, published_on: date | None) -> PartAsRead:
        """The part that the form describes."""
        values = dict(self.cleaned_data)
        values["deadline_kind"] = values["deadline_kind"] or "NONE"
        return PartAsRead(
            letter=values["letter"],
            text=values["text"],
            addressees=tuple(values["addressees"]),
            deadline=deadline_of(values, published_on),
            is_ours=_yes(values["is_ours"]),
            is_met=_yes(values["is_met"]),
        )


def _yes(value: str) -> bool | None:
    return None if value == "" else value == "yes"
