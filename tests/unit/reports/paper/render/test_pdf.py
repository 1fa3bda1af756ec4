import io
from collections.abc import Iterator

import pypdf
import pytest
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from reports.paper.blocks import (
    BulletList,
    Column,
    Document,
    LineBreak,
    Table,
    TableKind,
    heading,
    item,
    paragraph,
    spans,
)
from reports.paper.render.pdf import LONGEST_WORD, longest_word, render_pdf, typst_string
from tests.factories.papers import december_2021, every_block


def _read(document: Document) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(render_pdf(document)))


def _paper(*blocks) -> Document:
    return Document("T", "F", "C", "1 May 2030", blocks)


def _tags(reader: pypdf.PdfReader) -> list[str]:
    """The names of the structure elements in reading order."""
    found: list[str] = []
    _walk(reader.trailer["/Root"]["/StructTreeRoot"]["/K"], lambda element: found.append(str(element["/S"])))
    return found


def _walk(node, visit) -> None:
    node = node.get_object() if isinstance(node, IndirectObject) else node
    if isinstance(node, ArrayObject):
        for part in node:
            _walk(part, visit)
    elif isinstance(node, DictionaryObject) and "/S" in node:
        visit(node)
        _walk(node.get("/K", ArrayObject()), visit)


def test_it_is_a_tagged_pdf_that_claims_pdf_ua_1():
    root = _read(december_2021()).trailer["/Root"]

    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712 -- pypdf's own boolean
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()


def test_it_has_a_title_and_names_nobody_and_no_time():
    reader = _read(december_2021())

    assert reader.metadata["/Title"] == "HMICFRS Update, Joint Audit Committee, 22 December 2021"
    assert set(reader.metadata) <= {"/Title", "/Creator", "/Producer"}
    xmp = reader.trailer["/Root"]["/Metadata"].get_data()
    assert b"dc:creator" not in xmp
    assert b"Date>" not in xmp


def test_its_bookmarks_are_the_headings_as_typed():
    def names(outline):
        return [names(entry) if isinstance(entry, list) else entry["/Title"] for entry in outline]

    assert names(_read(every_block()).outline) == [
        "1. First section",
        ["1.1 Part of it", ["Smaller", ["Smallest"]]],
        "Tables",
    ]


def test_its_headings_are_tagged_by_level_under_the_title():
    tags = [tag for tag in _tags(_read(every_block())) if tag in ("/Title", "/H1", "/H2", "/H3", "/H4")]

    assert tags == ["/Title", "/H1", "/H2", "/H3", "/H4", "/H1"]


def test_its_tables_have_a_caption_a_header_row_and_a_cell_for_every_place():
    rows = ((spans("a"), spans("b")), (spans("c"), ()))
    tags = _tags(_read(_paper(Table("Counts", (Column(spans("Name")), Column(spans("Count"))), rows))))

    assert [tag for tag in tags if tag in ("/Table", "/Caption", "/THead", "/TH", "/TR", "/TD")] == [
        *("/Table", "/Caption", "/THead", "/TR", "/TH", "/TH"),
        *("/TR", "/TD", "/TD", "/TR", "/TD", "/TD"),
    ]


def test_its_tags_are_read_in_the_order_the_words_are_printed():
    reader = _read(every_block())

    read = list(_marks(reader.trailer["/Root"]["/StructTreeRoot"]["/K"], None))

    pages = [page.indirect_reference.idnum for page in reader.pages]
    places = [(pages.index(page), mark) for page, mark in read]
    assert len(places) > 300
    assert places == sorted(places)


def _marks(node, page) -> Iterator[tuple[int, int]]:
    """The page and the mark of each piece of content, in reading order."""
    node = node.get_object()
    if isinstance(node, ArrayObject):
        for part in node:
            yield from _marks(part, page)
    elif isinstance(node, int):
        yield page, int(node)
    else:
        page = node.raw_get("/Pg").idnum if "/Pg" in node else page
        if node.get("/Type") == "/MCR":
            yield page, int(node["/MCID"])
        yield from _marks(node.get("/K", ArrayObject()), page)


def test_every_page_after_the_first_carries_the_title_and_the_agenda_item_and_all_carry_the_marking():
    pages = [page.extract_text() for page in _read(december_2021()).pages]

    for number, page in enumerate(pages, 1):
        assert page.count("OFFICIAL") == 2
        assert f"Page {number} of {len(pages)}" in page
        assert page.count("Agenda Item 06") == 1
        assert ("HMICFRS Update, 22 December 2021" in page) == (number > 1)


