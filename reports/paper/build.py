"""From a paper to a document."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from time import perf_counter

from reports.models import Paper, RowChoice, Section
from reports.paper.blocks import Audience, Document
from reports.paper.compose import compose
from reports.paper.draft import Draft
from reports.paper.faults import PaperNotReady
from reports.paper.gather import gather
from reports.paper.measure import measure


@dataclass
class Stopwatch:
    """Milliseconds spent on each stage, in order."""

    stages: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        begun = perf_counter()
        yield
        self.stages[name] = self.stages.get(name, 0.0) + (perf_counter() - begun) * 1000


def draw(
    paper: Paper,
    *,
    as_at: datetime,
    audience: Audience,
    sections: Iterable[Section] | None = None,
    choices: Iterable[RowChoice] | None = None,
    watch: Stopwatch | None = None,
) -> Draft:
    """The paper as far as it can be put together, of its own sections and rows chosen unless others are given.

    Raises PaperNotReady where the register has no record from then.
    """
    watch = watch or Stopwatch()
    with watch.stage("gather"):
        data = gather(paper, as_at=as_at, audience=audience, sections=sections, choices=choices)
    with watch.stage("measure"):
        figures = measure(data)
    with watch.stage("compose"):
        composed = compose(data, figures)
    return Draft(data, figures, composed)


def build(paper: Paper, *, as_at: datetime, audience: Audience, watch: Stopwatch | None = None) -> Document:
    """The paper, fit to be rendered. Raises PaperNotReady where anything stands in its way."""
    draft = draw(paper, as_at=as_at, audience=audience, watch=watch)
    if draft.faults:
        raise PaperNotReady(draft.faults)
    return draft.document
