"""What has left the house: what the DCC released, and what the secretary issued of it. Written once, never changed."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.models import Post
from jac_tracker.accounts.roles import Duty
from jac_tracker.history import AppendOnly, AppendOnlyQuerySet
from reports.enums import Audience, IssueKind, PaperFormat
from reports.models.paper import Paper
from reports.models.template import WordTemplate

TOMBSTONE = b"[expunged"
"""How the bytes begin of a file that has been removed for good."""


class Release(AppendOnly):
    """A paper as the DCC released it: bound to its content by the fingerprint, of which a copy is kept."""

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="releases")
    cut_off_at = models.DateTimeField("cut-off")
    fingerprint = models.CharField("fingerprint", max_length=64)
    content = models.JSONField("content")  # audience -> the stored document
    # What the checks found and was let stand: rows of check, findings (sentences) and the sentence that accepts them.
    accepted = models.JSONField("warnings accepted", default=list, db_default=models.Value([], models.JSONField()))
    released_at = models.DateTimeField("released at")
    by_user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    by_post = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"Release of {self.paper}"


class IssueQuerySet(AppendOnlyQuerySet):
    def visible_to(self, actor: Actor) -> "IssueQuerySet":
        """The versions whose existence, day and note the actor may know: all of them, for whoever reads papers."""
        is_reader = actor.may(Duty.READ_ISSUED_PAPERS) or actor.may(Duty.READ_DRAFT_PAPERS)
        return self.all() if is_reader else self.none()

    def readable_by(self, actor: Actor) -> "IssueQuerySet":
        """The versions that the actor may open: those that stand; for those who read drafts, withdrawn ones too."""
        versions = self.visible_to(actor)
        return versions.with_content() if actor.may(Duty.READ_DRAFT_PAPERS) else versions.standing()

    def with_content(self) -> "IssueQuerySet":
        """Papers and their corrections, without the rows that withdraw them."""
        return self.exclude(kind=IssueKind.WITHDRAWAL)

    def standing(self, *, by: datetime | None = None) -> "IssueQuerySet":
        """What no later withdrawal takes back, now or by a moment: a withdrawal takes back every version before it."""
        known = Issue.objects.filter(issued_at__lte=by) if by else Issue.objects.all()
        later = known.filter(
            paper=models.OuterRef("paper"), kind=IssueKind.WITHDRAWAL, number__gt=models.OuterRef("number")
        )
        standing = self.with_content().filter(~models.Exists(later))
        return standing.filter(issued_at__lte=by) if by else standing


class Issue(AppendOnly):
    """A version of a paper as it was issued, corrected or withdrawn. Title and agenda item are those then printed."""

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="issues")
    number = models.PositiveSmallIntegerField("version")
    kind = models.CharField("kind", max_length=20, choices=IssueKind)
    note = models.CharField("note", max_length=300, blank=True)
    title = models.CharField("title", max_length=120)
    agenda_item = models.CharField("agenda item", max_length=10, blank=True)
    cut_off_at = models.DateTimeField("cut-off")
    release = models.ForeignKey(Release, models.PROTECT, null=True, blank=True, related_name="issues")
    issued_at = models.DateTimeField("issued at")
    by_user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    by_post = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")

    objects = IssueQuerySet.as_manager()

    class Meta:
        ordering = ["paper", "number"]
        constraints = [
            models.UniqueConstraint(fields=["paper", "number"], name="issue_number_once"),
            models.CheckConstraint(
                condition=Q(kind=IssueKind.WITHDRAWAL, release__isnull=True)
                | ~Q(kind=IssueKind.WITHDRAWAL) & Q(release__isnull=False),
                name="issue_of_what_was_released",
            ),
            models.CheckConstraint(
                condition=Q(kind=IssueKind.ISSUE) | ~Q(note=""), name="issue_put_right_or_withdrawn_with_a_note"
            ),
        ]

    def __str__(self) -> str:
        return f"Version {self.number}"


class IssuedCopyQuerySet(AppendOnlyQuerySet):
    def visible_to(self, actor: Actor) -> "IssuedCopyQuerySet":
        """The copies that the actor may open; internal ones are for those who read drafts."""
        copies = self.filter(issue__in=Issue.objects.readable_by(actor))
        return copies if actor.may(Duty.READ_DRAFT_PAPERS) else copies.filter(audience=Audience.PUBLIC)


class IssuedCopy(AppendOnly):
    """An issued version for one audience: what was composed, and its figures, to be rendered again at will."""

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="copies")
    audience = models.CharField("audience", max_length=10, choices=Audience)
    document = models.JSONField("document")
    figures = models.JSONField("figures")

    objects = IssuedCopyQuerySet.as_manager()

    class Meta:
        ordering = ["issue", "-audience"]  # public first
        constraints = [models.UniqueConstraint(fields=["issue", "audience"], name="issued_copy_once")]

    def __str__(self) -> str:
        return f"{self.issue}, {self.get_audience_display().lower()}"


class IssuedFile(AppendOnly):
    """A file of an issued version, byte for byte.

    The bytes stand in the row and not in the store of files: they are ours and small, the version they belong to is
    written whole or not at all, and the triggers that keep the row keep them.
    """

    copy = models.ForeignKey(IssuedCopy, models.PROTECT, related_name="files")
    format = models.CharField("format", max_length=10, choices=PaperFormat)
    file_name = models.CharField("file name", max_length=150)
    media_type = models.CharField("type", max_length=100)
    size = models.PositiveIntegerField("size in bytes")
    sha256 = models.CharField("SHA-256", max_length=64)
    content = models.BinaryField("file")
    # What a Word file was written into; none: the house template, and every other format.
    template = models.ForeignKey(WordTemplate, models.PROTECT, null=True, blank=True, related_name="issued_files")

    class Meta:
        ordering = ["copy", "id"]
        constraints = [models.UniqueConstraint(fields=["copy", "format"], name="issued_file_once")]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_expunged(self) -> bool:
        """Whether its bytes have been removed for good. What they were is known by their SHA-256 alone."""
        return bytes(self.content).startswith(TOMBSTONE)
