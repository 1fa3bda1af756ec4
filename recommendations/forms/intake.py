"""A list that comes in: its file, its sheet, its columns, its days and words."""

import hashlib
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from rapidfuzz import fuzz, process

from jac_tracker import forms
from jac_tracker.files import Looked, clean_name
from jac_tracker.files.kinds import ODS, TEXT, XLSX, FileKind
from jac_tracker.sheets import NotASheet, Sheet, Workbook, column_name, read_workbook
from jac_tracker.sheets.reading import LARGEST
from jac_tracker.text import lower_first
from recommendations.enums import Kind, Rag, TextSource
from recommendations.intake.columns import CELLS_LOOKED_AT, DATES, Field, headings, settled, text_of
from recommendations.intake.days import Evidence, Order, evidence_of
from recommendations.intake.judging import JudgedList, Unknown, evidence_cells, shortened
from recommendations.intake.known import Known
from recommendations.intake.plan import NEW, Plan
from recommendations.intake.theirs import TheirPlan
from recommendations.intake.words import plain, statuses_that_come_in

MOST_WORDS = 200  # settled on one page
_OLD_EXCEL = FileKind("application/vnd.ms-excel", "old Excel (.xls)", (".xls",), "Excel")


@dataclass(frozen=True)
class ReadFile:
    """A file as it is to be kept, and what was read of it."""

    looked: Looked
    workbook: Workbook


class SheetField(forms.FileField):
    """A spreadsheet, read. Gives a `ReadFile`."""

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


class TakeOverForm(forms.Form):
    """A list to bring in."""

    file = SheetField(
        label="Spreadsheet",
        called="a spreadsheet",
        help_text=f"Excel (.xlsx or .xls), OpenDocument (.ods) or CSV, at most {LARGEST // 1024**2} MB, without macros "
        "or a password",
    )
    source = forms.TextField(
        label="Where the list comes from",
        called="where the list comes from",
        max_length=120,
        help_text="For example: the force's recommendations tracker. The next list of the same name starts with the "
        "columns and words that you settle for this one",
    )


