"""What is to be stopped by the limits of the process that reads."""

import random
import struct
from collections.abc import Callable, Iterator

from tests.factories.hostile_sheets.hostile import HostileSheet
from tests.factories.sheets import (
    ROWS,
    STYLES,
    compound,
    ods_cell,
    ods_of,
    ods_rows,
    record,
    rows_xml,
    sheet_xml,
    xls_cell,
    xls_stream,
    xlsx,
    xlsx_of,
)


def hostile() -> Iterator[HostileSheet]:
    made = {**_MANY_ROWS, **_MUCH_IN_A_CELL, **_CLAIMS}
    for name, (make, refused) in made.items():
        yield HostileSheet(name, make, refused, is_heavy=True)


def _million_of_ods() -> bytes:
    cell = ods_cell(1, ' table:number-columns-repeated="16384"')
    return ods_of(f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>')


def _endless_rows_of_ods() -> bytes:
    endless = f'<table:table-row table:number-rows-repeated="2147483647">{ods_cell(1)}</table:table-row>'
    return ods_of(f"{ods_rows(ROWS)}{endless}")


def _endless_columns_of_ods() -> bytes:
    endless = ods_cell(1, ' table:number-columns-repeated="4294967295"')
    return ods_of(f"<table:table-row>{endless}</table:table-row>")


def _far_apart_in_xls() -> bytes:
    cells = xls_cell(0, 0, 1) + xls_cell(65535, 255, 1)
    return compound({"Workbook": xls_stream(cells, size=(65536, 256))})


def _merged() -> bytes:
    cells = "".join(f'<mergeCell ref="A{n}:B{n + 9000}"/>' for n in range(1, 9000))
    return xlsx_of(rows_xml([["x"]] * 9000), after=f"<mergeCells>{cells}</mergeCells>")


def _errors() -> bytes:
    return xlsx_of("".join(f'<row r="{n}"><c r="A{n}" t="e"><v>#N/A</v></c></row>' for n in range(1, 9000)))


# Name -> how it is made, and how the sentence begins that refuses it.
_MANY_ROWS: dict[str, tuple[Callable[[], bytes], str | None]] = {
    "a million rows": (lambda: xlsx_of("<row><c><v>1</v></c></row>" * 10**6), None),
    "rows beyond the limit": (lambda: xlsx_of(rows_xml([["x"]] * 60_000)), "Sheet “Register”, up to cell A50001"),
    "a million rows of text": (lambda: b"a,b\n" * 10**6, "The file has more than 50,000 rows."),
    "a million columns of text": (lambda: b"," * 10**7 + b"x", "The file, row 1, has more than 256"),
    "a million full rows of ods": (_million_of_ods, None),
    "rows of ods without end": (_endless_rows_of_ods, None),
    "columns of ods without end": (_endless_columns_of_ods, None),
    "xls cells far apart": (_far_apart_in_xls, None),
    "600,000 cells": (
        lambda: xlsx([[f"{n}-{m}" for m in range(200)] for n in range(3000)]),
        "Sheet “Register”, up to row",
    ),
    "many merged cells": (_merged, None),
    "many errors": (_errors, "Sheet “Register” has errors"),
}


def _one_text_many_times() -> bytes:
    text = b"<sst><si><t>" + b"x" * 30_000 + b"</t></si></sst>"
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 40_000))
    return xlsx(xl__sharedStrings_dot_xml=text, xl__worksheets__sheet1_dot_xml=sheet_xml(cells))


_MUCH_IN_A_CELL: dict[str, tuple[Callable[[], bytes], str | None]] = {
    "a long text 40,000 times": (_one_text_many_times, None),
    "18 MB of text in one cell": (lambda: xlsx([[random.Random(5).randbytes(9 * 2**20).hex()]]), None),
    "very much depth": (lambda: xlsx(xl__worksheets__sheet1_dot_xml=b"<a>" * 3_000_000), None),
    "formulas that never end": (lambda: xlsx_of(("<row><c r='A1'><f>" + "(" * 60_000) * 40), None),
    "errors that never end": (lambda: xlsx_of("<c r='A1' t='e'>" * 400_000), None),
}


def _large_xls() -> bytes:
    return compound({"Workbook": xls_stream(xls_cell(0, 0, 1), size=(2**32 - 1, 2**16 - 1))})


def _many_texts_of_xls() -> bytes:
    claim = record(0x00FC, struct.pack("<II", 2**32 - 1, 2**32 - 1))
    return compound({"Workbook": xls_stream(b"", globals_=claim)})


def _many_texts_of_xlsx() -> bytes:
    claim = b'<sst count="4000000000" uniqueCount="4000000000">' + b"<si/>" * 100 + b"</sst>"
    return xlsx(xl__sharedStrings_dot_xml=claim)


def _many_styles() -> bytes:
    return xlsx(xl__styles_dot_xml=STYLES.replace(b"</cellXfs>", b'<xf numFmtId="0"/>' * 400_000 + b"</cellXfs>"))


_CLAIMS: dict[str, tuple[Callable[[], bytes], str | None]] = {
    "xls that claims to be large": (_large_xls, None),
    "xls that claims many texts": (_many_texts_of_xls, None),
    "xlsx that claims many texts": (_many_texts_of_xlsx, None),
    "many styles": (_many_styles, None),
}
