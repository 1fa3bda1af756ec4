"""What a paper is told: the register as at its cut-off, as plain frozen values.

Made by `gather` from what the paper's audience may see and nothing else: who composes a paper never meets a row that
must not be in it. Names are those of the cut-off.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from jac_tracker.dates import london_day
from reports.enums import Matter
from reports.paper.blocks import Audience
from reports.paper.data.changes import Change, OpenThen, Path, Slip, Step
from reports.paper.data.inspectorate import (
    Cause,
    Count,
    Framework,
    Grade,
    Grading,
    Inspection,
    Milestone,
    Monitoring,
    OtherForce,
    Publication,
    Reply,
)
from reports.paper.data.items import Deadline, Decision, Item, Part, Passage, Update
from reports.paper.data.plan import AddedRow, Contact, Owner, PaperPlan, Period, SectionPlan
from reports.paper.data.requests import Request

__all__ = [
    "AddedRow",
    "Cause",
    "Change",
    "Contact",
    "Count",
    "Deadline",
    "Decision",
    "Framework",
    "Grade",
    "Grading",
    "Inspection",
    "Item",
    "Matter",
    "Milestone",
    "Monitoring",
    "OpenThen",
    "OtherForce",
    "Owner",
    "PaperData",
    "PaperPlan",
    "Part",
    "Passage",
    "Path",
    "Period",
    "Publication",
    "Reply",
    "Request",
    "SectionPlan",
    "Slip",
    "Step",
    "Update",
]


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
    changes: tuple[Change, ...]
    open_then: tuple[OpenThen, ...]
    requests: tuple[Request, ...] = ()

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
    def item(self) -> Mapping[int, Item]:
        """Items by number."""
        return {each.id: each for each in self.items}

    @cached_property
    def inspection(self) -> Mapping[int, Inspection]:
        """Inspections by number."""
        return {each.id: each for each in self.inspections}

    def inspection_of(self, item: Item) -> Inspection:
        """The inspection that an item came of."""
        return self.inspection[self.publication[item.publication_id].inspection_id]

    @cached_property
    def ratings_moved(self) -> Mapping[int, Change]:
        """The change by which each item came or was rated anew in the period, by the item's number."""
        return {each.about: each for each in self.changes if each.matter in (Matter.NEW, Matter.RATED)}

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
