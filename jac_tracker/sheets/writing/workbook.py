"""Excel workbooks, written row by row: memory does not grow with the rows.

Text is written as text, never as a formula or an error. The same table gives the same bytes: nothing in the file tells
when it was made, or by whom.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from os import PathLike
from pathlib import Path
from typing import IO, Any
from xml.sax.saxutils import escape

from jac_tracker.dates.working import in_london
from jac_tracker.sheets.writing.table import Column, Of, Table, Value
from jac_tracker.text import could_be_formula, storable

# What Excel itself holds in a cell; a longer text makes it call the file damaged.
LONGEST_TEXT = 32_767
CUT_SHORT = " […] (cut short: a cell holds no more)"
LONGEST_SHEET_NAME = 31
LARGEST_WHOLE_NUMBER = 10**15 - 1  # Excel keeps fifteen digits
EARLIEST_DAY = date(1900, 3, 1)  # Excel believes in a 29 February 1900, and in nothing before that year
DAY_FORMAT, MOMENT_FORMAT = "d mmm yyyy", "d mmm yyyy hh:mm"
ABOUT = "About"
LINE, MOST_LINES = 15, 27  # points; and as many lines as the highest row has room for

_WIDTHS = {Of.LONG_TEXT: 60, Of.DAY: 14, Of.MOMENT: 19, Of.NUMBER: 11, Of.ADDRESS: 40}
_WIDTH = 24
_NOT_IN_A_SHEET_NAME = re.compile(r"[\\/*?:\[\]']")
_LIKE_AN_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_THE_ONE_TIME = (1980, 1, 1, 0, 0, 0)
_CORE = "docProps/core.xml"
_PROPERTIES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title><dc:language>en-GB</dc:language>'
    "</cp:coreProperties>"
)


def write_xlsx(table: Table, target: IO[bytes]) -> None:
    """Write the table into an empty file: a sheet of its rows, and one of what the table is about.

    Days and moments are Excel's own, a moment by London's clock. Text that Excel cannot hold whole is cut, and says so.
    """
    from openpyxl import Workbook  # a fifth of a second, for whoever makes a workbook
    from openpyxl.writer.excel import ExcelWriter

    book = Workbook(write_only=True)
    rows, about = book.create_sheet(sheet_name(table.title)), book.create_sheet(ABOUT)
    try:
        _write_rows(rows, table)
        write_about(about, table)
        with Package(target, table.title) as package:
            ExcelWriter(book, package).write_data()
    except BaseException:
        remove_what_is_half_written(rows, about)
        raise


def width_of(column: Column) -> int:
    """How wide a column is to be, in characters."""
    return _WIDTHS.get(column.of, _WIDTH)


def sheet_name(title: str) -> str:
    return _NOT_IN_A_SHEET_NAME.sub(" ", title)[:LONGEST_SHEET_NAME].strip() or "Rows"


def _write_rows(sheet: Any, table: Table) -> None:
    from openpyxl.utils import get_column_letter

    cells = Cells(sheet, [width_of(column) for column in table.columns])
    sheet.freeze_panes = "B2"
    sheet.page_setup.orientation, sheet.print_title_rows = "landscape", "1:1"
    for number, column in enumerate(table.columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width_of(column)
    headings = [column.heading for column in table.columns]
    cells.make_room(1, headings)
    sheet.append(cells.headings(headings))
    for number, row in enumerate(table.rows, 2):
        cells.make_room(number, row)
        sheet.append(cells.of(row))


def write_about(sheet: Any, table: Table) -> None:
    widths = sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 22, 100
    cells = Cells(sheet, widths)
    cells.make_room(1, [table.title, None])
    sheet.append(cells.headings([table.title]))
    for number, told in enumerate(table.about, 2):
        cells.make_room(number, told)
        sheet.append(cells.of(told))


class Cells:
    """Values as a sheet takes them: a cell of each look is made once and used for all such values. Words are wrapped,
    and whatever stands beside them begins at their first line."""

    def __init__(self, sheet: Any, widths: Sequence[int] = ()) -> None:
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Alignment, Font

        made = [WriteOnlyCell(sheet) for _ in range(6)]
        for cell in made:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        made[3].alignment = made[4].alignment = Alignment(horizontal="left", vertical="top")  # under their headings
        self._heading, self._text, self._told, self._day, self._moment, self._number = made
        self._heading.font = self._heading.font + Font(bold=True)
        self._told.quotePrefix = True  # so that it stays text when somebody edits the cell
        self._day.number_format, self._moment.number_format = DAY_FORMAT, MOMENT_FORMAT
        self._heading.data_type = self._text.data_type = self._told.data_type = "s"
        self._day.data_type = self._moment.data_type = "d"
        sheet._values_to_row = _placed
        self._sheet, self._widths = sheet, widths

    def make_room(self, number: int, values: Sequence[Value]) -> None:
        """Make the row that comes next as high as its longest words, which Excel does by itself and others do not."""
        lines = 1
        for value, width in zip(values, self._widths, strict=True):
            if type(value) is str and (len(value) > width or "\n" in value):
                lines = max(lines, (len(value) - 1) // width + value.count("\n") + 1)
        self._sheet.row_dimensions = {number: {"ht": str(LINE * min(lines, MOST_LINES))}} if lines > 1 else {}

    def headings(self, words: Sequence[str]) -> Iterator[Any]:
        for each in words:
            yield _holding(self._heading, cell_text(each))

    def of(self, values: Sequence[Value]) -> Iterator[Any]:
        """One by one, because the sheet writes each cell before it asks for the next. None for an empty one."""
        for value in values:
            kind = type(value)
            if kind is str:
                yield self._worded(value)  # type: ignore[arg-type]
            elif value is None:
                yield None
            elif kind is date:
                yield self._dated(self._day, value)
            elif kind is datetime:
                yield self._dated(self._moment, in_london(value).replace(tzinfo=None, microsecond=0))  # type: ignore[arg-type]
            else:
                yield self._counted(value)

    def _worded(self, words: str) -> Any:
        text = cell_text(words)
        return _holding(self._told if _needs_to_be_told(text) else self._text, text)

    def _dated(self, cell: Any, value: Any) -> Any:
        if (value.date() if isinstance(value, datetime) else value) < EARLIEST_DAY:
            return _holding(self._text, value.isoformat())
        return _holding(cell, value)

    def _counted(self, value: Any) -> Any:
        number = _number(value)
        if isinstance(number, str):
            return self._worded(number)
        self._number.data_type = "b" if isinstance(number, bool) else "n"
        return _holding(self._number, number)


def _holding(cell: Any, value: Any) -> Any:
    cell._value = value
    return cell


def _placed(cells: Iterator[Any], row: int) -> Iterator[Any]:
    """The cells of a row in their places. It stands in for the library's own, which tries each cell as a value first
    and takes it for a cell when that has failed: a third of the time that a workbook takes."""
    for column, cell in enumerate(cells, 1):
        if cell is not None:
            cell.row, cell.column = row, column
            yield cell


def cell_text(value: str) -> str:
    text = value if value.isascii() and value.isprintable() else storable(value)
    if "_x" in text:  # what Excel would read as a code for another character
        text = _LIKE_AN_ESCAPE.sub("_x005F_", text)
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - len(CUT_SHORT)] + CUT_SHORT


def _needs_to_be_told(text: str) -> bool:
    """Whether a cell has to be told that this is text: what could be a formula, or an error such as #N/A."""
    return text.startswith("#") or could_be_formula(text)


