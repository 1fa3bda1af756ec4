"""A file must come out whatever the words, and the words must stay words."""

import io
import zipfile

import docx
import pypdf
import pytest
from hypothesis import given
from lxml import etree, html

from reports.paper.blocks import Document, paragraph
from reports.paper.render import FORMATS
from tests.factories.paper_strategies import documents
from tests.unit.reports.paper.render.reading import words, words_in_html, words_in_pdf, words_in_word


@given(documents())
def test_any_paper_becomes_html_that_parses(document):
    file = FORMATS["html"].render(document)

    assert html.document_fromstring(file).find(".//main/article") is not None


@given(documents())
def test_any_paper_becomes_a_word_package_whose_parts_parse(document):
    file = FORMATS["docx"].render(document)

    docx.Document(io.BytesIO(file))
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        assert package.testzip() is None
        for name in package.namelist():
            if name.startswith("word/media/"):
                assert package.read(name).startswith(b"\x89PNG")
                continue
            etree.fromstring(package.read(name))


@given(documents())
def test_any_paper_becomes_a_pdf_that_passes_the_typesetters_accessibility_checks(document):
    file = FORMATS["pdf"].render(document)

    assert len(pypdf.PdfReader(io.BytesIO(file)).pages) >= 1


@pytest.mark.parametrize(
    "typed",
    [
        "{{ 7*7 }} {% load x %} {# c #}",
        "<b>bold</b> & </w:t> ]]> &amp;",
        '#panic("no") $x^2$ *a* _b_ @label `raw` \\u{41} // /* " \\',
        '"); panic("x") //',
    ],
)
@pytest.mark.parametrize(("name", "read"), [("html", words_in_html), ("docx", words_in_word), ("pdf", words_in_pdf)])
def test_what_has_a_meaning_in_some_language_comes_out_as_typed(name, read, typed):
    document = Document("Title", "Force", "Committee", "1 May 2030", (paragraph(typed),))
    without = Document("Title", "Force", "Committee", "1 May 2030", ())

    added = read(FORMATS[name].render(document))[len(read(FORMATS[name].render(without))) :]

    assert added == words(typed)
