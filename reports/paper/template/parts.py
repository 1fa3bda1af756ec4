"""A Word document taken apart: its parts, what each is, and what they point to."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from jac_tracker.files import BROKEN_ARCHIVE, NotTaken, read_elements
from reports.paper.template.looking import DAMAGED, OVERFULL

LARGEST_TEXT = 10 * 1024 * 1024
"""Bytes of XML in a template, unpacked: a whole paper comes to one or two megabytes."""
MOST_ELEMENTS = 200_000
_LARGEST_PARTS = 40 * 1024 * 1024
_RELATIONS = "application/vnd.openxmlformats-package.relationships+xml"
STRICT = (
    "This document was saved as “Strict Open XML Document”. Save it in Word as “Word Document (.docx)”, and choose "
    "that."
)


class UnfitTemplate(Exception):
    """A template that cannot be looked at any further; the text is a sentence that says what would be right."""


@dataclass(frozen=True)
class Relation:
    """That a part of the document points to something."""

    source: str  # the name of the part; "" for the package itself
    kind: str  # the last word of its type, such as "image"
    target: str
    is_external: bool


@dataclass(frozen=True)
class Parts:
    """The parts of a document by their names, which of them are XML, and all that points from one to another."""

    contents: dict[str, bytes]
    types: dict[str, str]
    relations: tuple[Relation, ...]


def take_apart(content: bytes) -> Parts:
    """The parts of a document. Raises UnfitTemplate for one that is too large, is damaged or declares entities."""
    contents = _unpacked(content)
    try:
        types = _types_of(contents)
        texts = [name for name in contents if _is_xml(types.get(name, ""))]
        if sum(len(contents[name]) for name in texts) > LARGEST_TEXT:
            raise UnfitTemplate(OVERFULL)
        count = _Count()
        for name in texts:
            read_elements(contents[name], count.one_more)
        relations = tuple(each for name in contents if name.endswith(".rels") for each in _relations(contents, name))
    except NotTaken as trouble:
        raise UnfitTemplate(DAMAGED) from trouble
    if b"purl.oclc.org/ooxml" in contents.get("_rels/.rels", b""):
        raise UnfitTemplate(STRICT)
    return Parts(contents, types, relations)


class _Count:
    """Counts elements, up to where there are too many."""

    def __init__(self) -> None:
        self.elements = 0

    def one_more(self, _name: str, _attributes: dict[str, str]) -> None:
        self.elements += 1
        if self.elements > MOST_ELEMENTS:
            raise UnfitTemplate(OVERFULL)


def _unpacked(content: bytes) -> dict[str, bytes]:
    """Every part, read no further than its share: a directory may say less than there is."""
    found: dict[str, bytes] = {}
    left = _LARGEST_PARTS
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for entry in archive.infolist():
                with archive.open(entry) as part:
                    found[entry.filename] = part.read(left + 1)
                left -= len(found[entry.filename])
                if left < 0:
                    raise UnfitTemplate(OVERFULL)
    except BROKEN_ARCHIVE as error:
        raise UnfitTemplate(DAMAGED) from error
    return found


def _types_of(contents: dict[str, bytes]) -> dict[str, str]:
    """The content type of each part, by its own name or by how its name ends."""
    endings: dict[str, str] = {}
    own: dict[str, str] = {"[Content_Types].xml": "application/xml"}

    def note(_name: str, attributes: dict[str, str]) -> None:
        if "PartName" in attributes:
            own[attributes["PartName"].lstrip("/").lower()] = attributes.get("ContentType", "").lower()
        elif "Extension" in attributes:
            endings[attributes["Extension"].lower()] = attributes.get("ContentType", "").lower()

    read_elements(contents.get("[Content_Types].xml", b""), note)
    found = {}
    for name in contents:
        ending = name.rpartition(".")[2].lower()
        found[name] = own.get(name.lower(), _RELATIONS if ending == "rels" else endings.get(ending, ""))
    return found | {"[Content_Types].xml": "application/xml"}


def _is_xml(content_type: str) -> bool:
    return content_type.endswith(("+xml", "/xml", "vmldrawing"))


def _relations(contents: dict[str, bytes], name: str) -> Iterator[Relation]:
    folder, file = posixpath.split(name)
    source = posixpath.join(posixpath.dirname(folder), file.removesuffix(".rels"))
    found: list[Relation] = []

    def note(_name: str, attributes: dict[str, str]) -> None:
        if "Target" in attributes:
            kind = attributes.get("Type", "").rpartition("/")[2]
            is_external = attributes.get("TargetMode", "").lower() == "external"
            found.append(Relation(source, kind, attributes["Target"], is_external))

    read_elements(contents[name], note)
    yield from found
