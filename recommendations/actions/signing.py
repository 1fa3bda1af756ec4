"""What the acts on a claim share: rounds of signing, what they are bound to, and how a claim ends."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import models

from jac_tracker.history import Tracked
from recommendations.actions.turn import Turn, move_to, refuse
from recommendations.enums import SIGNED, ClaimStanding, Rag, Status, Verb, Verdict
from recommendations.models import Claim, Claimant, Part, Recommendation, SignOff
from recommendations.workflow import claim_made, content_of, fingerprint, goes_past_the_lead

Content = dict[str, Any]


def to_first_desk(turn: Turn, claim: Claim, content: Content, at: datetime) -> list[SignOff]:
    """Send the item to the portfolio lead; past that desk, with a row that says so, where the claim is their own."""
    if not goes_past_the_lead(turn.item, claim):
        keep_working(turn.item, Status.WITH_PORTFOLIO_LEAD)
        return []
    keep_working(turn.item, Status.WITH_LIAISON)
    return [sign_off(turn, claim, Status.WITH_PORTFOLIO_LEAD, Verdict.SAME_POST, content, at)]


def sign_off(
    turn: Turn, claim: Claim, desk: Status, verdict: Verdict, content: Content, at: datetime, reason: str = ""
) -> SignOff:
    """What a desk decides on a claim, yet to be recorded, with a copy of what it decides on."""
    return SignOff(
        claim=claim,
        round=claim.round,
        desk=desk,
        verdict=verdict,
        reason=reason.strip(),
        by_user=turn.by.user,
        by_post=turn.by.post,
        claimed_by_id=claim.claimed_by_id,
        claimed_post_id=claim.for_post_id,
        at=at,
        content=content,
        fingerprint=fingerprint(content),
    )


def typed(turn: Turn, claim: Claim) -> list[Claimant]:
    """The row, if it is not there yet, that keeps whoever types some of a claim from deciding on it."""
    if turn.by.user is None or (claim.pk and claim.claimants.filter(user=turn.by.user).exists()):
        return []
    return [Claimant(claim=claim, user=turn.by.user)]


def keep_working(item: Recommendation, status: Status) -> None:
    """Give the item another status of an item at work. Its RAG and the reason for it stay."""
    move_to(item, status, Rag(item.rag), item.rag_reason)


def end_claim(item: Recommendation, standing: ClaimStanding) -> list[Claim]:
    """The claim made on the item, over; none where there is none. One that is being written is nobody's but its
    owner's, and waits."""
    claim = claim_made(item)
    if claim is None:
        return []
    claim.standing = standing
    return [claim]


# A change of what was signed


def signed_content(turn: Turn) -> Content | None:
    """What the desks are bound to on the item before it is changed; None where they have nothing of it."""
    claim = claim_made(turn.item) if turn.from_status in SIGNED else None
    return content_of(turn.item, claim) if claim else None


def end_edit(
    turn: Turn,
    before: Content | None,
    at: datetime,
    *,
    why: str,
    parts: Iterable[Part] | None = None,
    others: Iterable[models.Model] = (),
    removed: Sequence[Tracked] = (),
) -> Recommendation:
    """Record an edit of the item. One that changes what was signed sends it to the first desk, for a new round.

    `before` is what `signed_content` said, and `parts` are the item's parts as they will be, if they are what changed.
    """
    claim = claim_made(turn.item) if before is not None else None
    after = content_of(turn.item, claim, parts=parts) if claim else None
    if claim is None or after is None or after == before:
        return turn.end(at, why=why, others=others, removed=removed)
    return end_changed(turn, claim, after, at, why=why, others=others, removed=removed)


def end_changed(
    turn: Turn,
    claim: Claim,
    after: Content,
    at: datetime,
    *,
    why: str,
    others: Iterable[models.Model] = (),
    removed: Sequence[Tracked] = (),
) -> Recommendation:
    """Record a change of what was signed: a new round begins at the first desk. The history keeps the difference.

    The new round is for the post that owns the item now, if that is another than when it was claimed.
    """
    refuse([] if turn.proposal is None else ["What is proposed on this item must be answered first."])
    claim.round += 1
    claim.for_post = turn.item.owner_post
    rows = to_first_desk(turn, claim, after, at)
    turn.verb = Verb.CHANGE_AFTER_SIGNING
    details = {"act": turn.act.verb}
    return turn.end(at, why=why, others=[claim, *others, *rows], removed=removed, details=details)
