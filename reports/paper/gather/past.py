"""The rows of the register as they stood at one moment."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Min

from inspections.models import Inspection
from jac_tracker.dates import Precision, VagueDay
from jac_tracker.history import Tracked, as_at, versions_of

Rows = Mapping[int, Any]


class Past:
    """Reads each model at most once."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment
        self._rows: dict[type[Tracked], dict[int, Any]] = {}

    def rows(self, model: type[Tracked]) -> Rows:
        """Every row of the model as at the moment, by its number, in the model's order of writing."""
        if model not in self._rows:
            self._rows[model] = {row.id: row for row in as_at(model, self.moment).order_by("id")}
        return self._rows[model]

    def first_recorded(self, model: type[Tracked], *also: str) -> dict[tuple[Any, ...], datetime]:
        """When each object was first recorded, by its number and its values of the fields `also` names."""
        rows = versions_of(model).filter(history_date__lte=self.moment).order_by()
        found = rows.values_list("id", *also).annotate(first=Min("history_date"))
        return {tuple(key): moment for *key, moment in found}


class Embargoes:
    """When each inspection was under embargo, from its history up to a moment."""

    def __init__(self, until: datetime) -> None:
        rows = versions_of(Inspection).filter(history_date__lte=until).order_by("history_date", "history_id")
        self._turns: dict[int, list[tuple[datetime, bool]]] = {}
        for number, moment, is_embargoed in rows.values_list("id", "history_date", "is_embargoed"):
            turns = self._turns.setdefault(number, [])
            if not turns or turns[-1][1] != is_embargoed:
                turns.append((moment, is_embargoed))
        # Before anything was recorded of any inspection there was no register to count.
        self.first_moment = min((turns[0][0] for turns in self._turns.values()), default=None)

    def known_at(self, inspection: int) -> datetime | None:
        """Since when the inspection may be told of: it was recorded or its last embargo lifted. None under embargo."""
        turns = self._turns.get(inspection, [])
        return turns[-1][0] if turns and not turns[-1][1] else None

    def is_open_at(self, inspection: int, moment: datetime) -> bool:
        """Whether the inspection was recorded by then, and not under embargo."""
        standing = [is_embargoed for at, is_embargoed in self._turns.get(inspection, []) if at <= moment]
        return bool(standing) and not standing[-1]


def day_of(row: Any) -> VagueDay:
    """The day of a vaguely dated row of a history."""
    return VagueDay(row.earliest, row.latest, Precision(row.precision), row.words, row.to_be_confirmed)
