"""Puts a paper together: its masthead, its sections in order, their numbers, and the key to the ratings."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from jac_tracker.dates import worded_day
from reports.enums import SectionKind
from reports.paper.blocks import Block, Blocks, Document, heading
from reports.paper.compose import (
    appendix,
    closing,
    inspections,
    kinds,
    peel,
    position,
    published,
    register,
    replies,
    requests,
    review,
    since,
)
from reports.paper.compose.setting import Lacks, Setting, typed
from reports.paper.data import PaperData, SectionPlan
from reports.paper.faults import Fault
from reports.paper.measure import Figures
from reports.paper.structure import errors
from reports.rules.tree import Place, numbers

Composer = Callable[[Setting], Iterable[Block]]


def _nothing(setting: Setting) -> Iterable[Block]:
    return ()


COMPOSERS: Mapping[SectionKind, Composer] = {
    SectionKind.NARRATIVE: _nothing,
    SectionKind.PEEL_POSITION: peel.peel_position,
    SectionKind.PEEL_GRID: peel.peel_grid,
    SectionKind.AREA_SUMMARIES: peel.area_summaries,
    SectionKind.PEEL_FOLLOW_UP: peel.peel_follow_up,
    SectionKind.SINCE: since.since_last_meeting,
    SectionKind.KINDS_EXPLAINED: kinds.kinds_explained,
    SectionKind.INSPECTIONS_SINCE: inspections.inspections_since,
    SectionKind.NOTIFIED: inspections.notified,
    SectionKind.PUBLISHED_REPORTS: published.published_reports,
    SectionKind.REGISTER_POSITION: position.register_position,
    SectionKind.OUTSTANDING_RED: register.outstanding_red,
    SectionKind.REPORTS_FOR_REVIEW: review.reports_for_review,
    SectionKind.REPLIES_DUE: replies.replies_due,
    SectionKind.COMMITTEE_REQUESTS: requests.committee_requests,
    SectionKind.NOTE_LINE: closing.note_line,
    SectionKind.CONTACT_OFFICER: closing.contact_officer,
    SectionKind.BACKGROUND_DOCUMENTS: closing.background_documents,
    SectionKind.ATTACHMENTS: closing.attachments,
    SectionKind.OPEN_ITEMS: appendix.open_items_appendix,
}

# The key to the ratings follows the first section that prints any, else the last that speaks of them.
PRINT_RATINGS = frozenset(
    {SectionKind.SINCE, SectionKind.REGISTER_POSITION, SectionKind.OUTSTANDING_RED, SectionKind.OPEN_ITEMS}
)
SPEAK_OF_RATINGS = frozenset({SectionKind.PEEL_POSITION, SectionKind.PEEL_FOLLOW_UP})


@dataclass(frozen=True)
class ComposedSection:
    """A section as blocks, its heading among them. `body` are those that are the app's own and nobody's narrative."""

    plan: SectionPlan
    blocks: Blocks
    body: Blocks


@dataclass(frozen=True)
class Composed:
    """A paper put together, and what stands in the way of making files of it; a faulty section is left out of it."""

    document: Document
    sections: tuple[ComposedSection, ...]
    faults: tuple[Fault, ...]


def compose(data: PaperData, figures: Figures) -> Composed:
    """The paper in words. It never fails: what a section lacks is a fault, told with the section."""
    sections, faults = [], []
    if not data.paper.sections:
        faults.append(Fault("The paper has no sections. Add one."))
    key_after = _key_after(data.paper.sections)
    for plan, number in _numbered(data.paper.sections):
        blocks: Blocks = ()
        body: Blocks = ()
        try:
            body = tuple(_body(data, figures, plan))
            blocks = (*_lead(plan, number), *body, *typed(plan.after))
        except Lacks as lack:
            faults.append(Fault(str(lack), plan.id, plan.name))
        if plan.id == key_after:
            blocks += register.rag_key_blocks()
        sections.append(ComposedSection(plan, blocks, body))
    document = _masthead(data, tuple(block for section in sections for block in section.blocks))
    return Composed(document, tuple(sections), (*faults, *_structural(document, sections)))


def _key_after(plans: Sequence[SectionPlan]) -> int | None:
    """The section that the key to the ratings follows."""
    printing = [plan.id for plan in plans if plan.kind in PRINT_RATINGS]
    speaking = [plan.id for plan in plans if plan.kind in SPEAK_OF_RATINGS]
    return printing[0] if printing else speaking[-1] if speaking else None


def _lead(plan: SectionPlan, number: str) -> Iterator[Block]:
    if plan.heading:
        yield heading(plan.level, plan.heading, number)
    yield from typed(plan.before)


def _body(data: PaperData, figures: Figures, plan: SectionPlan) -> Iterable[Block]:
    # A section without a heading goes on under the one before it, so that headings inside it lie below that one's.
    inside = plan.level + 1 if plan.heading else max(plan.level, 2)
    return COMPOSERS[plan.kind](Setting(data, figures, plan, inside))


def _numbered(plans: Sequence[SectionPlan]) -> Iterator[tuple[SectionPlan, str]]:
    places = [Place(plan.level, bool(plan.heading), plan.is_numbered) for plan in plans]
    return zip(plans, numbers(places), strict=True)


def _masthead(data: PaperData, blocks: Blocks) -> Document:
    return Document(
        title=data.paper.title,
        force=data.owner.force,
        committee=data.owner.committee,
        meeting_on=worded_day(data.paper.meeting_on),
        blocks=blocks,
        body=data.owner.policing_body,
        agenda_item=data.paper.agenda_item,
        marking=data.paper.marking,
        notice=data.paper.notice,
        audience=data.audience,
    )


def _structural(document: Document, sections: Sequence[ComposedSection]) -> Iterator[Fault]:
    """What the structure check says, each with the section whose blocks bring it about."""
    whole = errors(document)
    if not whole:
        return
    told: Counter[str] = Counter(errors(replace(document, blocks=())))
    yield from map(Fault, told.elements())
    so_far: Blocks = ()
    for section in sections:
        so_far += section.blocks
        found = Counter(errors(replace(document, blocks=so_far)))
        for sentence in (found - told).elements():
            yield Fault(sentence, section.plan.id, section.plan.name)
        told = found
