"""What the inspectorate did."""

from dataclasses import dataclass
from datetime import date, datetime

from inspections.enums import (
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
from jac_tracker.dates import VagueDay, start_of_day
from reports.paper.data.plan import Period

# Fieldwork in another force's area is not an inspection of ours unless the officer asks for it.
PARTS_TAKEN = (OurPart.INSPECTED, OurPart.DATA_REQUEST, OurPart.VOLUNTARY)
SHOW_IT_HAPPENED = (MilestoneKind.FIELDWORK, MilestoneKind.HOT_DEBRIEF)
# What answers a report is not one.
ANSWERS = (PublicationKind.RESPONSE, PublicationKind.STATEMENT)


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
    """A reply that somebody owes. `changed_at` is when anything about it was last recorded.

    `recorded_at` is when it was first recorded, `sent_at` when it was recorded that our input had been sent, and
    `published_at` that the reply was out.
    """

    id: int
    kind: ReplyKind
    owed_by: str
    owed_to: str
    due: VagueDay
    our_input_due_on: date | None
    our_input_sent_on: date | None
    published_on: date | None
    changed_at: datetime
    recorded_at: datetime
    sent_at: datetime | None
    published_at: datetime | None


@dataclass(frozen=True)
class Cause:
    """A cause of concern; `years` are those in which it was raised, the first first, along the chain of repeats."""

    id: int
    title: str
    text: str
    is_accelerated: bool
    years: tuple[int, ...]


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
    def out_at(self) -> datetime:
        """The moment from which a paper could tell that it is out: known, and its day begun."""
        return max(self.known_at, start_of_day(self.day.earliest)) if self.day.earliest else self.known_at

    def came_out_in(self, period: Period) -> bool:
        """Whether a paper of the period tells of it as new: what came with the whole register is so by its own day."""
        if self.known_at != period.begun_at:
            return period.holds(self.out_at)
        begins = period.since or self.known_at
        own = start_of_day(self.day.earliest) if self.day.earliest else begins
        return begins < own <= period.until

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

    @property
    def happened(self) -> tuple[Milestone, ...]:
        """The fieldwork and debriefs that came to pass."""
        return tuple(
            each for each in self.milestones if each.kind in SHOW_IT_HAPPENED and each.standing is Standing.ACTUAL
        )

    @property
    def happened_at(self) -> datetime | None:
        """The moment from which the register could tell that it was under way: recorded, and not under embargo."""
        return min((max(each.recorded_at, self.known_at) for each in self.happened), default=None)


@dataclass(frozen=True)
class Monitoring:
    """HMICFRS's monitoring phase for our force, and its first day."""

    phase: Phase
    from_on: date
