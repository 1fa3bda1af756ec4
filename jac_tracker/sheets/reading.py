"""Reading a spreadsheet that somebody chose: first what it is, then what is in it."""

import functools
import io
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from threading import Timer
from typing import Any

from jac_tracker.files import NotTaken, Why, kind_of_archive
from jac_tracker.sheets.values import Cell, CellFault, NotASheet, Row, Sheet, Workbook
from jac_tracker.text import clean_text, from_csv_cell

LARGEST = 20 * 1024**2  # bytes
LONGEST = 8  # seconds that reading may take

_PARSER = Path(__file__).with_name("parsing")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Openings of what is often chosen by mistake: no text that anybody calls CSV begins so.
_OTHER = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"{\\rtf",
    b"MZ",
    b"\x7fELF",
    b"PK",
    b"Rar!",
    b"7z\xbc\xaf",
    b"SQLite",
)

OTHER = "The file must be a spreadsheet: Excel (.xlsx or .xls), OpenDocument (.ods) or CSV."
_SAVE_AGAIN = "Open it in your spreadsheet program, save it as .xlsx and choose that."
_NOT_TAKEN = {
    Why.BROKEN: f"The file is damaged or was cut short. {_SAVE_AGAIN}",
    Why.MACROS: "The file holds macros or other files that can run. Save it as .xlsx without them.",
    Why.TOO_FULL: "The file unpacks to more than can be taken. Delete what is not part of the list, or split it.",
    Why.PASSWORD: "The file is protected by a password. Save it without one.",
    Why.OFFICE_TEMPLATE: f"The file is a template, not a spreadsheet. {_SAVE_AGAIN}",
}


def read_workbook(content: bytes, name: str) -> Workbook:
    """What a spreadsheet holds: .xlsx, .xls, .ods or CSV, told apart by their bytes; `name` is for what is said of it.

    Values come as they are shown, not as formulas: whole numbers as int, "" as None, text as `clean_text` leaves it,
    and the value of cells merged over several rows in each of those. No macro is run and no link followed. Takes at
    most LONGEST seconds and some 200 MB, in a process of its own. Raises NotASheet, which names sheet and cell where it
    can.
    """
    if not content:
        raise NotASheet("The file is empty.")
    if len(content) > LARGEST:
        raise NotASheet(f"The file must be {LARGEST // 1024**2} MB or smaller. This one is larger.")
    kind = _kind_of(content)
    sheets = tuple(_sheets(_lines(kind, content), _from_csv if kind == "csv" else clean_text))
    if not any(sheet.rows for sheet in sheets):
        raise NotASheet("The file holds nothing: every sheet in it is empty.")
    return Workbook(sheets)


def _kind_of(content: bytes) -> str:
    if content.startswith(b"PK\x03\x04"):
        try:
            kind = kind_of_archive(io.BytesIO(content), len(content))
        except NotTaken as refusal:
            raise NotASheet(_NOT_TAKEN.get(refusal.why, OTHER)) from refusal
        if kind.suffixes[0] not in (".xlsx", ".ods"):
            raise NotASheet(OTHER)
        return kind.suffixes[0][1:]
    if content.startswith(_OLD_OFFICE):
        return "xls"
    if content.startswith(_OTHER):
        raise NotASheet(OTHER)
    return "csv"


def _lines(kind: str, content: bytes) -> Iterator[Any]:
    """What the parser says of each sheet and row. Raises NotASheet where it refuses, or ends before it is through."""
    name = ""
    with closing(said_apart(kind, content)) as lines:
        for line in lines:
            said = _said(line)
            if isinstance(said, dict):
                if "refused" in said:
                    raise NotASheet(said["refused"])
                if "end" in said:
                    return
                name = said["sheet"]
            yield said
    where = f"Sheet “{name}”" if name else "The file"
    raise NotASheet(f"{where} holds more than can be taken. Delete what is not part of the list, or split it.")


def said_apart(kind: str, content: bytes) -> Generator[bytes, None, None]:
    """What `parsing.said` says, in a process with little memory and time. Ends early where that process does."""
    with tempfile.TemporaryFile() as file:
        file.write(content)
        file.seek(0)
        command = [sys.executable, "-I", str(_PARSER), kind]
        with subprocess.Popen(command, stdin=file, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as parser:
            out_of_time = Timer(LONGEST, parser.kill)
            out_of_time.start()
            try:
                assert parser.stdout is not None
                yield from parser.stdout
            finally:
                out_of_time.cancel()
                parser.kill()


def _said(line: bytes) -> Any:
    try:
        return _DECODER.decode(line.decode("utf-8", "replace"))
    except ValueError:  # cut off where the parser ended
        return []


def _untagged(value: dict[str, Any]) -> Any:
    if "on" in value:
        return date.fromisoformat(value["on"])
    if "at" in value:
        return datetime.fromisoformat(value["at"])
    return CellFault(value["fault"]) if "fault" in value else value


_DECODER = json.JSONDecoder(object_hook=_untagged)


def _from_csv(cell: str) -> str:
    """What our own files have an apostrophe before, so that no spreadsheet takes it for a formula, is without it."""
    return clean_text(from_csv_cell(cell))


def _sheets(lines: Iterator[Any], cleaned: Callable[[str], str]) -> Iterator[Sheet]:
    head: dict[str, Any] | None = None
    rows: list[Row] = []
    clean = functools.lru_cache(50_000)(cleaned)
    for said in lines:
        if isinstance(said, dict):
            if head is not None:
                yield _sheet(head, rows)
            head, rows = said, []
        else:
            rows.append(_row(said, clean))
    if head is not None:
        yield _sheet(head, rows)


def _sheet(head: dict[str, Any], rows: list[Row]) -> Sheet:
    while rows and not rows[-1]:
        rows.pop()
    return Sheet(clean_text(head["sheet"]), tuple(rows), head["hidden"])


def _row(cells: list[Any], clean: Any) -> Row:
    row = [(clean(cell) or None) if type(cell) is str else _cell(cell) for cell in cells]
    while row and row[-1] is None:
        row.pop()
    return tuple(row)


def _cell(value: Any) -> Cell:
    match value:
        case bool() | CellFault():
            return value
        case float():
            if value != value or abs(value) == float("inf"):
                return CellFault("a number that is too large")
            return int(value) if value.is_integer() and abs(value) < 1e15 else value
        case datetime() if value.time() == value.min.time():
            return value.date()
    return value
