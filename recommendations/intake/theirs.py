"""HMICFRS's own list: which of its columns is what, and the entries that its rows make."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum
from typing import Any

from jac_tracker.sheets import Cell, CellFault, Row, Sheet, column_name
from recommendations.enums import HmicfrsStatus, IntakePurpose
from recommendations.intake.columns import as_subject, text_of
from recommendations.intake.days import read_day
from recommendations.intake.matching import Entry
from recommendations.intake.plan import ListPlan
from recommendations.intake.words import Unknown, plain, shortened


class TheirField(Enum):
    """What a column of HMICFRS's list can hold, as the officer chooses it."""

    REFERENCE = "HMICFRS's reference"
    REPORT = "Report"
    TEXT = "Text"
    DEADLINE_ON = "Deadline"
    STATUS = "Status"
    STATUS_ON = "Date of the status"
    COMMENT = "HMICFRS's comment"


THEIR_DATES = (TheirField.DEADLINE_ON, TheirField.STATUS_ON)
LONGEST_REFERENCE = 60  # letters
# An item is on their list or not: the list itself cannot say that it is not.
THEIR_STATUSES = tuple(status for status in HmicfrsStatus if status != HmicfrsStatus.NOT_LISTED)

STATUS_WORDS: Mapping[str, HmicfrsStatus] = {
    **{plain(words): status for status in THEIR_STATUSES for words in (status.label, status.value)},
    **dict.fromkeys(
        ("awaiting hmicfrs review", "under review", "submitted", "submitted for review", "ready for review"),
        HmicfrsStatus.AWAITING_REVIEW,
    ),
    **dict.fromkeys(
        ("open", "ongoing", "on going", "in progress", "progressing", "not started", "live", "active", "outstanding"),
        HmicfrsStatus.BEING_PROGRESSED,
    ),
    **dict.fromkeys(
        ("closed", "completed", "closed complete", "signed off", "discharged", "implemented"), HmicfrsStatus.COMPLETE
    ),
    **dict.fromkeys(("closed superseded", "replaced"), HmicfrsStatus.SUPERSEDED),
    **dict.fromkeys(
        ("no further action", "nfa", "closed no further action", "no further action required"),
        HmicfrsStatus.NO_FURTHER_ACTION,
    ),
}

_HEADINGS: Mapping[TheirField, tuple[str, ...]] = {
    TheirField.REFERENCE: ("hmicfrs reference", "hmicfrs s reference", "hmicfrs ref", "hmic reference", "reference",
                           "ref", "id", "unique id", "reference number", "ref no", "recommendation id",
                           "recommendation reference", "portal reference"),
    TheirField.REPORT: ("report", "report title", "inspection", "publication", "inspection report", "report name",
                        "hmicfrs report", "inspection name", "source"),
    TheirField.TEXT: ("text", "recommendation", "recommendation text", "wording", "full text", "description",
                      "recommendation or afi", "full recommendation", "recommendation wording", "detail", "details"),
    TheirField.DEADLINE_ON: ("deadline", "due", "due date", "date due", "by when", "completion date", "deadline date",
                             "timescale", "target date"),
    TheirField.STATUS: ("status", "current status", "hmicfrs status", "progress status", "state", "hmicfrs s status"),
    TheirField.STATUS_ON: ("date of the status", "status date", "date of status", "last updated", "updated",
                           "updated on", "status as at", "as at", "date updated", "status on"),
    TheirField.COMMENT: ("comment", "comments", "hmicfrs comment", "hmicfrs comments", "hmicfrs s comment", "notes",
                         "commentary", "feedback", "hmicfrs feedback", "remarks"),
}  # fmt: skip
_KNOWN = {plain(heading): each for each, headings in _HEADINGS.items() for heading in headings}


@dataclass(frozen=True)
class TheirPlan(ListPlan[TheirField]):
    """How a list of HMICFRS's is read. A word comes to one of THEIR_STATUSES."""

    purpose = IntakePurpose.RECONCILE
    fields = TheirField
    dates = THEIR_DATES
    needed = ((TheirField.REFERENCE, TheirField.TEXT),)
    known = _KNOWN
    by_words = {TheirField.STATUS: STATUS_WORDS}


@dataclass(frozen=True)
class Refused:
    """A cell for which a row is not compared: sheet, row counted from 1, letter of the column, and what is wrong."""

    sheet: str
    row: int
    column: str
    sentence: str

    def __str__(self) -> str:
        sheet = f"Sheet {self.sheet}, " if self.sheet else ""  # that of a CSV file has no name
        return f"{sheet}{self.column}{self.row}: {self.sentence}"


@dataclass(frozen=True)
class TheirRow:
    """A row as an entry. `status_on` is the day of the list where the row gives its status none."""

    number: int
    entry: Entry
    status_on: date
    comment: str = ""


