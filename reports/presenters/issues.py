"""What the pages print of papers that have been issued."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse

from jac_tracker.dates import worded_moment
from jac_tracker.text import file_size
from reports.enums import IssueKind
from reports.models import Issue, IssuedCopy, IssuedFile
from reports.paper.render import FORMATS

ISSUE_COLOURS = {IssueKind.ISSUE: "green", IssueKind.CORRECTION: "blue", IssueKind.WITHDRAWAL: "red"}


@dataclass(frozen=True)
class FileRow:
    """A file of an issued version: what it is called, its hash, and whether it is still the file it was."""

    file: IssuedFile
    href: str

    @property
    def label(self) -> str:
        chosen = FORMATS.get(self.file.format)
        return f"{chosen.label} (.{chosen.extension})" if chosen else self.file.format

    @property
    def size(self) -> str:
        return file_size(self.file.size)

    @property
    def fault(self) -> str:
        return fault_of(self.file)


@dataclass(frozen=True)
class CopyRow:
    """An issued version for one audience."""

    copy: IssuedCopy
    files: tuple[FileRow, ...]

    @property
    def label(self) -> str:
        return str(self.copy.get_audience_display())


@dataclass(frozen=True)
class VersionRow:
    """A version in the list of those issued of a paper."""

    issue: Issue
    is_current: bool
    is_readable: bool
    copies: tuple[CopyRow, ...] = ()

    @property
    def kind(self) -> str:
        return str(self.issue.get_kind_display())

    @property
    def colour(self) -> str:
        return ISSUE_COLOURS[IssueKind(self.issue.kind)]

    @property
    def when(self) -> str:
        return worded_moment(self.issue.issued_at)

    @property
    def by(self) -> str:
        return str(self.issue.by_post or "a command")

    @property
    def href(self) -> str:
        return reverse("issue", args=[self.issue.paper.meeting.held_on, self.issue.number])


def version_rows(
    issues: Iterable[Issue], copies: Iterable[IssuedCopy], files: Iterable[IssuedFile]
) -> list[VersionRow]:
    """The versions of one paper, newest first, each with the copies and files that are given of it."""
    issues = sorted(issues, key=lambda each: -each.number)
    of_copy: dict[int, list[FileRow]] = {}
    for file in files:
        of_copy.setdefault(file.copy_id, []).append(FileRow(file, _file_address(file)))
    of_issue: dict[int, list[CopyRow]] = {}
    for copy in copies:
        of_issue.setdefault(copy.issue_id, []).append(CopyRow(copy, tuple(of_copy.get(copy.pk, ()))))
    return [
        VersionRow(each, place == 0, each.pk in of_issue, tuple(of_issue.get(each.pk, ())))
        for place, each in enumerate(issues)
    ]


def _file_address(file: IssuedFile) -> str:
    issue = file.copy.issue
    address = reverse("issued_file", args=[issue.paper.meeting.held_on, issue.number, file.format])
    return address if file.copy.audience == "public" else f"{address}?audience={file.copy.audience}"


def fault_of(file: IssuedFile) -> str:
    """Why the file is not the one that was issued; "" where it is."""
    if file.is_expunged:
        return "Removed for good. Its SHA-256 is kept."
    if hashlib.sha256(bytes(file.content)).hexdigest() != file.sha256:
        return "This is not the file that was issued: its SHA-256 differs."
    return ""


def issue_facts(issue: Issue, versions: Sequence[Issue]) -> list[tuple[str, str]]:
    """What is known of a version, label and words."""
    newest = max(versions, key=lambda each: each.number)
    facts = [
        ("Meeting", str(issue.paper.meeting)),
        ("Agenda item", issue.agenda_item or "Not given"),
        ("Version", f"{issue.number}, {issue.get_kind_display().lower()}"),
        ("Issued", f"{worded_moment(issue.issued_at)}, by {issue.by_post or 'a command'}"),
        ("Register as at", worded_moment(issue.cut_off_at)),
    ]
    if issue.note:
        facts.append(("What was corrected", issue.note))
    if newest.kind == IssueKind.WITHDRAWAL and newest.number > issue.number:
        facts.append(("Withdrawn", f"{worded_moment(newest.issued_at)}: {newest.note}"))
    elif newest.number > issue.number:
        facts.append(("Put right by", f"Version {newest.number}, {worded_moment(newest.issued_at)}: {newest.note}"))
    return facts
