from django.db import models
from django.db.models import Q

from jac_tracker.history import Event
from recommendations.enums import Status, Verb
from recommendations.models.recommendation import Recommendation


class RecommendationEvent(Event):
    """An act on an item, or on none where the boards changed.

    An item's status is the fold of its events: each carries the status before and after.
    """

    verb = models.CharField("act", max_length=30, choices=Verb)
    recommendation = models.ForeignKey(Recommendation, models.PROTECT, null=True, related_name="events")
    from_status = models.CharField("status before", max_length=30, choices=Status, blank=True)
    to_status = models.CharField("status after", max_length=30, choices=Status, blank=True)

    class Meta(Event.Meta):
        constraints = [
            *Event.Meta.constraints,
            models.CheckConstraint(
                condition=Q(recommendation__isnull=True, from_status="", to_status="")
                | (Q(recommendation__isnull=False) & ~Q(to_status="")),
                name="rec_event_on_an_item_has_its_status",
            ),
        ]
        indexes = [models.Index(fields=["recommendation", "at"], name="rec_event_by_item_and_moment")]

    def __str__(self) -> str:
        return self.get_verb_display()
