import io
import re
import zipfile
from datetime import datetime

import docx
import pytest
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from lxml import etree

from reports.paper.blocks import (
    BulletList,
    Column,
    Document,
    Link,
    Marker,
    NumberedList,
    PageBreak,
    Table,
    heading,
    item,
    paragraph,
    spans,
)
from reports.paper.render.word import render_word
from reports.paper.render.word_base import neutral_base
from reports.paper.render.word_layout import UnfitBase, WordBase
from tests.factories.papers import december_2021, every_block

PLANTED = "Aubergine"


def _paper(*blocks) -> Document:
    return Document("T", "F", "C", "1 May 2030", blocks, agenda_item="09")


def _parts(file: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        return {name: package.read(name) for name in package.namelist()}


def _root(file: bytes, part: str = "word/document.xml"):
    return etree.fromstring(_parts(file)[part])


def test_headings_are_real_headings_in_their_order():
    word = docx.Document(io.BytesIO(render_word(every_block())))

    styled = [(p.style.name, p.text) for p in word.paragraphs if p.style.name.startswith(("Title", "Heading"))]

    assert styled == [
        ("Title", "Every block"),
        ("Heading 1", "1. First section"),
        ("Heading 2", "1.1 Part of it"),
        ("Heading 3", "Smaller"),
        ("Heading 4", "Smallest"),
        ("Heading 1", "Tables"),
    ]


def test_every_table_has_a_repeated_header_row_a_title_and_rows_no_page_splits():
    tables = list(_root(render_word(every_block())).iter(qn("w:tbl")))

    assert len(tables) == 3
    for table in tables:
        rows = table.findall(qn("w:tr"))
        headers = [row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in rows]
        assert headers == [True] + [False] * (len(rows) - 1)
        assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows)
        assert {len(row.findall(qn("w:tc"))) for row in rows} == {len(table.find(qn("w:tblGrid")))}
    titles = [table.find(f"{qn('w:tblPr')}/{qn('w:tblCaption')}").get(qn("w:val")) for table in tables]
    assert titles == ["PEEL 2021: the eleven graded areas", "What the ratings mean", "A long one"]


def test_a_row_longer_than_a_page_may_be_split():
    long = spans("word " * 2000)
    root = _root(render_word(_paper(Table("T", (Column(spans("A")),), ((long,), (spans("short"),))))))

    split = [row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is None for row in root.iter(qn("w:tr"))]
    assert split == [False, True, False]


def test_each_numbered_list_counts_afresh_with_its_own_marker():
    lists = (
        NumberedList((item("a"), item("b")), Marker.BRACKET),
        NumberedList((item("c"),), Marker.BRACKET, 4),
        NumberedList((item("d"),), Marker.ROMAN),
        BulletList((item("e"),)),
    )
    file = render_word(_paper(*lists))

    numbers = [found.get(qn("w:val")) for found in _root(file).iter(qn("w:numId"))]
    assert len(numbers) == 5
    assert numbers[0] == numbers[1]
    assert len(set(numbers)) == 4
    assert [_marker(file, number) for number in numbers[1:]] == [
        ("decimal", "%1.)", "1"),
        ("decimal", "%1.)", "4"),
        ("lowerRoman", "%1.", "1"),
        ("bullet", "•", None),
    ]


def _marker(file: bytes, number: str) -> tuple[str, str, str | None]:
    """A list's number format, the text of its marker and where it starts."""
    root = _root(file, "word/numbering.xml")
    instance = next(found for found in root.findall(qn("w:num")) if found.get(qn("w:numId")) == number)
    kind = instance.find(qn("w:abstractNumId")).get(qn("w:val"))
    definition = next(d for d in root.findall(qn("w:abstractNum")) if d.get(qn("w:abstractNumId")) == kind)
    level = definition.find(qn("w:lvl"))
    override = instance.find(f"{qn('w:lvlOverride')}/{qn('w:startOverride')}")
    start = None if override is None else override.get(qn("w:val"))
    return level.find(qn("w:numFmt")).get(qn("w:val")), level.find(qn("w:lvlText")).get(qn("w:val")), start


