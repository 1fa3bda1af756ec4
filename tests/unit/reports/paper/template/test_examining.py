"""Whether a Word document can carry the paper: each fault by a planted file, and what stays behind."""

import io
import struct
from typing import Any, get_args

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.image.image import Image
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.shared import Mm

from reports.paper.blocks import Block
from reports.paper.render.word import render_word
from reports.paper.render.word_layout import Layout, UnfitBase, WordBase
from reports.paper.template import SPECIMEN, examine
from tests.factories.files import JPEG, png_chunk, word_file
from tests.factories.jpegs import END, START, piece, progressive, with_restarts
from tests.factories.templates import (
    PLANTED,
    altered,
    corporate,
    logo,
    packed,
    parts_of,
    plain,
    repacked,
    with_body,
    with_header,
)

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def faults(content: bytes, layout: Layout | None = None) -> str:
    return " ".join(examine(content, layout, by_trial=False).faults)


def field(instruction: str) -> str:
    return f'<w:p><w:fldSimple w:instr="{instruction}"><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>'


def field_in_runs(*pieces: str) -> str:
    said = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{each}"/></w:r>' for each in ("begin", "end"))
    return f"<w:p>{begin}{said}{end}</w:p>"


def with_outside(kind: str, target: str) -> bytes:
    return with_body(lambda word: word.part.relate_to(target, f"{_REL}/{kind}", is_external=True))


def with_part(kind: str) -> bytes:
    """A document whose text points to a part of its own, of a kind that is embedded."""
    parts = parts_of(word_file())
    name = "word/_rels/document.xml.rels"
    row = f'<Relationship Id="rId900" Type="{_REL}/{kind}" Target="settings.xml"/></Relationships>'.encode()
    return repacked(parts | {name: parts[name].replace(b"</Relationships>", row)})


def with_picture(content: bytes) -> bytes:
    """A document whose header holds a picture with these bytes."""
    word = docx.Document()
    word.sections[0].page_width, word.sections[0].page_height = Mm(210), Mm(297)
    word.sections[0].header.paragraphs[0].add_run().add_picture(io.BytesIO(logo()))
    parts = parts_of(packed(word))
    return repacked({name: content if "media/" in name else part for name, part in parts.items()})


_vast = png_chunk(b"IHDR", struct.pack(">IIBBBBB", 60, 30_000, 1, 0, 0, 0, 0)) + png_chunk(b"IDAT", b"")


def text(words: str) -> Any:
    return lambda word: word.add_paragraph(words)


