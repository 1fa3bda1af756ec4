"""Notes for the next holder of a post, one box for each item."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from jac_tracker import forms
from jac_tracker.forms.words import DigestField
from recommendations.actions import NoteTyped, note_digest
from recommendations.models import HandOverNote, Recommendation

LONGEST_NOTE = 2000
_NOTE, _SHOWN = "note_", "shown_"


class NotesForm(forms.EditForm):
    """A note for each item of a page: with the digest of each as it was shown, and one of which items there were."""

    says_optional = False

    def __init__(
        self, *args: Any, items: Iterable[Recommendation], notes: Mapping[int, HandOverNote], **options: Any
    ) -> None:
        self.items = list(items)
        self.of_page = items_digest(self.items)
        initial = {"as_shown": self.of_page}
        for item in self.items:
            note = notes.get(item.pk)
            initial |= {f"{_NOTE}{item.pk}": note.text if note else "", f"{_SHOWN}{item.pk}": note_digest(note)}
        super().__init__(*args, initial=initial, **options)
        for item in self.items:
            box = forms.LongTextField(
                label=f"Note on {item.reference}",
                called=f"the note on {item.reference}",
                max_length=LONGEST_NOTE,
                rows=3,
                required=False,
            )
            box.fill_messages(str(box.label))
            self.fields[f"{_NOTE}{item.pk}"] = box
            self.fields[f"{_SHOWN}{item.pk}"] = DigestField()

    def box_of(self, number: int) -> Any:
        """The box of the item of that number."""
        return self[f"{_NOTE}{number}"]

    def notes(self) -> list[NoteTyped]:
        """What a valid form says."""
        values = self.cleaned_data
        return [NoteTyped(item, values[f"{_NOTE}{item.pk}"], values[f"{_SHOWN}{item.pk}"]) for item in self.items]

    @property
    def shows_other_items(self) -> bool:
        """Whether the page the form was drawn with held other items than it would now."""
        return bool(self.cleaned_data["as_shown"] != self.of_page)

    def overtaken(self, notes: Mapping[int, HandOverNote]) -> Iterator[tuple[str, str, str]]:
        """Take the `notes` as they are now for shown; label, the note now and the typed one, where these differ.

        What was typed about an item that is gone is told too: there is no box for it any more.
        """
        self.show_as_now(self.of_page)
        for item in self.items:
            note = notes.get(item.pk)
            typed, shown = self.cleaned_data[f"{_NOTE}{item.pk}"], self.cleaned_data[f"{_SHOWN}{item.pk}"]
            now = note.text if note else ""
            if shown != note_digest(note) and typed != now:
                yield f"Note on {item.reference}", now, typed
            self.data[f"{_SHOWN}{item.pk}"] = note_digest(note)  # type: ignore[index]
        for name, value in self.data.items():
            if name.startswith(_NOTE) and name not in self.fields and str(value).strip():
                yield "Note on an item that is not on this page any more", "", str(value)[:LONGEST_NOTE]


def items_digest(items: Iterable[Recommendation]) -> str:
    """The digest of which items a page holds."""
    return hashlib.sha256(" ".join(item.reference for item in items).encode()).hexdigest()[:32]
