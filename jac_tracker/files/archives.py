"""Office documents, which are zip archives: judged by their directory before anything in them is unpacked."""

import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from typing import IO
from xml.parsers import expat

from jac_tracker.files.kinds import DOCX, ODS, ODT, PPTX, XLSX, FileKind
from jac_tracker.files.refusals import NotTaken, Why

MOST_ENTRIES = 5_000
LARGEST_DIRECTORY = 1024 * 1024
LARGEST_UNPACKED = 200 * 1024 * 1024
LARGEST_RATIO = 200  # unpacked to packed; text that repeats itself comes to 20 or 50
_LARGEST_PART_READ = 256 * 1024

_END = b"PK\x05\x06"
_END_SIZE = 22
_LARGER_KIND = b"PK\x06\x07"  # 20 bytes before the end: zipfile would believe it and not the end
_ENCRYPTED = 0x1

_MAIN_PARTS = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml": DOCX,
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": XLSX,
    "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml": PPTX,
}
_TEMPLATES = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml",
    "application/vnd.openxmlformats-officedocument.presentationml.template.main+xml",
}
_OPEN_DOCUMENTS = {kind.media_type: kind for kind in (ODT, ODS)}
# Parts of a document that run, and files in it that are archives or programs of their own.
_RUNS = re.compile(
    r"(?i)(^|/)(vbaproject\.bin|vbadata\.xml|basic/.*|scripts/.*|macrosheets/.*)$"
    r"|\.(zip|rar|7z|gz|tar|jar|exe|dll|com|scr|msi|bat|cmd|ps1|vbs|js|jse|wsf|hta|lnk|docm|dotm|xlsm|xltm|xlam|pptm|ppam)$"
)


def has_archive_at_its_end(tail: bytes) -> bool:
    """Whether the last bytes of a file are the end of a zip archive, so that it can be opened as one."""
    place = tail.rfind(_END)
    if place < 0 or len(tail) - place < _END_SIZE:
        return False
    (comment,) = struct.unpack_from("<H", tail, place + 20)
    return len(tail) - place - _END_SIZE == int(comment)


# What zipfile raises on an archive that is not what it says, or is packed in a way that it does not know.
BROKEN_ARCHIVE = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError, OSError)


def look_into(file: IO[bytes], size: int) -> FileKind:
    """The type of an office document. Raises NotTaken for any other archive, and for one that holds more or else than a
    document should."""
    _refuse_large_directory(file, size)
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
            _refuse_bomb(entries, size)
            _refuse_locked(entries)
            _refuse_rare_packing(entries)
            _refuse_odd_names(entries)
            return _kind_of(archive)
    except BROKEN_ARCHIVE as error:
        raise NotTaken(Why.BROKEN) from error


def _refuse_large_directory(file: IO[bytes], size: int) -> None:
    """By the last bytes alone: zipfile reads a directory as large as they say."""
    file.seek(max(0, size - _END_SIZE - 0xFFFF))
    tail = file.read()
    if not has_archive_at_its_end(tail):
        raise NotTaken(Why.BROKEN)
    end = tail.rfind(_END)
    entries, length = struct.unpack_from("<HI", tail, end + 10)
    if entries > MOST_ENTRIES or length > LARGEST_DIRECTORY or tail[max(0, end - 20) : end].startswith(_LARGER_KIND):
        raise NotTaken(Why.TOO_FULL)
    file.seek(0)


def _refuse_bomb(entries: list[zipfile.ZipInfo], size: int) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if len(entries) > MOST_ENTRIES or unpacked > LARGEST_UNPACKED or unpacked > LARGEST_RATIO * size:
        raise NotTaken(Why.TOO_FULL)
    if packed > size:  # entries that share their bytes
        raise NotTaken(Why.TOO_FULL)


def _refuse_locked(entries: list[zipfile.ZipInfo]) -> None:
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise NotTaken(Why.PASSWORD)


def _refuse_rare_packing(entries: list[zipfile.ZipInfo]) -> None:
    """Office programs pack in one way or not at all (ECMA-376 part 2); what unpacks others fails in its own ways."""
    if any(entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for entry in entries):
        raise NotTaken(Why.BROKEN)


def _refuse_odd_names(entries: list[zipfile.ZipInfo]) -> None:
    names = [entry.filename for entry in entries]
    if len({name.lower() for name in names}) < len(names) or any(_is_outside(name) for name in names):
        raise NotTaken(Why.BROKEN)
    if any(_RUNS.search(name) for name in names):
        raise NotTaken(Why.MACROS)


def _is_outside(name: str) -> bool:
    return name.startswith(("/", "\\")) or ".." in re.split(r"[\\/]", name) or re.match(r"[A-Za-z]:", name) is not None


def _kind_of(archive: zipfile.ZipFile) -> FileKind:
    names = set(archive.namelist())
    if "[Content_Types].xml" in names:
        return _office_kind(_read(archive, "[Content_Types].xml"))
    if "mimetype" in names:
        kind = _OPEN_DOCUMENTS.get(_read(archive, "mimetype").decode("ascii", "replace").strip())
        manifest = _read(archive, "META-INF/manifest.xml") if "META-INF/manifest.xml" in names else b""
        if b"encryption-data" in manifest:
            raise NotTaken(Why.PASSWORD)
        if kind is not None and "content.xml" in names:
            return kind
    raise NotTaken(Why.NOT_A_DOCUMENT)


def _office_kind(content_types: bytes) -> FileKind:
    types = _types_named(content_types)
    if any("macroenabled" in name.lower() or "vbaproject" in name.lower() for name in types):
        raise NotTaken(Why.MACROS)
    if types & _TEMPLATES:
        raise NotTaken(Why.OFFICE_TEMPLATE)
    found = [kind for name, kind in _MAIN_PARTS.items() if name in types]
    if len(found) != 1:
        raise NotTaken(Why.NOT_A_DOCUMENT)
    return found[0]


def _types_named(content_types: bytes) -> set[str]:
    """The types that the parts of an office document are said to have. Raises NotTaken as `read_elements` does."""
    types = set()
    read_elements(content_types, lambda _name, attributes: types.add(attributes.get("ContentType", "")))
    return types


def read_elements(content: bytes, note: Callable[[str, dict[str, str]], object]) -> None:
    """Calls `note` with the name and the attributes of each element of some XML, in their order.

    Raises NotTaken for XML that is broken, or that declares entities, whatever letters it is written in.
    """
    parser = expat.ParserCreate()

    def refuse(*_declared: object) -> None:
        raise NotTaken(Why.BROKEN)

    parser.StartDoctypeDeclHandler, parser.StartElementHandler = refuse, note
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, LookupError, ValueError) as error:  # the last two of letters that Python cannot read
        raise NotTaken(Why.BROKEN) from error


def _read(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        content = part.read(_LARGEST_PART_READ + 1)
    if len(content) > _LARGEST_PART_READ:
        raise NotTaken(Why.TOO_FULL)
    return content
