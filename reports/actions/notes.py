"""What is noted of a meeting: oral updates, and papers that came late."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.models import Post
from jac_tracker.history import record, refuse_stale
from reports.actions.meetings import keeper_of_meetings
from reports.enums import NoteKind, PaperVerb
from reports.models import Meeting, MeetingNote, PaperEvent

NOTE_FIELDS = ("kind", "words", "post")


@transaction.atomic
def add_note(
    *, meeting: Meeting, kind: NoteKind, words: str, post: Post | None = None, by: Actor, at: datetime
) -> MeetingNote:
    """Note an oral update or a late paper of a meeting. Raises NotPossible without words."""
    by = keeper_of_meetings(by)
    note = MeetingNote(meeting=meeting, kind=kind, words=words, post=post)
    _refuse_empty(note)
    record([note], by=by, at=at, event=PaperEvent(verb=PaperVerb.ADD_NOTE, meeting=meeting))
    return note


@transaction.atomic
def change_note(
    *, note: MeetingNote, values: Mapping[str, Any], shown: str | None = None, by: Actor, at: datetime
) -> MeetingNote:
    """Change what was noted. Raises StaleEdit, and NotPossible without words or for a note that is gone."""
    by = keeper_of_meetings(by)
    note = _locked(note)
    refuse_stale(note, NOTE_FIELDS, shown)
    for field in NOTE_FIELDS:
        setattr(note, field, values.get(field, getattr(note, field)))
    _refuse_empty(note)
    record([note], by=by, at=at, event=PaperEvent(verb=PaperVerb.CHANGE_NOTE, meeting=note.meeting))
    return note


@transaction.atomic
def remove_note(*, note: MeetingNote, by: Actor, at: datetime, why: str) -> None:
    """Take a note off its meeting, with a reason; the history keeps it. Raises NotPossible for one that is gone."""
    by = keeper_of_meetings(by)
    note = _locked(note)
    if not why.strip():
        raise NotPossible("Say why.")
    event = PaperEvent(verb=PaperVerb.REMOVE_NOTE, meeting=note.meeting)
    record([], by=by, at=at, why=why.strip(), event=event, removed=[note])


def _locked(note: MeetingNote) -> MeetingNote:
    found = MeetingNote.objects.locked().filter(pk=note.pk).first()
    if found is None:
        raise NotPossible("Somebody else has removed this note.")
    return found


def _refuse_empty(note: MeetingNote) -> None:
    note.words = note.words.strip()
    if not note.words:
        raise NotPossible("Say what it was.")
