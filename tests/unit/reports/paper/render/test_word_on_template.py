"""The paper in Word on a template of the force's own: what comes along, what stays behind, and what holds on any."""

import io
import re
from typing import Any

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
from reports.paper.render.word_layout import Layout, UnfitBase, WordBase
from reports.paper.render.word_picture import bare_picture
from reports.paper.template import SPECIMEN, examine
from tests.factories.files import JPEG, png_chunk
from tests.factories.papers import december_2021, every_block, every_section
from tests.factories.templates import PLANTED, altered, corporate, logo, packed, parts_of, plain, repacked, with_header
from tests.unit.reports.paper.render.reading import words_in_word
from tests.unit.reports.paper.render.reading_order import READ, in_document

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def drawn(content: bytes, layout: Layout | None = None, document: Document = SPECIMEN) -> bytes:
    return render_word(document, base=WordBase(content, layout or Layout()))


def root_of(file: bytes, part: str = "word/document.xml") -> Any:
    return etree.fromstring(parts_of(file)[part])


def headings(file: bytes) -> list[tuple[str, int]]:
    """Each heading's style and its own outline level."""
    found = []
    for paragraph in docx.Document(io.BytesIO(file)).paragraphs:
        level = paragraph._p.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
        if level is not None:
            found.append((paragraph.style.name, int(level.get(qn("w:val")))))
    return found


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


# What stays behind


@pytest.mark.parametrize("document", [SPECIMEN, december_2021()], ids=["specimen", "december_2021"])
def test_no_word_that_nobody_sees_leaves_the_template(document: Document) -> None:
    assert sum(PLANTED.encode() in part for part in parts_of(corporate()).values()) >= 5

    parts = parts_of(drawn(corporate(), document=document))

    assert {name for name, part in parts.items() if PLANTED.encode() in part} == set()
    kinds = {re.sub(r"[0-9]", "", name.rpartition("/")[2]) for name in parts}
    assert kinds <= {
        *(
            "[Content_Types].xml",
            ".rels",
            "core.xml",
            "document.xml",
            "document.xml.rels",
            "styles.xml",
            "settings.xml",
        ),
        *("fontTable.xml", "theme.xml", "numbering.xml", "header.xml", "header.xml.rels", "footer.xml", "image.png"),
    }


_MARKS = [
    f'<w:p w:rsidR="00AB{PLANTED}"><w:r><w:t>x</w:t></w:r></w:p>',
    f'<w:p><w:pPr><w:pPrChange w:id="1" w:author="{PLANTED}"><w:pPr/></w:pPrChange></w:pPr></w:p>',
    f'<w:p><w:r><w:rPr><w:rPrChange w:id="1" w:author="{PLANTED}"/></w:rPr><w:t>x</w:t></w:r></w:p>',
    f'<w:p><w:pPr><w:rPr><w:ins w:id="1" w:author="{PLANTED}"/></w:rPr></w:pPr></w:p>',
    f'<w:p><w:permStart w:id="1" w:ed="{PLANTED}"/></w:p>',
    f'<w:p><w:bookmarkStart w:id="1" w:name="{PLANTED}"/></w:p>',
    f'<w:sdt><w:sdtPr><w:tag w:val="{PLANTED}"/></w:sdtPr><w:sdtContent><w:p/></w:sdtContent></w:sdt>',
    f'<w:customXml w:uri="{PLANTED}" w:element="a"><w:customXmlPr/><w:p/></w:customXml>',
    f"<!--{PLANTED}-->",
    f'<w:p><w:del w:id="1" w:author="{PLANTED}"><w:r><w:delText>{PLANTED}</w:delText></w:r></w:del></w:p>',
    f'<w:p><w:ins w:id="1" w:author="{PLANTED}"><w:r><w:t>kept</w:t></w:r></w:ins></w:p>',
    f'<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" alt="C:\\{PLANTED}"><v:imagedata'
    f' src="http://{PLANTED}/" xmlns:o="urn:schemas-microsoft-com:office:office" o:title="{PLANTED}"'
    f' o:relid="{PLANTED}"/>'
    "</v:shape></w:pict></w:r></w:p>",
    f'<w:p><w:hyperlink r:id="rId1" xmlns:r="{_REL}"><w:r><w:t>here</w:t></w:r></w:hyperlink></w:p>',
]


@pytest.mark.parametrize("mark", _MARKS)
def test_traces_of_editing_are_taken_out_of_a_header_even_where_nobody_looked(mark: str) -> None:
    content = with_header(relations=(("hyperlink", f"file://{PLANTED}/"),))
    old = b"</w:hdr>"
    content = altered(content, "word/header1.xml", old, mark.encode() + old)
    assert PLANTED.encode() in parts_of(content)["word/header1.xml"] + parts_of(content)["word/_rels/header1.xml.rels"]

    parts = parts_of(drawn(content))

    assert {name for name, part in parts.items() if PLANTED.encode() in part} == set()
    assert b"Example Constabulary" in parts["word/header1.xml"]
    assert re.findall(rb"<w:(?:\w+Change|ins|del)\b", parts["word/header1.xml"]) == []
    assert (b"kept" in parts["word/header1.xml"]) is ("kept" in mark)


