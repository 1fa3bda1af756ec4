"""Small spreadsheets of every kind that is read, each made of bytes, and the pieces that worse ones are made of."""

import struct
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from xml.sax.saxutils import escape, quoteattr

from jac_tracker.sheets import Cell, column_name
from tests.factories.files import MAIN_PARTS, content_types, zipped

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"

ROWS: Sequence[Sequence[Cell]] = (
    ("Reference", "Title", "Published", "Number"),
    ("A-1", "Record crimes", date(2021, 3, 4), 7),
    ("A-2", "Care", "4/3/2021", 2.5),
)
"""What the small spreadsheets hold."""


# Excel


def cell_xml(row: int, column: int, value: Cell) -> str:
    """A cell of an .xlsx; row and column counted from 0. Dates are numbers with the style of a date."""
    place = f"{column_name(column)}{row + 1}"
    match value:
        case None:
            return ""
        case bool():
            return f'<c r="{place}" t="b"><v>{int(value)}</v></c>'
        case datetime() | date():
            return f'<c r="{place}" s="1"><v>{serial(value)}</v></c>'
        case int() | float():
            return f'<c r="{place}"><v>{value}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(str(value))}</t></is></c>'


def serial(day: date) -> float:
    """A day as Excel counts them from 1900."""
    moment = day if isinstance(day, datetime) else datetime(day.year, day.month, day.day)
    return (moment - datetime(1899, 12, 30)).total_seconds() / 86400


def rows_xml(rows: Iterable[Sequence[Cell]]) -> str:
    return "".join(
        f'<row r="{number + 1}">{"".join(cell_xml(number, column, cell) for column, cell in enumerate(row))}</row>'
        for number, row in enumerate(rows)
    )


def sheet_xml(rows: str, before: str = "", after: str = "", prolog: str = "") -> bytes:
    return f'{prolog}<worksheet xmlns="{_MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'.encode()


def book_xml(names: Sequence[str], attributes: str = "", before: str = "", prolog: str = "") -> bytes:
    sheets = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="rId{n}"{attributes}/>' for n, name in enumerate(names, 1)
    )
    return f'{prolog}<workbook xmlns="{_MAIN}" xmlns:r="{_LINKS}">{before}<sheets>{sheets}</sheets></workbook>'.encode()


def links_xml(count: int, prolog: str = "", more: str = "") -> bytes:
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{_LINKS}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, count + 1)
    )
    return f'{prolog}<Relationships xmlns="{_PACKAGE}">{links}{more}</Relationships>'.encode()


STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0"/></cellStyleXfs>'
    '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>'
).encode()


def xlsx_parts(sheets: Mapping[str, bytes]) -> dict[str, bytes]:
    """The parts of an .xlsx with these sheets, each given as its XML."""
    return {
        "[Content_Types].xml": content_types(MAIN_PARTS["xlsx"][1]),
        "_rels/.rels": (
            f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="rId1" Type="{_LINKS}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>'
        ).encode(),
        "xl/workbook.xml": book_xml(list(sheets)),
        "xl/_rels/workbook.xml.rels": links_xml(len(sheets)),
        "xl/styles.xml": STYLES,
        **{f"xl/worksheets/sheet{n}.xml": content for n, content in enumerate(sheets.values(), 1)},
    }


def xlsx(rows: Iterable[Sequence[Cell]] = ROWS, name: str = "Register", **more: bytes) -> bytes:
    """An .xlsx of one sheet. `more` parts, where "__" stands for "/" and "_dot_" for ".", take the place of its own."""
    named = {key.replace("__", "/").replace("_dot_", "."): content for key, content in more.items()}
    return zipped({**xlsx_parts({name: sheet_xml(rows_xml(rows))}), **named})


def xlsx_of(rows: str, before: str = "", after: str = "") -> bytes:
    """An .xlsx of one sheet whose rows are given as XML."""
    return xlsx(xl__worksheets__sheet1_dot_xml=sheet_xml(rows, before, after))


# OpenDocument

_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"


def ods_cell(value: Cell, attributes: str = "") -> str:
    match value:
        case None:
            return f"<table:table-cell{attributes}/>"
        case bool():
            return f'<table:table-cell office:value-type="boolean" office:boolean-value="{str(value).lower()}"/>'
        case datetime() | date():
            return f'<table:table-cell office:value-type="date" office:date-value="{value.isoformat()}"{attributes}/>'
        case int() | float():
            return f'<table:table-cell office:value-type="float" office:value="{value}"{attributes}/>'
    text = f"<text:p>{escape(str(value))}</text:p>"
    return f'<table:table-cell office:value-type="string"{attributes}>{text}</table:table-cell>'


