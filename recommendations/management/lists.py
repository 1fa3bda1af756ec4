"""What commands that read a list have in common: its file, its sheet, its columns as they were said."""

from enum import Enum
from pathlib import Path
from typing import TypeVar

from django.conf import settings
from django.core.management.base import CommandError

from jac_tracker.sheets import NotASheet, Sheet, Workbook, read_workbook

F = TypeVar("F", bound=Enum)


def workbook_of(file: Path) -> Workbook:
    """What a file holds. CommandError where it cannot be read."""
    try:
        with file.open("rb") as opened:
            return read_workbook(opened.read(settings.LARGEST_FILE + 1), file.name)
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
    except NotASheet as refusal:
        raise CommandError(str(refusal)) from refusal


def sheet_of(workbook: Workbook, name: str | None) -> Sheet:
    """The sheet of that name, or the first that is not hidden. CommandError where there is none."""
    if name is None:
        shown = [sheet for sheet in workbook.sheets if sheet.rows and not sheet.is_hidden]
        return (shown or [sheet for sheet in workbook.sheets if sheet.rows])[0]
    try:
        return workbook.sheet(name)
    except KeyError as error:
        names = ", ".join(sheet.name for sheet in workbook.sheets)
        raise CommandError(f"There is no sheet {name}. The sheets are: {names}.") from error


def said_column(said: str, names: list[str], fields: type[F]) -> tuple[F, int | None]:
    """Which field is in which of the columns headed `names`, as "FIELD=HEADING" says; None for in none."""
    name, _, heading = said.partition("=")
    try:
        each = fields[name.strip().upper().replace(" ", "_")]
    except KeyError as error:
        raise CommandError(f"There is no field {name}.") from error
    if not heading:
        return each, None
    if heading not in names:
        raise CommandError(f"There is no heading {heading}. The headings are: {', '.join(names)}.")
    return each, names.index(heading)
