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

    cells = Cells(sheet)
    sheet.freeze_panes = "B2"
    for number, column in enumerate(table.columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width_of(column)
    sheet.append(cells.headings([column.heading for column in table.columns]))
    append, of = sheet.append, cells.of
    for row in table.rows:
        append(of(row))


def write_about(sheet: Any, table: Table) -> None:
    cells = Cells(sheet)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 22, 100
    sheet.append(cells.headings([table.title]))
    for label, words in table.about:
        sheet.append(cells.of([label, words]))


class Cells:
    """Values as a sheet takes them. A cell with a look of its own is made once and used for each such value."""

    def __init__(self, sheet: Any) -> None:
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Font

        self._heading = WriteOnlyCell(sheet)
        self._heading.font = Font(bold=True)
        self._text = WriteOnlyCell(sheet)
        self._text.quotePrefix = True  # so that it stays text when somebody edits the cell
        self._day, self._moment = WriteOnlyCell(sheet), WriteOnlyCell(sheet)
        self._day.number_format, self._moment.number_format = DAY_FORMAT, MOMENT_FORMAT

    def headings(self, words: Sequence[str]) -> Iterator[Any]:
        for each in words:
            yield self._as_text(self._heading, cell_text(each))

    def of(self, values: Sequence[Value]) -> Iterator[Any]:
        """One by one, because the sheet writes each cell before it asks for the next."""
        for value in values:
            kind = type(value)
            if kind is str:
                text = cell_text(value)  # type: ignore[arg-type]
                yield self._as_text(self._text, text) if _needs_to_be_told(text) else text
            elif kind is date:
                yield self._dated(self._day, value)
            elif kind is datetime:
                yield self._dated(self._moment, in_london(value).replace(tzinfo=None, microsecond=0))  # type: ignore[arg-type]
            else:
                yield _number(value)

    @staticmethod
    def _as_text(cell: Any, text: str) -> Any:
        cell._value, cell.data_type = text, "s"
        return cell

    @staticmethod
    def _dated(cell: Any, value: Any) -> Any:
        if (value.date() if isinstance(value, datetime) else value) < EARLIEST_DAY:
            return str(value.isoformat())
        cell._value, cell.data_type = value, "d"
        return cell


def cell_text(value: str) -> str:
    text = value if value.isascii() and value.isprintable() else storable(value)
    if "_x" in text:  # what Excel would read as a code for another character
        text = _LIKE_AN_ESCAPE.sub("_x005F_", text)
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - len(CUT_SHORT)] + CUT_SHORT


def _needs_to_be_told(text: str) -> bool:
    """Whether a cell has to be told that this is text: what could be a formula, or an error such as #N/A."""
    return text.startswith("#") or could_be_formula(text)


def _number(value: Any) -> Any:
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, str):  # a member of an enumeration
        return cell_text(str(value))
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
