"""Leaving a post: what it owns, and the notes for its next holder."""

import re
from typing import Any

import pytest

from inspections.models import Publication
from recommendations import actions
from recommendations.actions import NoteTyped
from recommendations.enums import Marking, Status
from recommendations.models import HandOverNote
from tests.conftest import NOON, TODAY
from tests.factories.people import Cast
from tests.factories.recommendations import make_recommendation
from tests.integration.recommendations.conftest import People
from tests.integration.recommendations.handing import (
    HOUR,
    OTHERS,
    leave,
    leaving,
    notes,
    notes_page,
    typed,
)
from tests.integration.recommendations.pages import words

pytestmark = pytest.mark.django_db

# Leaving


def test_the_holder_sees_everything_that_the_post_owns(people: People, cast: Cast, publication: Publication) -> None:
    liaison = cast.liaison.actor(TODAY)
    item = make_recommendation(cast, publication, title="Train the staff")
    claimed = make_recommendation(cast, publication, Status.WITH_DCC, title="Audit the crimes")
    make_recommendation(cast, publication, Status.CLOSED_COMPLETE, title="Long done")
    actions.add_action(
        recommendation=item, what="Book a room", post=cast.owner.post, due_on=TODAY, by=liaison, at=NOON - HOUR
    )
    helped = make_recommendation(cast, publication, title="Ask the victims")
    actions.reallocate(
        recommendation=helped,
        owner_post=cast.other_owner.post,
        supporting_posts=[cast.owner.post],
        by=liaison,
        at=NOON - HOUR,
        why="His.",
    )
    actions.propose_in_error(recommendation=item, by=liaison, at=NOON - HOUR, why="Twice.")

    page = words(people.owner.page(leaving(cast)))
    lists = {name: words(people.owner.page(leaving(cast), list=name)) for name in ("actions", "claims", "supported")}
    proposals = words(people.owner.page(leaving(cast), list="proposals"))

    assert "Open items (2) Actions to do (1) Claims with a desk (1) Items it supports (1) Proposals (1)" in page
    assert f"{item.reference} Train the staff" in page
    assert f"{claimed.reference} Audit the crimes" in page
    assert "Claim: made." in page
    assert "Long done" not in page
    assert "Book a room By 1 March 2022" in lists["actions"]
    assert "Audit the crimes With Deputy Chief Constable, claimed on 11 January 2022" in lists["claims"]
    assert f"{helped.reference}" in lists["supported"]
    assert "Owned by Head of Neighbourhoods" in lists["supported"]
    assert "Ask the victims" not in lists["supported"]  # its title is more than the headline
    assert "Train the staff Proposed as entered in error by HMICFRS Force Liaison Officer" in proposals


@pytest.mark.parametrize("who", ["owner", "liaison", "second_liaison"])
def test_the_notes_of_a_page_are_saved_together(who: str, people: People, cast: Cast, publication: Publication) -> None:
    first, second = make_recommendation(cast, publication), make_recommendation(cast, publication)
    browser = getattr(people, who)

    answer = browser.post(leaving(cast), **typed({first: "Ask Tom.", second: "Nearly done."}))

    name = getattr(cast, who).user.name
    assert (answer.status_code, answer["Location"]) == (302, leaving(cast))
    assert notes() == {("Ask Tom.", name), ("Nearly done.", name)}
    page = browser.page(leaving(cast))
    assert "2 notes saved." in words(page)
    assert re.findall(r"<textarea[^>]*>\s*([^<]*)</textarea>", page) == ["Ask Tom.", "Nearly done."]


@pytest.mark.parametrize("who", OTHERS)
def test_nobody_else_opens_the_page_or_leaves_a_note(
    who: str, people: People, cast: Cast, publication: Publication
) -> None:
    item = make_recommendation(cast, publication)
    browser = getattr(people, who)

    assert browser.get(leaving(cast)).status_code == 403
    assert browser.post(leaving(cast), **typed({item: "Ask Tom."})).status_code == 403
    assert not HandOverNote.objects.exists()


def test_there_is_no_page_for_a_post_that_is_none(people: People) -> None:
    assert people.liaison.get("/posts/999999999999999999/leaving/").status_code == 404


