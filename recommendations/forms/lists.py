"""A list that comes in, to be taken over or HMICFRS's: its file, its sheet, its columns, its days and words."""

import hashlib
import io
from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any, ClassVar, Generic

from django.conf import settings
from django.core.exceptions import ValidationError
from rapidfuzz import fuzz, process

from jac_tracker import forms
from jac_tracker.dates import worded_day
from jac_tracker.files import Looked, clean_name
from jac_tracker.files.kinds import ODS, TEXT, XLSX, FileKind
from jac_tracker.sheets import NotASheet, Sheet, Workbook, column_name, read_workbook
from jac_tracker.sheets.reading import LARGEST
from recommendations.intake.columns import CELLS_LOOKED_AT, headings, text_of, the
from recommendations.intake.days import Evidence, Order, evidence_of, read_both_ways
from recommendations.intake.plan import NEW, F, ListPlan
from recommendations.intake.words import Unknown, plain, shortened
from recommendations.models import Intake

MOST_WORDS = 200  # settled on one page
_TAKEN = (
    f"Excel (.xlsx or .xls), OpenDocument (.ods) or CSV, at most {LARGEST // 1024**2} MB, without macros or a password"
)
_OLD_EXCEL = FileKind("application/vnd.ms-excel", "old Excel (.xls)", (".xls",), "Excel")


@dataclass(frozen=True)
class ReadFile:
    """A file as it is to be kept, and what was read of it."""

    looked: Looked
    workbook: Workbook


