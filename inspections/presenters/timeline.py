"""What was done to an inspection and all under it: each act with old and new values, and names as they were."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from inspections.models import (
    CauseOfConcern,
    Framework,
    FrameworkArea,
    FrameworkGrade,
    Grading,
    Inspection,
    InspectionEvent,
    Inspectorate,
    JointInspectorate,
    Milestone,
    OtherForce,
    Publication,
    ReplyDuty,
    ReportedCount,
)
from inspections.models.reference import Force
from inspections.presenters.describing import DESCRIBERS, LISTS, NameOf, Row, references
from jac_tracker.accounts.models import Post
from jac_tracker.accounts.presenters import Change, Entry, add_people, signature
from jac_tracker.dates import worded_day, worded_moment
from jac_tracker.history import Names, Tracked, names_of, versions_of

# The names by which rows are called in words, of each model that others point to.
_CALLED_BY: dict[type[Tracked], str] = {
    CauseOfConcern: "title",
    Force: "name",
    Framework: "name",
    FrameworkArea: "short_label",
    FrameworkGrade: "name",
    Inspection: "short_title",
    Inspectorate: "name",
    Post: "title",
    Publication: "title",
}


def timeline(inspection: Inspection, events: Sequence[InspectionEvent]) -> list[Entry]:
    """The acts in the order given. As many statements for many acts as for one."""
    touched = _touched(_versions(inspection), {event.act for event in events})
    names = _names((row for pairs in touched.values() for pair in pairs for row in pair.rows()), events)
    return [_entry(event, touched[event.act], names) for event in events]


def _entry(event: InspectionEvent, pairs: "list[_Pair]", names: Names) -> Entry:
    def name_of(model: type[Tracked], number: int | None) -> str:
        return names.of(model, number, event.at)

    return Entry(
        title=event.get_verb_display(),
        by=signature(event, names),
        when=worded_moment(event.at) + (f", as of {worded_day(event.happened_on)}" if event.happened_on else ""),
        words=event.why,
        changes=tuple(change for pair in pairs for change in pair.changes(name_of)),
    )


# History rows of the inspection and what hangs on it


@dataclass(frozen=True)
class _Pair:
    """What stood before an act and after it: versions of one row, at most one each, or of a whole list."""

    model: type[Tracked]
    old: tuple[Row, ...]
    new: tuple[Row, ...]

    def rows(self) -> tuple[Row, ...]:
        return self.old + self.new

    def changes(self, name_of: NameOf) -> Iterable[Change]:
        before, after = self._words(self.old, name_of), self._words(self.new, name_of)
        for label in dict.fromkeys([*before, *after]):
            if before.get(label, "") != after.get(label, ""):
                yield Change(label, before.get(label, ""), after.get(label, ""))

    def _words(self, rows: tuple[Row, ...], name_of: NameOf) -> dict[str, str]:
        if self.model in LISTS:
            label, words = LISTS[self.model]
            ordered = sorted(rows, key=lambda row: (row.position, row.id))
            return {label: ", ".join(words(row, name_of) for row in ordered)}
        return DESCRIBERS[self.model](rows[0], name_of) if rows else {}


Versions = dict[type[Tracked], dict[int, list[Row]]]


def _versions(inspection: Inspection) -> Versions:
    """All versions of each row, oldest first, by model and number."""
    publications = versions_of(Publication).filter(inspection_id=inspection.pk).values("id")
    found: dict[type[Tracked], Any] = {Inspection: versions_of(Inspection).filter(id=inspection.pk)}
    for under_inspection in (OtherForce, JointInspectorate, Milestone, Publication):
        found[under_inspection] = versions_of(under_inspection).filter(inspection_id=inspection.pk)
    for under_publication in (Grading, CauseOfConcern, ReplyDuty, ReportedCount):
        found[under_publication] = versions_of(under_publication).filter(publication_id__in=publications)
    versions = {model: _by_number(rows.order_by("history_date", "history_id")) for model, rows in found.items()}
    for row in (row for rows in versions[Grading].values() for row in rows if row.told_with_id):
        row.teller_area_id = versions[Grading][row.told_with_id][0].area_id  # an area's grading keeps its area
    return versions


def _by_number(rows: Iterable[Row]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.id].append(row)
    return found


def _touched(versions: Versions, acts: set[UUID]) -> dict[UUID, list[_Pair]]:
    """What each act touched, in the order of the models."""
    found: dict[UUID, list[_Pair]] = defaultdict(list)
    for model, by_number in versions.items():
        if model in LISTS:
            rows = [row for rows in by_number.values() for row in rows]
            for act in acts & {row.act for row in rows}:
                ids = [row.history_id for row in rows if row.act == act]
                old, new = _standing(by_number, min(ids) - 1), _standing(by_number, max(ids))
                found[act].append(_Pair(model, old, new))
            continue
        for versions_of_one in by_number.values():
            for older, row in zip([None, *versions_of_one], versions_of_one, strict=False):
                if row.act in acts:
                    found[row.act].append(_Pair(model, (older,) if older else (), _unless_removed(row)))
    return found


def _standing(by_number: dict[int, list[Row]], last_id: int) -> tuple[Row, ...]:
    """The versions that stood once the history had been written up to a number."""
    newest = [[row for row in rows if row.history_id <= last_id][-1:] for rows in by_number.values()]
    return tuple(kept for rows in newest for row in rows for kept in _unless_removed(row))


def _unless_removed(row: Row) -> tuple[Row, ...]:
    return () if row.history_type == "-" else (row,)


# Names


def _names(rows: Iterable[Row], events: Iterable[InspectionEvent]) -> Names:
    """What everything that the rows point to was ever called, and who signed the events."""
    wanted: dict[type[Tracked], set[int]] = {Post: {event.by_post_id for event in events if event.by_post_id}}
    for row in rows:
        for model, number in references(row):
            if model in _CALLED_BY:
                wanted.setdefault(model, set()).add(number)
    names = names_of(wanted, _CALLED_BY)
    add_people(names, {event.by_user_id for event in events if event.by_user_id})
    return names
