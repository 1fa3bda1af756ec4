"""What is carried out once a claim is approved: to HMICFRS and back, or closed as the force's own."""

from datetime import date, datetime

from django.db import transaction

from jac_tracker.accounts.actor import Actor
from jac_tracker.dates import london_day, worded_day
from recommendations.actions.signing import end_claim, keep_working
from recommendations.actions.turn import Turn, begin, faults_of_day, move_to, refuse
from recommendations.enums import ClaimStanding, DecisionRoute, Rag, Status, Verb, Verdict
from recommendations.models import Decision, Recommendation, SignOff
from recommendations.workflow import Need, claim_made


@transaction.atomic
def submit(*, recommendation: Recommendation, sent_on: date, by: Actor, at: datetime, why: str = "") -> Recommendation:
    """Record that an approved item that HMICFRS tracks was sent to it, on a day no earlier than the approval."""
    turn = begin(Verb.SUBMIT, recommendation, by, {Need.SENT_DATE: sent_on})
    refuse([*faults_of_day(turn, sent_on, london_day(at), "sending"), *_faults_before_approval(turn, sent_on)])
    made = claim_made(turn.item)
    if made is not None:
        made.submitted_on = sent_on
    keep_working(turn.item, Status.WITH_HMICFRS)
    return turn.end(at, why=why, happened_on=sent_on, others=[made] if made else [])


@transaction.atomic
def hmicfrs_returns(
    *, recommendation: Recommendation, returned_on: date, by: Actor, at: datetime, why: str
) -> Recommendation:
    """Record that HMICFRS wants more: the item is in progress again, and its claim over."""
    turn = begin(Verb.HMICFRS_RETURNS, recommendation, by, {Need.RETURN_DATE: returned_on, Need.REASON: why})
    faults = faults_of_day(turn, returned_on, london_day(at), "the return")
    made = claim_made(turn.item)
    if made is not None and made.submitted_on is not None and returned_on < made.submitted_on:
        faults.append("HMICFRS cannot return an item before it was sent.")
    refuse(faults)
    over = end_claim(turn.item, ClaimStanding.RETURNED)
    keep_working(turn.item, Status.IN_PROGRESS)
    return turn.end(at, why=why, happened_on=returned_on, others=over)


@transaction.atomic
def force_closes(
    *, recommendation: Recommendation, closed_on: date, by: Actor, at: datetime, why: str = ""
) -> Recommendation:
    """Close as complete an approved item that HMICFRS does not track; the decision recorded is the DCC's approval."""
    turn = begin(Verb.FORCE_CLOSES, recommendation, by, {Need.CLOSING_DATE: closed_on})
    refuse([*faults_of_day(turn, closed_on, london_day(at), "closing"), *_faults_before_approval(turn, closed_on)])
    approval = _approval(turn)
    decided_on = worded_day(london_day(approval.at)) if approval else ""
    decision = Decision(
        recommendation=turn.item,
        outcome=Status.CLOSED_COMPLETE,
        decided_on=closed_on,
        decided_by=str((approval and approval.by_post) or "Deputy Chief Constable"),
        route=DecisionRoute.OUR_DCC,
        document=f"Approval of claim {approval.claim.number} on {decided_on}" if approval else "Approval of the claim",
        at=at,
    )
    over = end_claim(turn.item, ClaimStanding.ACCEPTED)
    move_to(turn.item, Status.CLOSED_COMPLETE, Rag.BLUE)
    turn.item.closed_on = closed_on
    return turn.end(at, why=why, happened_on=closed_on, cites=decision.document, others=[decision, *over])


def _approval(turn: Turn) -> SignOff | None:
    """The Deputy Chief Constable's approval that is carried out."""
    rows = SignOff.objects.filter(
        claim__recommendation=turn.item,
        claim__standing=ClaimStanding.MADE,
        desk=Status.WITH_DCC,
        verdict=Verdict.PASSED,
    )
    return rows.select_related("by_post", "claim").last()


def _faults_before_approval(turn: Turn, day: date) -> list[str]:
    approval = _approval(turn)
    if approval is None or day >= london_day(approval.at):
        return []
    return ["The day cannot be before the Deputy Chief Constable approved the claim."]