def ods_content(rows: str, name: str = "Register", prolog: str = "") -> bytes:
    return (
        f'{prolog}<office:document-content xmlns:office="{_OASIS}:office:1.0" xmlns:table="{_OASIS}:table:1.0" '
        f'xmlns:text="{_OASIS}:text:1.0" xmlns:calcext="urn:org:documentfoundation:names:experimental:calc">'
        f"<office:body><office:spreadsheet><table:table table:name={quoteattr(name)}>{rows}</table:table>"
        "</office:spreadsheet></office:body></office:document-content>"
    ).encode()


def ods_rows(rows: Iterable[Sequence[Cell]]) -> str:
    return "".join(f"<table:table-row>{''.join(ods_cell(cell) for cell in row)}</table:table-row>" for row in rows)


def ods_of(rows: str, **more: bytes) -> bytes:
    """An .ods of one sheet whose rows are given as XML, with `more` parts named as for `xlsx`."""
    named = {key.replace("__", "/").replace("_dot_", "."): content for key, content in more.items()}
    manifest = f'<manifest:manifest xmlns:manifest="{_OASIS}:manifest:1.0"/>'.encode()
    return zipped({"mimetype": ODS_TYPE, "META-INF/manifest.xml": manifest, "content.xml": ods_content(rows), **named})


def ods(rows: Iterable[Sequence[Cell]] = ROWS) -> bytes:
    return ods_of(ods_rows(rows))


# Old Excel: records of a number, a length and their content, in a stream of a compound file


def record(number: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", number, len(content)) + content


def _begin(kind: int) -> bytes:
    return record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0x0DBB, 0x07CC, 0x41, 0x06))


def xls_cell(row: int, column: int, value: Cell) -> bytes:
    match value:
        case None:
            return b""
        case datetime() | date():
            return record(0x0203, struct.pack("<HHHd", row, column, 1, serial(value)))
        case int() | float():
            return record(0x0203, struct.pack("<HHHd", row, column, 0, value))
    text = str(value).encode("utf-16-le")
    return record(0x0204, struct.pack("<HHHHB", row, column, 0, len(text) // 2, 1) + text)


def xls_stream(cells: bytes, name: str = "Register", globals_: bytes = b"", size: tuple[int, int] = (3, 4)) -> bytes:
    """The "Workbook" stream of one sheet: records of the whole, then those of the sheet."""
    styles = b"".join(record(0x00E0, struct.pack("<HHHHHHII", 0, form, 0, 0, 0, 0, 0, 0)) for form in (0, 14))
    title = name.encode("utf-16-le")
    whole = _begin(0x0005) + globals_ + styles
    sheet_named = struct.pack("<BBBB", 0, 0, len(name), 1) + title
    start = len(whole) + 4 + 4 + len(sheet_named) + 4
    whole += record(0x0085, struct.pack("<I", start) + sheet_named) + record(0x000A)
    used = record(0x0200, struct.pack("<IIHHH", 0, size[0], 0, size[1], 0))
    return whole + _begin(0x0010) + used + cells + record(0x000A)


def compound(streams: Mapping[str, bytes]) -> bytes:
    """A compound file of these streams, each kept in whole sectors of 512 bytes."""
    sectors, table, entries = b"", [0xFFFFFFFD, 0xFFFFFFFE], []
    for name, content in streams.items():
        content = content.ljust(max(4096, -len(content) % 512 + len(content)), b"\x00")
        start, count = len(table), len(content) // 512
        table += [*range(start + 1, start + count), 0xFFFFFFFE]
        sectors += content
        entries.append(_entry(name, 2, start, len(content)))
    root = _entry("Root Entry", 5, 0xFFFFFFFE, 0, child=1)
    directory = (root + b"".join(entries)).ljust(512, b"\x00")
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 16
    head += struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    head += struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    table += [0xFFFFFFFF] * (128 - len(table))
    return head + struct.pack("<128I", *table[:128]) + directory[:512] + sectors


def _entry(name: str, kind: int, start: int, size: int, child: int = 0xFFFFFFFF) -> bytes:
    title = name.encode("utf-16-le") + b"\x00\x00"
    tree = struct.pack("<BBIII", kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child)
    return (
        title.ljust(64, b"\x00") + struct.pack("<H", len(title)) + tree + b"\x00" * 36 + struct.pack("<IQ", start, size)
    )


def xls(rows: Iterable[Sequence[Cell]] = ROWS, **more: bytes) -> bytes:
    """An .xls of one sheet, with `more` streams."""
    cells = b"".join(
        xls_cell(number, column, cell) for number, row in enumerate(rows) for column, cell in enumerate(row)
    )
    return compound({"Workbook": xls_stream(cells), **more})
