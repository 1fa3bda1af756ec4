"""Lists as a force keeps its register before it has one here."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from jac_tracker.sheets import Cell, Sheet
from recommendations.intake.plan import Plan

HEADINGS = (
    "Ref", "Report", "Date of report", "Type", "Number", "Title", "Recommendation text", "Portfolio", "Owner",
    "Status", "RAG status", "Deadline", "Internal target", "Closed on", "Review date", "Governance board", "Update",
    "Colour of folder",
)  # fmt: skip

_ROW: Mapping[str, Cell] = {
    "Ref": "WM-1",
    "Report": "PEEL 2021",
    "Date of report": date(2021, 12, 10),
    "Type": "AFI",
    "Number": 1,
    "Title": "Record every crime",
    "Recommendation text": "The force should record every crime within 24 hours.",
    "Portfolio": "Crime",
    "Owner": "Force Crime Registrar",
    "Status": "Ongoing",
    "RAG status": "Amber",
    "Deadline": "31/12/2022",
    "Internal target": date(2022, 6, 1),
    "Update": "Training has begun.",
    "Colour of folder": "Red",
}


def row(**given: Cell) -> dict[str, Cell]:
    """A row of a list, in progress with the cast's owner; `given` by heading, with "_" for a space."""
    return {**_ROW, **{heading.replace("_", " "): cell for heading, cell in given.items()}}


def closed_row(**given: Cell) -> dict[str, Cell]:
    """A row of an item that HMICFRS has closed."""
    closed: dict[str, Cell] = {"Status": "Closed", "RAG_status": "Blue", "Closed_on": date(2022, 2, 1)}
    return row(**(closed | given))


def cells_of(rows: Iterable[Mapping[str, Cell]]) -> list[Sequence[Cell]]:
    """The cells of a list, its headings in row 1."""
    return [HEADINGS, *(tuple(each.get(heading) for heading in HEADINGS) for each in rows)]


def list_of(*rows: Mapping[str, Cell]) -> Sheet:
    return Sheet("Register", tuple(tuple(cells) for cells in cells_of(rows)))


def many_rows(count: int) -> list[dict[str, Cell]]:
    """Rows of every sort, one for each number, of four reports and two owners."""
    return [_one_of_many(number) for number in range(count)]


def _one_of_many(number: int) -> dict[str, Cell]:
    given: dict[str, Any] = {
        "Ref": f"WM-{number}",
        "Number": number,
        "Report": ("PEEL 2021", "Custody 2020", "Joint thematic on fraud", "Crime data integrity 2019")[number % 4],
        "Date_of_report": (date(2021, 12, 10), date(2020, 3, 4), date(2019, 5, 6), date(2019, 2, 1))[number % 4],
        "Title": f"Title of item {number}",
        "Recommendation_text": f"The force should do thing {number} by the end of the year, and show it. " * 3,
        "Owner": ("Force Crime Registrar", "Head of Neighbourhoods")[number % 2],
        "Portfolio": ("Crime", "Local Policing")[number % 2],
        "Update": f"Progress so far on item {number}.",
    }
    return closed_row(**given) if number % 4 == 3 else row(**given)


def plan_of(sheet: Sheet, **given: Any) -> Plan:
    """The list read as it is guessed."""
    guessed = Plan().guess(sheet.rows)
    return Plan(guessed.header, guessed.columns, **given)
