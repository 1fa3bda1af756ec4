"""What a reader of each file is told, element by element in reading order, so that the three can be compared with the
document they were made of.

A line is what it is ("title", "heading 1", "text", "caption", "picture", "header", "cell") and its letters, without
spaces, capitals and the shapes beside ratings. What stands above the title is one line, "masthead".
"""

import io
import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Any

import pypdf
from docx.oxml.ns import qn
from lxml import etree, html
from pypdf.generic import ArrayObject, ContentStream, DictionaryObject

from reports.paper.blocks import (
    Block,
    BulletList,
    Chart,
    Document,
    GradeGrid,
    Heading,
    KeyValueList,
    Note,
    NumberedList,
    PageBreak,
    Paragraph,
    Quote,
    RagKey,
    Table,
    plain,
)
from reports.paper.render.characters import font_characters, lawful, printable
from reports.paper.render.shared import (
    NO_AREAS,
    RAG_SHAPES,
    heading_words,
    key_words,
    rag_key_table,
    served_body,
)

Line = tuple[str, str]
_LEFT_OUT = re.compile(rf"[\s\u200b{''.join(RAG_SHAPES.values())}]+")
_MARKS = "".join(letter for letter in map(chr, font_characters()) if unicodedata.category(letter) == "Mn")
_MARKED_TWICE = re.compile(f"(.[{_MARKS}]+)\\1+")


def letters(text: str) -> str:
    """The letters of a line.

    The typesetter stores a line that runs from right to left in the order of its drawing, of which only the set of
    letters is kept; and a letter with a mark set over it twice, once for each glyph, of which one is kept.
    """
    found = _composed(_LEFT_OUT.sub("", _composed(text)).upper()).casefold()
    if any(unicodedata.bidirectional(letter) in ("R", "AL", "AN") for letter in found):
        return "".join(sorted(set(found)))
    return _MARKED_TWICE.sub("\\1", found)