@pytest.mark.parametrize("remark", ["<!-- a remark -->", "<?an instruction?>", "<!-- two --><!-- remarks -->"])
def test_words_around_a_remark_come_along_without_it(remark: str) -> None:
    content = with_header(f"<w:p><w:r><w:t>WEST {remark}MIDLANDS{remark} POLICE</w:t></w:r></w:p>")

    section = docx.Document(io.BytesIO(drawn(content))).sections[0]

    assert [p.text for p in section.header.paragraphs][1] == "WEST MIDLANDS POLICE"
    assert examine(content, by_trial=False).pages[0].lines[0].words[-1] == "WEST MIDLANDS POLICE"


@pytest.mark.parametrize("part", ["styles", "numbering", "settings", "fontTable"])
def test_traces_of_editing_are_taken_out_of_every_other_part(part: str) -> None:
    parts = parts_of(corporate())
    name = f"word/{part}.xml"
    trace = f'<w:rPrChange w:author="{PLANTED}"/><!--{PLANTED}-->'.encode()
    parts[name] = re.sub(rb"(</w:\w+>)\s*$", trace + rb"\1", parts[name])
    assert PLANTED.encode() in parts[name]

    drawn_parts = parts_of(drawn(repacked(parts)))

    assert PLANTED.encode() not in drawn_parts[name]


def test_nothing_points_outside_but_links() -> None:
    for name, part in parts_of(drawn(corporate(), document=every_block())).items():
        if name.endswith(".rels"):
            outside = [each for each in etree.fromstring(part) if each.get("TargetMode") == "External"]
            assert {each.get("Type").rpartition("/")[2] for each in outside} <= {"hyperlink"}, name


def test_a_header_of_a_kind_of_page_that_there_is_not_stays_behind() -> None:
    word = docx.Document()
    word.sections[0].different_first_page_header_footer = True
    word.sections[0].first_page_header.paragraphs[0].text = PLANTED
    word.sections[0].even_page_header.paragraphs[0].text = PLANTED
    word.sections[0].different_first_page_header_footer = False

    parts = parts_of(drawn(packed(word)))

    assert not any(PLANTED.encode() in part for part in parts.values())


def test_the_background_of_the_old_text_and_its_columns_stay_behind() -> None:
    content = altered(
        plain(), "word/document.xml", b"<w:body>", f'<w:background w:color="{PLANTED}"/><w:body>'.encode()
    )
    content = altered(
        content, "word/document.xml", b"</w:sectPr>", b'<w:cols w:num="2"/><w:vAlign w:val="both"/></w:sectPr>'
    )

    section = next(root_of(drawn(content)).iter(qn("w:sectPr")))

    assert [etree.QName(child).localname for child in section if "Reference" not in child.tag] == ["pgSz", "pgMar"]
    assert PLANTED.encode() not in parts_of(drawn(content))["word/document.xml"]


def test_a_template_that_says_no_size_gives_an_a4_page() -> None:
    content = altered(plain(), "word/document.xml", b'<w:pgSz w:w="11906" w:h="16838"/>', b"")

    file = drawn(content)

    page = docx.Document(io.BytesIO(file)).sections[0]
    assert (round(page.page_width.mm), round(page.page_height.mm)) == (210, 297)
    names = [etree.QName(child).localname for child in next(root_of(file).iter(qn("w:sectPr")))]
    assert names == ["headerReference", "footerReference", "pgSz", "pgMar"]


def test_a_picture_goes_out_as_it_is_seen() -> None:
    exif = b"\xff\xe1\x00\x10Exif\x00\x00" + PLANTED.encode()[:8]
    remark = b"\xff\xfe\x00\x0b" + PLANTED.encode()
    secret = png_chunk(b"tEXt", PLANTED.encode()), png_chunk(b"eXIf", b"x"), png_chunk(b"tIME", b"1234567")

    assert bare_picture(JPEG[:2] + exif + remark + JPEG[2:] + b"after") == JPEG
    assert bare_picture(logo(*secret) + b"after") == logo()
    for damaged in (logo()[:-12], JPEG[:-2], b"GIF89a", b""):
        with pytest.raises(UnfitBase, match="picture"):
            bare_picture(damaged)


# What holds on any template


def test_the_language_is_the_papers_whatever_the_templates_styles_say() -> None:
    word = docx.Document()
    word.styles["Heading 1"].element.get_or_add_rPr().append(parse_xml(f'<w:lang {_W} w:val="de-DE"/>'))

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
        own.element.get_or_add_pPr().append(parse_xml(f'<w:numPr {_W}><w:numId w:val="1"/></w:numPr>'))
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
