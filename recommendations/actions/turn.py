"""One act on one item, from the lock to the record: what every action on an item has in common."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models

from inspections.models import Publication
from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.actor import Actor
from jac_tracker.history import Tracked, record
from recommendations.actions.rehearsing import is_in_hand, is_rehearsed, is_visible
from recommendations.enums import Rag, Status, Verb
from recommendations.models import Proposal, Recommendation, RecommendationEvent
from recommendations.permissions import acting
from recommendations.workflow import Act, Case, Move, Need, act_for, blockers_in, not_allowed_in


@dataclass
class Turn:
    """An act begun: the item is locked and read again, and nothing stands in the way. `by` is under the right post, and
    `case` knows what was looked up under the lock.

    `verb` names its event: the act's own, unless the act comes to a move, as a change of what was signed does.
    """

    act: Act
    case: Case
    by: Actor
    from_status: Status
    verb: Verb

    @property
    def item(self) -> Recommendation:
        return self.case.recommendation

    @property
    def proposal(self) -> Proposal | None:
        return self.case.proposal

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
            verb=self.verb,
            by_user=self.by.user,  # as it is: the history of a row that is removed would read it again
            recommendation=self.item,
            from_status=self.from_status,
            to_status=self.item.status,
            happened_on=happened_on,
            cites=cites.strip(),
            details=dict(details or {}),
        )
        if is_rehearsed():
            return self.item
        record([self.item, *others], by=self.by, at=at, why=why.strip(), event=event, removed=removed)
        return self.item


def begin(verb: Verb, recommendation: Recommendation, by: Actor, given: Mapping[Need, Any] | None = None) -> Turn:
    """Lock the item, read it again, and ask whether the act may go ahead. An item in hand is taken as it is.

    Raises PermissionDenied where the item is not the actor's to see or the act not the actor's to do, and NotPossible
    where the item's standing refuses it, or something it needs was not `given`.
    """
    act = act_for(verb)
    item = recommendation if is_in_hand() else lock(recommendation)
    if not is_visible(item, by):
        raise PermissionDenied("This item is not yours to see.")
    case = Case(item, by)
    if sentence := not_allowed_in(case, act):
        raise PermissionDenied(sentence)
    refuse(blockers_in(case, act))
    refuse(need.value for need in act.needs if not _is_given((given or {}).get(need)))
    proposal = case.proposal if isinstance(act, Move) else None  # which no other act answers
    return Turn(act, case, acting(by, act, item, proposal), Status(item.status), act.verb)


def lock(recommendation: Recommendation) -> Recommendation:
    """The item as it stands in the database, held against everybody else to the end of the transaction; of its report,
    what acts ask of it, as it stands once the item is held.
    """
    item: Recommendation = Recommendation.objects.locked().get(pk=recommendation.pk)
    reports = Publication.objects.select_related("inspection").only("earliest", "inspection__is_embargoed")
    item.publication = reports.get(pk=item.publication_id)
    return item


def refuse(sentences: Iterable[str]) -> None:
    """Raise NotPossible with the sentences, if there are any."""
    if said := [sentence for sentence in sentences if sentence]:
        raise NotPossible(" ".join(said))


def faults_of_day(turn: Turn, day: date, today: date, called: str) -> list[str]:
    """What is wrong with the day of something done to an item, such as "the decision": to come or before its report."""
    faults = [f"The date of {called} cannot be in the future."] if day > today else []
    published_on = turn.item.publication.earliest
    if published_on is not None and day < published_on:
        faults.append(f"The date of {called} cannot be before the report was published.")
    return faults


def faults_of_source(turn: Turn, cites: str) -> list[str]:
    """Whoever writes for the owner says which of the owner's messages it comes from; a command is nobody."""
    is_owners = turn.item.owner_post_id is None or turn.item.owner_post_id in turn.by.post_ids or turn.by.is_system
    return [] if is_owners or cites.strip() else ["Say which message of the owner's this comes from."]


def move_to(item: Recommendation, status: Status, rag: Rag, rag_reason: str = "") -> None:
    """Give the item a status, the RAG that fits it, and nothing that belonged to the status before."""
    item.status, item.rag, item.rag_reason = status, rag, rag_reason
    item.review_on = None
    item.closed_on = None


def _is_given(value: Any) -> bool:
    return bool(value.strip()) if isinstance(value, str) else value is not None
