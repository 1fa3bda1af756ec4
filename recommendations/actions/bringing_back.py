"""What was edited in a sheet away from here, brought back: each row by its single acts, all or none."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from django.core.exceptions import PermissionDenied
from django.db import transaction

from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.models import Post
from jac_tracker.history import digest, refuse_stale
from recommendations.actions.bulk import MOST_AT_ONCE
from recommendations.actions.dates import extend_target, set_target
from recommendations.actions.governance import set_governance
from recommendations.actions.owning import allocate, reallocate
from recommendations.actions.progress import record_progress, set_rag
from recommendations.actions.rehearsing import held, rehearsal
from recommendations.enums import Rag, Status, Verb
from recommendations.intake.edited import Edit, RowEdit
from recommendations.models import Board, Recommendation
from recommendations.permissions import hands_of
from recommendations.workflow import act_for

# What a sheet shows of an item and may change, and what tells that somebody was heard of meanwhile.
SHEET_FIELDS = (
    "status",
    "owner_post",
    "portfolio",
    "board",
    "programme",
    "risk_reference",
    "risk_rating",
    "internal_target_on",
    "rag",
    "rag_reason",
    "forecast_on",
    "updated_at",
)

NO_ITEM = "There is no item of this reference for you."
LOST_REASON = (
    "A reason is kept with a later target, another owner, or a change of board, programme or risk, and none of these "
    "is in the row. Take it out; the RAG has a reason of its own."
)

_GOVERNED = {
    Edit.PROGRAMME: "programme",
    Edit.RISK_REFERENCE: "risk_reference",
    Edit.RISK_RATING: "risk_rating",
}
# The single acts that an edited cell may come to.
ACTS_OF_EDIT: Mapping[Edit, tuple[Verb, ...]] = {
    Edit.PROGRESS: (Verb.RECORD_PROGRESS,),
    Edit.CITES: (Verb.RECORD_PROGRESS,),
    Edit.RAG: (Verb.SET_RAG, Verb.RECORD_PROGRESS),
    Edit.RAG_REASON: (Verb.SET_RAG, Verb.RECORD_PROGRESS),
    Edit.FORECAST: (Verb.RECORD_PROGRESS,),
    Edit.TARGET: (Verb.SET_TARGET, Verb.EXTEND_TARGET),
    Edit.OWNER: (Verb.ALLOCATE, Verb.REALLOCATE),
    **dict.fromkeys((Edit.BOARD, *_GOVERNED), (Verb.SET_GOVERNANCE,)),
    Edit.REASON: (Verb.EXTEND_TARGET, Verb.REALLOCATE, Verb.SET_GOVERNANCE),
}


@dataclass(frozen=True)
class Back:
    """An edited row, and the `sheet_digest` of its item as the preview showed it."""

    row: RowEdit
    shown: str


def sheet_digest(item: Recommendation) -> str:
    """The fingerprint of an item as a sheet shows it, which the sheet carries as the row's mark."""
    return digest(item, SHEET_FIELDS)


def edits_in_hand(item: Recommendation, actor: Actor) -> frozenset[Edit]:
    """What the actor may edit of the item as it stands, by the posts held: asks the database nothing."""
    hands = hands_of(actor, item)
    open_to = {
        verb
        for verb in {verb for verbs in ACTS_OF_EDIT.values() for verb in verbs}
        if item.status in act_for(verb).starts and not hands.isdisjoint(act_for(verb).who)
    }
    found = {edit for edit, verbs in ACTS_OF_EDIT.items() if not open_to.isdisjoint(verbs)}
    if item.status == Status.AWAITING_ALLOCATION:
        found -= {Edit.RAG, Edit.RAG_REASON}
    if item.owner_post_id is None or item.owner_post_id in actor.post_ids:
        found -= {Edit.CITES}  # nobody cites a message of their own
    return frozenset(found)


@transaction.atomic
def refused_rows_of(*, rows: Iterable[tuple[Recommendation, RowEdit]], by: Actor, at: datetime) -> dict[str, str]:
    """Reference of each row that an act refuses -> the sentence in which it does. Nothing is written.

    Each act is rehearsed, so that what is said here is what would be said there.
    """
    refused = {}
    pairs = list(rows)
    with rehearsal([item for item, _row in pairs], by) as copies:
        named = _Named.by([row for _item, row in pairs], copies)
        for item, (_item, row) in zip(copies, pairs, strict=True):
            try:
                _bring_back_one(item, row, named, by, at)
            except (NotPossible, PermissionDenied) as refusal:
                refused[row.reference] = str(refusal)
    return refused