def test_a_corporate_letterhead_and_the_house_template_have_no_fault() -> None:
    for content in (corporate(), plain(), word_file()):
        assert examine(content).faults == ()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        # placeholders
        (with_body(text("Dear {{ title }}")), "The text holds “{{ title }}”, to be filled in by a program."),
        (with_body(text("{% if x %}")), "The text holds “{% if x %}”"),
        (with_body(text("«Surname»")), "The text holds “«Surname»”"),
        (with_header("<w:p><w:r><w:t>{{ a }}</w:t></w:r></w:p>"), "The header holds “{{ a }}”"),
        (with_header("<w:p><w:r><w:t>{</w:t></w:r><w:r><w:t>{ a }}</w:t></w:r></w:p>"), "The header holds “{{ a }}”"),
        # fields
        (with_header(field("INCLUDEPICTURE &quot;http://a.test/b.png&quot;")), "the field “INCLUDEPICTURE"),
        (with_header(field("AUTHOR")), "The header holds the field “AUTHOR”, which fills itself in"),
        (with_header(field("DATE \\@ &quot;d MMMM&quot;")), "The header holds the field “DATE"),
        (with_header(field_in_runs("INCLUDE", "TEXT x")), "The header holds the field “INCLUDETEXT x”"),
        (with_header(field_in_runs("DDEAUTO cmd").replace('"end"', '"separate"')), "the field “DDEAUTO cmd”"),
        (with_header(field("HYPERLINK &quot;file://server/x&quot;")), "The header holds the field “HYPERLINK"),
        (with_header(field("MACROBUTTON Run")), "The header holds the field “MACROBUTTON Run”"),
        (with_header("<w:p><w:r><w:t><!-- x -->{{ a }}</w:t></w:r></w:p>"), "The header holds “{{ a }}”"),
        (with_header(field_in_runs("PAGE<!-- x -->NUMBER")), "The header holds the field “PAGENUMBER”"),
        # what is undecided
        (with_header('<w:p><w:ins w:id="1" w:author="A"><w:r/></w:ins></w:p>'), "holds tracked changes"),
        (with_header('<w:p><w:del w:id="1" w:author="A"><w:r/></w:del></w:p>'), "The header holds tracked changes."),
        # what is fetched or runs
        (with_outside("image", "https://a.test/b.png"), "fetches a picture from “https://a.test/b.png”"),
        (with_outside("frame", "https://a.test/"), "The document holds a frame of another page."),
        (with_outside("oleObject", "file:///c:/x.xls"), "The document holds an embedded object."),
        (with_outside("subDocument", "x.docx"), "The document holds another document"),
        (with_outside("sound", "https://a.test/"), "fetches something from “https://a.test/”"),
        (with_header(relations=(("image", "https://a.test/b.png"),)), "fetches a picture from “https://a.test/b.png”"),
        (with_header(relations=(("hyperlink", "file://server/x"),)), "A header or footer links to “file://server/x”."),
        (with_part("oleObject"), "The document holds an embedded object."),
        (with_part("package"), "The document holds an embedded file or workbook."),
        (with_part("aFChunk"), "The document holds another document, to be put in when it is opened."),
        (with_part("control"), "The document holds a control that runs."),
        (with_header("<w:p><w:r><w:object/></w:r></w:p>"), "The header holds an embedded object."),
        (
            with_header(
                '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:imagedata'
                ' src="http://a.test/b.png"/></v:shape></w:pict></w:r></w:p>'
            ),
            "The header fetches a picture from “http://a.test/b.png”.",
        ),
        # pictures
        (with_picture(b"\xd7\xcd\xc6\x9a old drawing"), "header (image1.png) is neither PNG nor JPEG"),
        (with_picture(b"<svg xmlns='http://www.w3.org/2000/svg'/>"), "is neither PNG nor JPEG"),
        (with_picture(logo()[:-20]), "is neither PNG nor JPEG"),
        (with_picture(b"%PDF-1.7\n%%EOF"), "is neither PNG nor JPEG"),
        (with_picture(progressive().replace(b"\x08\x00\x08\x00\x10", b"\x08\xff\xff\x00\x10")),
         "is more than 8,000 dots wide or high."),
        (with_picture(progressive()[:-2] + b"\xff\xc4\xff\xff" + END), "is neither PNG nor JPEG, or is damaged."),
        (with_picture(JPEG), "is neither PNG nor JPEG, or is damaged."),
        (with_picture(b"\x89PNG\r\n\x1a\n" + _vast + png_chunk(b"IEND", b"")), "is more than 8,000 dots wide or high."),
    ],
)  # fmt: skip
def test_what_would_reach_out_or_be_filled_in_is_refused_by_name(content: bytes, says: str) -> None:
    assert says in faults(content)


@pytest.mark.parametrize(
    "content",
    [
        with_header(field("PAGE \\* MERGEFORMAT")),
        with_header(field("PAGE\\* MERGEFORMAT"), field("TITLE")),
        with_header(field_in_runs(" NUM", "PAGES ")),
        with_header(field("HYPERLINK &quot;https://force.example/&quot; \\h")),
        with_header(relations=(("hyperlink", "https://force.example/"),)),
        with_outside("hyperlink", "file://server/left-behind"),
        with_outside("attachedTemplate", "https://a.test/x.dotm"),
    ],
)
def test_what_does_no_harm_or_stays_behind_is_no_fault(content: bytes) -> None:
    assert faults(content) == ""


def _hidden(word: Any) -> None:
    word.styles["Normal"].font.hidden = True


