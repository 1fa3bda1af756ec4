from django.db import models
from django.db.models import Q
from django.urls import reverse

from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.models import Post
from jac_tracker.accounts.roles import Duty
from jac_tracker.history import Tracked, TrackedQuerySet
from recommendations.enums import Marking
from reports.enums import Matter, PaperState, SectionKind


class MeetingQuerySet(TrackedQuerySet):
    def visible_to(self, actor: Actor) -> "MeetingQuerySet":
        """Every meeting for those who read drafts; for readers of issued papers, those whose paper has been issued,
        withdrawn or not."""
        if actor.may(Duty.READ_DRAFT_PAPERS):
            return self.all()
        if actor.may(Duty.READ_ISSUED_PAPERS):
            return self.filter(paper__in=Paper.objects.issued())
        return self.none()


class Meeting(Tracked):
    """A meeting of the committee."""

    held_on = models.DateField("date", unique=True)
    place = models.CharField("place", max_length=150, blank=True)
    note = models.TextField("note", blank=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on"]

    def __str__(self) -> str:
        return f"Meeting of {self.held_on:%d %B %Y}"

    def get_absolute_url(self) -> str:
        return reverse("meeting", args=[self.held_on.isoformat()])


class PaperQuerySet(TrackedQuerySet):
    def visible_to(self, actor: Actor) -> "PaperQuerySet":
        """Drafts are for liaison, the DCC, the secretary and the auditor; issued papers for every reader."""
        if actor.may(Duty.READ_DRAFT_PAPERS):
            return self.all()
        if actor.may(Duty.READ_ISSUED_PAPERS):
            return self.issued()
        return self.none()

    def issued(self) -> "PaperQuerySet":
        """Papers of which a version has been issued, even if another is being drafted or it was withdrawn."""
        return self.filter(issues__number=1)


class Paper(Tracked):
    """The HMICFRS Update for one meeting. Its body is a tree of sections."""

    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="paper")
    title = models.CharField("title", max_length=120, default="HMICFRS Update")
    agenda_item = models.CharField("agenda item", max_length=10, blank=True)
    marking = models.CharField("marking", max_length=20, choices=Marking, default=Marking.OFFICIAL)
    state = models.CharField("state", max_length=10, choices=PaperState, default=PaperState.DRAFT)
    cut_off_at = models.DateTimeField("cut-off", null=True, blank=True)  # none: the moment it is drawn
    since_at = models.DateTimeField("start of the period", null=True, blank=True)  # none: from the meeting before
    since_reason = models.TextField("why the period starts elsewhere", blank=True)
    contact_post = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")

    objects = PaperQuerySet.as_manager()

    class Meta:
        ordering = ["-meeting__held_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(since_at__isnull=True) | ~Q(since_reason=""), name="paper_period_changed_with_a_reason"
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("paper", args=[self.meeting.held_on.isoformat()])


class Section(Tracked):
    """One section of a paper. Position gives the order, level the depth: together they are the tree."""

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="sections")
    position = models.PositiveSmallIntegerField("position")
    level = models.PositiveSmallIntegerField("level", default=1)
    is_numbered = models.BooleanField("numbered", default=False)
    heading = models.CharField("heading", max_length=200, blank=True)
    kind = models.CharField("kind", max_length=30, choices=SectionKind)
    options = models.JSONField("options", default=dict)
    before = models.TextField("narrative before", blank=True)
    after = models.TextField("narrative after", blank=True)
    # Whether the next paper starts with its narrative too. What is purely narrative always comes along.
    is_standing = models.BooleanField("standing", default=False, db_default=False)

    class Meta:
        ordering = ["paper", "position", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(level__gte=1, level__lte=3), name="section_level_one_to_three"),
        ]

    def __str__(self) -> str:
        return self.heading or self.get_kind_display()


class RowChoice(Tracked):
    """What the officer chose about the rows proposed for a section: one taken out by its key, or one added in words."""

    section = models.ForeignKey(Section, models.PROTECT, related_name="row_choices")
    matter = models.CharField("matter", max_length=30, choices=Matter)
    key = models.CharField("row taken out", max_length=120, blank=True)
    words = models.TextField("row added", blank=True)
    reason = models.TextField("reason")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["section", "key"], condition=~Q(key=""), name="row_taken_out_once"),
            models.CheckConstraint(
                condition=(Q(key="") & ~Q(words="")) | (~Q(key="") & Q(words="")), name="row_taken_out_or_added"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="row_choice_has_a_reason"),
        ]

    def __str__(self) -> str:
        return self.words or f"{self.get_matter_display()}: taken out"
