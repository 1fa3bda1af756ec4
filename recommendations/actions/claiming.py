"""A claim that an item is complete: written by its owner, made, changed and withdrawn."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import models, transaction

from jac_tracker.accounts.actor import Actor
from jac_tracker.history import StaleEdit, Tracked
from recommendations.actions.signing import end_changed, end_claim, keep_working, to_first_desk, typed
from recommendations.actions.turn import Turn, begin, faults_of_source, refuse
from recommendations.enums import ClaimStanding, Status, Verb
from recommendations.models import Claim, ClaimAnswer, Evidence, Exhibit, Recommendation
from recommendations.rules.claim import faults_of_claim, letters_to_answer
from recommendations.workflow import Need, claim_content, claim_made, content_of, fingerprint, standing_claim


@transaction.atomic
def write_claim(
    *,
    recommendation: Recommendation,
    answers: Mapping[str, str],
    exhibits: Collection[Evidence],
    how_it_will_last: str,
    cites: str = "",
    shown: str | None = None,
    by: Actor,
    at: datetime,
) -> Claim:
    """Write the claim on an item, or write it anew, as far as it has come: nothing of it is compulsory yet.

    `answers` go by the letter of the part, "" for an item without parts of ours. `exhibits` are evidence of the same
    item that still stands. Liaison cites the owner's message. `shown` is what `claim_digest` said of the claim on the
    form; raises StaleEdit if it would say something else now.
    """
    turn = begin(Verb.WRITE_CLAIM, recommendation, by)
    _refuse_stale_claim(turn.item, shown)
    refuse(faults_of_source(turn, cites))
    claim = standing_claim(turn.item)
    claim = claim or Claim(recommendation=turn.item, number=turn.item.claims.count() + 1, begun_at=at)
    claim.cites = cites.strip()
    written = _write(turn, claim, answers, exhibits, how_it_will_last)
    turn.end(at, cites=cites, others=[claim, *written.rows], removed=written.gone)
    return claim


@transaction.atomic
def change_claim(
    *,
    recommendation: Recommendation,
    answers: Mapping[str, str],
    exhibits: Collection[Evidence],
    how_it_will_last: str,
    shown: str | None = None,
    by: Actor,
    at: datetime,
    why: str = "",
) -> Claim:
    """Change a claim that a desk has, or that was approved: it goes back to the first desk for a new round.

    It must stay whole. Raises NotPossible where nothing of it is changed, and StaleEdit as `write_claim` does.
    """
    turn = begin(Verb.CHANGE_CLAIM, recommendation, by)
    _refuse_stale_claim(turn.item, shown)
    claim = _made(turn)
    before = content_of(turn.item, claim)
    written = _write(turn, claim, answers, exhibits, how_it_will_last)
    refuse(faults_of_claim(_letters_of_ours(turn.item), answers, len(exhibits), how_it_will_last))
    after = content_of(turn.item, claim, answers=written.answers, exhibits=written.exhibits)
    refuse(["Nothing of the claim has been changed."] if before == after else [])
    end_changed(turn, claim, after, at, why=why, others=written.rows, removed=written.gone)
    return claim


@transaction.atomic
def claim(
    *, recommendation: Recommendation, cites: str = "", shown: str | None = None, by: Actor, at: datetime
) -> Claim:
    """Claim that an item is complete, by the claim as it is written. Liaison cites the owner's message.

    `shown` is the fingerprint of what was on the page (`signable`); raises StaleEdit if anything of it has changed
    since.

    It goes to the portfolio lead; past that desk, which is then recorded as "same post", where the owner's post is the
    lead's own.
    """
    turn = begin(Verb.CLAIM, recommendation, by)
    made, content = turn.case.standing_claim, turn.case.content
    assert made is not None and content is not None  # `begin` refuses a claim that is not written
    if shown is not None and fingerprint(content) != shown:
        raise StaleEdit(turn.item)
    made.cites = cites.strip() or made.cites
    refuse(faults_of_source(turn, made.cites))
    made.standing, made.for_post = ClaimStanding.MADE, turn.item.owner_post
    made.claimed_by, made.claimed_at = turn.by.user, at
    letters = letters_to_answer(_letters_of_ours(turn.item))
    answers = turn.case.answers
    gone = [row for row in answers if row.part_letter not in letters]  # the parts changed after they were answered
    content = content_of(turn.item, made, answers=[row for row in answers if row not in gone])
    rows = to_first_desk(turn, made, content, at)
    turn.end(at, cites=made.cites, others=[made, *typed(turn, made), *rows], removed=gone)
    return made


@transaction.atomic
def withdraw_claim(*, recommendation: Recommendation, by: Actor, at: datetime, why: str) -> Recommendation:
    """Take back a claim that has not gone to HMICFRS: the item is in progress again."""
    turn = begin(Verb.WITHDRAW_CLAIM, recommendation, by, {Need.REASON: why})
    over = end_claim(turn.item, ClaimStanding.WITHDRAWN)
    keep_working(turn.item, Status.IN_PROGRESS)
    return turn.end(at, why=why, others=over)


# What is written of it


def claim_digest(recommendation: Recommendation) -> str:
    """A short fingerprint of the standing claim with its answers and exhibits, as a form shows them."""
    claim = standing_claim(recommendation)
    return fingerprint(claim_content(claim))[:32] if claim else ""


@dataclass(frozen=True)
class _Written:
    """The rows of a claim as they will be, those to save beside it, and those to remove."""

    answers: list[ClaimAnswer]
    exhibits: list[Exhibit]
    rows: list[models.Model]
    gone: list[Tracked]


def _write(
    turn: Turn, claim: Claim, answers: Mapping[str, str], exhibits: Collection[Evidence], how_it_will_last: str
) -> _Written:
    claim.how_it_will_last = how_it_will_last.strip()
    letters = letters_to_answer(_letters_of_ours(turn.item))
    refuse(f"This item has no part ({letter}) of ours to answer." for letter in set(answers) - set(letters))
    standing = set(turn.item.evidence.standing().values_list("pk", flat=True))
    refuse(
        f"{row} does not stand on this item, so it cannot be an exhibit." for row in exhibits if row.pk not in standing
    )
    answered = {row.part_letter: row for row in claim.answers.all()} if claim.pk else {}
    shown = {row.evidence_id: row for row in claim.exhibits.all()} if claim.pk else {}
    kept_answers = []
    for letter in letters:
        if text := answers.get(letter, "").strip():
            row = answered.pop(letter, None) or ClaimAnswer(claim=claim, part_letter=letter)
            row.text = text
            kept_answers.append(row)
    kept_exhibits = [shown.pop(row.pk, None) or Exhibit(claim=claim, evidence=row) for row in dict.fromkeys(exhibits)]
    return _Written(
        answers=kept_answers,
        exhibits=kept_exhibits,
        rows=[*typed(turn, claim), *kept_answers, *kept_exhibits],
        gone=[*answered.values(), *shown.values()],
    )


def _letters_of_ours(item: Recommendation) -> list[str]:
    return [part.letter for part in item.parts.all() if part.is_ours]


def _made(turn: Turn) -> Claim:
    claim = claim_made(turn.item)
    assert claim is not None  # an item at a desk has one
    return claim


def _refuse_stale_claim(item: Recommendation, shown: str | None) -> None:
    if shown is not None and claim_digest(item) != shown:
        raise StaleEdit(item)
