from django.db import models
from django.db.models import Q

from inspections.enums import CauseScope, CountOf, DischargeRoute, GradingStanding, PublicationKind, ReplyKind
from inspections.models.dated import VaguelyDated
from inspections.models.framework import Framework, FrameworkArea, FrameworkGrade
from inspections.models.inspection import Inspection
from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.models import Post
from jac_tracker.history import Tracked, TrackedQuerySet


class UnderInspectionQuerySet(TrackedQuerySet):
    """Rows that are visible exactly when their inspection is; `path` leads from the row to it."""

    path = "inspection"

    def visible_to(self, actor: Actor) -> "UnderInspectionQuerySet":
        return self.filter(**{f"{self.path}__in": Inspection.objects.visible_to(actor)})


class UnderPublicationQuerySet(UnderInspectionQuerySet):
    path = "publication__inspection"


class Publication(VaguelyDated, Tracked):
    """Something an inspection published. Its own day is the original date, from which deadlines are reckoned.

    `page_on` is the date a web page shows, kept apart because HMICFRS's moved pages show the day they were moved.
    """

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="publications")
    kind = models.CharField("kind", max_length=30, choices=PublicationKind)
    title = models.CharField("title", max_length=300)
    framework = models.ForeignKey(Framework, models.PROTECT, null=True, blank=True, related_name="publications")
    page_on = models.DateField("date the web page shows", null=True, blank=True)
    address = models.URLField("address", max_length=500, blank=True)
    note = models.TextField("note", blank=True)

    objects = UnderInspectionQuerySet.as_manager()

    class Meta(VaguelyDated.Meta):
        ordering = ["earliest", "id"]

    def __str__(self) -> str:
        return self.title


class Grading(Tracked):
    """HMICFRS's judgment of one area in one publication."""

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="gradings")
    area = models.ForeignKey(FrameworkArea, models.PROTECT, related_name="gradings")
    standing = models.CharField("standing", max_length=20, choices=GradingStanding)
    grade = models.ForeignKey(FrameworkGrade, models.PROTECT, null=True, blank=True, related_name="gradings")
    narrative = models.TextField("summary", blank=True)
    told_with = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="tells_of", verbose_name="summary shared with"
    )

    objects = UnderPublicationQuerySet.as_manager()

    class Meta:
        ordering = ["area__position"]
        constraints = [
            models.UniqueConstraint(fields=["publication", "area"], name="grading_once_for_each_area"),
            models.CheckConstraint(
                condition=Q(standing=GradingStanding.NOT_GRADED, grade__isnull=True)
                | (~Q(standing=GradingStanding.NOT_GRADED) & Q(grade__isnull=False)),
                name="grading_has_a_grade_unless_not_graded",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area}: {self.grade or self.get_standing_display()}"


class CauseOfConcern(Tracked):
    """A serious, critical or systemic shortcoming; discharged only by a recorded decision of HMICFRS."""

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="causes")
    scope = models.CharField("scope", max_length=10, choices=CauseScope)
    title = models.CharField("title", max_length=200)
    text = models.TextField("text", blank=True)
    is_accelerated = models.BooleanField("accelerated", default=False)
    repeats = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="repeated_by")
    discharged_on = models.DateField("discharged on", null=True, blank=True)
    discharged_by = models.CharField("discharged by", max_length=150, blank=True)
    discharge_route = models.CharField(
        "how its discharge reached us", max_length=20, choices=DischargeRoute, blank=True
    )
    discharge_document = models.CharField("document that discharged it", max_length=300, blank=True)

    objects = UnderPublicationQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(discharged_on__isnull=True, discharged_by="", discharge_route="", discharge_document="")
                | (
                    Q(discharged_on__isnull=False)
                    & ~Q(discharged_by="")
                    & ~Q(discharge_route="")
                    & ~Q(discharge_document="")
                ),
                name="cause_discharged_by_whom_when_how_and_where",
            )
        ]

    def __str__(self) -> str:
        return self.title


class ReplyDuty(VaguelyDated, Tracked):
    """A reply that somebody owes to a publication; its own day is when it is due."""

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="reply_duties")
    kind = models.CharField("kind", max_length=20, choices=ReplyKind)
    owed_by = models.CharField("who owes it", max_length=150)
    owed_to = models.CharField("to whom", max_length=150)
    our_input_due_on = models.DateField("our input due", null=True, blank=True)
    our_input_sent_on = models.DateField("our input sent", null=True, blank=True)
    reply_published_on = models.DateField("reply published", null=True, blank=True)
    note = models.TextField("note", blank=True)

    objects = UnderPublicationQuerySet.as_manager()

    class Meta(VaguelyDated.Meta):
        ordering = ["earliest", "id"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} by {self.owed_by}"


class ReportedCount(Tracked):
    """What a report says it contains, whether or not every text has been entered."""

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="reported_counts")
    count_of = models.CharField("what is counted", max_length=30, choices=CountOf)
    number = models.PositiveSmallIntegerField("how many")
    of_ours = models.PositiveSmallIntegerField("of which for the police", null=True, blank=True)
    includes_soft = models.BooleanField("soft AFIs included", default=False)
    allocated_to = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    note = models.CharField("note", max_length=300, blank=True)

    objects = UnderPublicationQuerySet.as_manager()

    class Meta:
        ordering = ["publication", "-count_of"]
        constraints = [
            models.UniqueConstraint(fields=["publication", "count_of"], name="reported_count_once"),
            models.CheckConstraint(
                condition=Q(of_ours__isnull=True) | Q(of_ours__lte=models.F("number")),
                name="reported_count_of_ours_within_number",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.get_count_of_display().lower()}"
