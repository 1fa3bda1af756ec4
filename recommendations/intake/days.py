"""Days in a list, which spreadsheets keep as days, as text, or as text in one of two orders."""

import re
from calendar import month_name
from collections.abc import Iterable
from datetime import date, datetime
from enum import Enum

from jac_tracker.dates import read_vague_day
from jac_tracker.sheets import Cell, CellFault

EARLIEST, LATEST = date(1990, 1, 1), date(2100, 12, 31)
_FIGURES = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4}|\d{2})(?:[ T].*)?")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[ T].*)?")


class Order(Enum):
    """Which comes first where a day is written in figures."""

    DAY_FIRST = "Day first, as in 31/3/2022"
    MONTH_FIRST = "Month first, as in 3/31/2022"


class Evidence(Enum):
    """What a column says of its own order."""

    DAY_FIRST = "Every day in it can only be read day first."
    MONTH_FIRST = "Every day in it can only be read month first."
    EITHER = "It can be read both ways: say which is right."
    BOTH = "Some can only be read day first, others only month first: mend it in the list."
    NONE = "No day in it depends on the order."


def evidence_of(cells: Iterable[Cell]) -> Evidence:
    """What the cells of one column say of the order of their days."""
    is_open = day_first = month_first = False
    for cell in cells:
        over = _over_twelve(cell)
        day_first |= over == (True, False)
        month_first |= over == (False, True)
        is_open |= over == (False, False)
    if day_first and month_first:
        return Evidence.BOTH
    if day_first or month_first:
        return Evidence.DAY_FIRST if day_first else Evidence.MONTH_FIRST
    return Evidence.EITHER if is_open else Evidence.NONE


def _over_twelve(cell: Cell) -> tuple[bool, bool] | None:
    """Whether the first and the second figure of a day can be no month; None for what is no day in two figures."""
    figures = _FIGURES.fullmatch(cell.strip()) if isinstance(cell, str) else None
    if figures is None or figures[1] == figures[2]:
        return None
    return int(figures[1]) > 12, int(figures[2]) > 12


def read_both_ways(cells: Iterable[Cell]) -> list[str]:
    """The days that can be read both ways, as they are written, each once."""
    return list(dict.fromkeys(str(cell).strip() for cell in cells if _over_twelve(cell) == (False, False)))


def order_of(cells: Iterable[Cell], said: Order | None) -> Order | None:
    """How the days of a column are read: as it shows by itself, else as was said of it. None where neither settles it,
    or some of them can only be read the one way and some only the other."""
    match evidence_of(cells):
        case Evidence.DAY_FIRST:
            return Order.DAY_FIRST
        case Evidence.MONTH_FIRST:
            return Order.MONTH_FIRST
        case Evidence.BOTH:
            return None
    return said


def read_day(cell: Cell, order: Order | None) -> date | None:
    """The day in a cell; None in an empty one. ValueError, with what would be right, for anything else.

    Without an order, only what can be read in one way alone. Words are read as everywhere here: "31 March 2022". A
    month or a quarter is no day, and the sentence says so.
    """
    match cell:
        case None:
            return None
        case datetime():
            return _in_bounds(cell.date())
        case date():
            return _in_bounds(cell)
        case str():
            return _in_bounds(_of_text(cell.strip(), order))
        case CellFault():
            raise ValueError(f"holds {cell}; it should hold a day, like 31/3/2022")
    raise ValueError(f"holds the number {cell}, not a day; format the column as a date, or write 31/3/2022")


def _of_text(text: str, order: Order | None) -> date:
    if figures := _ISO.fullmatch(text):
        year, month, day = (int(part) for part in figures.groups())
    elif figures := _FIGURES.fullmatch(text):
        first, second, year = (int(part) for part in figures.groups())
        year += 2000 if year < 100 else 0
        if order is None:
            order = _only_order(text, first, second, year)
        day, month = (first, second) if order is Order.DAY_FIRST else (second, first)
    else:
        return _of_words(text)
    try:
        return date(year, month, day)
    except ValueError as error:
        way = "day first; it should be like 31/3/2022" if order is Order.DAY_FIRST else "month first, like 3/31/2022"
        raise ValueError(f"holds “{text[:40]}”, which is no day read {way}") from error


def _only_order(text: str, first: int, second: int, year: int) -> Order:
    """The one order in which a day can be read. ValueError where it can be read in both, and means two days."""
    if first == second or max(first, second) > 12:
        return Order.MONTH_FIRST if first <= 12 < second else Order.DAY_FIRST
    days = f"{first} {month_name[second]} or {second} {month_name[first]} {year}"
    raise ValueError(f"holds “{text[:40]}”, which could be {days}; write the month as a word")


def _of_words(text: str) -> date:
    try:
        vague = read_vague_day(text, around=date(2020, 1, 1))
    except ValueError:
        vague = None
    if vague is None or vague.earliest is None or vague.earliest != vague.latest or not re.search(r"\d{4}", text):
        raise ValueError(f"holds “{text[:40]}”, which is not one day; it should be like 31/3/2022")
    return vague.earliest


def _in_bounds(day: date) -> date:
    if not EARLIEST <= day <= LATEST:
        raise ValueError(f"holds the year {day.year}; it should be from {EARLIEST.year} to {LATEST.year}")
    return day
