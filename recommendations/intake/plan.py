"""How a list is to be read: what the officer settled, kept so that the next list of the same source begins with it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Any, ClassVar, Generic, Self, TypeVar

from jac_tracker.sheets import Cell, Row, Sheet, Workbook
from recommendations.enums import IntakePurpose, Kind, TextSource
from recommendations.intake.columns import BY_WORDS, DATES, KNOWN, NEEDED, Field, Guess, guess, headings, the
from recommendations.intake.days import Order, order_of
from recommendations.intake.words import plain

NEW = "new"
"""What a word for a post, report, portfolio or board comes to where it is to be entered as a new one."""

F = TypeVar("F", bound=Enum)


@dataclass(frozen=True)
class ListPlan(Generic[F]):
    """What was settled about a list: headings in row `header`, field -> column (both from 0), the order of the days of
    a field, and field -> `plain` word -> what it comes to. `said` is what an officer said of each `plain` heading: the
    name of a field, or "" for none.

    Each kind of list has its own fields: which of them hold days, one of which groups is needed, by which `plain`
    headings they are known, and which show by the words in their column.
    """

    purpose: ClassVar[IntakePurpose]
    fields: ClassVar[type[Enum]]
    dates: ClassVar[tuple[Any, ...]]
    needed: ClassVar[tuple[tuple[Any, ...], ...]]
    known: ClassVar[Mapping[str, Any]]
    by_words: ClassVar[Mapping[Any, Mapping[str, object]]]

    header: int = 0
    columns: Mapping[F, int] = field(default_factory=dict)
    orders: Mapping[F, Order] = field(default_factory=dict)
    words: Mapping[F, Mapping[str, str]] = field(default_factory=dict)
    said: Mapping[str, str] = field(default_factory=dict)

    def guess(self, rows: Sequence[Row]) -> Guess[F]:
        """Which row holds the headings, and which column what: as was said of its heading, or as it looks."""
        fields: Mapping[str, Any] = self.fields.__members__
        known = {heading: fields[name] for heading, name in self.said.items() if name in fields}
        found = guess(rows, {**self.known, **known}, self.by_words)
        names = [plain(name) for name in headings(rows, found.header)]
        said = {known[name]: column for column, name in enumerate(names) if name in known}
        looks = {each: n for each, n in found.columns.items() if each not in said and names[n] not in self.said}
        return Guess(found.header, {**looks, **said})

    def fitted_to(self, workbook: Workbook) -> tuple[Sheet, Self]:
        """The sheet that looks most like such a list, and how it may be read: as settled here, where that fits."""
        guesses = [(self.guess(sheet.rows), sheet) for sheet in workbook.filled]
        best, sheet = max(guesses, key=lambda pair: len(pair[0].columns))
        return sheet, replace(self, header=best.header, columns=best.columns)

    def begun_at(self, sheet: Sheet, header: int) -> Self:
        """For another sheet, or another row of headings: what the columns hold is guessed anew."""
        guessed = self.guess(sheet.rows[header:])
        return replace(self, header=header, columns=guessed.columns if guessed.header == 0 else {})

    def with_columns(self, columns: Mapping[F, int], sheet: Sheet) -> Self:
        """With what was said of every column of a sheet."""
        fields = {column: each.name for each, column in columns.items()}
        names = headings(sheet.rows, self.header)
        said = {plain(name): fields.get(column, "") for column, name in enumerate(names)}
        return replace(self, columns=columns, said={**self.said, **said})

    def with_words(self, orders: Mapping[F, Order], words: Mapping[F, Mapping[str, str]]) -> Self:
        """With what was settled beside what was settled before."""
        both = {each: {**self.words.get(each, {}), **words.get(each, {})} for each in {*self.words, *words}}
        return replace(self, orders={**self.orders, **orders}, words=both)

    def wanting(self) -> list[str]:
        """Sentences that say which columns are still to be said. Empty means that the list can be read."""
        return [
            f"Say which column holds {' or '.join(map(the, group))}."
            for group in self.needed
            if self.columns.keys().isdisjoint(group)
        ]

    def days_in(self, sheet: Sheet) -> Iterator[tuple[F, list[Cell]]]:
        """The columns of days that are there, each with its cells below the headings."""
        for each in self.dates:
            if each in self.columns:
                column = self.columns[each]
                yield each, [row[column] for row in sheet.rows[self.header + 1 :] if column < len(row)]

    def orders_in(self, sheet: Sheet) -> dict[F, Order]:
        """How the days of each column are read: as they show by themselves, else as settled. None for the others."""
        orders = {each: order_of(cells, self.orders.get(each)) for each, cells in self.days_in(sheet)}
        return {each: order for each, order in orders.items() if order is not None}

    def as_json(self) -> dict[str, Any]:
        return {
            "header": self.header,
            "columns": {each.name: column for each, column in self.columns.items()},
            "orders": {each.name: order.name for each, order in self.orders.items()},
            "words": {each.name: dict(words) for each, words in self.words.items()},
            "said": dict(self.said),
        }

    @classmethod
    def of_json(cls, kept: Mapping[str, Any]) -> Self:
        """What `as_json` gave, as far as it is still known; of an empty one, a plan that settles nothing."""
        return cls(**cls._values_of(kept))

    @classmethod
    def _values_of(cls, kept: Mapping[str, Any]) -> dict[str, Any]:
        def by_field(name: str) -> dict[Any, Any]:
            fields = cls.fields.__members__
            return {fields[each]: value for each, value in kept.get(name, {}).items() if each in fields}

        return {
            "header": int(kept.get("header", 0)),
            "columns": by_field("columns"),
            "orders": {each: Order[order] for each, order in by_field("orders").items()},
            "words": by_field("words"),
            "said": dict(kept.get("said", {})),
        }


@dataclass(frozen=True)
class Plan(ListPlan[Field]):
    """How a register is read that is to be taken over. A word comes to a value of its enum, the number of a row, or
    NEW."""

    purpose = IntakePurpose.TAKE_OVER
    fields = Field
    dates = DATES
    needed = NEEDED
    known = KNOWN
    by_words = BY_WORDS

    text_source: TextSource = TextSource.SUMMARY
    kind: Kind = Kind.RECOMMENDATION  # where no column says it
    adds_names: bool = False  # every unknown post, report, portfolio and board becomes a new one

    def as_json(self) -> dict[str, Any]:
        more = {"text_source": str(self.text_source), "kind": str(self.kind), "adds_names": self.adds_names}
        return super().as_json() | more

    @classmethod
    def _values_of(cls, kept: Mapping[str, Any]) -> dict[str, Any]:
        return super()._values_of(kept) | {
            "text_source": TextSource(kept.get("text_source", TextSource.SUMMARY)),
            "kind": Kind(kept.get("kind", Kind.RECOMMENDATION)),
            "adds_names": bool(kept.get("adds_names", False)),
        }
