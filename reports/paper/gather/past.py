"""The rows of the register as they stood at one moment."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from inspections.models import (
    CauseOfConcern,
    Force,
    Framework,
    FrameworkArea,
    FrameworkGrade,
    Grading,
    Inspection,
    Inspectorate,
    JointInspectorate,
    Milestone,
    MonitoringPhase,
    OtherForce,
    Publication,
    Register,
    ReplyDuty,
    ReportedCount,
)
from jac_tracker.accounts.models import Holding, Portfolio, Post
from jac_tracker.dates import Precision, VagueDay
from jac_tracker.history import (
    AppendOnly,
    Reading,
    Tracked,
    entries_until,
    read_together,
    standing_at,
    versions_until,
)
from recommendations.models import (
    Action,
    CommitteeWording,
    Decision,
    HmicfrsStatusRow,
    Part,
    ProgressUpdate,
    Recommendation,
)
from reports.models import CommitteeRequest

Rows = Mapping[int, Any]
# Of these a paper also tells when something was recorded, so that every version is read for it anyway.
_TOLD_BY_VERSION = (CommitteeRequest, Inspection, Milestone, MonitoringPhase, Publication, ReplyDuty)
# What may differ between two versions of an item for a paper to tell of it.
OF_AN_ITEM = (
    "id",
    "status",
    "marking",
    "publication_id",
    "rag",
    "owner_post_id",
    "deadline_on",
    "first_deadline_on",
    "internal_target_on",
    "first_target_on",
)
_WRITTEN_ONCE = (Decision, HmicfrsStatusRow, ProgressUpdate)
_OF_EVERY_PAPER = (
    Action,
    CauseOfConcern,
    CommitteeWording,
    Force,
    Framework,
    FrameworkArea,
    FrameworkGrade,
    Grading,
    Holding,
    Inspectorate,
    JointInspectorate,
    OtherForce,
    Part,
    Portfolio,
    Post,
    Recommendation,
    Register,
    ReportedCount,
)


class Past:
    """Reads each model at most once."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment
        self._asked: dict[Reading, Iterator[Any]] = {}
        self._rows: dict[type[Tracked], Rows] = {}
        self._versions: dict[tuple[type[Tracked], tuple[str, ...]], Mapping[int, Sequence[Any]]] = {}

    @classmethod
    def of_a_paper(cls, moment: datetime) -> "Past":
        """The past, for which what every paper tells of has been asked together."""
        past = cls(moment)
        past._ask(
            *(standing_at(model, moment) for model in _OF_EVERY_PAPER),
            *(versions_until(model, moment) for model in _TOLD_BY_VERSION),
            *(entries_until(model, moment) for model in _WRITTEN_ONCE),
            versions_until(Recommendation, moment, OF_AN_ITEM),
        )
        return past

    def rows(self, model: type[Tracked]) -> Rows:
        """Every row of the model as at the moment, by its number, in the model's order of writing."""
        if model not in self._rows:
            self._rows[model] = {row.id: row for row in self._standing(model)}
        return self._rows[model]

    def versions(self, model: type[Tracked], fields: tuple[str, ...] = ()) -> Mapping[int, Sequence[Any]]:
        """Every version of each row that was recorded by the moment, by its number, the first recorded first.

        Each has the model's own fields, or those named.
        """
        if (model, fields) not in self._versions:
            found: dict[int, list[Any]] = defaultdict(list)
            for row in self._answer(versions_until(model, self.moment, fields)):
                found[row.id].append(row)
            self._versions[model, fields] = dict(found)
        return self._versions[model, fields]

    def entries(self, model: type[AppendOnly]) -> Iterable[Any]:
        """What was written by the moment in a model that is written once, in its order."""
        return self._answer(entries_until(model, self.moment))

    def first_recorded(self, model: type[Tracked], *also: str) -> dict[tuple[Any, ...], datetime]:
        """When each object was first recorded, by its number and its values of the fields `also` names."""
        found: dict[tuple[Any, ...], datetime] = {}
        for number, rows in self.versions(model).items():
            for row in rows:
                found.setdefault((number, *(getattr(row, name) for name in also)), row.history_date)
        return found

    def _standing(self, model: type[Tracked]) -> Iterable[Any]:
        if model not in _TOLD_BY_VERSION:
            return self._answer(standing_at(model, self.moment))
        newest = (rows[-1] for _, rows in sorted(self.versions(model).items()))
        return (row for row in newest if row.history_type != "-")

    def _ask(self, *readings: Reading) -> None:
        self._asked.update(zip(readings, read_together(readings), strict=True))

    def _answer(self, reading: Reading) -> Iterable[Any]:
        return self._asked.pop(reading, reading)


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
