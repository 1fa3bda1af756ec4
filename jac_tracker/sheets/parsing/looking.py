"""A look through the parts of a workbook before it is read: for what must not be, and what is only said to be empty."""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import IO
from xml.parsers import expat

from .limits import (
    BROKEN,
    MACROS,
    MOST_COLUMNS,
    MOST_FAULTS,
    MOST_ROWS,
    NOT_RECKONED,
    PASSWORD,
    TOO_MUCH,
    Refused,
    called,
)

Faults = dict[int, dict[int, str]]
"""Row -> column, both from 0 -> what is wrong with the cell."""

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


def look_through(kind: str, content: bytes) -> Mapping[str, Faults]:
    """Sheet -> what is wrong with its cells, where the reader would say that it is empty. Refuses what must not be
    read at all."""
    if kind == "xls":
        return _look_through_old(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                if not name.lower().endswith((".xml", ".rels")):
                    continue
                with archive.open(name) as part:
                    _refuse_declarations(part.read(4096))
            if kind == "ods":
                return _look_through_ods(archive)
            return _look_through_xlsx(archive)
    except (Refused, MemoryError):
        raise
    except Exception as error:
        raise Refused(BROKEN) from error


def _refuse_declarations(start: bytes) -> None:
    if start[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in start or b"<!DOCTYPE" in start or b"<!ENTITY" in start:
        raise Refused("The file is written in a way that no spreadsheet program uses. Save it again and choose that.")


def _look_through_old(content: bytes) -> Mapping[str, Faults]:
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


def _look_through_xlsx(archive: zipfile.ZipFile) -> Mapping[str, Faults]:
    found: dict[str, Faults] = {}
    for sheet, part in _parts_of_sheets(archive):
        faults = found.setdefault(sheet, {})
        with archive.open(part) as file:
            for piece in _pieces(file):
                _look_through_cells(sheet, piece, faults)
    return found


def _look_through_cells(sheet: str, piece: bytes, faults: Faults) -> None:
    if _MAYBE_FAR.search(piece):
        for far in _FAR.finditer(piece):
            _place(sheet, far[0])
    if b'"e"' in piece or b"'e'" in piece:
        for error in _ERROR.finditer(piece):
            row, column = _place(sheet, error[1])
            words = _VALUE.search(error[2])
            faults.setdefault(row, {})[column] = words[1].decode("utf-8", "replace") if words else "an error"
    if b"<f" in piece or b":f" in piece:
        for formula in _UNRECKONED.finditer(piece):
            row, column = _place(sheet, formula[1])
            faults.setdefault(row, {}).setdefault(column, NOT_RECKONED)
    if sum(map(len, faults.values())) > MOST_FAULTS:
        raise Refused(f"{called(sheet)} has errors or formulas that were never worked out in {MOST_FAULTS:,} cells.")


def _place(sheet: str, attributes: bytes) -> tuple[int, int]:
    place = _PLACE.search(attributes)
    if place is None:
        raise Refused(f"{called(sheet)} has an error in a cell that does not say where it is. Save the file again.")
    column = 0
    for letter in place[1][:4]:
        column = column * 26 + letter - 64
    row, column = int(place[2][:9]) - 1, column - 1
    if not (0 <= row < MOST_ROWS and column < MOST_COLUMNS):
        raise Refused(f"{called(sheet)}, up to cell {(place[1] + place[2]).decode()[:16]}, {TOO_MUCH}")
    return row, column


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    before = b""
    while piece := file.read(_PIECE):
        yield before + piece
        before = piece[-_OVERLAP:]


def _parts_of_sheets(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """The name of each sheet with that of its part, in the order of the workbook."""
    parts = {name.lower(): name for name in archive.namelist()}  # the reader does not mind capitals either
    if "xl/workbook.xml" not in parts:
        raise Refused(BROKEN)
    targets: dict[str, str] = {}
    for name, attributes in _elements(archive.read(parts["xl/_rels/workbook.xml.rels"])):
        if name == "Relationship" and attributes.get("TargetMode", "") != "External":
            target = attributes.get("Target", "")
            targets[attributes.get("Id", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    for name, attributes in _elements(archive.read(parts["xl/workbook.xml"])):
        if name == "sheet":
            link = next((value for key, value in attributes.items() if key.split(":")[-1] == "id"), "")
            part = targets.get(link, "")
            if "worksheets/" in part.lower():
                yield attributes.get("name", ""), parts[part.lower()]


def _elements(content: bytes) -> list[tuple[str, dict[str, str]]]:
    found: list[tuple[str, dict[str, str]]] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda name, attributes: found.append((name.split(":")[-1], attributes))
    parser.Parse(content, True)
    return found


def _look_through_ods(archive: zipfile.ZipFile) -> Mapping[str, Faults]:
    sheet = ""
    with archive.open("content.xml") as file:
        for piece in _pieces(file):
            error = _ODS_ERROR.search(piece)
            for named in _ODS_SHEET.finditer(piece, 0, error.start() if error else len(piece)):
                sheet = named[1].decode("utf-8", "replace")
            if error:
                raise Refused(
                    f"{called(sheet)} has a cell with an error such as #N/A. Mend it, or save the file as .xlsx: which "
                    "cell it is can then be said."
                )
    return {}
