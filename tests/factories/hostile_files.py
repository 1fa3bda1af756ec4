"""Files that somebody might send who means harm, or who does not know better; and what becomes of each."""

import io
import random
import struct
import zipfile
from dataclasses import dataclass

from tests.factories.files import (
    JPEG,
    MAIN_PARTS,
    PDF,
    PNG,
    TEXT,
    content_types,
    office,
    open_document,
    png_chunk,
    word_file,
    zipped,
)

OTHER = "The file must be PDF, Word, Excel, PowerPoint, OpenDocument, PNG, JPEG, plain text or CSV."
EMPTY = "The file is empty."
LARGE = "The file must be 20 MB or smaller. This one is larger."
BROKEN = "The file is damaged or was cut short."
MACROS = "The file holds macros or other files that can run."
TOO_FULL = "The file unpacks to more than is taken."
PASSWORD = "The file is protected by a password."
ARCHIVE = "The file is an archive, not a document."
OFFICE_TEMPLATE = "The file is a template, not a document."
OLD_OFFICE = "The file is an e-mail, is protected by a password or is from an old Office."
TWO_THINGS = "The file is two files in one."
NOT_TEXT = "The file holds something that is not text."
MARKUP = "The file holds a web page or a script."
CHOOSE = "Choose a file"


@dataclass(frozen=True)
class Hostile:
    """A file as it is sent, and the sentence that refuses it; or, where it is taken, how it comes back."""

    content: bytes
    name: str = "minutes.pdf"
    refused: str = ""
    comes_as: str = ""
    media_type: str = "application/pdf"
    said_to_be: str = "application/pdf"


_SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'
_HTML = b"<!doctype html><html><body><script>alert(1)</script></body></html>"
_PHP = b"<?php system($_GET['c']); ?>"
_EXE = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00" + b"\x00" * 200
_ELF = b"\x7fELF\x02\x01\x01" + b"\x00" * 100
_OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 1000
_ZIP = zipped({"a.txt": b"a"})
_MACRO_TYPES = content_types(MAIN_PARTS["docx"][1], "application/vnd.ms-office.vbaProject")
_MACRO_MAIN = content_types("application/vnd.ms-word.document.macroEnabled.main+xml")
_TEMPLATE_MAIN = content_types(MAIN_PARTS["docx"][1].replace(".document.", ".template."))
_PNG_WITHOUT_END = PNG[: -len(png_chunk(b"IEND", b""))]


def _encrypted(archive: bytes) -> bytes:
    """The archive with the flag of every entry set that says it is locked."""
    changed = bytearray(archive)
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = archive.find(signature)
        while start >= 0:
            changed[start + place] |= 1
            start = archive.find(signature, start + 4)
    return bytes(changed)


def _claiming(size: int, **more: bytes) -> bytes:
    """A document whose directory says that its main part unpacks to this many bytes."""
    archive = bytearray(office(**more))
    (entry,) = [place for place in _directory(archive) if b"word/document.xml" in archive[place : place + 80]]
    struct.pack_into("<I", archive, entry + 24, size)
    return bytes(archive)


def _directory(archive: bytearray) -> list[int]:
    places, start = [], archive.find(b"PK\x01\x02")
    while start >= 0:
        places.append(start)
        start = archive.find(b"PK\x01\x02", start + 4)
    return places


def _bomb() -> bytes:
    """A document of 250 kB that unpacks to 250 MB."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", content_types(MAIN_PARTS["docx"][1]))
        with archive.open("word/document.xml", "w") as part:
            for _megabyte in range(250):
                part.write(b"\x00" * 2**20)
    return out.getvalue()


def _many_entries() -> bytes:
    return zipped(
        {"[Content_Types].xml": content_types(MAIN_PARTS["docx"][1]), **{f"{n}.xml": b"" for n in range(5001)}}
    )


def _sharing_bytes() -> bytes:
    """A document many of whose entries claim the same bytes."""
    parts = {"[Content_Types].xml": content_types(MAIN_PARTS["docx"][1]), **{f"{n}.xml": b"x" for n in range(50)}}
    archive = bytearray(zipped(parts))
    for place in _directory(archive):
        struct.pack_into("<I", archive, place + 20, 4000)
    return bytes(archive)


def _packed_rarely(method: int, *, damaged: bool = False) -> bytes:
    """A document packed in a way that no office program uses; damaged, its list of parts is not what it says."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        archive.writestr("[Content_Types].xml", content_types(MAIN_PARTS["docx"][1]))
        archive.writestr("word/document.xml", b"<document/>")
    content = bytearray(out.getvalue())
    if damaged:
        start = 30 + len("[Content_Types].xml") + 4  # behind its own head, and that of its packing
        content[start : start + 5] = b"\xff" * 5
    return bytes(content)