@transaction.atomic
def bring_back(*, rows: Sequence[Back], by: Actor, at: datetime) -> int:
    """Make every change of the rows, or none: each by its single act, with its own history and event.

    How many items were changed. Raises StaleEdit for an item that has changed since it was shown, PermissionDenied
    where the actor may not, and NotPossible, which names the item, where its standing refuses or it is not there.
    """
    if len(rows) > MOST_AT_ONCE:
        raise NotPossible(f"At most {MOST_AT_ONCE} items can be changed at once.")
    back = {each.row.reference: each for each in rows}
    known = Recommendation.objects.visible_to(by).filter(reference__in=back)
    # All at once and in one order: two officers who change the same items wait for each other, and never for ever.
    locked = list(Recommendation.objects.locked().filter(pk__in=known.values("pk")).order_by("pk"))
    if gone := back.keys() - {item.reference for item in locked}:
        raise NotPossible(f"{min(gone)}: {NO_ITEM}")
    for item in locked:
        refuse_stale(item, SHEET_FIELDS, back[item.reference].shown)
    named = _Named.by([each.row for each in rows], locked)
    with held(locked, by):
        for item in locked:
            try:
                _bring_back_one(item, back[item.reference].row, named, by, at)
            except NotPossible as refusal:
                raise NotPossible(f"{item.reference}: {refusal}") from refusal
            except PermissionDenied as refusal:
                raise PermissionDenied(f"{item.reference}: {refusal}") from refusal
    return len(locked)


@dataclass(frozen=True)
class _Named:
    """Posts and boards by their numbers: those that rows name, and the boards that their items have."""

    posts: Mapping[int, Post]
    boards: Mapping[int | None, Board]

    @classmethod
    def by(cls, rows: Iterable[RowEdit], items: Iterable[Recommendation]) -> Self:
        """Two statements."""
        values = [row.values for row in rows]
        posts = {new[Edit.OWNER] for new in values if Edit.OWNER in new}
        boards = {new[Edit.BOARD] for new in values if new.get(Edit.BOARD)}
        boards |= {item.board_id for item in items if item.board_id}
        return cls(Post.objects.select_related("portfolio").in_bulk(posts), Board.objects.in_bulk(boards))


def _bring_back_one(item: Recommendation, row: RowEdit, named: _Named, by: Actor, at: datetime) -> None:
    """The acts that bring an item to what the row says, in the order in which a person would do them."""
    new = row.values
    why = new.get(Edit.REASON, "")
    is_kept = not why
    given: dict[str, Any] = {"by": by, "at": at}
    if Edit.OWNER in new:
        act = allocate if item.status == Status.AWAITING_ALLOCATION else reallocate
        item = act(recommendation=item, owner_post=named.posts[new[Edit.OWNER]], why=why, **given)
        is_kept = True
    if Edit.TARGET in new:
        if item.internal_target_on is not None and new[Edit.TARGET] > item.internal_target_on:
            item = extend_target(recommendation=item, target_on=new[Edit.TARGET], why=why, **given)
            is_kept = True
        else:
            item = set_target(recommendation=item, target_on=new[Edit.TARGET], **given)
    if not new.keys().isdisjoint((Edit.BOARD, *_GOVERNED)):
        values = {name: new.get(edit, getattr(item, name)) for edit, name in _GOVERNED.items()}
        board = named.boards.get(new.get(Edit.BOARD, item.board_id))
        item = set_governance(recommendation=item, board=board, **values, why=why, **given)
        is_kept = True
    _progress(item, new, given)
    if not is_kept:  # asked last: whoever may not do the acts is told no more than that
        raise NotPossible(LOST_REASON)


def _progress(item: Recommendation, new: Mapping[Edit, Any], given: Mapping[str, Any]) -> None:
    """An update, with the RAG that goes with it; or the RAG alone."""
    is_rag = Edit.RAG in new or Edit.RAG_REASON in new
    rag, reason = Rag(new.get(Edit.RAG, item.rag)), new.get(Edit.RAG_REASON, item.rag_reason)
    if not new.keys().isdisjoint({Edit.PROGRESS, Edit.CITES, Edit.FORECAST}):
        record_progress(
            recommendation=item,
            text=new.get(Edit.PROGRESS, ""),
            rag=rag if is_rag else None,
            rag_reason=reason if is_rag else "",
            forecast_on=new.get(Edit.FORECAST),
            cites=new.get(Edit.CITES, ""),
            **given,
        )
    elif is_rag:
        set_rag(recommendation=item, rag=rag, why=reason, **given)
