"""Removing words or a file for good: one person proposes it, another agrees, and then it is carried out.

Nothing written here tells the words, but the proposal itself, until they are gone.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import models, transaction

from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.roles import Duty
from jac_tracker.dates import london_day
from jac_tracker.files import keys_kept, remove_kept
from jac_tracker.history import StaleEdit, record
from jac_tracker.history.expunging import (
    SHORTEST,
    Find,
    Passage,
    find,
    find_whole,
    holds_a_tombstone,
    keep_others_from_writing,
    old_hash,
    replace,
    tombstone,
)
from jac_tracker.history.scrubbing import clean_storage, forget_in_passing
from recommendations.models import Recommendation, StoredFile
from reports.actions.expunging_finds import count_by_place, fingerprint_of, own_rows, preview
from reports.enums import ExpunctionState, ExpunctionVerb, Ground
from reports.models import Expunction, ExpunctionEvent, ExpungedValue

# Proposing and deciding


@transaction.atomic
def propose_expunction(
    *,
    words: str = "",
    file: StoredFile | None = None,
    recommendation: Recommendation | None = None,
    ground: str,
    ground_words: str = "",
    reason: str,
    by: Actor,
    at: datetime,
) -> Expunction:
    """Propose to remove words, in the whole register or within one item, or a file.

    Raises NotPossible for words that are too short, stand nowhere or have been proposed already, and for a reason
    that tells them.
    """
    by = _one_person(by, Duty.KEEP_REGISTER, "Only a liaison officer proposes to remove something for good.")
    expunction = Expunction(
        words=words,
        file=file,
        recommendation=recommendation,
        ground=ground,
        ground_words=ground_words if ground == Ground.OTHER else "",
        reason=reason,
        proposed_at=at,
        proposed_by=by.user,
        proposed_post=by.post,
    )
    if file is None:
        _refuse_unfit_words(expunction)
    elif file.is_expunged:
        raise NotPossible("That file has been removed for good already.")
    same = Expunction.objects.filter(words=words, file=file, recommendation=recommendation)
    if same.filter(state=ExpunctionState.PROPOSED).exists():
        raise NotPossible("That has been proposed already, and waits for the DCC.")
    if not preview(expunction, london_day(at)).finds:
        raise NotPossible("Those exact words stand nowhere there. Check the capitals, the spaces and the spelling.")
    _record(expunction, ExpunctionVerb.PROPOSE, by=by, at=at, why=reason)
    return expunction


def _refuse_unfit_words(expunction: Expunction) -> None:
    words = expunction.words
    if len(words.strip()) < SHORTEST or not any(character.isalnum() for character in words):
        raise NotPossible(f"Give at least {SHORTEST} characters, with a letter or a digit among them.")
    if holds_a_tombstone(words):
        raise NotPossible("Give words that have not been removed already.")
    passage = Passage(words)
    if any(passage.stands_in(text) or passage.misses_in(text) for text in (expunction.reason, expunction.ground_words)):
        raise NotPossible("Leave the words themselves out of the reason and the ground: both stay on record.")


@transaction.atomic
def agree_expunction(*, expunction: Expunction, shown: str | None = None, by: Actor, at: datetime) -> Expunction:
    """Agree to an expunction proposed by somebody else. `shown` is the fingerprint of what would change as it was
    shown: StaleEdit where that is no longer so."""
    by, expunction = _decider_of(expunction, by)
    if holds_a_tombstone(expunction.words):
        raise NotPossible("Those words have been removed by another proposal. Refuse this one.")
    if shown is not None and fingerprint_of(preview(expunction, london_day(at))) != shown:
        raise StaleEdit(expunction)
    expunction.state = ExpunctionState.AGREED
    return _decide(expunction, ExpunctionVerb.AGREE, by=by, at=at)


@transaction.atomic
def refuse_expunction(*, expunction: Expunction, why: str, by: Actor, at: datetime) -> Expunction:
    """Refuse what somebody else proposed, with a reason."""
    by, expunction = _decider_of(expunction, by)
    expunction.state, expunction.decision_reason = ExpunctionState.REFUSED, why
    return _decide(expunction, ExpunctionVerb.REFUSE, by=by, at=at, why=why)


@transaction.atomic
def withdraw_expunction(*, expunction: Expunction, why: str, by: Actor, at: datetime) -> Expunction:
    """Take a proposal back, with a reason, before it is decided."""
    by = _one_person(by, Duty.KEEP_REGISTER, "Only a liaison officer withdraws what one proposed.")
    expunction = _waiting(expunction)
    expunction.state, expunction.decision_reason = ExpunctionState.WITHDRAWN, why
    _record(expunction, ExpunctionVerb.WITHDRAW, by=by, at=at, why=why)
    return expunction


def _decider_of(expunction: Expunction, by: Actor) -> tuple[Actor, Expunction]:
    by = _one_person(by, Duty.APPROVE, "Only the Deputy Chief Constable decides on it.")
    expunction = _waiting(expunction)
    if why := why_not_theirs(expunction, by):
        raise NotPossible(why)
    return by, expunction


def why_not_theirs(expunction: Expunction, actor: Actor) -> str:
    """Why this person may not decide on what was proposed; "" where nothing stands against it."""
    if expunction.proposed_by_id == actor.user_id:
        return "You proposed this, so somebody else must decide on it."
    return ""


def _waiting(expunction: Expunction) -> Expunction:
    expunction = Expunction.objects.locked().get(pk=expunction.pk)
    if expunction.state != ExpunctionState.PROPOSED:
        raise NotPossible("Somebody has decided on this already.")
    return expunction


def _one_person(by: Actor, duty: Duty, otherwise: str) -> Actor:
    """The actor under the post that carries the duty. A command is nobody, and two people have to stand behind it."""
    if by.is_system or not by.may(duty):
        raise PermissionDenied(otherwise)
    return by.under(duty)


def _decide(expunction: Expunction, verb: ExpunctionVerb, *, by: Actor, at: datetime, why: str = "") -> Expunction:
    expunction.decided_at, expunction.decided_by, expunction.decided_post = at, by.user, by.post
    _record(expunction, verb, by=by, at=at, why=why)
    return expunction


def _record(
    expunction: Expunction,
    verb: ExpunctionVerb,
    *,
    with_rows: Sequence[models.Model] = (),
    by: Actor,
    at: datetime,
    why: str = "",
    details: dict[str, Any] | None = None,
) -> None:
    event = ExpunctionEvent(verb=verb, expunction=expunction, details=details or {})
    record([expunction, *with_rows], by=by, at=at, why=why, event=event)


# Carrying out


@transaction.atomic
def carry_out_expunction(*, expunction: Expunction, by: Actor, at: datetime) -> Expunction:
    """Replace by a tombstone, all or nothing, what was agreed to be removed, and the words in the proposal too.

    The bytes of a file go once this is committed. `clean_up` is to follow. Raises NotPossible for what has not been
    agreed, or has been carried out.
    """
    if not by.is_system:
        by = _one_person(by, Duty.APPROVE, "Only the Deputy Chief Constable carries it out.")
    keep_others_from_writing()
    expunction = Expunction.objects.locked().get(pk=expunction.pk)
    if expunction.state != ExpunctionState.AGREED:
        raise NotPossible("It has not been agreed." if expunction.decided_at is None else "It has been decided.")
    finds = preview(expunction, london_day(at)).finds
    replace(finds)
    if expunction.words:
        passage = Passage(expunction.words)
        _forget_own_words(expunction, passage, at)
        forget_in_passing(passage)
        words_sha256 = old_hash(passage.words)
    else:
        words_sha256 = ""
    expunction = Expunction.objects.get(pk=expunction.pk)
    expunction.state, expunction.carried_out_at = ExpunctionState.CARRIED_OUT, at
    expunction.words_sha256, expunction.count = words_sha256, len(finds)
    counts = {name: now + before for name, now, before in count_by_place(finds)}
    _record(
        expunction,
        ExpunctionVerb.CARRY_OUT,
        with_rows=[_hashed(expunction, each) for each in finds],
        by=by,
        at=at,
        details={"ground": expunction.ground, "values": len(finds), "by place": counts},
    )
    keys = [each.old for each in finds if each.model is StoredFile and each.name == "key"]
    transaction.on_commit(lambda: _remove(keys))
    return expunction


def _forget_own_words(expunction: Expunction, passage: Passage, at: datetime) -> None:
    """The proposal, its versions and its events: the words whole, and wherever else its own texts tell them."""
    stone = tombstone(london_day(at))
    own = find(passage, stone, own_rows(expunction)).finds
    replace([each for each in own if each.name != "words"])
    replace(find_whole(passage.words, stone, own_rows(expunction)))


def _hashed(expunction: Expunction, each: Find) -> ExpungedValue:
    return ExpungedValue(
        expunction=expunction,
        table=each.model._meta.label,
        row=each.pk,
        column=each.name,
        times=each.times,
        sha256=old_hash(each.old),
    )


def _remove(keys: Iterable[str]) -> None:
    for key in keys:
        remove_kept(key)


def clean_up(expunction: Expunction) -> str:
    """Clean what an expunction that was carried out leaves in the storage; "" when done, else why it could not be.

    It is not done inside a transaction. It may be repeated, and takes up what was interrupted: bytes of a file that
    outlived the process that was to remove them.
    """
    values = list(expunction.values.all())
    gone = {each.sha256 for each in values if each.column == "key"}
    if gone and not transaction.get_connection().in_atomic_block:
        _remove([key for key, _age in keys_kept() if old_hash(key) in gone])
    own = [Expunction, Expunction.history.model, ExpunctionEvent]
    return clean_storage([*{apps.get_model(*each.table.split(".")) for each in values}, *own])


@transaction.atomic
def record_cleaning(*, expunction: Expunction, by: Actor, at: datetime) -> Expunction:
    """Record that the storage has been cleaned after an expunction."""
    if not by.is_system:
        by = _one_person(by, Duty.APPROVE, "Only the Deputy Chief Constable carries it out.")
    expunction = Expunction.objects.locked().get(pk=expunction.pk)
    expunction.cleaned_at = at
    _record(expunction, ExpunctionVerb.CLEAN, by=by, at=at)
    return expunction
