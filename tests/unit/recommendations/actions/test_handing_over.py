"""Notes for the next holder of a post: recommendations.actions.handing_over."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from inspections.models import Publication
from jac_tracker.accounts import actions as people
from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.models import User
from jac_tracker.accounts.roles import Role
from jac_tracker.history import StaleEdit, record
from recommendations import actions
from recommendations.actions import NoteTyped, note_digest
from recommendations.enums import Status, Verb
from recommendations.models import HandOverNote, Recommendation, RecommendationEvent
from tests.factories.people import SETTER_UP, Cast, make_member
from tests.factories.recommendations import close, make_recommendation

AT = datetime(2022, 2, 1, 9, tzinfo=UTC)
LATER = AT + timedelta(hours=1)
TODAY, TOMORROW = AT.date(), AT.date() + timedelta(days=1)


def leave(cast: Cast, *typed: NoteTyped, who: str = "owner", at: datetime = AT) -> int:
    return actions.leave_notes(post=cast.owner.post, notes=typed, by=getattr(cast, who).actor(TODAY), at=at)


def handed_over(cast: Cast) -> Actor:
    """Who holds the owner's post from tomorrow on, as they are then."""
    successor = make_member("Nia Next", "Head of Something", Role.OWNER).user
    people.hand_over(post=cast.owner.post, to=successor, from_on=TOMORROW, by=SETTER_UP, at=LATER)
    return Actor.of(successor, TOMORROW)


def read(by: Actor, notes: Sequence[HandOverNote] | None = None) -> None:
    actions.read_notes(notes=list(HandOverNote.objects.all()) if notes is None else notes, by=by, at=LATER)


def events(item: Recommendation) -> list[str]:
    return list(item.events.order_by("id").values_list("verb", flat=True))[2:]  # after its registration and allocation


def test_notes_are_left_all_at_once_each_in_the_history_of_its_item(cast: Cast, publication: Publication) -> None:
    first, second, third = (make_recommendation(cast, publication) for _ in range(3))

    number = leave(cast, NoteTyped(first, "Ask Tom."), NoteTyped(second, "  "), NoteTyped(third, " Nearly done. "))

    notes = {note.recommendation: note for note in HandOverNote.objects.all()}
    assert number == 2
    assert {item: note.text for item, note in notes.items()} == {first: "Ask Tom.", third: "Nearly done."}
    assert (notes[first].post, notes[first].written_by, notes[first].written_at) == (
        cast.owner.post,
        cast.owner.user,
        AT,
    )
    assert [events(item) for item in (first, second, third)] == [["leave note"], [], ["leave note"]]
    assert first.events.latest("id").by_post == cast.owner.post


def test_a_note_is_written_anew_until_it_is_read(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)
    leave(cast, NoteTyped(item, "Ask Tom."))

    leave(cast, NoteTyped(item, "Ask Tina."), at=LATER)

    note = HandOverNote.objects.get()
    assert (note.text, note.written_at, note.history.count()) == ("Ask Tina.", LATER, 2)


def test_an_empty_text_takes_a_note_back_and_its_history_stays(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)
    leave(cast, NoteTyped(item, "Ask Tom."))

    leave(cast, NoteTyped(item, ""))

    assert not HandOverNote.objects.exists()
    assert [row.history_type for row in HandOverNote.history.order_by("history_id")] == ["+", "-"]
    assert events(item) == ["leave note", "take back note"]


def test_what_is_not_changed_leaves_no_trace(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)
    leave(cast, NoteTyped(item, "Ask Tom."))

    number = leave(cast, NoteTyped(item, " Ask Tom. "), at=LATER)

    assert (number, events(item), HandOverNote.history.count()) == (0, ["leave note"], 1)


def test_liaison_leaves_a_note_beside_the_holders_own(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)
    leave(cast, NoteTyped(item, "Ask Tom."))

    leave(cast, NoteTyped(item, "The board wants it in May."), who="liaison")

    found = HandOverNote.objects.values_list("text", "written_by__name")
    assert set(found) == {("Ask Tom.", "Olive Owner"), ("The board wants it in May.", "Lia Liaison")}
    assert item.events.latest("id").by_post == cast.liaison.post


