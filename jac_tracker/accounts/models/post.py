from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from jac_tracker.accounts.roles import Role
from jac_tracker.history import Tracked, TrackedQuerySet


class Portfolio(Tracked):
    """A chief officer's field of business, such as Crime."""

    name = models.CharField("name", max_length=100)
    is_active = models.BooleanField("in use", default=True)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(Lower("name"), name="portfolio_name_unique_whatever_the_case")]

    def __str__(self) -> str:
        return self.name


class PostQuerySet(TrackedQuerySet):
    def active(self) -> "PostQuerySet":
        return self.filter(is_active=True)

    def held(self, on: date) -> "PostQuerySet":
        """Posts that somebody who may sign in holds on the day."""
        holdings = Holding.objects.current(on).filter(post=models.OuterRef("pk"), user__is_active=True)
        return self.filter(models.Exists(holdings))

    def vacant(self, on: date) -> "PostQuerySet":
        """Posts in use that nobody who may sign in holds on the day."""
        return self.active().exclude(pk__in=self.model._default_manager.held(on))

    def with_words(self, words: str, on: date) -> "PostQuerySet":
        """Each word stands in the title, unit or portfolio, or in the name of who holds the post on the day."""
        holdings = Holding.objects.current(on).filter(post=models.OuterRef("pk"))
        posts = self
        for word in words.split():
            by_holder = models.Exists(holdings.filter(user__name__icontains=word))
            own = Q(title__icontains=word) | Q(unit__icontains=word) | Q(portfolio__name__icontains=word)
            posts = posts.filter(own | by_holder)
        return posts


class Post(Tracked):
    """A duty that stays while officers move: everything in the register is owned by a post, not a person."""

    title = models.CharField("title", max_length=120)
    role = models.CharField("role", max_length=20, choices=Role)
    portfolio = models.ForeignKey(Portfolio, models.PROTECT, null=True, blank=True, related_name="posts")
    unit = models.CharField("office or unit", max_length=120, blank=True)
    is_active = models.BooleanField("in use", default=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        ordering = ["title"]
        constraints = [
            models.UniqueConstraint(Lower("title"), name="post_title_unique_whatever_the_case"),
            models.CheckConstraint(
                condition=~Q(role=Role.PORTFOLIO_LEAD) | Q(portfolio__isnull=False),
                name="post_portfolio_lead_has_a_portfolio",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class HoldingQuerySet(TrackedQuerySet):
    def current(self, on: date) -> "HoldingQuerySet":
        """Holdings in force on the day: both their first and last days count."""
        return self.filter(Q(to_on__isnull=True) | Q(to_on__gte=on), from_on__lte=on)


class Holding(Tracked):
    """That a person held a post from one day to another (the last day included; none while it goes on)."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="holdings")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="holdings")
    from_on = models.DateField("from")
    to_on = models.DateField("to", null=True, blank=True)
    is_acting = models.BooleanField("acting", default=False)

    objects = HoldingQuerySet.as_manager()

    class Meta:
        ordering = ["from_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")), name="holding_ends_after_it_begins"
            ),
            models.UniqueConstraint(
                fields=["post"],
                condition=Q(to_on__isnull=True, is_acting=False),
                name="holding_is_the_only_substantive_one_that_goes_on",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} as {self.post}"

    def covers(self, on: date) -> bool:
        """Whether the post is held on the day."""
        return self.from_on <= on and (self.to_on is None or on <= self.to_on)
