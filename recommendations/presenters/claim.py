"""The page of an item's claims: what the newest says, part by part, with its evidence, and what the desks decided."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.models import Post, User
from jac_tracker.accounts.roles import Role
from jac_tracker.dates import london_day, worded_day, worded_moment
from jac_tracker.text import lower_first
from recommendations.enums import DESKS, SIGNED, ClaimStanding, EvidenceKind, Marking, Status, Verb, Verdict
from recommendations.models import (
    Claim,
    ClaimAnswer,
    Evidence,
    Exhibit,
    Part,
    Proposal,
    Recommendation,
    RecommendationEvent,
    SignOff,
    StoredFile,
)
from recommendations.presenters.acts import Button, Refused, button_of
from recommendations.presenters.names import Names, names_of
from recommendations.presenters.reading import Reading
from recommendations.presenters.recorded import Recorded, Row
from recommendations.presenters.signed import Content, Difference, content_read, differences
from recommendations.presenters.timeline import signature
from recommendations.presenters.words import STANDING, capitalised, said_at_desk
from recommendations.rules.claim import faults_of_claim
from recommendations.workflow import DESK_ROLES, acts_in_hand, deciders


@dataclass(frozen=True)
class Answered:
    """A part of the item, or the whole of it, with what the claim says of it."""

    letter: str
    text: str
    is_ours: bool
    answer: str


@dataclass(frozen=True)
class Piece:
    """A piece of evidence. `gone` says why it stands no more."""

    id: int
    number: int
    title: str
    kind: str
    part: str
    dated_on: date | None
    marking: str
    is_sensitive: bool
    reference: str
    file: str
    gone: str


@dataclass(frozen=True)
class Signature:
    """What one desk decided, or that it was passed over."""

    desk: str
    verdict: str
    by: str
    when: str
    reason: str


@dataclass(frozen=True)
class Round:
    """What the desks decided in one round, and where what they signed is no longer so."""

    number: int
    signatures: list[Signature]
    differs: list[Difference]


@dataclass(frozen=True)
class ClaimRead:
    """One claim of an item."""

    number: int
    standing: str
    made: str
    cites: str
    how_it_will_last: str
    submitted_on: date | None
    ended: str
    ended_why: str
    answers: list[Answered]
    exhibits: list[Piece]
    rounds: list[Round]


@dataclass(frozen=True)
class ClaimPage:
    """Everything that is claimed of an item. `newest` is None where nothing has been written yet."""

    newest: ClaimRead | None
    earlier: list[ClaimRead]
    missing: list[str]
    other_evidence: list[Piece]
    proposal: Proposal | None
    claim: Claim | None


def read_claim(item: Any, reading: Reading, actor: Actor) -> ClaimPage:
    """The claims of an item of a reading. As many statements for a long life as for a short one."""
    recorded = Recorded.about(item.id, reading, actor)
    names = names_of(recorded.wanted_names(), reading, actor)
    claims = sorted(recorded.standing(Claim), key=lambda row: row.number)
    newest = claims[-1] if claims else None
    pieces = _pieces(recorded)
    named = {row.evidence_id for row in recorded.standing(Exhibit) if newest and row.claim_id == newest.id}
    now = content_read(recorded, newest) if newest else None
    read = [_claim(row, recorded, pieces, now, names) for row in claims]
    waiting = next((row.instance for row in recorded.standing(Proposal) if not row.answer), None)
    return ClaimPage(
        newest=read[-1] if read else None,
        earlier=read[-2::-1],
        missing=_missing(recorded, newest) if item.status == Status.IN_PROGRESS else [],
        other_evidence=[piece for number, piece in pieces.items() if number not in named],
        proposal=waiting,
        claim=newest.instance if newest and newest.standing == ClaimStanding.MADE else None,
    )


_OVER = frozenset({ClaimStanding.RETURNED, ClaimStanding.WITHDRAWN, ClaimStanding.OVERTAKEN})


def _claim(row: Row, recorded: Recorded, pieces: dict[int, Piece], now: Content | None, names: Names) -> ClaimRead:
    exhibits = [each.evidence_id for each in recorded.standing(Exhibit) if each.claim_id == row.id]
    end = _end_of(row, recorded)
    return ClaimRead(
        number=row.number,
        standing=STANDING[ClaimStanding(row.standing)],
        made=_made(row, names),
        cites=row.cites,
        how_it_will_last=row.how_it_will_last,
        submitted_on=row.submitted_on,
        ended=f"{end.get_verb_display()} on {worded_day(end.happened_on or london_day(end.at))}" if end else "",
        ended_why=end.why if end else "",
        answers=list(_answers(row, recorded)),
        exhibits=[piece for number, piece in pieces.items() if number in exhibits],
        rounds=list(_rounds(row, recorded, now, names)),
    )


def _end_of(row: Row, recorded: Recorded) -> Row | None:
    """The act that sent the claim back, or took it from the desks; None where it still stands, or was accepted."""
    if row.standing not in _OVER:
        return None
    act = next(version.act for version in recorded.versions[Claim][row.id] if version.standing == row.standing)
    return next((event for event in recorded.added[RecommendationEvent] if event.act == act), None)


def _made(row: Row, names: Names) -> str:
    """ "Claimed for Force Crime Registrar by Olive Owner on 11 January 2022"; that it is being written, before that."""
    if row.claimed_at is None:
        return f"Begun on {worded_day(london_day(row.begun_at))}, and not claimed yet"
    by = names.of(User, row.claimed_by_id, row.claimed_at) or "a command"
    post = names.of(Post, row.for_post_id, row.claimed_at)
    return f"Claimed for {post} by {by} on {worded_day(london_day(row.claimed_at))}"


def _answers(row: Row, recorded: Recorded) -> Iterator[Answered]:
    """Each part with its answer, then answers to parts that the item has no more."""
    answers = {each.part_letter: each.text for each in recorded.standing(ClaimAnswer) if each.claim_id == row.id}
    parts = sorted(recorded.standing(Part), key=lambda part: part.letter)
    if not any(part.is_ours for part in parts):
        yield Answered("", recorded.item.text if recorded.item else "", True, answers.pop("", ""))
    for part in parts:
        yield Answered(part.letter, part.text, part.is_ours, answers.pop(part.letter, ""))
    for letter, text in sorted(answers.items()):
        yield Answered(letter, "", False, text)


def _missing(recorded: Recorded, newest: Row | None) -> list[str]:
    """What a claim still lacks, in the sentences that refuse it; of the next one, where the newest is over."""
    letters = [part.letter for part in recorded.standing(Part) if part.is_ours]
    if newest is None or newest.standing != ClaimStanding.BEING_WRITTEN:
        return faults_of_claim(letters, {}, 0, "")
    answers = {row.part_letter: row.text for row in recorded.standing(ClaimAnswer) if row.claim_id == newest.id}
    exhibits = sum(row.claim_id == newest.id for row in recorded.standing(Exhibit))
    return faults_of_claim(letters, answers, exhibits, newest.how_it_will_last)


# Evidence


def _pieces(recorded: Recorded) -> dict[int, Piece]:
    """All evidence by its row's number, in the order in which it came."""
    rows = sorted(recorded.standing(Evidence), key=lambda row: row.number)
    files = {row.pk: row.name for row in recorded.added[StoredFile]}
    replaced = {row.replaces_id: row.number for row in rows if row.replaces_id}
    return {row.id: _piece(row, files, replaced) for row in rows}