def test_what_the_holder_may_not_see_is_in_none_of_the_lists(
    people: People, cast: Cast, publication: Publication, embargoed: Publication
) -> None:
    hidden = make_recommendation(cast, embargoed, title="Plantedtitle")
    helped = make_recommendation(cast, publication, title="Plantedhelp", marking=Marking.OFFICIAL_SENSITIVE)
    liaison = cast.liaison.actor(TODAY)
    given: dict[str, Any] = {"by": liaison, "at": NOON - HOUR, "why": "His."}
    actions.reallocate(
        recommendation=helped, owner_post=cast.other_owner.post, supporting_posts=[cast.owner.post], **given
    )
    actions.leave_notes(post=cast.owner.post, notes=[NoteTyped(hidden, "Plantednote")], by=liaison, at=NOON - HOUR)

    for name in ("items", "actions", "claims", "supported", "proposals"):
        page = people.owner.page(leaving(cast), list=name)
        assert "Planted" not in page, name
        assert "Open items (0) Actions to do (0) Claims with a desk (0) Items it supports (0)" in words(page)
    assert "Planted" not in people.owner.page("/") + people.owner.page(notes_page(cast))
    assert "Plantedtitle" in people.liaison.page(leaving(cast))


def test_a_note_too_long_is_refused_at_its_box_and_nothing_is_saved(
    people: People, cast: Cast, publication: Publication
) -> None:
    first, second = make_recommendation(cast, publication), make_recommendation(cast, publication)

    answer = people.owner.post(leaving(cast), **typed({first: "Ask Tom.", second: "x" * 2001}))

    page = answer.content.decode()
    assert answer.status_code == 200
    assert f'href="#id_note_{second.pk}"' in page
    assert "must be 2,000 characters or fewer" in words(page)
    assert not HandOverNote.objects.exists()


@pytest.mark.parametrize("text", ["\x00", "🚒", "x" * 1_000_000, "{{ 7|add:7 }}", "<script>alert(1)</script>"])
def test_awful_words_are_kept_as_typed_or_refused(
    text: str, people: People, cast: Cast, publication: Publication
) -> None:
    item = make_recommendation(cast, publication)

    assert people.owner.post(leaving(cast), **typed({item: text})).status_code in (200, 302)
    assert "<script>alert(1)" not in people.owner.page(leaving(cast))


def test_a_note_changed_since_it_was_shown_comes_back_with_both_texts_and_saves_none(
    people: People, cast: Cast, publication: Publication
) -> None:
    first, second = make_recommendation(cast, publication), make_recommendation(cast, publication)
    leave(cast, second, "Ask Tom.")

    answer = people.owner.post(leaving(cast), **typed({first: "New.", second: "Ask Tina."}))

    page = words(answer.content.decode())
    assert answer.status_code == 409
    assert f"Note on {second.reference} In the register now Ask Tom. What you typed Ask Tina." in page
    assert notes() == {("Ask Tom.", "Olive Owner")}
    # Sent again as the page came back, it is saved.
    again = dict(re.findall(r'name="((?:shown_|as_shown)[^"]*)" value="([^"]*)"', answer.content.decode()))
    answer = people.owner.post(leaving(cast), **typed({first: "New.", second: "Ask Tina."}) | again)
    assert answer.status_code == 302
    assert notes() == {("New.", "Olive Owner"), ("Ask Tina.", "Olive Owner")}


def test_words_typed_about_an_item_that_is_gone_are_not_lost(
    people: People, cast: Cast, publication: Publication
) -> None:
    kept, gone = make_recommendation(cast, publication), make_recommendation(cast, publication)
    data = typed({kept: "New.", gone: "Ask Tina."})
    liaison = cast.liaison.actor(TODAY)
    actions.reallocate(recommendation=gone, owner_post=cast.other_owner.post, by=liaison, at=NOON - HOUR, why="His.")

    answer = people.owner.post(leaving(cast), **data)

    assert answer.status_code == 409
    assert "not on this page any more In the register now Empty What you typed Ask Tina." in words(
        answer.content.decode()
    )
    assert not HandOverNote.objects.exists()


def test_a_long_list_is_paged_and_each_page_saves_its_own(people: People, cast: Cast, publication: Publication) -> None:
    items = [make_recommendation(cast, publication) for _ in range(26)]

    page = people.owner.page(leaving(cast), page="2")
    answer = people.owner.post(f"{leaving(cast)}?page=2", **typed({items[-1]: "The last."}))

    assert page.count("<textarea") == 1
    assert "Showing 26 to 26 of 26 items" in words(page)
    assert answer["Location"] == f"{leaving(cast)}?page=2"
    assert notes() == {("The last.", "Olive Owner")}


@pytest.mark.parametrize("list_", ["items", "supported"])
def test_the_page_costs_the_same_for_one_item_and_for_many(
    list_: str, people: People, cast: Cast, publication: Publication
) -> None:
    leave(cast, make_recommendation(cast, publication), "Ask Tom.", "liaison")
    one = people.owner.statements(leaving(cast), list=list_)
    for _ in range(12):
        leave(cast, make_recommendation(cast, publication), "Ask Tom.", "liaison")

    assert people.owner.statements(leaving(cast), list=list_) == one
    assert one <= 14
