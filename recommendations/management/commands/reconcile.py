"""manage.py reconcile: compare HMICFRS's list with the register."""

import json
import re
from argparse import ArgumentParser
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from jac_tracker.accounts.actor import Actor
from jac_tracker.dates import london_day
from jac_tracker.sheets import NotASheet, Sheet
from recommendations.enums import HmicfrsStatus, Pile
from recommendations.intake.columns import headings
from recommendations.intake.comparing import Compared, counts_of
from recommendations.intake.gathering import Comparison, comparison_of
from recommendations.intake.theirs import THEIR_STATUSES, TheirField, TheirPlan
from recommendations.intake.words import plain
from recommendations.management.lists import add_list_arguments, plan_said, sheet_of


class Command(BaseCommand):
    help = (
        "Compare HMICFRS's list (.xlsx, .xls, .ods or CSV) with the register, and print as JSON what agrees, what "
        "differs, and what is on one side alone. Nothing is written: a person decides every row, on the app's pages."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        statuses = ", ".join(THEIR_STATUSES)
        add_list_arguments(parser, TheirField)
        parser.add_argument("--dry-run", action="store_true", help="needed: this command never writes")
        parser.add_argument(
            "--status", action="append", default=[], metavar="WORD=STATUS",
            help=f"what a word for a status means, as often as needed. The statuses: {statuses}",
        )  # fmt: skip
        parser.add_argument("--as-at", type=date.fromisoformat, help="the day of the list; today unless given")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        if not options["dry_run"]:
            raise CommandError(
                "A person decides every row, so this command writes nothing. Give --dry-run to see what there is to "
                "decide, and bring the list in on the page “Reconcile with HMICFRS's list” to decide it."
            )
        today = london_day(timezone.now())
        sheet = sheet_of(file, options["sheet"])
        words = {TheirField.STATUS: dict(_said_status(said) for said in options["status"])}
        plan = plan_said(TheirPlan(words=words), sheet, options)
        by = Actor.system("reconcile", today)
        try:
            comparison = comparison_of(sheet, plan, options["as_at"] or today, by)
        except NotASheet as refusal:
            raise CommandError(str(refusal)) from refusal
        said = _said(file.name, sheet, plan, comparison)
        self.stdout.write(json.dumps(said, ensure_ascii=False, indent=2, default=str))


def _said_status(said: str) -> tuple[str, str]:
    word, _, value = said.partition("=")
    if value not in THEIR_STATUSES:
        raise CommandError(f"There is no status {value}. The statuses are: {', '.join(THEIR_STATUSES)}.")
    return plain(word), str(HmicfrsStatus(value))


def _said(name: str, sheet: Sheet, plan: TheirPlan, comparison: Comparison) -> dict[str, Any]:
    names = headings(sheet.rows, plan.header)
    rows = comparison.rows
    return {
        "file": name,
        "sheet": sheet.name,
        "columns": {each.name.lower(): names[column] for each, column in plan.columns.items()},
        "rows": len(comparison.theirs.rows),
        "counts": {pile.value: count for pile, count in counts_of(rows).items()},
        "new": len(comparison.undecided),
        "piles": {pile.value: [_pair(each, comparison) for each in rows if each.pile is pile] for pile in Pile},
        "refused": [asdict(refused) for refused in comparison.theirs.refused],
    }


def _pair(each: Compared, comparison: Comparison) -> dict[str, Any]:
    found, decision = each.found, comparison.decision_on(each)
    return {
        "ours": each.item and {**asdict(each.item.entry), "our_status": each.item.status.value},
        "theirs": each.row
        and {**asdict(each.row.entry), "key": f"row {each.row.number}", "status_on": each.row.status_on},
        "by_reference": found.by_reference,
        "likeness": round(found.likeness, 1),
        "differs": [pile.value for pile in found.differs],
        "unexpected": each.unexpected and each.unexpected.name.lower(),
        "doubles": re.sub("^row 0*", "row ", found.doubles),
        "decided": decision and decision.answer,
    }
