"""Whose register it is, which paper, and which stretch of time it tells of."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from reports.enums import Matter, SectionKind


@dataclass(frozen=True)
class Period:
    """What was recorded after `since` and by `until`. Without a meeting before there is no start: all that is recorded.

    `previous_meeting_on` is the day of the meeting just before. `begun_at` is when the register was taken over from an
    earlier list, where that was in the period: what came with it is no news.
    """

    since: datetime | None
    until: datetime
    previous_meeting_on: date | None = None
    begun_at: datetime | None = None

    @property
    def of_items(self) -> "Period":
        """The stretch in which something can be told of items: not of the time before the register was taken over."""
        return replace(self, since=self.begun_at) if self.begun_at else self

    def holds(self, moment: datetime | None) -> bool:
        """Whether a moment falls in the period; no moment never does."""
        return moment is not None and moment <= self.until and (self.since is None or moment > self.since)


@dataclass(frozen=True)
class Owner:
    """The force whose register this is, and the committee its paper goes to."""

    force: str
    policing_body: str
    committee: str
    committee_short_name: str


@dataclass(frozen=True)
class Contact:
    """The contact officer's post, and who held it at the cut-off, rank first; empty while nobody did."""

    post: str
    holder: str


@dataclass(frozen=True)
class AddedRow:
    """What the officer added to what is told of one matter, in words of their own."""

    matter: Matter
    words: str


@dataclass(frozen=True)
class SectionPlan:
    """A section as the officer laid it out. `dropped` are the keys of the changes that were taken out of it."""

    id: int
    kind: SectionKind
    heading: str
    level: int
    is_numbered: bool
    options: Mapping[str, Any]
    before: str
    after: str
    dropped: frozenset[str] = frozenset()
    added: tuple[AddedRow, ...] = ()

    @property
    def name(self) -> str:
        """What a message calls it."""
        return self.heading or self.kind.label


@dataclass(frozen=True)
class PaperPlan:
    """The paper itself."""

    title: str
    agenda_item: str
    marking: str
    meeting_on: date
    contact: Contact | None
    sections: tuple[SectionPlan, ...]
    notice: str

    def shows(self, table: str) -> bool:
        """Whether a table or chart that is not in every paper was chosen for this one."""
        return any(table in section.options.get("tables", ()) for section in self.sections)
