"""The formats a paper comes in. Each renderer's libraries are imported when it is first used."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from reports.paper.blocks import Document
from reports.paper.render.word_layout import WordBase


@dataclass(frozen=True, slots=True)
class Format:
    """`extension` has no dot. What `takes_a_base` is made by `reports.paper.files.make`, which has the base."""

    label: str
    extension: str
    content_type: str
    renderer: Callable[[Document, WordBase | None], bytes]
    takes_a_base: bool = False

    def render(self, document: Document, base: WordBase | None = None) -> bytes:
        """The file's bytes. Raises StructureError for the document, UnfitBase for the base, and TypesettingFailed."""
        return self.renderer(document, base)


def _html(document: Document, _base: WordBase | None) -> bytes:
    from reports.paper.render.html import render_html

    return render_html(document)


def _word(document: Document, base: WordBase | None) -> bytes:
    from reports.paper.render.word import render_word

    return render_word(document, base=base)


def _pdf(document: Document, _base: WordBase | None) -> bytes:
    from reports.paper.render.pdf import render_pdf

    return render_pdf(document)


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "html": Format("Web page", "html", "text/html; charset=utf-8", _html),
        "docx": Format(
            "Word", "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", _word, True
        ),
        "pdf": Format("PDF", "pdf", "application/pdf", _pdf),
    }
)
