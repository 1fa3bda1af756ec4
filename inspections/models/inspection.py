from datetime import date

from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, Value, When
from django.urls import reverse

from inspections.enums import AFTER_FIELDWORK, InspectionKind, MilestoneKind, OurPart, Phase, Stage, Standing
from inspections.models.dated import VaguelyDated
from inspections.models.reference import Force, Inspectorate
from inspections.rules import CLOSELY_KNOWN
from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.roles import Duty
from jac_tracker.history import Tracked, TrackedQuerySet


class InspectionQuerySet(TrackedQuerySet):
    def visible_to(self, actor: Actor) -> "InspectionQuerySet":
        """An embargoed inspection does not exist for anyone but liaison, the DCC and the auditor."""
        if actor.may(Duty.SEE_EVERYTHING):
            return self.all()
        if actor.may(Duty.SEE_HEADLINES):
            return self.filter(is_embargoed=False)
        return self.none()

    def with_stage(self, on: date) -> "InspectionQuerySet":
        """Each inspection with its stage on the day as `stage_now`. `rules.stage` says the same of one inspection."""
        return self.annotate(
            stage_now=Case(
                When(Exists(_publications(on)), then=Value(Stage.PUBLISHED)),
                When(Exists(_fieldwork().filter(_is_going_on(on))), then=Value(Stage.FIELDWORK)),
                When(~Exists(_fieldwork().filter(_is_over(on))) & ~Exists(_later_steps(on)), then=Value(Stage.COMING)),
                When(kind=InspectionKind.ENGAGEMENT, then=Value(Stage.FINISHED)),
                default=Value(Stage.AWAITING_REPORT),
                output_field=models.CharField(),
            )
        )


def _publications(on: date) -> models.QuerySet[models.Model]:
    from inspections.models.publication import Publication

    return Publication.objects.filter(Q(earliest__isnull=True) | Q(earliest__lte=on), inspection=OuterRef("pk"))


def _fieldwork() -> models.QuerySet["Milestone"]:
    """The fieldwork that counts: what came to pass, or what was expected where nothing has yet."""
    fieldwork = Milestone.objects.filter(kind=MilestoneKind.FIELDWORK)
    actual = fieldwork.filter(standing=Standing.ACTUAL, inspection=OuterRef("inspection"))
    return fieldwork.filter(Q(standing=Standing.ACTUAL) | ~Exists(actual), inspection=OuterRef("pk"))


def _is_going_on(on: date) -> Q:
    dated = Q(standing=Standing.ACTUAL) | Q(precision__in=CLOSELY_KNOWN, to_be_confirmed=False)
    return Q(dated, earliest__lte=on, latest__gte=on)


def _is_over(on: date) -> Q:
    return Q(latest__lt=on) | Q(standing=Standing.ACTUAL, latest__isnull=True)


def _later_steps(on: date) -> models.QuerySet["Milestone"]:
    """Steps that show the fieldwork to be over whatever its own dates say."""
    begun = Q(earliest__isnull=True) | Q(earliest__lte=on)
    after = Q(begun, kind__in=AFTER_FIELDWORK, standing=Standing.ACTUAL)
    closed = Q(kind=MilestoneKind.RESPONSE_CLOSES, latest__lt=on)
    return Milestone.objects.filter(after | closed, inspection=OuterRef("pk"))


class Inspection(Tracked):
    """Something HMICFRS did or will do: an inspection, a super-complaint, a data request, a workshop."""

    kind = models.CharField("kind", max_length=30, choices=InspectionKind)
    title = models.CharField("title", max_length=300)
    short_title = models.CharField("short title", max_length=120, unique=True)
    scope = models.CharField("place or scope", max_length=300, blank=True)
    follows = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="followed_by")
    our_part = models.CharField("our part", max_length=20, choices=OurPart)
    our_part_note = models.CharField("note on our part", max_length=300, blank=True)
    lead_body = models.ForeignKey(Inspectorate, models.PROTECT, null=True, blank=True, related_name="leads")
    complainant = models.CharField("body that complained", max_length=200, blank=True)
    forces_count = models.PositiveSmallIntegerField("number of forces inspected", null=True, blank=True)
    forces_note = models.TextField("how the forces were chosen", blank=True)
    is_embargoed = models.BooleanField("embargoed", default=False)
    background = models.TextField("background and aims", blank=True)
    found = models.TextField("what it found", blank=True)
    found_about_us = models.TextField("what it found about us", blank=True)
    good_practice = models.TextField("good practice", blank=True)
    next_steps = models.TextField("what happens next", blank=True)
    force_response = models.TextField("the force's response", blank=True)

    objects = InspectionQuerySet.as_manager()

    class Meta:
        ordering = ["short_title"]

    def __str__(self) -> str:
        return self.short_title

    def get_absolute_url(self) -> str:
        return reverse("inspection", args=[self.pk])


class JointInspectorate(Tracked):
    """An inspectorate that takes part in an inspection, other than the one that leads it."""

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="joint_inspectorates")
    inspectorate = models.ForeignKey(Inspectorate, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField("position", default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["inspection", "inspectorate"], name="joint_inspectorate_once"),
        ]

    def __str__(self) -> str:
        return str(self.inspectorate)


class OtherForce(Tracked):
    """Another force in the same inspection, in the order in which the paper names them."""

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="other_forces")
    force = models.ForeignKey(Force, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField("position", default=0)
    note = models.CharField("note", max_length=300, blank=True)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["inspection", "force"], name="other_force_once")]

    def __str__(self) -> str:
        return f"{self.force} ({self.note})" if self.note else str(self.force)


class Milestone(VaguelyDated, Tracked):
    """A step of an inspection, as expected or as it came to pass. An actual date never replaces an expected one."""

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="milestones")
    kind = models.CharField("milestone", max_length=30, choices=MilestoneKind)
    standing = models.CharField("expected or actual", max_length=10, choices=Standing)
    note = models.CharField("note", max_length=300, blank=True)

    class Meta(VaguelyDated.Meta):
        ordering = ["earliest", "id"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.day.worded()}"


class MonitoringPhase(Tracked):
    """HMICFRS's monitoring phase for our force from a day on."""

    phase = models.CharField("phase", max_length=10, choices=Phase)
    from_on = models.DateField("from")
    note = models.TextField("note", blank=True)

    class Meta:
        ordering = ["from_on", "id"]
        constraints = [models.CheckConstraint(condition=~Q(phase=""), name="monitoring_phase_is_given")]

    def __str__(self) -> str:
        return self.get_phase_display()
