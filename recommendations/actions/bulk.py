"""One change to many items: the single act on each, in one transaction, all or none."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import models, transaction

from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.models import Post
from jac_tracker.history import digest, refuse_stale
from recommendations.actions.dates import extend_target
from recommendations.actions.governance import set_governance
from recommendations.actions.owning import allocate, reallocate
from recommendations.actions.progress import set_rag
from recommendations.actions.rehearsing import held, rehearsal
from recommendations.enums import Rag, Status, Verb
from recommendations.models import Board, Recommendation
from recommendations.permissions import hands_of
from recommendations.workflow import act_for

MOST_AT_ONCE = 500

# What a preview shows of an item: a confirmed change is bound to it.
SHOWN_FIELDS = ("status", "owner_post", "portfolio", "board", "internal_target_on", "rag", "rag_reason")


class Changing(models.TextChoices):
    """What can be changed of many items at once."""

    OWNER = "owner", "Owner"
    BOARD = "board", "Board"
    TARGET = "target", "Internal target"
    RAG = "rag", "RAG"


# The single acts that a change comes to; which of two, the item's status says.
ACTS_OF: dict[Changing, tuple[Verb, ...]] = {
    Changing.OWNER: (Verb.REALLOCATE, Verb.ALLOCATE),
    Changing.BOARD: (Verb.SET_GOVERNANCE,),
    Changing.TARGET: (Verb.EXTEND_TARGET,),
    Changing.RAG: (Verb.SET_RAG,),
}
WHO_CHANGES = {what: frozenset(hand for verb in verbs for hand in act_for(verb).who) for what, verbs in ACTS_OF.items()}


@dataclass(frozen=True)
class BulkChange:
    """One change, with the value that it gives. The owner's portfolio becomes that of the post."""

    what: Changing
    owner_post: Post | None = None
    board: Board | None = None
    target_on: date | None = None
    rag: Rag | None = None

    @classmethod
    def in_hand(cls, item: Recommendation, actor: Actor) -> frozenset[Changing]:
        """What the actor may change of the item, by the posts held: asks the database nothing."""
        hands = hands_of(actor, item)
        return frozenset(what for what, who in WHO_CHANGES.items() if not hands.isdisjoint(who))


def shown_digest(item: Recommendation) -> str:
    """The fingerprint of an item as a preview shows it."""
    return digest(item, SHOWN_FIELDS)


@transaction.atomic
def refusals_of(
    *, items: Iterable[Recommendation], change: BulkChange, by: Actor, at: datetime, why: str
) -> dict[int, str]:
    """Number of each item that refuses the change -> the sentence in which its single act does. Nothing is written.

    Each act is rehearsed, so that what is said here is what would be said there.
    """
    refused = {}
    with rehearsal(items, by) as copies:
        for item in copies:
            try:
                _change_one(item, change, by, at, why)
            except (NotPossible, PermissionDenied) as refusal:
                refused[item.pk] = str(refusal)
    return refused


@transaction.atomic
def change_together(
    *, shown: Mapping[Recommendation, str], change: BulkChange, by: Actor, at: datetime, why: str
) -> list[Recommendation]:
    """Make the change to every item, or to none: each by its single act, with its own history and event.

    `shown` holds each item's `shown_digest` as the preview had it. Raises StaleEdit for one that has changed since,
    PermissionDenied where the actor may not, and NotPossible, which names the item, where its standing refuses.
    """
    if not why.strip():
        raise NotPossible("Give a reason.")
    if len(shown) > MOST_AT_ONCE:
        raise NotPossible(f"At most {MOST_AT_ONCE} items can be changed at once.")
    return list(_change_each(shown, change, by, at, why))


def _change_each(
    shown: Mapping[Recommendation, str], change: BulkChange, by: Actor, at: datetime, why: str
) -> Iterator[Recommendation]:
    wanted = {item.pk: as_shown for item, as_shown in shown.items()}
    # All at once and in one order: two officers who change the same items wait for each other, and never for ever.
    locked = list(Recommendation.objects.locked().filter(pk__in=wanted).order_by("pk"))
    for item in locked:
        refuse_stale(item, SHOWN_FIELDS, wanted[item.pk])
    with held(locked, by):
        for item in locked:
            try:
                yield _change_one(item, change, by, at, why)
            except NotPossible as refusal:
                raise NotPossible(f"{item.reference}: {refusal}") from refusal


def _change_one(item: Recommendation, change: BulkChange, by: Actor, at: datetime, why: str) -> Recommendation:
    before = shown_digest(item)
    changed = _act(item, change, by, at, why)
    if shown_digest(changed) == before:
        raise NotPossible("This would change nothing: it is so already.")
    return changed


def _act(item: Recommendation, change: BulkChange, by: Actor, at: datetime, why: str) -> Recommendation:
    match change:
        case BulkChange(Changing.OWNER, owner_post=Post() as post):
            act = allocate if item.status == Status.AWAITING_ALLOCATION else reallocate
            return act(recommendation=item, owner_post=post, by=by, at=at, why=why)
        case BulkChange(Changing.BOARD, board=Board() as board):
            return set_governance(
                recommendation=item,
                board=board,
                programme=item.programme,
                risk_reference=item.risk_reference,
                risk_rating=item.risk_rating,
                by=by,
                at=at,
                why=why,
            )
        case BulkChange(Changing.TARGET, target_on=date() as target_on):
            return extend_target(recommendation=item, target_on=target_on, by=by, at=at, why=why)
        case BulkChange(Changing.RAG, rag=Rag() as rag):
            return set_rag(recommendation=item, rag=rag, by=by, at=at, why=why)
        case _:
            raise NotPossible("Say what it is to become.")
