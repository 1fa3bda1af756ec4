"""What a schedule of disagreements is made of: frozen values, already limited to what may go out."""

from dataclasses import dataclass
from datetime import date

from recommendations.enums import HmicfrsStatus, Pile


@dataclass(frozen=True)
class Said:
    """What one side said when it was compared. `reference` is HMICFRS's own, "" for none; so are the others."""

    reference: str
    report: str
    text: str
    deadline_on: date | None
    status: HmicfrsStatus | None


@dataclass(frozen=True)
class Disagreement:
    """One thing that HMICFRS is asked to change. A side that does not have it is None; `note` is the force's own.

    `list_row` is the row of the list that it stands in, None for none. `doubles` says what a probable duplicate seems
    to be the same as, "" for anything else.
    """

    pile: Pile
    our_reference: str
    title: str
    ours: Said | None
    theirs: Said | None
    differs: tuple[Pile, ...]
    note: str
    list_row: int | None = None
    doubles: str = ""

    @property
    def their_reference(self) -> str:
        sides = [side for side in (self.theirs, self.ours) if side is not None]
        return next((side.reference for side in sides if side.reference), "")

    @property
    def report(self) -> str:
        sides = [side for side in (self.ours, self.theirs) if side is not None]
        return next((side.report for side in sides if side.report), "")


@dataclass(frozen=True)
class ScheduleData:
    """The disagreements with a list of a day, as they stand on another."""

    force: str
    source: str
    listed_on: date
    on: date
    rows: tuple[Disagreement, ...]
