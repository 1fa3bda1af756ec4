"""What becomes of the rows of a list, and why: the outcome of a dry run."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from jac_tracker.sheets import Cell, CellFault, Sheet
from recommendations.intake.columns import NAMES, Field
from recommendations.intake.known import Item
from recommendations.intake.words import Unknown, plain, shortened


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


def refused_rows(judged: Iterable[Judged], sheet: Sheet, header: int) -> Iterator[list[Cell | str]]:
    """The refused rows as they stood, under their headings, each with why it was refused: to be mended and sent
    again."""
    why = f"Why it was refused in sheet {sheet.name}" if sheet.name else "Why it was refused"
    yield [why, *map(_shown, sheet.rows[header] if header < len(sheet.rows) else ())]
    for row in judged:
        if row.verdict is Verdict.REFUSE:
            yield [" ".join(map(str, row.refusals)), *map(_shown, sheet.rows[row.number - 1])]


def _shown(cell: Cell) -> Cell | str:
    return str(cell) if isinstance(cell, CellFault) else cell
