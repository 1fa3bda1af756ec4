"""What a file is made of."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

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
    """A column: its name for programs, its heading for people, what it holds, and what it reads of a thing that is
    listed. One that says nothing of that reads the attribute of its name."""

    key: str
    heading: str
    of: Of = Of.TEXT
    read: Callable[[Any], Value] | None = None

    def value_of(self, thing: Any) -> Value:
        value: Value = self.read(thing) if self.read else getattr(thing, self.key)
        return value


@dataclass(frozen=True)
class Table:
    """Rows to be written, once: they may be made while they are written. `about` tells of the whole, label and words.

    Each row has a value for each column.
    """

    title: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Value]]
    about: Sequence[tuple[str, str]] = ()

    @classmethod
    def of(
        cls,
        title: str,
        columns: Sequence[Column],
        things: Iterable[Any],
        about: Sequence[tuple[str, str]] = (),
    ) -> "Table":
        """A row for each thing, with what each column reads of it."""
        return cls(title, columns, ([column.value_of(thing) for column in columns] for thing in things), about)
