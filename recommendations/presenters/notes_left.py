"""The notes that somebody who left a post left for its next holder."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.models import User
from jac_tracker.dates import london_day, worded_day
from recommendations.actions import note_digest
from recommendations.models import HandOverNote
from recommendations.presenters.names import Names
from recommendations.presenters.recorded import Recorded

SHOWN = 10
"""How many notes the first page shows; the rest are on a page of their own."""


@dataclass(frozen=True)
class NoteLeft:
    """A note as a page shows it. `key` is what a form sends to mark it as read: its number and what it says."""

    key: str
    reference: str
    href: str
    title: str
    text: str
    signed: str
    read: str


@dataclass(frozen=True)
class NotesForPost:
    """The unread notes that were left for a post, the oldest first: as many as a page shows."""

    title: str
    href: str
    number: int
    notes: tuple[NoteLeft, ...]

    @property
    def left(self) -> int:
        """How many are not shown."""
        return self.number - len(self.notes)


def note_left(note: HandOverNote) -> NoteLeft:
    """A note as the page of whoever writes or reads it prints it."""
    item = note.recommendation
    return NoteLeft(
        key=key_of(note),
        reference=item.reference,
        href=item.get_absolute_url(),
        title=item.title,
        text=note.text,
        signed=_signed(str(note.written_by or ""), note.written_at),
        read=_read(str(note.read_by or ""), note.read_at),
    )


def key_of(note: HandOverNote) -> str:
    """The note's number and the digest of what it says."""
    return f"{note.pk}-{note_digest(note)}"


def notes_left_for(actor: Actor) -> dict[int, NotesForPost]:
    """What the actor has yet to read, by post. One statement, however many posts are held."""
    rows: dict[int, list[HandOverNote]] = defaultdict(list)
    for note in HandOverNote.objects.left_for(actor).select_related("recommendation", "written_by", "read_by"):
        rows[note.post_id].append(note)
    titles = {post.pk: str(post) for post in actor.posts}
    return {
        pk: NotesForPost(
            titles[pk], reverse("hand_over_notes", args=[pk]), len(notes), tuple(map(note_left, notes[:SHOWN]))
        )
        for pk, notes in rows.items()
    }


@dataclass(frozen=True)
class NoteSaid:
    """A note as its item's page prints it."""

    text: str
    signed: str
    read: str


def notes_on(recorded: Recorded, names: Names) -> list[NoteSaid]:
    """The notes that stand on an item, the newest first, with the names that people had then."""
    rows = sorted(recorded.standing(HandOverNote), key=lambda row: (row.written_at, row.id), reverse=True)
    return [
        NoteSaid(
            row.text,
            _signed(names.of(User, row.written_by_id, row.written_at), row.written_at),
            _read(names.of(User, row.read_by_id, row.read_at), row.read_at),
        )
        for row in rows
    ]


def _signed(name: str, at: datetime) -> str:
    return f"{name or 'A command'} on {worded_day(london_day(at))}"


def _read(name: str, at: datetime | None) -> str:
    if at is None:
        return ""
    return f"Read{f' by {name}' if name else ''} on {worded_day(london_day(at))}"
