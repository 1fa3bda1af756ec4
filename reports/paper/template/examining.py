"""Whether a Word document can carry the paper, what of it comes along, and what stays behind."""

from __future__ import annotations

import functools
import io
from collections.abc import Iterable, Iterator
from dataclasses import replace

import docx
from docx.document import Document as WordDocument

from reports.paper.render.typesetting import TypesettingFailed, in_words
from reports.paper.render.word import BROKEN_PACKAGE, render_word
from reports.paper.render.word_layout import PURPOSES, Layout, Match, UnfitBase, WordBase
from reports.paper.render.word_styles import by_id, hidden_by, matches, styles_of
from reports.paper.template.behind import left_behind
from reports.paper.template.describing import pages_of
from reports.paper.template.found import Examined
from reports.paper.template.looking import DAMAGED
from reports.paper.template.parts import Parts, UnfitTemplate, take_apart
from reports.paper.template.reaching import faults_of_document, faults_of_relations
from reports.paper.template.specimen import SPECIMEN
from reports.paper.template.texts import words_of


def examined(content: bytes, layout: Layout, *, by_trial: bool) -> Examined:
    """As `reports.paper.template.examine`."""
    try:
        parts = take_apart(content)
        word = docx.Document(io.BytesIO(content))
        found = _read(word, parts, layout)
    except UnfitTemplate as refusal:
        return Examined((str(refusal),), layout=layout)
    except BROKEN_PACKAGE:
        return Examined((DAMAGED,), layout=layout)
    if found.faults or not by_trial:
        return found
    return replace(found, faults=tuple(_faults_by_trial(content, layout)))


def _read(word: WordDocument, parts: Parts, layout: Layout) -> Examined:
    root = word.styles.element
    faults = [*faults_of_relations(parts), *faults_of_document(word)]
    found: tuple[Match, ...] = ()
    try:
        found = matches(root, layout.styles)
    except UnfitBase as refusal:
        faults.append(str(refusal))
    pages = pages_of(word)
    if 0 <= layout.section < max(len(pages), 1):
        faults += [fault for page in pages[layout.section : layout.section + 1] for fault in page.faults]
    else:
        faults.append(f"The template has {len(pages)} sections, and not a section {layout.section + 1}.")
    styles = by_id(root)
    for match in found:
        by = hidden_by(styles, match.style.identifier) if match.style and match.name in PURPOSES else ""
        if by:
            faults.append(f"The style “{by}” hides its text. Take “Hidden” off its font.")
    choices = tuple(style for style in styles_of(root) if style.kind == "paragraph")
    notes = tuple(left_behind(word, parts, pages, layout.section))
    return Examined(tuple(_each_once(faults)), notes, pages, found, choices, layout)


def _each_once(sentences: Iterable[str]) -> Iterator[str]:
    yield from dict.fromkeys(sentences)


def _faults_by_trial(content: bytes, layout: Layout) -> Iterator[str]:
    try:
        drawn = _words_in(render_word(SPECIMEN, base=WordBase(content, layout)))
        wanted = _words_of_specimen()
    except UnfitBase as refusal:
        yield str(refusal)
        return
    except TypesettingFailed as trouble:  # no fault of the template's, but it has not been tried
        yield in_words(trouble)
        return
    except BROKEN_PACKAGE:
        yield DAMAGED
        return
    if drawn != wanted:
        yield "A specimen of the paper, drawn on this template, lacks words. Tell whoever looks after this service."


@functools.cache
def _words_of_specimen() -> list[str]:
    return _words_in(render_word(SPECIMEN))


def _words_in(file: bytes) -> list[str]:
    return list(words_of(docx.Document(io.BytesIO(file)).element.body))