def test_a_nested_list_stands_one_level_down():
    root = _root(render_word(_paper(BulletList(((paragraph("a"), NumberedList((item("b"),))),)))))

    assert [level.get(qn("w:val")) for level in root.iter(qn("w:ilvl"))] == ["0", "1"]


def test_a_page_break_is_a_property_of_what_follows():
    word = docx.Document(io.BytesIO(render_word(_paper(paragraph("a"), PageBreak(), heading(1, "B"), paragraph("c")))))

    breaks = {p.text: p.paragraph_format.page_break_before for p in word.paragraphs if p.text in ("a", "B", "c")}
    assert breaks == {"a": None, "B": True, "c": None}


def test_no_page_ends_between_a_lead_in_and_what_it_announces():
    word = docx.Document(io.BytesIO(render_word(_paper(paragraph("Two reports:"), paragraph("Two reports.")))))

    kept = {p.text: p.paragraph_format.keep_with_next for p in word.paragraphs if p.text.startswith("Two")}
    assert kept == {"Two reports:": True, "Two reports.": None}


def test_a_link_is_a_real_one():
    file = render_word(_paper(paragraph(Link("the report", "https://a.test/?a=1&b=2"))))

    link = next(_root(file).iter(qn("w:hyperlink")))
    relation = next(r for r in _root(file, "word/_rels/document.xml.rels") if r.get("Id") == link.get(qn("r:id")))
    assert "".join(link.itertext()) == "the report"
    assert (relation.get("Target"), relation.get("TargetMode")) == ("https://a.test/?a=1&b=2", "External")


def test_the_page_is_a4_in_british_english_with_a_title_and_no_names_or_times():
    file = render_word(december_2021())

    word = docx.Document(io.BytesIO(file))
    section = word.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert next(_root(file, "word/styles.xml").iter(qn("w:lang"))).get(qn("w:val")) == "en-GB"
    properties = {etree.QName(found).localname: found.text for found in _root(file, "docProps/core.xml")}
    assert properties == {
        "title": "HMICFRS Update, Joint Audit Committee, 22 December 2021",
        "creator": None,
        "lastModifiedBy": None,
        "language": "en-GB",
    }


def test_every_page_carries_the_marking_and_its_number_and_later_ones_the_agenda_item():
    section = docx.Document(io.BytesIO(render_word(december_2021()))).sections[0]

    assert section.different_first_page_header_footer
    assert [p.text for p in section.first_page_header.paragraphs] == ["OFFICIAL"]
    assert [p.text for p in section.header.paragraphs] == [
        "OFFICIAL",
        "HMICFRS Update, 22 December 2021\tAgenda Item 06",
    ]
    for footer in (section.footer, section.first_page_footer):
        fields = [field.get(qn("w:instr")) for field in footer._element.iter(qn("w:fldSimple"))]
        assert fields == ["PAGE", "NUMPAGES"]
        assert "".join(words.text for words in footer._element.iter(qn("w:t"))) == (
            "Joint Audit CommitteePage 1 of 1OFFICIAL"
        )


def test_the_same_paper_gives_the_same_bytes_with_the_earliest_time_in_them():
    file = render_word(every_block())

    assert file == render_word(every_block())
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_finished_paper_can_itself_be_the_base_of_the_next():
    once = render_word(december_2021())

    again = _root(render_word(december_2021(), base=WordBase(once)))

    assert "".join(again.itertext()) == "".join(_root(once).itertext())


