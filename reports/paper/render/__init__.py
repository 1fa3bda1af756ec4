"""The formats a paper comes in. Each renderer's libraries are imported when it is first used."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from reports.paper.blocks import Document


@dataclass(frozen=True, slots=True)
class Format:
    """`extension` has no dot. `render` gives the file's bytes, or raises StructureError."""

    label: str
    extension: str
    content_type: str
    render: Callable[[Document], bytes]


def _html(document: Document) -> bytes:
    from reports.paper.render.html import render_html

    return render_html(document)


def _word(document: Document) -> bytes:
    from reports.paper.render.word import render_word

    return render_word(document)


def _pdf(document: Document) -> bytes:
    from reports.paper.render.pdf import render_pdf

    return render_pdf(document)


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "html": Format("Web page", "html", "text/html; charset=utf-8", _html),
        "docx": Format(
            "Word", "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", _word
        ),
        "pdf": Format("PDF", "pdf", "application/pdf", _pdf),
    }
)
