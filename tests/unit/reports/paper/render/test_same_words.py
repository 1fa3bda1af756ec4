"""The three formats say the same words in the same order."""

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

import pytest

from reports.paper.blocks import Block, BulletList, Document, Note, NumberedList, Quote
from reports.paper.render import FORMATS
from tests.factories.papers import december_2021, every_block
from tests.unit.reports.paper.render.reading import words, words_in_html, words_in_pdf, words_in_word

PAPERS = pytest.mark.parametrize("document", [december_2021(), every_block()], ids=["december_2021", "every_block"])


@PAPERS
def test_word_says_what_html_says(document):
    in_html = words_in_html(FORMATS["html"].render(document))
    in_word = words_in_word(FORMATS["docx"].render(document))

    assert in_word == in_html


@PAPERS
def test_the_pdf_says_what_html_says_and_spells_out_the_list_markers(document):
    in_html = words_in_html(FORMATS["html"].render(document))
    in_pdf = words_in_pdf(FORMATS["pdf"].render(document))

    added = []
    for change, start, end, pdf_start, pdf_end in SequenceMatcher(None, in_html, in_pdf, autojunk=False).get_opcodes():
        assert change in ("equal", "insert"), f"{in_html[start:end]} became {in_pdf[pdf_start:pdf_end]}"
        if change == "insert":
            added += in_pdf[pdf_start:pdf_end]
    assert added == list(_markers(document.blocks))


def _markers(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case NumberedList(items, marker, start):
                for number, item in enumerate(items, start):
                    yield from words(marker.at(number))
                    yield from _markers(item)
            case BulletList(items):
                for item in items:
                    yield from _markers(item)
            case Quote(inner) | Note(inner):
                yield from _markers(inner)


@PAPERS
def test_every_word_of_the_masthead_is_there(document: Document):
    said = " ".join(words_in_html(FORMATS["html"].render(document)))

    facts = (document.title, document.subtitle, document.committee, document.meeting_on, document.agenda_line)
    for fact in (*facts, document.body or document.force, *document.notices):
        assert " ".join(words(fact)) in said
