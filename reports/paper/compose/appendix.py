"""Every open item in one table, or with all its columns in three."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from jac_tracker.dates import worded_day
from recommendations.enums import Rag, TextSource
from reports.paper.blocks import Block, Column, LineBreak, Spans, Table, TableKind, paragraph, spans
from reports.paper.compose.items import addressed_words, summary_words
from reports.paper.compose.register import WITHHELD, deadline_cell, open_chosen, rag_cell
from reports.paper.compose.setting import Setting, in_a_cell, limits
from reports.paper.data import Item, Matter
from reports.paper.words import capitalised, counted, is_or_are

OPEN_ON = "open on"  # what the check that reads this section knows its sentence by

Cell = Callable[[Setting, Item], Spans]


def open_items_appendix(setting: Setting) -> Iterator[Block]:
    """The open items that the section is limited to, in the officer's order."""
    items = open_chosen(setting)
    yield from limits(setting)
    if not items:
        yield paragraph("No items are open.")
    else:
        key = _ORDERS[setting.chosen("order", "reference")]
        number = counted(len(items), "item")
        which = " of these" if setting.is_limited else ""
        yield paragraph(
            f"{capitalised(number)}{which} {is_or_are(len(items))} {OPEN_ON} {worded_day(setting.data.on)}."
        )
        items.sort(key=key)
        if setting.chosen("columns", "few") == "all":
            yield _table(setting, "Open items: what is asked, and of whom", items, _ASKED)
            yield _table(setting, "Open items: how far each has come", items, _STANDING)
            yield _table(setting, "Open items: what was done last, and what is next", items, _WORK)
        else:
            yield items_table(setting, "Open items", items)
        summaries = sum(item.text_source is TextSource.SUMMARY for item in items)
        if summaries and setting.chosen("text", "title") == "full":
            yield paragraph(summary_words(summaries))
    yield paragraph(WITHHELD)


def items_table(setting: Setting, caption: str, items: Sequence[Item]) -> Table:
    """Items as the rows of a table: headlines only."""
    return _table(setting, caption, items, _HEADLINES)


def _table(setting: Setting, caption: str, items: Sequence[Item], columns: Sequence[tuple[str, int, Cell]]) -> Table:
    return Table(
        caption=caption,
        columns=tuple(Column(spans(heading), width=width) for heading, width, _ in columns),
        rows=tuple(tuple(cell(setting, item) for _, _, cell in columns) for item in items),
        row_headers=True,
        kind=TableKind.COMPACT,
    )


def _what(setting: Setting, item: Item) -> Spans:
    if setting.chosen("text", "title") == "full" and item.text_source is not TextSource.NOT_ENTERED:
        return in_a_cell(item.text) or spans(item.title)
    return spans(item.title)


def _report(setting: Setting, item: Item) -> Spans:
    return spans(setting.data.publication[item.publication_id].title)


def _report_and_day(setting: Setting, item: Item) -> Spans:
    publication = setting.data.publication[item.publication_id]
    return spans(publication.title, LineBreak(), publication.day.worded())


def _references(setting: Setting, item: Item) -> Spans:
    theirs = (LineBreak(), f"HMICFRS: {item.hmicfrs_reference}") if item.hmicfrs_reference else ()
    return spans(item.reference, *theirs)


def _owner(setting: Setting, item: Item) -> Spans:
    return spans(item.owner or "Awaiting allocation")


def _owner_and_board(setting: Setting, item: Item) -> Spans:
    told = [words for words in (item.owner or "Awaiting allocation", item.portfolio, item.board) if words]
    return _in_lines(told)


def _in_lines(lines: Sequence[str]) -> Spans:
    return tuple(span for place, line in enumerate(lines) for span in spans(*([LineBreak()] if place else []), line))


def _movement(setting: Setting, item: Item) -> Spans:
    """The rating, and what it was at the last paper where that was another."""
    change = setting.data.ratings_moved.get(item.id)
    if change is not None:
        told = ", new" if change.matter is Matter.NEW else f", was {change.old}"
        return (*rag_cell(item.rag), *spans(told))
    return rag_cell(item.rag)


def _latest(setting: Setting, item: Item) -> Spans:
    if item.update is None:
        return spans("Nothing cleared")
    return (*spans(worded_day(item.update.happened_on), LineBreak()), *in_a_cell(item.update.text))


def _next(setting: Setting, item: Item) -> Spans:
    if not item.path.to_do:
        return spans("None recorded")
    step = item.path.to_do[0]
    return spans(f"{step.what}: " if step.what else "", f"{step.post}, by {worded_day(step.due_on)}")


_HEADLINES: tuple[tuple[str, int, Cell], ...] = (
    ("Reference", 17, lambda at, item: spans(item.reference)),
    ("From", 20, _report),
    ("What", 19, _what),
    ("Owner", 17, _owner),
    ("Deadline", 14, lambda at, item: deadline_cell(item)),
    ("Rating", 11, lambda at, item: rag_cell(item.rag)),
    ("Status", 12, lambda at, item: spans(item.status.label)),
)
_ASKED: tuple[tuple[str, int, Cell], ...] = (
    ("Reference", 16, _references),
    ("From and published", 13, _report_and_day),
    ("Kind", 17, lambda at, item: spans(item.kind.label)),
    ("What", 24, _what),
    ("Addressed to", 14, lambda at, item: spans(capitalised(addressed_words(item.addressees)) or "Not recorded")),
    ("Owner, portfolio and board", 16, _owner_and_board),
)
_STANDING: tuple[tuple[str, int, Cell], ...] = (
    ("Reference", 16, lambda at, item: spans(item.reference)),
    ("HMICFRS’s deadline", 21, lambda at, item: deadline_cell(item)),
    ("Internal target", 14, lambda at, item: spans(worded_day(item.target_on) if item.target_on else "None")),
    ("Rating", 12, _movement),
    ("Status", 18, lambda at, item: spans(item.status.label)),
    ("HMICFRS’s status", 19, lambda at, item: spans(item.hmicfrs_status or "Not recorded")),
)
_WORK: tuple[tuple[str, int, Cell], ...] = (
    ("Reference", 16, lambda at, item: spans(item.reference)),
    ("Latest update", 55, _latest),
    ("Next step", 29, _next),
)
_ORDERS: Mapping[str, Callable[[Item], tuple[object, ...]]] = {
    "reference": lambda item: (item.reference,),
    "deadline": lambda item: (item.deadline.on or date.max, item.reference),
    "owner": lambda item: (item.owner or "\uffff", item.reference),
    "rag": lambda item: (list(Rag).index(item.rag), item.reference),
}
