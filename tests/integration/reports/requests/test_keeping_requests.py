"""What the committee asked for: recorded on the meeting's page, changed, carried over, answered and cleared."""

from datetime import date
from typing import Any

import pytest

from inspections.models import Publication
from recommendations.enums import Marking
from recommendations.models import Recommendation
from reports.models import CommitteeRequest
from tests.factories.people import Cast
from tests.factories.recommendations import make_recommendation
from tests.factories.requests import ASKED, JUNE, MARCH, make_request, meeting_of, settle
from tests.integration.recommendations.conftest import People
from tests.integration.recommendations.pages import words
from tests.integration.reports.requests.pages import MEETING, page_of, said, typed

pytestmark = pytest.mark.django_db

RECORD = "/meetings/2021-12-22/requests/record/"


# Recording


@pytest.mark.parametrize("who", ["secretary", "liaison"])
def test_what_was_asked_is_recorded_on_the_page_of_its_meeting(
    who: str, people: People, cast: Cast, item: Recommendation
) -> None:
    browser = getattr(people, who)
    assert f'href="{RECORD}"' in browser.page(MEETING)
    values = typed(cast, minute="12/21", items=item.reference, inspection=item.publication.inspection_id)

    answer = browser.post(RECORD, **values)

    assert (answer.status_code, answer["Location"]) == (302, MEETING)
    request = CommitteeRequest.objects.get()
    assert [each.recommendation for each in request.about.all()] == [item]
    page = words(browser.page(MEETING))
    assert "22 December 2021, minute 12/21" in page
    assert f"{ASKED} Force Crime Registrar 31 March 2022, in 4 weeks Open" in page
    assert "To be answered by this meeting" in words(browser.page("/meetings/2022-03-31/"))


def test_where_no_later_meeting_is_entered_the_page_says_to_add_it(people: People, publication: Publication) -> None:
    page = people.secretary.page("/meetings/2022-03-31/requests/record/")

    assert "No later meeting is entered yet." in words(page)
    assert 'href="/meetings/add/"' in page


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"words": " "}, "Enter what was asked"),
        ({"words": "x" * 4001}, "What was asked must be 4,000 characters or fewer"),
        ({"asked_of": ""}, "Select the post it is asked of"),
        ({"asked_of": "reader"}, "Select the post it is asked of from the list"),
        ({"answer_by": ""}, "Select the meeting by which it is to be answered"),
        ({"items": "MP-1999-001"}, "The register has no item “MP-1999-001”"),
        ({"items": "hidden"}, "The register has no item “MP-2022-002”"),
        ({"items": ",".join(f"A{n}" for n in range(51))}, "Enter 50 references or fewer"),
        ({"inspection": "99"}, "Select the inspection it is about from the list"),
    ],
)
def test_a_wrong_request_is_refused_in_words(
    values: dict[str, Any], message: str, people: People, cast: Cast, item: Recommendation
) -> None:
    hidden = make_recommendation(cast, item.publication, marking=Marking.OFFICIAL_SENSITIVE)
    meant = {"reader": cast.reader.post.pk, "hidden": hidden.reference}
    given = {name: meant.get(value, value) for name, value in values.items()}

    answer = people.secretary.post(RECORD, **typed(cast, **given))

    assert answer.status_code == 200
    assert message in said(answer)
    assert CommitteeRequest.objects.count() == 0


def test_what_was_asked_at_a_meeting_to_come_is_not_recorded_yet(people: People, cast: Cast, item: Any) -> None:
    answer = people.secretary.post(
        "/meetings/2022-03-31/requests/record/", **typed(cast, answer_by=meeting_of(JUNE).pk)
    )

    assert "This meeting has not been held yet." in said(answer)


# Changing, carrying over, settling, opening again


def test_a_request_is_changed_and_an_overtaken_change_shows_both_texts(
    people: People, cast: Cast, item: Recommendation
) -> None:
    request = make_request(cast)
    place = page_of(request, "change/")
    shown = people.secretary.get(place).context["form"].initial["as_shown"]
    theirs = typed(cast, words="Theirs", items=item.reference, as_shown=shown)
    assert people.liaison.post(place, **theirs).status_code == 302

    answer = people.secretary.post(place, **typed(cast, words="Mine", as_shown=shown))
    again = people.secretary.post(place, **typed(cast, words="Mine", as_shown=answer.context["form"].data["as_shown"]))

    request.refresh_from_db()
    assert answer.status_code == 409
    assert ("Theirs" in said(answer), item.reference in said(answer)) == (True, True)
    assert (again.status_code, request.words, request.about.count()) == (302, "Mine", 0)