def _sized(width: float, height: float) -> bytes:
    def size(word: Any) -> None:
        word.sections[0].page_width, word.sections[0].page_height = Mm(width), Mm(height)

    return with_body(size)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (with_body(_hidden), "The style “Normal” hides its text."),
        (_sized(148, 210), "The page of section 1 leaves too little room for the text"),
        (_sized(210, 140), "The page of section 1 leaves too little room for the text"),
        (_sized(2000, 2000), "The page of section 1 is larger than can be printed."),
        (altered(plain(), "word/document.xml", b'w:w="11906"', b'w:w="wide"'), "This document is damaged"),
        (altered(plain(), "word/styles.xml", b"</w:styles>", b"</w:stiles>"), "This document is damaged"),
        (altered(plain(), "_rels/.rels", b"schemas.openxmlformats.org/officeDocument/2006", b"purl.oclc.org/ooxml/x"),
         "This document was saved as “Strict Open XML Document”."),
        (altered(plain(), "word/document.xml", b'w:w="11906"', b'w:w="' + b"9" * 400 + b'"'),
         "This document is damaged"),
        (b"PK\x03\x04 nothing", "This document is damaged"),
    ],
)  # fmt: skip
def test_what_the_paper_does_not_fit_into_is_refused_by_name(content: bytes, says: str) -> None:
    assert says in faults(content)


@pytest.mark.parametrize(
    ("part", "old", "value"),
    [
        ("word/document.xml", b"</w:sectPr>", b'<w:titlePg w:val="yes"/></w:sectPr>'),
        ("word/settings.xml", b"</w:settings>", b'<w:evenAndOddHeaders w:val="True"/></w:settings>'),
    ],
)
def test_a_switch_that_is_neither_on_nor_off_is_damage(part: str, old: bytes, value: bytes) -> None:
    content = altered(plain(), part, old, value)

    says = "The template is damaged: a part that the paper needs cannot be read."

    assert examine(content).faults == (says,)
    with pytest.raises(UnfitBase, match=says):
        render_word(SPECIMEN, base=WordBase(content, Layout()))


def test_a_photograph_whose_size_on_paper_is_a_fraction_of_nothing_is_taken() -> None:
    # one entry: the dots of an inch, as 72 divided by 0
    tiff = b"MM\x00*\x00\x00\x00\x08\x00\x01\x01\x1a\x00\x05\x00\x00\x00\x01\x00\x00\x00\x1a\x00\x00\x00\x00"
    exif = piece(0xE1, b"Exif\x00\x00" + tiff + b"\x00\x00\x00\x48\x00\x00\x00\x00")
    photograph = START + exif + with_restarts()[20:]
    with pytest.raises(ZeroDivisionError):
        Image.from_blob(photograph)

    assert faults(with_picture(photograph)) == ""


def test_what_hides_many_styles_is_said_once() -> None:
    assert examine(with_body(_hidden), by_trial=False).faults == (
        "The style “Normal” hides its text. Take “Hidden” off its font.",
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "docProps/core.xml", "_rels/.rels"])
def test_entities_in_any_part_are_refused_in_any_letters(part: str, encoding: str) -> None:
    parts = parts_of(plain())
    content = parts[part].decode()
    declared = content[content.index("?>") + 2 :]
    opened = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE x [<!ENTITY a "aaaa">]>'
    parts[part] = (opened + declared).encode(encoding)

    assert "This document is damaged" in faults(repacked(parts))