class SheetField(forms.FileField):
    """A spreadsheet, read. Gives a `ReadFile`."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _TAKEN)
        super().__init__(**kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        if data is None:
            raise ValidationError(self.error_messages["required"], code="required")
        content = data.read(LARGEST + 1)
        if len(content) > settings.LARGEST_FILE:
            largest = settings.LARGEST_FILE // 1024**2
            raise ValidationError(f"The file must be {largest} MB or smaller. This one is larger.", code="large")
        try:
            workbook = read_workbook(content, str(data.name))
        except NotASheet as refusal:
            raise ValidationError(str(refusal), code="not_taken") from refusal
        kind = _kind_of(content)
        return ReadFile(Looked(io.BytesIO(content), clean_name(str(data.name)), len(content), kind), workbook)


def _kind_of(content: bytes) -> FileKind:
    """What it was read as: the reader has refused everything else."""
    if content.startswith(b"PK"):
        return ODS if ODS.media_type.encode() in content[:200] else XLSX
    return _OLD_EXCEL if content.startswith(b"\xd0\xcf") else TEXT


class BringInForm(forms.Form):
    """A list to bring in. Each kind says where it may come from: `source_field`."""

    file = SheetField(label="Spreadsheet", called="a spreadsheet")


def source_field(example: str) -> forms.TextField:
    return forms.TextField(
        label="Where the list comes from",
        called="where the list comes from",
        max_length=120,
        help_text=f"For example: {example}. The next list of the same name starts with the columns and words that you "
        "settle for this one",
    )


class SheetForm(forms.Form):
    """Which sheet holds the list, where it begins, and of which day it is."""

    day_called: ClassVar[str] = "the day of the list"

    sheet = forms.RadiosField(label="Sheet", called="the sheet", choices=[])
    header = forms.IntegerField(
        label="Row of the headings", called="the row of the headings", min_value=1, max_value=1000, width=4
    )
    opening_on = forms.DateField(label="Day of the list", called=day_called)

    def __init__(
        self, *args: Any, intake: Intake, workbook: Workbook, plan: ListPlan[Any], today: date, **kwargs: Any
    ) -> None:
        self._intake, self._workbook, self._plan, self._today = intake, workbook, plan, today
        # By their numbers: that of a CSV file has no name.
        filled = [(str(number), sheet) for number, sheet in enumerate(workbook.sheets) if sheet.rows]
        before = next((number for number, sheet in filled if sheet.name == intake.sheet), None)
        super().__init__(*args, initial=self.as_settled() | {"sheet": before}, **kwargs)
        self.choose_from("sheet", [(number, _sheet_label(sheet)) for number, sheet in filled])

    def as_settled(self) -> dict[str, Any]:
        """What the fields show at first."""
        return {"header": self._plan.header + 1, "opening_on": self._intake.opening_on}

    def clean_sheet(self) -> Sheet:
        return self._workbook.sheets[int(self.cleaned_data["sheet"])]

    def clean_opening_on(self) -> date:
        return not_to_come(self.cleaned_data["opening_on"], self._today, self.day_called)

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        if {"sheet", "header"} <= values.keys():
            rows = values["sheet"].rows
            if values["header"] >= len(rows):
                self.add_error("header", f"The sheet has {len(rows)} rows, and the list begins below its headings")
        return values

    @property
    def settled(self) -> Any:
        """The plan for the sheet and the row of headings as chosen."""
        sheet, header = self.cleaned_data["sheet"], self.cleaned_data["header"] - 1
        if (sheet.name, header) == (self._intake.sheet, self._plan.header):
            return self._plan
        return self._plan.begun_at(sheet, header)

    @property
    def place(self) -> dict[str, Any]:
        """The sheet and the day as chosen."""
        return {"sheet": self.cleaned_data["sheet"].name, "opening_on": self.cleaned_data["opening_on"]}


def not_to_come(day: date, today: date, called: str) -> date:
    """The day. ValidationError for one in the future."""
    if day > today:
        raise ValidationError(f"{called[:1].upper()}{called[1:]} cannot be in the future")
    return day


def _sheet_label(sheet: Sheet) -> str:
    rows = f"{len(sheet.rows):,} {'row' if len(sheet.rows) == 1 else 'rows'}"
    return f"{sheet.name or 'The only sheet'} ({rows}{', hidden' if sheet.is_hidden else ''})"


class ColumnsForm(forms.Form):
    """What each column holds, of the fields of the plan."""

    says_optional = False
    left_out: ClassVar[str] = "Not taken over"

    def __init__(self, *args: Any, sheet: Sheet, plan: ListPlan[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._sheet, self._plan, self._names = sheet, plan, headings(sheet.rows, plan.header)
        chosen = {column: each.name for each, column in plan.columns.items()}
        choices = [(each.name, each.value) for each in plan.fields]
        for column, name in enumerate(self._names):
            self.add_field(
                f"column_{column}",
                forms.ChoiceField(
                    label=shortened(name, 80),
                    called=f"what “{shortened(name, 40)}” holds",
                    required=False,
                    choices=choices,
                    blank=self.left_out,
                    initial=chosen.get(column, ""),
                    help_text=_samples(sheet, plan.header, column),
                ),
            )

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        first: dict[str, int] = {}
        for column in range(len(self._names)):
            chosen = values.get(f"column_{column}")
            if chosen and first.setdefault(chosen, column) != column:
                other = shortened(self._names[first[chosen]], 40)
                self.add_error(f"column_{column}", f"“{other}” holds {the(self._plan.fields[chosen])} already")
        for sentence in self.settled.wanting():
            self.add_error(None, sentence)
        return values

    @property
    def settled(self) -> Any:
        """The plan with the columns as chosen."""
        pairs = [(self.cleaned_data.get(f"column_{n}"), n) for n in range(len(self._names))]
        columns = {self._plan.fields[name]: column for name, column in pairs if name}
        return self._plan.with_columns(columns, self._sheet)


def _samples(sheet: Sheet, header: int, column: int) -> str:
    cells = (row[column] for row in sheet.rows[header + 1 : header + CELLS_LOOKED_AT] if column < len(row))
    shown = (worded_day(cell) if isinstance(cell, date) else text_of(cell) for cell in cells if cell is not None)
    texts = dict.fromkeys(shortened(text, 40) for text in shown)
    return f"Column {column_name(column)}: {'; '.join(list(texts)[:3]) or 'empty'}"


class WordsForm(forms.Form, Generic[F]):
    """Which way the days of a column are read, and what each word comes to that nothing here answers to."""

    says_optional = False

    def __init__(
        self,
        *args: Any,
        sheet: Sheet,
        plan: ListPlan[F],
        unknown: Mapping[F, Mapping[str, Unknown]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._plan = plan
        days = {each: cells for each, cells in plan.days_in(sheet) if evidence_of(cells) is Evidence.EITHER}
        self._days = list(days)
        for each, cells in days.items():
            self._ask_order(each, read_both_ways(cells))
        words = [(each, key, word) for each, found in unknown.items() for key, word in found.items()]
        self._words = {_field_name(each, key): (each, key) for each, key, _word in words[:MOST_WORDS]}
        for each, key, word in words[:MOST_WORDS]:
            self._ask_word(each, key, word)
        self.left = len(words[MOST_WORDS:])

    @abstractmethod
    def choices_for(self, each: F) -> list[tuple[str, str]]:
        """What a word of a field can come to."""

    def _ask_order(self, each: F, written: Sequence[str]) -> None:
        order = self._plan.orders.get(each)
        more = f" and {len(written[3:])} more" if written[3:] else ""
        self.add_field(
            f"order_{each.name}",
            forms.RadiosField(
                label=f"{each.value}: which way are its days written?",
                called=f"which way the days of {the(each)} are written",
                choices=[(way.name, way.value) for way in Order],
                initial=order.name if order else None,
                help_text=f"Column {column_name(self._plan.columns[each])}: {'; '.join(written[:3])}{more}",
            ),
        )

    def _ask_word(self, each: F, key: str, word: Unknown) -> None:
        choices = self.choices_for(each)
        rows = "1 row" if word.count == 1 else f"{word.count:,} rows"
        self.add_field(
            _field_name(each, key),
            forms.ChoiceField(
                label=f"{each.value}: “{shortened(word.words, 80)}”, in {rows}",
                called=f"what “{shortened(word.words, 40)}” means",
                required=False,
                choices=choices,
                blank="Leave these rows out",
                initial=self._plan.words.get(each, {}).get(key) or _likely(key, choices),
                help_text=word.why,
            ),
        )

    @property
    def settled(self) -> Any:
        """The plan with what was said of its days and words."""
        words: dict[F, dict[str, str]] = {}
        for name, (each, key) in self._words.items():
            if value := self.cleaned_data.get(name):
                words.setdefault(each, {})[key] = value
        orders = {each: Order[self.cleaned_data[f"order_{each.name}"]] for each in self._days}
        return self._plan.with_words(orders, words)


def _field_name(each: Enum, key: str) -> str:
    return f"{each.name.lower()}_{hashlib.sha256(key.encode()).hexdigest()[:12]}"


def _likely(key: str, choices: Sequence[tuple[str, str]]) -> str:
    """The choice that is written much like the word; none where none is."""
    labels: Mapping[str, str] = {value: plain(label) for value, label in choices if value != NEW}
    best = process.extractOne(key, labels, scorer=fuzz.ratio, score_cutoff=80)
    return str(best[2]) if best else ""
