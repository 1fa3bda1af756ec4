"""What a reply is made of: frozen values, already limited to what may go out."""

from dataclasses import dataclass
from datetime import date

from jac_tracker.dates import VagueDay
from recommendations.enums import Kind, Status, TextSource
from reports.paper.data import Reply


@dataclass(frozen=True)
class ReplyPart:
    """A lettered part, with its deadline as the report words it."""

    letter: str
    text: str
    deadline: str
    deadline_on: date | None


@dataclass(frozen=True)
class Comment:
    """What the force says of an item, cleared to go out. `on` is the day that a wording for the committee tells of,
    which stands in where no comment has been cleared; None for a comment of the response's own."""

    text: str
    on: date | None = None

    @property
    def is_own(self) -> bool:
        return self.on is None


@dataclass(frozen=True)
class ReplyItem:
    """An item to reply to. `decided_on` is the day of the decision that closed it, None without one.

    `done` and `to_do` count its actions. `waits` says that a comment has been written which is not cleared.
    """

    reference: str
    kind: Kind
    number: str
    theme: str
    title: str
    text: str
    text_source: TextSource
    parts: tuple[ReplyPart, ...]
    addressees: tuple[str, ...]
    deadline: str
    deadline_on: date | None
    cause: int | None
    status: Status
    owner: str
    target_on: date | None
    decided_on: date | None
    done: int
    to_do: int
    comment: Comment | None
    waits: bool


@dataclass(frozen=True)
class ReplyCause:
    """A cause of concern of the report."""

    id: int
    title: str
    text: str
    discharged_on: date | None


@dataclass(frozen=True)
class ReplyData:
    """A report and the force's reply to it, as on a day. `body` is the local policing body."""

    force: str
    body: str
    title: str
    published: VagueDay
    duties: tuple[Reply, ...]
    causes: tuple[ReplyCause, ...]
    items: tuple[ReplyItem, ...]
    on: date
