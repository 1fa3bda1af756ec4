"""What was done to the committee's requests: on their own pages, and in the history of an item that they are about."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Exists

from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.models import Post
from jac_tracker.accounts.presenters import Change, Entry
from jac_tracker.dates import worded_day, worded_moment
from jac_tracker.history import Tracked, changed_fields
from recommendations.presenters.names import Names, names_of
from recommendations.presenters.reading import Reading
from recommendations.presenters.record import ReadBeside
from recommendations.presenters.recorded import references
from recommendations.presenters.timeline import signature, value_words
from recommendations.presenters.together import read_together
from recommendations.presenters.words import capitalised
from reports.enums import RequestVerb
from reports.models import CommitteeRequest, Meeting, RequestEvent, RequestItem
from reports.presenters.requests import RequestRow, row_of

_TOLD: dict[type[Tracked], frozenset[str]] = {
    CommitteeRequest: frozenset(
        {
            "words", "minute", "asked_of", "inspection", "cause", "is_private", "answer_by", "outcome", "answer",
            "answered_in", "answered_by", "cleared_words", "cleared_answer",
        }
    ),
    RequestItem: frozenset({"recommendation"}),
}  # fmt: skip


def history_of_request(request: CommitteeRequest, actor: Actor) -> list[Entry]:
    """Every act on a request that the actor may know of, newest first, with what it changed: two statements."""
    reading = Reading(actor.on)
    rows = read_together(*_recorded(CommitteeRequest.objects.filter(pk=request.pk), reading))
    names = names_of(references(row for several in rows.values() for row in several), reading, actor)
    return _acts(ReadBeside(rows, names))


def _recorded(requests: Any, reading: Reading) -> Sequence[models.QuerySet[Any]]:
    """Everything recorded of some requests, and the days of meetings where there is any."""
    numbers = requests.values("pk")
    return (
        reading.versions_of(CommitteeRequest).filter(id__in=numbers),
        reading.versions_of(RequestItem).filter(request_id__in=numbers),
        reading.added_to(RequestEvent).filter(request__in=numbers),
        reading.versions_of(Meeting).filter(Exists(requests)),
    )


# Beside an item


def asked_about(number: int, reading: Reading, actor: Actor) -> Sequence[models.QuerySet[Any]]:
    """What is to be read beside an item: everything recorded of the requests that are, or ever were, about it, as far
    as the actor may know of them."""
    ever = reading.versions_of(RequestItem).filter(recommendation_id=number).values("request_id")
    return _recorded(CommitteeRequest.objects.visible_to(actor).filter(pk__in=ever), reading)


def with_requests_about(
    number: int, history: Sequence[Entry], read: ReadBeside, on: date
) -> tuple[list[RequestRow], list[Entry]]:
    """The requests that are about an item, the first asked first, and its history with theirs, newest first."""
    versions, links = read.rows[CommitteeRequest.history.model], read.rows[RequestItem.history.model]
    if not versions:
        return [], list(history)
    held_on = {row.id: row.held_on for row in read.rows[Meeting.history.model]}  # of the newest version
    about = {row.request_id for row in _standing(links) if row.recommendation_id == number}
    requests = sorted(
        (row for row in _standing(versions) if row.id in about), key=lambda row: (held_on[row.meeting_id], row.id)
    )
    rows = [row_of(row, held_on.__getitem__, lambda post: read.names.of(Post, post), on) for row in requests]
    return rows, sorted([*_acts(read), *history], key=lambda entry: entry.at, reverse=True)


def _standing(versions: Iterable[Any]) -> list[Any]:
    """The newest version of each row, of those that stand."""
    newest = {row.id: row for row in versions}
    return [row for row in newest.values() if row.history_type != "-"]


# Acts in words


def _acts(read: ReadBeside) -> list[Entry]:
    """The acts, newest first, each with what it changed."""
    changes = _changes_by_act(read)
    for row in read.rows[Meeting.history.model]:  # a meeting is called by its day
        read.names.add_version(Meeting, row.id, row.history_date, worded_day(row.held_on))
    events = sorted(read.rows[RequestEvent], key=lambda event: (event.at, event.pk), reverse=True)
    return [
        Entry(
            title=RequestVerb(event.verb).label,
            by=signature(event, read.names),
            when=worded_moment(event.at),
            words=event.why,
            changes=tuple(_change(each, read.names) for each in changes.get(event.act, ())),
            at=event.at,
        )
        for event in events
    ]


@dataclass(frozen=True)
class _Changed:
    """A field of a row that an act changed; `is_removed` where the row went."""

    row: Any
    field: "models.Field[Any, Any]"
    old: Any
    new: Any
    is_removed: bool


def _changes_by_act(read: ReadBeside) -> dict[UUID, list[_Changed]]:
    found: dict[UUID, list[_Changed]] = {}
    for model in _TOLD:
        newest: dict[int, Any] = {}
        for row in read.rows[model.history.model]:
            older, newest[row.id] = newest.get(row.id), row
            is_removed = row.history_type == "-"
            for change in changed_fields(model, None if is_removed else older, row):
                if change.field.name in _TOLD[model]:
                    changed = _Changed(row, change.field, change.old, change.new, is_removed)
                    found.setdefault(row.act, []).append(changed)
    return found


def _change(changed: _Changed, names: Names) -> Change:
    old, new = (
        value_words(changed.field, value, names, changed.row.history_date) for value in (changed.old, changed.new)
    )
    # A request is about an item by a row of its own, which has one field to tell of.
    label = "About" if changed.field.name == "recommendation" else capitalised(str(changed.field.verbose_name))
    return Change(label, new, "") if changed.is_removed else Change(label, old, new)
