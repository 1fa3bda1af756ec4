"""Word templates as forces have them, and as nobody should."""

import functools
import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement, parse_xml
from docx.shared import Cm, Mm, Pt, RGBColor

from jac_tracker.accounts.actor import Actor
from reports import actions
from reports.models import WordTemplate
from reports.paper.render.word_base import neutral_base
from tests.conftest import NOON
from tests.factories.files import png_chunk
from tests.factories.people import SETTER_UP

PLANTED = "Aubergine"
"""A word that stands wherever it must not leave a template."""

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def logo(*chunks: bytes) -> bytes:
    """A PNG of a shield, 60 by 72, dark blue on white, with `chunks` of something else in it."""
    width, height = 60, 72
    rows = []
    for y in range(height):
        half = 28 if y < 40 else max(0, 28 - (y - 40))
        rows.append(
            b"\x00" + b"".join(b"\x12\x2b\x5c" if abs(x - 30) < half else b"\xff\xff\xff" for x in range(width))
        )
    return b"".join(
        [
            b"\x89PNG\r\n\x1a\n",
            png_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
            *chunks,
            png_chunk(b"IDAT", zlib.compress(b"".join(rows))),
            png_chunk(b"IEND", b""),
        ]
    )


@functools.cache
def corporate() -> bytes:
    """A letterhead with a logo, headings in a font of its own, a second section on its side, old text, and no bulleted
    list; the word PLANTED wherever programs write what nobody sees."""
    word = docx.Document()
    for name in ("author", "last_modified_by", "comments", "keywords", "category"):
        setattr(word.core_properties, name, PLANTED)
    _dress(word)
    _letterhead(word.sections[0])
    body = word.add_paragraph(f"{PLANTED}: the paper of last year", style="Heading 1")
    word.add_comment(body.runs, text=PLANTED, author=PLANTED)
    body._p.append(parse_xml(f'<w:ins {_W} w:id="900" w:author="{PLANTED}"><w:r><w:t>{PLANTED}</w:t></w:r></w:ins>'))
    second = word.add_section(WD_SECTION.NEW_PAGE)
    second.orientation, second.page_width, second.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)
    word.add_paragraph("Appendix")
    _plant_in_settings(word)
    return packed(word)


def _dress(word: Any) -> None:
    """Styles as a force has them: its own fonts, a heading of another name, a numbered one; no "List Bullet"."""
    for style in list(word.styles.element.findall(qn("w:style"))):
        if style.find(qn("w:name")).get(qn("w:val")) in ("List Bullet", "List Paragraph", "caption", "Quote"):
            word.styles.element.remove(style)
    normal = word.styles["Normal"]
    normal.font.name, normal.font.size = "Liberation Serif", Pt(11)
    for level, size in ((1, 20), (2, 15)):
        heading = word.styles[f"Heading {level}"]
        heading.font.name, heading.font.size, heading.font.color.rgb = "DejaVu Serif", Pt(size), RGBColor(18, 43, 92)
        fonts = heading.element.rPr.rFonts
        for name in list(fonts.attrib):
            if "Theme" in name:
                del fonts.attrib[name]
        fonts.set(qn("w:hAnsi"), "DejaVu Serif")
    own = word.styles.add_style("Force Heading", WD_STYLE_TYPE.PARAGRAPH)
    own.base_style, own.font.name, own.font.size = normal, "DejaVu Sans", Pt(18)
    own.element.get_or_add_pPr().append(parse_xml(f'<w:numPr {_W}><w:numId w:val="1"/></w:numPr>'))
    own.element.append(parse_xml(f'<w:rsid {_W} w:val="00AA00AA"/>'))


def _letterhead(section: Any) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Cm(2.2)
    section.different_first_page_header_footer = True
    first = section.first_page_header.paragraphs[0]
    secret = png_chunk(b"tEXt", f"Author\x00{PLANTED}".encode())
    picture = first.add_run().add_picture(io.BytesIO(logo(secret)), width=Cm(1.4))
    picture._inline.docPr.set("descr", f"C:\\Users\\{PLANTED}\\logo.png")
    first.add_run("\tExample Constabulary").bold = True
    section.first_page_footer.paragraphs[0].text = "Headquarters, 1 High Street, Midtown"
    section.header.paragraphs[0].text = "Example Constabulary"


def _plant_in_settings(word: Any) -> None:
    target = f"file:///C:/Users/{PLANTED}/Normal.dotm"
    link = word.part.part_related_by(f"{_RELATIONS}/settings").relate_to(
        target, f"{_RELATIONS}/attachedTemplate", is_external=True
    )
    template = OxmlElement("w:attachedTemplate")
    template.set(qn("r:id"), link)
    word.settings.element.insert(0, template)
    word.settings.element.append(
        parse_xml(f'<w:docVars {_W}><w:docVar w:name="{PLANTED}" w:val="{PLANTED}"/></w:docVars>')
    )


def packed(word: Any) -> bytes:
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def parts_of(file: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        return {name: package.read(name) for name in package.namelist()}


def repacked(parts: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def altered(file: bytes, part: str, old: bytes, new: bytes, **more: bytes) -> bytes:
    """The document with some bytes of a part replaced, and more parts, where "__" is "/" and "_dot_" is "."."""
    parts = parts_of(file)
    assert old in parts[part], (part, old)
    parts[part] = parts[part].replace(old, new)
    return repacked(parts | {name.replace("__", "/").replace("_dot_", "."): each for name, each in more.items()})


def with_header(*content: str, relations: tuple[tuple[str, str], ...] = ()) -> bytes:
    """A document whose header holds these elements; relations are kinds and outside addresses, rId1 first."""
    word = docx.Document()
    word.sections[0].page_width, word.sections[0].page_height = Mm(210), Mm(297)
    header = word.sections[0].header
    header.paragraphs[0].text = "Example Constabulary"
    for number, (kind, target) in enumerate(relations, start=1):
        assert header.part.relate_to(target, f"{_RELATIONS}/{kind}", is_external=True) == f"rId{number}"
    for each in content:
        header._element.append(parse_xml(each.replace(">", f" {_W} {_R}>", 1) if " xmlns:w" not in each else each))
    return packed(word)


def with_body(change: Callable[[Any], object]) -> bytes:
    word = docx.Document()
    word.sections[0].page_width, word.sections[0].page_height = Mm(210), Mm(297)
    change(word)
    return packed(word)


def plain() -> bytes:
    """The house template, as a force might have saved it."""
    return neutral_base()


def make_template(
    content: bytes | None = None, name: str = "Letterhead", *, by: Actor = SETTER_UP, at: datetime = NOON
) -> WordTemplate:
    """A template that is not in use yet."""
    content = corporate() if content is None else content
    return actions.add_template(name=name, file_name="letterhead.docx", content=content, by=by, at=at)


def used_template(content: bytes | None = None, name: str = "Letterhead", *, by: Actor = SETTER_UP) -> WordTemplate:
    """A template that is in use."""
    return actions.use_template(template=make_template(content, name), by=by, at=NOON)


@dataclass(frozen=True)
class Unfit:
    """A file that is no template, and a piece of the sentence that refuses it."""

    content: bytes
    says: str
    name: str = "letterhead.docx"
