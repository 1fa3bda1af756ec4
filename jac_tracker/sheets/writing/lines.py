"""CSV and JSON, made while they are sent."""

import csv
import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from jac_tracker.dates.working import in_london
from jac_tracker.sheets.writing.table import Table, Value
from jac_tracker.text import csv_cell, storable

_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}".encode()  # tells a spreadsheet that the text is UTF-8
_IN_ONE_GO = 100  # rows


class _Line:
    """Hands a written line on."""

    def write(self, line: str) -> str:
        return line


def csv_lines(table: Table) -> Iterator[bytes]:
    """The table as a CSV file in UTF-8: the headings, then the rows, and nothing else, so that it stays a table.

    Days are ISO days, moments ISO moments with their distance from Greenwich. Text that a spreadsheet would take for a
    formula begins with an apostrophe, which `jac_tracker.text.from_csv_cell` takes off again.
    """
    writer = csv.writer(_Line())
    yield _MARK + _line(writer, [column.heading for column in table.columns])
    gathered: list[bytes] = []
    for row in table.rows:
        gathered.append(_line(writer, [_csv_value(value) for value in row]))
        if len(gathered) == _IN_ONE_GO:
            yield b"".join(gathered)
            gathered.clear()
    yield b"".join(gathered)


def _line(writer: Any, cells: list[Any]) -> bytes:
    return str(writer.writerow(cells)).encode()


def _csv_value(value: Value) -> Any:
    return csv_cell(storable(value)) if isinstance(value, str) else _plain(value)


def json_lines(table: Table) -> Iterator[bytes]:
    """The table as JSON: title, what it is about, columns, and the rows as objects, a line each. UTF-8."""
    about = {label: words for label, words in table.about}
    columns = {column.key: column.heading for column in table.columns}
    head = json.dumps({"title": table.title, "about": about, "columns": columns}, ensure_ascii=False)
    yield f'{head.removesuffix("}")}, "rows": [\n'.encode()
    keys = [column.key for column in table.columns]
    before = ""
    for row in table.rows:
        values = {key: _json_value(value) for key, value in zip(keys, row, strict=True)}
        yield f"{before}{json.dumps(values, ensure_ascii=False, allow_nan=False)}".encode()
        before = ",\n"
    yield b"\n]}\n"


def _json_value(value: Value) -> Any:
    return storable(value) if isinstance(value, str) else _plain(value)


def _plain(value: Value) -> Any:
    """Days and moments as ISO has them; anything else as it is."""
    if isinstance(value, datetime):
        return in_london(value).isoformat(timespec="seconds")
    return value.isoformat() if isinstance(value, date) else value