@pytest.mark.parametrize("who", ["lead", "other_owner", "dcc", "auditor", "secretary", "administrator", "reader"])
def test_nobody_else_leaves_a_note(cast: Cast, publication: Publication, who: str) -> None:
    item = make_recommendation(cast, publication)

    with pytest.raises(PermissionDenied):
        leave(cast, NoteTyped(item, "Ask Tom."), who=who)

    assert not HandOverNote.objects.exists()


def test_one_refused_note_keeps_back_all(cast: Cast, publication: Publication) -> None:
    item, done = make_recommendation(cast, publication), make_recommendation(cast, publication)
    close(cast, done, at=AT - timedelta(hours=1))

    with pytest.raises(NotPossible, match="is for an item that is open"):
        leave(cast, NoteTyped(item, "Ask Tom."), NoteTyped(done, "It is closed."))

    assert not HandOverNote.objects.exists()
    assert events(item) == []


def test_no_note_is_left_on_what_belongs_to_another_post(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)
    actions.reallocate(
        recommendation=item, owner_post=cast.other_owner.post, by=cast.liaison.actor(TODAY), at=AT, why="His."
    )

    with pytest.raises(NotPossible, match="belongs to another post by now"):
        leave(cast, NoteTyped(item, "Ask Tom."), who="liaison")
    with pytest.raises(PermissionDenied):
        leave(cast, NoteTyped(item, "Ask Tom."))


@pytest.mark.parametrize("typed", ["Ask Tina.", "Ask Tom.", ""])
def test_a_note_that_was_changed_since_it_was_shown_is_not_overwritten(
    cast: Cast, publication: Publication, typed: str
) -> None:
    item, other = make_recommendation(cast, publication), make_recommendation(cast, publication)
    leave(cast, NoteTyped(item, "Ask Tom."))

    with pytest.raises(StaleEdit) as overtaken:
        leave(cast, NoteTyped(other, "New."), NoteTyped(item, typed, shown=note_digest(None)))

    assert overtaken.value.current == item
    assert [note.text for note in HandOverNote.objects.all()] == ["Ask Tom."]


# Reading


def test_the_next_holder_finds_the_notes_and_marks_them_as_read(cast: Cast, publication: Publication) -> None:
    first, second = make_recommendation(cast, publication), make_recommendation(cast, publication)
    leave(cast, NoteTyped(first, "Ask Tom."), NoteTyped(second, "Nearly done."))
    successor = handed_over(cast)
    found = list(HandOverNote.objects.left_for(successor))

    read(successor, found)

    assert [note.text for note in found] == ["Ask Tom.", "Nearly done."]
    assert {(note.read_by, note.read_at) for note in HandOverNote.objects.all()} == {(successor.user, LATER)}
    assert not HandOverNote.objects.left_for(successor).exists()
    assert [events(item) for item in (first, second)] == [["leave note", "read note"]] * 2


def test_what_has_been_read_stands_and_another_note_can_be_left(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)
    leave(cast, NoteTyped(item, "Ask Tom."))
    successor = handed_over(cast)
    read(successor)

    actions.leave_notes(post=cast.owner.post, notes=[NoteTyped(item, "Tom has left.")], by=successor, at=LATER)

    texts = HandOverNote.objects.order_by("pk").values_list("text", "read_by__name")
    assert list(texts) == [("Ask Tom.", "Nia Next"), ("Tom has left.", None)]


def test_who_wrote_a_note_and_who_holds_another_post_have_none_to_read(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)
    leave(cast, NoteTyped(item, "Ask Tom."))

    for name in ("owner", "liaison", "lead", "other_owner", "dcc"):
        assert not HandOverNote.objects.left_for(getattr(cast, name).actor(TODAY)).exists(), name


def test_nobody_reads_their_own_note_for_the_next_holder(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)
    leave(cast, NoteTyped(item, "Ask Tom."))

    with pytest.raises(NotPossible, match="You wrote this note yourself"):
        read(cast.owner.actor(TODAY))

    assert HandOverNote.objects.get().read_at is None


