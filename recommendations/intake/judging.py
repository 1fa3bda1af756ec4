"""What becomes of each row of a list: a new item, a change, nothing, or a refusal with its cell."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Any

from jac_tracker.sheets import Cell, CellFault, Row, Sheet, cell_name
from recommendations.enums import AT_WORK, CLOSED, OPEN, Kind, Rag, Status
from recommendations.intake.columns import DATES, LONGEST, Field, text_of
from recommendations.intake.days import Order, read_day
from recommendations.intake.known import Item, Key, Known, Named, keys_of
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


class Verdict(Enum):
    CREATE = "New"
    CHANGE = "Changed"
    UNCHANGED = "As it is"
    REFUSE = "Refused"


@dataclass(frozen=True)
class Refusal:
    """Why a row is refused: its cell, like "C7", and a sentence that says what would be right."""

    cell: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.cell}: {self.sentence}"


@dataclass(frozen=True)
class Judged:
    """One row: its number as the spreadsheet counts, what becomes of it, and what it states."""

    number: int
    verdict: Verdict
    values: Mapping[Field, Any]
    refusals: tuple[Refusal, ...] = ()
    notes: tuple[str, ...] = ()
    item: Item | None = None
    changes: tuple[tuple[Field, Any, Any], ...] = ()

    @property
    def title(self) -> str:
        stated = self.values.get(Field.TITLE) or self.values.get(Field.TEXT) or (self.item.title if self.item else "")
        return shortened(stated, 80)

    @property
    def reference(self) -> str:
        return self.item.reference if self.item else self.values.get(Field.REFERENCE) or ""


@dataclass(frozen=True)
class JudgedList:
    """All rows that hold something, and the words that are still to be settled."""

    rows: tuple[Judged, ...]
    unknown: Mapping[Field, Mapping[str, Unknown]] = field(default_factory=dict)

    @property
    def counts(self) -> dict[Verdict, int]:
        counted = Counter(row.verdict for row in self.rows)
        return {verdict: counted[verdict] for verdict in Verdict}

    def of(self, *verdicts: Verdict) -> list[Judged]:
        return [row for row in self.rows if row.verdict in verdicts]

    def new_names(self) -> dict[Field, dict[str, str]]:
        """The posts, reports, portfolios and boards that the new items need: field -> `plain` -> name."""
        found: dict[Field, dict[str, str]] = {}
        for row in self.of(Verdict.CREATE):
            for each in NAMES:
                named = row.values.get(each)
                if named is not None and named.pk is None:
                    found.setdefault(each, {}).setdefault(plain(named.name), named.name)
        return found


NAMES = (Field.REPORT, Field.OWNER, Field.PORTFOLIO, Field.BOARD)
_ENUMS: Mapping[Field, tuple[Mapping[str, Any], Any]] = {
    Field.KIND: (KINDS, Kind),
    Field.STATUS: (STATUSES, Status),
    Field.RAG: (RAGS, Rag),
}
_THING = {Field.REPORT: "report", Field.OWNER: "post", Field.PORTFOLIO: "portfolio", Field.BOARD: "board"}
# What a list may change of an item that is there: each has an act of its own that needs no more than the value.
CHANGEABLE = frozenset(
    {Field.KIND, Field.NUMBER, Field.THEME, Field.TITLE, Field.TEXT, Field.OWNER, Field.PORTFOLIO, Field.RAG}
    | {Field.TARGET_ON, Field.BOARD, Field.PROGRAMME, Field.RISK_REFERENCE, Field.RISK_RATING, Field.PROGRESS}
)
# Statuses in which an item may be added to a register that is in use: the others are reached there by acts.
ADDED_AS = frozenset({Status.AWAITING_ALLOCATION, Status.IN_PROGRESS, Status.FOR_INFORMATION})
_NO_CELL = -1
_NOBODY_HOLDS = (
    "The register is in use, and nobody holds the post of {}. Name another post, or have this one handed over first."
)
# It stands in addresses, where a stroke would part it, and must be no word that stands there already.
_REFERENCE = re.compile(r"(?=.*\d)[\w][\w .\-]*")


def judge(sheet: Sheet, plan: Plan, known: Known, on: date) -> JudgedList:
    """The verdict on every row below the headings that holds anything. `on` is the day of taking over."""
    judge_row = _Judge(plan, known, on)
    rows = [
        (number, row)
        for number, row in enumerate(sheet.rows)
        if number > plan.header and any(c is not None for c in row)
    ]
    judged = tuple(judge_row(number, row) for number, row in rows)
    return JudgedList(judged, judge_row.unknown())


class _Judge:
    """Judges the rows of one list in their order: the second of two rows for one item is refused."""

    def __init__(self, plan: Plan, known: Known, on: date) -> None:
        self._plan, self._known, self._on = plan, known, on
        self._columns = list(plan.columns.items())
        self._seen: dict[Key, int] = {}
        self._unknown: dict[Field, dict[str, list[Any]]] = {}
        self._understood: dict[tuple[Field, Cell], Any] = {}  # what comes again and again is worked out once

    def unknown(self) -> dict[Field, dict[str, Unknown]]:
        return {
            each: {key: Unknown(*parts) for key, parts in words.items()}
            for each, words in self._unknown.items()
            if words
        }

    def __call__(self, number: int, row: Row) -> Judged:
        self._faults: list[tuple[Field, str]] = []
        self._notes: list[str] = []
        stated: dict[Field, Any] = {}
        for each, column in self._columns:
            cell = row[column] if column < len(row) else None
            if cell is not None:
                self._read(each, cell, stated)
        item = self._place(number, stated)
        if item is None:
            self._complete(stated)
            changes: tuple[tuple[Field, Any, Any], ...] = ()
        else:
            self._fit(stated, item.values[Field.STATUS])
            changes = tuple(self._compare(stated, item))
        if self._faults:
            verdict = Verdict.REFUSE
        elif item is None:
            verdict = Verdict.CREATE
        else:
            verdict = Verdict.CHANGE if changes else Verdict.UNCHANGED
        refusals = tuple(self._refusal(number, each, sentence) for each, sentence in self._faults)
        return Judged(number + 1, verdict, stated, refusals, tuple(self._notes), item, changes)

    def _refusal(self, number: int, each: Field, sentence: str) -> Refusal:
        column = self._plan.columns.get(each, _NO_CELL)
        return Refusal(cell_name(number, column) if column >= 0 else f"Row {number + 1}", sentence)

    # One cell

    def _read(self, each: Field, cell: Cell, stated: dict[Field, Any]) -> None:
        understood = self._understood.get((each, cell))
        if understood is not None:
            stated[each] = understood
        elif isinstance(cell, CellFault):
            self._faults.append((each, f"The {_lower(each)} holds {cell}. Mend it in the list."))
        elif each in DATES:
            try:
                stated[each] = self._understood[each, cell] = read_day(
                    cell, self._plan.orders.get(each, Order.DAY_FIRST)
                )
            except ValueError as fault:
                self._faults.append((each, f"The {_lower(each)} {fault}."))
        elif words := text_of(cell):
            self._say(each, words, stated)
            if each in stated and (each in _ENUMS or each in NAMES) and isinstance(cell, str):
                self._understood[each, cell] = stated[each]

    def _say(self, each: Field, words: str, stated: dict[Field, Any]) -> None:
        if each in _ENUMS:
            self._choose(each, words, stated)
            return
        if each not in (Field.TEXT, Field.PROGRESS):
            words = " ".join(words.split())
        if len(words) > LONGEST.get(each, 100_000):
            said = f"The {_lower(each)} has {len(words)} letters, and there is room for {LONGEST[each]}. Shorten it."
            self._faults.append((each, said))
        elif each is Field.REFERENCE and not _REFERENCE.fullmatch(words):
            said = f"“{words}” cannot be a reference here: letters, a number, spaces and . _ - alone. Change it."
            self._faults.append((each, said))
        elif each in NAMES:
            self._name(each, words, stated)
        else:
            stated[each] = words

    def _choose(self, each: Field, words: str, stated: dict[Field, Any]) -> None:
        known, enum = _ENUMS[each]
        key = plain(words)
        kept = self._plan.words.get(each, {}).get(key)
        value = enum(kept) if kept is not None and kept in enum.values else known.get(key)
        why = ""
        if value is None:
            why = (
                f"“{shortened(words, 40)}” is not a word for the {_lower(each)} here. Say what it means, or change it."
            )
        elif value in STAND_ON_A_CLAIM:
            why = WHY_NOT_A_CLAIM.format(status=value.label) + "."
        elif value == Status.WITHDRAWN:
            why = f"{value.label}: {WHY_NOT_WITHDRAWN}."
        if why:
            self._count(each, key, words, why)
            self._faults.append((each, why))
        else:
            stated[each] = value

    def _name(self, each: Field, words: str, stated: dict[Field, Any]) -> None:
        key = plain(words)
        kept = self._plan.words.get(each, {}).get(key)
        named = self._known.names.get(each, {}).get(key)
        if named is None and kept and kept.isdecimal():
            named = next((one for one in self._known.names[each].values() if one and one.pk == int(kept)), None)
        if named is None and (kept == NEW or (self._plan.adds_names and key not in self._known.names.get(each, {}))):
            named = Named(words)
        if named is not None:
            stated[each] = named
            return
        thing = _THING[each]
        several = key in self._known.names.get(each, {})
        why = (
            f"Several of the {thing}s here are called “{shortened(words, 60)}”."
            if several
            else (f"There is no {thing} “{shortened(words, 60)}” here.")
        )
        why += f" Say which it is, or that it is to be added as a new {thing}."
        self._count(each, key, words, why)
        self._faults.append((each, why))

    def _count(self, each: Field, key: str, words: str, why: str) -> None:
        kept = self._unknown.setdefault(each, {}).setdefault(key, [words, 0, why])
        kept[1] += 1

    # The whole row

    def _place(self, number: int, stated: Mapping[Field, Any]) -> Item | None:
        """The item that the row is about, if the register holds it. Refuses the second row about one."""
        report = stated.get(Field.REPORT)
        keys = keys_of(
            stated.get(Field.REFERENCE, ""),
            None if report is None else report.pk or plain(report.name),
            stated.get(Field.NUMBER, ""),
            stated.get(Field.TITLE, ""),
            stated.get(Field.TEXT, ""),
        )
        item = next((self._known.items[key] for key in keys if key in self._known.items), None)
        mine: list[Key] = [("item", item.pk)] if item else keys[:1]
        for key in mine:
            first = self._seen.setdefault(key, number)
            if first != number:
                each = next(
                    (each for each in (Field.REFERENCE, Field.NUMBER, Field.TITLE, Field.TEXT) if each in stated),
                    Field.TITLE,
                )
                self._faults.append((each, f"Row {first + 1} is about the same item. Keep one of the two."))
        return item

    def _complete(self, stated: dict[Field, Any]) -> None:
        """What a new item needs."""
        faulty = {each for each, _sentence in self._faults}
        if Field.REPORT not in stated and Field.REPORT not in faulty:
            self._faults.append((Field.REPORT, "Say in which report it stands."))
        if not {Field.TITLE, Field.TEXT} & (stated.keys() | faulty):
            self._faults.append((Field.TITLE, "Give it a title or its text."))
        owner = stated.get(Field.OWNER)
        if Field.STATUS not in stated and Field.STATUS not in faulty:
            stated[Field.STATUS] = Status.IN_PROGRESS if owner else Status.AWAITING_ALLOCATION
        status = stated.get(Field.STATUS)
        if status is None:
            return
        self._fit(stated, status)
        self._faults += [fault for fault in self._needs(stated, status) if fault[0] not in faulty]

    def _needs(self, stated: dict[Field, Any], status: Status) -> Iterator[tuple[Field, str]]:
        owner, closed_on = stated.get(Field.OWNER), stated.get(Field.CLOSED_ON)
        if status in AT_WORK and owner is None:
            yield (
                Field.OWNER,
                f"An item that is {_lower_label(status)} has an owner. Name the post, or make it awaiting allocation.",
            )
        if owner is not None and status == Status.IN_PROGRESS and not self._is_held(owner):
            yield Field.OWNER, _NOBODY_HOLDS.format(owner)
        if owner is not None and status in OPEN and not self._portfolio(stated):
            yield Field.PORTFOLIO, "Say in which portfolio it is: its owner's post belongs to none."
        if status == Status.ON_HOLD and Field.REVIEW_ON not in stated:
            yield Field.REVIEW_ON, "An item on hold has a review date. Give it, like 31/3/2022."
        if status in CLOSED and closed_on is None:
            yield Field.CLOSED_ON, "Say on which day it was closed, like 31/3/2022."
        if closed_on is not None and closed_on > self._on:
            yield Field.CLOSED_ON, "The day on which it was closed is still to come."
        if status not in CLOSED and closed_on is not None:
            yield (
                Field.STATUS,
                f"It has a day on which it was closed, and is {_lower_label(status)}. Mend one of the two.",
            )
        if not self._known.is_empty and status not in ADDED_AS:
            yield (
                Field.STATUS,
                (
                    f"The register is in use, so an item is not added as {_lower_label(status)}. Add it as in "
                    "progress, and record there what was decided."
                ),
            )

    def _is_held(self, owner: Named) -> bool:
        """Whether the post can be given an item. An opening balance may name posts that are handed over later."""
        return self._known.is_empty or owner.pk in self._known.held

    def _portfolio(self, stated: dict[Field, Any]) -> Named | None:
        owner = stated.get(Field.OWNER)
        if Field.PORTFOLIO not in stated and owner is not None and owner.pk in self._known.portfolio_of:
            stated[Field.PORTFOLIO] = self._known.portfolio_of[owner.pk]
        return stated.get(Field.PORTFOLIO)

    def _fit(self, stated: dict[Field, Any], status: Status) -> None:
        """A RAG is kept where the status leaves a choice; elsewhere it is the status's own, and a note says so."""
        rag = stated.get(Field.RAG)
        if rag is None:
            return
        if status in AT_WORK:
            if rag not in (Rag.RED, Rag.AMBER, Rag.GREEN):
                said = f"An item that is {_lower_label(status)} is Red, Amber or Green, not {rag.label}."
                self._faults.append((Field.RAG, said))
            return
        own = {Status.AWAITING_ALLOCATION: Rag.GREY, Status.CLOSED_COMPLETE: Rag.BLUE}.get(status, Rag.NONE)
        if rag != own:
            self._notes.append(f"{rag.label} is not kept: an item that is {_lower_label(status)} has {_has(own)}.")
        del stated[Field.RAG]

    def _compare(self, stated: Mapping[Field, Any], item: Item) -> Iterator[tuple[Field, Any, Any]]:
        """What the row would change. A cell that is empty says nothing; what no list can change is refused."""
        for each, new in stated.items():
            old = item.values.get(each)
            if each == Field.PUBLISHED_ON or _same(old, new):
                continue
            if each is Field.OWNER and not self._is_held(new):
                self._faults.append((each, _NOBODY_HOLDS.format(new)))
            elif isinstance(new, Named) and new.pk is None:
                said = f"There is no {_THING[each]} “{new}” here yet. Add it on its own page first."
                self._faults.append((each, said))
            elif each in CHANGEABLE:
                yield each, old, new
            else:
                said = f"The register has another {_lower(each)} for {item.reference}. Change it on the item's page."
                self._faults.append((each, said))


def _same(old: Any, new: Any) -> bool:
    if isinstance(new, Named):
        return isinstance(old, Named) and new.pk is not None and old.pk == new.pk
    return bool((old or "") == (new or ""))


def _lower(each: Field) -> str:
    return each.value if each is Field.RAG else each.value.lower()


def _lower_label(status: Status) -> str:
    return status.label[:1].lower() + status.label[1:]


def _has(rag: Rag) -> str:
    return "no RAG" if rag == Rag.NONE else f"the RAG {rag.label}"


def refused_rows(judged: Iterable[Judged], rows: Sequence[Row], header: int) -> Iterator[list[Cell | str]]:
    """The refused rows as they stood, under their headings, each with why it was refused: to be mended and sent
    again."""
    heads = list(rows[header]) if header < len(rows) else []
    yield ["Why it was refused", *map(_shown, heads)]
    for row in judged:
        if row.verdict is Verdict.REFUSE:
            yield [" ".join(map(str, row.refusals)), *map(_shown, rows[row.number - 1])]


def _shown(cell: Cell) -> Cell | str:
    return str(cell) if isinstance(cell, CellFault) else cell
