"""Excel and OpenDocument: the rows of each sheet."""

import io
import json
from collections.abc import Iterator, Mapping
from typing import Any

from .limits import BROKEN, MOST_COLUMNS, MOST_ROWS, MOST_SHEETS, PASSWORD, TOO_MUCH, Count, Refused, called, letters_of
from .looking import Faults


def lines_of_book(content: bytes, faults: Mapping[str, Faults]) -> Iterator[str]:
    """Lines for every sheet of a workbook and its rows, the faults of its cells in their places."""
    import python_calamine as calamine

    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = [sheet for sheet in book.sheets_metadata if sheet.typ == calamine.SheetTypeEnum.WorkSheet]
    except calamine.PasswordError as error:
        raise Refused(PASSWORD) from error
    except MemoryError:
        raise
    except BaseException as error:  # a fault of the reader itself is no Exception
        raise Refused(BROKEN) from error
    if not sheets:
        raise Refused("The file holds no sheet.")
    if len(sheets) > MOST_SHEETS:
        raise Refused(f"The file has more than {MOST_SHEETS} sheets. Save those of the list in a file of their own.")
    count = Count()
    for sheet in sheets:
        yield json.dumps({"sheet": sheet.name, "hidden": sheet.visible != calamine.SheetVisibleEnum.Visible})
        try:
            rows = book.get_sheet_by_name(sheet.name)
        except MemoryError:
            raise
        except BaseException as error:
            raise Refused(f"{called(sheet.name)} is damaged. Save the file again and choose that.") from error
        yield from _rows(rows, sheet.name, faults.get(sheet.name, {}), count)


def _rows(sheet: Any, name: str, faults: Faults, count: Count) -> Iterator[str]:
    start, end = sheet.start, sheet.end
    if end is not None and (end[0] >= MOST_ROWS or end[1] >= MOST_COLUMNS):
        place = f"{letters_of(end[1])}{end[0] + 1}"
        raise Refused(f"{called(name)}, up to cell {place}, {TOO_MUCH}")
    before = [""] * (start[1] if start else 0)
    below = _merged_down(sheet)
    held: dict[int, Any] = {}
    number = 0
    for cells in sheet.iter_rows():
        cells = before + cells
        for column in list(held):
            if held[column][0] < number:
                del held[column]
            elif column < len(cells) and cells[column] == "":
                cells[column] = held[column][1]
        for column, last in below.get(number, ()):
            if column < len(cells) and cells[column] != "":
                held[column] = (last, cells[column])
        yield count.row(name, number + 1, _with_faults(cells, faults.get(number, {})))
        number += 1
    for further in range(number, max(faults, default=-1) + 1):  # below what the reader says is the last row
        yield count.row(name, further + 1, _with_faults([], faults.get(further, {})))


def _merged_down(sheet: Any) -> dict[int, list[tuple[int, int]]]:
    """First row of merged cells -> their first column and last row, for those of several rows.

    The value stands in the first of them, and is meant for each.
    """
    found: dict[int, list[tuple[int, int]]] = {}
    for (top, left), (bottom, _right) in sheet.merged_cell_ranges or ():
        if bottom > top:
            found.setdefault(top, []).append((left, bottom))
    return found


def _with_faults(cells: list[Any], faults: Mapping[int, str]) -> list[Any]:
    for column, words in faults.items():
        cells.extend([""] * (column + 1 - len(cells)))
        cells[column] = {"fault": words}
    while cells and cells[-1] == "":
        cells.pop()
    return cells
