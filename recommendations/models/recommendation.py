from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse

from inspections.models import CauseOfConcern, Inspection, Publication
from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.models import Holding, Portfolio, Post
from jac_tracker.accounts.roles import Duty, Role
from jac_tracker.dates import Precision
from jac_tracker.history import Tracked, TrackedQuerySet, as_at_of, highest_recorded, versions_of
from recommendations.enums import (
    AT_WORK,
    CLOSED,
    OPEN,
    STANDING_ACTIONS,
    SUBMITTED,
    ClaimStanding,
    DeadlineKind,
    Kind,
    Marking,
    Rag,
    Status,
    TextSource,
    Verdict,
)
from recommendations.rules.rag import RAG_RULES, RagRules


class Board(Tracked):
    """A governance board that holds owners to account."""

    name = models.CharField("name", max_length=120, unique=True)
    is_active = models.BooleanField("in use", default=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class RecommendationQuerySet(TrackedQuerySet):
    def visible_to(self, actor: Actor) -> "RecommendationQuerySet":
        """The items of which the actor may know at all: in full or as a headline.

        Embargoed ones exist only for those who see everything; OFFICIAL-SENSITIVE ones also for the item's own owner
        and portfolio lead.
        """
        if actor.may(Duty.SEE_EVERYTHING):
            return self.all()
        if not actor.may(Duty.SEE_HEADLINES):
            return self.none()
        open_to_all = ~Q(marking=Marking.OFFICIAL_SENSITIVE)
        return self.filter(open_to_all | _own(actor)).exclude(
            publication__inspection__in=Inspection.objects.filter(is_embargoed=True)
        )

    def in_full_to(self, actor: Actor) -> "RecommendationQuerySet":
        """The items that the actor sees whole: progress, targets, reasons and history too."""
        visible = self.visible_to(actor)
        return visible if actor.may(Duty.SEE_EVERYTHING) else visible.filter(_own(actor) | _to_act_on(actor))

    def for_a_stand_in(self, on: date) -> "RecommendationQuerySet":
        """Items whose claim waits for a portfolio lead where nobody who leads that portfolio on the day may decide.

        Nobody decides their own claim: not who holds the post claimed for or the one that owns the item now, nor who
        typed any of it.
        """
        claimed = Recommendation.objects.filter(pk=OuterRef(OuterRef("pk")), claims__standing=ClaimStanding.MADE)
        typed = claimed.filter(claims__claimants__user=OuterRef("user"))
        claimed_posts = Post.objects.filter(
            claims__recommendation=OuterRef(OuterRef(OuterRef("pk"))), claims__standing=ClaimStanding.MADE
        )
        their_own = Q(post__in=claimed_posts) | Q(post=OuterRef(OuterRef("owner_post")))
        holds = Holding.objects.current(on).filter(their_own, user=OuterRef("user"))
        able = Holding.objects.current(on).filter(
            user__is_active=True,
            post__is_active=True,
            post__role=Role.PORTFOLIO_LEAD,
            post__portfolio=OuterRef("portfolio"),
        )
        able = able.filter(~Exists(typed), ~Exists(holds))
        return self.filter(~Exists(able), status=Status.WITH_PORTFOLIO_LEAD)

    def to_decide(self, actor: Actor) -> "RecommendationQuerySet":
        """Items whose claim waits at a desk of the actor's, and on which the actor may decide.

        `workflow.blockers` says the same of one item: not what the actor claimed, typed or has decided at another desk,
        and nothing on which a proposal must be answered first.
        """
        at_a_desk = Q(pk__in=[])
        if actor.may(Duty.SIGN_OFF):
            led = Q(portfolio__in=actor.led_portfolio_ids) | Q(pk__in=self.model.objects.for_a_stand_in(actor.on))
            at_a_desk |= Q(status=Status.WITH_PORTFOLIO_LEAD) & led
        if actor.may(Duty.KEEP_REGISTER):
            at_a_desk |= Q(status=Status.WITH_LIAISON)
        if actor.may(Duty.APPROVE):
            at_a_desk |= Q(status=Status.WITH_DCC)
        barred = Recommendation.objects.filter(
            Q(claims__for_post__in=actor.post_ids)
            | Q(owner_post__in=actor.post_ids)
            | Q(claims__claimants__user=actor.user_id)
            | Q(
                claims__sign_offs__by_user=actor.user_id,
                claims__sign_offs__round=F("claims__round"),
                claims__sign_offs__verdict=Verdict.PASSED,
            ),
            claims__standing=ClaimStanding.MADE,
        )
        asked = Recommendation.objects.filter(proposals__answer="")
        # Asked of each: there are few at a desk beside all that were ever claimed.
        one = {"pk": OuterRef("pk")}
        return self.visible_to(actor).filter(~Exists(barred.filter(**one)), ~Exists(asked.filter(**one)), at_a_desk)

    def open(self) -> "RecommendationQuerySet":
        return self.filter(status__in=OPEN, closed_on__isnull=True)

    def open_at(self, moment: datetime) -> models.QuerySet[Any]:
        """The versions that stood of those of these items that were open at a moment, by what had been recorded."""
        return as_at_of(self.perhaps_open_at(moment), moment).filter(status__in=OPEN)

    def perhaps_open_at(self, moment: datetime) -> "RecommendationQuerySet":
        """All that were open at a moment, and some that were not: few of a register that is long closed.

        What was open and no longer is has a later version that is not, and was not recorded after the moment.
        """
        left = versions_of(Recommendation).filter(
            status__in=frozenset(Status) - OPEN,
            history_date__gt=moment,
            id__lte=highest_recorded(Recommendation, moment),
        )
        still = Recommendation.objects.open()
        return self.filter(pk__in=still.order_by().values("pk").union(left.order_by().values("id"), all=True))

    def closed(self) -> "RecommendationQuerySet":
        return self.filter(status__in=CLOSED)

    def overdue(self, on: date, rules: RagRules = RAG_RULES) -> "RecommendationQuerySet":
        """Items whose day has passed by `on`. `rules.due` says the same of one item."""
        grace = timedelta(days=rules.immediate_grace_days)
        at_once = Q(deadline_kind=DeadlineKind.IMMEDIATE, deadline_on__lt=on - grace)
        by_a_day = ~Q(deadline_kind=DeadlineKind.IMMEDIATE) & Q(deadline_on__lt=on)
        return self.filter(status__in=OPEN - SUBMITTED).filter(Q(internal_target_on__lt=on) | at_once | by_a_day)


def _own(actor: Actor) -> Q:
    own = Q(owner_post__in=actor.post_ids)
    if not actor.led_portfolio_ids:
        return own
    # Whoever is to rule on an item must be able to read it.
    left_over = Recommendation.objects.for_a_stand_in(actor.on)
    done = _actions().for_a_stand_in(actor.on)
    to_rule_on = (
        Q(pk__in=_asked(actor).values("recommendation"))
        | Q(pk__in=left_over.values("pk"))
        | Q(pk__in=done.values("recommendation"))
    )
    return own | Q(portfolio__in=actor.led_portfolio_ids) | to_rule_on


def _asked(actor: Actor) -> Any:
    """What is proposed to the actor, who leads a portfolio, or waits for whoever stands in for the one asked."""
    from recommendations.models.ruling import Proposal, for_a_stand_in  # about an item, and so after this

    asked = Q(portfolio__in=actor.led_portfolio_ids)
    return Proposal.objects.filter(asked | for_a_stand_in(actor.on), answer="")


def _to_act_on(actor: Actor) -> Q:
    """Items on which a post of the actor's has an action: open to whoever does some of the work, unless marked."""
    wanted = _actions().filter(post__in=actor.post_ids, status__in=STANDING_ACTIONS)
    return Q(pk__in=wanted.values("recommendation"))


def _actions() -> Any:
    from recommendations.models.action import Action  # which is about an item, and so comes after this

    return Action.objects.all()


class Deadlined(models.Model):
    """What the report says about when: its words as printed, and what a person has confirmed that they mean."""

    deadline_words = models.CharField("deadline as worded", max_length=300, blank=True)
    deadline_kind = models.CharField("kind of deadline", max_length=10, choices=DeadlineKind, default=DeadlineKind.NONE)
    deadline_basis_on = models.DateField("reckoned from", null=True, blank=True)
    deadline_on = models.DateField("deadline", null=True, blank=True)
    deadline_precision = models.CharField("precision", max_length=20, choices=Precision, blank=True)

    class Meta:
        abstract = True


class Recommendation(Deadlined, Tracked):
    """One thing the force was told to do: a recommendation, an AFI, a soft AFI or a JTAI action."""

    kind = models.CharField("kind", max_length=20, choices=Kind)
    reference = models.CharField("our reference", max_length=30, unique=True)
    number_in_report = models.CharField("number in the report", max_length=30, blank=True)
    theme = models.CharField("theme", max_length=150, blank=True)
    title = models.CharField("title", max_length=200)
    text = models.TextField("text", blank=True)
    text_source = models.CharField("source of the text", max_length=20, choices=TextSource)
    publication = models.ForeignKey(Publication, models.PROTECT, related_name="recommendations")
    cause = models.ForeignKey(CauseOfConcern, models.PROTECT, null=True, blank=True, related_name="recommendations")
    addressees = models.JSONField("addressed to", default=list)  # Addressee values

    first_deadline_on = models.DateField("first deadline", null=True, blank=True)  # set once, never changed
    deadline_confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    deadline_confirmed_at = models.DateTimeField("deadline confirmed at", null=True, blank=True)
    first_target_on = models.DateField("first internal target", null=True, blank=True)
    internal_target_on = models.DateField("internal target", null=True, blank=True)

    portfolio = models.ForeignKey(Portfolio, models.PROTECT, null=True, blank=True, related_name="recommendations")
    owner_post = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="recommendations")
    # When the post that owns it now was given it, or it was reopened: from then on progress is awaited.
    allocated_on = models.DateField("allocated on", null=True, blank=True)
    programme = models.CharField("programme", max_length=150, blank=True)
    board = models.ForeignKey(Board, models.PROTECT, null=True, blank=True, related_name="recommendations")
    risk_reference = models.CharField("risk register reference", max_length=40, blank=True)
    risk_rating = models.CharField("risk rating", max_length=40, blank=True)
    marking = models.CharField("marking", max_length=20, choices=Marking, default=Marking.OFFICIAL)

    successor = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="supersedes")
    tracked_through = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="tracks")
    tracked_by_hmicfrs = models.BooleanField("tracked by HMICFRS", default=True)
    tracked_since_on = models.DateField("tracking known since", null=True, blank=True)

    status = models.CharField("status", max_length=30, choices=Status, db_index=True)
    review_on = models.DateField("review on", null=True, blank=True)  # while on hold
    rag = models.CharField("RAG", max_length=10, choices=Rag, blank=True, db_index=True)
    rag_reason = models.TextField("why this RAG", blank=True)
    forecast_on = models.DateField("forecast", null=True, blank=True)
    closed_on = models.DateField("closed on", null=True, blank=True)
    # When progress was last recorded, kept here so that a list can sort on it.
    updated_at = models.DateTimeField("last update", null=True, blank=True, db_index=True)

    objects = RecommendationQuerySet.as_manager()
    versions_found_by = (
        # What stood at a moment, what came to be in a status since, and what had been recorded by then.
        models.Index(fields=["id", "-history_date", "-history_id"]),
        models.Index(fields=["status", "history_date", "id"]),
        # SQLite would rather read all versions before the moment than an index that lacks a column it is asked about.
        models.Index(
            fields=["id", "history_date", "history_type"],
            condition=Q(history_type="+"),
            name="recommendation_first_recorded",
        ),
    )

    class Meta:
        ordering = ["reference"]
        indexes = [
            models.Index(fields=["status", "rag", "kind"], name="recommendation_by_its_counts"),
            models.Index(fields=["closed_on", "status", "reference", "id"], name="recommendation_not_closed"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(deadline_confirmed_by__isnull=True, deadline_confirmed_at__isnull=True)
                | Q(deadline_confirmed_by__isnull=False, deadline_confirmed_at__isnull=False),
                name="recommendation_deadline_confirmed_by_and_at",
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.ON_HOLD) | Q(review_on__isnull=False),
                name="recommendation_on_hold_has_a_review_date",
            ),
            models.CheckConstraint(
                condition=Q(status__in=sorted(CLOSED), closed_on__isnull=False)
                | (~Q(status__in=sorted(CLOSED)) & Q(closed_on__isnull=True)),
                name="recommendation_closed_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(status=Status.AWAITING_ALLOCATION, rag=Rag.GREY)
                | Q(status=Status.CLOSED_COMPLETE, rag=Rag.BLUE)
                | Q(status__in=sorted(AT_WORK), rag__in=[Rag.RED, Rag.AMBER, Rag.GREEN])
                | (~Q(status__in=sorted(OPEN | {Status.CLOSED_COMPLETE})) & Q(rag=Rag.NONE)),
                name="recommendation_rag_fits_status",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=sorted(AT_WORK)) | Q(owner_post__isnull=False, portfolio__isnull=False),
                name="recommendation_at_work_has_an_owner",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("recommendation", args=[self.reference])

    @property
    def is_open(self) -> bool:
        return self.status in OPEN


class Part(Deadlined, Tracked):
    """A lettered part of an item, which may be addressed to others and have its own deadline."""

    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="parts")
    letter = models.CharField("letter", max_length=5)
    text = models.TextField("text")
    addressees = models.JSONField("addressed to", default=list)
    is_ours = models.BooleanField("ours", default=True)
    is_met = models.BooleanField("condition met", null=True, blank=True)  # for "forces that have not yet done so"

    class Meta:
        ordering = ["recommendation", "letter"]
        constraints = [models.UniqueConstraint(fields=["recommendation", "letter"], name="part_letter_once")]

    def __str__(self) -> str:
        return f"({self.letter}) {self.text}"


class SupportingPost(Tracked):
    """A post that helps the owner."""

    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="supporting_posts")
    post = models.ForeignKey(Post, models.PROTECT, related_name="supports")

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["recommendation", "post"], name="supporting_post_once")]

    def __str__(self) -> str:
        return str(self.post)
