"""What a file is made of."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

Value = str | int | float | bool | date | datetime | None
"""What a cell can hold. A moment knows its time zone; None and "" are an empty cell."""


class Of(Enum):
    """What a column holds, when it holds anything."""

    TEXT = "text"
    LONG_TEXT = "long text"
    DAY = "day"
    MOMENT = "moment"
    NUMBER = "number"
    ADDRESS = "address"


@dataclass(frozen=True)
class Column:
    """A column: its name for programs, its heading for people, and what it holds."""

    key: str
    heading: str
    of: Of = Of.TEXT


@dataclass(frozen=True)
class Table:
    """Rows to be written, once: they may be made while they are written. `about` tells of the whole, label and words.

    Each row has a value for each column.
    """

    title: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Value]]
    about: Sequence[tuple[str, str]] = ()
