"""Archives that are locked, packed to burst, or hold what runs or what is declared."""

import io
import struct
import zipfile
from collections.abc import Iterator

from tests.factories.files import content_types, zipped
from tests.factories.hostile_sheets.hostile import BROKEN, MACROS, PASSWORD, STRANGE, TOO_FULL, HostileSheet, made
from tests.factories.sheets import (
    ROWS,
    STYLES,
    book_xml,
    compound,
    links_xml,
    ods_content,
    ods_of,
    ods_rows,
    record,
    rows_xml,
    sheet_xml,
    xls,
    xls_stream,
    xlsx,
    xlsx_parts,
)


def hostile() -> Iterator[HostileSheet]:
    yield from _archives()
    yield from _that_run()
    yield from _declarations()


def _archives() -> Iterator[HostileSheet]:
    locked = bytearray(xlsx())
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = locked.find(signature)
        while start >= 0:
            locked[start + place] |= 1
            start = locked.find(signature, start + 4)
    yield HostileSheet("xlsx of locked parts", made(bytes(locked)), PASSWORD)
    yield HostileSheet(
        "an encrypted xlsx", made(compound({"EncryptionInfo": b"", "EncryptedPackage": b"x" * 99})), PASSWORD
    )
    encrypted = b"<manifest:manifest><manifest:encryption-data/></manifest:manifest>"
    yield HostileSheet(
        "an encrypted ods",
        made(
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
    yield HostileSheet("an encrypted xls", made(compound({"Workbook": locked_stream})), PASSWORD)
    old_lock = xls_stream(b"", globals_=record(0x002F, struct.pack("<HHH", 0, 7, 7)))
    yield HostileSheet("an xls with an old lock", made(compound({"Workbook": old_lock})), PASSWORD)
    yield HostileSheet("parts above", made(xlsx(**{"..__..__a_dot_xml": b"x"})), BROKEN)
    yield HostileSheet("parts at the root", made(xlsx(**{"__etc__passwd": b"x"})), BROKEN)
    yield HostileSheet(
        "two parts of one name", made(xlsx(a_dot_xml=b"1", b_dot_xml=b"2").replace(b"b.xml", b"a.xml")), BROKEN
    )
    capitals = xlsx(a_dot_xml=b"1", b_dot_xml=b"2").replace(b"b.xml", b"A.xml")
    yield HostileSheet("two parts whose names differ in capitals", made(capitals), BROKEN)
    yield HostileSheet(
        "five thousand parts",
        lambda: zipped({**xlsx_parts({"A": sheet_xml("")}), **{f"{n}.xml": b"" for n in range(5001)}}),
        TOO_FULL,
    )
    for method in (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        yield HostileSheet(f"packed rarely {method}", made(_packed(method)), BROKEN)
    claiming = bytearray(xlsx())
    struct.pack_into("<I", claiming, claiming.rfind(b"PK\x01\x02") + 24, 2**31)
    yield HostileSheet("a directory that claims two gigabytes", made(bytes(claiming)), TOO_FULL)
    yield HostileSheet("an archive of much from little", _bomb, TOO_FULL)


def _bomb() -> bytes:
    return zipped(xlsx_parts({"A": sheet_xml("<row>" + " " * (30 * 2**20) + "</row>")}))


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
        yield HostileSheet(f"with the part {name}", made(xlsx(**{name: b"x"})), runs)
    macro_main = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    for name in (macro_main, macro_main.replace("sheet", "template"), macro_main.replace("sheet", "addin")):
        yield HostileSheet(f"of the type {name}", made(zipped({"[Content_Types].xml": content_types(name)})), runs)
    yield HostileSheet("ods with a script", made(ods_of(ods_rows(ROWS), Basic__a_dot_xml=b"x")), runs)
    yield HostileSheet("xls with macros", made(xls(_VBA_PROJECT_CUR=b"x", _VBA_PROJECT=b"x")), MACROS)
    link = b'<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
    yield HostileSheet("links to other workbooks", made(xlsx(xl__externalLinks__externalLink1_dot_xml=link)), "")
    outside = '<Relationship Id="x" Type="t" Target="http://host.example/a.xml" TargetMode="External"/>'
    yield HostileSheet(
        "a part that is elsewhere", made(xlsx(xl___rels__workbook_dot_xml_dot_rels=links_xml(1, more=outside))), ""
    )
    away = links_xml(1).replace(b'"worksheets/sheet1.xml"', b'"http://host.example/a.xml" TargetMode="External"')
    yield HostileSheet("a sheet that is elsewhere", made(xlsx(xl___rels__workbook_dot_xml_dot_rels=away)), None)


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
            yield HostileSheet(f"{name} in {where}", made(xlsx(**part)), STRANGE)
        content = zipped(
            {
                "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
                "META-INF/manifest.xml": b"<manifest/>",
                "content.xml": ods_content(ods_rows([["&x;"]]), prolog=prolog),
            }
        )
        yield HostileSheet(f"{name} in an ods", made(content), STRANGE)
    for letters in ("utf-16", "utf-16-le", "utf-32"):
        wide = sheet_xml(cells, prolog=_DECLARED["a file of the machine"]).decode().encode(letters)
        yield HostileSheet(
            f"a file of the machine in {letters}", made(xlsx(xl__worksheets__sheet1_dot_xml=wide)), STRANGE
        )
    undeclared = sheet_xml(cells)
    yield HostileSheet("a name that nothing declares", made(xlsx(xl__worksheets__sheet1_dot_xml=undeclared)), None)
