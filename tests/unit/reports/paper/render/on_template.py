"""A paper drawn in Word on a template of the force's own, and what it is read by."""

import io
from typing import Any

import docx
from docx.oxml.ns import qn
from lxml import etree

from reports.paper.blocks import Document
from reports.paper.render.word import render_word
from reports.paper.render.word_layout import Layout, WordBase
from reports.paper.template import SPECIMEN
from tests.factories.templates import parts_of

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def drawn(content: bytes, layout: Layout | None = None, document: Document = SPECIMEN) -> bytes:
    return render_word(document, base=WordBase(content, layout or Layout()))


def root_of(file: bytes, part: str = "word/document.xml") -> Any:
    return etree.fromstring(parts_of(file)[part])


def headings(file: bytes) -> list[tuple[str, int]]:
    """Each heading's style and its own outline level."""
    found = []
    for paragraph in docx.Document(io.BytesIO(file)).paragraphs:
        level = paragraph._p.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
        if level is not None:
            found.append((paragraph.style.name, int(level.get(qn("w:val")))))
    return found
