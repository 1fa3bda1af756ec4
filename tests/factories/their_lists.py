"""Lists as HMICFRS sends them."""

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime

from jac_tracker.accounts.actor import Actor
from jac_tracker.dates import london_day
from jac_tracker.files import Looked, keep
from jac_tracker.files.kinds import XLSX
from jac_tracker.sheets import Cell, Sheet
from recommendations import actions
from recommendations.enums import IntakePurpose
from recommendations.intake.gathering import Comparison, comparison_of
from recommendations.intake.theirs import TheirPlan, guess_theirs
from recommendations.models import Intake, StoredFile
from tests.conftest import NOON, TODAY
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


def their_cells(rows: Iterable[Mapping[str, Cell]]) -> list[Sequence[Cell]]:
    """The cells of a list, its headings in row 1."""
    return [HEADINGS, *(tuple(each.get(heading) for heading in HEADINGS) for each in rows)]


def their_list(*rows: Mapping[str, Cell]) -> Sheet:
    return Sheet("List", tuple(tuple(cells) for cells in their_cells(rows)))


def their_plan(sheet: Sheet) -> TheirPlan:
    """The list read as it is guessed."""
    guessed = guess_theirs(sheet.rows)
    return TheirPlan(guessed.header, guessed.columns)


def make_reconciliation(cast: Cast, *rows: Mapping[str, Cell], at: datetime = NOON) -> Intake:
    """A list of these rows, or of one, brought in by liaison and read as it is guessed."""
    rows = rows or (their_row(),)
    content = xlsx(their_cells(rows), name="List")
    file = StoredFile(**asdict(keep(Looked(io.BytesIO(content), "hmicfrs.xlsx", len(content), XLSX))), at=at)
    return actions.begin_intake(
        file=file,
        source="HMICFRS's portal",
        sheet="List",
        plan=their_plan(their_list(*rows)),
        opening_on=london_day(at),
        purpose=IntakePurpose.RECONCILE,
        by=cast.liaison.actor(london_day(at)),
        at=at,
    )


def compared_with(by: Actor, *rows: Mapping[str, Cell], on: date = TODAY) -> Comparison:
    """A list of these rows beside the register."""
    sheet = their_list(*rows)
    return comparison_of(sheet, their_plan(sheet), on, by)