def _of_larger_kind() -> bytes:
    """A document whose end points to a directory of the 64-bit kind, which says what it likes."""
    archive = office()
    end = archive.rfind(b"PK\x05\x06")
    record = struct.pack("<IQHHIIQQQQ", 0x06064B50, 44, 45, 45, 0, 0, 2**20, 2**20, 2**30, 0)
    locator = struct.pack("<IIQI", 0x07064B50, 0, end, 1)
    return archive[:end] + record + locator + archive[end:]


def _twice_the_same_name() -> bytes:
    return office(a_dot_xml=b"1", b_dot_xml=b"2").replace(b"b.xml", b"a.xml")


def _noise(length: int) -> bytes:
    """Bytes that cannot be packed."""
    return random.Random(7).randbytes(length)


def _large_content_types() -> bytes:
    remark = f"<!--{_noise(150_000).hex()}-->".encode()
    types = content_types(MAIN_PARTS["docx"][1]).replace(b"</Types>", remark + b"</Types>")
    return zipped({"[Content_Types].xml": types, "word/document.xml": b"<document/>"})


def _large_directory() -> bytes:
    """A document of few parts, each with a remark of 60 kB in the directory."""
    out = io.BytesIO(office())
    with zipfile.ZipFile(out, "a") as archive:
        for number in range(20):
            entry = zipfile.ZipInfo(f"{number}.xml")
            entry.comment = _noise(60_000)
            archive.writestr(entry, b"")
    return out.getvalue()


_ENTITIES = b'<!DOCTYPE t [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><Types>&b;</Types>'


def _entities_in_wide_letters() -> bytes:
    """A document that is whole, but for entities that are declared where no search for plain letters finds them."""
    declared = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE Types [<!ENTITY a "aaaa">]>'
    types = declared + content_types(MAIN_PARTS["docx"][1]).decode()
    return zipped({"[Content_Types].xml": types.encode("utf-16"), "word/document.xml": b"<document/>"})


_ENCRYPTION = b"<manifest:encryption-data/>"

