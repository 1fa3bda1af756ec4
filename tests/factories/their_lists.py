"""Lists as HMICFRS sends them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from jac_tracker.accounts.actor import Actor
from jac_tracker.sheets import Cell, Sheet
from recommendations.intake.gathering import Comparison, comparison_of
from recommendations.intake.theirs import TheirPlan
from recommendations.models import Intake, Recommendation
from tests.conftest import NOON, TODAY
from tests.factories.intakes import brought_in
from tests.factories.people import Cast
from tests.factories.sheets import xlsx

HEADINGS = ("Reference", "Report", "Recommendation", "Deadline", "Status", "Status date", "HMICFRS comments")

_ROW: Mapping[str, Cell] = {
    "Reference": "4001",
    "Report": "Crime data 2021",
    "Recommendation": "The force should record every crime at once.",
    "Deadline": "30/9/2022",
    "Status": "Open",
    "Status date": date(2022, 2, 1),
}


def their_row(**given: Cell) -> dict[str, Cell]:
    """A row of their list; `given` by heading, with "_" for a space."""
    return {**_ROW, **{heading.replace("_", " "): cell for heading, cell in given.items()}}


def row_of(item: Recommendation, **given: Cell) -> dict[str, Cell]:
    """The row of an item on a list that agrees with the register."""
    agrees = {"Report": item.publication.title, "Recommendation": item.text, "Deadline": item.deadline_on}
    return their_row(**{**agrees, **given})


def their_cells(rows: Iterable[Mapping[str, Cell]]) -> list[Sequence[Cell]]:
    """The cells of a list, its headings in row 1."""
    return [HEADINGS, *(tuple(each.get(heading) for heading in HEADINGS) for each in rows)]


def their_list(*rows: Mapping[str, Cell]) -> Sheet:
    return Sheet("List", tuple(tuple(cells) for cells in their_cells(rows)))


def their_plan(sheet: Sheet) -> TheirPlan:
    """The list read as it is guessed."""
    guessed = TheirPlan().guess(sheet.rows)
    return TheirPlan(guessed.header, guessed.columns)


def make_reconciliation(cast: Cast, *rows: Mapping[str, Cell], at: datetime = NOON) -> Intake:
    """A list of these rows, or of one, brought in by liaison and read as it is guessed."""
    rows = rows or (their_row(),)
    return brought_in(
        cast,
        xlsx(their_cells(rows), name="List"),
        "hmicfrs.xlsx",
        source="HMICFRS's portal",
        sheet="List",
        plan=their_plan(their_list(*rows)),
        at=at,
    )


def compared_with(by: Actor, *rows: Mapping[str, Cell], on: date = TODAY) -> Comparison:
    """A list of these rows beside the register."""
    sheet = their_list(*rows)
    return comparison_of(sheet, their_plan(sheet), on, by)
