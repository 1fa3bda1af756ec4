from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import BigIntegerField, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.models import Holding, Post
from jac_tracker.accounts.roles import Role
from jac_tracker.history import Tracked, TrackedQuerySet
from recommendations.enums import OPEN, ActionStatus
from recommendations.models.recommendation import Recommendation


class ActionQuerySet(TrackedQuerySet):
    def visible_to(self, actor: Actor) -> "ActionQuerySet":
        """The actions of the items that the actor sees whole: no headline tells of them."""
        return self.filter(recommendation__in=Recommendation.objects.in_full_to(actor))

    def standing(self) -> "ActionQuerySet":
        """Actions that are still wanted: all but the dropped."""
        return self.exclude(status=ActionStatus.DROPPED)

    def running(self) -> "ActionQuerySet":
        """Actions of open items: those of any other are frozen, and wait for nobody."""
        return self.filter(recommendation__status__in=OPEN)

    def to_do(self) -> "ActionQuerySet":
        return self.running().filter(status=ActionStatus.TO_DO)

    def waiting_for(self, actor: Actor) -> "ActionQuerySet":
        """What the actor's posts have to do, the first due first."""
        return self.visible_to(actor).to_do().filter(post__in=actor.post_ids).order_by("due_on", "pk")

    def to_sign_off(self, actor: Actor) -> "ActionQuerySet":
        """What waits for the actor's signature, the first done first: in a portfolio that the actor leads, or where
        the actor stands in for its lead. Nobody signs off what they did: `workflow.action_blockers` says the same.
        """
        led = Q(recommendation__portfolio__in=actor.led_portfolio_ids)
        if actor.led_portfolio_ids:
            led |= Q(pk__in=Action.objects.for_a_stand_in(actor.on).values("pk"))
        done = self.visible_to(actor).running().filter(led, status=ActionStatus.DONE)
        done = done.exclude(post__in=actor.post_ids).filter(Q(done_by__isnull=True) | ~Q(done_by=actor.user_id))
        return done.order_by("done_on", "pk")

    def for_a_stand_in(self, on: date) -> "ActionQuerySet":
        """Done actions that nobody who leads the item's portfolio on the day may sign off."""
        done = self.running().filter(status=ActionStatus.DONE, recommendation__portfolio__isnull=False)
        return done.filter(~Exists(_able(on).filter(post__portfolio=OuterRef("recommendation__portfolio"))))

    def with_signers(self, on: date) -> "ActionQuerySet":
        """Each with whether anybody could sign it off on the day: `own_can_sign`, who leads the item's portfolio, and
        `any_can_sign`, who leads any.
        """
        own = _able(on).filter(post__portfolio=OuterRef("recommendation__portfolio"))
        return self.annotate(own_can_sign=Exists(own), any_can_sign=Exists(_able(on)))


def _able(on: date) -> QuerySet[Holding]:
    """Holdings of portfolio leads, on the day, by people who neither did the outer action nor hold its post."""
    its_post = Holding.objects.current(on).filter(
        user=OuterRef("user"), post=OuterRef(OuterRef("post")), post__is_active=True
    )
    leads = Holding.objects.current(on).filter(
        user__is_active=True, post__is_active=True, post__role=Role.PORTFOLIO_LEAD
    )
    done_by = Coalesce(OuterRef("done_by"), Value(0), output_field=BigIntegerField())
    return leads.filter(~Exists(its_post), ~Q(user_id=done_by))


class Action(Tracked):
    """A step towards an item, in the hands of a post: done with a line of proof, then signed off or returned."""

    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="actions")
    number = models.PositiveIntegerField("number")  # on its item, never reused
    what = models.TextField("what is to be done")
    post = models.ForeignKey(Post, models.PROTECT, related_name="actions")
    due_on = models.DateField("by when")
    first_due_on = models.DateField("first by when")  # set once, never changed
    part_letter = models.CharField("part", max_length=5, blank=True)  # of the item's parts; empty for all of it
    status = models.CharField("status", max_length=20, choices=ActionStatus, default=ActionStatus.TO_DO)
    proof = models.TextField("proof", blank=True)
    done_on = models.DateField("done on", null=True, blank=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    return_reason = models.TextField("why it came back", blank=True)

    objects = ActionQuerySet.as_manager()

    class Meta:
        ordering = ["recommendation", "number"]
        constraints = [
            models.UniqueConstraint(fields=["recommendation", "number"], name="action_number_once"),
            models.CheckConstraint(
                condition=~Q(status__in=sorted([ActionStatus.DONE, ActionStatus.SIGNED_OFF]))
                | (Q(done_on__isnull=False) & ~Q(proof="")),
                name="action_done_has_its_day_and_proof",
            ),
        ]
        indexes = [models.Index(fields=["status", "due_on"], name="action_by_status_and_day")]

    def __str__(self) -> str:
        return f"Action {self.number} of {self.recommendation.reference}"
