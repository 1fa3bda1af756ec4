"""A paper as a Word document, in a base document of the force's own or in our neutral one."""

from __future__ import annotations

import io
import zipfile
from copy import deepcopy
from typing import Any, cast

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.opc.packuri import PackURI
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.parts.numbering import NumberingPart
from docx.section import Section
from docx.shared import Twips
from lxml import etree

from reports.paper.blocks import Document
from reports.paper.render.characters import lawful
from reports.paper.render.shared import file_title
from reports.paper.render.word_base import EMPTY_NUMBERING, base_styles, neutral_base, zipped
from reports.paper.render.word_body import BodyWriter
from reports.paper.render.word_numbering import Numbering
from reports.paper.render.word_xml import Element, element, field, paragraph, run, tab
from reports.paper.structure import refuse_bad_structure

_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DUBLIN = "http://purl.org/dc/elements/1.1/"
# What a base document brings along. All else (comments, notes, custom data, pictures in the old text) stays behind, so
# that nobody's name or words leave with the paper.
_KEPT = {
    RELATIONSHIP_TYPE.STYLES,
    RELATIONSHIP_TYPE.SETTINGS,
    RELATIONSHIP_TYPE.NUMBERING,
    RELATIONSHIP_TYPE.FONT_TABLE,
    RELATIONSHIP_TYPE.THEME,
}
_FORGOTTEN_SETTINGS = ("attachedTemplate", "mailMerge", "docVars", "footnotePr", "endnotePr", "rsids", "trackRevisions")


class UnfitBase(ValueError):
    """The base is not a .docx that can be read."""


def render_word(document: Document, *, base: bytes | None = None) -> bytes:
    """A .docx of the paper. The same document and base give the same bytes.

    Of a `base` the styles, page set-up, headers and footers are kept and the text is left behind; styles it lacks are
    added. Refuses a base that is no .docx with UnfitBase, and a document with structural errors with StructureError.
    """
    refuse_bad_structure(document)
    word = _opened(base)
    body = word.element.body
    section = _emptied(body)
    _forget_relations(word, section)
    styles = _styles(word)
    _set_language(word, document.language)
    page = word.sections[-1]
    writer = BodyWriter(word.part, styles, Numbering(_numbering_root(word)), _text_width(page))
    for made in writer.document(document):
        section.addprevious(made)
    _running_lines(page, document, styles, _text_width(page), ours=base is None)
    _set_properties(word, document)
    return _saved(word)


def _opened(base: bytes | None) -> WordDocument:
    try:
        return docx.Document(io.BytesIO(neutral_base() if base is None else base))
    except (PackageNotFoundError, zipfile.BadZipFile, etree.XMLSyntaxError, KeyError, ValueError) as trouble:
        raise UnfitBase("The base document is not a Word .docx file that can be read.") from trouble


def _emptied(body: Element) -> Element:
    """Drops everything from the body but its last section, which holds the page set-up, and returns that."""
    sections = body.findall(qn("w:sectPr"))
    section = sections[-1] if sections else element("sectPr")
    for child in list(body):
        body.remove(child)
    body.append(section)
    return section


def _forget_relations(word: WordDocument, section: Element) -> None:
    """Leaves every part behind that the paper does not use."""
    used = {reference.get(qn("r:id")) for reference in section}
    for identifier, relation in list(word.part.rels.items()):
        if relation.reltype not in _KEPT and identifier not in used:
            del word.part.rels[identifier]
    for identifier, relation in list(word.part.package.rels.items()):
        if relation.reltype not in (RELATIONSHIP_TYPE.OFFICE_DOCUMENT, RELATIONSHIP_TYPE.CORE_PROPERTIES):
            del word.part.package.rels[identifier]
    settings: Any = word.part.part_related_by(RELATIONSHIP_TYPE.SETTINGS) if _has_settings(word) else None
    if settings:
        settings.rels.clear()
        for name in _FORGOTTEN_SETTINGS:
            for found in settings.element.findall(qn(f"w:{name}")):
                settings.element.remove(found)


def _has_settings(word: WordDocument) -> bool:
    return any(relation.reltype == RELATIONSHIP_TYPE.SETTINGS for relation in word.part.rels.values())


def _styles(word: WordDocument) -> dict[str, str]:
    """The id of each style we use by its name in base/styles.xml; those the document lacks are added to it."""
    present = {_name_of(style).casefold(): _id_of(style) for style in word.styles.element.findall(qn("w:style"))}
    taken = set(present.values())
    ours = parse_xml(base_styles()).findall(qn("w:style"))
    identifiers: dict[str, str] = {}  # our id -> the id in the document
    for style in ours:
        identifier = present.get(_name_of(style).casefold()) or _id_of(style)
        while _name_of(style).casefold() not in present and identifier in taken:
            identifier += "Paper"
        identifiers[_id_of(style)] = identifier
    names = {_name_of(style): identifiers[_id_of(style)] for style in ours}
    for style in ours:
        if _name_of(style).casefold() in present:
            continue
        style.set(qn("w:styleId"), identifiers[_id_of(style)])
        style.attrib.pop(qn("w:default"), None)
        for link in (*style.findall(qn("w:basedOn")), *style.findall(qn("w:next"))):
            link.set(qn("w:val"), identifiers[link.get(qn("w:val"))])
        word.styles.element.append(style)
    return names


