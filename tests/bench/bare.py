"""F: what the libraries take for the paper alone, without a thought for templates, styles or readers."""

import io
from collections.abc import Iterable, Iterator

from docx import Document as new_word_file
from docx.document import Document as WordFile

from reports.paper import blocks
from reports.paper.blocks import plain


def word(document: blocks.Document) -> bytes:
    """The document's words as python-docx writes them: a paragraph for each, a cell for each."""
    file = new_word_file()
    file.add_heading(document.title)
    for block in document.blocks:
        _add(file, block)
    made = io.BytesIO()
    file.save(made)
    return made.getvalue()


def _add(file: WordFile, block: blocks.Block) -> None:
    match block:
        case blocks.Heading():
            file.add_heading(plain(block.spans), block.level)
        case blocks.Table():
            rows = [[column.heading for column in block.columns], *block.rows, block.foot]
            _add_table(file, [plain(cell) for row in rows for cell in row], len(block.columns))
        case blocks.GradeGrid():
            _add_table(file, [column.grade for column in block.columns], len(block.columns))
            for column in block.columns:
                file.add_paragraph(", ".join(column.areas))
        case _:
            for text in _texts(block):
                file.add_paragraph(text)


def _add_table(file: WordFile, texts: list[str], width: int) -> None:
    table = file.add_table(len(texts) // width, width)
    for cell, text in zip(table._cells, texts, strict=True):
        cell.text = text


def _texts(block: blocks.Block) -> Iterator[str]:
    match block:
        case blocks.Paragraph():
            yield plain(block.spans)
        case blocks.BulletList() | blocks.NumberedList():
            for flow in block.items:
                yield from _all(flow)
        case blocks.Quote() | blocks.Note():
            yield from _all(block.blocks)
        case blocks.KeyValueList():
            for item in block.items:
                yield f"{item.key} {plain(item.value)}"


def _all(flow: Iterable[blocks.Block]) -> Iterator[str]:
    for block in flow:
        yield from _texts(block)
