"""Lists as HMICFRS sends them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from jac_tracker.sheets import Cell, Sheet
from recommendations.intake.theirs import TheirPlan, guess_theirs

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


def their_cells(rows: Iterable[Mapping[str, Cell]]) -> list[Sequence[Cell]]:
    """The cells of a list, its headings in row 1."""
    return [HEADINGS, *(tuple(each.get(heading) for heading in HEADINGS) for each in rows)]


def their_list(*rows: Mapping[str, Cell]) -> Sheet:
    return Sheet("List", tuple(tuple(cells) for cells in their_cells(rows)))


def their_plan(sheet: Sheet) -> TheirPlan:
    """The list read as it is guessed."""
    guessed = guess_theirs(sheet.rows)
    return TheirPlan(guessed.header, guessed.columns)
