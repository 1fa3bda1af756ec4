"""The paper in Word on a template of the force's own: what comes along, and what holds on any."""

import io
import re

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.shared import Mm
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from reports.paper.blocks import Document
from reports.paper.render.word import render_word
from reports.paper.render.word_layout import Layout, UnfitBase
from reports.paper.template import examine
from tests.factories.papers import december_2021, every_block, every_section
from tests.factories.templates import altered, corporate, logo, packed, parts_of, repacked, with_header
from tests.unit.reports.paper.render.on_template import W, drawn, headings, root_of
from tests.unit.reports.paper.render.reading import words_in_word
from tests.unit.reports.paper.render.reading_order import READ, in_document

# What comes along


def test_the_letterhead_stands_above_the_papers_own_lines_and_its_logo_comes_along() -> None:
    section = docx.Document(io.BytesIO(drawn(corporate(), document=december_2021()))).sections[0]

    assert [p.text for p in section.first_page_header.paragraphs] == ["\tExample Constabulary", "OFFICIAL"]
    assert [p.text for p in section.header.paragraphs] == [
        "Example Constabulary",
        "OFFICIAL",
        "HMICFRS Update, 22 December 2021\tAgenda Item 06",
    ]
    assert section.first_page_footer.paragraphs[0].text == "Headquarters, 1 High Street, Midtown"
    (picture,) = section.first_page_header._element.iter(qn("w:drawing"))
    (blip,) = picture.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}blip")
    assert section.first_page_header.part.related_parts[blip.get(qn("r:embed"))].blob == logo()


def test_a_logo_in_the_older_form_is_not_taken_for_an_empty_header() -> None:
    picture = '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"/></w:pict></w:r></w:p>'
    content = with_header(picture)
    content = altered(content, "word/header1.xml", b"Example Constabulary", b"")

    section = docx.Document(io.BytesIO(drawn(content))).sections[0]

    assert len(list(section.header._element.iter(qn("w:pict")))) == 1


def test_the_section_that_was_chosen_gives_the_page_with_the_letterhead_of_those_before_it() -> None:
    first, second = (docx.Document(io.BytesIO(drawn(corporate(), Layout(n)))) for n in (0, 1))

    sizes = [
        (round(each.sections[0].page_width.mm), round(each.sections[0].page_height.mm)) for each in (first, second)
    ]
    assert sizes == [(210, 297), (297, 210)]
    assert [len(each.sections) for each in (first, second)] == [1, 1]
    headers = [each.sections[0].first_page_header.paragraphs[0].text for each in (first, second)]
    assert headers == ["\tExample Constabulary"] * 2
    widths = [table.find(f"{qn('w:tblPr')}/{qn('w:tblW')}").get(qn("w:w")) for table in
              (next(each.element.iter(qn("w:tbl"))) for each in (first, second))]  # fmt: skip
    assert [int(width) // 100 for width in widths] == [94, 143]


def test_headings_have_the_templates_looks_and_missing_styles_are_added() -> None:
    word = docx.Document(io.BytesIO(drawn(corporate())))

    fonts = [word.styles[name].font.name for name in ("Heading 1", "Normal")]
    assert fonts == ["DejaVu Serif", "Liberation Serif"]
    names = [style.name for style in word.styles]
    assert {"List Paragraph", "Caption", "Quote", "Paper Note", "Paper Table Text"} <= set(names)
    assert len(names) == len(set(names))
    used = {found.get(qn("w:val")) for found in word.element.iter(qn("w:pStyle"), qn("w:rStyle"))}
    assert used <= {style.style_id for style in word.styles}


def test_a_style_that_was_chosen_is_used_and_numbers_nothing_twice() -> None:
    file = drawn(corporate(), Layout(styles={"heading 1": "ForceHeading", "List Paragraph": "ForceHeading"}))

    assert headings(file) == [("Force Heading", 0), ("Heading 2", 1), ("Heading 3", 2), ("Heading 4", 3),
                              ("Force Heading", 0)]  # fmt: skip
    numbers = [p._p.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}").get(qn("w:val"))
               for p in docx.Document(io.BytesIO(file)).paragraphs if p.style.name == "Force Heading"]  # fmt: skip
    assert (numbers[0], numbers[-1]) == ("0", "0")
    assert all(number != "0" for number in numbers[1:-1])  # of the lists


