"""The words of a schedule of disagreements, for Word, and its rows, for Excel."""

from collections.abc import Iterator

from jac_tracker.dates import worded_day
from jac_tracker.sheets.writing import Column, Of, Table, Value
from recommendations.enums import Pile
from reports.paper.blocks import Block, Document, heading, paragraph, spans, strong
from reports.paper.blocks import Column as HeadedColumn
from reports.paper.blocks import Table as TableBlock
from reports.paper.schedule.data import Disagreement, Said, ScheduleData
from reports.paper.words import counted

NOT_GIVEN = "Not given"

_HEADINGS: dict[Pile, tuple[str, str]] = {
    Pile.STATUS_DIFFERS: ("Status differs", "The list gives these another status than the force knows of."),
    Pile.TEXT_DIFFERS: ("Text differs", "The list words these otherwise than the force’s record of the report does."),
    Pile.DATES_DIFFER: ("Dates differ", "The list gives these another deadline than the force has."),
    Pile.THEIRS_ONLY: ("On HMICFRS’s list alone", "The force does not hold these."),
    Pile.OURS_ONLY: ("Not on HMICFRS’s list", "The force holds these and does not find them on the list."),
    Pile.DUPLICATE: ("Probable duplicates", "These seem to stand twice."),
    Pile.AGREE: ("Other points", "Both lists say the same of these, and the force asks for a change."),
}


def compose_schedule(data: ScheduleData) -> Document:
    """The schedule as a document."""
    return Document(
        title="Schedule of disagreements with HMICFRS’s list",
        force=data.force,
        committee=f"{data.source}, as at {worded_day(data.listed_on)}",
        meeting_on=worded_day(data.on),
        blocks=tuple(_blocks(data)),
    )


def _blocks(data: ScheduleData) -> Iterator[Block]:
    yield heading(1, "Summary")
    if not data.rows:
        yield paragraph("The force has no change to HMICFRS’s list to ask for.")
        return
    points = counted(len(data.rows), "point")
    yield paragraph(
        f"The force has compared HMICFRS’s list, as at {worded_day(data.listed_on)}, with its own register, and asks "
        f"HMICFRS to look at {points}."
    )
    for pile, (name, meaning) in _HEADINGS.items():
        rows = [row for row in data.rows if row.pile is pile]
        if rows:
            yield heading(1, name)
            yield paragraph(meaning)
            for row in rows:
                yield from _row(row)


def _row(row: Disagreement) -> Iterator[Block]:
    named = _named(row)
    yield heading(2, f"{named}: {row.title}" if row.title else named)
    yield _beside_each_other(row, named)
    if row.doubles:
        yield paragraph(strong("Seems the same as: "), row.doubles)
    if row.note:
        yield paragraph(strong("What the force asks: "), " ".join(row.note.split()))


def _named(row: Disagreement) -> str:
    hmicfrs = f"HMICFRS {row.their_reference}" if row.their_reference else ""
    return ", ".join(filter(None, [row.our_reference, hmicfrs])) or f"Row {row.list_row} of the list"


def _beside_each_other(row: Disagreement, named: str) -> TableBlock:
    """What each side says, a line for each thing; of what one side does not have, the other alone."""
    both = (("HMICFRS’s list", row.theirs), ("The force’s register", row.ours))
    sides = [(whose, side) for whose, side in both if side is not None]
    lines = [
        ("HMICFRS’s reference", [side.reference or NOT_GIVEN for _whose, side in sides]),
        ("Report", [side.report or NOT_GIVEN for _whose, side in sides]),
        ("Text", [" ".join(side.text.split()) or NOT_GIVEN for _whose, side in sides]),
        ("Deadline", [_day(side) for _whose, side in sides]),
        ("Status", [_status(side) for _whose, side in sides]),
    ]
    if len(sides) == 2 and Pile.TEXT_DIFFERS not in row.differs:
        lines = [line for line in lines if line[0] != "Text"]  # the same, and long
    return TableBlock(
        caption=f"What is said of {named}",
        columns=(HeadedColumn(spans("What"), 2), *(HeadedColumn(spans(whose), 4) for whose, _side in sides)),
        rows=tuple((spans(label), *map(spans, said)) for label, said in lines),
        row_headers=True,
    )


def _status(side: Said) -> str:
    return str(side.status.label) if side.status else NOT_GIVEN


def _day(side: Said) -> str:
    return worded_day(side.deadline_on) if side.deadline_on else NOT_GIVEN


_COLUMNS = (
    Column("what_differs", "What differs"),
    Column("hmicfrs_reference", "HMICFRS's reference"),
    Column("list_row", "Row of HMICFRS's list", Of.NUMBER),
    Column("our_reference", "Our reference"),
    Column("report", "Report", Of.LONG_TEXT),
    Column("title", "What", Of.LONG_TEXT),
    Column("their_status", "Status on HMICFRS's list"),
    Column("our_status", "Status in the register"),
    Column("their_deadline", "Deadline on HMICFRS's list", Of.DAY),
    Column("our_deadline", "Deadline in the register", Of.DAY),
    Column("their_text", "Text on HMICFRS's list", Of.LONG_TEXT),
    Column("our_text", "Text in the register", Of.LONG_TEXT),
    Column("seems_the_same_as", "Seems the same as"),
    Column("note", "What the force asks", Of.LONG_TEXT),
)


def table_of(data: ScheduleData) -> Table:
    """The schedule as rows of a sheet."""
    about = [
        ("Force", data.force),
        ("List", f"{data.source}, as at {worded_day(data.listed_on)}"),
    ]
    return Table("Schedule of disagreements", _COLUMNS, [_cells(row) for row in data.rows], about)


def _cells(row: Disagreement) -> tuple[Value, ...]:
    theirs, ours = row.theirs, row.ours
    return (
        "; ".join(str(pile.label) for pile in row.differs or (row.pile,)),
        row.their_reference,
        row.list_row,
        row.our_reference,
        row.report,
        row.title,
        _status(theirs) if theirs else "",
        _status(ours) if ours else "",
        theirs.deadline_on if theirs else None,
        ours.deadline_on if ours else None,
        theirs.text if theirs else "",
        ours.text if ours else "",
        row.doubles,
        row.note,
    )
