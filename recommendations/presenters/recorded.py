"""Everything recorded about one item by a moment, read at one stroke."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Self

from django.db import models

from inspections.models import Inspection, Publication
from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.models import User
from jac_tracker.history import AppendOnly, Tracked
from recommendations.models import (
    Action,
    Claim,
    ClaimAnswer,
    Claimant,
    CommitteeWording,
    Decision,
    Evidence,
    Exhibit,
    HandOverNote,
    HmicfrsStatusRow,
    ListDecision,
    Part,
    ProgressUpdate,
    Proposal,
    Recommendation,
    RecommendationEvent,
    ReplyComment,
    SignOff,
    StoredFile,
    SupportingPost,
)
from recommendations.presenters.names import CALLED_BY, Wanted
from recommendations.presenters.reading import Reading
from recommendations.presenters.together import read_together
from recommendations.presenters.withheld import withhold

# Tracked tables that hold an item, and the field that leads from them to it.
TRACKED: dict[type[Tracked], str] = {
    Recommendation: "id",
    Part: "recommendation_id",
    SupportingPost: "recommendation_id",
    Proposal: "recommendation_id",
    CommitteeWording: "update__recommendation_id",
    ReplyComment: "recommendation_id",
    Action: "recommendation_id",
    Evidence: "recommendation_id",
    Claim: "recommendation_id",
    Claimant: "claim__recommendation_id",
    ClaimAnswer: "claim__recommendation_id",
    Exhibit: "claim__recommendation_id",
    HandOverNote: "recommendation_id",
    ListDecision: "recommendation_id",
}
# Append-only ones, and the same. A file is new with its evidence, so one leads to it.
ADDED: dict[type[AppendOnly], str] = {
    ProgressUpdate: "recommendation_id",
    HmicfrsStatusRow: "recommendation_id",
    Decision: "recommendation_id",
    RecommendationEvent: "recommendation_id",
    SignOff: "claim__recommendation_id",
    StoredFile: "evidence__recommendation_id",
}

Row = Any
"""A history row or an append-only one: the model's own fields, foreign keys as numbers."""
Beside = Sequence[models.QuerySet[Any]]
"""Rows of another app's tables, to be read along, and to be named along."""


@dataclass(frozen=True)
class Recorded:
    """The versions of each tracked row, oldest first, and what was added, oldest first.

    `beside` are rows of tables that this app does not know, read at the same stroke for an app that does.
    """

    versions: dict[type[Tracked], dict[int, list[Row]]]
    added: dict[type[AppendOnly], list[Row]] = field(default_factory=dict)
    beside: dict[type[models.Model], list[Row]] = field(default_factory=dict)

    @classmethod
    def about(cls, item_id: int, reading: Reading, actor: Actor | None, beside: Beside = ()) -> Self:
        """Everything about the item of that number that had been recorded by the reading's moment.

        Evidence that the actor may not read today says that it is held back, and so does all that speaks of it; nothing
        is, where there is no actor.
        """
        tracked = [reading.versions_of(model).filter(**{path: item_id}) for model, path in TRACKED.items()]
        added = [reading.added_to(model).filter(**{path: item_id}) for model, path in ADDED.items()]
        readable = Evidence.objects.filter(recommendation_id=item_id)
        found = read_together(*tracked, *added, readable.visible_to(actor) if actor else readable, *beside)
        versions = {model: _by_number(found[rows.model]) for model, rows in zip(TRACKED, tracked, strict=True)}
        recorded = {model: sorted(found[model], key=lambda row: (row.at, row.pk)) for model in ADDED}
        withhold(versions, recorded, {row.pk for row in found[Evidence]})
        return cls(versions, recorded, {rows.model: found[rows.model] for rows in beside})

    @property
    def item(self) -> Row | None:
        """The item as it stood; None where nothing had been recorded of it."""
        return next(iter(self.standing(Recommendation)), None)

    def by(self, moment: datetime) -> Self:
        """What of it had been recorded by a moment."""
        versions = {
            model: {number: kept for number, rows in by_number.items() if (kept := _until(rows, moment))}
            for model, by_number in self.versions.items()
        }
        return replace(
            self,
            versions=versions,
            added={model: [row for row in rows if row.at <= moment] for model, rows in self.added.items()},
        )

    def standing(self, model: type[Tracked]) -> list[Row]:
        """The rows of a tracked model as they stood."""
        newest = [versions[-1] for versions in self.versions[model].values()]
        return [row for row in newest if row.history_type != "-"]

    def pairs(self) -> Iterator[tuple[type[Tracked], Row | None, Row]]:
        """Each version with the one before it."""
        for model, by_number in self.versions.items():
            for versions in by_number.values():
                for older, newer in zip([None, *versions], versions, strict=False):
                    yield model, older, newer

    def wanted_names(self) -> Wanted:
        """Everything and everybody that any row points to."""
        rows = [row for _model, _older, row in self.pairs()] + [row for rows in self.added.values() for row in rows]
        wanted = references(rows)
        # The item's own are told by its headline.
        wanted.pop(Inspection, None)
        wanted.pop(Publication, None)
        for model, numbers in references(row for rows in self.beside.values() for row in rows).items():
            wanted.setdefault(model, set()).update(numbers)
        return wanted


def references(rows: Iterable[Row]) -> Wanted:
    """Everything with a name, and everybody, that any of the rows points to."""
    wanted: Wanted = {}
    for row in rows:
        for each in row._meta.concrete_fields:
            model, number = each.related_model, getattr(row, each.attname)
            if each.is_relation and (model is User or model in CALLED_BY) and number is not None:
                wanted.setdefault(model, set()).add(number)
    return wanted


def _until(versions: list[Row], moment: datetime) -> list[Row]:
    return [row for row in versions if row.history_date <= moment]


def _by_number(rows: Iterable[Row]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = {}
    for row in sorted(rows, key=lambda row: (row.history_date, row.history_id)):
        found.setdefault(row.id, []).append(row)
    return found
