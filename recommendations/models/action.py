from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q

from jac_tracker.accounts.models import Post
from jac_tracker.history import Tracked, TrackedQuerySet
from recommendations.enums import ActionStatus
from recommendations.models.recommendation import Recommendation


class ActionQuerySet(TrackedQuerySet):
    def standing(self) -> "ActionQuerySet":
        """Actions that are still wanted: all but the dropped."""
        return self.exclude(status=ActionStatus.DROPPED)

    def to_do(self) -> "ActionQuerySet":
        return self.filter(status=ActionStatus.TO_DO)

    def overdue(self, on: date) -> "ActionQuerySet":
        """Actions to do whose day has passed by `on`."""
        return self.to_do().filter(due_on__lt=on)


class Action(Tracked):
    """A step towards an item, in the hands of a post: done with a line of proof, then signed off or returned."""

    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="actions")
    number = models.PositiveIntegerField("number")  # on its item, never reused
    what = models.TextField("what is to be done")
    post = models.ForeignKey(Post, models.PROTECT, related_name="actions")
    due_on = models.DateField("by when")
    first_due_on = models.DateField("first by when")  # set once, never changed
    part_letter = models.CharField("part", max_length=5, blank=True)  # of the item's parts; empty for all of it
    status = models.CharField("status", max_length=20, choices=ActionStatus, default=ActionStatus.TO_DO)
    proof = models.TextField("proof", blank=True)
    done_on = models.DateField("done on", null=True, blank=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    return_reason = models.TextField("why it came back", blank=True)

    objects = ActionQuerySet.as_manager()

    class Meta:
        ordering = ["recommendation", "number"]
        constraints = [
            models.UniqueConstraint(fields=["recommendation", "number"], name="action_number_once"),
            models.CheckConstraint(
                condition=~Q(status__in=sorted([ActionStatus.DONE, ActionStatus.SIGNED_OFF]))
                | (Q(done_on__isnull=False) & ~Q(proof="")),
                name="action_done_has_its_day_and_proof",
            ),
        ]
        indexes = [models.Index(fields=["status", "due_on"], name="action_by_status_and_day")]

    def __str__(self) -> str:
        return f"Action {self.number} of {self.recommendation.reference}"