def _number(value: Any) -> Any:
    if isinstance(value, bool):
        return value
    if isinstance(value, str):  # a member of an enumeration
        return str(value)
    if isinstance(value, int):
        return value if abs(value) <= LARGEST_WHOLE_NUMBER else str(value)
    return value if value - value == 0 else str(value)  # no cell holds what is no number


class Package(zipfile.ZipFile):
    """A workbook's zip file, with one time for all of its parts and properties that name nobody."""

    def __init__(self, target: IO[bytes], title: str) -> None:
        super().__init__(target, "w", zipfile.ZIP_DEFLATED)
        self._title = title

    def writestr(self, zinfo_or_arcname: Any, data: Any, *args: Any, **options: Any) -> None:
        if zinfo_or_arcname == _CORE:
            data = _PROPERTIES.format(title=escape(cell_text(self._title)))
        super().writestr(_entry(zinfo_or_arcname), data)

    def write(self, filename: str | PathLike[str], arcname: Any = None, *args: Any, **options: Any) -> None:
        entry = _entry(arcname)
        entry.file_size = Path(filename).stat().st_size  # known, it needs no long form, at which Excel offers a repair
        with Path(filename).open("rb") as part, self.open(entry, "w") as into:
            while some := part.read(io.DEFAULT_BUFFER_SIZE * 16):
                into.write(some)


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _THE_ONE_TIME)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    entry.create_system = 0  # the same on every machine
    return entry


def remove_what_is_half_written(*sheets: Any) -> None:
    """Take away the files in which the library gathers the rows, which it would keep until the process ends."""
    for sheet in sheets:
        writer = sheet._writer
        if writer is None:
            continue
        if not sheet.closed:
            sheet._rows.close()
            writer.xf.close()
        Path(writer.out).unlink(missing_ok=True)
