"""The store of files, put in order: what no row names is removed, and what rows name is looked for and read through."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import QuerySet

from jac_tracker.files import FileNotAsKept, keys_kept, remove_kept, verify
from recommendations.models import EXPUNGED_KEY, StoredFile

AN_HOUR = 60 * 60.0  # longer than any upload whose row is still to come


class Command(BaseCommand):
    help = (
        "Remove files that nothing in the register names and that are older than an hour: an upload that was cut short "
        "leaves one. Then read every file that the register names. Ends with an error where one is missing or altered."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="say what would be removed, and remove nothing")
        parser.add_argument("--all", action="store_true", help="remove them even where the register names no file here")

    def handle(self, *args: Any, dry_run: bool, **options: Any) -> None:
        orphans = orphaned_keys()
        if orphans and not (dry_run or options["all"] or _is_this_registers_store()):
            raise CommandError(
                f"The register names none of the files in the store, of which {len(orphans)} would be removed. It may "
                "be the wrong store, or the wrong database. Nothing has been removed: --all removes them."
            )
        for key in orphans:
            if not dry_run:
                remove_kept(key)
        self.stdout.write(f"Files that nothing names, {'found' if dry_run else 'removed'}: {len(orphans)}.")
        faults = faults_of_store()
        for fault in faults:
            self.stderr.write(fault)
        if faults:
            raise CommandError(f"Files that are not as they were added: {len(faults)}. Bring them back from a backup.")
        self.stdout.write(f"Files as they were added: {_still_kept().count()}.")


def orphaned_keys() -> list[str]:
    """The files of the store that are older than an hour and that no row names."""
    # The files first: one whose row is written meanwhile is named by then.
    old = [key for key, age in keys_kept() if age > AN_HOUR]
    named = set(StoredFile.objects.values_list("key", flat=True))
    return sorted(set(old) - named)


def _is_this_registers_store() -> bool:
    """Whether any file of the store is named in the register: a database of another register names none."""
    kept = {key for key, _age in keys_kept()}
    return not kept.isdisjoint(_still_kept().values_list("key", flat=True))


def _still_kept() -> QuerySet[StoredFile]:
    """The files that rows name, but for those that have been removed for good."""
    return StoredFile.objects.exclude(key__startswith=EXPUNGED_KEY)


def faults_of_store() -> list[str]:
    """A sentence for each file that a row names and that is missing, or is not the one that was added."""
    faults = []
    for file in _still_kept().prefetch_related("evidence__recommendation", "intakes"):
        try:
            verify(file.key, file.sha256)
        except FileNotAsKept as fault:
            faults.append(f"{'; '.join(_places_of(file))}: {fault} Key {file.key}.")
    return faults


def _places_of(file: StoredFile) -> list[str]:
    """The records that name a file: evidence on its item, or a list that was brought in."""
    proofs = [f"{row.recommendation.reference}, evidence {row.number}" for row in file.evidence.all()]
    return proofs + [f"{row.get_purpose_display()}, list {row.pk}, {row}" for row in file.intakes.all()]
