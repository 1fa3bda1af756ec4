"""The reports that came out since the last meeting."""

from collections.abc import Iterator, Sequence

from reports.paper.blocks import Block, Flow, paragraph, strong
from reports.paper.compose.kinds import NAMES, plurals_of
from reports.paper.compose.report import report
from reports.paper.compose.setting import Setting
from reports.paper.data import Inspection, PaperData, Publication
from reports.paper.data.inspectorate import ANSWERS
from reports.paper.words import capitalised, counted, has_or_have, joined, when


def published_reports(setting: Setting) -> Iterator[Block]:
    """How many reports came out, which, and each in turn, publications of one inspection together."""
    found = new_reports(setting)
    if not found:
        of_kinds = f" of {plurals_of(setting.kinds)}" if setting.kinds else ""
        yield paragraph(f"{capitalised(setting.since_last)} no reports{of_kinds} have been published.")
        return
    yield from _list_of(setting, [publication for _, new in found for publication in new])
    for inspection, new in found:
        yield setting.heading(new[0].title if len(new) == 1 else inspection.title)
        yield from report(setting, inspection, new)


def new_reports(setting: Setting) -> list[tuple[Inspection, tuple[Publication, ...]]]:
    """The inspections with new publications that the section is to tell of, in its order."""
    found = [
        (inspection, new)
        for inspection in setting.data.inspections
        if setting.covers(inspection) and (new := new_publications(setting.data, inspection))
    ]
    if setting.chosen("order", "date") == "title":
        return sorted(found, key=lambda each: (each[0].title.casefold(), each[0].id))
    return sorted(found, key=lambda each: (each[1][0].day.sort_key, each[0].id))


def new_publications(data: PaperData, inspection: Inspection) -> tuple[Publication, ...]:
    """The publications, answers aside, that were out and that the register could first tell of in the period."""
    return tuple(each for each in inspection.publications if each.kind not in ANSWERS and each.came_out_in(data.period))


def _list_of(setting: Setting, publications: Sequence[Publication]) -> Iterator[Block]:
    """How many came out, and which; those out before the last meeting and only recorded since stand apart."""
    since = setting.data.period.previous_meeting_on
    late = [each for each in publications if since and each.day.latest and each.day.latest < since]
    fresh = [each for each in publications if each not in late]
    if fresh:
        words = f"{_counted(setting, fresh)} {has_or_have(len(fresh))} been published"
        is_alone = len(publications) == 1  # its heading follows at once
        yield paragraph(f"{capitalised(setting.since_last)}, {words}{'.' if is_alone else ':'}")
        if not is_alone:
            yield setting.listed([_entry(each) for each in fresh])
    if late:
        words = f"{counted(len(late), 'earlier report')} {has_or_have(len(late))} been recorded"
        yield paragraph(f"{capitalised(setting.since_last)}, {words}:")
        yield setting.listed([_entry(each) for each in late])


def _counted(setting: Setting, publications: Sequence[Publication]) -> str:
    """ "two reports"; where the section is limited to kinds, "one joint thematic inspection report"."""
    if not setting.kinds:
        return counted(len(publications), "report")
    kinds = [setting.data.inspection[each.inspection_id].kind for each in publications]
    return joined([counted(kinds.count(kind), f"{NAMES[kind]} report") for kind in NAMES if kind in kinds])


def _entry(publication: Publication) -> Flow:
    return (paragraph(strong(publication.title), f", published {when(publication.day)}"),)
