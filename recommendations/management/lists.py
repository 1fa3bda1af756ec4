"""What commands that read a list have in common: its file, its sheet, and how that is read."""

from argparse import ArgumentParser
from dataclasses import replace
from enum import Enum
from pathlib import Path
from typing import Any, TypeVar

from django.conf import settings
from django.core.management.base import CommandError

from jac_tracker.sheets import NotASheet, Sheet, Workbook, read_workbook
from recommendations.intake.columns import headings
from recommendations.intake.days import Order
from recommendations.intake.plan import ListPlan

P = TypeVar("P", bound=ListPlan[Any])


def add_list_arguments(parser: ArgumentParser, fields: type[Enum]) -> None:
    """Which file it is, and how it is read."""
    names = ", ".join(each.name.lower() for each in fields)
    parser.add_argument("file", type=Path, help="the spreadsheet")
    parser.add_argument("--sheet", help="the sheet that holds the list; the first that is not hidden unless given")
    parser.add_argument("--header", type=int, help="the row of its headings; guessed unless given")
    parser.add_argument(
        "--column", action="append", default=[], metavar="FIELD=HEADING",
        help=f"which heading holds a field, as often as needed; without a heading, none does. The fields: {names}",
    )  # fmt: skip
    parser.add_argument(
        "--month-first", action="store_true",
        help="31 March is written 3/31, and not 31/3, where the days of a column do not show it",
    )  # fmt: skip


def sheet_of(file: Path, name: str | None) -> Sheet:
    """The sheet of that name, or the first that is not hidden. CommandError where there is none, or nothing to read."""
    workbook = _workbook_of(file)
    if name is None:
        return workbook.filled[0]
    try:
        return workbook.sheet(name)
    except KeyError as error:
        names = ", ".join(sheet.name for sheet in workbook.sheets)
        raise CommandError(f"There is no sheet {name}. The sheets are: {names}.") from error


def _workbook_of(file: Path) -> Workbook:
    try:
        with file.open("rb") as opened:
            return read_workbook(opened.read(settings.LARGEST_FILE + 1), file.name)
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
    except NotASheet as refusal:
        raise CommandError(str(refusal)) from refusal


def plan_said(plan: P, sheet: Sheet, options: dict[str, Any]) -> P:
    """The plan for a sheet: its columns as guessed, but for what was said otherwise; its days as they show it, else as
    was said. CommandError where that leaves a column open that is needed."""
    guessed = plan.guess(sheet.rows)
    header = guessed.header if options["header"] is None else options["header"] - 1
    if not 0 <= header < len(sheet.rows):
        raise CommandError(f"The sheet has {len(sheet.rows)} rows: there is no row {header + 1}.")
    if header != guessed.header:
        guessed = plan.guess(sheet.rows[header : header + 1])
    columns, names = dict(guessed.columns), headings(sheet.rows, header)
    for said in options["column"]:
        each, heading = _said_column(said, names, plan.fields)
        columns = {known: column for known, column in columns.items() if known is not each and column != heading}
        if heading is not None:
            columns[each] = heading
    plan = replace(plan, header=header, columns=columns)
    if missing := plan.wanting():
        raise CommandError(f"{' '.join(missing)} Use --column.")
    order = Order.MONTH_FIRST if options["month_first"] else Order.DAY_FIRST
    return replace(plan, orders=dict.fromkeys(plan.dates, order))


def _said_column(said: str, names: list[str], fields: type[Enum]) -> tuple[Enum, int | None]:
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
