"""How a paper ends: what the committee is asked, whom to ask, and what else to read."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace

from inspections.enums import PublicationKind
from reports.enums import SectionKind
from reports.paper.blocks import Block, Flow, KeyValue, KeyValueList, Link, paragraph, spans
from reports.paper.compose.peel import newest_peel
from reports.paper.compose.published import new_reports
from reports.paper.compose.review import reviewed_inspections
from reports.paper.compose.setting import Lacks, Setting
from reports.paper.data import Publication
from reports.paper.data.inspectorate import ANSWERS
from reports.paper.words import told_in


def note_line(setting: Setting) -> Iterator[Block]:
    yield paragraph("This report is for the information of the committee, which is asked to note its contents.")


def contact_officer(setting: Setting) -> Iterator[Block]:
    """Who answers for the paper: the post, and who held it at the cut-off."""
    contact = setting.data.paper.contact
    if contact is None:
        raise Lacks(
            "Choose the contact officer’s post in the paper’s settings; it must have been a post by the cut-off."
        )
    name = (KeyValue("Name", spans(contact.holder)),) if contact.holder else ()
    yield KeyValueList((*name, KeyValue("Title", spans(contact.post))))


def background_documents(setting: Setting) -> Iterator[Block]:
    """The publications that stand behind the paper, as links where the register knows their addresses."""
    documents = _told_of(setting)
    if not documents:
        yield paragraph("None.")
        return
    yield setting.listed([_entry(each) for each in documents])


def attachments(setting: Setting) -> Iterator[Block]:
    """The responses that were recorded in the period: they go to the committee with the paper."""
    documents = [
        each
        for each in setting.data.publications
        if each.kind is PublicationKind.RESPONSE and setting.data.period.holds(each.known_at)
    ]
    if documents:
        yield setting.listed([_entry(each) for each in documents])
    elif not (setting.section.before or setting.section.after):
        yield paragraph("None.")


def _told_of(setting: Setting) -> list[Publication]:
    """The publications that the paper tells of at length, section by section: those whose grades, story or closure it
    gives. One that is only named, in a list of what happened or of what is Red, is not a background to it."""
    told: dict[int, Publication] = {}
    for section in setting.data.paper.sections:
        if tells := _TELLS.get(section.kind):
            with suppress(Lacks):
                told |= {each.id: each for each in tells(replace(setting, section=section))}
    return list(told.values())


_TELLS: Mapping[SectionKind, Callable[[Setting], Iterable[Publication]]] = {
    SectionKind.PEEL_GRID: lambda setting: [newest_peel(setting)],
    SectionKind.AREA_SUMMARIES: lambda setting: [newest_peel(setting)],
    SectionKind.PEEL_FOLLOW_UP: lambda setting: [newest_peel(setting)],
    SectionKind.PUBLISHED_REPORTS: lambda setting: [each for _, new in new_reports(setting) for each in new],
    SectionKind.REPORTS_FOR_REVIEW: lambda setting: [
        each
        for inspection in reviewed_inspections(setting)
        for each in sorted(inspection.publications, key=lambda each: each.kind in ANSWERS)
    ],
}


def _entry(publication: Publication) -> Flow:
    title = Link(publication.title, publication.address) if publication.address else publication.title
    return (paragraph(title, "" if told_in(publication.title, publication.day) else f", {publication.day.worded()}"),)
