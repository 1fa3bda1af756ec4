"""What a sign-off is bound to, and who may give one."""

import hashlib
import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Exists, OuterRef, QuerySet

from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.models import Holding
from jac_tracker.accounts.roles import Role
from recommendations.enums import ClaimStanding, Status, Verdict
from recommendations.models import Claim, ClaimAnswer, Claimant, Exhibit, Part, Recommendation, SignOff

# What is signed of an item and of each of its parts. Progress, RAG, dates and owner may move under a signature.
SIGNED_TEXT = ("kind", "number_in_report", "title", "text", "text_source", "addressees")
SIGNED_PART = ("letter", "text", "addressees", "is_ours", "is_met")

DESK_ROLES: dict[Status, Role] = {
    Status.WITH_PORTFOLIO_LEAD: Role.PORTFOLIO_LEAD,
    Status.WITH_LIAISON: Role.LIAISON,
    Status.WITH_DCC: Role.DCC,
}


def standing_claim(recommendation: Recommendation) -> Claim | None:
    """The claim on the item that is being written or has been made; there is one at most."""
    return recommendation.claims.standing().order_by("pk").first()


def claim_made(recommendation: Recommendation) -> Claim | None:
    """The claim on the item that the desks have to decide on, if there is one."""
    return if_made(standing_claim(recommendation))


def if_made(claim: Claim | None) -> Claim | None:
    """A standing claim, unless it is still being written."""
    return claim if claim is not None and claim.standing == ClaimStanding.MADE else None


# What is signed


def content_of(
    item: Recommendation,
    claim: Claim,
    *,
    parts: Iterable[Part] | None = None,
    answers: Iterable[ClaimAnswer] | None = None,
    exhibits: Iterable[Exhibit] | None = None,
) -> dict[str, Any]:
    """Everything that a signature on the claim is bound to, as plain values; rows that are not given are read."""
    parts = item.parts.all() if parts is None else parts
    content = {
        "text": {field: getattr(item, field) for field in SIGNED_TEXT},
        "parts": [
            {field: getattr(part, field) for field in SIGNED_PART} for part in sorted(parts, key=lambda row: row.letter)
        ],
    }
    return _plain(content) | claim_content(claim, answers=answers, exhibits=exhibits)


def claim_content(
    claim: Claim, *, answers: Iterable[ClaimAnswer] | None = None, exhibits: Iterable[Exhibit] | None = None
) -> dict[str, Any]:
    """What the claim itself says, as plain values; rows that are not given are read."""
    answers = claim.answers.all() if answers is None else answers
    exhibits = exhibits_of(claim) if exhibits is None else exhibits
    return _plain(
        {
            "claim": {"number": claim.number, "how_it_will_last": claim.how_it_will_last},
            "answers": {answer.part_letter: answer.text for answer in answers},
            "exhibits": [_exhibit(row) for row in sorted(exhibits, key=lambda row: row.evidence.number)],
        }
    )


def exhibits_of(claim: Claim) -> QuerySet[Exhibit]:
    """The exhibits of a claim, with the evidence that each is."""
    return Exhibit.objects.filter(claim=claim).select_related("evidence__file").order_by("evidence__number")


def _plain(content: dict[str, Any]) -> dict[str, Any]:
    """Through JSON and back, so that it equals what is kept of it."""
    plain: dict[str, Any] = json.loads(json.dumps(content, cls=DjangoJSONEncoder, sort_keys=True))
    return plain


def _exhibit(row: Exhibit) -> dict[str, Any]:
    evidence = row.evidence
    return {
        "number": evidence.number,
        "title": evidence.title,
        "kind": evidence.kind,
        "part": evidence.part_letter,
        "dated_on": evidence.dated_on,
        "reference": evidence.reference,
        "sha256": evidence.file.sha256 if evidence.file else "",
    }


def fingerprint(content: dict[str, Any]) -> str:
    """The SHA-256 of what is signed."""
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


# Who may sign


def goes_past_the_lead(item: Recommendation, claim: Claim) -> bool:
    """Whether the post claimed for itself leads the item's portfolio: that desk is then recorded, not decided."""
    post = claim.for_post
    return post is not None and post.role == Role.PORTFOLIO_LEAD and post.portfolio_id == item.portfolio_id


def why_barred(actor: Actor, claim: Claim) -> str:
    """Why this person may decide on the claim at no desk, or at no further one; "" where nothing stands against it.

    No role is exempt. A command is no person, and decides for whom it names.
    """
    if actor.is_system:
        return ""
    if claim.for_post_id in actor.post_ids:
        return "You hold the post that this is claimed for, so somebody else must decide on it."
    if claim.recommendation.owner_post_id in actor.post_ids:
        return "You hold the post that owns this item, so somebody else must decide on it."
    if Claimant.objects.filter(claim=claim, user=actor.user_id).exists():
        return "You typed some of this claim, so somebody else must decide on it."
    if _decisions(claim).filter(by_user=actor.user_id).exists():
        return "You have already decided on this claim at another desk, so somebody else must decide here."
    return ""


def deciders(item: Recommendation, claim: Claim, on: date) -> QuerySet[Holding]:
    """The holdings under which somebody may decide on the claim where it now is: at the lead's desk, of the item's own
    portfolio, or of any other where nobody there may."""
    role = DESK_ROLES.get(Status(item.status))
    free = _unbarred(claim, on).filter(post__role=role) if role else Holding.objects.none()
    if role != Role.PORTFOLIO_LEAD:
        return free
    own = free.filter(post__portfolio=item.portfolio_id)
    return own if own.exists() else free


def _unbarred(claim: Claim, on: date) -> QuerySet[Holding]:
    current = Holding.objects.current(on)
    own = [claim.for_post_id, claim.recommendation.owner_post_id]
    barred_by_post = current.filter(post__in=own, user=OuterRef("user"))
    return (
        current.filter(user__is_active=True, post__is_active=True)
        .filter(~Exists(barred_by_post))
        .exclude(user__in=claim.claimants.values("user"))
        .exclude(user__in=_decisions(claim).filter(by_user__isnull=False).values("by_user"))
        .select_related("post", "user")
    )


def _decisions(claim: Claim) -> QuerySet[SignOff]:
    """What people have decided on the claim in this round."""
    return SignOff.objects.filter(claim=claim, round=claim.round).exclude(verdict=Verdict.SAME_POST)
