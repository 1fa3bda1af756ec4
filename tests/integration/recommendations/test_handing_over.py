"""Leaving a post and coming to it: what it owns, the notes for its next holder, and what the administrator is told."""

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client

from inspections.models import Publication
from jac_tracker.accounts import actions as holdings
from jac_tracker.accounts.models import Holding
from jac_tracker.accounts.roles import Role
from recommendations import actions
from recommendations.actions import NoteTyped, note_digest
from recommendations.enums import Marking, Status
from recommendations.forms.handing_over import items_digest
from recommendations.models import HandOverNote, Recommendation, RecommendationEvent
from tests.conftest import NOON, TODAY
from tests.factories.people import SETTER_UP, Cast, make_member
from tests.factories.recommendations import make_recommendation
from tests.integration.recommendations.conftest import Browser, People
from tests.integration.recommendations.pages import address, words

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
OTHERS = ["lead", "other_owner", "other_lead", "dcc", "secretary", "auditor", "reader", "administrator"]


def leaving(cast: Cast) -> str:
    return f"/posts/{cast.owner.post.pk}/leaving/"


def notes_page(cast: Cast) -> str:
    return f"/posts/{cast.owner.post.pk}/notes/"


def leave(cast: Cast, item: Recommendation, text: str, who: str = "owner") -> None:
    by = getattr(cast, who).actor(TODAY)
    actions.leave_notes(post=cast.owner.post, notes=[NoteTyped(item, text)], by=by, at=NOON - HOUR)


def typed(notes: dict[Recommendation, str]) -> dict[str, Any]:
    """What the form sends, drawn before anybody left a note on these items."""
    boxes = {f"note_{item.pk}": text for item, text in notes.items()}
    shown = {f"shown_{item.pk}": note_digest(None) for item in notes}
    return {**boxes, **shown, "as_shown": items_digest(notes)}


def successor_of(cast: Cast) -> Browser:
    """Who holds the owner's post from today on, at their browser."""
    member = make_member("Nia Next", "Head of Something", Role.OWNER)
    holdings.hand_over(post=cast.owner.post, to=member.user, from_on=TODAY, by=SETTER_UP, at=NOON - HOUR)
    return Browser(member)


def keys(page: str) -> list[str]:
    """What the buttons of single notes send."""
    return re.findall(r'name="note" value="([^"]+)"><button class="app-link-button"', page)


def notes() -> set[tuple[str, str]]:
    return set(HandOverNote.objects.values_list("text", "written_by__name"))


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


# Coming


def test_the_next_holders_first_page_shows_the_notes_and_marks_one_as_read(
    people: People, cast: Cast, publication: Publication
) -> None:
    first, second = (make_recommendation(cast, publication, title=title) for title in ("Train", "Audit"))
    leave(cast, first, "Ask Tom.")
    leave(cast, second, "Nearly done.")
    browser = successor_of(cast)

    page = browser.page("/")
    answer = browser.post(notes_page(cast), note=keys(page)[0])

    said = words(page)
    assert "Notes from the one before you (2)" in said
    signed = "Olive Owner on 1 March 2022"
    assert f"{first.reference} Train Ask Tom. {signed} Mark as read the note on {first.reference}" in said
    assert "Mark all 2 as read" in said
    assert (answer.status_code, answer["Location"]) == (302, "/")
    now = words(browser.page("/"))
    assert "1 note marked as read." in now
    assert "Notes from the one before you (1)" in now
    assert "Ask Tom." not in now
    assert RecommendationEvent.objects.latest("id").verb == "read note"


def test_all_that_is_shown_is_marked_at_once(people: People, cast: Cast, publication: Publication) -> None:
    for _ in range(3):
        leave(cast, make_recommendation(cast, publication), "Ask Tom.")
    browser = successor_of(cast)

    browser.post(notes_page(cast), note=keys(browser.page("/")))

    assert not HandOverNote.objects.unread().exists()
    assert "Notes from" not in words(browser.page("/"))
    assert "There is no note that you have not read." in words(browser.page(notes_page(cast)))


@pytest.mark.parametrize("who", ["owner", "liaison", "lead", "dcc"])
def test_who_wrote_it_and_who_holds_another_post_find_no_note(
    who: str, people: People, cast: Cast, publication: Publication
) -> None:
    leave(cast, make_recommendation(cast, publication), "Plantednote")

    assert "Plantednote" not in getattr(people, who).page("/")


@pytest.mark.parametrize("who", ["liaison", *OTHERS])
def test_nobody_but_the_holder_opens_the_notes_or_marks_them(
    who: str, people: People, cast: Cast, publication: Publication
) -> None:
    leave(cast, make_recommendation(cast, publication), "Ask Tom.")
    browser = getattr(people, who)

    assert browser.get(notes_page(cast)).status_code == 403
    assert browser.post(notes_page(cast), note="1-" + "0" * 32).status_code == 403


@pytest.mark.parametrize("sent", [[], [""], ["1"], ["x-y"], ["9" * 400], ["1-" + "0" * 32], ["\x00", "🚒"]])
def test_nonsense_marks_nothing(sent: list[str], people: People, cast: Cast, publication: Publication) -> None:
    leave(cast, make_recommendation(cast, publication), "Ask Tom.")
    browser = successor_of(cast)

    answer = browser.post(notes_page(cast), note=sent)

    assert answer.status_code == 409
    assert HandOverNote.objects.unread().count() == 1


