"""Coming to a post: the notes of who left it, and what the administrator is told of both."""

from html import unescape

import pytest
from django.test import Client

from inspections.models import Publication
from jac_tracker.accounts import actions as holdings
from jac_tracker.accounts.models import Holding
from jac_tracker.accounts.roles import Role
from recommendations import actions
from recommendations.enums import Status
from recommendations.models import HandOverNote, RecommendationEvent
from tests.conftest import NOON, TODAY
from tests.factories.people import SETTER_UP, Cast, make_member
from tests.factories.recommendations import make_recommendation
from tests.integration.recommendations.conftest import People
from tests.integration.recommendations.handing import HOUR, OTHERS, keys, leave, leaving, notes_page, successor_of
from tests.integration.recommendations.pages import address, words

pytestmark = pytest.mark.django_db

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
