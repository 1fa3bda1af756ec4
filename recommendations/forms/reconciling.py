"""HMICFRS's list: its file, how it is read, and what is decided about a row."""

import hashlib
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from jac_tracker import forms
from jac_tracker.sheets import Sheet
from jac_tracker.sheets.reading import LARGEST
from recommendations.enums import HmicfrsStatus, ListAnswer, Pile
from recommendations.forms.acting import LONGEST_REASON
from recommendations.forms.intake import MOST_WORDS, ColumnsForm, SheetField, SheetForm
from recommendations.intake.comparing import Compared
from recommendations.intake.days import Evidence, Order, evidence_of
from recommendations.intake.judging import Unknown, shortened
from recommendations.intake.theirs import (
    THEIR_STATUSES,
    TheirField,
    TheirList,
    TheirPlan,
    days_to_settle,
    settled_theirs,
)


class ReconcileForm(forms.Form):
    """A list of HMICFRS's to bring in."""

    file = SheetField(
        label="HMICFRS's list",
        called="HMICFRS's list",
        help_text=f"Excel (.xlsx or .xls), OpenDocument (.ods) or CSV, at most {LARGEST // 1024**2} MB, without macros "
        "or a password",
    )
    source = forms.TextField(
        label="Where the list comes from",
        called="where the list comes from",
        max_length=120,
        help_text="For example: HMICFRS's monitoring portal. The next list of the same name starts with the columns "
        "and words that you settle for this one",
    )
    listed_on = forms.DateField(
        label="Day of the list",
        called="the day of the list",
        help_text="The day on which HMICFRS's list said this. It stands beside every status that the list gives no day",
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._today = today

    def clean_listed_on(self) -> date:
        return _not_to_come(self.cleaned_data["listed_on"], self._today)


def _not_to_come(day: date, today: date) -> date:
    if day > today:
        raise ValidationError("The day of the list cannot be in the future")
    return day


class TheirSheetForm(SheetForm):
    """Which sheet holds HMICFRS's list, where it begins, and of which day it is."""

    text_source = None  # type: ignore[assignment]
    kind = None  # type: ignore[assignment]
    opening_on = forms.DateField(label="Day of the list", called="the day of the list")

    def clean_opening_on(self) -> date:
        return _not_to_come(self.cleaned_data["opening_on"], self._today)


class TheirColumnsForm(ColumnsForm):
    """What each column of HMICFRS's list holds."""

    offered = TheirField
    left_out = "Not compared"

    def wanting(self) -> list[str]:
        return settled_theirs(self.columns)


class TheirWordsForm(forms.Form):
    """Which way the days of a column are read, and what each word for a status means that HMICFRS is not known by."""

    says_optional = False

    def __init__(self, *args: Any, sheet: Sheet, plan: TheirPlan, theirs: TheirList, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._words: dict[str, str] = {}
        self._days = [each for each, cells in days_to_settle(sheet, plan) if evidence_of(cells) is Evidence.EITHER]
        for each in self._days:
            order = plan.orders.get(each)
            field = forms.RadiosField(
                label=f"{each.value}: which way are its days written?",
                called=f"which way the days of the {each.named} are written",
                choices=[(way.name, way.value) for way in Order],
                initial=order.name if order else None,
            )
            self.add_field(f"order_{each.name}", field)
        for key, word in list(theirs.unknown.items())[:MOST_WORDS]:
            self._ask(key, word)

    def _ask(self, key: str, word: Unknown) -> None:
        name = f"status_{hashlib.sha256(key.encode()).hexdigest()[:12]}"
        self._words[name] = key
        rows = "1 row" if word.count == 1 else f"{word.count:,} rows"
        field = forms.ChoiceField(
            label=f"Status: “{shortened(word.words, 80)}”, in {rows}",
            called=f"what “{shortened(word.words, 40)}” means",
            required=False,
            choices=[(status.value, status.label) for status in THEIR_STATUSES],
            blank="Leave these rows out",
        )
        self.add_field(name, field)

    @property
    def orders(self) -> dict[TheirField, Order]:
        return {each: Order[self.cleaned_data[f"order_{each.name}"]] for each in self._days}

    @property
    def statuses(self) -> dict[str, str]:
        """`plain` word -> what it comes to."""
        pairs = [(key, self.cleaned_data.get(name)) for name, key in self._words.items()]
        return {key: value for key, value in pairs if value}


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