def test_a_note_changed_since_it_was_shown_is_not_marked_and_neither_are_the_others(
    people: People, cast: Cast, publication: Publication
) -> None:
    first, second = make_recommendation(cast, publication), make_recommendation(cast, publication)
    leave(cast, first, "Ask Tom.", "liaison")
    leave(cast, second, "Nearly done.", "liaison")
    shown = keys(people.owner.page("/"))
    leave(cast, second, "Not done at all.", "liaison")

    answer = people.owner.post(notes_page(cast), note=shown)

    assert answer.status_code == 409
    assert "None has been marked." in words(answer.content.decode())
    assert "Not done at all." in words(answer.content.decode())
    assert HandOverNote.objects.unread().count() == 2


def test_a_double_click_marks_once(people: People, cast: Cast, publication: Publication) -> None:
    leave(cast, make_recommendation(cast, publication), "Ask Tom.")
    browser = successor_of(cast)
    sent = keys(browser.page("/"))
    browser.post(notes_page(cast), note=sent)

    assert browser.post(notes_page(cast), note=sent).status_code == 409
    assert RecommendationEvent.objects.filter(verb="read note").count() == 1


def test_the_first_page_costs_the_same_for_one_note_and_for_many(
    people: People, cast: Cast, publication: Publication
) -> None:
    leave(cast, make_recommendation(cast, publication), "Ask Tom.")
    browser = successor_of(cast)
    one = browser.statements("/")
    for _ in range(12):
        leave(cast, make_recommendation(cast, publication), "Ask Tom.", "liaison")

    assert browser.statements("/") == one
    assert "See all 13 notes" in words(browser.page("/"))


def test_the_item_tells_its_notes_to_those_who_see_it_whole(
    people: People, cast: Cast, publication: Publication
) -> None:
    item = make_recommendation(cast, publication)
    leave(cast, item, "Plantednote")
    browser = successor_of(cast)
    browser.post(notes_page(cast), note=keys(browser.page("/")))

    for name in ("liaison", "dcc", "auditor", "lead"):
        said = words(getattr(people, name).page(address(item)))
        assert "Plantednote Olive Owner on 1 March 2022. Read by Nia Next on 1 March 2022" in said, name
        assert "Note read by the next holder" in said, name
    for name in ("other_owner", "other_lead", "secretary"):
        assert "Plantednote" not in getattr(people, name).page(address(item)), name
    past = people.liaison.page(address(item), as_at="2022-02-01")
    assert "Plantednote" not in past


# The administrator


def test_the_administrator_sees_numbers_and_no_content(
    people: People, cast: Cast, publication: Publication, embargoed: Publication
) -> None:
    liaison = cast.liaison.actor(TODAY)
    item = make_recommendation(cast, publication, title="Plantedtitle", text="Plantedtext")
    make_recommendation(cast, publication, Status.WITH_LIAISON, title="Plantedtitle")
    make_recommendation(cast, embargoed, title="Plantedtitle")
    actions.add_action(
        recommendation=item, what="Plantedaction", post=cast.owner.post, due_on=TODAY, by=liaison, at=NOON - HOUR
    )
    leave(cast, item, "Plantednote")

    for route in ("", "hand-over/"):
        page = people.administrator.page(f"/posts/{cast.owner.post.pk}/{route}")
        assert "2 open items 1 action to do 1 claim with the desks" in words(page), route
        assert "Planted" not in page
        assert item.reference not in page


def test_the_administrator_is_warned_of_a_post_left_vacant(people: People, cast: Cast) -> None:
    holding = Holding.objects.get(post=cast.owner.post)
    warning = "Nobody else holds this post, so after that day nobody will."

    assert warning in words(people.administrator.page(f"/holdings/{holding.pk}/end/"))
    acting = make_member("Ace Acting", "Head of Something", Role.OWNER)
    holdings.hand_over(
        post=cast.owner.post, to=acting.user, from_on=TODAY, is_acting=True, by=SETTER_UP, at=NOON - HOUR
    )
    assert warning not in words(people.administrator.page(f"/holdings/{holding.pk}/end/"))


def test_the_administrator_is_warned_of_a_holder_who_leads_the_portfolio_too(people: People, cast: Cast) -> None:
    post = f"/posts/{cast.owner.post.pk}/"
    assert "cannot decide on what is claimed for it" not in words(people.administrator.page(post))

    holdings.hand_over(post=cast.owner.post, to=cast.lead.user, from_on=TODAY, by=SETTER_UP, at=NOON - HOUR)

    assert "Pat Lead holds this post and leads its portfolio too" in words(people.administrator.page(post))


def test_who_is_signed_out_is_sent_to_sign_in(cast: Cast) -> None:
    for page in (leaving(cast), notes_page(cast)):
        assert Client().get(page).status_code == 302


def test_the_owners_desk_and_the_items_page_lead_to_it(people: People, cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)

    def leads(page: str) -> bool:
        return f'href="{leaving(cast)}"' in unescape(page)

    assert leads(people.owner.page("/"))
    assert leads(people.liaison.page(address(item)))
    assert not leads(people.dcc.page(address(item)))
