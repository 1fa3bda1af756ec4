"""What a base document brings into a paper: its styles, its page, its headers and footers. All else stays behind, so
that nobody's name or words leave with the paper, and nothing in it asks anything of the network.

Nothing is trusted to have been looked at before: what is not known to be needed is left out here, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any
from urllib.parse import urlsplit

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement, parse_xml
from lxml import etree

from reports.paper.render.word_base import SETTINGS
from reports.paper.render.word_layout import UnfitBase
from reports.paper.render.word_picture import bare_picture
from reports.paper.render.word_xml import Element, tags

KEPT = {
    RELATIONSHIP_TYPE.STYLES,
    RELATIONSHIP_TYPE.SETTINGS,
    RELATIONSHIP_TYPE.NUMBERING,
    RELATIONSHIP_TYPE.FONT_TABLE,
    RELATIONSHIP_TYPE.THEME,
}
_RUNNING = {RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER}
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_VML = "{urn:schemas-microsoft-com:vml}"
_OFFICE = "{urn:schemas-microsoft-com:office:office}"

# What of the settings has to do with how pages look. All else names people, machines, other files or editing.
_SETTINGS = tags(
    "zoom mirrorMargins alignBordersAndEdges bordersDoNotSurroundHeader bordersDoNotSurroundFooter gutterAtTop"
    " defaultTabStop autoHyphenation consecutiveHyphenLimit hyphenationZone doNotHyphenateCaps defaultTableStyle"
    " evenAndOddHeaders characterSpacingControl themeFontLang clrSchemeMapping decimalSymbol listSeparator"
)
_AFTER_COMPAT = tags("themeFontLang clrSchemeMapping decimalSymbol listSeparator")
# What of a section is its page. Columns, line numbers and the number of the first page are the paper's own.
_PAGE = tags("pgSz pgMar pgBorders titlePg docGrid")
# Traces of editing, marks of comments and of who may edit what, and what is fetched: gone with what is in them.
_TRACES = {
    *tags(
        "del moveFrom proofErr permStart permEnd commentRangeStart commentRangeEnd commentReference rsid cellIns"
        " cellDel cellMerge sdtPr sdtEndPr customXmlPr smartTagPr footnoteReference endnoteReference footnoteRef"
        " endnoteRef moveFromRangeStart moveFromRangeEnd moveToRangeStart moveToRangeEnd bookmarkStart bookmarkEnd"
        " customXmlInsRangeStart customXmlInsRangeEnd customXmlDelRangeStart customXmlDelRangeEnd"
        " customXmlMoveFromRangeStart customXmlMoveFromRangeEnd customXmlMoveToRangeStart customXmlMoveToRangeEnd"
        " object control altChunk subDoc numIdMacAtCleanup embedRegular embedBold embedItalic embedBoldItalic"
    ),
    f"{_A}extLst",
    f"{_OFFICE}OLEObject",
}
# What stands around text, which stays; in a mark's properties w:ins holds nothing, and goes.
_WRAPPINGS = tags("ins moveTo sdt sdtContent customXml smartTag")
_CHANGE = re.compile(r"\{[^}]*\}(\w+Change)$")
_LIKE_A_PATH = re.compile(r"[\\/]|\.(?:png|jpe?g|gif|bmp|tiff?|emf|wmf|svg|eps|pdf|psd|ai)\s*$", re.IGNORECASE)
SAFE_SCHEMES = ("http", "https", "mailto")
_FIRST_PICTURE = 100_000
PICTURE_WORDS = "Letterhead"
"""What a picture is called that has no words of its own."""


def cleaned(word: WordDocument, chosen: int, language: str) -> Element:
    """Leaves of a base what the paper needs, and returns the section, alone in the body, that gives the page.

    Raises UnfitBase where there is no such section, or where a part that is needed cannot be read.
    """
    body = word.element.body
    found = sections_of(body)
    if not 0 <= chosen < max(len(found), 1):
        raise UnfitBase("The section that was chosen is not in the template.")
    section = page_of(found, chosen, has_even_pages=has_even_pages(word)) if found else OxmlElement("w:sectPr")
    for child in [*body, *word.element]:
        if child is not body:
            child.getparent().remove(child)
    body.append(section)
    _leave_parts_behind(word, section)
    _keep_settings(word, language)
    for part in _parts_kept(word):
        _clean_part(part)
    _speak(word.styles.element, language)
    return section


def sections_of(body: Element) -> list[Element]:
    """The sections of a document, in their order."""
    return [
        found
        for found in body.iter(qn("w:sectPr"))
        if not any(above.tag == qn("w:sectPrChange") for above in found.iterancestors())
    ]


def page_of(sections: list[Element], chosen: int, *, has_even_pages: bool) -> Element:
    """A section as it looks: its page, and the headers and footers that it has or takes from those before it."""
    references: dict[tuple[str, str], Element] = {}
    for section in sections[: chosen + 1]:
        for reference in section:
            if reference.tag in (qn("w:headerReference"), qn("w:footerReference")):
                references[(reference.tag, reference.get(qn("w:type"), "default"))] = reference
    section = sections[chosen]
    used = {"default"} | ({"first"} if _is_on(section, "titlePg") else set()) | ({"even"} if has_even_pages else set())
    made = OxmlElement("w:sectPr")
    made.extend(deepcopy(each) for (_, kind), each in sorted(references.items(), key=_order) if kind in used)
    for name in _PAGE:
        made.extend(deepcopy(each) for each in section.findall(name)[:1])
    return made


def _order(entry: tuple[tuple[str, str], Element]) -> tuple[bool, str]:
    (tag, kind), _ = entry
    return tag != qn("w:headerReference"), kind


def _is_on(parent: Element, name: str) -> bool:
    found = parent.find(qn(f"w:{name}"))
    return found is not None and found.get(qn("w:val"), "1") not in ("0", "false", "off")


def has_even_pages(word: WordDocument) -> bool:
    settings = part_of(word, RELATIONSHIP_TYPE.SETTINGS)
    return settings is not None and _is_on(settings.element, "evenAndOddHeaders")


def part_of(word: WordDocument, kind: str) -> Any:
    """The document's part of a kind, such as its settings; None where it has none."""
    return next(
        (each.target_part for each in word.part.rels.values() if each.reltype == kind and not each.is_external), None
    )


