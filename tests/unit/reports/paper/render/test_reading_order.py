"""The three formats tell a document in its own order, element by element: headings, paragraphs, cells row by row,
captions and alternative texts."""

import pytest
from hypothesis import given

from reports.paper.blocks import Document
from reports.paper.render import FORMATS
from tests.factories.paper_strategies import documents
from tests.factories.papers import december_2021, every_block, every_section
from tests.unit.reports.paper.render.reading_order import READ, in_document

EVERY_FORMAT = pytest.mark.parametrize("name", READ)


PAPERS = {"december_2021": december_2021(), "every_block": every_block(), "every_section": every_section()}


@EVERY_FORMAT
@pytest.mark.parametrize("document", PAPERS.values(), ids=PAPERS)
def test_each_format_is_read_in_the_order_of_the_document(document: Document, name: str) -> None:
    read, words = READ[name]

    assert read(FORMATS[name].render(document)) == in_document(document, words)


@EVERY_FORMAT
@given(document=documents())
def test_each_format_of_any_paper_is_read_in_the_order_of_the_document(name: str, document: Document) -> None:
    read, words = READ[name]

    assert read(FORMATS[name].render(document)) == in_document(document, words)
