"""Oral updates and late papers, noted on their meeting."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from jac_tracker.accounts.actions import NotPossible
from jac_tracker.history import StaleEdit, digest
from reports import actions
from reports.enums import NoteKind, PaperVerb
from reports.models import MeetingNote, PaperEvent
from tests.conftest import NOON, TODAY
from tests.factories.people import SETTER_UP, Cast
from tests.factories.requests import DECEMBER, meeting_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def note(cast: Cast) -> MeetingNote:
    return actions.add_note(
        meeting=meeting_of(DECEMBER),
        kind=NoteKind.ORAL_UPDATE,
        words=" The report is due. ",
        post=cast.owner.post,
        by=cast.secretary.actor(TODAY),
        at=NOON,
    )


def test_a_note_stands_on_its_meeting_with_who_gave_it(cast: Cast, note: MeetingNote) -> None:
    assert (note.kind, note.words, note.post) == (NoteKind.ORAL_UPDATE, "The report is due.", cast.owner.post)
    assert list(note.meeting.notes.all()) == [note]
    assert PaperEvent.objects.filter(meeting=note.meeting, verb=PaperVerb.ADD_NOTE).count() == 1


def test_a_note_is_changed_and_an_overtaken_change_refused(cast: Cast, note: MeetingNote) -> None:
    shown = digest(note, actions.NOTE_FIELDS)
    values: dict[str, Any] = {"kind": NoteKind.LATE_PAPER, "post": None}

    changed = actions.change_note(note=note, values=values, shown=shown, by=cast.liaison.actor(TODAY), at=NOON)

    assert (changed.kind, changed.words, changed.post) == (NoteKind.LATE_PAPER, "The report is due.", None)
    with pytest.raises(StaleEdit):
        actions.change_note(note=note, values={"words": "Mine"}, shown=shown, by=SETTER_UP, at=NOON)


def test_a_note_is_removed_with_a_reason_and_only_once(cast: Cast, note: MeetingNote) -> None:
    with pytest.raises(NotPossible, match="Say why"):
        actions.remove_note(note=note, by=SETTER_UP, at=NOON, why=" ")

    actions.remove_note(note=note, by=cast.secretary.actor(TODAY), at=NOON, why="Noted twice")

    assert MeetingNote.objects.count() == 0
    assert PaperEvent.objects.get(verb=PaperVerb.REMOVE_NOTE).why == "Noted twice"
    with pytest.raises(NotPossible, match="Somebody else has removed"):
        actions.change_note(note=note, values={"words": "Mine"}, by=SETTER_UP, at=NOON)


def test_a_note_says_something(note: MeetingNote) -> None:
    with pytest.raises(NotPossible, match="Say what it was"):
        actions.change_note(note=note, values={"words": " "}, by=SETTER_UP, at=NOON)


@pytest.mark.parametrize("who", ["owner", "lead", "dcc", "reader", "auditor", "administrator"])
def test_only_who_keeps_meetings_notes_anything(cast: Cast, note: MeetingNote, who: str) -> None:
    by = getattr(cast, who).actor(TODAY)

    for act in (
        lambda: actions.add_note(meeting=note.meeting, kind=NoteKind.LATE_PAPER, words="More", by=by, at=NOON),
        lambda: actions.change_note(note=note, values={"words": "More"}, by=by, at=NOON),
        lambda: actions.remove_note(note=note, by=by, at=NOON, why="More"),
    ):
        with pytest.raises(PermissionDenied):
            act()
