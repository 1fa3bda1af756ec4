"""What the checks look at."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from recommendations.enums import OPEN
from reports.paper.blocks import Audience
from reports.paper.checks.finding import Mend, Where
from reports.paper.data import Item, PaperData, SectionPlan
from reports.paper.data.beside import Beside
from reports.paper.draft import Draft


@dataclass(frozen=True)
class Subject:
    """A paper put together for each audience, and what stands beside it."""

    drafts: Mapping[Audience, Draft]
    beside: Beside

    @property
    def public(self) -> Draft:
        return self.drafts[Audience.PUBLIC]

    @property
    def data(self) -> PaperData:
        """What the public paper was made from."""
        return self.public.data

    @cached_property
    def open_items(self) -> tuple[Item, ...]:
        """The open items that a paper may tell of, in the order of their references; counted here afresh."""
        return tuple(sorted((each for each in self.data.items if each.status in OPEN), key=lambda each: each.reference))


def in_section(plan: SectionPlan) -> Where:
    return Where(Mend.SECTION, plan.name, number=plan.id)


def of_item(mend: Mend, reference: str, number: int = 0) -> Where:
    return Where(mend, reference, number=number, reference=reference)
