from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce

from jac_tracker.accounts.models import Holding, Portfolio, Post
from jac_tracker.accounts.roles import Role
from jac_tracker.history import AppendOnly, Tracked
from recommendations.enums import DecisionRoute, HmicfrsStatus, ProposalAnswer, ProposalKind, Status
from recommendations.models.recommendation import Recommendation


class Proposal(Tracked):
    """A ruling that one person proposes and another must agree. The item stays where it is until then."""

    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="proposals")
    kind = models.CharField("proposed as", max_length=20, choices=ProposalKind)
    portfolio = models.ForeignKey(
        Portfolio, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="portfolio whose lead decides"
    )
    reason = models.TextField("reason")
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    proposed_post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    proposed_at = models.DateTimeField("proposed at")
    answer = models.CharField("answer", max_length=10, choices=ProposalAnswer, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField("answered at", null=True, blank=True)
    answer_reason = models.TextField("reason for the answer", blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation"], condition=Q(answer=""), name="proposal_one_open_for_each_item"
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True) | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="proposal_answered_with_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(answered_by__isnull=True)
                | (~Q(answer=ProposalAnswer.TAKEN_BACK) & ~Q(answered_by=F("proposed_by")))
                | Q(answer=ProposalAnswer.TAKEN_BACK, answered_by=F("proposed_by")),
                name="proposal_answered_by_another_and_taken_back_by_its_proposer",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


def for_a_stand_in(on: date) -> Q:
    """Proposals, or history rows of them, put to a portfolio that nobody leads on the day who may answer.

    Nobody answers what they proposed. `permissions.stands_in` says the same of one.
    """
    able = Holding.objects.current(on).filter(
        user__is_active=True,
        post__is_active=True,
        post__role=Role.PORTFOLIO_LEAD,
        post__portfolio=OuterRef("portfolio_id"),
    )
    able = able.exclude(user=Coalesce(OuterRef("proposed_by_id"), 0))
    return Q(~Exists(able), kind=ProposalKind.NOT_APPLICABLE)


class ClosureLevel(Tracked):
    """How far HMICFRS looked before it closed an item, in the force's own words: no published list defines them."""

    name = models.CharField("name", max_length=80, unique=True)
    meaning = models.CharField("what it means", max_length=300, blank=True)
    is_active = models.BooleanField("in use", default=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Decision(AppendOnly):
    """A decision that closed an item: what, when, by whom, by which route and in which document.

    It is HMICFRS's, or our Deputy Chief Constable's on an item that HMICFRS does not track; the route tells which.
    """

    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="decisions")
    outcome = models.CharField("outcome", max_length=30, choices=Status)
    decided_on = models.DateField("decided on")
    day_is_unknown = models.BooleanField("no day given", default=False)  # then it is the day we learned of it
    decided_by = models.CharField("decided by", max_length=150)
    route = models.CharField("route", max_length=20, choices=DecisionRoute)
    document = models.CharField("document", max_length=300)
    closure_level = models.CharField("closure level", max_length=80, blank=True)
    at = models.DateTimeField("recorded at")

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return self.get_outcome_display()


class HmicfrsStatusRow(AppendOnly):
    """Where HMICFRS says an item stands, on a day: a track of its own, never merged with ours."""

    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="hmicfrs_statuses")
    hmicfrs_reference = models.CharField("HMICFRS's reference", max_length=60, blank=True)
    status = models.CharField("HMICFRS's status", max_length=30, choices=HmicfrsStatus)
    comment = models.TextField("comment", blank=True)
    status_on = models.DateField("as at")
    at = models.DateTimeField("recorded at")

    class Meta:
        ordering = ["status_on", "id"]

    def __str__(self) -> str:
        return self.get_status_display()