HOSTILE: dict[str, Hostile] = {
    # nothing, and too much
    "zero bytes": Hostile(b"", refused=EMPTY),
    "one byte over the limit": Hostile(PDF + b" " * (20 * 2**20 - len(PDF)) + b"\n", refused=LARGE),
    "twice the limit": Hostile(PDF * (2 * 20 * 2**20 // len(PDF)), refused=LARGE),
    # types that are not taken, under names that are
    "a program": Hostile(_EXE, refused=OTHER),
    "a program named as it is": Hostile(_EXE, "setup.exe", refused=OTHER, said_to_be="application/x-msdownload"),
    "a program with two endings": Hostile(_EXE, "minutes.pdf.exe", refused=OTHER),
    "a program that says it is a picture": Hostile(_EXE, "photo.png", refused=OTHER, said_to_be="image/png"),
    "a program for Linux": Hostile(_ELF, "minutes.txt", refused=OTHER, said_to_be="text/plain"),
    "a shell script": Hostile(b"#!/bin/sh\nrm -rf /\n", "minutes.txt", refused=MARKUP, said_to_be="text/plain"),
    "a shell script behind a mark": Hostile(b"\xef\xbb\xbf\n #!/bin/sh\n", "minutes.txt", refused=MARKUP),
    "PHP": Hostile(_PHP, "index.php", refused=MARKUP),
    "PHP named as a picture": Hostile(_PHP, "photo.jpg", refused=MARKUP, said_to_be="image/jpeg"),
    "PHP in short": Hostile(b"<?= `id` ?>", "a.txt", refused=MARKUP),
    "a server page": Hostile(b"<% eval request(1) %>", "a.txt", refused=MARKUP),
    "a picture that moves": Hostile(b"GIF89a" + b"\x01\x00" * 10 + b"\x00;", "photo.gif", refused=OTHER),
    "an archive": Hostile(_ZIP, "evidence.zip", refused=ARCHIVE, said_to_be="application/zip"),
    "an archive named as a document": Hostile(_ZIP, "minutes.docx", refused=ARCHIVE),
    "an empty archive": Hostile(b"PK\x05\x06" + b"\x00" * 18, "minutes.docx", refused=OTHER),
    "an archive of another kind": Hostile(b"7z\xbc\xaf\x27\x1c\x00\x04", "minutes.docx", refused=OTHER),
    "old Word": Hostile(_OLD_WORD, "minutes.doc", refused=OLD_OFFICE),
    "old Word named as new": Hostile(_OLD_WORD, "minutes.docx", refused=OLD_OFFICE),
    "an e-mail of Outlook": Hostile(_OLD_WORD, "message.msg", refused=OLD_OFFICE),
    "an e-mail with a page in it": Hostile(b"From: a@b\n\n<html><p>Hello</p></html>", "message.eml", refused=MARKUP),
    "a database": Hostile(b"SQLite format 3\x00" + b"\x00" * 100, "data.csv", refused=OTHER),
    "bytes of no type": Hostile(bytes(range(128, 256)) * 4, "minutes.txt", refused=OTHER),
    # pages and scripts
    "SVG with a script": Hostile(_SVG, "plan.svg", refused=MARKUP, said_to_be="image/svg+xml"),
    "SVG named as a picture": Hostile(_SVG, "plan.png", refused=MARKUP, said_to_be="image/png"),
    "a page": Hostile(_HTML, "minutes.html", refused=MARKUP, said_to_be="text/html"),
    "a page named as a picture": Hostile(_HTML, "photo.png", refused=MARKUP, said_to_be="image/png"),
    "a page in a text": Hostile(b"Minutes\n" * 9000 + _HTML, "minutes.txt", refused=MARKUP, said_to_be="text/plain"),
    "a page where two pieces of a text meet": Hostile(b"a" * 65530 + b"<script>", "minutes.txt", refused=MARKUP),
    "a page in capitals": Hostile(b"<ScRiPt\nsrc=x>", "minutes.txt", refused=MARKUP),
    "a handler without a script": Hostile(b"<x-y onfocus = alert(1) autofocus>", "minutes.txt", refused=MARKUP),
    "a page in a wide alphabet": Hostile("<html>".encode("utf-16"), "minutes.txt", refused=OTHER),
    "a page in UTF-7": Hostile(b"+ADw-script+AD4-alert(1)", "minutes.txt", comes_as="minutes.txt",
                               media_type="text/plain"),
    "a remark that opens": Hostile(b"<!-- -->", "minutes.txt", refused=MARKUP),
    # texts that hide something
    "NUL in a text": Hostile(b"Minutes\x00.exe", "minutes.txt", refused=OTHER),
    "a terminal's commands": Hostile(b"\x1b]0;title\x07", "minutes.txt", refused=NOT_TEXT),
    "letters that run backwards": Hostile("Minutes \u202etxt.exe".encode(), "minutes.txt", refused=NOT_TEXT),
    # two things in one
    "a document behind a picture": Hostile(PNG + _ZIP, "photo.png", refused=TWO_THINGS, said_to_be="image/png"),
    "a script behind a picture": Hostile(PNG + _HTML, "photo.png", refused=TWO_THINGS, said_to_be="image/png"),
    "an archive behind a photograph": Hostile(JPEG + _ZIP, "photo.jpg", refused=TWO_THINGS),
    "an archive behind a PDF": Hostile(PDF + _ZIP, refused=TWO_THINGS),
    "a PDF in front of an archive": Hostile(PDF + zipped({"a.jar": b"a" * 900}) , refused=TWO_THINGS),
    "a page in front of a PDF": Hostile(_HTML + PDF, refused=MARKUP),
    "a program in front of an archive": Hostile(_EXE + word_file(), "minutes.docx", refused=OTHER),
    "a script in a photograph": Hostile(JPEG.replace(b"JFIF\x00", b"<?php"), "photo.php", comes_as="photo.php.jpg",
                                        media_type="image/jpeg"),
    # documents that do more than say something
    "Word with macros": Hostile(office(word__vbaProject_dot_bin=b"x"), "minutes.docx", refused=MACROS),
    "Word with macros, said so": Hostile(
        zipped({"[Content_Types].xml": _MACRO_TYPES, "word/document.xml": b""}), "minutes.docx", refused=MACROS),
    "a macro document renamed": Hostile(
        zipped({"[Content_Types].xml": _MACRO_MAIN, "word/document.xml": b""}), "minutes.docx", refused=MACROS),
    "a template renamed": Hostile(
        zipped({"[Content_Types].xml": _TEMPLATE_MAIN, "word/document.xml": b""}), "a.docx", refused=OFFICE_TEMPLATE),
    "Excel with old macros": Hostile(office("xlsx", xl__macrosheets__sheet1_dot_xml=b"x"), "data.xlsx", refused=MACROS),
    "Excel with macros inside Word": Hostile(office(word__embeddings__b_dot_xlsm=b"x"), "minutes.docx", refused=MACROS),
    "a program inside Word": Hostile(office(word__embeddings__run_dot_exe=_EXE), "minutes.docx", refused=MACROS),
    "an archive inside Word": Hostile(office(word__media__more_dot_zip=_ZIP), "minutes.docx", refused=MACROS),
    "a script inside PowerPoint": Hostile(office("pptx", ppt__media__a_dot_JS=b"x"), "talk.pptx", refused=MACROS),
    "OpenDocument with macros": Hostile(open_document(Basic__Standard__a_dot_xml=b"x"), "minutes.odt", refused=MACROS),
    "OpenDocument with scripts": Hostile(open_document("spreadsheet", Scripts__python__a_dot_py=b"x"), "data.ods",
                                         refused=MACROS),
    "locked OpenDocument": Hostile(open_document(**{"META-INF__manifest_dot_xml": _ENCRYPTION}), "minutes.odt",
                                   refused=PASSWORD),
    "OpenDocument of another kind": Hostile(open_document("graphics"), "plan.odg", refused=ARCHIVE),
    "Word and Excel at once": Hostile(
        zipped({"[Content_Types].xml": content_types(MAIN_PARTS["docx"][1], MAIN_PARTS["xlsx"][1])}), "a.docx",
        refused=ARCHIVE),
    "an app named as a document": Hostile(zipped({"META-INF/MANIFEST.MF": b"", "A.class": b""}), "a.docx",
                                          refused=ARCHIVE),
    "a locked archive": Hostile(_encrypted(office()), "minutes.docx", refused=PASSWORD),
    # archives that are not what they say
    "a bomb": Hostile(_bomb(), "minutes.docx", refused=TOO_FULL),
    "a bomb that owns up": Hostile(_claiming(2**31), "minutes.docx", refused=TOO_FULL),
    "a small bomb": Hostile(office(word__a_dot_xml=b"\x00" * 3_000_000), "minutes.docx", refused=TOO_FULL),
    "a bomb beside a large picture": Hostile(_claiming(201 * 2**20, word__media__a_dot_png=_noise(2**21)), "a.docx",
                                             refused=TOO_FULL),
    "a directory that is too long": Hostile(_large_directory(), "minutes.docx", refused=TOO_FULL),
    "five thousand parts": Hostile(_many_entries(), "minutes.docx", refused=TOO_FULL),
    "parts that share their bytes": Hostile(_sharing_bytes(), "minutes.docx", refused=TOO_FULL),
    "a document packed as LZMA": Hostile(_packed_rarely(zipfile.ZIP_LZMA), "minutes.docx", refused=BROKEN),
    "a document packed as LZMA, damaged": Hostile(_packed_rarely(zipfile.ZIP_LZMA, damaged=True), "minutes.docx",
                                                  refused=BROKEN),
    "a document packed as BZIP2": Hostile(_packed_rarely(zipfile.ZIP_BZIP2), "minutes.docx", refused=BROKEN),
    "a list of parts in letters that nobody has": Hostile(
        zipped({"[Content_Types].xml": b'<?xml version="1.0" encoding="punycode"?><Types/>'}), "minutes.docx",
        refused=BROKEN),
    "a directory of the larger kind": Hostile(_of_larger_kind(), "minutes.docx", refused=TOO_FULL),
    "a list of parts that is too long": Hostile(_large_content_types(), "minutes.docx", refused=TOO_FULL),
    "entities that grow": Hostile(zipped({"[Content_Types].xml": _ENTITIES}), "minutes.docx", refused=BROKEN),
    "entities in letters of two bytes": Hostile(_entities_in_wide_letters(), "minutes.docx", refused=BROKEN),
    "a list of parts that is none": Hostile(zipped({"[Content_Types].xml": b"<Types>"}), "minutes.docx",
                                            refused=BROKEN),
    "parts outside the archive": Hostile(zipped({**{"../../etc/passwd": b"x"}, "mimetype": b""}), "minutes.docx",
                                         refused=BROKEN),
    "parts at the root of a disk": Hostile(zipped({"C:/Windows/a.xml": b"x"}), "minutes.docx", refused=BROKEN),
    "parts of one name": Hostile(_twice_the_same_name(), "minutes.docx", refused=BROKEN),
    # cut short
    "half a document": Hostile(word_file()[:9000], "minutes.docx", refused=BROKEN),
    "the head of a document": Hostile(b"PK\x03\x04", "minutes.docx", refused=BROKEN),
    "a document with a broken part": Hostile(word_file().replace(b"\x50\x4b\x01\x02", b"\x50\x4b\x01\x03"),
                                             "minutes.docx", refused=BROKEN),
    "half a PDF": Hostile(PDF[:-7], refused=BROKEN),
    "the head of a PDF": Hostile(b"%PDF-1.7", refused=BROKEN),
    "half a picture": Hostile(_PNG_WITHOUT_END, "photo.png", refused=BROKEN),
    "the head of a picture": Hostile(PNG[:8], "photo.png", refused=BROKEN),
    "a picture without a size": Hostile(PNG[:8] + png_chunk(b"IDAT", b"x") + png_chunk(b"IEND", b""), "photo.png",
                                        refused=BROKEN),
    "a picture that says it is longer": Hostile(PNG[:8] + b"\xff\xff\xff\xffIHDR", "photo.png", refused=BROKEN),
    "half a photograph": Hostile(JPEG[:-2], "photo.jpg", refused=BROKEN),
    "the head of a photograph": Hostile(b"\xff\xd8\xff\xe0", "photo.jpg", refused=BROKEN),
    # names
    "no name": Hostile(PDF, "", refused=CHOOSE),
    "a name that is a folder": Hostile(PDF, "..", refused=CHOOSE),
    "a name above": Hostile(PDF, "../../../etc/passwd", comes_as="passwd.pdf"),
    "a name above, for Windows": Hostile(PDF, "..\\..\\Windows\\win.ini", comes_as="win.ini.pdf"),
    "a name from the root": Hostile(PDF, "/etc/cron.d/job.pdf", comes_as="job.pdf"),
    "a name above, hidden in it": Hostile(PDF, "..%2f..%2fa.pdf", comes_as="2f..-2fa.pdf"),
    "a name with a second ending": Hostile(PDF, "minutes.pdf.exe", comes_as="minutes.pdf.exe.pdf"),
    "a name of a page": Hostile(TEXT, "minutes.html", comes_as="minutes.html.txt", media_type="text/plain",
                                said_to_be="text/html"),
    "a name of a batch file": Hostile(TEXT, "minutes.bat", comes_as="minutes.bat.txt", media_type="text/plain"),
    "a name that runs backwards": Hostile(PDF, "minutes\u202efdp.exe", comes_as="minutesfdp.exe.pdf"),
    "a name of two lines": Hostile(PDF, "minutes\r\nSet-Cookie: a=b.pdf", comes_as="minutes.pdf"),
    "a name with NUL": Hostile(PDF, "minutes.exe\x00.pdf", comes_as="minutes.exe.pdf"),
    "a name with quotes": Hostile(PDF, 'a"; filename="b.exe', comes_as="a- filename=-b.exe.pdf"),
    "a name of tags": Hostile(PDF, "<script>alert(1)</script>.pdf", comes_as="script-.pdf"),
    "a name of nothing but dots": Hostile(PDF, "....pdf", comes_as="pdf.pdf"),
    "a name of a device": Hostile(PDF, "con.pdf", comes_as="file-con.pdf"),
    "a hidden name": Hostile(PDF, ".htaccess", comes_as="htaccess.pdf"),
    "a very long name": Hostile(PDF, "a" * 800 + ".pdf", comes_as="a" * 146 + ".pdf"),
    "a long name of another alphabet": Hostile(PDF, "会" * 250 + ".pdf", comes_as="会" * 146 + ".pdf"),
    # labels that are not true
    "a text said to be a page": Hostile(TEXT, "a.txt", comes_as="a.txt", media_type="text/plain",
                                        said_to_be="text/html"),
    "a PDF said to be a script": Hostile(PDF, comes_as="minutes.pdf", said_to_be="text/javascript"),
    "a label of nonsense": Hostile(PDF, comes_as="minutes.pdf", said_to_be="x; charset=utf-7"),
    "a picture said to be a PDF": Hostile(PNG, comes_as="minutes.pdf.png", media_type="image/png"),
    "formulas in CSV": Hostile(b"=cmd|' /C calc'!A0,1\n", "data.csv", comes_as="data.csv", media_type="text/plain"),
}  # fmt: skip
