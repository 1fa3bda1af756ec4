from typing import Any

from django.db import models
from django.db.models import F, Q

from jac_tracker.dates import Precision, VagueDay


class VaguelyDated(models.Model):
    """A row with one day that may be vague: the words as given, and the earliest and latest day they can mean."""

    words = models.CharField("date as given", max_length=120, blank=True)
    earliest = models.DateField("earliest day", null=True, blank=True)
    latest = models.DateField("latest day", null=True, blank=True)
    precision = models.CharField("precision", max_length=20, choices=Precision, default=Precision.UNKNOWN)
    to_be_confirmed = models.BooleanField("date to be confirmed", default=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(earliest__isnull=True, latest__isnull=True)
                | Q(earliest__isnull=False, latest__gte=F("earliest")),
                name="%(app_label)s_%(class)s_latest_day_not_before_earliest",
            )
        ]

    @property
    def day(self) -> VagueDay:
        return VagueDay(self.earliest, self.latest, Precision(self.precision), self.words, self.to_be_confirmed)

    @day.setter
    def day(self, value: VagueDay) -> None:
        self.earliest, self.latest = value.earliest, value.latest
        self.precision, self.words, self.to_be_confirmed = value.precision, value.words, value.to_be_confirmed


def day_values(day: VagueDay) -> dict[str, Any]:
    """Keyword arguments that give a VaguelyDated row that day."""
    return {
        "words": day.words,
        "earliest": day.earliest,
        "latest": day.latest,
        "precision": day.precision,
        "to_be_confirmed": day.to_be_confirmed,
    }
