from django.db import models

from inspections.enums import InspectionVerb
from inspections.models.inspection import Inspection
from jac_tracker.history import Event


class InspectionEvent(Event):
    """An act on an inspection or what hangs on it; on none, where reference data or settings changed."""

    verb = models.CharField("act", max_length=30, choices=InspectionVerb)
    inspection = models.ForeignKey(Inspection, models.PROTECT, null=True, related_name="events")

    def __str__(self) -> str:
        return self.get_verb_display()