@pytest.mark.parametrize("limit", ["LARGEST_TEXT", "MOST_ELEMENTS"])
def test_a_document_with_too_much_text_is_refused_before_it_is_read(
    limit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reports.paper.template import parts

    monkeypatch.setattr(parts, limit, 4000)

    assert "This document unpacks to more than is taken." in faults(corporate())


def test_a_directory_that_says_less_than_there_is_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    from reports.paper.template import parts

    monkeypatch.setattr(parts, "_LARGEST_PARTS", 4000)

    assert "This document unpacks to more than is taken." in faults(corporate())


@pytest.mark.parametrize(
    ("layout", "says"),
    [
        (Layout(2), "The template has 2 sections, and not a section 3."),
        (Layout(-1), "The template has 2 sections, and not a section 0."),
        (Layout(styles={"Title": "Nonsense"}), "The style chosen for “Title of the paper” is not in the template."),
        (Layout(styles={"Title": "TableGrid"}), "The style chosen for “Title of the paper” is not in the template."),
        (Layout(styles={"Normal Table": "TableGrid"}), "The style chosen for “Normal Table” is not in the template."),
    ],
)
def test_a_layout_that_the_template_does_not_have_is_refused(layout: Layout, says: str) -> None:
    assert says in faults(corporate(), layout)


def test_what_stays_behind_is_told() -> None:
    assert examine(corporate(), by_trial=False).notes == (
        f"Its text stays behind: 2 paragraphs, “{PLANTED}: the paper of last year{PLANTED}” first.",
        "The changes tracked in its text stay behind with it.",
        "Its comments stay behind.",
        "The data that programs have put into it stay behind.",
        f"What it is tied to stays behind: “file:///C:/Users/{PLANTED}/Normal.dotm”.",
        f"Who wrote it stays behind: {PLANTED}.",
        "It has 2 sections. The paper has the page, header and footer of section 1.",
        "A picture in its header or footer has no alternative text. It is called “Letterhead”; to call it otherwise, "
        "write its alternative text in Word.",
    )
    assert examine(plain(), by_trial=False).notes == ()
    one = with_body(text("Old words"))
    assert "Its text stays behind: one paragraph, “Old words” first." in examine(one, by_trial=False).notes


def test_the_pages_of_each_section_are_described_with_what_they_take_from_those_before() -> None:
    first, second = examine(corporate(), by_trial=False).pages

    assert (first.size, first.margins, first.text_width) == ("A4, upright", (25, 22, 25, 22), 166)
    assert (second.size, second.text_width) == ("A4, on its side", 253)
    told = [(line.place, line.in_words) for line in first.lines]
    assert told == [(line.place, line.in_words) for line in second.lines] == [
        ("Every page, header", "Example Constabulary"),
        ("First page, header", "Example Constabulary; one picture"),
        ("First page, footer", "Headquarters, 1 High Street, Midtown"),
    ]  # fmt: skip


def test_a_page_of_no_known_size_is_told_by_its_lengths() -> None:
    page = examine(_sized(200, 300), by_trial=False).page

    assert page is not None
    assert page.size == "200 by 300 mm, upright"


def test_styles_are_found_by_name_by_another_name_or_by_their_id_and_told_apart_from_those_added() -> None:
    word = docx.Document()
    for style in word.styles.element.findall(qn("w:style")):
        name = style.find(qn("w:name"))
        match name.get(qn("w:val")):
            case "heading 1":  # as Word writes it in German
                style.set(qn("w:styleId"), "berschrift1")
            case "heading 2":  # as other programs write it
                name.set(qn("w:val"), "Titre 2")
            case "Quote":
                name.set(qn("w:val"), "Force Quotation")
                style.set(qn("w:styleId"), "ForceQuotation")
                name.addnext(parse_xml(f'<w:aliases {_W} w:val="Extract, Quote"/>'))
            case "caption":  # a style of another type has the name
                style.set(qn("w:type"), "character")
    word.styles.add_style("Subheading", WD_STYLE_TYPE.PARAGRAPH)

    found = {match.name: match for match in examine(packed(word), Layout(styles={"heading 4": "Subheading"})).matches}

    told = {name: (found[name].how.value, found[name].style.identifier) for name in ("heading 1", "heading 2", "Quote")}
    assert told == {
        "heading 1": ("found", "berschrift1"),
        "heading 2": ("found", "Heading2"),
        "Quote": ("found", "ForceQuotation"),
    }
    assert (found["heading 4"].how.value, found["heading 4"].style.name) == ("chosen", "Subheading")
    assert [(found[name].how.value, found[name].style) for name in ("caption", "Paper Note")] == [("made", None)] * 2


def test_a_template_on_which_words_are_lost_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    from reports.paper.template import examining

    def without_words(document: Any, *, base: Any = None) -> bytes:
        return plain()

    examine(corporate())  # so that the words looked for are known
    monkeypatch.setattr(examining, "render_word", without_words)

    assert "lacks words" in " ".join(examine(corporate()).faults)


def test_the_specimen_has_one_of_every_block() -> None:
    assert {type(block) for block in SPECIMEN.blocks} == set(get_args(Block))
