"""From a document to a file: a Word file is written into the template that is in use."""

import hashlib
from dataclasses import dataclass

from reports.models import TOMBSTONE, TemplateFile, WordTemplate
from reports.paper.blocks import Document
from reports.paper.render import Format
from reports.paper.render.typesetting import TypesettingFailed, in_words
from reports.paper.render.word_layout import Layout, UnfitBase, WordBase
from reports.paper.template import examine

WHO_MENDS_IT = "The committee secretary can put another template in use, or go back to the house template."


class FileNotMade(Exception):
    """A file of the paper cannot be made; the text says why, and what to do."""


class TemplateUnusable(FileNotMade):
    """The template that is in use cannot be used any more; the text is a sentence that says why, and who can mend it.

    No other template is put in its place: a paper that looks otherwise than was decided would be noticed by nobody.
    """


@dataclass(frozen=True)
class Made:
    """A file, and the template it was written into; None for the house template and for other formats."""

    content: bytes
    template: WordTemplate | None = None


def make(document: Document, chosen: Format) -> Made:
    """The document as a file. Raises StructureError for the document, TemplateUnusable for the template in use, and
    FileNotMade for another reason."""
    return make_on(template_in_use() if chosen.takes_a_base else None, document, chosen)


def make_on(template: WordTemplate | None, document: Document, chosen: Format) -> Made:
    """The document as a file, a Word file on `template` or, for None, on the house template. Raises as `make` does."""
    try:
        if template is None or not chosen.takes_a_base:
            return Made(chosen.render(document))
        return Made(chosen.render(document, base_of(template)), template)
    except TypesettingFailed as trouble:
        raise FileNotMade(f"The {chosen.label} file cannot be made. {in_words(trouble)}") from trouble
    except UnfitBase as trouble:
        words = f"The Word file cannot be made on the template in use, “{template}”. {trouble} {WHO_MENDS_IT}"
        raise TemplateUnusable(words) from trouble


def template_in_use() -> WordTemplate | None:
    """The force's own template that papers are written into; None where they are on the house template."""
    found: WordTemplate | None = WordTemplate.objects.in_use().select_related("file").first()
    return found


def base_of(template: WordTemplate) -> WordBase:
    """A template as the renderer takes it. Raises UnfitBase where its file is not the one that was added."""
    if fault := fault_of_file(template.file):
        raise UnfitBase(fault)
    return WordBase(bytes(template.file.content), Layout.from_json(template.layout))


def fault_of_file(file: TemplateFile) -> str:
    """Why the bytes are not those that were added; "" where they are."""
    content = bytes(file.content)
    if not content or content.startswith(TOMBSTONE):
        return "Its file is gone."
    if hashlib.sha256(content).hexdigest() != file.sha256:
        return "Its file is not the one that was added: the SHA-256 differs."
    return ""


def why_unusable() -> str:
    """Why no Word file can be made on the template in use; "" where one can, or where none is in use."""
    template = template_in_use()
    if template is None:
        return ""
    try:
        base = base_of(template)
    except UnfitBase as trouble:
        return str(trouble)
    return " ".join(examine(base.content, base.layout).faults)
