from django.conf import settings
from django.db import models
from django.db.models import F, Q

from jac_tracker.accounts.enums import PeopleVerb
from jac_tracker.accounts.models.post import Portfolio, Post
from jac_tracker.history import Event


class PeopleEvent(Event):
    """An act on a person, a post or a portfolio. `details` holds old and new values of a person's fields."""

    verb = models.CharField("act", max_length=30, choices=PeopleVerb)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="events_about")
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="events")
    portfolio = models.ForeignKey(Portfolio, models.PROTECT, null=True, related_name="events")

    class Meta(Event.Meta):
        constraints = [
            models.CheckConstraint(
                # One's own password is one's own affair: who holds no post may change it too.
                condition=Q(by_user__isnull=False, by_system="")
                & (Q(by_post__isnull=False) | Q(verb=PeopleVerb.CHANGE_PASSWORD, by_user=F("person")))
                | (Q(by_user__isnull=True, by_post__isnull=True) & ~Q(by_system="")),
                name="%(app_label)s_%(class)s_has_one_actor",
            )
        ]

    def __str__(self) -> str:
        return self.get_verb_display()
