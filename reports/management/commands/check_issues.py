"""manage.py check_issues: whether every file that was issued is still the file that was issued."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from reports.models import IssuedCopy, IssuedFile
from reports.paper.stored import UnreadableDocument, from_json
from reports.presenters import fault_of


class Command(BaseCommand):
    help = (
        "Read every file and every document of the papers that have been issued, and compare the files with their "
        "SHA-256. Ends with an error where one is not as it was issued; what was removed for good is told apart."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        files = IssuedFile.objects.select_related("copy__issue__paper__meeting").order_by("pk")
        kept = removed = 0
        faults = [fault for copy in _copies() if (fault := _unreadable(copy))]
        for file in files.iterator(chunk_size=20):
            if file.is_expunged:
                removed += 1
                self.stdout.write(f"{_name_of(file)}: removed for good. SHA-256 {file.sha256}")
            elif fault := fault_of(file):
                faults.append(f"{_name_of(file)}: {fault}")
            else:
                kept += 1
        for fault in faults:
            self.stderr.write(fault)
        self.stdout.write(f"Files as they were issued: {kept}. Removed for good: {removed}.")
        if faults:
            raise CommandError(f"Not as they were issued: {len(faults)}. Bring them back from a backup.")


def _copies() -> Any:
    return IssuedCopy.objects.select_related("issue__paper__meeting").order_by("pk").iterator(chunk_size=20)


def _unreadable(copy: IssuedCopy) -> str:
    try:
        from_json(copy.document)
    except UnreadableDocument as error:
        return f"{copy.issue.paper.meeting}, version {copy.issue.number}, {copy.audience}: {error}"
    return ""


def _name_of(file: IssuedFile) -> str:
    issue = file.copy.issue
    return f"{issue.paper.meeting}, version {issue.number}, {file.file_name}"
