"""All that a file holds, wherever its format can hide it."""

import html
import io
import zipfile
from typing import Any

import pypdf
from pypdf.generic import ArrayObject, ContentStream, DictionaryObject, StreamObject

from tests.unit.reports.paper.render.reading_order import letters_of, shown


def everything_in(name: str, file: bytes) -> str:
    """Every text of a file of this format, one after the other, and its bytes as they are when unpacked."""
    if name == "docx":
        with zipfile.ZipFile(io.BytesIO(file)) as package:
            parts = [*package.namelist(), package.comment.decode("latin-1")]
            return "\n".join([*parts, *(_text(package.read(part)) for part in package.namelist())])
    if name == "pdf":
        return "\n".join([_text(file), *_in_pdf(pypdf.PdfReader(io.BytesIO(file)))])
    return f"{_text(file)}\n{html.unescape(_text(file))}"


def _text(content: bytes) -> str:
    return content.decode("utf-8", "replace")


def _in_pdf(reader: pypdf.PdfReader) -> list[str]:
    """The glyphs of every page as the letters they stand for, and every string and stream of every object."""
    found = [_drawn(page, reader) for page in reader.pages]
    for number in [key for generation in reader.xref.values() for key in generation] + list(reader.xref_objStm):
        _collect(pypdf.generic.IndirectObject(number, 0, reader).get_object(), found)
    _collect(reader.trailer, found)
    return found


def _collect(value: Any, found: list[str]) -> None:
    if isinstance(value, StreamObject):
        content = value.get_data()
        found += [content.decode("latin-1"), content.decode("utf-16-be", "replace")]
    if isinstance(value, DictionaryObject):
        for key, part in dict.items(value):  # as they stand: what they refer to is an object of its own
            found.append(str(key))
            _collect(part, found)
    elif isinstance(value, ArrayObject):
        for part in list.__iter__(value):
            _collect(part, found)
    elif isinstance(value, bytes):
        found += [value.decode("latin-1"), value.decode("utf-16-be", "replace")]
    elif isinstance(value, str):
        found.append(str(value))


def _drawn(page: Any, reader: pypdf.PdfReader) -> str:
    fonts = {name: letters_of(font.get_object()) for name, font in page["/Resources"].get("/Font", {}).items()}
    font: dict[int, str] = {}
    drawn = []
    for operands, operator in ContentStream(page["/Contents"].get_object(), reader, "bytes").operations:
        if operator == b"Tf":
            font = fonts[operands[0]]
        elif operator in (b"Tj", b"TJ"):
            drawn.append(shown(operands[0], font))
    return "".join(drawn)
