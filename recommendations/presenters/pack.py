"""What the evidence pack of an item says: a claim, its exhibits, and who signed it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.models import Post, User
from jac_tracker.dates import worded_day, worded_moment
from jac_tracker.files import KINDS, FileNotAsKept, name_to_serve, verify
from recommendations.enums import ClaimStanding, Marking
from recommendations.models import Claim, Evidence, Recommendation, SignOff
from recommendations.presenters.names import Names, names_of
from recommendations.presenters.reading import Reading
from recommendations.presenters.words import STANDING, capitalised, deadline_day, deadline_words, said_at_desk

Fact = tuple[str, str]


@dataclass(frozen=True)
class PackedExhibit:
    """A line of the index. `place` is the name in the zip, or the reference; `fault` says why the file is not there."""

    number: int
    title: str
    kind: str
    part: str
    dated_on: str
    added: str
    marking: str
    place: str
    sha256: str = ""
    size: int | None = None
    key: str = ""
    fault: str = ""


@dataclass(frozen=True)
class Signer:
    """What one desk said of the claim, or who claimed."""

    round: int
    desk: str
    verdict: str
    post: str
    person: str
    when: str
    reason: str
    fingerprint: str


@dataclass(frozen=True)
class Pack:
    """Everything that a pack says, and the keys of the files that it holds."""

    reference: str
    title: str
    text: str
    report: str
    marking: str
    claim: tuple[Fact, ...]
    answers: tuple[Fact, ...]
    dates: tuple[Fact, ...]
    exhibits: tuple[PackedExhibit, ...]
    held_back: tuple[int, ...]
    signers: tuple[Signer, ...]

    @property
    def faults(self) -> tuple[PackedExhibit, ...]:
        """The exhibits whose file is missing, or is not the one that was added."""
        return tuple(exhibit for exhibit in self.exhibits if exhibit.fault)


def pack_of(item: Recommendation, actor: Actor) -> Pack:
    """The pack of an item that the actor sees in full: of its last claim, or of all that stands where none was begun.

    OFFICIAL-SENSITIVE evidence is held back, but for its number, from who may not see it. Every file is read through.
    """
    claim = item.claims.select_related("for_post").order_by("-number").first()
    signed = list(claim.sign_offs.all()) if claim else []
    names = _names(claim, signed, actor)
    named = Evidence.objects.filter(exhibits__claim=claim) if claim else item.evidence.standing()
    seen = Evidence.objects.visible_to(actor).filter(pk__in=named.values("pk")).select_related("file")
    exhibits = tuple(_exhibit(row) for row in seen.order_by("number"))
    return Pack(
        reference=item.reference,
        title=item.title,
        text=item.text,
        report=item.publication.title,
        marking=_highest_marking(item, exhibits),
        claim=tuple(_claim(claim, names)) if claim else (),
        answers=tuple(_answers(claim)) if claim else (),
        dates=tuple(_dates(item, claim)),
        exhibits=exhibits,
        held_back=tuple(sorted(_numbers(named) - {exhibit.number for exhibit in exhibits})),
        signers=tuple(_signer(row, names) for row in signed),
    )


def _numbers(rows: QuerySet[Evidence]) -> set[int]:
    return set(rows.values_list("number", flat=True))


def _highest_marking(item: Recommendation, exhibits: tuple[PackedExhibit, ...]) -> str:
    sensitive = Marking.OFFICIAL_SENSITIVE
    is_sensitive = item.marking == sensitive or any(exhibit.marking == sensitive.label for exhibit in exhibits)
    return (sensitive if is_sensitive else Marking.OFFICIAL).label


def _names(claim: Claim | None, signed: list[SignOff], actor: Actor) -> Names:
    posts = {row.by_post_id for row in signed} | {claim.for_post_id if claim else None}
    users = {row.by_user_id for row in signed} | {claim.claimed_by_id if claim else None}
    wanted = {Post: {number for number in posts if number}, User: {number for number in users if number}}
    return names_of(wanted, Reading(actor.on), actor)


def _claim(claim: Claim, names: Names) -> Iterator[Fact]:
    yield "Claim", str(claim.number)
    yield "Where it stands", STANDING[ClaimStanding(claim.standing)]
    yield "Round of signing", str(claim.round)
    if claim.claimed_at:
        yield "Claimed for", names.of(Post, claim.for_post_id, claim.claimed_at)
        yield "Claimed by", names.of(User, claim.claimed_by_id, claim.claimed_at)
    if claim.cites:
        yield "Message cited", claim.cites


def _answers(claim: Claim) -> Iterator[Fact]:
    for answer in claim.answers.order_by("part_letter"):
        yield f"Answer to part ({answer.part_letter})" if answer.part_letter else "How it has been met", answer.text
    yield "How it will last", claim.how_it_will_last


def _dates(item: Recommendation, claim: Claim | None) -> Iterator[Fact]:
    yield "Deadline", deadline_day(item) or deadline_words(item)
    if item.internal_target_on:
        yield "Our internal target", worded_day(item.internal_target_on)
    if claim and claim.claimed_at:
        yield "Claimed", worded_moment(claim.claimed_at)
    if claim and claim.submitted_on:
        yield "Sent to HMICFRS", worded_day(claim.submitted_on)
    if item.closed_on:
        yield "Closed", worded_day(item.closed_on)


def _exhibit(row: Evidence) -> PackedExhibit:
    values: dict[str, Any] = {
        "number": row.number,
        "title": row.title,
        "kind": row.get_kind_display(),
        "part": f"Part ({row.part_letter})" if row.part_letter else "All of the item",
        "dated_on": worded_day(row.dated_on) if row.dated_on else "",
        "added": worded_moment(row.added_at),
        "marking": row.get_marking_display(),
    }
    if row.file is None:
        return PackedExhibit(**values, place=row.reference)
    file = row.file
    name = name_to_serve(file.name, KINDS[file.media_type])
    values |= {"sha256": file.sha256, "size": file.size, "key": file.key}
    try:
        verify(file.key, file.sha256)
    except FileNotAsKept as fault:
        return PackedExhibit(**values, place="", fault=str(fault))
    return PackedExhibit(**values, place=f"exhibits/{row.number:03d}-{name}")


def _signer(row: SignOff, names: Names) -> Signer:
    at: datetime = row.at
    return Signer(
        round=row.round,
        desk=capitalised(row.get_desk_display().removeprefix("With ")),
        verdict=said_at_desk(row),
        post=names.of(Post, row.by_post_id, at),
        person=names.of(User, row.by_user_id, at),
        when=worded_moment(at),
        reason=row.reason,
        fingerprint=row.fingerprint,
    )
