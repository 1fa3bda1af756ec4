"""Which column of a list is what: guessed from its headings and from what stands under them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Generic, TypeVar

from rapidfuzz import fuzz, process

from jac_tracker.sheets import Cell, Row, column_name
from jac_tracker.text import lower_first
from recommendations.intake.words import KINDS, RAGS, STATUSES, plain

ROWS_LOOKED_AT = 20  # for the headings: lists often have a title above them
CELLS_LOOKED_AT = 200  # of a column, for what stands in it
LIKE_ENOUGH = 86  # of 100, between a heading and one that we know

F = TypeVar("F", bound=Enum)


class Field(Enum):
    """What a column can hold, as the officer chooses it."""

    REFERENCE = "Our reference"
    REPORT = "Report"
    PUBLISHED_ON = "Date of the report"
    KIND = "Kind"
    NUMBER = "Number in the report"
    THEME = "Theme"
    TITLE = "Title"
    TEXT = "Text"
    PORTFOLIO = "Portfolio"
    OWNER = "Owner"
    STATUS = "Status"
    RAG = "RAG"
    DEADLINE_WORDS = "Deadline as worded"
    DEADLINE_ON = "Deadline"
    TARGET_ON = "Internal target"
    REVIEW_ON = "Review date"
    CLOSED_ON = "Date of closure"
    BOARD = "Governance board"
    PROGRAMME = "Programme"
    RISK_REFERENCE = "Risk register reference"
    RISK_RATING = "Risk rating"
    PROGRESS = "Latest progress"

    __hash__ = object.__hash__  # each is one of a kind; Enum's own takes a fifth of the time of judging a list


DATES = (Field.PUBLISHED_ON, Field.DEADLINE_ON, Field.TARGET_ON, Field.REVIEW_ON, Field.CLOSED_ON)
NAMES = (Field.REPORT, Field.OWNER, Field.PORTFOLIO, Field.BOARD)
NEEDED = ((Field.REPORT,), (Field.TITLE, Field.TEXT))  # one of each group
LONGEST = {
    Field.REFERENCE: 30,
    Field.REPORT: 120,
    Field.NUMBER: 30,
    Field.THEME: 150,
    Field.TITLE: 200,
    Field.TEXT: 20_000,
    Field.PORTFOLIO: 100,
    Field.OWNER: 120,
    Field.DEADLINE_WORDS: 300,
    Field.BOARD: 120,
    Field.PROGRAMME: 150,
    Field.RISK_REFERENCE: 40,
    Field.RISK_RATING: 40,
    Field.PROGRESS: 10_000,
}
"""How many letters the register has room for, as on its pages."""

_HEADINGS: dict[Field, tuple[str, ...]] = {
    Field.REFERENCE: ("reference", "ref", "our reference", "our ref", "force reference", "id", "unique id", "ref no",
                      "reference number", "item"),
    Field.REPORT: ("report", "inspection", "report title", "publication", "source", "inspection report", "report name",
                   "hmicfrs report", "inspection name", "hmicfrs inspection"),
    Field.PUBLISHED_ON: ("date of report", "report date", "published", "publication date", "date published",
                         "published on", "date of the report"),
    Field.KIND: ("kind", "type", "rec or afi", "category", "recommendation type", "type of recommendation"),
    Field.NUMBER: ("number in the report", "number", "no", "recommendation number", "rec no", "recommendation no",
                   "rec number", "number in report"),
    Field.THEME: ("theme", "area", "topic", "pillar", "question"),
    Field.TITLE: ("title", "short title", "summary", "headline", "subject", "short description"),
    Field.TEXT: ("text", "recommendation", "recommendation text", "wording", "full text", "full wording",
                 "description", "recommendation or afi", "full recommendation", "recommendation wording"),
    Field.PORTFOLIO: ("portfolio", "acc portfolio", "business area", "directorate", "department"),
    Field.OWNER: ("owner", "lead", "business lead", "action owner", "responsible officer", "force lead",
                  "recommendation owner", "owner post", "strategic lead", "delivery lead"),
    Field.STATUS: ("status", "current status", "progress status", "force status", "state", "position"),
    Field.RAG: ("rag", "rag status", "rag rating", "brag", "current rag", "delivery rag"),
    Field.DEADLINE_WORDS: ("deadline as worded", "timescale", "timescales", "deadline wording"),
    Field.DEADLINE_ON: ("deadline", "due", "due date", "hmicfrs deadline", "date due", "by when", "completion date",
                        "hmic deadline", "deadline date"),
    Field.TARGET_ON: ("internal target", "target", "target date", "internal deadline", "force target"),
    Field.REVIEW_ON: ("review date", "review on", "next review", "review"),
    Field.CLOSED_ON: ("closed", "closed on", "date closed", "closure date", "date of closure", "completed on"),
    Field.BOARD: ("board", "governance", "governance board", "oversight board"),
    Field.PROGRAMME: ("programme", "project", "program", "work stream", "workstream"),
    Field.RISK_REFERENCE: ("risk reference", "risk register reference", "risk register", "risk ref", "risk id"),
    Field.RISK_RATING: ("risk rating", "risk score", "risk", "risk level"),
    Field.PROGRESS: ("progress", "latest progress", "update", "latest update", "progress update", "comments",
                     "commentary", "current position", "narrative", "notes"),
}  # fmt: skip
KNOWN = {plain(heading): field for field, headings in _HEADINGS.items() for heading in headings}
BY_WORDS: dict[Field, Mapping[str, object]] = {Field.RAG: RAGS, Field.STATUS: STATUSES, Field.KIND: KINDS}
"""Fields whose column shows by its words alone."""


@dataclass(frozen=True)
class Guess(Generic[F]):
    """What the columns of a sheet are taken for: the row of the headings, and field -> column, counted from 0."""

    header: int
    columns: Mapping[F, int]


def guess(rows: Sequence[Row], known: Mapping[str, F], by_words: Mapping[F, Mapping[str, object]]) -> Guess[F]:
    """The best guess for a sheet, where `known` are `plain` headings, and `by_words` what fields hold that show by it.

    Each field and each column at most once; what is not guessed is left out.
    """
    numbers = range(min(len(rows), ROWS_LOOKED_AT))
    header = max(numbers, key=lambda number: _score(rows[number], known), default=0)
    columns = _by_headings(rows[header] if rows else (), known)
    for field, words in by_words.items():
        if field not in columns:
            taken = set(columns.values())
            width = max(map(len, rows[header : header + CELLS_LOOKED_AT]), default=0)
            found = (n for n in range(width) if n not in taken and _holds(rows, header, n, words))
            if (column := next(found, None)) is not None:
                columns[field] = column
    return Guess(header, columns)


def headings(rows: Sequence[Row], header: int) -> list[str]:
    """What each column is headed; "Column C" where it has no heading, and its letter beside one that comes twice."""
    row = rows[header] if header < len(rows) else ()
    width = max(map(len, rows[header : header + CELLS_LOOKED_AT]), default=len(row))
    named = [str(row[n]) if n < len(row) and row[n] is not None else "" for n in range(width)]
    counted = [plain(name) for name in named]
    for column, name in enumerate(named):
        if not name:
            named[column] = f"Column {column_name(column)}"
        elif counted.count(counted[column]) > 1:
            named[column] = f"{name} (column {column_name(column)})"
    return named


def _score(row: Row, known: Mapping[str, F]) -> tuple[int, int]:
    return len(_by_headings(row, known)), sum(isinstance(cell, str) for cell in row)


def _by_headings(row: Row, known: Mapping[str, F]) -> dict[F, int]:
    """Field -> column, the likeliest first; a heading that is known goes before one that is only like it."""
    likeness = sorted(_likeness(row, known), key=lambda each: (-each[0], each[2]))
    found: dict[F, int] = {}
    for _score_of, field, column in likeness:
        if field not in found and column not in found.values():
            found[field] = column
    return found


def _likeness(row: Row, known: Mapping[str, F]) -> Iterator[tuple[float, F, int]]:
    for column, cell in enumerate(row):
        heading = plain(cell) if isinstance(cell, str) and len(cell) <= 80 else ""
        if heading in known:
            yield 101, known[heading], column
        elif len(heading) > 3:
            like = process.extract(heading, list(known), scorer=fuzz.ratio, score_cutoff=LIKE_ENOUGH)
            yield from ((score, known[other], column) for other, score, _place in like)


def _holds(rows: Sequence[Row], header: int, column: int, words: Mapping[str, object]) -> bool:
    """Whether nearly all that stands in a column is one of the words."""
    cells = [row[column] for row in rows[header + 1 : header + 1 + CELLS_LOOKED_AT] if column < len(row)]
    texts = [plain(cell) for cell in cells if isinstance(cell, str)]
    return len(texts) >= 3 and sum(text in words for text in texts) >= 0.8 * len(cells)


def the(each: Enum) -> str:
    """What a column holds, inside a sentence: "the deadline", "our reference"."""
    name = lower_first(each.value)
    return name if name.startswith(("our ", "HMICFRS")) else f"the {name}"


def as_subject(each: Enum) -> str:
    """What a column holds, at the beginning of a sentence: "The deadline"."""
    name = the(each)
    return name[:1].upper() + name[1:]


def text_of(cell: Cell) -> str:
    """A cell as the text that it shows."""
    match cell:
        case str():
            return cell
        case None:
            return ""
        case bool():
            return "Yes" if cell else "No"
    return str(cell)
