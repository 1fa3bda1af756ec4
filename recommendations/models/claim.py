from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q

from jac_tracker.accounts.models import Post
from jac_tracker.history import AppendOnly, Tracked, TrackedQuerySet
from recommendations.enums import DESKS, ClaimStanding, Status, Verdict
from recommendations.models.evidence import Evidence
from recommendations.models.recommendation import Recommendation

STANDING = sorted([ClaimStanding.BEING_WRITTEN, ClaimStanding.MADE])


class ClaimQuerySet(TrackedQuerySet):
    def standing(self) -> "ClaimQuerySet":
        """Claims that are being written or have been made, and are not over. An item has one at most."""
        return self.filter(standing__in=STANDING)


class Claim(Tracked):
    """That an item is complete: what the owner says, part by part, and by which exhibits.

    It is written over days, then made; the desks sign it round by round. A change after somebody signed begins a new
    round. One that came back is over: the next is a new claim.
    """

    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="claims")
    number = models.PositiveIntegerField("number")  # on its item
    standing = models.CharField("standing", max_length=20, choices=ClaimStanding, default=ClaimStanding.BEING_WRITTEN)
    round = models.PositiveIntegerField("round of signing", default=1)
    how_it_will_last = models.TextField("how it will last", blank=True)
    begun_at = models.DateTimeField("begun at")
    for_post = models.ForeignKey(
        Post, models.PROTECT, null=True, blank=True, related_name="claims", verbose_name="post claimed for"
    )
    claimed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    claimed_at = models.DateTimeField("claimed at", null=True, blank=True)
    cites = models.CharField("message cited", max_length=300, blank=True)
    submitted_on = models.DateField("sent to HMICFRS on", null=True, blank=True)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        ordering = ["recommendation", "number"]
        constraints = [
            models.UniqueConstraint(fields=["recommendation", "number"], name="claim_number_once"),
            models.UniqueConstraint(
                fields=["recommendation"], condition=Q(standing__in=STANDING), name="claim_one_standing_for_each_item"
            ),
            models.CheckConstraint(
                condition=Q(standing=ClaimStanding.BEING_WRITTEN, claimed_at__isnull=True, for_post__isnull=True)
                | (
                    ~Q(standing=ClaimStanding.BEING_WRITTEN)
                    & Q(claimed_at__isnull=False, for_post__isnull=False)
                    & ~Q(how_it_will_last="")
                ),
                name="claim_made_has_its_moment_and_post",
            ),
        ]

    def __str__(self) -> str:
        return f"Claim {self.number} of {self.recommendation.reference}"


class Claimant(Tracked):
    """Somebody who typed some of a claim, or made it, and so may not decide on it."""

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="claimants")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["claim", "user"], name="claimant_once")]

    def __str__(self) -> str:
        return str(self.user)


class ClaimAnswer(Tracked):
    """What a claim says of one part of ours; of the whole, where the item has no parts of ours."""

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="answers")
    part_letter = models.CharField("part", max_length=5, blank=True)
    text = models.TextField("answer")

    class Meta:
        ordering = ["claim", "part_letter"]
        constraints = [models.UniqueConstraint(fields=["claim", "part_letter"], name="claim_answers_a_part_once")]

    def __str__(self) -> str:
        return self.text[:60]


class Exhibit(Tracked):
    """A piece of evidence that a claim names."""

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="exhibits")
    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="exhibits")

    class Meta:
        ordering = ["claim", "evidence__number"]
        constraints = [models.UniqueConstraint(fields=["claim", "evidence"], name="exhibit_once")]

    def __str__(self) -> str:
        return str(self.evidence)


class SignOff(AppendOnly):
    """What one desk decided on a claim in one round, with a copy of what it decided on.

    Who claimed, and for which post, stands here too, so that the database itself refuses who decides their own claim.
    """

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="sign_offs")
    round = models.PositiveIntegerField("round of signing")
    desk = models.CharField(
        "desk", max_length=30, choices=[(desk.value, desk.label) for desk in Status if desk in DESKS]
    )
    verdict = models.CharField("verdict", max_length=20, choices=Verdict)
    reason = models.TextField("reason", blank=True)
    by_user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    by_post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    claimed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    claimed_post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField("decided at", db_index=True)
    content = models.JSONField("what was signed", encoder=DjangoJSONEncoder)
    fingerprint = models.CharField("fingerprint of what was signed", max_length=64)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["claim", "round", "desk"], name="sign_off_one_for_each_desk_and_round"),
            models.UniqueConstraint(
                fields=["claim", "round", "by_user"],
                condition=~Q(verdict=Verdict.SAME_POST),
                name="sign_off_one_for_each_person_and_round",
            ),
            models.CheckConstraint(
                condition=Q(verdict=Verdict.SAME_POST)
                | Q(by_user__isnull=True)
                | (~Q(by_user=F("claimed_by")) & ~Q(by_post=F("claimed_post"))),
                name="sign_off_not_by_the_claimant",
            ),
            models.CheckConstraint(
                condition=Q(by_user__isnull=True) | Q(by_post__isnull=False), name="sign_off_by_somebody_under_a_post"
            ),
            models.CheckConstraint(
                condition=~Q(verdict=Verdict.RETURNED) | ~Q(reason=""), name="sign_off_returned_for_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_desk_display()}: {self.get_verdict_display()}"
