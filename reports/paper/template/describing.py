"""The pages of a template in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.section import Section

from reports.paper.render.word import text_width
from reports.paper.render.word_clean import has_even_pages, page_of, sections_of
from reports.paper.render.word_xml import Element, tags
from reports.paper.template.found import Page, RunningLine
from reports.paper.template.texts import shortened, words_of

_TWIPS_IN_A_MILLIMETRE = 1440 / 25.4
_WHERE = {"default": "Every page", "first": "First page", "even": "Even pages"}
_KINDS = {qn("w:headerReference"): "header", qn("w:footerReference"): "footer"}


def pages_of(word: WordDocument) -> tuple[Page, ...]:
    """The page of each section of a document, in their order. Raises ValueError for measures that are none."""
    sections = sections_of(word.element.body)
    even = has_even_pages(word)
    return tuple(
        _page(number + 1, page_of(sections, number, has_even_pages=even), word) for number in range(len(sections))
    )


def _page(number: int, section: Element, word: WordDocument) -> Page:
    seen: Any = Section(section, word.part)
    says = seen.page_width is not None and seen.page_height is not None
    width, height = (seen.page_width.mm, seen.page_height.mm) if says else (210, 297)
    margins = (seen.top_margin, seen.right_margin, seen.bottom_margin, seen.left_margin)
    top, right, bottom, left = (round(abs(margin.mm)) if margin is not None else 0 for margin in margins)
    return Page(
        number=number,
        width=round(width),
        height=round(height),
        margins=(top, right, bottom, left),
        text_width=round(text_width(seen) / _TWIPS_IN_A_MILLIMETRE),
        says_its_size=says,
        lines=tuple(_line(reference, word) for reference in section if reference.tag in _KINDS),
    )


def _line(reference: Element, word: WordDocument) -> RunningLine:
    root = word.part.related_parts[reference.get(qn("r:id"))].element
    place = f"{_WHERE.get(reference.get(qn('w:type')), 'Every page')}, {_KINDS[reference.tag]}"
    return RunningLine(place, tuple(map(shortened, words_of(root))), sum(1 for _ in pictures_of(root)))


def pictures_of(root: Element) -> Iterator[Element]:
    """What is drawn in a part; not the older form that stands beside a newer one for older programs."""
    for found in root.iter(*tags("drawing pict")):
        if not any(str(above.tag).endswith("}Fallback") for above in found.iterancestors()):
            yield found