def _name_of(style: Any) -> str:
    name = style.find(qn("w:name"))
    return str(name.get(qn("w:val"), "")) if name is not None else ""


def _id_of(style: Any) -> str:
    return str(style.get(qn("w:styleId"), ""))


def _set_language(word: WordDocument, language: str) -> None:
    """The language of the text where nothing says otherwise."""
    defaults = _child(_child(_child(word.styles.element, "docDefaults", first=True), "rPrDefault", first=True), "rPr")
    _child(defaults, "lang").set(qn("w:val"), language)


def _child(parent: Any, name: str, *, first: bool = False) -> Any:
    """The child of this name, made at the parent's start or end where there is none."""
    found = parent.find(qn(f"w:{name}"))
    if found is None:
        found = element(name)
        parent.insert(0 if first else len(parent), found)
    return found


def _numbering_root(word: WordDocument) -> Element:
    """The root of the numbering part, added where the base has none."""
    try:
        part = word.part.part_related_by(RELATIONSHIP_TYPE.NUMBERING)
    except KeyError:
        part = NumberingPart(
            PackURI("/word/numbering.xml"),
            CONTENT_TYPE.WML_NUMBERING,
            parse_xml(EMPTY_NUMBERING.encode()),
            word.part.package,
        )
        word.part.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)
    return cast("NumberingPart", part).element


def _text_width(page: Section) -> int:
    """The width between the margins, in twentieths of a point."""
    width = page.page_width or Twips(11906)
    margins = (page.left_margin or 0) + (page.right_margin or 0)
    return max((width - margins) // Twips(1), 2000)


def _running_lines(page: Section, document: Document, styles: dict[str, str], width: int, *, ours: bool) -> None:
    """The lines on every page. A base's own header and footer stay, above ours."""
    if ours:
        page.different_first_page_header_footer = True
    stop = element("tabs", element("tab", val="right", pos=width))
    marking = " – ".join((document.marking, *document.notices))

    def marked(style: str) -> Element:
        words = run(lawful(marking), [element("b")])
        return paragraph(styles[style], words, properties=[element("jc", val="center")])

    def spread(style: str, left: str, *right: Element) -> Element:
        return paragraph(styles[style], run(lawful(left)), tab(), *right, properties=[deepcopy(stop)])

    def header(first: bool) -> list[Element]:
        running = spread("header", f"{document.title}, {document.meeting_on}", run(lawful(document.agenda_line)))
        return [marked("header")] if first else [marked("header"), running]

    def footer() -> list[Element]:
        count = [run("Page "), field("PAGE"), run(" of "), field("NUMPAGES")]
        return [spread("footer", document.committee, *count), marked("footer")]

    _add_lines(page.header, header(first=False))
    _add_lines(page.footer, footer())
    if page.different_first_page_header_footer:
        _add_lines(page.first_page_header, header(first=True))
        _add_lines(page.first_page_footer, footer())


def _add_lines(place: Any, lines: list[Element]) -> None:
    """Puts lines at the end of a header or footer; an empty one is filled instead."""
    place.is_linked_to_previous = False
    root = place._element
    if not "".join(root.itertext()).strip() and not root.findall(f".//{qn('w:drawing')}"):
        for child in list(root):
            root.remove(child)
    root.extend(lines)


def _set_properties(word: WordDocument, document: Document) -> None:
    """A title and a language; nobody's name, no times."""
    try:
        root: Any = word.part.package.part_related_by(RELATIONSHIP_TYPE.CORE_PROPERTIES).element
    except KeyError:
        word.core_properties  # noqa: B018 -- reading them makes the part
        root = word.part.package.part_related_by(RELATIONSHIP_TYPE.CORE_PROPERTIES).element
    for child in list(root):
        root.remove(child)
    facts = (
        (f"{{{_DUBLIN}}}title", lawful(file_title(document))),
        (f"{{{_DUBLIN}}}creator", ""),
        (f"{{{_CORE}}}lastModifiedBy", ""),
        (f"{{{_DUBLIN}}}language", document.language),
    )
    for name, value in facts:
        etree.SubElement(root, name).text = value


def _saved(word: WordDocument) -> bytes:
    packed = io.BytesIO()
    word.save(packed)
    with zipfile.ZipFile(packed) as package:
        return zipped({name: package.read(name) for name in package.namelist()})
