"""HMICFRS's list: its file, how it is read, and what is decided about a row."""

from datetime import date
from typing import Any

from jac_tracker import forms
from recommendations.enums import HmicfrsStatus, ListAnswer, Pile
from recommendations.forms.acting import LONGEST_REASON
from recommendations.forms.lists import BringInForm, ColumnsForm, SheetField, WordsForm, not_to_come, source_field
from recommendations.intake.comparing import Compared
from recommendations.intake.theirs import THEIR_STATUSES, TheirField


class ReconcileForm(BringInForm):
    """A list of HMICFRS's to bring in."""

    source = source_field("HMICFRS's monitoring portal")

    file = SheetField(label="HMICFRS's list", called="HMICFRS's list")
    listed_on = forms.DateField(
        label="Day of the list",
        called="the day of the list",
        help_text="The day on which HMICFRS's list said this. It stands beside every status that the list gives no day",
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._today = today

    def clean_listed_on(self) -> date:
        return not_to_come(self.cleaned_data["listed_on"], self._today, "the day of the list")


class TheirColumnsForm(ColumnsForm):
    """What each column of HMICFRS's list holds."""

    left_out = "Not compared"


class TheirWordsForm(WordsForm[TheirField]):
    """Which way its days are read, and what each word for a status means that HMICFRS is not known by."""

    def choices_for(self, each: TheirField) -> list[tuple[str, str]]:
        return [(status.value, status.label) for status in THEIR_STATUSES]


_FIT: dict[Pile, tuple[ListAnswer, ...]] = {
    Pile.THEIRS_ONLY: (ListAnswer.OURS, ListAnswer.RAISE, ListAnswer.ACCEPT),
    Pile.OURS_ONLY: (ListAnswer.RAISE, ListAnswer.OURS, ListAnswer.ACCEPT),
    Pile.DUPLICATE: (ListAnswer.RAISE, ListAnswer.OURS, ListAnswer.ACCEPT),
}
_HINTS: dict[str, str] = {
    ListAnswer.RAISE: "It goes into the schedule of disagreements, with your note",
    ListAnswer.OURS: "Change it on its own page: nothing in the register changes by this",
    ListAnswer.APART: "Each is then compared with others, or stands alone",
}


class DecideForm(forms.EditForm):
    """What is decided about a pair or a lone row."""

    says_optional = False

    answer = forms.RadiosField(label="Your decision", called="what you decide", choices=[], hints=_HINTS)
    note = forms.LongTextField(
        label="Note",
        called="a note",
        help_text="Needed unless all is as it should be. What you say here goes into the schedule where HMICFRS is to "
        "change its list",
        max_length=LONGEST_REASON,
        rows=3,
        required=False,
    )

    def __init__(self, *args: Any, compared: Compared, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        answers = _FIT.get(compared.pile, tuple(ListAnswer))
        self.choose_from("answer", [(each.value, each.label) for each in answers])
        if label := _status_label(compared):
            self.add_field("records_status", forms.CheckboxField(label=label, required=False))

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        answer = values.get("answer")
        if answer and answer != ListAnswer.ACCEPT and not values.get("note"):
            self.add_error("note", "Enter a note that says why")
        # Of another recommendation, what HMICFRS says is not this one's.
        values["records_status"] = bool(values.get("records_status")) and answer != ListAnswer.APART
        return values


def _status_label(compared: Compared) -> str:
    """What would be recorded on HMICFRS's track of the item; "" for nothing."""
    if compared.item is None:
        return ""
    if compared.row is None:
        return "Record that it is not on HMICFRS’s list" if compared.pile == Pile.OURS_ONLY else ""
    if not compared.row.entry.status:
        return ""
    return f"Record HMICFRS’s status, “{HmicfrsStatus(compared.row.entry.status).label}”, on its own track"
