from django.conf import settings
from django.db import models
from django.db.models import Q

from jac_tracker.accounts.models import Post
from jac_tracker.history import AppendOnly, Tracked
from recommendations.enums import Rag
from recommendations.models.recommendation import Recommendation


class ProgressUpdate(AppendOnly):
    """What was reported on an item at a moment. Never edited: a later one may say that it corrects it."""

    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="updates")
    text = models.TextField("progress")
    rag = models.CharField("RAG then", max_length=10, choices=Rag, blank=True)
    forecast_on = models.DateField("forecast", null=True, blank=True)
    happened_on = models.DateField("as it stood on")
    at = models.DateTimeField("recorded at", db_index=True)
    by_user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    by_post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    cites = models.CharField("message cited", max_length=300, blank=True)
    corrects = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="corrected_by")

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.recommendation.reference} on {self.happened_on}"


_CLEARED_BY_AND_AT = Q(cleared_at__isnull=False) | Q(cleared_by__isnull=True)


class Worded(Tracked):
    """Words of liaison's that go out only once they are cleared."""

    text = models.TextField("wording")
    cleared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    cleared_at = models.DateTimeField("cleared at", null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ["id"]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def is_cleared(self) -> bool:
        return self.cleared_at is not None


class CommitteeWording(Worded):
    """What the committee is told of an update. Public papers print it only once it is cleared."""

    update = models.OneToOneField(ProgressUpdate, models.PROTECT, related_name="committee_wording")
    text = models.TextField("wording for the committee")

    class Meta(Worded.Meta):
        constraints = [models.CheckConstraint(condition=_CLEARED_BY_AND_AT, name="committee_wording_cleared_by_and_at")]


class ReplyComment(Worded):
    """What the force says of an item in the response to its report: what it does about it, or why nothing."""

    recommendation = models.OneToOneField(Recommendation, models.PROTECT, related_name="reply_comment")
    text = models.TextField("comment for the response")

    class Meta(Worded.Meta):
        constraints = [models.CheckConstraint(condition=_CLEARED_BY_AND_AT, name="reply_comment_cleared_by_and_at")]