def test_the_marking_stands_in_the_same_places_on_every_page():
    places = []
    for page in _read(december_2021()).pages:
        found: list[int] = []
        page.extract_text(
            visitor_text=lambda text, matrix, *_, found=found: (
                found.append(round(matrix[5])) if text.strip() == "OFFICIAL" else None
            )
        )
        places.append(found)

    assert len(places[0]) == 2
    assert places == [places[0]] * len(places)


def test_a_long_table_repeats_its_header_row_on_every_page():
    pages = [page.extract_text() for page in _read(every_block()).pages]

    assert [page.count("Name Value Count") for page in pages if "row" in page] == [1, 1, 1]


def test_all_its_fonts_are_arimo_and_embedded():
    fonts = {
        str(font["/BaseFont"]): "/DescendantFonts" in font and "/FontFile2" in _descriptor(font)
        for page in _read(every_block()).pages
        for font in (found.get_object() for found in page["/Resources"]["/Font"].values())
    }

    assert all("Arimo" in name for name in fonts)
    assert all(fonts.values())


def _descriptor(font) -> DictionaryObject:
    return font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()


def test_the_same_paper_gives_the_same_bytes():
    assert render_pdf(every_block()) == render_pdf(every_block())


def test_a_cell_longer_than_a_page_goes_on_over_the_next():
    long = " ".join(f"word{n}" for n in range(3000))
    reader = _read(_paper(Table("Long", (Column(spans("A")), Column(spans("B"))), ((spans("x"), spans(long)),))))

    assert "word2999" in reader.pages[-1].extract_text()
    assert len(reader.pages) > 3


def test_no_page_ends_inside_a_row_that_fits_on_one():
    cell = spans("first ", *([LineBreak(), "middle "] * 6), LineBreak(), "last")
    columns = Column(spans("A")), Column(spans("B"))
    reader = _read(_paper(Table("Rows", columns, ((spans("beside"), cell),) * 30)))

    pages = [page.extract_text() for page in reader.pages]
    assert len(pages) > 3
    for word in ("beside", "last"):
        assert [page.count("first") for page in pages] == [page.count(word) for page in pages]


def test_no_page_ends_between_a_lead_in_and_what_it_announces():
    parted = {"Two reports:": 0, "Two reports.": 0}
    for words in parted:
        for before in range(24, 36):
            lines = [paragraph("Line.")] * before
            first, *rest = _read(_paper(*lines, paragraph(words), BulletList((item("One"),)))).pages
            parted[words] += bool(rest) and words in first.extract_text()

    assert parted == {"Two reports:": 0, "Two reports.": 1}


def test_a_word_longer_than_a_line_is_broken_rather_than_run_off_the_page():
    reader = _read(_paper(paragraph("x" * 300)))

    lines = [line for line in reader.pages[0].extract_text().splitlines() if "xxx" in line]
    assert len(lines) > 2


def test_a_word_longer_than_its_column_is_broken_rather_than_run_into_the_next():
    columns = (Column(spans("A"), 1), Column(spans("B"), 9))
    table = Table("T", columns, ((spans("misunderstandings"), spans("misunderstandings")),), kind=TableKind.COMPACT)

    page = _read(_paper(table)).pages[0].extract_text().replace("\u200b", "")

    assert [line for line in page.splitlines() if line.startswith("mis")] == ["misunder", "misunderstandings"]


@pytest.mark.parametrize(
    ("share", "points", "letters"), [(1, 10, 28), (0.1, 8.5, 8), (0.2, 8.5, 19), (0.2, 10, 16), (0.01, 10, 6)]
)
def test_the_longest_word_of_a_column_goes_by_its_width_and_the_size_of_letters(share, points, letters):
    assert longest_word(share, points) == letters


@pytest.mark.parametrize(
    ("text", "literal"),
    [
        ('say "x"', '"say \\"x\\""'),
        ("back\\slash", '"back\\\\slash"'),
        ("#panic() $x$", '"#panic() $x$"'),
        ("two\nlines", '"two lines"'),
        ("a" * (LONGEST_WORD + 1), f'"{"a" * LONGEST_WORD}\u200ba"'),
        ("a" * LONGEST_WORD, f'"{"a" * LONGEST_WORD}"'),
    ],
)
def test_words_become_string_literals(text, literal):
    assert typst_string(text) == literal


def test_headings_print_in_capitals_and_keep_their_words_as_typed():
    reader = _read(_paper(heading(1, "Purpose of report", "1.")))

    assert "1. PURPOSE OF REPORT" in reader.pages[0].extract_text()
    assert [entry["/Title"] for entry in reader.outline] == ["1. Purpose of report"]
