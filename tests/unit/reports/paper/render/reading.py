"""What a reader of each file meets, word by word, so that the three can be compared."""

import html
import io
import re
import zipfile
from collections.abc import Iterator

import pypdf
from docx.oxml.ns import qn
from lxml import etree
from pypdf.generic import ContentStream, NameObject

_WORD = re.compile(r"\w+")


def words(text: str) -> list[str]:
    return _WORD.findall(text.replace("\u200b", "").casefold())


def words_in_html(file: bytes) -> list[str]:
    """The words of the paper itself, without the marking above and below it."""
    text = file.decode()
    text = text[text.index("<main>") : text.index("</main>")]
    text = re.sub(r"(?s)<svg.*?</svg>", "", text)  # a picture, with an alternative text
    text = re.sub(r'(?s)<p class="paper-marking.*?</p>', "", text)
    return words(html.unescape(re.sub(r"<[^>]+>", " ", text)))


def words_in_word(file: bytes) -> list[str]:
    """The words of the document part: headers and footers are parts of their own, list markers are not words."""
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    found = []
    for made in root.iter(qn("w:p"), qn("w:t"), qn("w:tab"), qn("w:br")):
        found.append((made.text or "") if made.tag == qn("w:t") else " ")
    return words("".join(found))


def words_in_pdf(file: bytes) -> list[str]:
    """The words tagged as content, page by page: running lines and repeated header rows are artifacts,
    and a picture is read by its alternative text."""
    pages = []
    reader = pypdf.PdfReader(io.BytesIO(file))
    for page in reader.pages:
        stream = ContentStream(page["/Contents"].get_object(), reader, "bytes")
        stream.operations = list(_without_artifacts(stream.operations))
        page[NameObject("/Contents")] = stream
        pages.append(page.extract_text())
    return words(" ".join(pages))


def _without_artifacts(operations: list[tuple[object, bytes]]) -> Iterator[tuple[object, bytes]]:
    marks: list[bool] = []
    for operands, operator in operations:
        if operator in (b"BDC", b"BMC"):
            assert isinstance(operands, list)
            is_picture = len(operands) > 1 and "/Alt" in operands[1]
            marks.append(str(operands[0]) == "/Artifact" or is_picture)
        if not (any(marks) and operator in (b"Tj", b"TJ")):
            yield operands, operator
        if operator == b"EMC":
            marks.pop()
