import re

import pytest
from lxml import html

from reports.paper.blocks import BulletList, Document, Link, NumberedList, Table, heading, item, paragraph
from reports.paper.render.html import css_string, render_blocks, render_fragment, render_html
from tests.factories.papers import december_2021, every_block


def _page(document: Document) -> html.HtmlElement:
    return html.document_fromstring(render_html(document).decode())


def _paper(*blocks, **facts) -> Document:
    masthead = {"title": "T", "force": "F", "committee": "C", "meeting_on": "1 May 2030"}
    return Document(**(masthead | facts), blocks=blocks)


def test_the_file_says_its_language_and_title():
    page = _page(december_2021())

    assert page.get("lang") == "en-GB"
    assert page.findtext(".//title") == "HMICFRS Update, Joint Audit Committee, 22 December 2021"


def test_the_file_needs_nothing_beside_it_and_runs_nothing():
    page = _page(every_block())

    assert page.xpath("//script | //link | //img | //iframe | //object | //@src | //@style | //base") == []
    assert page.xpath("//@*[starts-with(name(), 'on')]") == []
    assert re.findall(r"url\(|@import", page.findtext(".//style")) == []


def test_the_only_addresses_are_the_papers_own_links():
    document = _paper(paragraph(Link("the report", "https://a.test/?a=1&b=2")))

    file = render_html(document).decode()

    assert re.findall(r"https?:[^\"<]*", file) == ["https://a.test/?a=1&amp;b=2"]
    assert re.findall(r"<meta [^>]*>", file) == [
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
    ]


def test_headings_follow_the_title_without_a_jump():
    page = _page(every_block())

    headings = [(made.tag, " ".join(made.text_content().split())) for made in page.xpath("//h1|//h2|//h3|//h4|//h5")]

    assert headings == [
        ("h1", "Every block"),
        ("h2", "1. First section"),
        ("h3", "1.1 Part of it"),
        ("h4", "Smaller"),
        ("h5", "Smallest"),
        ("h2", "Tables"),
    ]


def test_every_table_has_a_caption_and_scoped_headings_and_can_be_scrolled_by_keyboard():
    page = _page(every_block())

    for table in page.iter("table"):
        region = table.getparent()
        caption = table.find("caption")
        assert (region.get("role"), region.get("tabindex")) == ("region", "0")
        assert region.get("aria-labelledby") == caption.get("id")
        assert table.xpath("thead/tr/th[not(@scope='col')] | tbody/tr/th[not(@scope='row')]") == []
        assert len(table.xpath("thead/tr/th")) == len(table.xpath("tbody/tr[1]/*"))
    identifiers = page.xpath("//@id")
    assert len(set(identifiers)) == len(identifiers) == 4


def test_a_grid_keeps_its_empty_grades_and_says_so():
    grid = _page(december_2021()).xpath("//table[contains(@class, 'paper-grid')]")[0]

    assert [cell.text_content() for cell in grid.xpath("thead/tr/th")] == [
        *("Outstanding", "Good", "Adequate", "Requires improvement", "Inadequate"),
    ]
    assert [[area.text_content() for area in cell.iter("li")] or cell.text_content() for cell in grid.iter("td")] == [
        "None",
        [
            *("Preventing crime", "Recording data about crime", "Treatment of the public"),
            *("Disrupting serious organised crime", "Good use of resources"),
        ],
        ["Responding to the public", "Managing offenders", "Developing a positive workplace"],
        ["Investigating crime", "Supporting victims", "Protecting vulnerable people"],
        "None",
        *("0 areas", "5 areas", "3 areas", "3 areas", "0 areas"),
    ]


def test_a_rating_is_a_word_beside_a_shape_that_is_not_read_out():
    ratings = _page(december_2021()).xpath("//tbody//span[contains(@class, 'paper-rag ')]")

    assert {rating.text_content().strip() for rating in ratings} == {"Red", "Amber", "Green", "Blue", "Grey"}
    assert [rating.find("svg").get("aria-hidden") for rating in ratings] == ["true"] * len(ratings)


def test_the_fragment_takes_its_place_under_the_pages_own_heading():
    fragment = render_fragment(_paper(heading(1, "Part"), heading(2, "Piece")), title_level=2)

    assert re.findall(r"<(h\d)", fragment) == ["h2", "h3", "h4"]


@pytest.mark.parametrize(
    "document",
    [
        _paper(heading(4, ""), title=""),
        _paper(BulletList(()), NumberedList(((),))),
        _paper(Table("", (), ())),
        _paper(Table("c", (), ((), ())), Table("", (), ((item("a")[0].spans,),), foot=((), ()))),
    ],
)
def test_the_fragment_of_an_unsound_paper_can_still_be_seen(document):
    assert "paper-masthead" in render_fragment(document)


def test_words_cannot_leave_the_style_sheet_they_are_printed_from():
    file = render_html(_paper(marking='"} </style><script>alert(1)</script>')).decode()

    assert "<script" not in file
    assert file.count("</style") == 1


def test_a_css_string_escapes_all_but_letters_digits_and_spaces():
    assert css_string('a1 "\\é<') == '"a1 \\22 \\5c \\e9 \\3c "'


def test_some_blocks_begin_straight_below_the_heading_of_their_page():
    for level in (1, 2, 3):
        drawn = html.fragment_fromstring(
            render_blocks((paragraph("Words"), heading(level, "A"), heading(level + 1, "B")), beneath=2), "div"
        )

        assert [part.tag for part in drawn] == ["p", "h3", "h4"]
    assert render_blocks((paragraph("Words"),), beneath=2) == "<p>Words</p>\n"
