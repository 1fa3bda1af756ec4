"""Evidence: a file or a reference, and what it proves."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError

from jac_tracker import forms
from jac_tracker.files import Looked, kinds_in_words
from recommendations.enums import EvidenceKind, Marking
from recommendations.forms.acting import ActForm, reason_field
from recommendations.forms.progress import is_the_owner
from recommendations.models import Evidence, StoredFile
from recommendations.permissions import acts_on

FILE, REFERENCE, SAME = "file", "reference", "same"
CHOOSE_AGAIN = "Choose the file again: it was not kept, because something else has to be put right first"
_MARKING_HINTS = {
    Marking.OFFICIAL_SENSITIVE.value: "Only liaison, the Deputy Chief Constable, auditors, the item's owner and its "
    "portfolio lead will see it"
}


class EvidenceForm(ActForm):
    """A piece of evidence to add."""

    title = forms.TextField(
        label="Title", max_length=200, help_text="What it is, for example minutes of the crime board"
    )
    kind = forms.ChoiceField(
        label="Kind", called="what sort of thing it is", choices=EvidenceKind.choices, blank="Select one"
    )
    held_as = forms.RadiosField(
        label="How is it held?",
        called="how it is held",
        choices=[(FILE, "A file to add here"), (REFERENCE, "A link or a document number")],
        reveals={FILE: "file", REFERENCE: "reference"},
    )
    file = forms.FileField(label="File", called="a file")
    reference = forms.TextField(label="Link or document number", called="a link or a document number", max_length=500)
    part_letter = forms.ChoiceField(label="What it proves", called="what it proves", required=False)
    dated_on = forms.DateField(
        label="Date of the document", required=False, help_text="The date it carries, for example 31 3 2022"
    )
    marking = forms.RadiosField(
        label="Marking", called="the marking", choices=Marking.choices, hints=_MARKING_HINTS, initial=Marking.OFFICIAL
    )
    cites = forms.TextField(
        label="Owner's message",
        called="which message of the owner's this comes from",
        max_length=300,
        help_text="You add this for the owner: say which message it comes from, for example an e-mail of 3 March",
    )

    def prepare(self) -> None:
        largest = settings.LARGEST_FILE // 1024**2
        self["file"].help_text = f"{kinds_in_words()}, at most {largest} MB, without macros or a password"
        letters = [part.letter for part in self.item.parts.all()]
        if letters:
            parts = [(letter, f"Part ({letter})") for letter in letters]
            self.choose_from("part_letter", [("", "All of the item"), *parts])
        else:
            del self.fields["part_letter"]
        if is_the_owner(self.actor, self.item) or acts_on(self.actor, self.item):
            self.fields.pop("cites", None)
        for name in {FILE, REFERENCE} - {self._held_as()} if self.is_bound else ():
            self.fields[name].required = False

    def _held_as(self) -> str:
        return str(self.data.get(self.add_prefix("held_as"), ""))

    def clean_dated_on(self) -> Any:
        day = self.cleaned_data["dated_on"]
        if day is not None and day > self.today:
            raise ValidationError("Date of the document must be today or in the past")
        return day

    def clean(self) -> dict[str, Any]:
        """What belongs to the way that was not chosen is as good as not sent."""
        values: dict[str, Any] = super().clean() or {}
        for name in {FILE, REFERENCE} - {self._held_as()}:
            self.errors.pop(name, None)
            values.pop(name, None)
            self.fields[name].required = True
        if self.errors and values.get("file"):
            self.add_error("file", CHOOSE_AGAIN)
        return values

    @property
    def looked(self) -> Looked | None:
        """The file to keep, from a form that is valid; None where another way of holding it was chosen."""
        looked: Looked | None = self.cleaned_data.get("file")
        return looked

    @property
    def kept(self) -> StoredFile | None:
        """The file that is kept already and stays; there is none for evidence that is new."""
        return None

    def arguments(self) -> dict[str, Any]:
        """All but the file, which is for the view to keep first."""
        values = super().arguments()
        values.pop("file", None)
        values.pop("held_as")
        return values


class ReplaceEvidenceForm(EvidenceForm):
    """What takes the place of a piece of evidence."""

    cites = None  # type: ignore[assignment]
    reason = reason_field()

    def __init__(self, *args: Any, replaced: Evidence, **options: Any) -> None:
        self.replaced = replaced
        shown = {name: getattr(replaced, name) for name in ("title", "kind", "marking", "part_letter", "dated_on")}
        held_as = {"held_as": REFERENCE, "reference": replaced.reference} if replaced.reference else {"held_as": FILE}
        super().__init__(*args, initial={**shown, **held_as}, **options)

    def prepare(self) -> None:
        super().prepare()
        if self.replaced.file_id is not None:
            same = (SAME, "The same file, with something else here put right")
            self.choose_from("held_as", [*self.fields["held_as"].choices, same])  # type: ignore[attr-defined]

    @property
    def kept(self) -> StoredFile | None:
        return self.replaced.file if self._held_as() == SAME else None
