from django.conf import settings
from django.db import models

from jac_tracker.accounts.enums import PeopleVerb
from jac_tracker.accounts.models.post import Portfolio, Post
from jac_tracker.history import Event


class PeopleEvent(Event):
    """An act on a person, a post or a portfolio. `details` holds old and new values of a person's fields."""

    verb = models.CharField("act", max_length=30, choices=PeopleVerb)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="events_about")
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="events")
    portfolio = models.ForeignKey(Portfolio, models.PROTECT, null=True, related_name="events")

    def __str__(self) -> str:
        return self.get_verb_display()
