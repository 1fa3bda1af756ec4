"""The items of the register, and what may be told of their progress."""

import re
from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from jac_tracker.accounts.models import Portfolio, Post
from jac_tracker.dates import london_day
from jac_tracker.history import as_at
from recommendations import models
from recommendations.enums import (
    OPEN,
    SUBMITTED,
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


def gather_items(past: Past, publications: Collection[int], audience: Audience) -> tuple[data.Item, ...]:
    """Every item of the publications that carries no handling marking, in the order of the reports.

    An OFFICIAL-SENSITIVE item is in no paper, whoever reads it. Progress is gathered for Red items alone, because no
    section tells of any other's.
    """
    on = london_day(past.moment)
    told = [row for row in past.rows(models.Recommendation).values() if _may_be_told(row, publications)]
    told.sort(key=lambda row: (row.publication_id, _as_numbered(row.number_in_report), row.id))
    parts = _parts(past)
    decisions = _decisions(past)
    updates = _updates(past, [row.id for row in told if row.rag == Rag.RED], audience)
    posts, portfolios = past.rows(Post), past.rows(Portfolio)
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
            programme=row.programme,
            status=Status(row.status),
            rag=Rag(row.rag),
            is_overdue=_is_overdue(row, on),
            decision=decisions.get(row.id) if row.status not in OPEN else None,
            update=updates.get(row.id),
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


def _updates(past: Past, items: Collection[int], audience: Audience) -> Mapping[int, data.Update]:
    """The latest update of each item that the audience may read: for the public, in wording that has been cleared."""
    rows = models.ProgressUpdate.objects.filter(recommendation__in=items, at__lte=past.moment).order_by("at", "id")
    wordings = {
        row.update_id: row
        for row in as_at(models.CommitteeWording, past.moment).filter(update__recommendation__in=items)
    }
    found = {}
    for row in rows:
        wording = wordings.get(row.id)
        is_cleared = wording is not None and wording.cleared_at is not None
        if is_cleared or audience is Audience.INTERNAL:
            words = wording.text if wording is not None else row.text
            found[row.recommendation_id] = data.Update(words, row.happened_on, is_cleared)
    return found


def _as_numbered(number: str) -> tuple[tuple[int, str], ...]:
    """A key that puts 2 before 10, and 3(a) before 3(b); what has no number comes first."""
    return tuple(
        (int(part), "") if part.isdecimal() else (-1, part) for part in re.findall(r"[0-9]{1,9}|[^0-9]+", number)
    )
