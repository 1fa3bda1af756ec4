"""CSV: the rows of a text, in whatever letters it is written and whatever parts its cells."""

import csv
import io
import json
import re
from collections.abc import Iterator
from typing import Any

from .limits import LONGEST_CELL, NOT_TEXT, Count, Refused


def lines_of_text(content: bytes) -> Iterator[str]:
    """Lines for the only sheet of a CSV file and its rows."""
    yield json.dumps({"sheet": "", "hidden": False})
    count, text = Count(), _text(content)
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
