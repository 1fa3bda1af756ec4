"""A workbook as it was read: sheets, rows, cells, and how a cell is called."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class CellFault:
    """What stands in a cell that holds no value: an error of the spreadsheet, or a formula that was never reckoned."""

    words: str

    def __str__(self) -> str:
        return self.words


Cell = str | int | float | bool | date | datetime | CellFault | None
Row = tuple[Cell, ...]


@dataclass(frozen=True)
class Sheet:
    """One sheet. The first of `rows` is row 1; empty cells are None, and none stands at the end of a row, nor an empty
    row at the end of the sheet."""

    name: str
    rows: tuple[Row, ...]
    is_hidden: bool = False

    def cell(self, row: int, column: int) -> Cell:
        """The value at a row and a column, both counted from 0; None where there is none."""
        cells = self.rows[row] if 0 <= row < len(self.rows) else ()
        return cells[column] if 0 <= column < len(cells) else None


@dataclass(frozen=True)
class Workbook:
    """Everything that was read of a file. A CSV file is one sheet without a name."""

    sheets: tuple[Sheet, ...]

    @property
    def filled(self) -> list[Sheet]:
        """The sheets that hold something: those that are shown, or the hidden ones where none is."""
        filled = [sheet for sheet in self.sheets if sheet.rows]
        return [sheet for sheet in filled if not sheet.is_hidden] or filled

    def sheet(self, name: str) -> Sheet:
        """The sheet of that name. KeyError where there is none."""
        for sheet in self.sheets:
            if sheet.name == name:
                return sheet
        raise KeyError(name)


class NotASheet(Exception):
    """A file that cannot be read as a spreadsheet. Its text says why, where, and what to do, to whoever chose it."""


def column_name(column: int) -> str:
    """What a spreadsheet calls a column counted from 0: "A", "Z", "AA"."""
    name = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


def cell_name(row: int, column: int) -> str:
    """What a spreadsheet calls a cell, its row and column counted from 0: "C7"."""
    return f"{column_name(column)}{row + 1}"
