"""Where the register stands: how many items are open, how that number came about, and which dates were put back."""

from collections.abc import Callable, Iterator, Mapping

from jac_tracker.dates import worded_day, worded_number
from recommendations.enums import Status
from reports.paper import blocks
from reports.paper.blocks import (
    Block,
    Chart,
    ChartBar,
    ChartColour,
    ChartPart,
    Column,
    RagStatus,
    Spans,
    Table,
    TableKind,
    paragraph,
    spans,
)
from reports.paper.compose.appendix import items_table
from reports.paper.compose.register import WITHHELD, open_chosen
from reports.paper.compose.setting import Setting, begun_words, in_a_cell, limits
from reports.paper.data import Change, Item, Matter, Slip
from reports.paper.measure import RAGS_OF_OPEN_ITEMS, Balance, Tallies, Tally, tallies
from reports.paper.words import capitalised, counted, has_or_have, joined, or_none, was_or_were

# What the check that reads this section knows its sentence, tables and charts by.
HELD = "the register held"
TALLIED = "Open items by"
MOVEMENT = "How the number of open items changed"
OVERDUE = "Open items past the deadline or internal target"
SLIPPED = "Dates that were put back"
OVER_TIME = "Open items"

_CLOSED_WORDS: Mapping[Status, str] = {
    Status.CLOSED_COMPLETE: "Closed: complete",
    Status.CLOSED_SUPERSEDED: "Closed: superseded",
    Status.CLOSED_NO_FURTHER_ACTION: "Closed: no further action needed",
    Status.FOR_INFORMATION: "Ruled not ours",
    Status.NOT_APPLICABLE: "Ruled not applicable",
    Status.WITHDRAWN: "Withdrawn: entered in error",
}
_BARS_IN_A_CHART = 12  # more would not fit on a page with what stands around them


def register_position(setting: Setting) -> Iterator[Block]:
    """How many items are open, in the tables and charts the officer chose, and how that number came about."""
    items = open_chosen(setting)
    told = tallies(setting.data, items) if setting.is_limited else setting.figures
    tables = setting.section.options.get("tables", ["rag", "kind", "portfolio", "movement"])
    yield from limits(setting)
    yield paragraph(
        f"On {worded_day(setting.data.on)} {HELD} {counted(told.open_now, 'open item')}"
        f"{' of these' if setting.is_limited else ''}"
        + (
            f", {counted(told.overdue, 'of them', 'of them')} past the deadline or internal target."
            if told.overdue
            else "."
        )
    )
    for name in tables:
        yield from _TABLES[name](setting, told, items)
    yield paragraph(WITHHELD)


# Tallies


def _tally_table(caption: str, heading: str, tally: Tally, is_rag: bool = False) -> Iterator[Block]:
    if not tally:
        return
    rows = tuple(
        ((blocks.Rag(RagStatus(label)),) if is_rag else spans(label), spans(f"{number:,}")) for label, number in tally
    )
    total = sum(number for _, number in tally)
    yield Table(
        caption=caption,
        columns=(Column(spans(heading), width=3), Column(spans("Open items"), numeric=True)),
        rows=rows,
        foot=(spans("Total"), spans(f"{total:,}")),
        row_headers=True,
    )


# Movement, which is always that of the whole register


def _movement(setting: Setting, told: Tallies, items: list[Item]) -> Iterator[Block]:
    balance = setting.figures.balance
    rows = tuple((spans(label), spans(number)) for label, number in balance_rows(setting, balance))
    whole = " in the whole register" if setting.is_limited else ""
    yield Table(
        caption=f"{MOVEMENT}{whole}",
        columns=(Column(spans("Movement"), width=3), Column(spans("Items"), numeric=True)),
        rows=rows,
        foot=(spans("Open now"), spans(f"{balance.open_now:,}")),
        row_headers=True,
    )
    yield from begun_words(setting)
    yield from _late(setting)


def balance_rows(setting: Setting, balance: Balance) -> Iterator[tuple[str, str]]:
    """What the movement table prints above its total; kinds of movement that did not occur are left out."""
    if setting.begun_on is not None:
        yield f"Open when this register was begun on {worded_day(setting.begun_on)}", f"{balance.open_before:,}"
    elif setting.data.period.since is not None:
        yield f"Open at the last {setting.data.owner.committee_short_name}", f"{balance.open_before:,}"
    yield "New", f"+{balance.new:,}" if balance.new else "0"
    for label, number in (("Reopened", balance.reopened), ("Ruled ours again", balance.ours_again)):
        if number:
            yield label, f"+{number:,}"
    for status, number in (*balance.closed, *balance.ruled_out):
        if number:
            yield _CLOSED_WORDS[status], f"−{number:,}"
    if balance.withheld:
        yield "No longer counted here", f"−{balance.withheld:,}"


def _late(setting: Setting) -> Iterator[Block]:
    """What was decided before the last paper and is counted in this one, because it was recorded only since."""
    late = setting.figures.late
    if not late:
        return
    number = counted(len(late), "of these changes", "of these changes")
    last = setting.data.owner.committee_short_name
    words = f"{number} {was_or_were(len(late))} decided before the last {last} and recorded since"
    yield paragraph(f"{capitalised(words)}: {joined([_late_words(setting, each) for each in late])}.")


