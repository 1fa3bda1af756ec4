"""The words of a file: Word's lists as printed, a PDF's pages without what runs over them. No file does harm."""

import io
import time
import zipfile

import docx
import pypdf
import pytest
import typst
from docx.document import Document

from jac_tracker.files import NotTaken, look_at_words, text_of
from jac_tracker.files.texts import LARGEST_TEXT, without_running_lines
from jac_tracker.text import clean_text
from tests.factories.files import JPEG, PDF, office, word_file, zipped
from tests.factories.hostile_files import ARCHIVE, HOSTILE, OTHER, TOO_FULL, Hostile

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DAMAGED = "The file is damaged or was cut short. Save it again, and choose it again."
TOO_MUCH = "The file holds more than can be read at once. Copy the words that you need out of it, and paste them."
NOT_WORDS = "The file must be Word (.docx), PDF or plain text, and plain text must be saved in UTF-8."
NO_TEXT = "No text was found in the file: its pages may be pictures. Paste the text instead."


def read(content: bytes) -> str:
    """The words of a file, or the sentence that refuses it."""
    try:
        return text_of(look_at_words(io.BytesIO(content), "report", largest=20 * 2**20))
    except NotTaken as refusal:
        return str(refusal)


def saved(document: Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def word(body: str, **parts: str) -> bytes:
    """A Word file whose body is this, in Word's own words."""
    with zipfile.ZipFile(io.BytesIO(word_file())) as archive:
        content = {name: archive.read(name) for name in archive.namelist()}
    content["word/document.xml"] = f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'.encode()
    for name, part in parts.items():
        content[f"word/{name}.xml"] = f'<w:{name} xmlns:w="{WORD}">{part}</w:{name}>'.encode()
    return zipped(content)


def paragraph(text: str, number: int | None = None, level: int = 0) -> str:
    listed = f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr></w:pPr>' if number else ""
    return f"<w:p>{listed}<w:r><w:t>{text}</w:t></w:r></w:p>"


def level(place: int, how: str, text: str, start: int = 1) -> str:
    said = f'<w:start w:val="{start}"/><w:numFmt w:val="{how}"/><w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{place}">{said}</w:lvl>'


def test_plain_text_is_as_it_is() -> None:
    assert read("\ufeffBy May, forces should act.\n".encode()) == "By May, forces should act.\n"
    assert read(b"a" * (LARGEST_TEXT + 1)) == TOO_MUCH


def test_paragraphs_and_list_entries_of_word_are_kept_apart() -> None:
    document = docx.Document()
    document.add_heading("Leadership", 1)
    document.add_paragraph("Forces should:")
    document.add_paragraph("plan;", style="List Bullet")
    document.add_paragraph("train.", style="List Bullet")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "One", "Two"

    assert read(saved(document)) == "Leadership\n\nForces should:\n\n• plan;\n• train.\n\nOne\n\nTwo"


def test_numbers_of_word_are_as_printed() -> None:
    levels = level(0, "decimal", "%1.", 4) + level(1, "lowerLetter", "(%2)") + level(2, "lowerRoman", "%1.%3")
    numbering = (
        f'<w:abstractNum w:abstractNumId="7">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
        "</w:lvlOverride></w:num>"
    )
    body = (
        paragraph("a", 1) + paragraph("b", 1, 1) + paragraph("c", 1, 1) + paragraph("d", 1, 2) + paragraph("e", 1)
        + paragraph("f", 1, 1) + paragraph("plain") + paragraph("g", 2)
    )  # fmt: skip

    assert read(word(body, numbering=numbering)) == "4. a\n(a) b\n(b) c\n4.i d\n5. e\n(a) f\n\nplain\n\n4. g"


def test_what_is_deleted_hidden_or_doubled_in_word_is_left_out() -> None:
    copies = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    body = (
        "<w:p><w:r><w:t>Forces</w:t></w:r><w:del><w:r><w:delText> must</w:delText><w:t> must</w:t></w:r></w:del>"
        "<w:ins><w:r><w:t> should</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t> never</w:t></w:r>"
        "<w:r><w:tab/><w:t>act.</w:t></w:r></w:p>"
        f'<c:Fallback xmlns:c="{copies}"><w:p><w:r><w:t>Again.</w:t></w:r></w:p></c:Fallback>'
    )

    assert read(word(body)) == "Forces should act."


def pdf(*pages: str) -> bytes:
    """A PDF with these pages, each with a running head and its number."""
    source = (
        "#set page(width: 200mm, height: 120mm, header: [A report], footer: context [Page #counter(page).display()])\n"
    )
    made = typst.compile((source + "#pagebreak()\n".join(pages)).encode())
    assert isinstance(made, bytes)
    return made


def test_a_pdf_has_its_paragraphs_and_none_of_what_runs_over_its_pages() -> None:
    long = " ".join(f"By May 2025, forces should plan for demand of kind {number}." for number in range(20))

    text = read(pdf(f"Recommendation 1\n\n{long}\n\n- one;\n- two.\n", "Recommendation 2\n\nForces should act.\n"))

    blocks = [" ".join(block.split()) for block in clean_text(text).split("\n\n")]
    assert blocks == ["Recommendation 1", long, "• one; • two.", "Recommendation 2", "Forces should act."]


def test_labels_that_return_at_the_head_of_a_page_are_not_running_heads() -> None:
    pages = ["The report 2025\nRecommendation 1\nAct.\n1", "The report 2025\nRecommendation 2\nPlan.\n2"]

    assert without_running_lines(pages) == ["Recommendation 1\nAct.", "Recommendation 2\nPlan."]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (JPEG, NOT_WORDS),
        (office("xlsx"), NOT_WORDS),
        ("Forces should “act”.".encode("cp1252"), NOT_WORDS),
        (PDF, DAMAGED),
        (typst.compile(b""), NO_TEXT),
        (b"%PDF-1.7\nnonsense\n%%EOF\n", DAMAGED),
        (b"%PDF-1.7\n" + b"[" * 200_000 + b"\nstartxref\n9\n%%EOF\n", DAMAGED),
        (office("docx"), NO_TEXT),
        (word("<w:p><w:r><w:t>cut"), DAMAGED),
        (word("<w:p>" * 300 + "</w:p>" * 300), DAMAGED),
        (word(paragraph("a" * 2_000_001)), TOO_MUCH),
        (word(paragraph(" ")), NO_TEXT),
    ],
    ids=lambda value: value[:12].decode("latin-1") if isinstance(value, bytes) else value[:20],
)
def test_a_file_with_nothing_to_read_is_refused_with_a_sentence(content: bytes, sentence: str) -> None:
    started = time.monotonic()

    assert read(content) == sentence
    assert time.monotonic() - started < 10


