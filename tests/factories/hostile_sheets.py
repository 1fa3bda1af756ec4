"""Spreadsheets that somebody might send who means harm, or whose program saved them badly; and what becomes of each."""

import io
import random
import struct
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from tests.factories.files import JPEG, MAIN_PARTS, PDF, PNG, content_types, open_document, word_file, zipped
from tests.factories.sheets import (
    ROWS,
    STYLES,
    book_xml,
    compound,
    links_xml,
    ods,
    ods_cell,
    ods_content,
    ods_of,
    ods_rows,
    record,
    rows_xml,
    sheet_xml,
    xls,
    xls_cell,
    xls_stream,
    xlsx,
    xlsx_of,
    xlsx_parts,
)

OTHER = "The file must be a spreadsheet"
BROKEN = "The file is damaged"
MACROS = "The file holds macros"
PASSWORD = "The file is protected by a password"
TOO_FULL = "The file unpacks to more"
STRANGE = "The file is written in a way"


@dataclass(frozen=True)
class HostileSheet:
    """A file: what it is called, its bytes, and how the sentence begins that refuses it. `refused` is "" where it is
    read, and None where it may be read or refused, as long as somebody says so. A heavy one would take what there is
    of memory or time where nothing stops it."""

    name: str
    make: Callable[[], bytes]
    refused: str | None = None
    is_heavy: bool = False


def hostile_sheets() -> list[HostileSheet]:
    """All of them, each of its own name; what has to be made is made when it is asked for."""
    found = [
        *_wrong_types(),
        *_cut_short(),
        *_with_wrong_bytes(),
        *_archives(),
        *_that_run(),
        *_declarations(),
        *_far_out(),
        *_texts(),
        *_odd_cells(),
        *_odd_books(),
        *_heavy(),
    ]
    assert len({each.name for each in found}) == len(found)
    return found


def _of(content: bytes) -> Callable[[], bytes]:
    return lambda: content


def _wrong_types() -> Iterator[HostileSheet]:
    yield HostileSheet("nothing", _of(b""), "The file is empty.")
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
        yield HostileSheet(name, _of(content), OTHER)
    yield HostileSheet(
        "a Word template",
        _of(zipped({"[Content_Types].xml": content_types(MAIN_PARTS["xlsx"][1].replace(".sheet.", ".template."))})),
        "The file is a template",
    )
    for name, markup in {
        "a page": b"<html><table><tr><td>1</td></tr></table></html>",
        "a page with a mark": b"\xef\xbb\xbf\r\n<!doctype html><table>",
        "a workbook of 2003": b'<?xml version="1.0"?><Workbook/>',
    }.items():
        yield HostileSheet(name, _of(markup), "The file is a web page")
    yield HostileSheet(
        "old Word", _of(compound({"WordDocument": b"\x00" * 5000})), "The file is from an old Office program"
    )
    yield HostileSheet(
        "an e-mail of Outlook", _of(compound({"__properties_version1.0": b""})), "The file is from an old"
    )


