"""Lists that were brought in."""

import io
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from jac_tracker.dates import london_day
from jac_tracker.files import Looked, keep
from jac_tracker.files.kinds import XLSX
from jac_tracker.sheets import Cell
from recommendations import actions
from recommendations.intake.plan import ListPlan
from recommendations.models import Intake, StoredFile
from tests.conftest import NOON
from tests.factories.lists import cells_of, closed_row, list_of, plan_of, row
from tests.factories.people import Cast
from tests.factories.sheets import xlsx

SOURCE = "the force's tracker"


def make_intake(cast: Cast, *rows: Mapping[str, Cell], at: datetime = NOON) -> Intake:
    """A list of these rows, or of one for each verdict, brought in by liaison and read as it is guessed."""
    rows = rows or (
        row(),
        row(Ref="WM-2", Number=2, Status="Nearly", Owner="Head of Fraud"),
        closed_row(Ref="WM-3", Number=3),
    )
    return brought_in(
        cast, xlsx(cells_of(rows)), "list.xlsx", source=SOURCE, sheet="Register", plan=plan_of(list_of(*rows)), at=at
    )


def brought_in(
    cast: Cast, content: bytes, name: str, *, source: str, sheet: str, plan: ListPlan[Any], at: datetime
) -> Intake:
    """An Excel file brought in by liaison, to be read so."""
    file = StoredFile(**asdict(keep(Looked(io.BytesIO(content), name, len(content), XLSX))), at=at)
    return actions.begin_intake(
        file=file,
        source=source,
        sheet=sheet,
        plan=plan,
        opening_on=london_day(at),
        by=cast.liaison.actor(london_day(at)),
        at=at,
    )
