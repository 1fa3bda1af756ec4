from django.conf import settings
from django.db import models
from django.db.models import F, Q

from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.models import Post
from jac_tracker.accounts.roles import Duty
from jac_tracker.history import AppendOnly, Event, Tracked, TrackedQuerySet
from recommendations.models import Recommendation, StoredFile
from reports.enums import ExpunctionState, ExpunctionVerb, Ground


class ExpunctionQuerySet(TrackedQuerySet):
    def visible_to(self, actor: Actor) -> "ExpunctionQuerySet":
        """For those who see every item: the words may stand in any of them."""
        return self.all() if actor.may(Duty.SEE_EVERYTHING) else self.none()

    def to_decide(self, actor: Actor) -> "ExpunctionQuerySet":
        """What waits for the actor's agreement, the oldest first: nobody agrees to their own."""
        if not actor.may(Duty.APPROVE):
            return self.none()
        proposed = self.visible_to(actor).filter(state=ExpunctionState.PROPOSED)
        return proposed.exclude(proposed_by=actor.user_id).order_by("proposed_at", "pk")


class Expunction(Tracked):
    """That words, or a file, are to be removed for good: proposed by one person, agreed by another.

    The words stand here until they are gone everywhere; then a tombstone and their SHA-256 take their place.
    """

    words = models.TextField("words to remove", blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    recommendation = models.ForeignKey(  # none: wherever in the register the words stand
        Recommendation, models.PROTECT, null=True, blank=True, related_name="expunctions", verbose_name="within"
    )
    ground = models.CharField("legal ground", max_length=30, choices=Ground)
    ground_words = models.CharField("the ground in words", max_length=200, blank=True)
    reason = models.TextField("reason")
    state = models.CharField(
        "state", max_length=20, choices=ExpunctionState, default=ExpunctionState.PROPOSED, db_index=True
    )
    proposed_at = models.DateTimeField("proposed at")
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_post = models.ForeignKey(Post, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField("decided at", null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    decided_post = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    decision_reason = models.TextField("why it was refused or withdrawn", blank=True)
    carried_out_at = models.DateTimeField("carried out at", null=True, blank=True)
    words_sha256 = models.CharField("SHA-256 of the words", max_length=64, blank=True)
    count = models.PositiveIntegerField("values replaced", null=True, blank=True)
    cleaned_at = models.DateTimeField("storage cleaned at", null=True, blank=True)

    objects = ExpunctionQuerySet.as_manager()

    class Meta:
        ordering = ["-proposed_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(file__isnull=True) & ~Q(words="") | Q(file__isnull=False, words=""),
                name="expunction_of_words_or_of_a_file",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="expunction_has_its_reason"),
            models.CheckConstraint(
                condition=~Q(ground=Ground.OTHER) | ~Q(ground_words=""), name="expunction_on_another_ground_names_it"
            ),
            models.CheckConstraint(
                condition=Q(state__in=sorted([ExpunctionState.PROPOSED, ExpunctionState.WITHDRAWN]))
                | (
                    Q(decided_by__isnull=False, decided_post__isnull=False, decided_at__isnull=False)
                    & ~Q(decided_by=F("proposed_by"))
                    & ~Q(decided_post=F("proposed_post"))
                ),
                name="expunction_decided_by_another_than_proposed",
            ),
            models.CheckConstraint(
                condition=~Q(state=ExpunctionState.CARRIED_OUT) | Q(carried_out_at__isnull=False, count__isnull=False),
                name="expunction_carried_out_has_its_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"Expunction {self.pk}"


class ExpungedValue(AppendOnly):
    """One value that a tombstone replaced: where it stood, and the SHA-256 by which it can still be proven."""

    expunction = models.ForeignKey(Expunction, models.PROTECT, related_name="values")
    table = models.CharField("table", max_length=100)
    row = models.BigIntegerField("row")
    column = models.CharField("column", max_length=100)
    times = models.PositiveIntegerField("times")
    sha256 = models.CharField("SHA-256 of the old value", max_length=64)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["expunction", "table", "row", "column"], name="expunged_value_once")
        ]

    def __str__(self) -> str:
        return f"{self.table} {self.row}, {self.column}"


class ExpunctionEvent(Event):
    """An act on an expunction. It never tells the words."""

    verb = models.CharField("act", max_length=30, choices=ExpunctionVerb)
    expunction = models.ForeignKey(Expunction, models.PROTECT, related_name="events")

    def __str__(self) -> str:
        return self.get_verb_display()