def _composed(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def lines(told: Iterable[Line]) -> list[Line]:
    """Lines without the empty ones, with those above the title as one."""
    kept = [(kind, letters(text)) for kind, text in told]
    kept = [line for line in kept if line[1]]
    titles = [place for place, (kind, _) in enumerate(kept) if kind == "title"]
    above = titles[0] if titles else 0
    return [("masthead", "".join(text for _, text in kept[:above])), *kept[above:]]


# The document itself


def in_document(document: Document, words: Callable[[str], str]) -> list[Line]:
    """What a format has to tell; `words` makes a text fit for it."""
    top = (served_body(document), document.agenda_line, document.committee, document.meeting_on, *document.notices)
    told = [*(("text", line) for line in top), ("title", document.title), ("text", document.subtitle)]
    return lines((kind, words(text)) for kind, text in [*told, *_of_blocks(document.blocks)])


def _of_blocks(blocks: Iterable[Block]) -> Iterator[Line]:
    for block in blocks:
        yield from _of_block(block)


def _of_block(block: Block) -> Iterator[Line]:
    match block:
        case Heading(level, words, number):
            yield f"heading {level}", heading_words(number, plain(words))
        case Paragraph(words):
            yield "text", plain(words)
        case BulletList(items) | NumberedList(items):
            for flow in items:
                yield from _of_blocks(flow)
        case Table():
            yield from _of_table(block)
        case RagKey():
            yield from _of_table(rag_key_table(block))
        case GradeGrid(caption, columns, totals):
            yield "caption", caption
            yield from (("header", column.grade) for column in columns)
            yield from (("cell", " ".join(column.areas or (NO_AREAS,))) for column in columns)
            yield from (("cell", column.total) for column in columns if totals)
        case KeyValueList(pairs):
            yield from (("text", f"{key_words(pair.key)} {plain(pair.value)}") for pair in pairs)
        case Quote(inner, source):
            yield from _of_blocks((*inner, Paragraph(source)))
        case Note(inner):
            yield from _of_blocks(inner)
        case Chart(caption):
            yield from (("caption", caption), ("picture", block.alternative), ("text", block.words))
        case PageBreak():
            pass


def _of_table(table: Table) -> Iterator[Line]:
    yield "caption", table.caption
    yield from (("header", plain(column.heading)) for column in table.columns)
    yield from (("cell", plain(cell)) for row in (*table.rows, table.foot) for cell in row)


# HTML


def in_html(file: bytes) -> list[Line]:
    """Every element with words of its own, in the order of the page; the marking runs on every page elsewhere."""
    (article,) = html.document_fromstring(file.decode()).iter("article")
    return lines(_of_element(article))


def _of_element(element: Any) -> Iterator[Line]:
    if "paper-marking" in element.get("class", ""):
        return
    kind = _HTML.get(element.tag)
    if element.tag == "svg":
        yield "picture", element.get("aria-label")
    elif element.tag == "div" and element.find("dt") is not None:
        yield "text", element.text_content()
    elif element.tag == "th" and element.get("scope") == "row":
        yield "cell", element.text_content()
    elif kind:
        yield kind, element.text_content()
    else:
        for child in element.iterchildren("*"):
            yield from _of_element(child)


_HTML = {
    "h1": "title",
    **{f"h{level + 1}": f"heading {level}" for level in range(1, 5)},
    **{"p": "text", "caption": "caption", "figcaption": "caption", "th": "header", "td": "cell"},
}


# Word


def in_word(file: bytes) -> list[Line]:
    """The paragraphs of the body in order, cells row by row, and a picture's alternative text."""
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        body = etree.fromstring(package.read("word/document.xml")).find(qn("w:body"))
        styles = etree.fromstring(package.read("word/styles.xml"))
    names = {
        style.get(qn("w:styleId")): style.find(qn("w:name")).get(qn("w:val")) for style in styles.iter(qn("w:style"))
    }
    return lines(_of_body(body, names))


def _of_body(body: Any, names: dict[str, str]) -> Iterator[Line]:
    for made in body:
        if made.tag == qn("w:tbl"):
            for row in made.iter(qn("w:tr")):
                kind = "header" if row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None else "cell"
                yield from ((kind, _written(cell)) for cell in row.iter(qn("w:tc")))
        elif made.tag == qn("w:p"):
            name = names[made.find(f"{qn('w:pPr')}/{qn('w:pStyle')}").get(qn("w:val"))].casefold()
            kind = name if name in ("title", "caption") or name.startswith("heading ") else "text"
            pictures = list(made.iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"))
            yield from (("picture", picture.get("descr")) for picture in pictures)
            yield kind, _written(made)


def _written(made: Any) -> str:
    return "".join(words.text or "" for words in made.iter(qn("w:t")))


# PDF


def in_pdf(file: bytes) -> list[Line]:
    """The structure elements in the order in which a screen reader goes through them, whatever the page's looks;
    list markers are left out."""
    reader = pypdf.PdfReader(io.BytesIO(file))
    marked = {
        (page.indirect_reference.idnum, mark): text
        for page in reader.pages
        if page.indirect_reference
        for mark, text in _marked(page, reader).items()
    }
    root: Any = reader.trailer["/Root"]
    told = _of_tag(root["/StructTreeRoot"].raw_get("/K"), "", 0, marked)
    return lines((kind, "".join(text for _, text in found)) for kind, found in _by_element(told))


def _by_element(told: Iterable[tuple[str, int, str]]) -> Iterator[tuple[str, list[tuple[int, str]]]]:
    for (kind, _), found in groupby(told, key=lambda each: each[:2]):
        yield kind, [(number, text) for _, number, text in found]


_PDF = {"/Title": "title", "/P": "text", "/Caption": "caption", "/TH": "header", "/TD": "cell", "/Lbl": "marker"}
_PDF |= {f"/H{level}": f"heading {level}" for level in range(1, 5)}


def _of_tag(
    node: Any, kind: str, element: int, marked: dict[tuple[int, int], str], page: int = 0
) -> Iterator[tuple[str, int, str]]:
    """The kind and number of the element that each piece of content stands in, and its text."""
    node = node.get_object()
    if isinstance(node, ArrayObject):
        for part in node:
            yield from _of_tag(part, kind, element, marked, page)
    elif isinstance(node, int):
        if kind != "marker":
            yield kind or "text", element, marked[page, int(node)]
    elif isinstance(node, DictionaryObject) and node.get("/Type") != "/OBJR":
        page = node.raw_get("/Pg").idnum if "/Pg" in node else page
        if node.get("/Type") == "/MCR":
            yield from _of_tag(node["/MCID"], kind, element, marked, page)
        elif node.get("/S") == "/Figure":
            yield "picture", id(node), str(node["/Alt"])
        else:
            name = _PDF.get(str(node.get("/S")))
            # the paragraphs of a cell are the cell's
            if name and kind not in ("cell", "header", "caption", "marker"):
                kind, element = name, id(node)
            yield from _of_tag(node.get("/K", ArrayObject()), kind, element, marked, page)


def _marked(page: Any, reader: pypdf.PdfReader) -> dict[int, str]:
    """The text of each marked piece of a page. Where letters are drawn by several glyphs, it is what they stand for."""
    fonts = {name: letters_of(font.get_object()) for name, font in page["/Resources"].get("/Font", {}).items()}
    found: dict[int, str] = {}
    marks: list[tuple[int | None, bool]] = []  # each with whether its text has been told
    font: dict[int, str] = {}
    for operands, operator in ContentStream(page["/Contents"].get_object(), reader, "bytes").operations:
        mark, is_told = marks[-1] if marks else (None, False)
        if operator in (b"BDC", b"BMC"):
            facts = operands[1] if len(operands) > 1 else {}
            mark = int(facts["/MCID"]) if "/MCID" in facts else mark
            if mark is not None:
                found[mark] = found.get(mark, "") + _actual(facts.get("/ActualText"))
            marks.append((mark, is_told or "/ActualText" in facts))
        elif operator == b"EMC":
            marks.pop()
        elif operator == b"Tf":
            font = fonts[operands[0]]
        elif operator in (b"Tj", b"TJ") and mark is not None and not is_told:
            found[mark] += shown(operands[0], font)
    return found


def _actual(text: Any) -> str:
    if isinstance(text, bytes):
        return text.decode("utf-16" if text[:2] in (b"\xfe\xff", b"\xff\xfe") else "latin-1")
    return str(text or "")


def shown(operand: Any, font: dict[int, str]) -> str:
    pieces = operand if isinstance(operand, list) else [operand]
    raw = b"".join(piece for piece in pieces if isinstance(piece, bytes))
    return "".join(font.get(int.from_bytes(raw[at : at + 2]), "\ufffd") for at in range(0, len(raw), 2))


def letters_of(font: Any) -> dict[int, str]:
    """What each glyph of a font stands for, by its ToUnicode table."""
    table = font["/ToUnicode"].get_object().get_data().decode("latin-1")
    found: dict[int, str] = {}
    for block in re.findall(r"(?s)beginbfchar(.*?)endbfchar", table):
        for glyph, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            found[int(glyph, 16)] = bytes.fromhex(text).decode("utf-16-be")
    for block in re.findall(r"(?s)beginbfrange(.*?)endbfrange", table):
        for first, last, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            start = bytes.fromhex(text).decode("utf-16-be")
            for glyph in range(int(first, 16), int(last, 16) + 1):
                found[glyph] = start[:-1] + chr(ord(start[-1]) + glyph - int(first, 16))
    return found


# How each format is read, and what makes a text fit for it.
READ: dict[str, tuple[Callable[[bytes], list[Line]], Callable[[str], str]]] = {
    "html": (in_html, lawful),
    "docx": (in_word, lawful),
    "pdf": (in_pdf, printable),
}
