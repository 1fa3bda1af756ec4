from typing import Any

from django.db import models
from django.urls import reverse

from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.roles import Duty
from jac_tracker.history import Tracked, TrackedQuerySet
from recommendations.enums import IntakePurpose, IntakeStanding, ListAnswer, Pile
from recommendations.models.evidence import StoredFile
from recommendations.models.recommendation import Recommendation


class IntakeQuerySet(TrackedQuerySet):
    def visible_to(self, actor: Actor) -> "IntakeQuerySet":
        """Lists hold items of every marking: they are for those who keep the register."""
        return self.all() if actor.may(Duty.KEEP_REGISTER) else self.none()

    def begun(self) -> "IntakeQuerySet":
        return self.filter(standing=IntakeStanding.BEGUN)


class Intake(Tracked):
    """A list that somebody brought in: what is in its file, how it is to be read, and where it has got to.

    `settled` is a `ListPlan` as JSON; the next list of the same source begins with that of the newest one.
    """

    purpose = models.CharField("purpose", max_length=20, choices=IntakePurpose)
    source = models.CharField("where it comes from", max_length=120)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="intakes")
    sheet = models.CharField("sheet", max_length=150, blank=True)
    settled = models.JSONField("how it is read", default=dict)
    opening_on = models.DateField("as at")  # the day of the opening balance
    standing = models.CharField("standing", max_length=10, choices=IntakeStanding, default=IntakeStanding.BEGUN)
    counts: Any = models.JSONField("rows by what became of them", default=dict)

    objects = IntakeQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.file.name} from {self.source}"

    @property
    def route(self) -> str:
        """The name of its own page, with which those of the others begin: "intake_words"."""
        return "reconciliation" if self.purpose == IntakePurpose.RECONCILE else "intake"

    def get_absolute_url(self) -> str:
        return reverse(self.route, args=[self.pk])


class ListDecisionQuerySet(TrackedQuerySet):
    def visible_to(self, actor: Actor) -> "ListDecisionQuerySet":
        """Those on an item for whoever sees it in full; those on no item for whoever sees everything."""
        if actor.may(Duty.SEE_EVERYTHING):
            return self.all()
        return self.filter(recommendation__in=Recommendation.objects.in_full_to(actor).values("pk"))


class ListDecision(Tracked):
    """What somebody decided about a pair of an item of ours and an entry of HMICFRS's list, or about one that is alone.

    `digest` is the fingerprint of what was compared: as long as both sides say the same, the decision holds for the
    next list too. `intake` is the list on which it was decided last.
    """

    intake = models.ForeignKey(Intake, models.PROTECT, related_name="decisions")
    recommendation = models.ForeignKey(
        Recommendation, models.PROTECT, null=True, blank=True, related_name="list_decisions"
    )
    digest = models.CharField("fingerprint", max_length=32, unique=True)
    pile = models.CharField("pile", max_length=20, choices=Pile)
    answer = models.CharField("decision", max_length=10, choices=ListAnswer)
    note = models.TextField("note", blank=True)
    compared: Any = models.JSONField("what was compared", default=dict)

    objects = ListDecisionQuerySet.as_manager()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.get_answer_display()