@pytest.mark.parametrize("who", ["liaison", "lead", "dcc", "other_owner", "auditor"])
def test_nobody_but_who_holds_the_post_marks_a_note_as_read(cast: Cast, publication: Publication, who: str) -> None:
    item = make_recommendation(cast, publication)
    leave(cast, NoteTyped(item, "Ask Tom."))

    with pytest.raises(PermissionDenied):
        read(getattr(cast, who).actor(TODAY))

    assert HandOverNote.objects.get().read_at is None


def test_a_note_is_read_once(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)
    leave(cast, NoteTyped(item, "Ask Tom."))
    successor = handed_over(cast)
    notes = list(HandOverNote.objects.all())
    read(successor, notes)

    with pytest.raises(NotPossible, match="read or taken back in the meantime"):
        read(successor, notes)

    assert events(item) == ["leave note", "read note"]


def test_a_note_that_says_something_else_by_now_is_not_marked_and_neither_are_the_others(
    cast: Cast, publication: Publication
) -> None:
    first, second = make_recommendation(cast, publication), make_recommendation(cast, publication)
    leave(cast, NoteTyped(first, "Ask Tom."), NoteTyped(second, "Nearly done."), who="liaison")
    shown = list(HandOverNote.objects.all())
    leave(cast, NoteTyped(second, "Not done at all."), who="liaison")

    with pytest.raises(StaleEdit):
        read(cast.owner.actor(TODAY), shown)

    assert HandOverNote.objects.filter(read_at=None).count() == 2


def test_a_note_goes_with_its_item_and_one_on_a_withdrawn_item_is_over(cast: Cast, publication: Publication) -> None:
    moved, withdrawn = make_recommendation(cast, publication), make_recommendation(cast, publication)
    leave(cast, NoteTyped(moved, "Ask Tom."), NoteTyped(withdrawn, "Nearly done."))
    liaison = cast.liaison.actor(TODAY)
    actions.reallocate(recommendation=moved, owner_post=cast.lead.post, by=liaison, at=AT, why="Hers.")
    actions.propose_in_error(recommendation=withdrawn, by=liaison, at=AT, why="Twice.")
    actions.agree_in_error(recommendation=withdrawn, by=cast.dcc.actor(TODAY), at=AT)
    successor = handed_over(cast)

    assert not HandOverNote.objects.left_for(successor).exists()
    assert not HandOverNote.objects.left_for(cast.lead.actor(TODAY)).exists()


def test_a_note_on_a_closed_item_can_still_be_read(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)
    leave(cast, NoteTyped(item, "Ask Tom."))
    close(cast, item, at=LATER)
    successor = handed_over(cast)

    read(successor, list(HandOverNote.objects.left_for(successor)))

    item.refresh_from_db()
    assert (events(item), item.status) == (["leave note", "hmicfrs closes", "read note"], Status.CLOSED_COMPLETE)


# What stands behind the code


def forced(cast: Cast, item: Recommendation, **values: object) -> None:
    given = {"post": cast.owner.post, "text": "x", "written_by": cast.owner.user, "written_at": AT} | values
    note = HandOverNote(recommendation=item, **given)
    event = RecommendationEvent(verb=Verb.LEAVE_NOTE, recommendation=item, to_status=item.status)
    with transaction.atomic():
        record([note], by=cast.owner.actor(TODAY), at=AT, event=event)


@pytest.mark.parametrize("who", ["owner", None])
def test_the_database_refuses_half_a_reading_and_ones_own(cast: Cast, publication: Publication, who: str) -> None:
    item = make_recommendation(cast, publication)
    user: User = cast.owner.user if who else cast.dcc.user

    with pytest.raises(IntegrityError):
        forced(cast, item, read_by=user, read_at=LATER if who else None)


def test_the_database_refuses_a_second_unread_note_of_one_person(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)
    forced(cast, item)

    with pytest.raises(IntegrityError):
        forced(cast, item)
