"""manage.py import_register: take over the register of a spreadsheet."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.actor import Actor
from jac_tracker.dates import london_day
from jac_tracker.sheets import Sheet
from recommendations import actions
from recommendations.enums import TextSource
from recommendations.intake.columns import Field, headings
from recommendations.intake.gathering import known_to
from recommendations.intake.judging import judge
from recommendations.intake.plan import Plan
from recommendations.intake.verdicts import JudgedList, Verdict
from recommendations.management.lists import add_list_arguments, plan_said, sheet_of

MOST_SHOWN = 50


class Command(BaseCommand):
    help = (
        "Take over the register of a spreadsheet (.xlsx, .xls, .ods or CSV): all of its rows but those that are "
        "refused, or nothing. Columns are guessed from their headings. Try it with --dry-run first."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_list_arguments(parser, Field)
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would become of each row, and write nothing"
        )
        parser.add_argument("--source", help="what the list is called in the history; the file's name unless given")
        parser.add_argument(
            "--as-at", type=date.fromisoformat, help="the day of the opening balance; today unless given"
        )
        parser.add_argument("--add-names", action="store_true", help="enter the posts, portfolios, boards and reports "
                            "that it names and the register lacks")  # fmt: skip
        parser.add_argument("--reports-words", action="store_true", help="the texts are the reports' own words")
        parser.add_argument("--change", action="store_true", help="change items that are there already, too")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        now = timezone.now()
        sheet = sheet_of(file, options["sheet"])
        text_source = TextSource.REPORT if options["reports_words"] else TextSource.SUMMARY
        plan = plan_said(Plan(text_source=text_source, adds_names=options["add_names"]), sheet, options)
        by = Actor.system("import_register", london_day(now))
        asked = actions.Asked(
            sheet,
            plan,
            source=options["source"] or file.name,
            on=options["as_at"] or london_day(now),
            changes=options["change"],
        )
        self._say_columns(sheet, plan)
        if options["dry_run"]:
            self._say(sheet, judge(sheet, plan, known_to(by), asked.on))
            self.stdout.write("Nothing has been written.")
            return
        try:
            taken = actions.take_over(asked=asked, by=by, at=now)
        except NotPossible as refusal:
            raise CommandError(str(refusal)) from refusal
        self._say(sheet, taken.judged)
        self.stdout.write(f"{taken.done} of {len(taken.judged.rows)} rows taken over.")

    def _say_columns(self, sheet: Sheet, plan: Plan) -> None:
        names = headings(sheet.rows, plan.header)
        for column, name in enumerate(names):
            each = next((each.value for each, at in plan.columns.items() if at == column), "not taken over")
            self.stdout.write(f"{name}: {each}")

    def _say(self, sheet: Sheet, judged: JudgedList) -> None:
        refused = judged.of(Verdict.REFUSE)
        where = f"Sheet {sheet.name}, " if sheet.name else ""  # that of a CSV file has no name
        for row in refused[:MOST_SHOWN]:
            for refusal in row.refusals:
                self.stdout.write(f"{where}{refusal}")
        if len(refused) > MOST_SHOWN:
            self.stdout.write(f"... and {len(refused) - MOST_SHOWN} more rows that are refused.")
        for each, names in judged.new_names().items():
            self.stdout.write(f"{each.value}, new here: {'; '.join(names.values())}")
        counts = ", ".join(f"{count} {verdict.value.lower()}" for verdict, count in judged.counts.items())
        self.stdout.write(f"{len(judged.rows)} rows: {counts}.")
