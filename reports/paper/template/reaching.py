"""What a template may not do: fetch, run, fill itself in, or leave it open what it says."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE

from jac_tracker.files import NotTaken, look_at
from reports.paper.render.word_clean import SAFE_SCHEMES
from reports.paper.render.word_layout import UnfitBase
from reports.paper.render.word_picture import bare_picture, dots_of
from reports.paper.render.word_xml import Element, tags
from reports.paper.template.parts import Parts, Relation
from reports.paper.template.texts import fields_of, placeholders, reaches_out, shortened

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_WORD_KINDS = {RELATIONSHIP_TYPE.HEADER: "header", RELATIONSHIP_TYPE.FOOTER: "footer"}
# What points outside and is left behind, whatever it points to.
LEFT_BEHIND = frozenset({"attachedTemplate", "mailMergeSource", "mailMergeHeaderSource", "transform"})
_EMBEDDED = {
    "oleObject": "an embedded object",
    "package": "an embedded file or workbook",
    "control": "a control that runs",
    "activeXControlBinary": "a control that runs",
    "aFChunk": "another document, to be put in when it is opened",
    "subDocument": "another document, to be put in when it is opened",
    "frame": "a frame of another page",
    "vbaProject": "macros",
}
_PICTURE_KINDS = ("image/png", "image/jpeg")
_LARGEST_PICTURE = 4 * 1024 * 1024
_MOST_DOTS = 8000  # unpacked, more would take hundreds of megabytes of whoever opens the paper
_ADDRESSES = ("http:", "https:", "ftp:", "file:", "\\\\", "//")


def faults_of_relations(parts: Parts) -> Iterator[str]:
    """What the document points to and may not."""
    for relation in parts.relations:
        if relation.kind in _EMBEDDED:
            yield f"The document holds {_EMBEDDED[relation.kind]}. Take it out, save the document, and choose it again."
        elif relation.is_external:
            yield from _faults_of_address(relation)


def _faults_of_address(relation: Relation) -> Iterator[str]:
    where = shortened(relation.target)
    if relation.kind in LEFT_BEHIND:
        return
    if relation.kind != "hyperlink":
        what = "a picture" if relation.kind == "image" else "something"
        yield (
            f"The document fetches {what} from “{where}” each time it is opened. Put the picture itself in its place, "
            "or take it out."
        )
    elif _is_running(relation.source) and urlsplit(relation.target).scheme.lower() not in SAFE_SCHEMES:
        yield f"A header or footer links to “{where}”. A link there must begin with https:, http: or mailto:."


def _is_running(part: str) -> bool:
    return part.rpartition("/")[2].startswith(("header", "footer"))


def faults_of_document(word: WordDocument) -> Iterator[str]:
    """What stands in the text, the headers and the footers and may not."""
    yield from _faults_of_placeholders("text", placeholders(word.element.body))
    for relation in word.part.rels.values():
        if relation.reltype in _WORD_KINDS and not relation.is_external:
            yield from _faults_of_running(_WORD_KINDS[relation.reltype], relation.target_part)
    for relation in word.part.rels.values():
        if relation.reltype in (RELATIONSHIP_TYPE.NUMBERING, RELATIONSHIP_TYPE.THEME) and not relation.is_external:
            yield from _faults_of_pictures("list or theme", relation.target_part, relation.target_part.rels)


def _faults_of_placeholders(where: str, found: list[str]) -> Iterator[str]:
    if found:
        yield (
            f"The {where} holds “{shortened(found[0])}”, to be filled in by a program. Nothing is filled in here: the "
            "paper is written below your header, in your styles. Take it out, and choose the document again."
        )


def _faults_of_running(where: str, part: Any) -> Iterator[str]:
    root = part.element
    yield from _faults_of_placeholders(where, placeholders(root))
    for instruction in fields_of(root):
        if reaches_out(instruction):
            yield (
                f"The {where} holds the field “{shortened(instruction)}”, which fills itself in from elsewhere each "
                "time. Write the words themselves in its place; page numbers and the title may stay fields."
            )
    if _is_undecided(root):
        yield f"The {where} holds tracked changes. Accept or reject all of them, and choose the document again."
    if next(root.iter(*tags("object control altChunk subDoc")), None) is not None:
        yield f"The {where} holds an embedded object. Take it out, or put a picture of it in its place."
    for found in root.iter():
        for name, value in found.attrib.items():
            is_fetched = str(name).rpartition("}")[2] in ("src", "href") and not str(name).startswith(_R)
            if is_fetched and value.lower().startswith(_ADDRESSES):
                yield f"The {where} fetches a picture from “{shortened(value)}”. Put the picture itself in its place."
    used = {value for name, value in _pointers(root)}
    yield from _faults_of_pictures(where, part, (each for each in part.rels.values() if each.rId in used))


def _is_undecided(root: Element) -> bool:
    return any(
        found.getparent().tag not in tags("rPr trPr numPr") for found in root.iter(*tags("ins del moveFrom moveTo"))
    )


def _pointers(root: Element) -> Iterator[tuple[str, str]]:
    """What a part points to; not what stands beside a picture for newer programs alone, as its drawing in SVG."""
    aside = {inner for found in root.iter() if str(found.tag).endswith("}extLst") for inner in found.iter()}
    for found in root.iter():
        if found not in aside:
            yield from ((str(name), value) for name, value in found.attrib.items() if str(name).startswith(_R))


def _faults_of_pictures(where: str, part: Any, relations: Iterable[Any]) -> Iterator[str]:
    for relation in relations.values() if hasattr(relations, "values") else relations:
        if relation.is_external or relation.reltype == RELATIONSHIP_TYPE.HYPERLINK:
            continue
        if relation.reltype != RELATIONSHIP_TYPE.IMAGE:
            yield f"The {where} holds a chart, a diagram or the like. Put a picture of it in its place, as PNG or JPEG."
        elif fault := _fault_of_picture(relation.target_part.blob):
            name = str(relation.target_part.partname).rpartition("/")[2]
            yield f"A picture in the {where} ({shortened(name)}) {fault}"


def _fault_of_picture(content: bytes) -> str:
    """Why a picture cannot go out, as the end of a sentence; "" where it can."""
    try:
        looked = look_at(io.BytesIO(content), "", largest=_LARGEST_PICTURE)
        if looked.kind.media_type not in _PICTURE_KINDS:
            return "is neither PNG nor JPEG. Put it in as PNG."
        dots = dots_of(bare_picture(content))
    except (NotTaken, UnfitBase):
        return "is neither PNG nor JPEG, or is damaged. Put it in as PNG."
    if max(dots) > _MOST_DOTS:
        return f"is more than {_MOST_DOTS:,} dots wide or high. Put in a smaller one."
    return ""
