"""Notes that pass a post's items on to whoever holds it next: left, changed or taken back, and read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.models import Post
from jac_tracker.history import StaleEdit, digest, refuse_stale
from recommendations.actions.turn import begin
from recommendations.enums import Verb
from recommendations.models import HandOverNote, Recommendation

NOTE_FIELDS = ("text",)


@dataclass(frozen=True)
class NoteTyped:
    """What somebody typed about one item, "" for no note, and the digest of what the form showed (`note_digest`)."""

    recommendation: Recommendation
    text: str
    shown: str | None = None


@transaction.atomic
def leave_notes(*, post: Post, notes: Sequence[NoteTyped], by: Actor, at: datetime) -> int:
    """Leave notes on items that a post owns, for its next holder; all of them, or none. Says how many changed.

    Each person has one unread note on an item: another text takes its place, and an empty one takes it back. Raises
    StaleEdit, with the item whose note is not as it was shown, and NotPossible for an item that the post does not own.
    """
    mine = {note.recommendation_id: note for note in HandOverNote.objects.by_the_hand_of(by).filter(post=post)}
    changed = 0
    for typed in sorted(notes, key=lambda typed: typed.recommendation.pk):  # one order of locks for everybody
        before = mine.get(typed.recommendation.pk)
        if typed.shown not in (None, note_digest(before)):
            raise StaleEdit(typed.recommendation)
        if typed.text.strip() != (before.text if before else ""):
            _leave(post, typed, by, at)
            changed += 1
    return changed


@transaction.atomic
def read_notes(*, notes: Sequence[HandOverNote], by: Actor, at: datetime) -> None:
    """Mark notes as read by who holds the post that they were left for: all of them, or none.

    Each is given as it was shown. Raises StaleEdit for one that says something else by now, and NotPossible for one
    that was read or taken back, that the actor wrote, or whose item another post owns.
    """
    for note in sorted(notes, key=lambda note: (note.recommendation_id, note.pk)):
        turn = begin(Verb.READ_NOTE, note.recommendation, by)
        row = HandOverNote.objects.filter(pk=note.pk, post=turn.item.owner_post_id).unread().first()
        if row is None:
            raise NotPossible("This note was read or taken back in the meantime.")
        refuse_stale(row, NOTE_FIELDS, note_digest(note))
        if row.written_by_id is not None and row.written_by_id == by.user_id:
            raise NotPossible("You wrote this note yourself. It waits for the next holder of the post.")
        row.read_by, row.read_at = turn.by.user, at
        turn.end(at, others=[row])


def note_digest(note: HandOverNote | None) -> str:
    """The digest of a note as a form shows it; of an empty one, for none."""
    return digest(note or HandOverNote(text=""), NOTE_FIELDS)


def _leave(post: Post, typed: NoteTyped, by: Actor, at: datetime) -> None:
    text = typed.text.strip()
    turn = begin(Verb.LEAVE_NOTE if text else Verb.TAKE_BACK_NOTE, typed.recommendation, by)
    if turn.item.owner_post_id != post.pk:
        raise NotPossible(f"{turn.item.reference} belongs to another post by now, so no note is left on it here.")
    row = HandOverNote.objects.by_the_hand_of(by).filter(post=post, recommendation=turn.item).first()
    if typed.shown not in (None, note_digest(row)) or not (text or row):  # asked again under the lock
        raise StaleEdit(turn.item)
    if row is not None and not text:
        turn.end(at, removed=[row])
        return
    row = row or HandOverNote(recommendation=turn.item, post=post, written_by=turn.by.user)
    row.text, row.written_at = text, at
    turn.end(at, others=[row])
