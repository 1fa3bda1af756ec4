"""From the bytes of a spreadsheet to lines of JSON, in a process of its own.

What a file says of itself can make any reader ask for more memory or time than there is: a single cell far out, a row
repeated a million times. So it is read where both are limited, and where nothing is lost if the process dies. That
process runs this file as it is, so nothing of ours is imported here.

Out come a line for each sheet, a line for each of its rows, and a last line that says that it is all, or why it is not.
"""

import csv
import io
import json
import re
import sys
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import IO, Any
from xml.parsers import expat

MOST_SHEETS = 100
MOST_ROWS = 50_000  # of a sheet
MOST_COLUMNS = 256  # the "IV" that old Excel ended with
MOST_CELLS = 400_000  # of a workbook, those that hold something
MOST_LETTERS = 12_000_000  # of a workbook
LONGEST_CELL = 32_767  # Excel's own limit
MOST_FAULTS = 5_000
MEMORY = 176 * 1024**2  # bytes that this process may ask for
SECONDS = 7

_PIECE = 1024**2
_OVERLAP = 64 * 1024  # longer than a cell with its formula

# A cell of an .xlsx that holds something, in a place beyond those limits.
_FAR = re.compile(
    rb"<(?:\w+:)?c\s[^<>]*?\br\s*=\s*[\"']((?:[A-Z]{3,}|I[W-Z]|[J-Z][A-Z])[0-9]+|[A-Z]+(?:[5-9][0-9]{4}|[1-9][0-9]{5,}))"
    rb"[\"'][^<>]*(?<!/)>\s*<(?:\w+:)?(?:v|is|f)[\s/>]"
)
# A cell with an error, or with a formula and nothing after it: the reader takes both for empty.
_ERROR = re.compile(rb"<(?:\w+:)?c\s([^<>]*?\bt\s*=\s*[\"']e[\"'][^<>]*)>(.{0,40000}?)</(?:\w+:)?c>", re.DOTALL)
_UNRECKONED = re.compile(
    rb"<(?:\w+:)?c\s(?![^<>]*\bt\s*=\s*[\"']str)([^<>]*)(?<!/)>\s*<(?:\w+:)?f(?:[^<>]*/>|[\s>][^<]{0,40000}</(?:\w+:)?f>)"
    rb"\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
# What can be one of these at all: looked for first, because it is found fast, or not.
_MAYBE_FAR = re.compile(rb"[\"'](?:[A-Z]{3,}|I[W-Z]|[J-Z][A-Z])[0-9]|[\"'][A-Z]{1,2}(?:[5-9][0-9]{4}|[1-9][0-9]{5,})")
_PLACE = re.compile(rb"\br\s*=\s*[\"']([A-Z]+)([0-9]+)[\"']")
_VALUE = re.compile(rb"<(?:\w+:)?v>([^<]{1,40})</")
_ODS_ERROR = re.compile(rb"calcext:value-type\s*=\s*[\"']error[\"']")
_ODS_SHEET = re.compile(rb"<table:table\s[^<>]*?table:name\s*=\s*[\"']([^\"'<>]{1,200})[\"']")

NOT_RECKONED = "a formula that was never worked out"
BROKEN = "The file is damaged or was cut short. Open it in your spreadsheet program, save it again and choose that."
TOO_MUCH = "holds more than can be taken. Delete what is not part of the list, or split it into several files."
MACROS = "The file holds macros. Save it as .xlsx without them."
PASSWORD = "The file is protected by a password. Save it without one."
NOT_TEXT = "holds something that is not text. Save the sheet as CSV in UTF-8, or as .xlsx."


class Refused(Exception):
    """A file that is not taken: its text is a sentence for whoever sent it."""


def main(kind: str) -> None:
    _limit()
    content = sys.stdin.buffer.read()
    for line in said(kind, content):
        sys.stdout.buffer.write(line)
        if line.startswith(b"{"):  # whoever reads is to know which sheet it was, should it be the end of this process
            sys.stdout.buffer.flush()


def said(kind: str, content: bytes) -> Iterator[bytes]:
    """What is said of a file, line by line: {"sheet": name, "hidden": whether}, then its rows as lists, and at the end
    {"end": ""} or {"refused": sentence}."""
    try:
        for line in _lines(kind, content):
            yield line.encode("utf-8", "replace") + b"\n"
        yield b'{"end": ""}\n'
    except Refused as refusal:
        yield json.dumps({"refused": str(refusal)}).encode() + b"\n"
    except MemoryError:
        yield json.dumps({"refused": f"The file {TOO_MUCH}"}).encode() + b"\n"


def _limit() -> None:
    try:
        import resource
    except ImportError:  # Windows, which has other ways; the limits on what is asked for hold there too
        return
    for which, most in (("RLIMIT_DATA", MEMORY), ("RLIMIT_CPU", SECONDS), ("RLIMIT_FSIZE", 0), ("RLIMIT_CORE", 0)):
        try:
            resource.setrlimit(getattr(resource, which), (most, most))
        except (OSError, ValueError):  # a stricter one is set already
            continue


def _lines(kind: str, content: bytes) -> Iterator[str]:
    count = _Count()
    if kind == "csv":
        yield json.dumps({"sheet": "", "hidden": False})
        yield from _rows_of_text(content, count)
        return
    faults = _look_through(kind, content)
    yield from _sheets(content, faults, count)


class _Count:
    """How much of a workbook has been read so far."""

    def __init__(self) -> None:
        self.cells = self.letters = 0

    def row(self, sheet: str, number: int, cells: list[Any]) -> str:
        """A row as a line. Refuses one with which there is too much."""
        if number > MOST_ROWS:
            raise Refused(f"{_sheet(sheet)} has more than {MOST_ROWS:,} rows. Split it into several files.")
        if len(cells) > MOST_COLUMNS:
            raise Refused(f"{_sheet(sheet)}, row {number}, has more than {MOST_COLUMNS} columns. Delete the others.")
        line = _ENCODER.encode(cells)
        self.letters += len(line)
        self.cells += len(cells) - cells.count("")
        if self.cells > MOST_CELLS or self.letters > MOST_LETTERS:
            raise Refused(f"{_sheet(sheet)}, up to row {number}, {TOO_MUCH}")
        if len(line) > LONGEST_CELL:
            for column, cell in enumerate(cells):
                if isinstance(cell, str) and len(cell) > LONGEST_CELL:
                    place = f"{_sheet(sheet)}, cell {_column(column)}{number}"
                    raise Refused(f"{place}, has more than {LONGEST_CELL:,} letters. Shorten it.")
        return line


def _sheet(name: str) -> str:
    return f"Sheet “{name}”" if name else "The file"


def _column(column: int) -> str:
    name = ""
    column = min(column, 16_383) + 1  # "XFD", where Excel ends
    while column:
        column, letter = divmod(column - 1, 26)
        name = chr(65 + letter) + name
    return name


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


# Excel and OpenDocument


def _sheets(content: bytes, faults: dict[str, dict[tuple[int, int], str]], count: _Count) -> Iterator[str]:
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
    for sheet in sheets:
        yield json.dumps({"sheet": sheet.name, "hidden": sheet.visible != calamine.SheetVisibleEnum.Visible})
        try:
            rows = book.get_sheet_by_name(sheet.name)
        except MemoryError:
            raise
        except BaseException as error:
            raise Refused(f"{_sheet(sheet.name)} is damaged. Save the file again and choose that.") from error
        yield from _rows(rows, sheet.name, faults.get(sheet.name, {}), count)


def _rows(sheet: Any, name: str, faults: dict[tuple[int, int], str], count: _Count) -> Iterator[str]:
    start, end = sheet.start, sheet.end
    if end is not None and (end[0] >= MOST_ROWS or end[1] >= MOST_COLUMNS):
        place = f"{_column(end[1])}{end[0] + 1}"
        raise Refused(f"{_sheet(name)}, up to cell {place}, {TOO_MUCH}")
    before = [""] * (start[1] if start else 0)
    below = _merged_down(sheet)
    held: dict[int, Any] = {}
    last_fault = max((row for row, _column in faults), default=-1)
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
        yield count.row(name, number + 1, _with_faults(cells, number, faults))
        number += 1
    while number <= last_fault:
        yield count.row(name, number + 1, _with_faults([], number, faults))
        number += 1


def _merged_down(sheet: Any) -> dict[int, list[tuple[int, int]]]:
    """First row of merged cells -> their first column and last row, for those of several rows.

    The value stands in the first of them, and is meant for each.
    """
    found: dict[int, list[tuple[int, int]]] = {}
    for (top, left), (bottom, _right) in sheet.merged_cell_ranges or ():
        if bottom > top:
            found.setdefault(top, []).append((left, bottom))
    return found


def _with_faults(cells: list[Any], row: int, faults: dict[tuple[int, int], str]) -> list[Any]:
    if faults:
        for (_row, column), words in ((place, words) for place, words in faults.items() if place[0] == row):
            cells.extend([""] * (column + 1 - len(cells)))
            cells[column] = {"fault": words}
    while cells and cells[-1] == "":
        cells.pop()
    return cells


def _look_through(kind: str, content: bytes) -> dict[str, dict[tuple[int, int], str]]:
    """Sheet -> cell -> what is wrong with it, where the reader would say that it is empty. Refuses what must not be
    read at all."""
    if kind == "xls":
        return _look_through_old(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = [name for name in archive.namelist() if name.endswith((".xml", ".rels"))]
            for name in names:
                with archive.open(name) as part:
                    _refuse_declarations(part.read(4096))
            if kind == "ods":
                return _look_through_ods(archive)
            return _look_through_xlsx(archive, set(names))
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError, KeyError) as error:
        raise Refused(BROKEN) from error
    except Exception as error:
        if isinstance(error, Refused | MemoryError):
            raise
        raise Refused(BROKEN) from error


def _refuse_declarations(start: bytes) -> None:
    if start[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in start or b"<!DOCTYPE" in start or b"<!ENTITY" in start:
        raise Refused("The file is written in a way that no spreadsheet program uses. Save it again and choose that.")


def _look_through_old(content: bytes) -> dict[str, dict[tuple[int, int], str]]:
    if "EncryptedPackage".encode("utf-16-le") in content or _is_locked(content):
        raise Refused(PASSWORD)
    if "_VBA_PROJECT".encode("utf-16-le") in content:
        raise Refused(MACROS)
    if not any(name.encode("utf-16-le") in content for name in ("Workbook", "Book")):
        raise Refused(
            "The file is from an old Office program, but no spreadsheet. Choose the .xlsx, .xls, .ods or CSV."
        )
    return {}


def _is_locked(content: bytes) -> bool:
    """Whether one of the first records of an .xls says that the others are encrypted ([MS-XLS] 2.4.117, FilePass)."""
    place = content.find(b"\x09\x08\x10\x00\x00\x06\x05\x00")
    for _record in range(4):
        if place < 0 or place + 4 > len(content):
            return False
        number, length = int.from_bytes(content[place : place + 2], "little"), content[place + 2 : place + 4]
        if number == 0x002F:
            return True
        place += 4 + int.from_bytes(length, "little")
    return False


def _look_through_xlsx(archive: zipfile.ZipFile, names: set[str]) -> dict[str, dict[tuple[int, int], str]]:
    found: dict[str, dict[tuple[int, int], str]] = {}
    for sheet, part in _parts_of_sheets(archive):
        if part not in names:
            raise Refused(BROKEN)
        faults: dict[tuple[int, int], str] = {}
        with archive.open(part) as file:
            for piece in _pieces(file):
                _look_through_cells(sheet, piece, faults)
        if faults:
            found[sheet] = faults
    return found


def _look_through_cells(sheet: str, piece: bytes, faults: dict[tuple[int, int], str]) -> None:
    if _MAYBE_FAR.search(piece):
        for far in _FAR.finditer(piece):
            _place(sheet, far[0])
    if b'"e"' in piece or b"'e'" in piece:
        for error in _ERROR.finditer(piece):
            words = _VALUE.search(error[2])
            faults[_place(sheet, error[1])] = words[1].decode("utf-8", "replace") if words else "an error"
    if b"<f" in piece or b":f" in piece:
        for formula in _UNRECKONED.finditer(piece):
            faults.setdefault(_place(sheet, formula[1]), NOT_RECKONED)
    if len(faults) > MOST_FAULTS:
        raise Refused(f"{_sheet(sheet)} has errors or formulas that were never worked out in {MOST_FAULTS:,} cells.")


def _place(sheet: str, attributes: bytes) -> tuple[int, int]:
    place = _PLACE.search(attributes)
    if place is None:
        raise Refused(f"{_sheet(sheet)} has an error in a cell that does not say where it is. Save the file again.")
    column = 0
    for letter in place[1][:4]:
        column = column * 26 + letter - 64
    row, column = int(place[2][:9]) - 1, column - 1
    if not (0 <= row < MOST_ROWS and column < MOST_COLUMNS):
        raise Refused(f"{_sheet(sheet)}, up to cell {(place[1] + place[2]).decode()[:16]}, {TOO_MUCH}")
    return row, column


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    before = b""
    while piece := file.read(_PIECE):
        yield before + piece
        before = piece[-_OVERLAP:]


def _parts_of_sheets(archive: zipfile.ZipFile) -> list[tuple[str, str]]:
    """The name of each sheet with that of its part, in the order of the workbook."""
    book = next((name for name in ("xl/workbook.xml",) if name in archive.namelist()), None)
    if book is None:  # a rare place: the reader finds it by itself, only the look through is left out
        return []
    targets: dict[str, str] = {}
    for name, attributes in _elements(archive.read("xl/_rels/workbook.xml.rels")):
        if name == "Relationship" and attributes.get("TargetMode", "") != "External":
            target = attributes.get("Target", "")
            targets[attributes.get("Id", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    sheets = []
    for name, attributes in _elements(archive.read(book)):
        if name == "sheet":
            link = next((value for key, value in attributes.items() if key.split(":")[-1] == "id"), "")
            part = targets.get(link, "")
            if "worksheets/" in part:
                sheets.append((attributes.get("name", ""), part))
    return sheets


def _elements(content: bytes) -> list[tuple[str, dict[str, str]]]:
    found: list[tuple[str, dict[str, str]]] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda name, attributes: found.append((name.split(":")[-1], attributes))
    parser.Parse(content, True)
    return found


def _look_through_ods(archive: zipfile.ZipFile) -> dict[str, dict[tuple[int, int], str]]:
    sheet = ""
    with archive.open("content.xml") as file:
        for piece in _pieces(file):
            error = _ODS_ERROR.search(piece)
            for named in _ODS_SHEET.finditer(piece, 0, error.start() if error else len(piece)):
                sheet = named[1].decode("utf-8", "replace")
            if error:
                raise Refused(
                    f"{_sheet(sheet)} has a cell with an error such as #N/A. Mend it, or save the file as .xlsx: which "
                    "cell it is can then be said."
                )
    return {}


# CSV


def _rows_of_text(content: bytes, count: _Count) -> Iterator[str]:
    text = _text(content)
    first = re.match(r"(?i)sep=([,;|\t])\r?\n", text)
    delimiter = first[1] if first else _delimiter(text)
    if first:
        text = text[first.end() :]
    csv.field_size_limit(2 * LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    while True:
        try:
            cells: list[Any] = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            what = "has a cell that is too long" if "limit" in str(error) else "has quotation marks that do not match"
            raise Refused(f"Row {number + 1} of the file {what}. Mend it, or save the sheet as .xlsx.") from error
        number += 1
        while cells and cells[-1] == "":
            cells.pop()
        yield count.row("", number, cells)


_BINARY = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def _text(content: bytes) -> str:
    """The text of a CSV file: UTF-8, UTF-16, or the letters that Excel saves in on Windows."""
    text = _decoded(content)
    if wrong := _BINARY.search(text):
        raise Refused(f"Row {text.count(chr(10), 0, wrong.start()) + 1} of the file {NOT_TEXT}")
    if text.lstrip().startswith("<"):
        raise Refused(
            "The file is a web page, not a spreadsheet. Open it in your spreadsheet program, and save it as .xlsx."
        )
    if not text.strip():
        raise Refused("The file is empty.")
    return text


def _decoded(content: bytes) -> str:
    encodings = ["utf-8-sig", "cp1252"]
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encodings = ["utf-16"]
    elif len(content) > 3 and content[:4].count(b"\x00") == 2:  # without a mark, as some programs save it
        encodings = ["utf-16-le" if content[1] == 0 else "utf-16-be"]
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError as error:
            place = error.start
    raise Refused(f"Row {content.count(10, 0, place) + 1} of the file {NOT_TEXT}")


def _delimiter(text: str) -> str:
    """What parts the cells: what parts the first rows into most columns, the same number in each."""
    sample = text[:20_000].rsplit("\n", 1)[0] if len(text) > 20_000 else text
    best, delimiter = (0.0, 0), ","
    for candidate in (",", ";", "\t", "|"):
        try:
            rows = [row for row in csv.reader(io.StringIO(sample, newline=""), delimiter=candidate) if row][:30]
        except csv.Error:
            continue
        widths = [len(row) for row in rows]
        usual = max(set(widths), key=widths.count, default=1)
        score = (widths.count(usual) / len(widths) if usual > 1 else 0.0, usual)
        if score > best:
            best, delimiter = score, candidate
    return delimiter


if __name__ == "__main__":
    main(sys.argv[1])