def test_a_request_is_carried_over_with_a_reason(people: People, cast: Cast, item: Recommendation) -> None:
    request = make_request(cast)
    place = page_of(request, "carry-over/")
    assert "No later meeting is entered yet." in words(people.secretary.page(place))
    june = meeting_of(JUNE)

    shown = people.secretary.get(place).context["form"].initial["as_shown"]
    assert "Enter a reason" in said(people.secretary.post(place, answer_by=june.pk, as_shown=shown))
    answer = people.secretary.post(place, answer_by=june.pk, why="Figures to come", as_shown=shown)

    assert answer["Location"] == page_of(request)
    page = words(people.secretary.page(page_of(request)))
    assert "To be answered by 30 June 2022" in page
    assert "Committee request carried over by Committee Secretary (Sam Secretary)" in page
    assert "Figures to come" in page


def test_a_request_carried_over_meanwhile_is_shown_with_both_meetings(
    people: People, cast: Cast, item: Recommendation
) -> None:
    request = make_request(cast)
    place = page_of(request, "carry-over/")
    shown = people.secretary.get(place).context["form"].initial["as_shown"]
    theirs = {"answer_by": meeting_of(JUNE).pk, "why": "Figures to come", "as_shown": shown}
    assert people.liaison.post(place, **theirs).status_code == 302
    mine = {"answer_by": meeting_of(date(2022, 9, 29)).pk, "why": "After the summer"}

    answer = people.secretary.post(place, **mine, as_shown=shown)
    again = people.secretary.post(place, **mine, as_shown=answer.context["form"].data["as_shown"])

    request.refresh_from_db()
    assert answer.status_code == 409
    assert "In the register now Meeting of 30 June 2022 What you typed Meeting of 29 September 2022" in said(answer)
    assert (again.status_code, request.answer_by.held_on) == (302, date(2022, 9, 29))


@pytest.mark.parametrize(
    ("outcome", "message"),
    [
        ("answered", "Select the meeting it was answered for"),
        ("orally", "Select who answered"),
        ("not wanted", ""),
        ("in error", ""),
        ("", "Select what became of it"),
    ],
)
def test_an_answer_says_for_which_meeting_and_by_whom(
    outcome: str, message: str, people: People, cast: Cast, item: Recommendation
) -> None:
    request = make_request(cast)

    answer = people.secretary.post(page_of(request, "outcome/"), outcome=outcome, answer="As said.")

    request.refresh_from_db()
    assert request.outcome == ("" if message else outcome)
    assert answer.status_code == (200 if message else 302)
    assert not message or message in said(answer)


def test_a_request_is_answered_and_opened_again(people: People, cast: Cast, item: Recommendation) -> None:
    request = make_request(cast)
    given = {"answered_in": meeting_of(MARCH).pk, "answered_by": cast.owner.post.pk}

    people.secretary.post(page_of(request, "outcome/"), outcome="answered", answer="In the summer.", **given)

    page = words(people.secretary.page(page_of(request)))
    for told in ("Answered in writing", "In the summer.", "Answered for The meeting of 31 March 2022", "Open it again"):
        assert told in page, told
    assert "Record the answer" not in page

    people.secretary.post(page_of(request, "reopen/"), why="Members wanted a date")

    request.refresh_from_db()
    assert request.is_open
    assert "Members wanted a date" in words(people.secretary.page(page_of(request)))


def test_liaison_clears_wording_and_the_page_says_what_public_papers_tell(
    people: People, cast: Cast, item: Recommendation
) -> None:
    request = settle(make_request(cast), answer="Planted")
    tells_nothing = "That there is such a request, and no more"
    assert tells_nothing in words(people.liaison.page(page_of(request)))
    place = page_of(request, "wording/")
    shown = people.liaison.get(place).context["form"].initial["as_shown"]

    people.liaison.post(place, words="Members asked.", answer="", as_shown=shown)

    page = words(people.secretary.page(page_of(request)))
    assert "Members asked." in page
    assert "Of the answer, only that it was given" in page
    overtaken = people.liaison.post(place, words="Members asked again.", answer="", as_shown=shown)
    assert overtaken.status_code == 409


def test_a_request_asked_in_private_has_no_wording_to_clear(people: People, cast: Cast, item: Recommendation) -> None:
    request = make_request(cast, is_private=True)

    page = people.liaison.page(page_of(request))

    assert "Nothing: it was asked in private." in words(page)
    assert "wording/" not in page
    shown = people.liaison.get(page_of(request, "wording/")).context["form"].initial["as_shown"]
    answer = people.liaison.post(page_of(request, "wording/"), words="More", as_shown=shown)
    assert "This was asked in private, so no public paper tells of it." in said(answer)
