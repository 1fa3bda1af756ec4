"""manage.py expunge: what has been proposed to be removed for good, and carrying out what has been agreed."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.utils import timezone

from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.actor import Actor
from reports import actions
from reports.enums import ExpunctionState
from reports.models import Expunction
from reports.presenters import ExpunctionRow

BACKUPS = (
    "Backups and copies of the database and of the files hold the old words until they are thrown away: "
    "bring them up to date by your own rules."
)
WRITE_AHEAD_LOG = "PostgreSQL's write-ahead log and its replicas hold old pages until they are overwritten."


class Command(BaseCommand):
    help = (
        "Lists what has been proposed to be removed for good. With a number: carries out what has been agreed, or "
        "finishes what was interrupted, and cleans the database's own files. Proposing and agreeing is done on the "
        "pages, by two people."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("number", type=int, nargs="?", help="the number of one that has been agreed")
        parser.add_argument("--dry-run", action="store_true", help="count what would change, and change nothing")

    def handle(self, *args: Any, number: int | None = None, dry_run: bool = False, **options: Any) -> None:
        if number is None:
            self._list()
            return
        expunction = Expunction.objects.filter(pk=number).select_related("recommendation").first()
        if expunction is None:
            raise CommandError(f"There is no expunction {number}.")
        if dry_run:
            self._count(expunction)
        else:
            self._carry_out(expunction)

    def _list(self) -> None:
        rows = [ExpunctionRow(each) for each in Expunction.objects.select_related("recommendation")]
        for row in rows:
            self.stdout.write(f"{row.expunction}: {row.what}; {row.ground}; {row.expunction.get_state_display()}")
        if not rows:
            self.stdout.write("Nothing has been proposed to be removed for good.")

    def _count(self, expunction: Expunction) -> None:
        if expunction.state == ExpunctionState.CARRIED_OUT:
            self.stdout.write(f"{expunction} has been carried out: {expunction.count} values replaced.")
            return
        found = actions.preview(expunction, timezone.localdate())
        for name, now, before in actions.count_by_place(found.finds):
            self.stdout.write(f"{name}: {now} now, {before} in earlier versions")
        self.stdout.write(f"Values that would be replaced: {len(found.finds)}. Nothing has been changed.")

    def _carry_out(self, expunction: Expunction) -> None:
        by = Actor.system("expunge", on=timezone.localdate())
        if expunction.state != ExpunctionState.CARRIED_OUT:
            try:
                expunction = actions.carry_out_expunction(expunction=expunction, by=by, at=timezone.now())
            except NotPossible as refusal:
                raise CommandError(f"Nothing has been changed. {refusal}") from refusal
        fault = actions.clean_up(expunction)
        if fault:
            raise CommandError(
                f"{expunction.count} values are replaced, but the storage could not be cleaned. {fault} Run this again "
                "when nobody uses the register."
            )
        actions.record_cleaning(expunction=expunction, by=by, at=timezone.now())
        self.stdout.write(f"{expunction} is carried out: {expunction.count} values replaced, and the storage cleaned.")
        self.stdout.write(BACKUPS)
        if connection.vendor == "postgresql":
            self.stdout.write(WRITE_AHEAD_LOG)