class SheetForm(forms.Form):
    """Which sheet holds the list, where it begins, and what holds of all its rows."""

    sheet = forms.RadiosField(label="Sheet", called="the sheet", choices=[])
    header = forms.IntegerField(
        label="Row of the headings", called="the row of the headings", min_value=1, max_value=1000, width=4
    )
    opening_on = forms.DateField(
        label="Day of the opening balance",
        called="the day of the opening balance",
        help_text="The day as at which the list is right. Asked for any day before it, the register says that it has "
        "no record. It counts only while the register is empty",
    )
    text_source = forms.RadiosField(
        label="What are the texts in the list?",
        called="what the texts are",
        choices=[(TextSource.REPORT, "The reports' own words"), (TextSource.SUMMARY, "Summaries of our own")],
    )
    kind = forms.ChoiceField(label="Kind, where the list does not say it", called="the kind", choices=Kind.choices)

    def __init__(self, *args: Any, workbook: Workbook, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._workbook, self._today = workbook, today
        filled = [(number, sheet) for number, sheet in enumerate(workbook.sheets) if sheet.rows]
        # By their numbers: that of a CSV file has no name.
        self.choose_from("sheet", [(str(number), _sheet_label(sheet)) for number, sheet in filled])

    def clean_sheet(self) -> Sheet:
        return self._workbook.sheets[int(self.cleaned_data["sheet"])]

    def clean_opening_on(self) -> date:
        day: date = self.cleaned_data["opening_on"]
        if day > self._today:
            raise ValidationError("The day of the opening balance cannot be in the future")
        return day

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        if {"sheet", "header"} <= values.keys():
            rows = values["sheet"].rows
            if values["header"] >= len(rows):
                self.add_error("header", f"The sheet has {len(rows)} rows, and the list begins below its headings")
        return values


def _sheet_label(sheet: Sheet) -> str:
    rows = f"{len(sheet.rows):,} {'row' if len(sheet.rows) == 1 else 'rows'}"
    return f"{sheet.name or 'The only sheet'} ({rows}{', hidden' if sheet.is_hidden else ''})"


class ColumnsForm(forms.Form):
    """What each column holds, of the fields `offered`."""

    says_optional = False
    offered: ClassVar[type[Enum]] = Field
    left_out: ClassVar[str] = "Not taken over"

    def __init__(self, *args: Any, sheet: Sheet, plan: Plan | TheirPlan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._names = headings(sheet.rows, plan.header)
        chosen = {column: each.name for each, column in plan.columns.items()}
        choices = [(each.name, each.value) for each in self.offered]
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
                self.add_error(
                    f"column_{column}", f"“{other}” holds the {lower_first(self.offered[chosen].value)} already"
                )
        for sentence in self.wanting():
            self.add_error(None, sentence)
        return values

    def wanting(self) -> list[str]:
        """Sentences that say which columns are still to be said."""
        return settled(self.columns)

    @property
    def columns(self) -> dict[Any, int]:
        """Field -> column, as chosen."""
        pairs = [(self.cleaned_data.get(f"column_{n}"), n) for n in range(len(self._names))]
        return {self.offered[name]: column for name, column in pairs if name}


def _samples(sheet: Sheet, header: int, column: int) -> str:
    cells = (row[column] for row in sheet.rows[header + 1 : header + CELLS_LOOKED_AT] if column < len(row))
    texts = dict.fromkeys(shortened(text_of(cell), 40) for cell in cells if cell is not None)
    return (
        f"Column {column_name(column)}: {'; '.join(list(texts)[:3])}"
        if texts
        else f"Column {column_name(column)}: empty"
    )


class WordsForm(forms.Form):
    """Which way the days of a column are read, and what each word comes to that nothing here answers to."""

    says_optional = False

    def __init__(self, *args: Any, sheet: Sheet, plan: Plan, judged: JudgedList, known: Known, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._words: dict[str, tuple[Field, str]] = {}
        for each in DATES:
            if each in plan.columns and evidence_of(evidence_cells(sheet, plan, each)) is Evidence.EITHER:
                self._ask_order(each, plan.orders.get(each))
        unknown = [(each, key, word) for each, words in judged.unknown.items() for key, word in words.items()]
        for each, key, word in unknown[:MOST_WORDS]:
            self._ask_word(each, key, word, plan, known)
        self.left = len(unknown[MOST_WORDS:])

    def _ask_order(self, each: Field, order: Order | None) -> None:
        self.add_field(
            f"order_{each.name}",
            forms.RadiosField(
                label=f"{each.value}: which way are its days written?",
                called=f"which way the days of the {each.value.lower()} are written",
                choices=[(way.name, way.value) for way in Order],
                initial=order.name if order else None,
            ),
        )

    def _ask_word(self, each: Field, key: str, word: Unknown, plan: Plan, known: Known) -> None:
        name = f"{each.name}_{hashlib.sha256(key.encode()).hexdigest()[:12]}"
        choices = choices_for(each, known)
        self._words[name] = each, key
        rows = "1 row" if word.count == 1 else f"{word.count:,} rows"
        self.add_field(
            name,
            forms.ChoiceField(
                label=f"{each.value}: “{shortened(word.words, 80)}”, in {rows}",
                called=f"what “{shortened(word.words, 40)}” means",
                required=False,
                choices=choices,
                blank="Leave these rows out",
                initial=plan.words.get(each, {}).get(key) or _likely(key, choices),
                help_text=word.why,
            ),
        )

    @property
    def orders(self) -> dict[Field, Order]:
        return {
            each: Order[self.cleaned_data[f"order_{each.name}"]]
            for each in DATES
            if f"order_{each.name}" in self.fields
        }

    @property
    def words(self) -> dict[Field, dict[str, str]]:
        """Field -> `plain` word -> what it comes to."""
        found: dict[Field, dict[str, str]] = {}
        for name, (each, key) in self._words.items():
            if value := self.cleaned_data.get(name):
                found.setdefault(each, {})[key] = value
        return found


_THING = {Field.REPORT: "report", Field.OWNER: "post", Field.PORTFOLIO: "portfolio", Field.BOARD: "board"}


def choices_for(each: Field, known: Known) -> list[tuple[str, str]]:
    """What a word of a field can come to."""
    match each:
        case Field.KIND:
            return [(kind.value, kind.label) for kind in Kind]
        case Field.STATUS:
            return [(status.value, status.label) for status in statuses_that_come_in()]
        case Field.RAG:
            return [(rag.value, rag.label) for rag in Rag if rag]
    there = {str(named.pk): named.name for named in known.names.get(each, {}).values() if named is not None}
    return [(NEW, f"Add it as a new {_THING[each]}"), *sorted(there.items(), key=lambda pair: pair[1].casefold())]


def _likely(key: str, choices: Sequence[tuple[str, str]]) -> str:
    """The choice that is written much like the word; none where none is."""
    labels: Mapping[str, str] = {value: plain(label) for value, label in choices if value != NEW}
    best = process.extractOne(key, labels, scorer=fuzz.ratio, score_cutoff=80)
    return str(best[2]) if best else ""
