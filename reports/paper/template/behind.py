"""What of a template stays behind, told to whoever put it there."""

from __future__ import annotations

from collections.abc import Iterator

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from reports.paper.render.word_clean import PICTURE_WORDS, is_no_description, part_of, sections_of
from reports.paper.render.word_xml import Element, tags
from reports.paper.template.describing import pictures_of
from reports.paper.template.found import Page
from reports.paper.template.parts import Parts
from reports.paper.template.reaching import LEFT_BEHIND
from reports.paper.template.texts import shortened, words_of

_PARTS = {
    "comments": "Its comments stay behind.",
    "customXml": "The data that programs have put into it stay behind.",
    "custom-properties": "Its own properties stay behind.",
    "glossaryDocument": "Its building blocks stay behind.",
    "font": "The fonts inside it stay behind: the paper names them, and is shown in them where a machine has them.",
}


def left_behind(word: WordDocument, parts: Parts, pages: tuple[Page, ...], section: int) -> Iterator[str]:
    """A sentence for each thing that the template holds and the paper will not."""
    body = word.element.body
    count = sum(1 for _ in words_of(body))
    if count:
        paragraphs = "one paragraph" if count == 1 else f"{count} paragraphs"
        yield f"Its text stays behind: {paragraphs}, “{shortened(next(words_of(body)))}” first."
    if next(body.iter(*tags("ins del moveFrom moveTo")), None) is not None:
        yield "The changes tracked in its text stay behind with it."
    if next(body.iter(*tags("drawing pict")), None) is not None:
        yield "The pictures in its text stay behind: a logo belongs in the header."
    kinds = {relation.kind for relation in parts.relations}
    yield from (sentence for kind, sentence in _PARTS.items() if kind in kinds)
    for relation in parts.relations:
        if relation.kind in LEFT_BEHIND:
            yield f"What it is tied to stays behind: “{shortened(relation.target)}”."
    names = word.core_properties.author, word.core_properties.last_modified_by
    if any(names):
        yield f"Who wrote it stays behind: {', '.join(dict.fromkeys(filter(None, map(shortened, names))))}."
    yield from _of_settings(word)
    yield from _of_sections(sections_of(body), pages, section)
    yield from _of_running(word)


def _of_settings(word: WordDocument) -> Iterator[str]:
    settings = part_of(word, RELATIONSHIP_TYPE.SETTINGS)
    if settings is not None and settings.element.find(qn("w:documentProtection")) is not None:
        yield "Its protection against editing stays behind: the paper can be edited."


def _of_sections(sections: list[Element], pages: tuple[Page, ...], chosen: int) -> Iterator[str]:
    if len(sections) > 1:
        yield f"It has {len(sections)} sections. The paper has the page, header and footer of section {chosen + 1}."
    if not pages or not pages[min(chosen, len(pages) - 1)].says_its_size:
        yield "It does not say how large its page is: the paper is on A4."
    columns = sections[chosen].find(qn("w:cols")) if chosen < len(sections) else None
    if columns is not None and columns.get(qn("w:num"), "1") not in ("0", "1"):
        yield "Its columns stay behind: the paper has one."


def _of_running(word: WordDocument) -> Iterator[str]:
    running = (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER)
    parts = [each.target_part for each in word.part.rels.values() if each.reltype in running and not each.is_external]
    if any(next(part.element.iter(qn("w:sdt")), None) is not None for part in parts):
        yield "The boxes to fill in, in its headers and footers, become plain words."
    described = [
        properties.get("descr")
        for part in parts
        for picture in pictures_of(part.element)
        for properties in picture.iter()
        if str(properties.tag).endswith("}docPr")
    ]
    if any(map(is_no_description, described)):
        yield (
            f"A picture in its header or footer has no alternative text. It is called “{PICTURE_WORDS}”; to call it "
            "otherwise, write its alternative text in Word."
        )