def _forces_base() -> bytes:
    """A letterhead as a force might upload it: old text, an author, a comment, custom data, no styles of ours."""
    word = docx.Document()
    word.core_properties.author = PLANTED
    word.core_properties.comments = PLANTED
    word.core_properties.created = datetime(2020, 1, 1)
    word.sections[0].header.paragraphs[0].text = "Example Constabulary letterhead"
    body = word.add_paragraph(PLANTED, style="Heading 1")
    word.add_comment(body.runs, text=PLANTED, author=PLANTED)
    link = word.part.relate_to(f"https://{PLANTED}.test/", "http://example.test/hyperlink", is_external=True)
    body._element.append(OxmlElement("w:hyperlink", {qn("r:id"): link}))
    for style in list(word.styles.element.findall(qn("w:style"))):
        if style.find(qn("w:name")).get(qn("w:val")) in ("caption", "List Paragraph", "Quote"):
            word.styles.element.remove(style)
    template = OxmlElement("w:attachedTemplate")
    template.set(qn("r:id"), "rId1")
    word.settings.element.insert(0, template)
    packed = io.BytesIO()
    word.save(packed)
    return packed.getvalue()


def test_a_base_gives_its_page_and_header_and_keeps_its_words_and_names():
    base = _forces_base()
    assert any(PLANTED.encode() in part for part in _parts(base).values())

    file = render_word(december_2021(), base=WordBase(base))

    parts = _parts(file)
    assert {name for name, part in parts.items() if PLANTED.encode() in part} == set()
    assert not any("comments" in name or "thumbnail" in name or "app.xml" in name for name in parts)
    assert b"attachedTemplate" not in parts["word/settings.xml"]
    section = docx.Document(io.BytesIO(file)).sections[0]
    assert [p.text for p in section.header.paragraphs] == [
        "Example Constabulary letterhead",
        "OFFICIAL",
        "HMICFRS Update, 22 December 2021\tAgenda Item 06",
    ]
    assert round(section.page_width.mm) == 216  # its own US Letter page
    languages = [_root(found, "word/styles.xml").find(f".//{qn('w:lang')}").get(qn("w:val")) for found in (base, file)]
    assert languages == ["en-US", "en-GB"]


def test_a_base_that_lacks_our_styles_is_given_them_and_keeps_its_own():
    word = docx.Document(io.BytesIO(render_word(every_block(), base=WordBase(_forces_base()))))

    names = [style.name for style in word.styles]
    assert {"Caption", "List Paragraph", "Quote", "Paper Note", "Paper Table Text", "Hyperlink"} <= set(names)
    assert len(names) == len(set(names))
    identifiers = {style.style_id for style in word.styles}
    used = {found.get(qn("w:val")) for found in word.element.iter(qn("w:pStyle"), qn("w:rStyle"), qn("w:basedOn"))}
    assert used <= identifiers
    assert word.styles["Heading 1"].font.color.rgb is not None  # its own are blue, ours have no colour


def test_a_base_without_numbering_is_given_some():
    parts = _parts(neutral_base())
    del parts["word/numbering.xml"]
    parts["word/_rels/document.xml.rels"] = re.sub(
        rb"<Relationship [^>]*numbering[^>]*/>", b"", parts["word/_rels/document.xml.rels"]
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        for name, part in parts.items():
            package.writestr(name, part)

    file = render_word(_paper(NumberedList((item("a"),))), base=WordBase(packed.getvalue()))

    assert "word/numbering.xml" in _parts(file)
    docx.Document(io.BytesIO(file))


@pytest.mark.parametrize("base", [b"", b"not a zip", b"PK\x03\x04 broken", b"\xd0\xcf\x11\xe0 an old .doc"])
def test_what_is_no_word_document_is_refused(base):
    with pytest.raises(UnfitBase, match=r"not a Word \.docx file"):
        render_word(december_2021(), base=WordBase(base))


def test_a_macro_document_is_refused():
    parts = _parts(neutral_base())
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        for name, part in parts.items():
            package.writestr(name, part)

    with pytest.raises(UnfitBase):
        render_word(december_2021(), base=WordBase(packed.getvalue()))
