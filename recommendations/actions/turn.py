"""One act on one item, from the lock to the record: what every action on an item has in common."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models

from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.actor import Actor
from jac_tracker.history import Tracked, record
from recommendations.enums import Rag, Status, Verb
from recommendations.models import Proposal, Recommendation, RecommendationEvent
from recommendations.permissions import acting
from recommendations.workflow import Act, Need, act_for, blockers, not_allowed, open_proposal


@dataclass
class Turn:
    """An act begun: the item is locked and read again, and nothing stands in the way. `by` is under the right post."""

    act: Act
    item: Recommendation
    by: Actor
    proposal: Proposal | None
    from_status: Status

    def end(
        self,
        at: datetime,
        *,
        why: str = "",
        happened_on: date | None = None,
        cites: str = "",
        details: Mapping[str, Any] | None = None,
        others: Iterable[models.Model] = (),
        removed: Sequence[Tracked] = (),
    ) -> Recommendation:
        """Record the item, `others` and the act's one event, which carries the status before and after."""
        event = RecommendationEvent(
            verb=self.act.verb,
            recommendation=self.item,
            from_status=self.from_status,
            to_status=self.item.status,
            happened_on=happened_on,
            cites=cites.strip(),
            details=dict(details or {}),
        )
        record([self.item, *others], by=self.by, at=at, why=why.strip(), event=event, removed=removed)
        return self.item


def begin(verb: Verb, recommendation: Recommendation, by: Actor, given: Mapping[Need, Any] | None = None) -> Turn:
    """Lock the item, read it again, and ask whether the act may go ahead.

    Raises PermissionDenied where the item is not the actor's to see or the act not the actor's to do, and NotPossible
    where the item's standing refuses it, or something it needs was not `given`.
    """
    act = act_for(verb)
    item = lock(recommendation)
    if not Recommendation.objects.visible_to(by).filter(pk=item.pk).exists():
        raise PermissionDenied("This item is not yours to see.")
    if sentence := not_allowed(act, item, by):
        raise PermissionDenied(sentence)
    refuse(blockers(act, item, by))
    refuse(need.value for need in act.needs if not _is_given((given or {}).get(need)))
    proposal = open_proposal(item)
    return Turn(act, item, acting(by, act, item, proposal), proposal, Status(item.status))


def lock(recommendation: Recommendation) -> Recommendation:
    """The item as it stands in the database, held against everybody else to the end of the transaction."""
    return Recommendation.objects.select_for_update().get(pk=recommendation.pk)


def refuse(sentences: Iterable[str]) -> None:
    """Raise NotPossible with the sentences, if there are any."""
    if said := [sentence for sentence in sentences if sentence]:
        raise NotPossible(" ".join(said))


def move_to(item: Recommendation, status: Status, rag: Rag, rag_reason: str = "") -> None:
    """Give the item a status, the RAG that fits it, and nothing that belonged to the status before."""
    item.status, item.rag, item.rag_reason = status, rag, rag_reason
    item.review_on = None
    item.closed_on = None


def _is_given(value: Any) -> bool:
    return bool(value.strip()) if isinstance(value, str) else value is not None
