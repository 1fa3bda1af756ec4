"""From a paper to a document."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from time import perf_counter

from jac_tracker.dates import worded_number
from recommendations.enums import SET_ASIDE
from reports.models import Paper, Section
from reports.paper.blocks import Audience, Document
from reports.paper.compose import Composed, compose
from reports.paper.compose.items import KINDS_COUNTED, NAMES_OF_COUNTS, expected_and_held
from reports.paper.data import PaperData
from reports.paper.faults import Fault, PaperNotReady
from reports.paper.gather import gather
from reports.paper.measure import Figures, measure
from reports.paper.words import counted


@dataclass
class Stopwatch:
    """Milliseconds spent on each stage, in order."""

    stages: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        begun = perf_counter()
        yield
        self.stages[name] = self.stages.get(name, 0.0) + (perf_counter() - begun) * 1000


@dataclass(frozen=True)
class Draft:
    """A paper put together, with its figures, what stands in its way, and what its officer may want to look at."""

    composed: Composed
    figures: Figures
    remarks: tuple[str, ...]

    @property
    def document(self) -> Document:
        return self.composed.document

    @property
    def faults(self) -> tuple[Fault, ...]:
        return self.composed.faults


def draw(
    paper: Paper,
    *,
    as_at: datetime,
    audience: Audience,
    sections: Iterable[Section] | None = None,
    watch: Stopwatch | None = None,
) -> Draft:
    """The paper as far as it can be put together, of its own sections unless others are given.

    Raises PaperNotReady where the register has no record from then.
    """
    watch = watch or Stopwatch()
    with watch.stage("gather"):
        data = gather(paper, as_at=as_at, audience=audience, sections=sections)
    with watch.stage("measure"):
        figures = measure(data)
    with watch.stage("compose"):
        composed = compose(data, figures)
    return Draft(composed, figures, tuple(_remarks(data, figures)))


def build(paper: Paper, *, as_at: datetime, audience: Audience, watch: Stopwatch | None = None) -> Document:
    """The paper, fit to be rendered. Raises PaperNotReady where anything stands in its way."""
    draft = draw(paper, as_at=as_at, audience=audience, watch=watch)
    if draft.faults:
        raise PaperNotReady(draft.faults)
    return draft.document


def _remarks(data: PaperData, figures: Figures) -> Iterator[str]:
    """Where the register and the reports disagree; the paper can be made all the same."""
    if not figures.balance.adds_up:
        yield "The movement since the last meeting does not add up to the number of open items."
    for publication in data.publications:
        items = [item for item in data.items_of.get(publication.id, ()) if item.status not in SET_ASIDE]
        for count in publication.counts:
            expected, held = expected_and_held(count, items)
            if count.of in KINDS_COUNTED and expected != held:
                said = counted(expected, *NAMES_OF_COUNTS[count.of])
                ours = worded_number(held) if held else "none"
                yield f"“{publication.title}” has {said} for the force; the register holds {ours}."
