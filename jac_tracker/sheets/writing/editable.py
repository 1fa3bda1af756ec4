"""A workbook that goes out to be edited and comes back.

Beside its rows it holds, hidden, a copy of them as they went out, so that what was edited is told from what a
spreadsheet program does to any cell, and from what has changed here since.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import IO, Any

from jac_tracker.sheets.writing.table import Column, Of, Table, Value
from jac_tracker.sheets.writing.workbook import (
    DAY_FORMAT,
    Cells,
    Package,
    cell_text,
    remove_what_is_half_written,
    sheet_name,
    width_of,
    write_about,
)

AS_IT_WENT_OUT = "As it went out"
CHOICES = "Choices"
MARK = "Mark"

_AS_TYPED = "@"  # a cell of this format keeps "=1+1" as text
_OPEN_GROUND = "FFF7D6"
_FIRST_DAY, _LAST_DAY = date(1990, 1, 1), date(2100, 12, 31)
_DAY_ZERO = date(1899, 12, 30)  # of Excel's calendar


@dataclass(frozen=True)
class OpenRow:
    """A row to be edited: its values, the keys of the columns where it may be, and a mark that comes back with it."""

    values: Sequence[Value]
    open: Collection[str]
    mark: str


def write_editable_xlsx(
    table: Table, rows: Iterable[OpenRow], choices: Mapping[str, Sequence[str]], target: IO[bytes]
) -> None:
    """Write `rows` under the table's columns into an empty file; the table's own rows are not looked at.

    Every cell is locked but those that a row leaves open, without a password. `choices`, by the key of a column, are
    offered there as a drop-down. The first column tells the rows apart.
    """
    from openpyxl import Workbook
    from openpyxl.writer.excel import ExcelWriter

    book = Workbook(write_only=True)
    sheets = [book.create_sheet(name) for name in (sheet_name(table.title), "About", CHOICES, AS_IT_WENT_OUT)]
    shown, about, offered, kept = sheets
    offered.sheet_state = kept.sheet_state = "hidden"
    try:
        number = _write_rows(shown, kept, table.columns, rows)
        _write_choices(offered, choices)
        write_about(about, table)
        _offer(shown, table.columns, choices, number)
        for sheet in (shown, offered, kept):
            _protect(sheet)
        with Package(target, table.title) as package:
            ExcelWriter(book, package).write_data()
    except BaseException:
        remove_what_is_half_written(*sheets)
        raise


def _write_rows(shown: Any, kept: Any, columns: Sequence[Column], rows: Iterable[OpenRow]) -> int:
    """How many rows there were."""
    from openpyxl.utils import get_column_letter

    shown.freeze_panes = "B2"
    for position, column in enumerate(columns, 1):
        shown.column_dimensions[get_column_letter(position)].width = width_of(column)
    headings = [column.heading for column in columns]
    widths = [width_of(column) for column in columns]
    locked, copied, opened = Cells(shown, widths), Cells(kept), _OpenCells(shown)
    locked.make_room(1, headings)
    shown.append(locked.headings(headings))
    kept.append(copied.headings([MARK, *headings]))
    number = 0
    for row in rows:
        locked.make_room(number + 2, row.values)
        shown.append(_cells(row, columns, locked, opened))
        kept.append(copied.of([row.mark, *row.values]))
        number += 1
    return number


def _cells(row: OpenRow, columns: Sequence[Column], locked: Cells, opened: "_OpenCells") -> Iterator[Any]:
    for column, value in zip(columns, row.values, strict=True):
        yield opened.of(column, value) if column.key in row.open else next(locked.of([value]))


class _OpenCells:
    """Cells that may be edited. One is made for each kind and used again, because the sheet writes each at once."""

    def __init__(self, sheet: Any) -> None:
        self._text, self._day = _open_cell(sheet, _AS_TYPED), _open_cell(sheet, DAY_FORMAT)

    def of(self, column: Column, value: Value) -> Any:
        cell = self._day if column.of is Of.DAY else self._text
        match value:
            case None | "":
                cell._value, cell.data_type = None, "n"
            case date():
                cell._value, cell.data_type = value, "d"
            case _:
                cell._value, cell.data_type = cell_text(str(value)), "s"
        return cell


def _open_cell(sheet: Any, number_format: str) -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, PatternFill, Protection

    cell = WriteOnlyCell(sheet)
    cell.number_format = number_format
    cell.protection = Protection(locked=False)
    cell.fill = PatternFill("solid", fgColor=_OPEN_GROUND)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _write_choices(sheet: Any, choices: Mapping[str, Sequence[str]]) -> None:
    """A column for each list of choices, its key on top."""
    cells = Cells(sheet)
    sheet.append(cells.headings(list(choices)))
    for position in range(max(map(len, choices.values()), default=0)):
        sheet.append(cells.of([words[position] if position < len(words) else None for words in choices.values()]))


def _offer(sheet: Any, columns: Sequence[Column], choices: Mapping[str, Sequence[str]], rows: int) -> None:
    """Drop-downs and bounds for the cells of the columns that have any, and a filter over them all."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    if not rows:
        return
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{rows + 1}"
    lists = {key: get_column_letter(position) for position, key in enumerate(choices, 1)}
    for position, column in enumerate(columns, 1):
        letter = get_column_letter(position)
        if words := choices.get(column.key):
            offered = lists[column.key]
            rule = DataValidation("list", f"{CHOICES}!${offered}$2:${offered}${len(words) + 1}", allow_blank=True)
            rule.error = "Choose one of the list."
        elif column.of is Of.DAY:
            rule = DataValidation("date", _serial(_FIRST_DAY), _serial(_LAST_DAY), allow_blank=True, operator="between")
            rule.error = "Enter a day, like 31/3/2027."
        else:
            continue
        rule.showErrorMessage, rule.errorTitle = True, column.heading
        rule.add(f"{letter}2:{letter}{rows + 1}")
        sheet.data_validations.append(rule)


def _serial(day: date) -> str:
    return str((day - _DAY_ZERO).days)


def _protect(sheet: Any) -> None:
    """Lock what is not left open; rows may still be filtered, and columns and rows made wider and higher."""
    lock = sheet.protection
    lock.sheet = True
    lock.autoFilter = lock.formatColumns = lock.formatRows = False