def _piece(row: Row, files: dict[int, str], replaced: dict[int, int]) -> Piece:
    gone = f"Replaced by evidence {replaced[row.id]}" if row.id in replaced else ""
    return Piece(
        id=row.id,
        number=row.number,
        title=row.title,
        kind=EvidenceKind(row.kind).label,
        part=row.part_letter,
        dated_on=row.dated_on,
        marking=Marking(row.marking).label,
        is_sensitive=row.marking != Marking.OFFICIAL,
        reference=row.reference,
        file=files.get(row.file_id, ""),
        gone="Set aside" if row.is_set_aside else gone,
    )


# Sign-offs


def _rounds(claim: Row, recorded: Recorded, now: Content | None, names: Names) -> Iterator[Round]:
    rows = [row for row in recorded.added[SignOff] if row.claim_id == claim.id]
    for number in sorted({row.round for row in rows}):
        signed = [row for row in rows if row.round == number]
        differs = differences(signed[-1].content, now) if now else []
        yield Round(number, [_signature(row, names) for row in signed], differs)


def _signature(row: Row, names: Names) -> Signature:
    desk = capitalised(Status(row.desk).label.removeprefix("With "))
    return Signature(
        desk=desk,
        verdict=said_at_desk(row),
        by="" if row.verdict == Verdict.SAME_POST else _signer(row, names),
        when=worded_moment(row.at),
        reason=row.reason,
    )