def _leave_parts_behind(word: WordDocument, section: Element) -> None:
    used = {reference.get(f"{_R}id") for reference in section}
    seen: set[str] = set()
    for identifier, relation in list(word.part.rels.items()):
        is_needed = relation.reltype in KEPT and relation.reltype not in seen
        is_needed = is_needed or (relation.reltype in _RUNNING and identifier in used)
        if relation.is_external or not is_needed:
            del word.part.rels[identifier]
        seen.add(relation.reltype)
    for reference in list(section):
        if reference.get(f"{_R}id") and reference.get(f"{_R}id") not in word.part.rels:
            section.remove(reference)
    for identifier, relation in list(word.part.package.rels.items()):
        wanted = (RELATIONSHIP_TYPE.OFFICE_DOCUMENT, RELATIONSHIP_TYPE.CORE_PROPERTIES)
        if relation.is_external or relation.reltype not in wanted:
            del word.part.package.rels[identifier]


def _keep_settings(word: WordDocument, language: str) -> None:
    settings = word.settings.element  # made where there is none
    for child in list(settings):
        if child.tag not in _SETTINGS:
            settings.remove(child)
        elif child.tag == qn("w:themeFontLang"):
            child.set(qn("w:val"), language)
    # as Word 2013 and later: before, tables were set out further left
    ours = parse_xml(SETTINGS.encode()).find(qn("w:compat"))
    later = next((child for child in settings if child.tag in _AFTER_COMPAT), None)
    if later is None:
        settings.append(ours)
    else:
        later.addprevious(ours)


def _parts_kept(word: WordDocument) -> Iterator[Any]:
    for relation in word.part.rels.values():
        if not relation.is_external and relation.reltype in KEPT | _RUNNING:
            yield relation.target_part


