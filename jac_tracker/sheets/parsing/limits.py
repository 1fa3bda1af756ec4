"""How much of a spreadsheet is taken, and how whatever is not taken is refused."""

import json
from datetime import date, datetime, time, timedelta
from typing import Any

MOST_SHEETS = 100
MOST_ROWS = 50_000  # of a sheet
MOST_COLUMNS = 256  # the "IV" that old Excel ended with
MOST_CELLS = 400_000  # of a workbook, those that hold something
MOST_LETTERS = 12_000_000  # of a workbook
LONGEST_CELL = 32_767  # Excel's own limit
MOST_FAULTS = 5_000
MEMORY = 176 * 1024**2  # bytes that this process may ask for
SECONDS = 7

NOT_RECKONED = "a formula that was never worked out"
BROKEN = "The file is damaged or was cut short. Open it in your spreadsheet program, save it again and choose that."
TOO_MUCH = "holds more than can be taken. Delete what is not part of the list, or split it into several files."
MACROS = "The file holds macros. Save it as .xlsx without them."
PASSWORD = "The file is protected by a password. Save it without one."
NOT_TEXT = "holds something that is not text. Save the sheet as CSV in UTF-8, or as .xlsx."


class Refused(Exception):
    """A file that is not taken: its text is a sentence for whoever sent it."""


def called(name: str) -> str:
    """What a sheet is called at the beginning of a sentence; that of a CSV file has no name."""
    return f"Sheet “{name}”" if name else "The file"


def letters_of(column: int) -> str:
    """What a spreadsheet calls a column counted from 0."""
    name = ""
    column = min(column, 16_383) + 1  # "XFD", where Excel ends
    while column:
        column, letter = divmod(column - 1, 26)
        name = chr(65 + letter) + name
    return name


class Count:
    """How much of a workbook has been read so far."""

    def __init__(self) -> None:
        self.cells = self.letters = 0

    def row(self, sheet: str, number: int, cells: list[Any]) -> str:
        """A row as a line. Refuses one with which there is too much."""
        if number > MOST_ROWS:
            raise Refused(f"{called(sheet)} has more than {MOST_ROWS:,} rows. Split it into several files.")
        if len(cells) > MOST_COLUMNS:
            raise Refused(f"{called(sheet)}, row {number}, has more than {MOST_COLUMNS} columns. Delete the others.")
        line = _ENCODER.encode(cells)
        self.letters += len(line)
        self.cells += len(cells) - cells.count("")
        if self.cells > MOST_CELLS or self.letters > MOST_LETTERS:
            raise Refused(f"{called(sheet)}, up to row {number}, {TOO_MUCH}")
        if len(line) > LONGEST_CELL:
            for column, cell in enumerate(cells):
                if isinstance(cell, str) and len(cell) > LONGEST_CELL:
                    place = f"{called(sheet)}, cell {letters_of(column)}{number}"
                    raise Refused(f"{place}, has more than {LONGEST_CELL:,} letters. Shorten it.")
        return line


def _tagged(value: object) -> object:
    match value:
        case datetime():
            return {"at": value.isoformat()}
        case date():
            return {"on": value.isoformat()}
        case time():
            return value.isoformat("minutes") if not value.second else value.isoformat("seconds")
        case timedelta():
            return str(value)
    raise TypeError(type(value).__name__)


_ENCODER = json.JSONEncoder(default=_tagged, ensure_ascii=False)
