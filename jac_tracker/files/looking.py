"""What a file is, read from its bytes: never from its name, nor from what a browser says it is."""

import codecs
import re
import struct
from dataclasses import dataclass
from typing import IO

from jac_tracker.files.archives import has_archive_at_its_end, look_into
from jac_tracker.files.kinds import JPEG, PDF, PNG, TEXT, FileKind
from jac_tracker.files.names import clean_name
from jac_tracker.files.refusals import NotTaken, Why

_CHUNK = 64 * 1024
_PNG_START = b"\x89PNG\r\n\x1a\n"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Longer than any opening that is looked for, so that none is missed where two pieces of a text meet.
_OVERLAP = 200
# The openings by which a browser takes a text for a page, and those of what else would run.
_MARKUP = re.compile(
    r"(?i)<[?%!]|</?(?:html|head|body|title|script|style|iframe|frame|object|embed|applet|svg|math|img|image|video|audio"
    r"|source|link|meta|base|form|input|button|textarea|select|table|div|span|font|marquee|details|template|xml"
    r"|h[1-6]|a|b|p|br)[\s/>]|<[a-z][^<>]{0,150}?[\s/\"']on[a-z]{3,20}\s*="
)
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\x80-\x9f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class Looked:
    """A file that may come in: its bytes, the name it came with, cleaned, and what it is."""

    content: IO[bytes]
    name: str
    size: int
    kind: FileKind


def look_at(content: IO[bytes], name: str, *, largest: int) -> Looked:
    """The file with its type. `largest` is in bytes. Raises NotTaken with a sentence for one that is not taken."""
    content.seek(0, 2)
    size = content.tell()
    if size == 0:
        raise NotTaken(Why.EMPTY)
    if size > largest:
        raise NotTaken(Why.LARGE, f"The file must be {largest // 1024**2} MB or smaller. This one is larger.")
    kind = _kind_of(content, size)
    content.seek(0)
    return Looked(content, clean_name(name), size, kind)


def _kind_of(content: IO[bytes], size: int) -> FileKind:
    content.seek(0)
    start = content.read(16)
    if start.startswith(b"PK\x03\x04"):
        return look_into(content, size)
    if start.startswith(_OLD_OFFICE):
        raise NotTaken(Why.OLD_OFFICE)
    if re.match(rb"%PDF-[12]\.[0-9]", start):
        return _pdf(content, size)
    if start.startswith(_PNG_START):
        return _png(content, size)
    if start.startswith(b"\xff\xd8\xff"):
        return _jpeg(content, size)
    return _text(content)


def _tail(content: IO[bytes], size: int, length: int) -> bytes:
    content.seek(max(0, size - length))
    return content.read(length)


def _refuse_archive(content: IO[bytes], size: int) -> None:
    if has_archive_at_its_end(_tail(content, size, 22 + 0xFFFF)):
        raise NotTaken(Why.TWO_THINGS)


def _pdf(content: IO[bytes], size: int) -> FileKind:
    _refuse_archive(content, size)
    if b"%%EOF" not in _tail(content, size, 2048):
        raise NotTaken(Why.BROKEN)
    return PDF


def _png(content: IO[bytes], size: int) -> FileKind:
    """Every piece of the picture is there, and nothing after it."""
    place, name = len(_PNG_START), b""
    while name != b"IEND" and place + 12 <= size:
        content.seek(place)
        length, name = struct.unpack(">I4s", content.read(8))
        if (place == len(_PNG_START)) is not (name == b"IHDR"):
            raise NotTaken(Why.BROKEN)
        place += 12 + length
    if name != b"IEND" or place > size:
        raise NotTaken(Why.BROKEN)
    if place < size:
        raise NotTaken(Why.TWO_THINGS)
    return PNG


def _jpeg(content: IO[bytes], size: int) -> FileKind:
    """The picture begins and ends. Cameras add things of their own behind it, but no archive."""
    _refuse_archive(content, size)
    place = 2
    while True:
        content.seek(place)
        head = content.read(4)
        if len(head) < 4 or head[0] != 0xFF or head[1] in (0x00, 0xD9):
            raise NotTaken(Why.BROKEN)
        place += 2 + int.from_bytes(head[2:], "big")
        if head[1] == 0xDA:
            break
    content.seek(place)
    last = b""
    while piece := content.read(_CHUNK):
        if b"\xff\xd9" in last + piece:
            return JPEG
        last = piece[-1:]
    raise NotTaken(Why.BROKEN)


def _text(content: IO[bytes]) -> FileKind:
    """Text in UTF-8, in which nothing would run or hide."""
    content.seek(0)
    if content.read(64).removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"#!"):
        raise NotTaken(Why.MARKUP)
    content.seek(0)
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    before, is_done = "", False
    try:
        while not is_done:
            piece = content.read(_CHUNK)
            is_done = not piece
            text = before + decoder.decode(piece, final=is_done)
            if _CONTROL.search(text):
                raise NotTaken(Why.OTHER if "\x00" in text else Why.NOT_TEXT)
            if _MARKUP.search(text):
                raise NotTaken(Why.MARKUP)
            before = text[-_OVERLAP:]
    except UnicodeDecodeError as error:
        raise NotTaken(Why.OTHER) from error
    return TEXT
