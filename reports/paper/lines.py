"""A document's blocks as lines of plain words: what is compared, and what two papers are told apart by."""

from collections.abc import Iterator
from typing import assert_never

from reports.paper.blocks import (
    Block,
    BulletList,
    Chart,
    Document,
    Flow,
    GradeGrid,
    Heading,
    KeyValue,
    KeyValueList,
    Note,
    NumberedList,
    PageBreak,
    Paragraph,
    Quote,
    RagKey,
    Table,
    plain,
    spans,
)


def masthead(document: Document) -> KeyValueList:
    """What stands above a paper, as a block like the others."""
    facts = {
        "Title": document.title,
        "Subtitle": document.subtitle,
        "Force": document.force,
        "Committee": document.committee,
        "Serves": document.body,
        "Meeting": document.meeting_on,
        "Agenda item": document.agenda_item,
        "Marking": document.marking,
        "On every page": "; ".join(document.notices),
    }
    return KeyValueList(tuple(KeyValue(key, spans(value)) for key, value in facts.items() if value))


def lines_of(block: Block) -> Iterator[str]:
    """The block as lines: one for a paragraph, one for each item, row or pair."""
    match block:
        case Heading(_, words, number):
            yield f"{number} {plain(words)}".strip()
        case Paragraph(words):
            yield plain(words)
        case BulletList() | NumberedList():
            yield from _list_lines(block)
        case Table():
            yield f"Table: {block.caption}"
            rows = (tuple(column.heading for column in block.columns), *block.rows, block.foot)
            yield from (" | ".join(map(plain, row)) for row in rows if row)
        case GradeGrid():
            yield f"Table: {block.caption}"
            for each in block.columns:
                total = f" ({each.total})" if block.totals else ""
                yield f"{each.grade}: {', '.join(each.areas) or 'None'}{total}"
        case KeyValueList(pairs):
            yield from (f"{pair.key}: {plain(pair.value)}" for pair in pairs)
        case Quote(blocks, source):
            yield from _flow_lines(blocks)
            yield from filter(None, [plain(source)])
        case Note(blocks):
            yield from _flow_lines(blocks)
        case RagKey(caption, entries):
            yield caption
            yield from (f"{each.status.value}: {each.meaning}" for each in entries)
        case Chart():
            yield f"Chart: {block.caption}"
            for bar in block.bars:
                counts = [f"{part.name} {number}" for part, number in zip(block.parts, bar.numbers, strict=False)]
                yield f"{bar.name}: {', '.join(counts)}"
            yield block.words
        case PageBreak():
            yield "New page"
        case _:
            assert_never(block)


def _list_lines(block: BulletList | NumberedList) -> Iterator[str]:
    for place, item in enumerate(block.items):
        mark = "•" if isinstance(block, BulletList) else block.marker.at(block.start + place)
        first, *others = _flow_lines(item)
        yield f"{mark} {first}"
        yield from others


def _flow_lines(flow: Flow) -> list[str]:
    return [line for block in flow for line in lines_of(block)] or [""]
