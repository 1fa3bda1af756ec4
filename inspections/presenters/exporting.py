"""The list of inspections and the forward look as a file or a program has them."""

from collections.abc import Iterable, Iterator
from datetime import date

from inspections.models import Inspection
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
