from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.models import Post
from jac_tracker.history import Tracked, TrackedQuerySet
from recommendations.enums import Status
from recommendations.models.recommendation import Recommendation


class HandOverNoteQuerySet(TrackedQuerySet):
    def visible_to(self, actor: Actor) -> "HandOverNoteQuerySet":
        """The notes on items that the actor sees whole: no headline tells of them."""
        # Asked of each note: there are few of them beside the items that somebody may see.
        whole = Recommendation.objects.in_full_to(actor).filter(pk=OuterRef("recommendation_id"))
        return self.filter(Exists(whole))

    def unread(self) -> "HandOverNoteQuerySet":
        return self.filter(read_at__isnull=True)

    def by_the_hand_of(self, actor: Actor) -> "HandOverNoteQuerySet":
        """Notes that the actor has left and may still change: nobody has read them yet."""
        return self.unread().filter(written_by=actor.user_id)

    def left_for(self, actor: Actor) -> "HandOverNoteQuerySet":
        """What the actor has yet to read, the oldest first: left by somebody else for a post that the actor holds.

        A note goes with its item: where another post owns that now, or it was entered in error, nobody is asked to
        read it. `read_notes` refuses every other.
        """
        waiting = self.visible_to(actor).unread().filter(post__in=actor.post_ids, post=F("recommendation__owner_post"))
        waiting = waiting.exclude(recommendation__status=Status.WITHDRAWN)
        return waiting.filter(Q(written_by__isnull=True) | ~Q(written_by=actor.user_id)).order_by("written_at", "pk")


class HandOverNote(Tracked):
    """What somebody who leaves a post tells whoever holds it next about one of the items that it owns.

    It may be written anew, or taken back, until it has been read; from then on it stands as it was read, and what is
    left next is another note. It stays on the item's page for those who come later.
    """

    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="hand_over_notes")
    post = models.ForeignKey(Post, models.PROTECT, related_name="hand_over_notes")
    text = models.TextField("note")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    written_at = models.DateTimeField("written at")
    read_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    read_at = models.DateTimeField("read at", null=True, blank=True)

    objects = HandOverNoteQuerySet.as_manager()

    class Meta:
        ordering = ["written_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation", "post", "written_by"],
                condition=Q(read_at__isnull=True),
                name="hand_over_note_one_unread_from_each_person",
            ),
            models.CheckConstraint(
                condition=Q(read_at__isnull=False) | Q(read_by__isnull=True), name="hand_over_note_read_by_and_at"
            ),
            models.CheckConstraint(
                condition=Q(read_by__isnull=True) | Q(written_by__isnull=True) | ~Q(read_by=F("written_by")),
                name="hand_over_note_not_read_by_its_writer",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="hand_over_note_says_something"),
        ]

    def __str__(self) -> str:
        return self.text[:60]
