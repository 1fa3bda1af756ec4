"""Whether what a section says, its tables and charts, and the rows of the register are the same number.

Read from the finished blocks, as a member reads them, and held against the register's items, counted here: none of the
figures that were composed. Which items a section takes, and the words by which its sentences and tables are known, are
the composers' own.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from inspections.enums import GradingStanding
from recommendations.enums import CLOSED, OPEN, Rag
from reports.enums import Check, SectionKind
from reports.paper.blocks import Block, Blocks, Chart, GradeGrid, Heading, Table, plain
from reports.paper.checks.finding import Finding, Severity
from reports.paper.checks.reading import (
    NUMBER,
    announced_lists,
    column,
    number_in,
    numbers_in,
    opening,
    paragraphs,
    signed,
    tables,
    told_in,
    without,
)
from reports.paper.checks.subject import Subject, in_section
from reports.paper.compose.appendix import OPEN_ON
from reports.paper.compose.frame import ComposedSection
from reports.paper.compose.peel import OF_POLICING, newest_peel
from reports.paper.compose.position import HELD, MOVEMENT, OVER_TIME, OVERDUE, SLIPPED, TALLIED
from reports.paper.compose.register import RED_NOW
from reports.paper.compose.setting import Setting, typed
from reports.paper.compose.since_items import ADDED, OUTCOMES
from reports.paper.compose.telling import NOT_TOLD_FURTHER, TOLD_ABOVE
from reports.paper.data import Item
from reports.paper.draft import Draft
from reports.paper.words import counted, is_or_are, or_none, was_or_were


@dataclass(frozen=True)
class Read:
    """A section as it reads, without its officer's words."""

    setting: Setting
    blocks: tuple[Block, ...]
    items: tuple[Item, ...]
    """The open items that the section is limited to, as the register has them."""
    all_open: int


def agreement(subject: Subject) -> Iterator[Finding]:
    """Every disagreement in a section of either paper."""
    for draft in subject.drafts.values():
        for read in _sections(draft):
            plan = read.setting.section
            for words in _READERS.get(plan.kind, _nothing)(read):
                yield Finding(Check.AGREEMENT, Severity.BLOCKER, f"{plan.name}: {words}", in_section(plan))


def _sections(draft: Draft) -> Iterator[Read]:
    everything = tuple(each for each in draft.data.items if each.status in OPEN)
    for section in draft.composed.sections:
        setting = Setting(draft.data, draft.figures, section.plan, 1)
        items = tuple(filter(setting.takes, everything))
        if section.body:
            yield Read(setting, _composed(section), items, len(everything))


def _composed(section: ComposedSection) -> Blocks:
    """What the app itself says in a section: no count counts the rows that its officer added."""
    blocks = section.body
    for row in section.plan.added:
        blocks = without(blocks, typed(row.words))
    return blocks


def _are(number: int) -> str:
    return f"{counted(number, 'item')} {is_or_are(number)}"


def _said(read: Read, pattern: str) -> list[int]:
    """The number in each sentence that fits the pattern."""
    found = (told_in(sentence, pattern) for sentence in paragraphs(read.blocks))
    return [number for number in found if number is not None]


def _open(read: Read, pattern: str) -> Iterator[str]:
    """How many items are open, by the sentences that fit the pattern; there is to be one."""
    said, held = _said(read, pattern), len(read.items)
    if not said:
        yield "it does not say how many items are open."
    for number in said:
        if number != held:
            yield f"it says that {_are(number)} open, and the register holds {or_none(held)}."


def _nothing(read: Read) -> Iterator[str]:
    return iter(())


# The position of the register


def _position(read: Read) -> Iterator[str]:
    yield from _open(read, rf"{HELD} ({NUMBER}) open item")
    late = sum(_said(read, rf"({NUMBER}) of them past the deadline"))
    expected = sum(item.is_overdue for item in read.items)
    if late != expected:
        yield f"it says that {_are(late)} past their day, and {or_none(expected)} {is_or_are(expected)}."
    for table in tables(read.blocks):
        yield from _table(read, table)
    yield from _charts(read, [block for block in read.blocks if isinstance(block, Chart)])


def _table(read: Read, table: Table) -> Iterator[str]:
    caption = table.caption
    if caption.startswith((TALLIED, MOVEMENT)):
        rows, foot = sum(map(signed, column(table, 1))), signed(plain(table.foot[1]))
        expected = read.all_open if caption.startswith(MOVEMENT) else len(read.items)
        if not rows == foot == expected:
            told = f"the rows of “{caption}” come to {rows:,} and its total is {foot:,}"
            yield f"{told}; the register holds {expected:,}."
    elif caption == OVERDUE:
        yield from _listed(table, [item for item in read.items if item.is_overdue])
    elif caption == SLIPPED:
        expected = sum(len(item.slips) for item in read.items)
        if len(table.rows) != expected:
            held = counted(len(table.rows), "row")
            yield f"“{caption}” has {held}, and {counted(expected, 'date')} {was_or_were(expected)} put back."
    else:
        yield f"this check cannot read the table “{caption}”."


def _charts(read: Read, charts: list[Chart]) -> Iterator[str]:
    over_time = [each for each in charts if each.parts[0].name == OVER_TIME]
    by_portfolio = [each for each in charts if each not in over_time]
    drawn = {each.caption: (each.bars[-1].total, read.all_open) for each in over_time}
    if by_portfolio:
        total = sum(bar.total for each in by_portfolio for bar in each.bars)
        drawn[by_portfolio[0].caption] = (total, len(read.items))
    for caption, (number, expected) in drawn.items():
        if number != expected:
            told = f"the chart “{caption}” draws {counted(number, 'open item')}"
            yield f"{told}, and the register holds {or_none(expected)}."
    for chart in charts:
        if not set(numbers_in(chart.words)) >= {number for bar in chart.bars for number in bar.numbers if number}:
            yield f"the words below the chart “{chart.caption}” leave out a number that it draws."


