"""What the committee asked for at its meetings, and what else was noted of one."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from inspections.models import CauseOfConcern, Inspection
from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.models import Post
from jac_tracker.accounts.roles import Duty
from jac_tracker.history import Event, Tracked, TrackedQuerySet, versions_of
from recommendations.models import Recommendation
from reports.enums import NoteKind, RequestOutcome, RequestVerb
from reports.models.paper import Meeting

ANSWERED = (RequestOutcome.ANSWERED, RequestOutcome.ORALLY)


class CommitteeRequestQuerySet(TrackedQuerySet):
    def visible_to(self, actor: Actor) -> "CommitteeRequestQuerySet":
        """Every request for those who see everything; else those about nothing that is hidden from the actor.

        Of these the committee secretary sees all, and others those that are asked of a post of theirs or are about an
        item that they see in full. What a request was ever about counts, since its words then may have told of it.
        """
        if actor.may(Duty.SEE_EVERYTHING):
            return self.all()
        if not actor.may(Duty.SEE_HEADLINES):
            return self.none()
        requests = self.exclude(pk__in=_about_hidden_items(actor)).exclude(pk__in=_about_embargoed())
        if actor.may(Duty.READ_DRAFT_PAPERS):
            return requests
        items = RequestItem.objects.filter(recommendation__in=Recommendation.objects.in_full_to(actor))
        return requests.filter(Q(asked_of__in=actor.post_ids) | Q(pk__in=items.values("request")))

    def open(self) -> "CommitteeRequestQuerySet":
        return self.filter(outcome="")

    def overdue(self, on: date) -> "CommitteeRequestQuerySet":
        """Open ones that were to be answered by a meeting held before the day."""
        return self.open().filter(answer_by__held_on__lt=on)


class CommitteeRequest(Tracked):
    """What the committee asked for at a meeting, of which post, and what became of it. No member is named.

    Public papers print the cleared words alone, and of what was asked in private nothing.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="requests", verbose_name="asked at")
    minute = models.CharField("minute", max_length=20, blank=True)
    words = models.TextField("what was asked")
    asked_of = models.ForeignKey(Post, models.PROTECT, related_name="committee_requests", verbose_name="asked of")
    inspection = models.ForeignKey(
        Inspection, models.PROTECT, null=True, blank=True, related_name="committee_requests", verbose_name="inspection"
    )
    cause = models.ForeignKey(
        CauseOfConcern,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="committee_requests",
        verbose_name="cause of concern",
    )
    is_private = models.BooleanField("asked in private", default=False)
    answer_by = models.ForeignKey(
        Meeting, models.PROTECT, related_name="requests_due", verbose_name="to be answered by the meeting of"
    )
    outcome = models.CharField("outcome", max_length=20, choices=RequestOutcome, blank=True)  # none while it is open
    answer = models.TextField("answer, or reason", blank=True)
    answered_in = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="answered for the meeting of"
    )
    answered_by = models.ForeignKey(
        Post, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="answered by"
    )
    settled_at = models.DateTimeField("outcome recorded at", null=True, blank=True)
    cleared_words = models.TextField("wording for the public", blank=True)
    cleared_answer = models.TextField("wording of the answer for the public", blank=True)
    cleared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    cleared_at = models.DateTimeField("cleared at", null=True, blank=True)

    objects = CommitteeRequestQuerySet.as_manager()

    class Meta:
        ordering = ["meeting__held_on", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="committee_request_says_what_was_asked"),
            models.CheckConstraint(
                condition=Q(outcome="", answer="", settled_at__isnull=True)
                | (~Q(outcome="") & ~Q(answer="") & Q(settled_at__isnull=False)),
                name="committee_request_settled_in_words_at_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=sorted(ANSWERED), answered_in__isnull=False, answered_by__isnull=False)
                | (~Q(outcome__in=sorted(ANSWERED)) & Q(answered_in__isnull=True, answered_by__isnull=True)),
                name="committee_request_answered_by_whom_and_when",
            ),
            models.CheckConstraint(
                condition=Q(cleared_words="", cleared_answer="", cleared_by__isnull=True, cleared_at__isnull=True)
                | (~Q(cleared_words="") & Q(cleared_at__isnull=False)),
                name="committee_request_cleared_words_and_moment",
            ),
        ]

    def __str__(self) -> str:
        return self.words[:60]

    def get_absolute_url(self) -> str:
        return reverse("committee_request", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return not self.outcome


class RequestItem(Tracked):
    """That a request is about an item."""

    request = models.ForeignKey(CommitteeRequest, models.PROTECT, related_name="about")
    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="committee_requests")

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["request", "recommendation"], name="request_item_once")]

    def __str__(self) -> str:
        return self.recommendation.reference


class RequestEvent(Event):
    """An act on a request. It has the request's readers, and never tells the words."""

    verb = models.CharField("act", max_length=30, choices=RequestVerb)
    request = models.ForeignKey(CommitteeRequest, models.PROTECT, related_name="events")

    def __str__(self) -> str:
        return self.get_verb_display()


class MeetingNoteQuerySet(TrackedQuerySet):
    def visible_to(self, actor: Actor) -> "MeetingNoteQuerySet":
        """For those who read drafts: nothing in a note is cleared for anybody else."""
        return self.all() if actor.may(Duty.READ_DRAFT_PAPERS) else self.none()


class MeetingNote(Tracked):
    """An oral update that was given at a meeting, or a paper that came too late for its agenda."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="notes")
    kind = models.CharField("kind", max_length=20, choices=NoteKind)
    words = models.TextField("what it was")
    post = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="given by")

    objects = MeetingNoteQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="meeting_note_has_words")]

    def __str__(self) -> str:
        return self.words[:60]


def _about_hidden_items(actor: Actor) -> "models.QuerySet[Any, Any]":
    visible = Recommendation.objects.visible_to(actor)
    return versions_of(RequestItem).exclude(recommendation_id__in=visible.values("pk")).values("request_id")


def _about_embargoed() -> "models.QuerySet[Any, Any]":
    embargoed = Inspection.objects.filter(is_embargoed=True)
    about = Q(inspection_id__in=embargoed.values("pk")) | Q(
        cause_id__in=CauseOfConcern.objects.filter(publication__inspection__in=embargoed).values("pk")
    )
    return versions_of(CommitteeRequest).filter(about).values("id")
