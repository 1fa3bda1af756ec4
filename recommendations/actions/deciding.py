"""What the desks decide on a claim: pass, evidence checked, approve, return."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import models, transaction

from jac_tracker.accounts.actor import Actor
from jac_tracker.history import StaleEdit
from recommendations.actions.signing import keep_working, sign_off
from recommendations.actions.turn import Turn, begin, refuse
from recommendations.enums import ClaimStanding, Status, Verb, Verdict
from recommendations.models import Recommendation
from recommendations.workflow import MOVES, Need, content_of, fingerprint, standing_claim


@transaction.atomic
def pass_claim(
    *, recommendation: Recommendation, shown: str | None = None, by: Actor, at: datetime, why: str = ""
) -> Recommendation:
    """Pass a claim on to liaison, as portfolio lead. A lead who stands in for the item's own gives a reason.

    For this and every other verdict, `shown` is the fingerprint of what was on the page (`signable`); raises StaleEdit
    if anything of it has changed since.
    """
    return _decide(Verb.PASS_CLAIM, recommendation, shown, by, at, why)


@transaction.atomic
def check_evidence(
    *, recommendation: Recommendation, shown: str | None = None, by: Actor, at: datetime, why: str = ""
) -> Recommendation:
    """Say, as liaison, that the evidence bears the claim out: it goes to the Deputy Chief Constable."""
    return _decide(Verb.CHECK_EVIDENCE, recommendation, shown, by, at, why)


@transaction.atomic
def approve(
    *, recommendation: Recommendation, shown: str | None = None, by: Actor, at: datetime, why: str = ""
) -> Recommendation:
    """Approve a claim for the force."""
    return _decide(Verb.APPROVE, recommendation, shown, by, at, why)


@transaction.atomic
def return_claim(
    *, recommendation: Recommendation, shown: str | None = None, by: Actor, at: datetime, why: str
) -> Recommendation:
    """Return a claim from the desk that it is with: the item is in progress again, and the claim over."""
    return _decide(Verb.RETURN_CLAIM, recommendation, shown, by, at, why, {Need.REASON: why})


@transaction.atomic
def leave_claim(*, recommendation: Recommendation, by: Actor, at: datetime, why: str = "") -> Recommendation:
    """Leave a claim at its desk, looked at: what changes from now on is what its next look shows as new."""
    return begin(Verb.LEAVE_CLAIM, recommendation, by).end(at, why=why)


def signable(recommendation: Recommendation) -> str:
    """The fingerprint of what making the claim on the item, or a verdict on it, would be bound to now; "" where there
    is none."""
    claim = standing_claim(recommendation)
    return fingerprint(content_of(recommendation, claim)) if claim else ""


def _decide(
    verb: Verb,
    recommendation: Recommendation,
    shown: str | None,
    by: Actor,
    at: datetime,
    why: str,
    given: Mapping[Need, Any] | None = None,
) -> Recommendation:
    turn = begin(verb, recommendation, by, given)
    made, content = turn.case.claim_made, turn.case.content
    assert made is not None and content is not None  # an item at a desk has a claim
    if shown is not None and fingerprint(content) != shown:
        raise StaleEdit(turn.item)
    refuse(_faults_of_stand_in(turn, why))
    verdict = Verdict.RETURNED if verb == Verb.RETURN_CLAIM else Verdict.PASSED
    changed: list[models.Model] = [sign_off(turn, made, turn.from_status, verdict, content, at, why)]
    if verdict == Verdict.RETURNED:
        made.standing = ClaimStanding.RETURNED
        changed.insert(0, made)
    (to,) = MOVES[verb].ends
    keep_working(turn.item, to)
    return turn.end(at, why=why, others=changed)


def _faults_of_stand_in(turn: Turn, why: str) -> list[str]:
    """A lead of another portfolio says why it is not the item's own who decides."""
    if turn.from_status != Status.WITH_PORTFOLIO_LEAD or turn.by.is_system or why.strip():
        return []
    if turn.item.portfolio_id in turn.by.led_portfolio_ids:
        return []
    return ["You stand in for the item's own portfolio lead, so give a reason."]
