from django.db import models

from jac_tracker.history import Event
from reports.enums import PaperVerb
from reports.models.paper import Meeting


class PaperEvent(Event):
    """An act on a meeting or its paper."""

    verb = models.CharField("act", max_length=30, choices=PaperVerb)
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="events")

    def __str__(self) -> str:
        return self.get_verb_display()
