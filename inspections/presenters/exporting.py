"""The lists of this app as a file or a program has them."""

from collections.abc import Iterable, Iterator
from datetime import date

from inspections.models import CauseOfConcern, Grading, Inspection, Publication
from inspections.presenters.forward import Month
from inspections.presenters.listing import inspection_rows
from jac_tracker.sheets.writing import Column, Of, Value

INSPECTIONS = (
    Column("short_title", "Inspection", Of.LONG_TEXT),
    Column("kind", "Kind"),
    Column("our_part", "Our part"),
    Column("stage", "Stage"),
    Column("when", "Date"),
    Column("title", "Full title", Of.LONG_TEXT),
    Column("scope", "Place or scope"),
    Column("embargoed", "Embargoed"),
    Column("address", "Address", Of.ADDRESS),
)
COMING = (
    Column("month", "Month"),
    Column("when", "When"),
    Column("inspection", "Inspection", Of.LONG_TEXT),
    Column("what", "What"),
    Column("our_part", "Our part"),
    Column("note", "Note", Of.LONG_TEXT),
    Column("embargoed", "Embargoed"),
    Column("address", "Address", Of.ADDRESS),
)
PHASES = (
    Column("from_on", "From", Of.DAY),
    Column("phase", "Phase", read=lambda phase: phase.get_phase_display()),
    Column("note", "Note", Of.LONG_TEXT),
)
# Of a framework with its numbers of grades and areas.
FRAMEWORKS = (
    Column("name", "Framework", Of.LONG_TEXT),
    Column("cycle", "Cycle"),
    Column("grades_count", "Grades", Of.NUMBER),
    Column("areas_count", "Areas", Of.NUMBER),
    Column("comparable_with", "Comparability group"),
)


def inspection_values(inspections: Iterable[Inspection], on: date, site: str = "") -> Iterator[tuple[Value, ...]]:
    """A row of `INSPECTIONS`' values for each; needs milestones and publications fetched."""
    for row in inspection_rows(inspections, on):
        inspection = row.inspection
        yield (
            inspection.short_title,
            inspection.get_kind_display(),
            inspection.get_our_part_display(),
            row.stage.label,
            row.when,
            inspection.title,
            inspection.scope,
            _yes_or_no(inspection.is_embargoed),
            site + inspection.get_absolute_url(),
        )


def coming_values(months: Iterable[Month], site: str = "") -> Iterator[tuple[Value, ...]]:
    """A row of `COMING`'s values for each step, in the order of the page."""
    for month in months:
        for row in month.rows:
            yield (
                month.heading,
                row.when,
                row.inspection.short_title,
                row.what,
                row.inspection.get_our_part_display(),
                row.note,
                _yes_or_no(row.inspection.is_embargoed),
                site + row.inspection.get_absolute_url(),
            )


def _yes_or_no(value: bool) -> str:
    return "Yes" if value else "No"


# What hangs on inspections

_OF_PUBLICATION = (
    Column("publication_number", "Number of the publication", Of.NUMBER),
    Column("publication", "Publication", Of.LONG_TEXT),
    Column("inspection_number", "Number of the inspection", Of.NUMBER),
    Column("inspection", "Inspection", Of.LONG_TEXT),
)
PUBLICATIONS = (
    *_OF_PUBLICATION,
    Column("kind", "Kind"),
    Column("published", "Published"),
    Column("earliest_on", "First day that it can be", Of.DAY),
    Column("latest_on", "Last day that it can be", Of.DAY),
    Column("framework", "Framework"),
    Column("address", "Address", Of.ADDRESS),
)
GRADINGS = (
    *_OF_PUBLICATION,
    Column("framework", "Framework"),
    Column("area", "Area"),
    Column("standing", "Standing"),
    Column("grade", "Grade"),
    Column("summary", "Summary", Of.LONG_TEXT),
)
CAUSES = (
    *_OF_PUBLICATION,
    Column("scope", "Scope"),
    Column("title", "Cause of concern", Of.LONG_TEXT),
    Column("text", "Text", Of.LONG_TEXT),
    Column("accelerated", "Accelerated"),
    Column("discharged_on", "Discharged on", Of.DAY),
)


def _publication(publication: Publication) -> tuple[Value, ...]:
    inspection = publication.inspection
    return publication.pk, publication.title, inspection.pk, inspection.short_title


def publication_values(publications: Iterable[Publication]) -> Iterator[tuple[Value, ...]]:
    """A row of `PUBLICATIONS`' values for each; needs inspection and framework fetched."""
    for each in publications:
        day = each.day
        framework = str(each.framework) if each.framework else ""
        known = (each.get_kind_display(), day.worded(), day.earliest, day.latest, framework, each.address)
        yield (*_publication(each), *known)


def grading_values(gradings: Iterable[Grading]) -> Iterator[tuple[Value, ...]]:
    """A row of `GRADINGS`' values for each; needs publication, inspection, area, framework and grade fetched."""
    for each in gradings:
        grade = str(each.grade) if each.grade else ""
        judged = (str(each.area.framework), str(each.area), each.get_standing_display(), grade, each.narrative)
        yield (*_publication(each.publication), *judged)


def cause_values(causes: Iterable[CauseOfConcern]) -> Iterator[tuple[Value, ...]]:
    """A row of `CAUSES`' values for each; needs publication and inspection fetched."""
    for each in causes:
        told = (each.get_scope_display(), each.title, each.text, _yes_or_no(each.is_accelerated), each.discharged_on)
        yield (*_publication(each.publication), *told)