# Lists of items


def _appendix(read: Read) -> Iterator[str]:
    if read.items:
        yield from _open(read, rf"(?i)^({NUMBER}) items?(?: of these)? (?:is|are) {OPEN_ON} ")
    found = list(tables(read.blocks))
    if read.items and not found:
        yield f"no table lists the {counted(len(read.items), 'open item')}."
    for table in found:
        yield from _listed(table, read.items)


def _listed(table: Table, items: list[Item] | tuple[Item, ...]) -> Iterator[str]:
    """The first cell of each row begins with the item's reference."""
    rows = Counter(name.split(" ")[0] for name in column(table, 0))
    expected = Counter(item.reference for item in items)
    for reference in sorted((expected - rows).keys()):
        yield f"{reference} is open and is not in the table “{table.caption}”."
    for reference in sorted((rows - expected).keys()):
        yield f"the table “{table.caption}” has a row too many for {reference}."


def _reds(read: Read) -> Iterator[str]:
    red = [item for item in read.items if item.rag is Rag.RED]
    said = [sum(numbers_in(each)) for each in paragraphs(opening(read.blocks)) if each.endswith(f"{RED_NOW}:")]
    if sum(said) != len(red):
        yield f"it says that {_are(sum(said))} graded Red, and {or_none(len(red))} {is_or_are(len(red))}."
    titles = Counter(plain(block.spans).partition(": ")[2] for block in read.blocks if isinstance(block, Heading))
    for item in red:
        if not titles[item.title]:
            yield f"{item.reference} is Red and is not told of."


# What happened


def _since(read: Read) -> Iterator[str]:
    for sentence, entries, after in announced_lists(read.blocks):
        if sentence.endswith(f"{ADDED}:"):  # whose rows are reports
            continue
        if sum(numbers_in(sentence)) != entries + sum(map(number_in, _LEFT_OUT.findall(after))):
            yield f"“{sentence}” is followed by {counted(entries, 'row')}."
    if not read.setting.is_limited and not read.setting.kinds:
        yield from _against_the_balance(read)


_LEFT_OUT = re.compile(rf"({NUMBER}) of them (?:is|are) (?:{NOT_TOLD_FURTHER}|{TOLD_ABOVE})\.", re.IGNORECASE)


def _against_the_balance(read: Read) -> Iterator[str]:
    """What came and went, by the changes of status themselves."""
    sentences = list(paragraphs(read.blocks))
    moves = [move for passage in read.setting.data.passages for move in passage.moves]
    for status, words in OUTCOMES.items():
        if status in CLOSED:
            expected = sum(old in OPEN and new == status for old, new in moves)
            yield from _compared(sentences, words, expected)
    yield from _compared(sentences, "reopened", sum(old in CLOSED and new in OPEN for old, new in moves))


def _compared(sentences: list[str], words: str, expected: int) -> Iterator[str]:
    pattern = rf"(?i)({NUMBER}) items? (?:has|have) been {words}[.:]$"
    said = sum(told_in(each, pattern) or 0 for each in sentences)
    if said != expected:
        told = f"{counted(said, 'item')} {was_or_were(said)} {words}"
        yield f"it says that {told}, and {or_none(expected)} {was_or_were(expected)}."


def _counted_lists(read: Read) -> Iterator[str]:
    for sentence, entries, _ in announced_lists(opening(read.blocks)):
        if sum(numbers_in(sentence)) != entries:
            yield f"“{sentence}” is followed by {counted(entries, 'row')}."


# Grades


def _grid(read: Read) -> Iterator[str]:
    publication = newest_peel(read.setting)
    recorded = {
        (each.grade, each.area)
        for each in publication.gradings
        if not each.is_overall and each.standing is not GradingStanding.NOT_GRADED
    }
    grids = [block for block in read.blocks if isinstance(block, GradeGrid)]
    printed = Counter((column.grade, area) for grid in grids for column in grid.columns for area in column.areas)
    for grade, area in sorted(recorded - printed.keys()):
        yield f"the grid leaves out {area}, which was graded {grade}."
    for (grade, area), number in sorted(printed.items()):
        if (grade, area) not in recorded or number > 1:
            yield f"the grid has {area} under {grade}, which is not what was recorded."
    areas = sum(not each.is_overall for each in publication.gradings)
    said = _said(read, rf"\bin ({NUMBER}) areas? {OF_POLICING}\.")
    if not said:
        yield "it does not say how many areas were looked at."
    for number in said:
        if number != areas:
            told = f"{counted(number, 'area')} {was_or_were(number)} looked at"
            yield f"it says that {told}, and {or_none(areas)} {is_or_are(areas)} recorded."


Reader = Callable[[Read], Iterator[str]]

_READERS: Mapping[SectionKind, Reader] = {
    SectionKind.REGISTER_POSITION: _position,
    SectionKind.OPEN_ITEMS: _appendix,
    SectionKind.OUTSTANDING_RED: _reds,
    SectionKind.SINCE: _since,
    SectionKind.INSPECTIONS_SINCE: _counted_lists,
    SectionKind.NOTIFIED: _counted_lists,
    SectionKind.PUBLISHED_REPORTS: _counted_lists,
    SectionKind.PEEL_GRID: _grid,
}