def _late_words(setting: Setting, change: Change) -> str:
    assert change.happened_on is not None
    moved = {Matter.CLOSED: "closed", Matter.REOPENED: "reopened", Matter.RULED_IN: "ruled ours again"}
    what = moved.get(change.matter, "ruled out")
    return f"{setting.data.item[change.about].reference} ({what} on {worded_day(change.happened_on)})"


# Dates


def _overdue(setting: Setting, told: Tallies, items: list[Item]) -> Iterator[Block]:
    late = [item for item in items if item.is_overdue]
    if late:
        yield items_table(setting, OVERDUE, late)


def _slippage(setting: Setting, told: Tallies, items: list[Item]) -> Iterator[Block]:
    """Every date that is later now than it first was, with how often it moved; inside the force, with the reasons.

    The public reads the latest words cleared for it instead: a reason is nobody's cleared text.
    """
    slips = [(item, slip) for item in items for slip in item.slips]
    number = len({item.id for item, _ in slips})
    if not slips:
        yield paragraph("No date of an open item has been put back.")
        return
    dates = counted(len(slips), "date")
    yield paragraph(f"{capitalised(dates)} of {counted(number, 'open item')} {has_or_have(len(slips))} been put back:")
    is_public = setting.data.audience is blocks.Audience.PUBLIC
    yield Table(
        caption=SLIPPED,
        columns=(
            Column(spans("Reference"), width=16),
            Column(spans("What"), width=18),
            Column(spans("Date"), width=12),
            Column(spans("First"), width=13),
            Column(spans("Now"), width=13),
            Column(spans("Times moved"), width=10, numeric=True),
            Column(spans("What has been said of it" if is_public else "Reasons"), width=20),
        ),
        rows=tuple(_slip_row(item, slip, is_public) for item, slip in slips),
        row_headers=True,
        kind=TableKind.COMPACT,
    )


def _slip_row(item: Item, slip: Slip, is_public: bool) -> tuple[Spans, ...]:
    said = in_a_cell(item.update.text) if item.update else spans("Nothing cleared")
    return (
        spans(item.reference),
        spans(item.title),
        spans(slip.of),
        spans(worded_day(slip.first)),
        spans(worded_day(slip.current)),
        spans(f"{slip.moved:,}"),
        said if is_public else spans("; ".join(slip.reasons) or "None recorded"),
    )


# Charts


def _rag_chart(setting: Setting, told: Tallies, items: list[Item]) -> Iterator[Block]:
    """Each portfolio's open items by rating, in as many charts as keep each on one page."""
    rows = told.by_portfolio_and_rag
    parts = tuple(ChartPart(rag.label, ChartColour[rag.name]) for rag in RAGS_OF_OPEN_ITEMS)
    for start in range(0, len(rows), _BARS_IN_A_CHART):
        shown = rows[start : start + _BARS_IN_A_CHART]
        yield Chart(
            caption=f"{TALLIED} portfolio and rating{', continued' if start else ''}",
            parts=parts,
            bars=tuple(ChartBar(name, numbers) for name, numbers in shown),
            words=" ".join(_rag_sentence(name, numbers) for name, numbers in shown),
        )


def _rag_sentence(name: str, numbers: tuple[int, ...]) -> str:
    """ "Crime: five open items, two Red and three Green." """
    rated = [
        f"{worded_number(number)} {rag.label}"
        for rag, number in zip(RAGS_OF_OPEN_ITEMS, numbers, strict=True)
        if number
    ]
    return f"{name}: {counted(sum(numbers), 'open item')}, {joined(rated)}."


def _open_chart(setting: Setting, told: Tallies, items: list[Item]) -> Iterator[Block]:
    """How many items were open at each of the last meetings, this one included."""
    then = setting.figures.open_then
    if not then:
        return
    words = [f"{or_none(each.number)} on {worded_day(each.meeting_on)}" for each in then]
    whole = " in the whole register" if setting.is_limited else ""
    yield Chart(
        caption=f"Open items{whole} at the last {counted(len(then), 'meeting') if len(then) > 1 else 'meeting'}",
        parts=(ChartPart(OVER_TIME, ChartColour.PLAIN),),
        bars=tuple(ChartBar(worded_day(each.meeting_on), (each.number,)) for each in then),
        words=f"Items open for the meeting of each day: {joined(words)}.",
    )


Composer = Callable[[Setting, Tallies, list[Item]], Iterator[Block]]

_TABLES: Mapping[str, Composer] = {
    "rag": lambda at, told, items: _tally_table(f"{TALLIED} rating", "Rating", told.by_rag, is_rag=True),
    "kind": lambda at, told, items: _tally_table(f"{TALLIED} kind", "Kind", told.by_kind),
    "status": lambda at, told, items: _tally_table(f"{TALLIED} status", "Status", told.by_status),
    "portfolio": lambda at, told, items: _tally_table(f"{TALLIED} portfolio", "Portfolio", told.by_portfolio),
    "report": lambda at, told, items: _tally_table(f"{TALLIED} report", "Report", told.by_report),
    "age": lambda at, told, items: _tally_table(f"{TALLIED} age of their report", "Age", told.by_age),
    "movement": _movement,
    "overdue": _overdue,
    "slippage": _slippage,
    "rag chart": _rag_chart,
    "open chart": _open_chart,
}
