from django.conf import settings
from django.db import models
from django.db.models import F, Q

from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.roles import Duty
from jac_tracker.history import AppendOnly, Tracked, TrackedQuerySet
from recommendations.enums import EvidenceKind, Marking
from recommendations.models.recommendation import Recommendation

EXPUNGED_KEY = "expunged-"
"""How the name in the store begins of a file that is no longer there."""


class StoredFile(AppendOnly):
    """A file as it came, kept under a name of our own making. What it is was read from its bytes."""

    key = models.CharField("name in the store", max_length=64, unique=True)
    name = models.CharField("name it came with", max_length=150)
    sha256 = models.CharField("SHA-256", max_length=64, db_index=True)
    size = models.PositiveBigIntegerField("size in bytes")
    media_type = models.CharField("type", max_length=100)
    at = models.DateTimeField("stored at")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_expunged(self) -> bool:
        """Whether its bytes have been removed for good. What they were is known by their SHA-256 alone."""
        return self.key.startswith(EXPUNGED_KEY)


class EvidenceQuerySet(TrackedQuerySet):
    def standing(self) -> "EvidenceQuerySet":
        """Evidence that has been neither replaced nor set aside."""
        return self.filter(replaced_by__isnull=True, is_set_aside=False)

    def visible_to(self, actor: Actor) -> "EvidenceQuerySet":
        """The evidence that the actor may read: of items seen in full.

        OFFICIAL-SENSITIVE evidence only for those who see everything, the item's own owner and its lead, or who stands
        in for the lead and has to decide on it.
        """
        if actor.may(Duty.SEE_EVERYTHING):
            return self.all()
        sensitive = Q(marking=Marking.OFFICIAL_SENSITIVE)
        own = Q(recommendation__owner_post__in=actor.post_ids)
        if actor.led_portfolio_ids:
            left_over = Recommendation.objects.for_a_stand_in(actor.on)
            own |= Q(recommendation__portfolio__in=actor.led_portfolio_ids)
            own |= Q(recommendation__in=left_over.values("pk"))
        whole = Recommendation.objects.in_full_to(actor)
        return self.filter(~sensitive | own, recommendation__in=whole.values("pk"))


class Evidence(Tracked):
    """Something that proves an item or one of its parts: a file, or a reference to where the proof is kept.

    It is never overwritten: what puts it right is a new row that `replaces` it.
    """

    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="evidence")
    number = models.PositiveIntegerField("number")  # on its item, never reused
    title = models.CharField("title", max_length=200)
    kind = models.CharField("kind", max_length=20, choices=EvidenceKind)
    marking = models.CharField("marking", max_length=20, choices=Marking, default=Marking.OFFICIAL)
    part_letter = models.CharField("part", max_length=5, blank=True)  # of the item's parts; empty for all of it
    dated_on = models.DateField("date of the document", null=True, blank=True)
    reference = models.CharField("link or document number", max_length=500, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="evidence")
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    is_set_aside = models.BooleanField("set aside", default=False)
    added_at = models.DateTimeField("added at")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    cites = models.CharField("message cited", max_length=300, blank=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        ordering = ["recommendation", "number"]
        constraints = [
            models.UniqueConstraint(fields=["recommendation", "number"], name="evidence_number_once"),
            models.CheckConstraint(
                condition=Q(file__isnull=True) & ~Q(reference="") | Q(file__isnull=False, reference=""),
                name="evidence_is_a_file_or_a_reference",
            ),
            models.CheckConstraint(
                condition=Q(replaces__isnull=True) | ~Q(replaces=F("id")), name="evidence_does_not_replace_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"Evidence {self.number}: {self.title}"