def _signer(row: Row, names: Names) -> str:
    return signature(row, names) if row.by_user_id else "a command"


# What can be done


@dataclass(frozen=True)
class ClaimActs:
    """The acts on the claim that lie in the actor's hands: what takes it on first, and those refused now."""

    first: tuple[Button, ...] = ()
    others: tuple[Button, ...] = ()
    refused: tuple[Refused, ...] = ()
    why_not_claimed: tuple[str, ...] = ()
    may_add: bool = False
    may_replace: bool = False
    may_replace_exhibits: bool = False
    may_set_aside: bool = False


# What takes a claim on, in the order of its way, and the rest. What HMICFRS decides is offered while it has the item.
ONWARDS = (
    Verb.CLAIM,
    Verb.WRITE_CLAIM,
    Verb.PASS_CLAIM,
    Verb.CHECK_EVIDENCE,
    Verb.APPROVE,
    Verb.SUBMIT,
    Verb.FORCE_CLOSES,
)
ON_EVIDENCE = (Verb.ADD_EVIDENCE, Verb.REPLACE_EVIDENCE, Verb.SET_ASIDE_EVIDENCE)
BESIDE = (Verb.CHANGE_CLAIM, Verb.RETURN_CLAIM, Verb.HMICFRS_RETURNS, Verb.WITHDRAW_CLAIM)


def claim_acts(item: Recommendation, actor: Actor, page: ClaimPage) -> ClaimActs:
    """What the actor can do to the claim on an item as it stands."""
    order = [*ONWARDS, *BESIDE]
    if item.status == Status.WITH_HMICFRS:
        order.insert(0, Verb.HMICFRS_CLOSES)
    said = acts_in_hand(item, actor, page.proposal, {*order, *ON_EVIDENCE})
    possible = {act.verb: act for act, why in said.items() if not why}
    buttons = [button_of(possible[verb], item) for verb in order if verb in possible]
    leads = any(verb in possible for verb in order if verb not in BESIDE)
    return ClaimActs(
        first=tuple(buttons[:1] if leads else ()),
        others=tuple(buttons[1:] if leads else buttons),
        refused=tuple(
            Refused(act.button, why)
            for act, why in said.items()
            if why and act.verb in order and not (act.verb == Verb.CLAIM and item.status in act.starts)
        ),
        why_not_claimed=next(
            (why for act, why in said.items() if act.verb == Verb.CLAIM and item.status in act.starts), ()
        ),
        may_add=Verb.ADD_EVIDENCE in possible,
        may_replace=Verb.REPLACE_EVIDENCE in possible,
        may_replace_exhibits=Verb.REPLACE_EVIDENCE in possible and _may_replace_exhibits(item, actor),
        may_set_aside=Verb.SET_ASIDE_EVIDENCE in possible,
    )


def _may_replace_exhibits(item: Recommendation, actor: Actor) -> bool:
    """HMICFRS keeps what it has; what a desk has is the owner's to replace."""
    if item.status in SIGNED:
        return item.owner_post_id in actor.post_ids
    return item.status != Status.WITH_HMICFRS


def who_decides(item: Recommendation, page: ClaimPage, on: date) -> str:
    """Who may decide on the claim where it now is, in a sentence; that nobody may, and what then helps."""
    if page.claim is None or item.status not in DESKS:
        return ""
    page.claim.recommendation = item
    role = DESK_ROLES[Status(item.status)]
    rows = list(deciders(item, page.claim, on).order_by("post__title", "is_acting", "from_on"))
    if not rows:
        return f"Nobody may decide on it who holds a post of {_called(role)}. An administrator can add one."
    listed = ", ".join(dict.fromkeys(_holder(row) for row in rows))
    if item.status == Status.WITH_PORTFOLIO_LEAD and all(row.post.portfolio_id != item.portfolio_id for row in rows):
        return f"Nobody who leads its own portfolio may decide on it. Another lead may, with a reason: {listed}."
    return f"It waits for {listed}."


def _called(role: Role) -> str:
    return role.label if role == Role.DCC else lower_first(role.label)  # a title, which keeps its capitals


def _holder(row: Any) -> str:
    return f"{row.post} ({row.user}{', acting' if row.is_acting else ''})"
