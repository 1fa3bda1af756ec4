"""What the force must do."""

from dataclasses import dataclass
from datetime import date, datetime

from recommendations.enums import DeadlineKind, DecisionRoute, Kind, Rag, Status, TextSource


@dataclass(frozen=True)
class Deadline:
    """By when, as worded and as confirmed."""

    words: str
    kind: DeadlineKind
    on: date | None


@dataclass(frozen=True)
class Part:
    text: str
    is_ours: bool
    addressees: tuple[str, ...]
    deadline: Deadline


@dataclass(frozen=True)
class Decision:
    """How an item was closed. `at` is when that was recorded; `decided_on` is None where HMICFRS gave no day."""

    outcome: Status
    decided_on: date | None
    decided_by: str
    route: DecisionRoute
    document: str
    at: datetime


@dataclass(frozen=True)
class Update:
    """What may be told of an item's latest progress. In a public paper it is always cleared."""

    text: str
    happened_on: date
    is_cleared: bool


@dataclass(frozen=True)
class Item:
    """One thing the force was told to do. `owner` is a post's title, `portfolio` a portfolio's name."""

    id: int
    reference: str
    kind: Kind
    theme: str
    title: str
    text: str
    text_source: TextSource
    addressees: tuple[str, ...]
    publication_id: int
    cause_id: int | None
    deadline: Deadline
    parts: tuple[Part, ...]
    owner: str
    portfolio: str
    programme: str
    status: Status
    rag: Rag
    is_overdue: bool
    decision: Decision | None
    update: Update | None


@dataclass(frozen=True)
class Passage:
    """What happened to one item's place in the figures between two papers; no words of it.

    `before` is its status at the start of the period, None where it was not in the figures then; `now` likewise at the
    end. `moves` are the changes of status recorded in between, in order, each as the status before and after it.
    """

    before: Status | None
    now: Status | None
    moves: tuple[tuple[str, str], ...]
