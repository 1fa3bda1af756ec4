"""What the force must do."""

from dataclasses import dataclass, field
from datetime import date, datetime

from recommendations.enums import DeadlineKind, DecisionRoute, Kind, Rag, Status, TextSource
from reports.paper.data.changes import Path, Slip


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
    """Progress recorded on an item. In a public paper what is not cleared has no text: only that there was some."""

    text: str
    happened_on: date
    is_cleared: bool
    at: datetime
    id: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Item:
    """One thing the force was told to do; `update` is the latest that may be told of its progress.

    `owner` is a post's title, `portfolio` and `board` are names. `first_known_on` is the day its report was published,
    or the day it was registered where that is not known.
    """

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
    is_deadline_confirmed: bool
    parts: tuple[Part, ...]
    owner: str
    portfolio: str
    portfolio_id: int | None
    board: str
    hmicfrs_reference: str
    hmicfrs_status: str
    target_on: date | None
    first_known_on: date
    programme: str
    status: Status
    rag: Rag
    is_overdue: bool
    decision: Decision | None
    update: Update | None
    slips: tuple[Slip, ...]
    path: Path


@dataclass(frozen=True)
class Passage:
    """What happened to one item's place in the figures between two papers; no words of it.

    `before` is its status at the start of the period, None where it was not in the figures then; `now` likewise at the
    end. `moves` are the changes of status recorded in between, in order, each as the status before and after it.
    """

    before: Status | None
    now: Status | None
    moves: tuple[tuple[str, str], ...]
    item_id: int = field(default=0, compare=False)
