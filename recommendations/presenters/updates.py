"""Progress as it was reported, with what the committee is told of it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Subquery

from jac_tracker.accounts.models import User
from jac_tracker.dates import london_day, worded_day
from recommendations.models import CommitteeWording, ProgressUpdate, Recommendation
from recommendations.presenters.names import Names
from recommendations.presenters.recorded import Recorded, Row
from recommendations.presenters.timeline import signature


def newest_text() -> Subquery:
    """The text of an item's newest update, for a query of items; none where there is no update."""
    updates = ProgressUpdate.objects.filter(recommendation=OuterRef("pk")).order_by("-at", "-id")
    return Subquery(updates.values("text")[:1])


def newest_progress(numbers: Collection[int]) -> dict[int, str]:
    """Number of an item -> the text of its newest update, for those of these items that have one: one statement.

    The items are to be such as the reader sees whole.
    """
    rows = Recommendation.objects.filter(pk__in=numbers).order_by().values_list("pk", newest_text())
    return {number: text for number, text in rows if text is not None}


@dataclass(frozen=True)
class Update:
    """A progress update and its wording for the committee."""

    id: int
    by: str
    on: date
    recorded_on: date
    text: str
    rag: str
    forecast_on: date | None
    cites: str
    corrects_on: date | None
    is_corrected: bool
    wording: str
    cleared: str

    @property
    def was_late(self) -> bool:
        """Whether it tells of an earlier day than the one on which it was recorded."""
        return self.on != self.recorded_on


def updates_of(recorded: Recorded, names: Names) -> list[Update]:
    """Every update of an item, newest first."""
    rows = recorded.added[ProgressUpdate]
    by_id = {row.pk: row for row in rows}
    corrected = {row.corrects_id for row in rows}
    wordings = {row.update_id: row for row in recorded.standing(CommitteeWording)}
    return [_update(row, by_id, row.pk in corrected, wordings.get(row.pk), names) for row in reversed(rows)]


def _update(row: Row, by_id: dict[int, Row], is_corrected: bool, wording: Row | None, names: Names) -> Update:
    earlier = by_id.get(row.corrects_id)
    return Update(
        id=row.pk,
        by=signature(row, names),
        on=row.happened_on,
        recorded_on=london_day(row.at),
        text=row.text,
        rag=row.rag,
        forecast_on=row.forecast_on,
        cites=row.cites,
        corrects_on=earlier.happened_on if earlier else None,
        is_corrected=is_corrected,
        wording=wording.text if wording else "",
        cleared=_cleared(wording, names) if wording else "",
    )


def _cleared(wording: Row, names: Names) -> str:
    if wording.cleared_at is None:
        return ""
    by = names.of(User, wording.cleared_by_id, wording.cleared_at)
    on = worded_day(london_day(wording.cleared_at))
    return f"Cleared by {by} on {on}" if by else f"Cleared on {on}"