def _cut_short() -> Iterator[HostileSheet]:
    for kind, whole in (("xlsx", xlsx()), ("ods", ods())):
        for part in range(1, 25):
            content = whole[: len(whole) * part // 25]
            yield HostileSheet(f"{kind} cut to {part} of 25", _of(content), BROKEN)
    whole = xls()
    for part in range(1, 25):
        yield HostileSheet(f"xls cut to {part} of 25", _of(whole[: len(whole) * part // 25]))


def _with_wrong_bytes() -> Iterator[HostileSheet]:
    for kind, whole, count in (("xlsx", xlsx(), 25), ("ods", ods(), 15), ("xls", xls(), 40)):
        for seed in range(count):
            chance, content = random.Random(seed), bytearray(whole)
            for _wrong in range(1 + seed % 12):
                content[chance.randrange(8, len(content))] = chance.randrange(256)
            yield HostileSheet(f"{kind} with wrong bytes {seed}", _of(bytes(content)))
    stream = xls_stream(b"".join(xls_cell(n, m, cell) for n, row in enumerate(ROWS) for m, cell in enumerate(row)))
    for seed in range(25):
        chance, content = random.Random(seed), bytearray(stream)
        for _wrong in range(1 + seed % 4):
            content[chance.randrange(20, len(content))] = chance.randrange(256)
        yield HostileSheet(f"xls with wrong records {seed}", _of(compound({"Workbook": bytes(content)})))


def _archives() -> Iterator[HostileSheet]:
    locked = bytearray(xlsx())
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = locked.find(signature)
        while start >= 0:
            locked[start + place] |= 1
            start = locked.find(signature, start + 4)
    yield HostileSheet("xlsx of locked parts", _of(bytes(locked)), PASSWORD)
    yield HostileSheet(
        "an encrypted xlsx", _of(compound({"EncryptionInfo": b"", "EncryptedPackage": b"x" * 99})), PASSWORD
    )
    encrypted = b"<manifest:manifest><manifest:encryption-data/></manifest:manifest>"
    yield HostileSheet(
        "an encrypted ods",
        _of(
            zipped(
                {
                    "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
                    "content.xml": b"x",
                    "META-INF/manifest.xml": encrypted,
                }
            )
        ),
        PASSWORD,
    )
    locked_stream = xls_stream(b"", globals_=record(0x002F, struct.pack("<HHH", 1, 1, 1) + b"x" * 48))
    yield HostileSheet("an encrypted xls", _of(compound({"Workbook": locked_stream})), PASSWORD)
    old_lock = xls_stream(b"", globals_=record(0x002F, struct.pack("<HHH", 0, 7, 7)))
    yield HostileSheet("an xls with an old lock", _of(compound({"Workbook": old_lock})), PASSWORD)
    yield HostileSheet("parts above", _of(xlsx(**{"..__..__a_dot_xml": b"x"})), BROKEN)
    yield HostileSheet("parts at the root", _of(xlsx(**{"__etc__passwd": b"x"})), BROKEN)
    yield HostileSheet(
        "two parts of one name", _of(xlsx(a_dot_xml=b"1", b_dot_xml=b"2").replace(b"b.xml", b"a.xml")), BROKEN
    )
    yield HostileSheet(
        "five thousand parts",
        lambda: zipped({**xlsx_parts({"A": sheet_xml("")}), **{f"{n}.xml": b"" for n in range(5001)}}),
        TOO_FULL,
    )
    for method in (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        yield HostileSheet(f"packed rarely {method}", _of(_packed(method)), BROKEN)
    claiming = bytearray(xlsx())
    struct.pack_into("<I", claiming, claiming.rfind(b"PK\x01\x02") + 24, 2**31)
    yield HostileSheet("a directory that claims two gigabytes", _of(bytes(claiming)), TOO_FULL)
    bomb = sheet_xml("<row>" + " " * (30 * 2**20) + "</row>")
    yield HostileSheet("an archive of much from little", lambda: zipped(xlsx_parts({"A": bomb})), TOO_FULL)


def _packed(method: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in xlsx_parts({"A": sheet_xml(rows_xml(ROWS))}).items():
            archive.writestr(name, content)
    return out.getvalue()


def _that_run() -> Iterator[HostileSheet]:
    runs = "The file holds macros"
    for name in (
        "xl__vbaProject_dot_bin",
        "xl__vbaData_dot_xml",
        "xl__macrosheets__sheet1_dot_xml",
        "a_dot_exe",
        "a_dot_js",
    ):
        yield HostileSheet(f"with the part {name}", _of(xlsx(**{name: b"x"})), runs)
    macro_main = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    for name in (macro_main, macro_main.replace("sheet", "template"), macro_main.replace("sheet", "addin")):
        yield HostileSheet(f"of the type {name}", _of(zipped({"[Content_Types].xml": content_types(name)})), runs)
    yield HostileSheet("ods with a script", _of(ods_of(ods_rows(ROWS), Basic__a_dot_xml=b"x")), runs)
    yield HostileSheet("xls with macros", _of(xls(_VBA_PROJECT_CUR=b"x", _VBA_PROJECT=b"x")), MACROS)
    link = b'<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
    yield HostileSheet("links to other workbooks", _of(xlsx(xl__externalLinks__externalLink1_dot_xml=link)), "")
    outside = '<Relationship Id="x" Type="t" Target="http://host.example/a.xml" TargetMode="External"/>'
    yield HostileSheet(
        "a part that is elsewhere", _of(xlsx(xl___rels__workbook_dot_xml_dot_rels=links_xml(1, more=outside))), ""
    )
    away = links_xml(1).replace(b'"worksheets/sheet1.xml"', b'"http://host.example/a.xml" TargetMode="External"')
    yield HostileSheet("a sheet that is elsewhere", _of(xlsx(xl___rels__workbook_dot_xml_dot_rels=away)), None)


_DECLARED = {
    "a file of the machine": '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    "a page elsewhere": '<!DOCTYPE a SYSTEM "http://host.example/a.dtd">',
    "a parameter": '<!DOCTYPE a [<!ENTITY % x SYSTEM "http://host.example/x"> %x;]>',
    "a thousand laughs": '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>',
}


def _declarations() -> Iterator[HostileSheet]:
    cells = '<row r="1"><c r="A1" t="inlineStr"><is><t>&x;&c;</t></is></c></row>'
    for name, prolog in _DECLARED.items():
        parts = {
            "the sheet": {"xl__worksheets__sheet1_dot_xml": sheet_xml(cells, prolog=prolog)},
            "the workbook": {"xl__workbook_dot_xml": book_xml(["A"], prolog=prolog)},
            "the links": {"xl___rels__workbook_dot_xml_dot_rels": links_xml(1, prolog=prolog)},
            "the styles": {"xl__styles_dot_xml": prolog.encode() + STYLES},
            "the texts": {"xl__sharedStrings_dot_xml": prolog.encode() + b"<sst><si><t>&x;</t></si></sst>"},
        }
        for where, part in parts.items():
            yield HostileSheet(f"{name} in {where}", _of(xlsx(**part)), STRANGE)
        content = zipped(
            {
                "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
                "META-INF/manifest.xml": b"<manifest/>",
                "content.xml": ods_content(ods_rows([["&x;"]]), prolog=prolog),
            }
        )
        yield HostileSheet(f"{name} in an ods", _of(content), STRANGE)
    for letters in ("utf-16", "utf-16-le", "utf-32"):
        wide = sheet_xml(cells, prolog=_DECLARED["a file of the machine"]).decode().encode(letters)
        yield HostileSheet(
            f"a file of the machine in {letters}", _of(xlsx(xl__worksheets__sheet1_dot_xml=wide)), STRANGE
        )
    undeclared = sheet_xml(cells)
    yield HostileSheet("a name that nothing declares", _of(xlsx(xl__worksheets__sheet1_dot_xml=undeclared)), None)


def _far_out() -> Iterator[HostileSheet]:
    for place in ("XFD1", "A1048576", "XFD1048576", "IW1", "A50001", "ZZZ1", "A99999999", "IV50001"):
        row = f'<row><c r="{place}"><v>1</v></c></row>'
        yield HostileSheet(
            f"a cell at {place}", _of(xlsx_of(rows_xml(ROWS) + row)), f"Sheet “Register”, up to cell {place}"
        )
    for name, cell in {
        "in single marks": "<c r='XFD1048576'><v>1</v></c>",
        "of a prefix": '<x:c r="XFD1048576"><x:v>1</x:v></x:c>',
        "with a formula": '<c r="XFD9"><f>1+1</f><v>2</v></c>',
        "with a text": '<c r="XFD9" t="inlineStr"><is><t>x</t></is></c>',
    }.items():
        yield HostileSheet(f"a far cell {name}", _of(xlsx_of(f"<row>{cell}</row>")), "Sheet “Register”, up to cell XFD")
    yield HostileSheet(
        "a far cell that is only coloured", _of(xlsx_of(rows_xml(ROWS) + '<row><c r="XFD1048576" s="1"/></row>')), ""
    )
    for name, cell in {
        "minus": 'r="A-1"',
        "nought": 'r="A0"',
        "words": 'r="here"',
        "nothing": 'r=""',
        "no place": "",
    }.items():
        yield HostileSheet(f"a cell at {name}", _of(xlsx_of(f"<row><c {cell}><v>1</v></c></row>")), None)
    wide = [[f"c{n}" for n in range(300)]]
    yield HostileSheet("300 columns", _of(xlsx(wide)), "Sheet “Register”, up to cell I")
    yield HostileSheet("300 columns of ods", _of(ods(wide)), "Sheet “Register”, up to cell KN1")
    yield HostileSheet(
        "300 columns of text", _of(",".join("x" * 300).encode()), "The file, row 1, has more than 256 columns."
    )
    blank = ods_cell(None, ' table:number-columns-repeated="16384"')
    below = f'<table:table-row table:number-rows-repeated="1048570">{blank}</table:table-row>'
    yield HostileSheet("a million empty rows of ods", _of(ods_of(ods_rows(ROWS) + below)), "")


_DELIMITED = {"commas": ",", "semicolons": ";", "tabs": "\t", "bars": "|"}


def _texts() -> Iterator[HostileSheet]:
    plain = "Reference,Title\r\nA-1,Café crime\r\n"
    for letters in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"):
        yield HostileSheet(f"text in {letters}", _of(plain.encode(letters)), "")
    for name, delimiter in _DELIMITED.items():
        yield HostileSheet(f"text with {name}", _of(plain.replace(",", delimiter).encode()), "")
    yield HostileSheet("text that says what parts it", _of(b"sep=;\r\nReference;Title\r\nA-1;Crime, and more\r\n"), "")
    for number in [*range(0x01, 0x09), *range(0x0E, 0x1B), 0x1C, 0x1D, 0x1E, 0x1F, 0x00]:
        yield HostileSheet(
            f"text with the control {number}",
            _of(b"Reference,Title\nA-1,Cri%cme\n" % number),
            "Row 2 of the file holds something that is not text",
        )
    yield HostileSheet("text in letters of no kind", _of(b"Reference\nA-1\nx\x81\x8d\n"), "Row 3 of the file holds")
    yield HostileSheet("text of four bytes a letter", _of(plain.encode("utf-32")), "Row ")
    yield HostileSheet("half a letter of UTF-16", _of(plain.encode("utf-16")[:-1]), "Row ")
    yield HostileSheet("half a pair of UTF-16", _of(b"\xff\xfeA\x00\x00\xd8B\x00"), "Row 1 of the file holds")
    yield HostileSheet(
        "a quotation that never ends", _of(b'Reference,Title\nA-1,"Crime\nA-2,Care\n'), "Row 2 of the file has quot"
    )
    yield HostileSheet(
        "a quotation with more behind", _of(b'Reference,Title\nA-1,"Crime"s\n'), "Row 2 of the file has quotation"
    )
    yield HostileSheet(
        "a long cell of text", _of(b"Reference,Title\nA-1," + b"x" * 40_000), "The file, cell B2, has more than"
    )
    yield HostileSheet(
        "a very long cell of text", _of(b"Reference,Title\nA-1," + b"x" * 90_000), "Row 2 of the file has a cell"
    )
    yield HostileSheet("only line ends", _of(b"\r\n" * 5000), "The file is empty.")
    yield HostileSheet("only commas", _of(b",,,,\n" * 50), "The file holds nothing")
    yield HostileSheet("only a mark", _of(b"\xef\xbb\xbf"), "The file is empty.")
    yield HostileSheet("ends of old Macs", _of(b"Reference,Title\rA-1,Crime\r"), "")
    yield HostileSheet("ends of every kind", _of(b"Reference,Title\rA-1,Crime\nA-2,Care\r\n\n\rA-3,x"), "")
    yield HostileSheet("rows of every width", _of(b"a,b,c\n1\n1,2,3,4,5,6\n\n,,,,9\n"), "")
    yield HostileSheet(
        "marks that run backwards", _of("Reference,Title\nA-1,\u202eemirC\u202c\u200f\u2067x\u2069\n".encode()), ""
    )
    yield HostileSheet("letters of every size", _of("Reference,Title\nA-1,é𝕏🦊\u200d👮🏽ﬀ\n".encode()), "")
    for number, start in enumerate("=+-@\t"):
        yield HostileSheet(
            f"a formula in text {number}", _of(f"Reference,Title\nA-1,\"{start}cmd|' /C calc'!A0\"\n".encode()), ""
        )


def _odd_cells() -> Iterator[HostileSheet]:
    cells = {
        "an error": '<c r="A1" t="e"><v>#N/A</v></c>',
        "an error of a formula": '<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>',
        "a formula never worked out": '<c r="A1"><f>SUM(B1:B9)</f></c>',
        "a formula with no value": '<c r="A1"><f>A2</f><v/></c>',
        "a formula to a file": "<c r=\"A1\"><f>'[x.xlsx]A'!A1</f><v>1</v></c>",
        "a call": '<c r="A1"><f>WEBSERVICE("http://a")</f></c>',
        "an infinite number": '<c r="A1"><v>1e999</v></c>',
        "a long number": f'<c r="A1"><v>{"9" * 400}</v></c>',
        "a day before days": '<c r="A1" s="1"><v>-5</v></c>',
        "a day after days": '<c r="A1" s="1"><v>9999999</v></c>',
        "the day that never was": '<c r="A1" s="1"><v>60</v></c>',
        "nought as a day": '<c r="A1" s="1"><v>0</v></c>',
        "a part of a day": '<c r="A1" s="1"><v>44259.999999</v></c>',
        "a day without end": '<c r="A1" s="1"><v>1e300</v></c>',
        "a style that is not there": '<c r="A1" s="99999"><v>5</v></c>',
        "a style of words": '<c r="A1" s="x"><v>5</v></c>',
        "a text that is not there": '<c r="A1" t="s"><v>5</v></c>',
        "a type that is not there": '<c r="A1" t="zzz"><v>5</v></c>',
        "a truth of three": '<c r="A1" t="b"><v>3</v></c>',
        "a day as text": '<c r="A1" t="d"><v>2021-13-45</v></c>',
        "markup in a text": '<c r="A1" t="inlineStr"><is><t>&lt;script&gt;</t></is></c>',
        "controls in a text": '<c r="A1" t="inlineStr"><is><t>a&#1;&#11;b</t></is></c>',
        "NUL in a text": '<c r="A1" t="inlineStr"><is><t>a&#0;b</t></is></c>',
        "half a letter in a text": '<c r="A1" t="inlineStr"><is><t>a&#xD800;b</t></is></c>',
        "an escaped control": '<c r="A1" t="inlineStr"><is><t>a_x0000_b</t></is></c>',
        "a cell in a cell": '<c r="A1"><c r="B1"><v>1</v></c></c>',
        "two cells in one place": '<c r="A1"><v>1</v></c>' * 2,
        "cells in the wrong order": '<c r="C1"><v>1</v></c><c r="A1"><v>2</v></c>',
        "a cell that never ends": '<c r="A1"><v>1',
        "a long text": f'<c r="A1" t="inlineStr"><is><t>{"x" * 40_000}</t></is></c>',
        "marks that run backwards": '<c r="A1" t="inlineStr"><is><t>\u202eabc\u202c</t></is></c>',
    }
    for name, cell in cells.items():
        yield HostileSheet(
            f"{name} in a cell", lambda cell=cell: xlsx_of(f'<row r="1">{cell}<c r="D1"><v>1</v></c></row>')
        )
    for ref in ("A1:A3", "A1:XFD1048576", "A3:A1", "A1", "", "A1:B2:C3", "x", "A2:A1048576"):
        merged = f'<mergeCells count="1"><mergeCell ref="{ref}"/></mergeCells>'
        yield HostileSheet(f"merged cells {ref or 'nowhere'}", _of(xlsx_of(rows_xml(ROWS), after=merged)))
    yield HostileSheet("numbers as text", _of(xlsx([["Number"], ["007"], ["1,5"], ["£3"], ["٣"]])), "")
    yield HostileSheet("headings twice", _of(xlsx([["Title", "Title", "Title"], ["a", "b", "c"]])), "")
    yield HostileSheet("references twice", _of(xlsx([["Reference"], ["A-1"], ["A-1"]])), "")
    yield HostileSheet("a day long ago in xls", _of(xls([["Day"], [date(1900, 3, 1)]])), "")
    error = ods_rows(ROWS) + '<table:table-row><table:table-cell calcext:value-type="error"/></table:table-row>'
    yield HostileSheet("an error in ods", _of(ods_of(error)), "Sheet “Register” has a cell with an error")


def _odd_books() -> Iterator[HostileSheet]:
    good = sheet_xml(rows_xml(ROWS))
    for name in ("", " ", "x" * 400, "<b>", "a/b\\c", "🦊", "\u202eabc", "History", "'"):
        yield HostileSheet(f"a sheet named {name[:9]!r}", _of(zipped(xlsx_parts({name: good}))))
    hidden = book_xml(["Register"], ' state="hidden"')
    yield HostileSheet("only a hidden sheet", _of(xlsx(xl__workbook_dot_xml=hidden)), "")
    yield HostileSheet(
        "only a very hidden sheet", _of(xlsx(xl__workbook_dot_xml=book_xml(["A"], ' state="veryHidden"'))), ""
    )
    yield HostileSheet(
        "two sheets of one name",
        _of(
            xlsx(
                xl__workbook_dot_xml=book_xml(["A", "A"]),
                xl___rels__workbook_dot_xml_dot_rels=links_xml(2),
                xl__worksheets__sheet2_dot_xml=good,
            )
        ),
    )
    days = book_xml(["A"], before='<workbookPr date1904="1"/>')
    yield HostileSheet("days from 1904", _of(xlsx(xl__workbook_dot_xml=days)), "")
    yield HostileSheet("no sheets", _of(xlsx(xl__workbook_dot_xml=book_xml([]))), "The file holds no sheet.")
    yield HostileSheet(
        "101 sheets", lambda: zipped(xlsx_parts({f"S{n}": good for n in range(101)})), "The file has more than 100"
    )
    yield HostileSheet("an empty sheet", _of(xlsx([])), "The file holds nothing")
    yield HostileSheet("links to nothing", _of(xlsx(xl___rels__workbook_dot_xml_dot_rels=links_xml(0))))
    circle = links_xml(1).replace(b"worksheets/sheet1.xml", b"workbook.xml")
    yield HostileSheet("a workbook that is its own sheet", _of(xlsx(xl___rels__workbook_dot_xml_dot_rels=circle)))
    for name in (
        "xl__workbook_dot_xml",
        "xl__worksheets__sheet1_dot_xml",
        "xl___rels__workbook_dot_xml_dot_rels",
        "xl__styles_dot_xml",
        "_rels___dot_rels",
    ):
        yield HostileSheet(f"nothing in {name}", _of(xlsx(**{name: b""})))
        yield HostileSheet(f"noise in {name}", _of(xlsx(**{name: random.Random(3).randbytes(300)})))
        yield HostileSheet(f"no end in {name}", _of(xlsx(**{name: b"<a><b c='"})))
        yield HostileSheet(f"much depth in {name}", _of(xlsx(**{name: b"<a>" * 9000})))


def _heavy() -> Iterator[HostileSheet]:
    """What is to be stopped by the limits of the process that reads."""
    many = "<row><c><v>1</v></c></row>"
    yield HostileSheet("a million rows", lambda: xlsx_of(many * 10**6), None, True)
    yield HostileSheet(
        "rows beyond the limit",
        lambda: xlsx_of(rows_xml([["x"]] * 60_000)),
        "Sheet “Register”, up to cell A50001",
        True,
    )
    yield HostileSheet("a million rows of text", lambda: b"a,b\n" * 10**6, "The file has more than 50,000 rows.", True)
    yield HostileSheet(
        "a million columns of text", lambda: b"," * 10**7 + b"x", "The file, row 1, has more than 256", True
    )
    cell = ods_cell(1, ' table:number-columns-repeated="16384"')
    million = f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>'
    yield HostileSheet("a million full rows of ods", lambda: ods_of(million), None, True)
    far = f'{ods_rows(ROWS)}<table:table-row table:number-rows-repeated="2147483647">{ods_cell(1)}</table:table-row>'
    yield HostileSheet("rows of ods without end", lambda: ods_of(far), None, True)
    endless = ods_cell(1, ' table:number-columns-repeated="4294967295"')
    wide = f"<table:table-row>{endless}</table:table-row>"
    yield HostileSheet("columns of ods without end", lambda: ods_of(wide), None, True)
    apart = xls_stream(xls_cell(0, 0, 1) + xls_cell(65535, 255, 1), size=(65536, 256))
    yield HostileSheet("xls cells far apart", lambda: compound({"Workbook": apart}), None, True)
    claim = xls_stream(xls_cell(0, 0, 1), size=(2**32 - 1, 2**16 - 1))
    yield HostileSheet("xls that claims to be large", lambda: compound({"Workbook": claim}), None, True)
    texts = xls_stream(b"", globals_=record(0x00FC, struct.pack("<II", 2**32 - 1, 2**32 - 1)))
    yield HostileSheet("xls that claims many texts", lambda: compound({"Workbook": texts}), None, True)
    sst = b'<sst count="4000000000" uniqueCount="4000000000">' + b"<si/>" * 100 + b"</sst>"
    yield HostileSheet("xlsx that claims many texts", lambda: xlsx(xl__sharedStrings_dot_xml=sst), None, True)
    same = b"<sst><si><t>" + b"x" * 30_000 + b"</t></si></sst>"
    again = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 40_000))
    yield HostileSheet(
        "a long text 40,000 times",
        lambda: xlsx(xl__sharedStrings_dot_xml=same, xl__worksheets__sheet1_dot_xml=sheet_xml(again)),
        None,
        True,
    )
    noise = random.Random(5).randbytes(9 * 2**20).hex()
    yield HostileSheet("18 MB of text in one cell", lambda: xlsx([[noise]]), None, True)
    full = [[f"{n}-{m}" for m in range(200)] for n in range(3000)]
    yield HostileSheet("600,000 cells", lambda: xlsx(full), "Sheet “Register”, up to row", True)
    deep = b"<a>" * 3_000_000
    yield HostileSheet("very much depth", lambda: xlsx(xl__worksheets__sheet1_dot_xml=deep), None, True)
    style = STYLES.replace(b"</cellXfs>", b'<xf numFmtId="0"/>' * 400_000 + b"</cellXfs>")
    yield HostileSheet("many styles", lambda: xlsx(xl__styles_dot_xml=style), None, True)
    merged = "".join(f'<mergeCell ref="A{n}:B{n + 9000}"/>' for n in range(1, 9000))
    yield HostileSheet(
        "many merged cells",
        lambda: xlsx_of(rows_xml([["x"]] * 9000), after=f"<mergeCells>{merged}</mergeCells>"),
        None,
        True,
    )
    errors = "".join(f'<row r="{n}"><c r="A{n}" t="e"><v>#N/A</v></c></row>' for n in range(1, 9000))
    yield HostileSheet("many errors", lambda: xlsx_of(errors), "Sheet “Register” has errors", True)
    open_cell = "<row><c r='A1'><f>" + "(" * 60_000
    yield HostileSheet("formulas that never end", lambda: xlsx_of(open_cell * 40), None, True)
    starts = "<c r='A1' t='e'>" * 400_000
    yield HostileSheet("errors that never end", lambda: xlsx_of(starts), None, True)