@dataclass(frozen=True)
class TheirList:
    """The rows that can be compared, the cells for which others cannot, and the words that are still to be settled."""

    rows: tuple[TheirRow, ...]
    refused: tuple[Refused, ...] = ()
    unknown: Mapping[str, Unknown] = field(default_factory=dict)

    @property
    def left_out(self) -> int:
        """How many rows have a cell that cannot be taken."""
        return len({refused.row for refused in self.refused})


class _Unread(Exception):
    """Why a cell cannot be taken: a sentence."""


def read_theirs(sheet: Sheet, plan: TheirPlan, reports: Mapping[str, str], on: date) -> TheirList:
    """The entries of a list that is right as at the day `on`, and every cell that cannot be taken.

    A row with such a cell is left out whole. `reports` are `plain` names that reports go by, each with its title.
    """
    rows: list[TheirRow] = []
    refused: list[Refused] = []
    unknown: dict[str, Unknown] = {}
    plan = replace(plan, orders=plan.orders_in(sheet))
    for place, cells in enumerate(sheet.rows):
        if place <= plan.header or all(cell is None for cell in cells):
            continue
        stated, faults = _read_row(cells, plan, on, unknown)
        if faults:
            refused += [Refused(sheet.name, place + 1, column_name(column), said) for column, said in faults]
        else:
            rows.append(_as_row(place + 1, stated, reports, on))
    return TheirList(tuple(rows), tuple(refused), unknown)


def _read_row(
    cells: Row, plan: TheirPlan, on: date, unknown: dict[str, Unknown]
) -> tuple[dict[TheirField, Any], list[tuple[int, str]]]:
    """What a row states, and column -> sentence for what cannot be taken."""
    stated: dict[TheirField, Any] = {}
    faults: list[tuple[int, str]] = []
    for each, column in plan.columns.items():
        cell = cells[column] if column < len(cells) else None
        try:
            if cell is not None:
                stated[each] = _read(each, cell, plan, on, unknown)
        except _Unread as fault:
            faults.append((column, str(fault)))
    if not faults and not any(stated.get(each) for each in (TheirField.REFERENCE, TheirField.TEXT)):
        column = plan.columns.get(TheirField.TEXT, plan.columns.get(TheirField.REFERENCE, 0))
        faults.append((column, "The row has neither HMICFRS's reference nor a text, so it names no recommendation."))
    return stated, faults


def _read(each: TheirField, cell: Cell, plan: TheirPlan, on: date, unknown: dict[str, Unknown]) -> Any:
    if isinstance(cell, CellFault):
        raise _Unread(f"{as_subject(each)} holds {cell}. Mend it in the list.")
    if each in THEIR_DATES:
        return _day(each, cell, plan, on)
    words = text_of(cell)
    if each is TheirField.STATUS:
        return _status(words, plan, unknown)
    if each is TheirField.REFERENCE and len(words) > LONGEST_REFERENCE:
        raise _Unread(
            f"{as_subject(each)} has {len(words)} letters, and there is room for {LONGEST_REFERENCE}. Shorten it."
        )
    return words


def _day(each: TheirField, cell: Cell, plan: TheirPlan, on: date) -> date | None:
    try:
        day = read_day(cell, plan.orders.get(each))
    except ValueError as fault:
        raise _Unread(f"{as_subject(each)} {fault}.") from fault
    if each is TheirField.STATUS_ON and day is not None and day > on:
        raise _Unread(f"{as_subject(each)} is after the day of the list. Mend the one or the other.")
    return day


def _status(words: str, plan: TheirPlan, unknown: dict[str, Unknown]) -> str:
    key = plain(words)
    kept = plan.words.get(TheirField.STATUS, {}).get(key, "")
    status = kept if kept in THEIR_STATUSES else STATUS_WORDS.get(key)
    if not status:
        why = f"“{shortened(words, 40)}” is not a status that HMICFRS is known to use. Say what it means, or mend it."
        before = unknown.get(key)
        unknown[key] = Unknown(words, 1, why) if before is None else Unknown(before.words, before.count + 1, why)
        raise _Unread(why)
    return str(HmicfrsStatus(status))


def _as_row(number: int, stated: Mapping[TheirField, Any], reports: Mapping[str, str], on: date) -> TheirRow:
    report = stated.get(TheirField.REPORT, "")
    entry = Entry(
        key=f"row {number:06d}",  # so that rows of equal words keep their order
        reference=stated.get(TheirField.REFERENCE, ""),
        report=reports.get(plain(report), report),
        text=stated.get(TheirField.TEXT, ""),
        deadline_on=stated.get(TheirField.DEADLINE_ON),
        status=stated.get(TheirField.STATUS, ""),
    )
    return TheirRow(number, entry, stated.get(TheirField.STATUS_ON) or on, stated.get(TheirField.COMMENT, ""))
