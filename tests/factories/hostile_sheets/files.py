"""Files of another type, cut short, or with wrong bytes in them."""

import random
from collections.abc import Iterator

from tests.factories.files import JPEG, MAIN_PARTS, PDF, PNG, content_types, open_document, word_file, zipped
from tests.factories.hostile_sheets.hostile import BROKEN, OTHER, HostileSheet, made
from tests.factories.sheets import ROWS, compound, ods, xls, xls_cell, xls_stream, xlsx


def hostile() -> Iterator[HostileSheet]:
    yield from _wrong_types()
    yield from _cut_short()
    yield from _with_wrong_bytes()


def _wrong_types() -> Iterator[HostileSheet]:
    yield HostileSheet("nothing", made(b""), "The file is empty.")
    yield HostileSheet("21 MB", lambda: b"a,b\n" * (21 * 2**20 // 4), "The file must be 20 MB or smaller.")
    others = {
        "a PDF": PDF,
        "a picture": PNG,
        "a photograph": JPEG,
        "a drawing that moves": b"GIF89a\x01\x00",
        "a Word file": word_file(),
        "an OpenDocument text": open_document(),
        "an archive": zipped({"a.csv": b"a,b"}),
        "a Windows program": b"MZ\x90\x00" * 50,
        "a Linux program": b"\x7fELF\x02\x01\x01" + b"\x00" * 90,
        "rich text": b"{\\rtf1 Reference}",
        "RAR": b"Rar!\x1a\x07\x00",
        "7-Zip": b"7z\xbc\xaf\x27\x1c\x00\x04",
        "a database": b"SQLite format 3\x00" + b"\x00" * 90,
        "an empty archive": b"PK\x05\x06" + b"\x00" * 18,
        "a binary workbook": zipped(
            {
                "[Content_Types].xml": content_types("application/vnd.ms-excel.sheet.binary.main"),
                "xl/workbook.bin": b"\x83\x01\x00",
            }
        ),
    }
    for name, content in others.items():
        yield HostileSheet(name, made(content), OTHER)
    yield HostileSheet(
        "a Word template",
        made(zipped({"[Content_Types].xml": content_types(MAIN_PARTS["xlsx"][1].replace(".sheet.", ".template."))})),
        "The file is a template",
    )
    for name, markup in {
        "a page": b"<html><table><tr><td>1</td></tr></table></html>",
        "a page with a mark": b"\xef\xbb\xbf\r\n<!doctype html><table>",
        "a workbook of 2003": b'<?xml version="1.0"?><Workbook/>',
    }.items():
        yield HostileSheet(name, made(markup), "The file is a web page")
    yield HostileSheet(
        "old Word", made(compound({"WordDocument": b"\x00" * 5000})), "The file is from an old Office program"
    )
    yield HostileSheet(
        "an e-mail of Outlook", made(compound({"__properties_version1.0": b""})), "The file is from an old"
    )


def _cut_short() -> Iterator[HostileSheet]:
    for kind, whole in (("xlsx", xlsx()), ("ods", ods())):
        for part in range(1, 25):
            content = whole[: len(whole) * part // 25]
            yield HostileSheet(f"{kind} cut to {part} of 25", made(content), BROKEN)
    whole = xls()
    for part in range(1, 25):
        yield HostileSheet(f"xls cut to {part} of 25", made(whole[: len(whole) * part // 25]))


def _with_wrong_bytes() -> Iterator[HostileSheet]:
    for kind, whole, count in (("xlsx", xlsx(), 25), ("ods", ods(), 15), ("xls", xls(), 40)):
        for seed in range(count):
            chance, content = random.Random(seed), bytearray(whole)
            for _wrong in range(1 + seed % 12):
                content[chance.randrange(8, len(content))] = chance.randrange(256)
            yield HostileSheet(f"{kind} with wrong bytes {seed}", made(bytes(content)))
    stream = xls_stream(b"".join(xls_cell(n, m, cell) for n, row in enumerate(ROWS) for m, cell in enumerate(row)))
    for seed in range(25):
        chance, content = random.Random(seed), bytearray(stream)
        for _wrong in range(1 + seed % 4):
            content[chance.randrange(20, len(content))] = chance.randrange(256)
        yield HostileSheet(f"xls with wrong records {seed}", made(compound({"Workbook": bytes(content)})))
