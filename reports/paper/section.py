"""One section of a paper, drawn by itself as the paper would print it."""

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, replace
from datetime import datetime

from reports.enums import SectionKind
from reports.models import Paper, Section
from reports.paper.blocks import Audience, Blocks
from reports.paper.build import draw
from reports.paper.compose import compose

UNSAVED = 0  # stands for the key of a section that has none yet


@dataclass(frozen=True)
class SectionDraft:
    """A section as blocks, and what stands in its way."""

    blocks: Blocks
    faults: tuple[str, ...]


def draw_section(
    paper: Paper, sections: Sequence[Section], place: int, *, as_at: datetime, audience: Audience
) -> SectionDraft:
    """The section at `place` among the sections, which are the paper's own or as they might be.

    Where the register lacks what it tells of, the officer's words are drawn alone. Raises PaperNotReady where the
    register has no record from then.
    """
    shown = copy(sections[place])
    shown.pk = shown.pk or UNSAVED
    around = [*sections[:place], shown, *sections[place + 1 :]]
    draft = draw(paper, as_at=as_at, audience=audience, sections=around)
    data, composed = draft.data, draft.composed
    faults = tuple(fault.sentence for fault in composed.faults if fault.section_id == shown.pk)
    if faults and not composed.sections[place].blocks:
        plans = list(data.paper.sections)
        plans[place] = replace(plans[place], kind=SectionKind.NARRATIVE)
        words_alone = replace(data, paper=replace(data.paper, sections=tuple(plans)))
        composed = compose(words_alone, draft.figures)
    return SectionDraft(composed.sections[place].blocks, faults)
