"""What becomes of each row of a list: a new item, a change, nothing, or a refusal with its cell."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from jac_tracker.sheets import Row, Sheet, cell_name
from jac_tracker.text import lower_first
from recommendations.enums import AT_WORK, CLOSED, EDITABLE, OPEN, Rag, Status
from recommendations.intake.cells import THINGS, CellReader, Fault
from recommendations.intake.columns import Field, as_subject, the
from recommendations.intake.known import Item, Key, Known, Named, keys_of
from recommendations.intake.plan import Plan
from recommendations.intake.verdicts import Judged, JudgedList, Refusal, Verdict
from recommendations.intake.words import plain

# What a list may change of an item that is there, and in which statuses: each has an act of its own that needs no more
# than the value.
CHANGEABLE: Mapping[Field, frozenset[Status]] = {
    **dict.fromkeys((Field.KIND, Field.NUMBER, Field.THEME, Field.TITLE, Field.TEXT), EDITABLE),
    **dict.fromkeys((Field.OWNER, Field.PORTFOLIO), OPEN),
    Field.RAG: AT_WORK,
    **dict.fromkeys((Field.TARGET_ON, Field.PROGRESS), OPEN),
    **dict.fromkeys((Field.BOARD, Field.PROGRAMME, Field.RISK_REFERENCE, Field.RISK_RATING), OPEN),
}
# Statuses in which an item may be added to a register that is in use: the others are reached there by acts.
ADDED_AS = frozenset({Status.AWAITING_ALLOCATION, Status.IN_PROGRESS, Status.FOR_INFORMATION})


def judge(sheet: Sheet, plan: Plan, known: Known, on: date) -> JudgedList:
    """The verdict on every row below the headings that holds anything. `on` is the day of taking over."""
    judge_row = _Judge(sheet, plan, known, on)
    rows = [
        (number, row)
        for number, row in enumerate(sheet.rows)
        if number > plan.header and any(c is not None for c in row)
    ]
    judged = tuple(judge_row(number, row) for number, row in rows)
    return JudgedList(judged, judge_row.cells.unknown())


class _Judge:
    """Judges the rows of one list in their order: the second of two rows for one item is refused."""

    def __init__(self, sheet: Sheet, plan: Plan, known: Known, on: date) -> None:
        self._plan, self._known, self._on = plan, known, on
        self._seen: dict[Key, int] = {}
        self.cells = CellReader(sheet, plan, known)

    def __call__(self, number: int, row: Row) -> Judged:
        stated, self._faults = self.cells.read(row)
        self._notes: list[str] = []
        item = self._place(number, stated)
        if item is None:
            self._complete(stated)
            changes: tuple[tuple[Field, Any, Any], ...] = ()
        else:
            self._fit(stated, item.values[Field.STATUS], item)
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
        column = self._plan.columns.get(each)
        return Refusal(f"Row {number + 1}" if column is None else cell_name(number, column), sentence)

    def _place(self, number: int, stated: Mapping[Field, Any]) -> Item | None:
        """The item that the row is about, if the register holds it. Refuses the second row about one."""
        report = stated.get(Field.REPORT)
        keys = keys_of(
            stated.get(Field.REFERENCE, ""),
            None if report is None else report.pk or plain(report.name),
            stated.get(Field.KIND, self._plan.kind),
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

    def _needs(self, stated: dict[Field, Any], status: Status) -> Iterator[Fault]:
        owner, closed_on = stated.get(Field.OWNER), stated.get(Field.CLOSED_ON)
        if status in AT_WORK and owner is None:
            said = f"An item that is {lower_first(status.label)} has an owner. Name the post, or make it awaiting"
            yield Field.OWNER, f"{said} allocation."
        if owner is not None and status == Status.AWAITING_ALLOCATION:
            yield Field.OWNER, "An item that is awaiting allocation has no owner. Leave it out, or make it in progress."
        elif owner is not None and (why_not := self._known.why_not_owner(owner)):
            yield Field.OWNER, why_not
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
                f"It has a day on which it was closed, and is {lower_first(status.label)}. Mend one of the two.",
            )
        if not self._known.is_empty and status not in ADDED_AS:
            yield (
                Field.STATUS,
                (
                    f"The register is in use, so an item is not added as {lower_first(status.label)}. Add it as in "
                    "progress, and record there what was decided."
                ),
            )

    def _portfolio(self, stated: dict[Field, Any]) -> Named | None:
        owner = stated.get(Field.OWNER)
        if Field.PORTFOLIO not in stated and owner is not None and owner.pk in self._known.portfolio_of:
            stated[Field.PORTFOLIO] = self._known.portfolio_of[owner.pk]
        return stated.get(Field.PORTFOLIO)

    def _fit(self, stated: dict[Field, Any], status: Status, item: Item | None = None) -> None:
        """What a status leaves no place for is not kept, and a note says so."""
        rag = stated.get(Field.RAG)
        if rag is not None and status in AT_WORK and rag not in (Rag.RED, Rag.AMBER, Rag.GREEN):
            said = f"An item that is {lower_first(status.label)} is Red, Amber or Green, not {rag.label}."
            self._faults.append((Field.RAG, said))
        own = {Status.AWAITING_ALLOCATION: Rag.GREY, Status.CLOSED_COMPLETE: Rag.BLUE}.get(status, Rag.NONE)
        has = {Field.RAG: "no RAG" if own == Rag.NONE else f"the RAG {own.label}"}
        held = item.values if item else {Field.RAG: own}
        for each in self._without_place(stated, status):
            value = stated.pop(each)
            if not _same(held.get(each), value):
                what = value.label if each is Field.RAG else as_subject(each)
                said = f"{what} is not kept: an item that is {lower_first(status.label)} has {has.get(each, 'none')}."
                self._notes.append(said)

    def _without_place(self, stated: Mapping[Field, Any], status: Status) -> list[Field]:
        fields = set()
        if status not in AT_WORK:
            fields.add(Field.RAG)
        if status != Status.ON_HOLD:
            fields.add(Field.REVIEW_ON)
        if not self._known.is_empty and status == Status.AWAITING_ALLOCATION and Field.OWNER not in stated:
            fields.add(Field.PORTFOLIO)
        if not self._known.is_empty and status == Status.FOR_INFORMATION:
            fields |= _NOT_FOR_INFORMATION
        return [each for each in stated if each in fields]

    def _compare(self, stated: Mapping[Field, Any], item: Item) -> Iterator[tuple[Field, Any, Any]]:
        """What the row would change. A cell that is empty says nothing; what no list can change is refused."""
        status = item.values[Field.STATUS]
        for each, new in stated.items():
            old = item.values.get(each)
            if each in (Field.REFERENCE, Field.PUBLISHED_ON) or _same(old, new):
                continue
            why_not = ""
            if each is Field.OWNER:
                why_not = self._known.why_not_owner(new)
            elif isinstance(new, Named) and new.pk is None:
                why_not = f"There is no {THINGS[each]} “{new}” here yet. Add it on its own page first."
            if each not in CHANGEABLE:
                name = lower_first(each.value)
                why_not = f"The register has another {name} for {item.reference}. Change it on the item's page."
            elif status not in CHANGEABLE[each]:
                why_not = f"{item.reference} is {lower_first(status.label)}, so {the(each)} is not changed any more."
            if why_not:
                self._faults.append((each, why_not))
            else:
                yield each, old, new


_NOT_FOR_INFORMATION = {Field.OWNER, Field.PORTFOLIO, Field.TARGET_ON, Field.BOARD, Field.PROGRAMME} | {
    Field.RISK_REFERENCE,
    Field.RISK_RATING,
    Field.PROGRESS,
}


def _same(old: Any, new: Any) -> bool:
    if isinstance(new, Named):
        return isinstance(old, Named) and new.pk is not None and old.pk == new.pk
    return bool((old or "") == (new or ""))
