"""The rows of the register as they stood at one moment."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from inspections.models import Inspection, Milestone, MonitoringPhase, Publication, ReplyDuty
from jac_tracker.dates import Precision, VagueDay
from jac_tracker.history import Tracked, standing_at, versions_until
from reports.models import CommitteeRequest

Rows = Mapping[int, Any]
# Of these a paper also tells when something was recorded, so that every version is read for it anyway.
_TOLD_BY_VERSION = (CommitteeRequest, Inspection, Milestone, MonitoringPhase, Publication, ReplyDuty)


class Past:
    """Reads each model at most once."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment
        self._rows: dict[type[Tracked], Rows] = {}
        self._versions: dict[type[Tracked], Mapping[int, Sequence[Any]]] = {}

    def rows(self, model: type[Tracked]) -> Rows:
        """Every row of the model as at the moment, by its number, in the model's order of writing."""
        if model not in self._rows:
            self._rows[model] = {row.id: row for row in self._standing(model)}
        return self._rows[model]

    def _standing(self, model: type[Tracked]) -> Iterable[Any]:
        if model not in _TOLD_BY_VERSION:
            return standing_at(model, self.moment)
        newest = (rows[-1] for _, rows in sorted(self.versions(model).items()))
        return (row for row in newest if row.history_type != "-")

    def versions(self, model: type[Tracked]) -> Mapping[int, Sequence[Any]]:
        """Every version of each row that was recorded by the moment, by its number, the first recorded first."""
        if model not in self._versions:
            found: dict[int, list[Any]] = defaultdict(list)
            for row in versions_until(model, self.moment):
                found[row.id].append(row)
            self._versions[model] = dict(found)
        return self._versions[model]

    def first_recorded(self, model: type[Tracked], *also: str) -> dict[tuple[Any, ...], datetime]:
        """When each object was first recorded, by its number and its values of the fields `also` names."""
        found: dict[tuple[Any, ...], datetime] = {}
        for number, rows in self.versions(model).items():
            for row in rows:
                found.setdefault((number, *(getattr(row, name) for name in also)), row.history_date)
        return found


class Embargoes:
    """When each inspection was under embargo, from its history up to a moment."""

    def __init__(self, past: Past) -> None:
        self._turns: dict[int, list[tuple[datetime, bool]]] = defaultdict(list)
        for number, rows in past.versions(Inspection).items():
            turns = self._turns[number]
            for row in rows:
                if not turns or turns[-1][1] != row.is_embargoed:
                    turns.append((row.history_date, row.is_embargoed))
        # Before anything was recorded of any inspection there was no register to count.
        self.first_moment = min((turns[0][0] for turns in self._turns.values()), default=None)

    def known_at(self, inspection: int) -> datetime | None:
        """Since when the inspection may be told of: it was recorded or its last embargo lifted. None under embargo."""
        turns = self._turns.get(inspection, ())
        return turns[-1][0] if turns and not turns[-1][1] else None

    def is_open_at(self, inspection: int, moment: datetime) -> bool:
        """Whether the inspection was recorded by then, and not under embargo."""
        standing = [is_embargoed for at, is_embargoed in self._turns.get(inspection, ()) if at <= moment]
        return bool(standing) and not standing[-1]


def day_of(row: Any) -> VagueDay:
    """The day of a vaguely dated row of a history."""
    return VagueDay(row.earliest, row.latest, Precision(row.precision), row.words, row.to_be_confirmed)
