"""What the cells of a row state, and which of them cannot be taken."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from jac_tracker.sheets import Cell, CellFault, Row, Sheet
from recommendations.enums import Kind, Rag, Status
from recommendations.intake.columns import DATES, LONGEST, NAMES, Field, as_subject, text_of, the
from recommendations.intake.days import read_day
from recommendations.intake.known import Known, Named
from recommendations.intake.plan import NEW, Plan
from recommendations.intake.words import (
    KINDS,
    RAGS,
    STAND_ON_A_CLAIM,
    STATUSES,
    WHY_NOT_A_CLAIM,
    WHY_NOT_WITHDRAWN,
    Unknown,
    plain,
    shortened,
)

THINGS = {Field.REPORT: "report", Field.OWNER: "post", Field.PORTFOLIO: "portfolio", Field.BOARD: "board"}
"""What the fields of NAMES name."""

Fault = tuple[Field, str]
"""In which column something is wrong, and a sentence that says what would be right."""

_ENUMS: Mapping[Field, tuple[Mapping[str, Any], Any]] = {
    Field.KIND: (KINDS, Kind),
    Field.STATUS: (STATUSES, Status),
    Field.RAG: (RAGS, Rag),
}
# It stands in addresses, where a stroke would part it, and must be no word that stands there already.
_REFERENCE = re.compile(r"(?=.*\d)[\w][\w .\-]*")


class CellReader:
    """Reads the rows of one list: what comes again and again is worked out once, what nothing answers to is counted."""

    def __init__(self, sheet: Sheet, plan: Plan, known: Known) -> None:
        self._plan, self._known, self._orders = plan, known, plan.orders_in(sheet)
        self._columns = list(plan.columns.items())
        self._unknown: dict[Field, dict[str, list[Any]]] = {}
        self._understood: dict[tuple[Field, Cell], Any] = {}

    def unknown(self) -> dict[Field, dict[str, Unknown]]:
        """The words so far that are still to be settled: field -> `plain` word."""
        return {each: {key: Unknown(*parts) for key, parts in words.items()} for each, words in self._unknown.items()}

    def read(self, row: Row) -> tuple[dict[Field, Any], list[Fault]]:
        """What the cells of a row state, and the faults of the others. An empty cell states nothing."""
        stated: dict[Field, Any] = {}
        faults: list[Fault] = []
        for each, column in self._columns:
            cell = row[column] if column < len(row) else None
            if cell is None:
                continue
            understood = self._understood.get((each, cell))
            try:
                stated[each] = self._read(each, cell) if understood is None else understood
            except _NotTaken as fault:
                faults.append((each, str(fault)))
        return stated, faults

    def _read(self, each: Field, cell: Cell) -> Any:
        if isinstance(cell, CellFault):
            raise _NotTaken(f"{as_subject(each)} holds {cell}. Mend it in the list.")
        if each in DATES:
            try:
                value: Any = read_day(cell, self._orders.get(each))
            except ValueError as fault:
                raise _NotTaken(f"{as_subject(each)} {fault}.") from fault
        elif each in _ENUMS:
            value = self._choice(each, text_of(cell))
        elif each in NAMES:
            value = self._named(each, " ".join(text_of(cell).split()))
        else:
            return _fitting(each, text_of(cell))
        if isinstance(cell, str | date):  # what is no number: True would be taken for 1
            self._understood[each, cell] = value
        return value

    def _choice(self, each: Field, words: str) -> Any:
        known, enum = _ENUMS[each]
        key = plain(words)
        kept = self._plan.words.get(each, {}).get(key)
        value = enum(kept) if kept is not None and kept in enum.values else known.get(key)
        if value is None:
            said = f"“{shortened(words, 40)}” is not a word for {the(each)} here. Say what it means, or change it."
        elif value in STAND_ON_A_CLAIM:
            said = WHY_NOT_A_CLAIM.format(status=value.label) + "."
        elif value == Status.WITHDRAWN:
            said = f"{value.label}: {WHY_NOT_WITHDRAWN}."
        else:
            return value
        raise self._to_settle(each, key, words, said)

    def _named(self, each: Field, words: str) -> Named:
        key, there = plain(words), self._known.names.get(each, {})
        kept = self._plan.words.get(each, {}).get(key)
        named = there.get(key)
        if named is None and kept and kept.isdecimal():
            label = self._known.choices.get(each, {}).get(int(kept))
            named = Named(label, int(kept)) if label else None
        if named is None and (kept == NEW or (self._plan.adds_names and key not in there)):
            named = Named(_fitting(each, words))
        if named is not None:
            return named
        thing, name = THINGS[each], shortened(words, 60)
        several = f"Several of the {thing}s here are called “{name}”." if key in there else ""
        said = several or f"There is no {thing} “{name}” here."
        said += f" Say which it is, or that it is to be added as a new {thing}."
        raise self._to_settle(each, key, words, said)

    def _to_settle(self, each: Field, key: str, words: str, why: str) -> "_NotTaken":
        """The refusal of a word, which is counted: the officer can say what it means."""
        self._unknown.setdefault(each, {}).setdefault(key, [words, 0, why])[1] += 1
        return _NotTaken(why)


class _NotTaken(Exception):
    """Why a cell is not taken: a sentence."""


def _fitting(each: Field, words: str) -> str:
    """The words as the register has room for them. Raises _NotTaken."""
    if each not in (Field.TEXT, Field.PROGRESS):
        words = " ".join(words.split())
    if len(words) > LONGEST.get(each, len(words)):
        said = f"{as_subject(each)} has {len(words):,} letters, and there is room for {LONGEST[each]:,}. Shorten it."
        raise _NotTaken(said)
    if each is Field.REFERENCE and not _REFERENCE.fullmatch(words):
        raise _NotTaken(f"“{words}” cannot be a reference here: letters, a number, spaces and . _ - alone. Change it.")
    return words