PASSWORD = "The file is protected by a password. Save it without one."


def locked(password: str, words: str = "Forces should act.") -> bytes:
    """A PDF that nobody may change without a password, and nobody open without this one."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf(words)))
    writer.encrypt(password, owner_password="x", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def of_many_pages(number: int) -> bytes:
    """A small PDF that says it has so many pages, all of them the same."""
    kids = b"3 0 R " * number
    return (
        b"%%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Count %d/Kids[%s]>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n"
        b"trailer<</Root 1 0 R>>\nstartxref\n0\n%%%%EOF\n" % (number, kids)
    )


def test_a_locked_pdf_is_read_where_it_opens_without_a_password_and_refused_where_it_does_not() -> None:
    assert "Forces should act." in read(locked(""))
    assert read(locked("secret")) == PASSWORD


def test_a_pdf_of_too_many_pages_is_refused_before_they_are_read() -> None:
    assert read(of_many_pages(2)) == NO_TEXT
    assert read(of_many_pages(5_000)) == TOO_MUCH


def test_links_that_lead_out_of_a_word_file_are_not_followed_and_its_words_are_read() -> None:
    out = '<Relationship Id="a" Type="t" TargetMode="External" Target="http://203.0.113.1/a.dotm"/>'
    with zipfile.ZipFile(io.BytesIO(word(paragraph("Forces should act.")))) as archive:
        content = {name: archive.read(name) for name in archive.namelist()}
    for name in ("word/_rels/document.xml.rels", "word/_rels/settings.xml.rels"):
        content[name] = f"<Relationships>{out}</Relationships>".encode()

    assert read(zipped(content)) == "Forces should act."


def test_a_word_file_that_declares_entities_is_refused() -> None:
    bomb = '<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]>'
    with zipfile.ZipFile(io.BytesIO(word_file())) as archive:
        content = {name: archive.read(name) for name in archive.namelist()}
    content["word/document.xml"] = f'{bomb}<w:document xmlns:w="{WORD}">&c;</w:document>'.encode()

    assert read(zipped(content)) == DAMAGED


@pytest.mark.parametrize("hostile", [pytest.param(one, id=name) for name, one in HOSTILE.items() if one.refused])
def test_a_hostile_file_is_refused_before_it_is_read(hostile: Hostile) -> None:
    otherwise = {OTHER: NOT_WORDS, ARCHIVE: NOT_WORDS, TOO_FULL: TOO_MUCH}
    if hostile.content and hostile.refused != "Choose a file":
        assert read(hostile.content).startswith(otherwise.get(hostile.refused, hostile.refused))
