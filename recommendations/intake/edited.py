"""The register's own sheet, edited away from here and brought back: what was edited, and what may not be."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import Any, Self

from jac_tracker.dates import worded_day
from jac_tracker.sheets import Cell, CellFault, NotASheet, Row, Sheet, Workbook, cell_name, column_name
from jac_tracker.sheets.writing import AS_IT_WENT_OUT, MARK, Column, Of
from recommendations.enums import Rag
from recommendations.intake.columns import text_of
from recommendations.intake.days import Order, read_day
from recommendations.intake.words import RAGS, shortened

TITLE = "Register"
REFERENCE, STATUS, UPDATED, LAST_PROGRESS = "Reference", "Status", "Last update", "Last progress"


class Edit(Enum):
    """What may be edited in the sheet, by its heading."""

    PROGRESS = "New progress"
    CITES = "Owner's message"
    RAG = "RAG"
    RAG_REASON = "Why this RAG"
    FORECAST = "Forecast"
    TARGET = "Our target"
    OWNER = "Owner"
    BOARD = "Board"
    PROGRAMME = "Programme"
    RISK_REFERENCE = "Risk register reference"
    RISK_RATING = "Risk rating"
    REASON = "Reason for the change"


LOCKED = (
    Column("reference", REFERENCE),
    Column("what", "What", Of.LONG_TEXT),
    Column("report", "Report"),
    Column("deadline_words", "Deadline as worded"),
    Column("deadline_on", "Deadline", Of.DAY),
    Column("status", STATUS),
    Column("updated_on", UPDATED, Of.DAY),
    Column("last_progress", LAST_PROGRESS, Of.LONG_TEXT),
    Column("marking", "Marking"),
)
_LONG = {Edit.PROGRESS, Edit.RAG_REASON, Edit.REASON}
_DAYS = {Edit.FORECAST, Edit.TARGET}
COLUMNS = (
    *LOCKED,
    *(
        Column(each.name, each.value, Of.DAY if each in _DAYS else Of.LONG_TEXT if each in _LONG else Of.TEXT)
        for each in Edit
    ),
)

# Characters that are kept, as on the pages of the same acts.
LONGEST: Mapping[Edit, int] = {
    Edit.PROGRESS: 10_000,
    Edit.CITES: 300,
    Edit.RAG_REASON: 2_000,
    Edit.PROGRAMME: 150,
    Edit.RISK_REFERENCE: 40,
    Edit.RISK_RATING: 40,
    Edit.REASON: 2_000,
}
_NAMED = {Edit.OWNER: "post", Edit.BOARD: "board"}

ONLY_SAID = frozenset({Edit.PROGRESS, Edit.CITES, Edit.REASON})
"""What goes out empty: it says something new, and changes nothing that was there."""
# What is told of an item that has changed meanwhile, by heading.
TOLD = (STATUS, *(edit.value for edit in Edit if edit not in ONLY_SAID), UPDATED, LAST_PROGRESS)
LONGEST_TOLD = 300  # letters: it is carried along with every row

Names = Mapping[Edit, Mapping[str, int]]
"""For the owner and the board: each name in small letters -> its number."""


@dataclass(frozen=True)
class CellEdit:
    """An edited cell: what it said as it went out, and the value that it gives now, a post or board by number."""

    field: Edit
    was: str
    value: Any

    def as_json(self) -> list[Any]:
        return [self.field.name, self.was, self.value.isoformat() if isinstance(self.value, date) else self.value]

    @classmethod
    def of_json(cls, kept: list[Any]) -> Self:
        name, was, value = kept
        field = Edit[name]
        if field in _DAYS:
            value = date.fromisoformat(value)
        return cls(field, was, Rag(value) if field is Edit.RAG else value)


@dataclass(frozen=True)
class RowEdit:
    """A row in which something was edited. `number` is the sheet's, `mark` the item's digest as it went out, and `told`
    what its cells under TOLD said then, cut to what a page has room for."""

    number: int
    reference: str
    mark: str
    cells: tuple[CellEdit, ...]
    told: tuple[str, ...] = ()

    @property
    def values(self) -> dict[Edit, Any]:
        return {cell.field: cell.value for cell in self.cells}

    def without(self, fields: set[Edit]) -> "RowEdit":
        return replace(self, cells=tuple(cell for cell in self.cells if cell.field not in fields))

    def as_json(self) -> list[Any]:
        return [self.number, self.reference, self.mark, [cell.as_json() for cell in self.cells], self.told]

    @classmethod
    def of_json(cls, kept: list[Any]) -> Self:
        number, reference, mark, cells, told = kept
        return cls(number, reference, mark, tuple(CellEdit.of_json(cell) for cell in cells), tuple(told))


@dataclass(frozen=True)
class Refused:
    """Something in the sheet that cannot be taken: where it stands, and a sentence that says why."""

    where: str
    reference: str
    sentence: str


@dataclass(frozen=True)
class Edited:
    """What was edited in a sheet. A row in which anything is refused is not among `rows`."""

    rows: tuple[RowEdit, ...]
    refused: tuple[Refused, ...]
    unedited: int


def read_back(workbook: Workbook, names: Names) -> Edited:
    """What was edited since the sheet went out: each cell beside the copy of it that the file has kept.

    Rows may stand in any order, and may be missing. Raises NotASheet for a file that is no such sheet.
    """
    sheet, kept = _sheets_of(workbook)
    return _Reading(sheet, _by_reference(kept), names).read()


def _sheets_of(workbook: Workbook) -> tuple[Sheet, Sheet]:
    try:
        sheet, kept = workbook.sheet(TITLE), workbook.sheet(AS_IT_WENT_OUT)
    except KeyError as missing:
        raise NotASheet(
            "This is not a sheet that the register gave out to be edited, or it was saved without its hidden sheets. "
            "Save a new one from the register, and edit that."
        ) from missing
    if kept.cell(0, 0) != MARK:
        raise NotASheet(f"The hidden sheet “{AS_IT_WENT_OUT}” was changed. Save a new one from the register.")
    if not sheet.rows or REFERENCE not in sheet.rows[0]:
        raise NotASheet(f"Sheet “{TITLE}”, row 1 has no column “{REFERENCE}”. The headings must stay as they were.")
    return sheet, kept


@dataclass(frozen=True)
class _Kept:
    """A row as it went out: its mark, and heading -> cell."""

    mark: str
    cells: Mapping[str, Cell]


def _by_reference(sheet: Sheet) -> dict[str, _Kept]:
    headings = [text_of(cell) for cell in sheet.rows[0]]
    found = {}
    for row in sheet.rows[1:]:
        cells = dict(zip(headings, (*row, *[None] * (len(headings) - len(row))), strict=False))
        found[text_of(cells.get(REFERENCE))] = _Kept(text_of(cells.pop(MARK)), cells)
    return found


class _Reading:
    def __init__(self, sheet: Sheet, kept: Mapping[str, _Kept], names: Names) -> None:
        self._sheet, self._kept, self._names = sheet, kept, names
        self._refused: list[Refused] = []
        self._columns = self._columns_of()

    def read(self) -> Edited:
        reference_at = self._columns[REFERENCE]
        found = [
            (position, text_of(row[reference_at]) if reference_at < len(row) else "", row)
            for position, row in enumerate(self._sheet.rows)
            if position and any(cell is not None for cell in row)
        ]
        times = Counter(reference for _position, reference, _row in found)
        edited, unedited = [], 0
        for position, reference, row in found:
            if sentence := self._stranger(reference, times[reference]):
                self._refused.append(Refused(f"Row {position + 1}", reference, sentence))
                continue
            before = len(self._refused)
            cells = tuple(self._edits(position, reference, row))
            if len(self._refused) > before:
                continue
            if cells:
                kept = self._kept[reference]
                told = tuple(shortened(_words(kept.cells.get(heading)), LONGEST_TOLD) for heading in TOLD)
                edited.append(RowEdit(position + 1, reference, kept.mark, cells, told))
            else:
                unedited += 1
        return Edited(tuple(edited), tuple(self._refused), unedited)

    def _columns_of(self) -> dict[str, int]:
        """Heading -> column, of ours; every other column in which anything stands is refused by its name."""
        ours = {column.heading for column in COLUMNS}
        found: dict[str, int] = {}
        filled = {column for row in self._sheet.rows for column, cell in enumerate(row) if cell is not None}
        for column in sorted(filled):
            heading = text_of(self._sheet.cell(0, column))
            if heading in ours and heading not in found:
                found[heading] = column
            else:
                self._refused.append(Refused(f"Column {column_name(column)}", "", _no_column_of_ours(heading, found)))
        return found

    def _stranger(self, reference: str, times: int) -> str:
        if not reference:
            return "This row has no reference, so nobody can tell what it is about."
        if reference not in self._kept:
            return "No row of this reference went out in the sheet. New items are registered in the register."
        return "This reference stands in the sheet more than once. Leave one row of it." if times > 1 else ""

    def _edits(self, position: int, reference: str, row: Row) -> Iterator[CellEdit]:
        for heading, column in self._columns.items():
            cell = row[column] if column < len(row) else None
            was = self._kept[reference].cells.get(heading)
            if _plain(cell) == _plain(was):
                continue
            try:
                yield CellEdit(_edit_of(heading, was), _words(was), self._value(Edit(heading), cell))
            except ValueError as fault:
                where = f"Cell {cell_name(position, column)}"
                self._refused.append(Refused(where, reference, f"“{heading}” {fault}."))

    def _value(self, field: Edit, cell: Cell) -> Any:
        """What an edited cell gives. ValueError, with what would be right."""
        if field in _DAYS:
            day = read_day(cell, Order.DAY_FIRST)
            if day is None:
                raise ValueError("was emptied; a day can be changed, but not taken away")
            return day
        if isinstance(cell, CellFault):
            raise ValueError(f"holds {cell}; it should hold text")
        text = text_of(cell).strip()
        if field is Edit.RAG:
            return _rag(text)
        if field in _NAMED:
            return self._number(field, text)
        if len(text) > LONGEST[field]:
            raise ValueError(f"holds {len(text):,} characters; at most {LONGEST[field]:,} are kept")
        return text if field in _LONG else " ".join(text.split())

    def _number(self, field: Edit, name: str) -> int | None:
        if not name and field is Edit.BOARD:
            return None
        if not name:
            raise ValueError("was emptied; an item can be given to another post, but not to none")
        number = self._names.get(field, {}).get(name.casefold())
        if number is None:
            raise ValueError(f"holds “{name[:60]}”, which is no {_NAMED[field]} that can be chosen")
        return number


def _no_column_of_ours(heading: str, found: Mapping[str, int]) -> str:
    if heading in found:
        return f"“{heading}” stands over two columns. What is in the second is not taken."
    name = f"“{heading[:60]}”" if heading else "A column without a heading"
    return f"{name} is none of the columns that went out. What is in it is not taken."


def _edit_of(heading: str, was: Cell) -> Edit:
    """What may be edited under a heading. ValueError where that is nothing."""
    try:
        return Edit(heading)
    except ValueError as nothing:
        said = f"it went out as “{_words(was)[:60]}”" if was is not None else "it went out empty"
        raise ValueError(f"cannot be changed in this sheet; {said}") from nothing


def _words(cell: Cell) -> str:
    return worded_day(cell) if type(cell) is date else text_of(cell)


def _rag(text: str) -> Rag:
    rag = RAGS.get(text.casefold())
    if rag is None or not text:
        raise ValueError(f"holds “{text[:40]}”; it should be Red, Amber or Green")
    return rag


def _plain(cell: Cell) -> str:
    """A cell as it is compared: spreadsheet programs move spaces about, and turn text that looks like a number."""
    return "\n".join(line.rstrip() for line in text_of(cell).strip().splitlines())
