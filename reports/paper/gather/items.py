"""The items of the register, and what may be told of their progress."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from jac_tracker.accounts.models import Portfolio, Post
from jac_tracker.dates import london_day
from recommendations import models
from recommendations.enums import (
    OPEN,
    STANDING_ACTIONS,
    SUBMITTED,
    ActionStatus,
    DeadlineKind,
    DecisionRoute,
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
    on = london_day(past.moment)
    told = [row for row in past.rows(models.Recommendation).values() if _may_be_told(row, publications)]
    told.sort(key=lambda row: (row.publication_id, _as_numbered(row.number_in_report), row.id))
    parts = _parts(past)
    decisions = _decisions(past)
    posts, portfolios, boards = past.rows(Post), past.rows(Portfolio), past.rows(models.Board)
    paths, theirs = _paths(past, audience), _hmicfrs_statuses(past)
    is_internal = audience is Audience.INTERNAL
    return tuple(
        data.Item(
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
            parts=parts.get(row.id, ()),
            owner=posts[row.owner_post_id].title if row.owner_post_id else "",
            portfolio=portfolios[row.portfolio_id].name if row.portfolio_id else "",
            portfolio_id=row.portfolio_id,
            board=boards[row.board_id].name if row.board_id else "",
            hmicfrs_reference=theirs[row.id].hmicfrs_reference if row.id in theirs else "",
            hmicfrs_status=theirs[row.id].get_status_display() if row.id in theirs else "",
            target_on=row.internal_target_on,
            first_known_on=_first_known(publications[row.publication_id], versions.registered_at(row.id)),
            programme=row.programme,
            status=Status(row.status),
            rag=Rag(row.rag),
            is_overdue=_is_overdue(row, on),
            decision=decisions.get(row.id) if row.status not in OPEN else None,
            update=next((each for each in reversed(updates.get(row.id, ())) if each.text), None),
            slips=versions.slips(row.id, with_reasons=is_internal) if row.status in OPEN else (),
            path=data.Path(*paths.get(row.id, (0, ())), forecast_on=row.forecast_on),
        )
        for row in told
    )


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
            for row in sorted(rows, key=lambda row: _as_numbered(row.letter))
        )
        for number, rows in found.items()
    }


def _decisions(past: Past) -> Mapping[int, data.Decision]:
    """The last decision on each item."""
    rows = models.Decision.objects.filter(at__lte=past.moment).order_by("at", "id")
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
    for row in models.ProgressUpdate.objects.filter(at__lte=past.moment).order_by("at", "id"):
        wording = wordings.get(row.id)
        is_cleared = wording is not None and wording.cleared_at is not None
        words = ""
        if is_cleared or audience is Audience.INTERNAL:
            words = wording.text if wording is not None else row.text
        found[row.recommendation_id].append(data.Update(words, row.happened_on, is_cleared, row.at))
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


def _hmicfrs_statuses(past: Past) -> Mapping[int, models.HmicfrsStatusRow]:
    """What HMICFRS said last of each item."""
    rows = models.HmicfrsStatusRow.objects.filter(at__lte=past.moment).order_by("status_on", "at", "id")
    return {row.recommendation_id: row for row in rows}


def _first_known(publication: data.Publication, registered_at: datetime) -> date:
    return publication.day.latest or london_day(registered_at)


def _as_numbered(number: str) -> tuple[tuple[int, str], ...]:
    """A key that puts 2 before 10, and 3(a) before 3(b); what has no number comes first."""
    return tuple(
        (int(part), "") if part.isdecimal() else (-1, part) for part in re.findall(r"[0-9]{1,9}|[^0-9]+", number)
    )
