from django.db import models

from jac_tracker.history import Event
from recommendations.enums import Status, Verb
from recommendations.models.recommendation import Recommendation


class RecommendationEvent(Event):
    """An act on an item. An item's status is the fold of its events: each carries the status before and after."""

    verb = models.CharField("act", max_length=30, choices=Verb)
    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="events")
    from_status = models.CharField("status before", max_length=30, choices=Status, blank=True)
    to_status = models.CharField("status after", max_length=30, choices=Status)

    class Meta(Event.Meta):
        indexes = [models.Index(fields=["recommendation", "at"], name="rec_event_by_item_and_moment")]

    def __str__(self) -> str:
        return self.get_verb_display()
