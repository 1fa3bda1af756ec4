"""The Word templates of the force's own that papers are written into."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.models import Post
from jac_tracker.accounts.roles import Duty
from jac_tracker.history import AppendOnly, Event, Tracked, TrackedQuerySet
from reports.enums import TemplateState, TemplateVerb


class TemplateFile(AppendOnly):
    """A template as it was added, byte for byte.

    The bytes stand in the row and not in the store of files, as those of an issued paper do: the triggers that keep the
    row keep them, and a backup of the database is enough to make every paper again.
    """

    file_name = models.CharField("file name", max_length=150)
    size = models.PositiveIntegerField("size in bytes")
    sha256 = models.CharField("SHA-256", max_length=64)
    content = models.BinaryField("file")
    added_at = models.DateTimeField("added at")
    by_user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    by_post = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.file_name


class WordTemplateQuerySet(TrackedQuerySet):
    def visible_to(self, actor: Actor) -> "WordTemplateQuerySet":
        """The templates that the actor may know of: for those who read drafts, which are written into them."""
        return self.all() if actor.may(Duty.READ_DRAFT_PAPERS) else self.none()

    def in_use(self) -> "WordTemplateQuerySet":
        return self.filter(state=TemplateState.IN_USE)


class WordTemplate(Tracked):
    """A Word template, and how it is used. At most one is in use; where none is, papers are on the house template."""

    name = models.CharField("name", max_length=100)
    file = models.OneToOneField(TemplateFile, models.PROTECT, related_name="template")
    state = models.CharField("state", max_length=10, choices=TemplateState, default=TemplateState.WAITING)
    layout = models.JSONField("styles and page")  # of reports.paper.render.word_layout.Layout
    page = models.CharField("page", max_length=60)  # "A4, upright"

    objects = WordTemplateQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["state"], condition=Q(state=TemplateState.IN_USE), name="one_template_in_use"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("word_template", args=[self.pk])


class TemplateEvent(Event):
    """An act on a Word template."""

    verb = models.CharField("act", max_length=30, choices=TemplateVerb)
    template = models.ForeignKey(WordTemplate, models.PROTECT, related_name="events")

    def __str__(self) -> str:
        return self.get_verb_display()
