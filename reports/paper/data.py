"""What a paper is told: the register as at its cut-off, as plain frozen values.

Made by `gather` from what the paper's audience may see and nothing else: who composes a paper never meets a row that
must not be in it. Names are those of the cut-off.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from inspections.enums import (
    CauseScope,
    CountOf,
    GradingStanding,
    InspectionKind,
    MilestoneKind,
    OurPart,
    Phase,
    PublicationKind,
    ReplyKind,
    Stage,
    Standing,
)
from jac_tracker.dates import VagueDay, london_day
from recommendations.enums import DeadlineKind, DecisionRoute, Kind, Rag, Status, TextSource
from reports.enums import SectionKind
from reports.paper.blocks import Audience

# Whose register, and which paper


@dataclass(frozen=True)
class Period:
    """What was recorded after `since` and by `until`. Without a meeting before there is no start: all that is recorded.

    `previous_meeting_on` is the day of the meeting just before.
    """

    since: datetime | None
    until: datetime
    previous_meeting_on: date | None = None

    def holds(self, moment: datetime | None) -> bool:
        """Whether a moment falls in the period; no moment never does."""
        return moment is not None and moment <= self.until and (self.since is None or moment > self.since)


@dataclass(frozen=True)
class Owner:
    """The force whose register this is, and the committee its paper goes to."""

    force: str
    short_name: str
    policing_body: str
    committee: str
    committee_short_name: str


@dataclass(frozen=True)
class Contact:
    """The contact officer's post, and who held it at the cut-off, rank first; empty while nobody did."""

    post: str
    holder: str


@dataclass(frozen=True)
class SectionPlan:
    """A section as the officer laid it out."""

    id: int
    kind: SectionKind
    heading: str
    level: int
    is_numbered: bool
    options: Mapping[str, Any]
    before: str
    after: str

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


# What the inspectorate did


@dataclass(frozen=True)
class OtherForce:
    name: str
    note: str


@dataclass(frozen=True)
class Milestone:
    """`recorded_at` is when it was first recorded with this standing."""

    kind: MilestoneKind
    standing: Standing
    day: VagueDay
    recorded_at: datetime


@dataclass(frozen=True)
class Grade:
    name: str
    meaning: str


@dataclass(frozen=True)
class Framework:
    """`grades` stand best first."""

    id: int
    name: str
    cycle: str
    comparable_with: str
    note: str
    grades: tuple[Grade, ...]
    graded_areas: tuple[str, ...]


@dataclass(frozen=True)
class Grading:
    """`grade` is empty for an area that was not graded; `told_with` the id of the grading that tells of it too."""

    id: int
    area: str
    full_heading: str
    is_overall: bool
    standing: GradingStanding
    grade: str
    narrative: str
    told_with: int | None


@dataclass(frozen=True)
class Count:
    """What a report says it contains. `allocated_to` is a post's title, or empty."""

    of: CountOf
    number: int
    of_ours: int | None
    includes_soft: bool
    allocated_to: str


@dataclass(frozen=True)
class Reply:
    """A reply that somebody owes. `changed_at` is when anything about it was last recorded."""

    kind: ReplyKind
    owed_by: str
    owed_to: str
    due: VagueDay
    our_input_due_on: date | None
    our_input_sent_on: date | None
    published_on: date | None
    changed_at: datetime


@dataclass(frozen=True)
class Cause:
    """A cause of concern; `years` are those in which it was raised, the first first, along the chain of repeats."""

    id: int
    scope: CauseScope
    title: str
    text: str
    is_accelerated: bool
    years: tuple[int, ...]
    discharged_on: date | None


@dataclass(frozen=True)
class Publication:
    """`known_at` is the moment from which the register could tell of it: recorded, and not under embargo."""

    id: int
    inspection_id: int
    kind: PublicationKind
    title: str
    day: VagueDay
    address: str
    framework: Framework | None
    gradings: tuple[Grading, ...]
    counts: tuple[Count, ...]
    causes: tuple[Cause, ...]
    replies: tuple[Reply, ...]
    known_at: datetime

    @property
    def overall_grade(self) -> str:
        """The overall judgment, where the framework has one; of a framework with a single area, that one."""
        overall = [grading for grading in self.gradings if grading.is_overall]
        if not overall and len(self.gradings) == 1:
            overall = list(self.gradings)
        return overall[0].grade if overall else ""


@dataclass(frozen=True)
class Inspection:
    """`stage` is how far it had come on the day of the cut-off."""

    id: int
    kind: InspectionKind
    title: str
    short_title: str
    scope: str
    our_part: OurPart
    our_part_note: str
    lead_body: str
    joint_bodies: tuple[str, ...]
    complainant: str
    other_forces: tuple[OtherForce, ...]
    forces_count: int | None
    forces_note: str
    background: str
    found: str
    found_about_us: str
    good_practice: str
    next_steps: str
    force_response: str
    milestones: tuple[Milestone, ...]
    publications: tuple[Publication, ...]
    stage: Stage
    known_at: datetime

    def days(self, kind: MilestoneKind, standing: Standing) -> tuple[VagueDay, ...]:
        """The days recorded for a kind of milestone, in order of time."""
        return tuple(each.day for each in self.milestones if (each.kind, each.standing) == (kind, standing))


@dataclass(frozen=True)
class Monitoring:
    """HMICFRS's monitoring phase for our force, and its first day."""

    phase: Phase
    from_on: date


# What the force must do


@dataclass(frozen=True)
class Deadline:
    """By when, as worded and as confirmed."""

    words: str
    kind: DeadlineKind
    on: date | None


@dataclass(frozen=True)
class Part:
    letter: str
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
    number_in_report: str
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


@dataclass(frozen=True)
class PaperData:
    """All a paper is made from."""

    audience: Audience
    as_at: datetime
    period: Period
    owner: Owner
    paper: PaperPlan
    inspections: tuple[Inspection, ...]
    frameworks: tuple[Framework, ...]
    monitoring: Monitoring | None
    items: tuple[Item, ...]
    passages: tuple[Passage, ...]

    @property
    def on(self) -> date:
        """The day of the cut-off in London."""
        return london_day(self.as_at)

    @cached_property
    def publications(self) -> tuple[Publication, ...]:
        """Every publication, in order of time."""
        found = [publication for inspection in self.inspections for publication in inspection.publications]
        return tuple(sorted(found, key=lambda each: (each.day.sort_key, each.id)))

    @cached_property
    def publication(self) -> Mapping[int, Publication]:
        """Publications by number."""
        return {each.id: each for each in self.publications}

    @cached_property
    def inspection(self) -> Mapping[int, Inspection]:
        """Inspections by number."""
        return {each.id: each for each in self.inspections}

    @cached_property
    def causes(self) -> Mapping[int, Cause]:
        """Causes of concern by number."""
        return {cause.id: cause for publication in self.publications for cause in publication.causes}

    @cached_property
    def items_of(self) -> Mapping[int, tuple[Item, ...]]:
        """The items of each publication that has any, by its number, in the report's order."""
        found: dict[int, list[Item]] = {}
        for item in self.items:
            found.setdefault(item.publication_id, []).append(item)
        return {number: tuple(items) for number, items in found.items()}
