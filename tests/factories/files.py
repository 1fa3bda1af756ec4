"""Small files of every type that is taken, each made of bytes, and the pieces that worse ones are made of."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime

import docx

from jac_tracker.files import keep, look_at
from recommendations.models import StoredFile
from tests.conftest import NOON

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
JPEG = (
    b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
    b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00\x12\x34\x56\xff\xd9"
)
TEXT = "Minutes of the crime board\n1. Audit: £20, agreed by Olive <olive@force.example>\n".encode()


def png_chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


_HEADER = png_chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
_PICTURE = png_chunk(b"IDAT", zlib.compress(b"\x00\x00"))
PNG = b"\x89PNG\r\n\x1a\n" + _HEADER + _PICTURE + png_chunk(b"IEND", b"")


def kept_file(content: bytes = PDF, name: str = "minutes.pdf", at: datetime = NOON) -> StoredFile:
    """A file that is in the store, and the row that names it, yet to be recorded."""
    return StoredFile(**asdict(keep(look_at(io.BytesIO(content), name, largest=2**25))), at=at)


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """A zip archive of these parts, in their order."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


_OFFICE = "application/vnd.openxmlformats-officedocument"
MAIN_PARTS = {
    "docx": ("word/document.xml", f"{_OFFICE}.wordprocessingml.document.main+xml"),
    "xlsx": ("xl/workbook.xml", f"{_OFFICE}.spreadsheetml.sheet.main+xml"),
    "pptx": ("ppt/presentation.xml", f"{_OFFICE}.presentationml.presentation.main+xml"),
}


def content_types(*types: str) -> bytes:
    """The part of an office document that says what its parts are."""
    parts = "".join(f'<Override PartName="/part{n}.xml" ContentType="{each}"/>' for n, each in enumerate(types))
    return f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{parts}</Types>'.encode()


def office(kind: str = "docx", **more: bytes) -> bytes:
    """A document of Word, Excel or PowerPoint, with `more` parts, where "__" stands for "/" and "_dot_" for "."."""
    name, main = MAIN_PARTS[kind]
    named = {key.replace("__", "/").replace("_dot_", "."): content for key, content in more.items()}
    return zipped({"[Content_Types].xml": content_types(main), name: b"<document/>", **named})


def open_document(kind: str = "text", **more: bytes) -> bytes:
    """An OpenDocument file, with `more` parts named as in `office`."""
    named = {key.replace("__", "/").replace("_dot_", "."): content for key, content in more.items()}
    media_type = f"application/vnd.oasis.opendocument.{kind}".encode()
    return zipped({"mimetype": media_type, "content.xml": b"<document/>", **named})


def word_file() -> bytes:
    """A document as python-docx writes it."""
    out = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("Minutes of the crime board")
    document.save(out)
    return out.getvalue()
