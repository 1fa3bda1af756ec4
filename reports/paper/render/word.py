"""A paper as a Word document, in a base document of the force's own or in our neutral one."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from typing import Any, cast

import docx
from docx.document import Document as WordDocument
from docx.exceptions import PythonDocxError
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.exceptions import OpcError
from docx.opc.packuri import PackURI
from docx.oxml.exceptions import XmlchemyError
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.parts.numbering import NumberingPart
from docx.section import Section
from docx.shared import Twips
from lxml import etree

from jac_tracker.files import BROKEN_ARCHIVE
from reports.paper.blocks import Document
from reports.paper.render.characters import lawful
from reports.paper.render.shared import file_title
from reports.paper.render.word_base import EMPTY_NUMBERING, neutral_base, zipped
from reports.paper.render.word_body import BodyWriter
from reports.paper.render.word_clean import cleaned
from reports.paper.render.word_layout import Layout, UnfitBase, WordBase
from reports.paper.render.word_numbering import Numbering
from reports.paper.render.word_styles import Styles, house_styles, made_ready
from reports.paper.render.word_xml import Element, element, field, run, tab, tags
from reports.paper.structure import refuse_bad_structure

_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DUBLIN = "http://purl.org/dc/elements/1.1/"
_A4 = {"w": 11906, "h": 16838}  # twentieths of a point
ROOM_BELOW = 200  # twentieths of a point
# What python-docx and lxml raise on a package that is not what it says. Not RuntimeError: a fault of the typesetter,
# which draws the charts, is none of the base's.
BROKEN_PACKAGE = (
    *(PythonDocxError, OpcError, XmlchemyError),
    *(KeyError, ValueError, TypeError, AttributeError, IndexError, ArithmeticError, SyntaxError, RecursionError),
    OSError,
)
_DRAWN = tags("drawing pict tbl")


def render_word(document: Document, *, base: WordBase | None = None) -> bytes:
    """A .docx of the paper. The same document and base give the same bytes.

    Of a `base` the styles, a page set-up, headers and footers are kept and the text is left behind; styles it lacks are
    added. Refuses a base that cannot be used with UnfitBase, and a document with structural errors with StructureError.
    """
    refuse_bad_structure(document)
    if base is None:
        return _rendered(document, _opened(neutral_base()), None)
    try:
        return _rendered(document, _opened(base.content), base.layout)
    except UnfitBase:
        raise
    except BROKEN_PACKAGE as trouble:
        raise UnfitBase("The template is damaged: a part that the paper needs cannot be read.") from trouble


def _rendered(document: Document, word: WordDocument, layout: Layout | None) -> bytes:
    if layout is None:
        section, styles = word.element.body.sectPr, house_styles()
    else:
        section = cleaned(word, layout.section, document.language)
        styles = made_ready(word.styles.element, layout.styles)
    _set_language(word, document.language)
    page = word.sections[-1]
    _give_a_size(section)
    writer = BodyWriter(word.part, styles, Numbering(_numbering_root(word)), text_width(page))
    for made in writer.document(document):
        section.addprevious(made)
    _running_lines(word, page, document, styles, ours=layout is None)
    _set_properties(word, document)
    return _saved(word)


def _opened(base: bytes) -> WordDocument:
    try:
        return docx.Document(io.BytesIO(base))
    except (*BROKEN_ARCHIVE, *BROKEN_PACKAGE) as trouble:
        raise UnfitBase("The base document is not a Word .docx file that can be read.") from trouble


def _give_a_size(section: Element) -> None:
    """A4 where a base does not say how large its page is."""
    if section.find(qn("w:pgSz")) is None:
        references = [each for each in section if each.tag in tags("headerReference footerReference")]
        section.insert(len(references), element("pgSz", **_A4))


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


def text_width(page: Section) -> int:
    """The width between the margins, in twentieths of a point."""
    width = page.page_width or Twips(_A4["w"])
    margins = (page.left_margin or 0) + (page.right_margin or 0) + (page.gutter or 0)
    return max((width - margins) // Twips(1), 2000)


def _running_lines(word: WordDocument, page: Section, document: Document, styles: Styles, *, ours: bool) -> None:
    """The lines on every page. A base's own header and footer stay, above ours."""
    if ours:
        page.different_first_page_header_footer = True
    width = text_width(page)
    marking = " – ".join((document.marking, *document.notices))

    def marked(style: str, *more: Element) -> Element:
        words = run(lawful(marking), [element("b")])
        return styles.paragraph(style, words, properties=[*more, element("jc", val="center")])

    def spread(style: str, left: str, *right: Element, more: Iterable[Element] = ()) -> Element:
        stop = element("tabs", element("tab", val="right", pos=width))
        return styles.paragraph(style, run(lawful(left)), tab(), *right, properties=[stop, *more])

    def header(first: bool) -> list[Element]:
        # our own page leaves room below its header; another's header grows into the text
        room = [] if ours else [element("spacing", after=ROOM_BELOW)]
        if first:
            return [marked("header", *room)]
        agenda = run(lawful(document.agenda_line))
        return [marked("header"), spread("header", f"{document.title}, {document.meeting_on}", agenda, more=room)]

    def footer() -> list[Element]:
        count = [run("Page "), field("PAGE"), run(" of "), field("NUMPAGES")]
        return [spread("footer", document.committee, *count), marked("footer")]

    _add_lines(page.header, header(first=False))
    _add_lines(page.footer, footer())
    if word.settings.odd_and_even_pages_header_footer:
        _add_lines(page.even_page_header, header(first=False))
        _add_lines(page.even_page_footer, footer())
    if page.different_first_page_header_footer:
        _add_lines(page.first_page_header, header(first=True))
        _add_lines(page.first_page_footer, footer())


def _add_lines(place: Any, lines: list[Element]) -> None:
    """Puts lines at the end of a header or footer; an empty one is filled instead."""
    place.is_linked_to_previous = False
    root = place._element
    if not "".join(root.itertext()).strip() and next(root.iter(*_DRAWN), None) is None:
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