def test_lines_are_not_pulled_to_the_stops_of_the_templates_header() -> None:
    section = docx.Document(io.BytesIO(drawn(corporate()))).sections[0]

    (running,) = [p for p in section.header.paragraphs if "Agenda Item" in p.text]
    stops = [stop for stop in running._p.iter(qn("w:tab")) if stop.keys()]  # a tab itself has no place
    told = [(stop.get(qn("w:val")), stop.get(qn("w:pos"))) for stop in stops]
    assert told == [("clear", "4680"), ("clear", "9360"), ("right", "9412")]


def test_even_pages_carry_the_marking_too() -> None:
    word = docx.Document()
    word.settings.odd_and_even_pages_header_footer = True
    word.sections[0].even_page_header.paragraphs[0].text = "Even"

    section = docx.Document(io.BytesIO(drawn(packed(word)))).sections[0]

    assert [p.text for p in section.even_page_header.paragraphs][:2] == ["Even", "OFFICIAL – Specimen"]


# What holds on any template


def test_the_language_is_the_papers_whatever_the_templates_styles_say() -> None:
    word = docx.Document()
    word.styles["Heading 1"].element.get_or_add_rPr().append(parse_xml(f'<w:lang {W} w:val="de-DE"/>'))

    found = root_of(drawn(packed(word)), "word/styles.xml").iter(qn("w:lang"))

    assert {each.get(qn("w:val")) for each in found} == {"en-GB"}


def test_headings_are_headings_whatever_the_templates_styles_say() -> None:
    word = docx.Document()
    for level in range(1, 5):
        properties = word.styles[f"Heading {level}"].element.get_or_add_pPr()
        for outline in properties.findall(qn("w:outlineLvl")):
            properties.remove(outline)

    assert [level for _, level in headings(drawn(packed(word)))] == [0, 1, 2, 3, 0]


def test_no_page_ends_below_a_heading_or_a_caption_whatever_the_templates_styles_say() -> None:
    word = docx.Document()
    for name in ("Heading 1", "Caption"):
        properties = word.styles[name].element.get_or_add_pPr()
        for keep in properties.findall(qn("w:keepNext")):
            properties.remove(keep)

    made = docx.Document(io.BytesIO(drawn(packed(word)))).paragraphs

    kept = {p.style.name: p.paragraph_format.keep_with_next for p in made}
    assert (kept["Heading 1"], kept["Caption"], kept["Normal"]) == (True, True, None)


def test_a_style_is_added_under_a_name_of_its_own() -> None:
    word = docx.Document()
    for style in word.styles.element.findall(qn("w:style")):
        if style.find(qn("w:name")).get(qn("w:val")) == "caption":
            style.set(qn("w:type"), "character")
            style.set(qn("w:styleId"), "CAPTION")

    found = root_of(drawn(packed(word)), "word/styles.xml").findall(qn("w:style"))

    ids = [style.get(qn("w:styleId")).casefold() for style in found]
    names = [style.find(qn("w:name")).get(qn("w:val")).casefold() for style in found]
    assert (len(ids), len(names)) == (len(set(ids)), len(set(names)))
    assert {"caption", "paper caption"} <= set(names)


def test_there_is_one_style_by_default_of_each_type() -> None:
    word = docx.Document()
    for style in word.styles.element.findall(qn("w:style")):
        if style.find(qn("w:name")).get(qn("w:val")) == "Normal Table":
            word.styles.element.remove(style)

    found = root_of(drawn(packed(word)), "word/styles.xml").findall(qn("w:style"))

    by_default = [style.get(qn("w:type")) for style in found if style.get(qn("w:default"))]
    assert sorted(by_default) == ["character", "numbering", "paragraph", "table"]


@pytest.mark.parametrize(
    "document", [december_2021(), every_block(), every_section()], ids=["december_2021", "every_block", "every_section"]
)
def test_the_paper_is_read_in_its_own_order(document: Document) -> None:
    read, words = READ["docx"]

    assert read(drawn(corporate(), document=document)) == in_document(document, words)


