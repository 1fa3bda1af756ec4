"""The paper in Word on a template of the force's own: what of the template stays behind."""

import io
import re

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from reports.paper.blocks import Document
from reports.paper.render.word_layout import UnfitBase
from reports.paper.render.word_picture import bare_picture
from reports.paper.template import SPECIMEN, examine
from tests.factories.files import JPEG, png_chunk
from tests.factories.papers import december_2021, every_block
from tests.factories.templates import PLANTED, altered, corporate, logo, packed, parts_of, plain, repacked, with_header
from tests.unit.reports.paper.render.on_template import REL, drawn, root_of


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
    f'<w:p><w:hyperlink r:id="rId1" xmlns:r="{REL}"><w:r><w:t>here</w:t></w:r></w:hyperlink></w:p>',
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