def _clean_part(part: Any) -> None:
    """Takes the traces out of a part, and the relations it does not need; its pictures lose what is not picture."""
    root = part.element if hasattr(part, "element") else _parsed(part.blob)  # as of the theme and the fonts
    without_traces(root)
    used = {value for found in root.iter() for name, value in found.attrib.items() if str(name).startswith(_R)}
    for identifier, relation in list(part.rels.items()):
        if identifier not in used or not _is_harmless(relation):
            del part.rels[identifier]
        elif not relation.is_external:
            _bare(relation.target_part)
    _cut_loose(root, set(part.rels))
    if not hasattr(part, "element"):
        part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _parsed(content: bytes) -> Element:
    try:
        return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as trouble:
        raise UnfitBase("A part of the template cannot be read.") from trouble


def _is_harmless(relation: Any) -> bool:
    if relation.is_external:
        is_link = relation.reltype == RELATIONSHIP_TYPE.HYPERLINK
        return is_link and urlsplit(str(relation.target_ref)).scheme.lower() in SAFE_SCHEMES
    return bool(relation.reltype == RELATIONSHIP_TYPE.IMAGE)


def _bare(part: Any) -> None:
    part._blob = bare_picture(part.blob)
    part.rels.clear()


def _cut_loose(root: Element, known: set[str]) -> None:
    """Takes out what points to something that is not there any more, which Word would call damage."""
    for found in list(root.iter()):
        for name in [each for each in found.attrib if str(each).startswith(_R)]:
            if found.get(name) not in known:
                if found.tag == qn("w:hyperlink") or name not in (f"{_R}embed", f"{_R}id"):
                    del found.attrib[name]
                elif found.getparent() is not None:
                    found.getparent().remove(found)
                    break


def without_traces(root: Element) -> None:
    """Takes out of a part of a document who edited it and when, what was deleted, and what points elsewhere."""
    for found in list(root.iter()):
        if not isinstance(found.tag, str):  # remarks and instructions, in the middle of words or not
            _remove(found, keep_tail=True)
            continue
        if found.tag in _TRACES or _CHANGE.match(found.tag):
            _remove(found)
        elif found.tag in _WRAPPINGS:
            _unwrap(found)
        else:
            _without_names(found)


def _remove(found: Element, *, keep_tail: bool = False) -> None:
    """Takes an element out; the words that follow it within its parent go too, or stay."""
    parent = found.getparent()
    if parent is None:
        return
    if keep_tail and found.tail:
        before = found.getprevious()
        if before is None:
            parent.text = (parent.text or "") + found.tail
        else:
            before.tail = (before.tail or "") + found.tail
    parent.remove(found)


def _unwrap(found: Element) -> None:
    parent = found.getparent()
    if parent is not None:
        place = parent.index(found)
        parent[place : place + 1] = list(found)


def _without_names(found: Element) -> None:
    for name in [each for each in found.attrib if _names_somebody(each)]:
        del found.attrib[name]
    local = found.tag.rpartition("}")[2]
    if local in ("docPr", "cNvPr"):  # programs put the picture's file, with its folders, here
        found.set("name", "Picture")
        if local == "docPr" and found.get("id", "").isdecimal():  # the paper's own pictures count from one
            found.set("id", str(_FIRST_PICTURE + int(found.get("id")) % _FIRST_PICTURE))
        found.attrib.pop("title", None)
        if is_no_description(found.get("descr")) and local == "docPr":
            found.set("descr", PICTURE_WORDS)
        elif is_no_description(found.get("descr")):
            found.attrib.pop("descr", None)
    elif found.tag.startswith((_VML, _OFFICE)):
        for name in ("src", "href", f"{_OFFICE}href", f"{_OFFICE}relid", f"{_R}href", f"{_R}pict", f"{_OFFICE}title"):
            found.attrib.pop(name, None)
        if local == "shape" and is_no_description(found.get("alt")):
            found.set("alt", PICTURE_WORDS)


def _names_somebody(attribute: str) -> bool:
    local = attribute.rpartition("}")[2]
    return local.startswith("rsid") or local in ("author", "initials")


def is_no_description(words: str | None) -> bool:
    """Whether a picture's words are none, or the name of its file."""
    return not words or not words.strip() or bool(_LIKE_A_PATH.search(words))


def _speak(styles: Element, language: str) -> None:
    """The language of the paper, wherever a style names one."""
    for found in styles.iter(qn("w:lang")):
        found.set(qn("w:val"), language)