def test_tables_keep_their_header_rows_and_names_and_the_file_its_title_and_nobodys_name() -> None:
    file = drawn(corporate(), document=every_block())

    for table in root_of(file).iter(qn("w:tbl")):
        first, *others = table.findall(qn("w:tr"))
        assert first.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
        assert all(row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is None for row in others)
        assert table.find(f"{qn('w:tblPr')}/{qn('w:tblCaption')}").get(qn("w:val"))
    properties = {etree.QName(found).localname: found.text for found in root_of(file, "docProps/core.xml")}
    assert properties == {
        "title": "Every block, Joint Audit Committee, 1 April 2030",
        "creator": None,
        "lastModifiedBy": None,
        "language": "en-GB",
    }


def test_every_picture_has_words() -> None:
    section = docx.Document(io.BytesIO(drawn(corporate()))).sections[0]

    (described,) = [
        found.attrib for found in section.first_page_header._element.iter() if str(found.tag).endswith("}docPr")
    ]
    assert (described["id"], described["name"], described["descr"]) == ("100001", "Picture", "Letterhead")


def test_a_base_of_any_damage_is_refused_in_a_sentence() -> None:
    for name in ("document", "styles", "settings", "header1", "theme/theme1"):
        parts = parts_of(corporate())
        whole = parts[f"word/{name}.xml"]
        parts[f"word/{name}.xml"] = whole[: len(whole) // 2]
        with pytest.raises(UnfitBase, match=r"\.$"):
            drawn(repacked(parts))


def test_a_header_that_is_named_nowhere_is_damage_in_a_sentence() -> None:
    content = re.sub(rb' r:id="[^"]*"', b"", parts_of(corporate())["word/document.xml"])

    with pytest.raises(UnfitBase, match="a part that the paper needs cannot be read"):
        drawn(repacked(parts_of(corporate()) | {"word/document.xml": content}))


# Any accepted template


@st.composite
def templates(draw: st.DrawFn) -> tuple[bytes, Layout]:
    """A document put together of what forces' documents hold, and a layout that fits it."""
    word = docx.Document()
    styles = word.styles.element
    gone = draw(
        st.sets(st.sampled_from([style.name for style in word.styles if style.type == WD_STYLE_TYPE.PARAGRAPH]))
    )
    for style in list(styles.findall(qn("w:style"))):
        if style.find(qn("w:name")).get(qn("w:val")).casefold() in {name.casefold() for name in gone}:
            styles.remove(style)
    own = word.styles.add_style("Force Text", WD_STYLE_TYPE.PARAGRAPH)
    if draw(st.booleans()):
        own.element.get_or_add_pPr().append(parse_xml(f'<w:numPr {W}><w:numId w:val="1"/></w:numPr>'))
    sections = draw(st.integers(1, 3))
    for _ in range(sections - 1):
        word.add_section()
    for section in word.sections:
        section.page_width, section.page_height = draw(st.sampled_from([(Mm(210), Mm(297)), (Mm(297), Mm(210))]))
        section.different_first_page_header_footer = draw(st.booleans())
        if draw(st.booleans()):
            section.header.paragraphs[0].text = draw(st.sampled_from(["", "Example Constabulary", "50% & <more>"]))
        if draw(st.booleans()):
            section.first_page_header.paragraphs[0].add_run().add_picture(io.BytesIO(logo()))
    word.settings.odd_and_even_pages_header_footer = draw(st.booleans())
    word.add_paragraph(draw(st.sampled_from(["", "Old text"])))
    names = ["Normal", "Title", "heading 1", "heading 4", "List Paragraph", "Quote", "header", "Paper Table Text"]
    chosen = draw(st.sets(st.sampled_from(names)))
    return packed(word), Layout(draw(st.integers(0, sections - 1)), dict.fromkeys(chosen, "ForceText"))


def _check_all_words_come_through(given_template: tuple[bytes, Layout]) -> None:
    content, layout = given_template
    assert examine(content, layout).faults == ()

    file = drawn(content, layout, every_block())

    assert words_in_word(file) == words_in_word(render_word(every_block()))
    assert [level for _, level in headings(file)] == [0, 1, 2, 3, 0]


def test_every_word_comes_through_on_any_template_that_is_taken(thorough: bool) -> None:
    examples = settings(max_examples=200 if thorough else 3, deadline=None)
    examples(given(templates())(_check_all_words_come_through))()
