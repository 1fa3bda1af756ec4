"""The items of the register, and what may be told of their progress."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from jac_tracker.accounts.models import Portfolio, Post
from jac_tracker.dates import london_day
from jac_tracker.history import Tracked
from recommendations import models
from recommendations.enums import (
    OPEN,
    STANDING_ACTIONS,
    SUBMITTED,
    ActionStatus,
    DeadlineKind,
    DecisionRoute,
    HmicfrsStatus,
    Kind,
    Marking,
    Rag,
    Status,
    TextSource,
)
from recommendations.rules.rag import Facts
from reports.paper import data
from reports.paper.blocks import Audience
from reports.paper.gather.past import Past
from reports.paper.gather.versions import Versions


def gather_items(
    past: Past,
    publications: Mapping[int, data.Publication],
    versions: Versions,
    updates: Mapping[int, Sequence[data.Update]],
    audience: Audience,
) -> tuple[data.Item, ...]:
    """Every item of the publications that carries no handling marking, in the order of the reports.

    An OFFICIAL-SENSITIVE item is in no paper, whoever reads it.
    """
    told = [row for row in past.rows(models.Recommendation).values() if _may_be_told(row, publications)]
    told.sort(key=lambda row: (row.publication_id, as_numbered(row.number_in_report), row.id))
    around = _Around(
        past=past,
        publications=publications,
        versions=versions,
        updates=updates,
        parts=_parts(past),
        decisions=_decisions(past),
        paths=_paths(past, audience),
        statuses=_hmicfrs_statuses(past),
        is_internal=audience is Audience.INTERNAL,
    )
    return tuple(map(around.item, told))


@dataclass(frozen=True)
class _Around:
    """What is known at the moment of every item, by its key."""

    past: Past
    publications: Mapping[int, data.Publication]
    versions: Versions
    updates: Mapping[int, Sequence[data.Update]]
    parts: Mapping[int, tuple[data.Part, ...]]
    decisions: Mapping[int, data.Decision]
    paths: Mapping[int, tuple[int, tuple[data.Step, ...]]]
    statuses: Mapping[int, Any]
    is_internal: bool

    def item(self, row: Any) -> data.Item:
        is_open = row.status in OPEN
        theirs = self.statuses.get(row.id)
        return data.Item(
            id=row.id,
            reference=row.reference,
            kind=Kind(row.kind),
            theme=row.theme,
            title=row.title,
            text=row.text,
            text_source=TextSource(row.text_source),
            addressees=tuple(row.addressees),
            publication_id=row.publication_id,
            cause_id=row.cause_id,
            deadline=_deadline(row),
            is_deadline_confirmed=row.deadline_confirmed_at is not None,
            parts=self.parts.get(row.id, ()),
            owner=self._name(Post, row.owner_post_id, "title"),
            portfolio=self._name(Portfolio, row.portfolio_id, "name"),
            portfolio_id=row.portfolio_id,
            board=self._name(models.Board, row.board_id, "name"),
            hmicfrs_reference=theirs.hmicfrs_reference if theirs else "",
            hmicfrs_status=HmicfrsStatus(theirs.status).label if theirs else "",
            target_on=row.internal_target_on,
            first_known_on=_first_known(self.publications[row.publication_id], self.versions.registered_at(row.id)),
            programme=row.programme,
            status=Status(row.status),
            rag=Rag(row.rag),
            is_overdue=_is_overdue(row, london_day(self.past.moment)),
            decision=None if is_open else self.decisions.get(row.id),
            update=next((each for each in reversed(self.updates.get(row.id, ())) if each.text), None),
            slips=self.versions.slips(row.id, with_reasons=self.is_internal) if is_open else (),
            path=data.Path(*self.paths.get(row.id, (0, ())), forecast_on=row.forecast_on),
        )

    def _name(self, model: type[Tracked], number: int | None, field: str) -> str:
        return getattr(self.past.rows(model)[number], field) if number else ""


def _may_be_told(row: Any, publications: Collection[int]) -> bool:
    return row.publication_id in publications and row.marking == Marking.OFFICIAL


def _is_overdue(row: Any, on: date) -> bool:
    """As `RecommendationQuerySet.overdue` says of the rows of today."""
    due = Facts.of(row).due()
    return row.status in OPEN - SUBMITTED and due is not None and due.on < on


def _deadline(row: Any) -> data.Deadline:
    return data.Deadline(row.deadline_words, DeadlineKind(row.deadline_kind), row.deadline_on)


def _parts(past: Past) -> Mapping[int, tuple[data.Part, ...]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in past.rows(models.Part).values():
        found[row.recommendation_id].append(row)
    return {
        number: tuple(
            data.Part(row.text, row.is_ours, tuple(row.addressees), _deadline(row))
            for row in sorted(rows, key=lambda row: as_numbered(row.letter))
        )
        for number, rows in found.items()
    }


def _decisions(past: Past) -> Mapping[int, data.Decision]:
    """The last decision on each item."""
    rows = past.entries(models.Decision)
    return {
        row.recommendation_id: data.Decision(
            outcome=Status(row.outcome),
            decided_on=None if row.day_is_unknown else row.decided_on,
            decided_by=row.decided_by,
            route=DecisionRoute(row.route),
            document=row.document,
            at=row.at,
        )
        for row in rows
    }


def gather_updates(past: Past, audience: Audience) -> Mapping[int, Sequence[data.Update]]:
    """The progress of each item in order of recording; for the public, words only where they have been cleared.

    It is read for every item; whose may be told is for `gather_items` to say.
    """
    wordings = {row.update_id: row for row in past.rows(models.CommitteeWording).values()}
    found: dict[int, list[data.Update]] = defaultdict(list)
    for row in past.entries(models.ProgressUpdate):
        wording = wordings.get(row.id)
        is_cleared = wording is not None and wording.cleared_at is not None
        words = ""
        if is_cleared or audience is Audience.INTERNAL:
            words = wording.text if wording is not None else row.text
        found[row.recommendation_id].append(data.Update(words, row.happened_on, is_cleared, row.at, row.id))
    return found


def _paths(past: Past, audience: Audience) -> Mapping[int, tuple[int, tuple[data.Step, ...]]]:
    """How many of each item's actions are done, and those still to do in order of their days."""
    posts, is_internal = past.rows(Post), audience is Audience.INTERNAL
    done: Counter[int] = Counter()
    to_do: dict[int, list[data.Step]] = defaultdict(list)
    for row in sorted(past.rows(models.Action).values(), key=lambda row: (row.due_on, row.id)):
        if row.status == ActionStatus.TO_DO:
            step = data.Step(row.what if is_internal else "", posts[row.post_id].title, row.due_on)
            to_do[row.recommendation_id].append(step)
        elif row.status in STANDING_ACTIONS:
            done[row.recommendation_id] += 1
    return {number: (done[number], tuple(to_do.get(number, ()))) for number in done.keys() | to_do.keys()}


def _hmicfrs_statuses(past: Past) -> Mapping[int, Any]:
    """What HMICFRS said last of each item."""
    rows = sorted(past.entries(models.HmicfrsStatusRow), key=lambda row: row.status_on)
    return {row.recommendation_id: row for row in rows}


def _first_known(publication: data.Publication, registered_at: datetime) -> date:
    return publication.day.latest or london_day(registered_at)


def as_numbered(number: str) -> tuple[tuple[int, str], ...]:
    """A key that puts 2 before 10, and 3(a) before 3(b); what has no number comes first."""
    return tuple(
        (int(part), "") if part.isdecimal() else (-1, part) for part in re.findall(r"[0-9]{1,9}|[^0-9]+", number)
    )
