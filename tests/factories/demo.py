"""The demonstration as tests see it: drawn while it is replayed, stripped of what was written, and as plain words."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from inspections.enums import InspectionKind
from inspections.models import Inspection
from reports.enums import SectionKind
from reports.management.commands.load_demo import FIXTURES
from reports.management.replay import Act, acts_of
from reports.models import Paper, Section
from reports.paper.blocks import (
    Audience,
    Block,
    BulletList,
    Document,
    Flow,
    GradeGrid,
    Heading,
    KeyValueList,
    Note,
    NumberedList,
    Paragraph,
    Quote,
    Table,
    plain,
)
from reports.paper.build import build, draw
from reports.paper.data import Grading, PaperData
from reports.paper.faults import Fault
from reports.paper.measure import Figures
from reports.rules.options import TABLES

INDEX = FIXTURES / "demo.json"

Drawn = dict[date, Document]
Whole = dict[Audience, tuple[Document, Figures, tuple[Fault, ...]]]


def drawing_between_chapters(drawn: Drawn) -> Iterator[Act]:
    """The acts of the demonstration; each paper is drawn into `drawn` once its chapter has been replayed."""
    chapter = ""
    for act in acts_of(INDEX):
        if act.chapter != chapter:
            for paper in Paper.objects.filter(cut_off_at__isnull=False).exclude(meeting__held_on__in=drawn):
                drawn[paper.meeting.held_on] = public(paper)
        chapter = act.chapter
        yield act


def public(paper: Paper) -> Document:
    assert paper.cut_off_at is not None
    return build(paper, as_at=paper.cut_off_at, audience=Audience.PUBLIC)


def every_kind(paper: Paper) -> list[Section]:
    """A tree of every kind of section, each telling all it can."""
    everything: dict[SectionKind, dict[str, Any]] = {
        SectionKind.REGISTER_POSITION: {"tables": [name for name, _ in TABLES]},
        SectionKind.OPEN_ITEMS: {"columns": "all", "text": "full"},
        SectionKind.REPORTS_FOR_REVIEW: {"inspections": list(Inspection.objects.values_list("pk", flat=True))},
        SectionKind.KINDS_EXPLAINED: {"kinds": list(InspectionKind.values)},
    }
    return [
        Section(pk=place, paper=paper, position=place, kind=kind, heading=kind.label, options=everything.get(kind, {}))
        for place, kind in enumerate(SectionKind, 100_001)
    ]


def whole(paper: Paper, sections: Sequence[Section], as_at: datetime | None = None) -> Whole:
    """All that a paper can tell each audience as at its own cut-off, or another moment, with its figures."""
    moment = as_at or paper.cut_off_at
    assert moment is not None
    told = {audience: draw(paper, as_at=moment, audience=audience, sections=sections) for audience in Audience}
    return {audience: (draft.document, draft.figures, draft.faults) for audience, draft in told.items()}


def without_narrative(data: PaperData) -> PaperData:
    """The same facts, with every text that somebody wrote about them emptied."""
    sections = tuple(replace(each, before="", after="") for each in data.paper.sections)
    told = dict.fromkeys(("background", "found", "found_about_us", "good_practice", "next_steps", "force_response"), "")
    inspections = tuple(
        replace(
            inspection,
            **told,
            publications=tuple(
                replace(each, gradings=tuple(map(_without_summary, each.gradings))) for each in inspection.publications
            ),
        )
        for inspection in data.inspections
    )
    return replace(data, paper=replace(data.paper, sections=sections), inspections=inspections)


def _without_summary(grading: Grading) -> Grading:
    return replace(grading, narrative="")


def words_of(document: Document) -> str:
    """Every word of a document, on one line."""
    head = (document.body, document.agenda_line, document.committee, document.meeting_on, document.title)
    return " ".join([*head, *(word for block in document.blocks for word in _words(block))])


def _words(block: Block) -> Iterator[str]:
    match block:
        case Heading() | Paragraph():
            yield plain(block.spans)
        case BulletList() | NumberedList():
            for flow in block.items:
                yield from _flow_words(flow)
        case Quote() | Note():
            yield from _flow_words(block.blocks)
        case Table():
            yield block.caption
            yield from (plain(cell) for row in (*block.rows, block.foot) for cell in row)
        case GradeGrid():
            yield from (word for column in block.columns for word in (column.grade, *column.areas))
        case KeyValueList():
            yield from (f"{item.key} {plain(item.value)}" for item in block.items)
        case _:
            return


def _flow_words(flow: Flow) -> Iterator[str]:
    for block in flow:
        yield from _words(block)
