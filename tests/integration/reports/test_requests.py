"""What the committee asked for: recorded on the meeting's page, seen where it belongs and nowhere else."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.utils import timezone

from inspections.models import Publication
from jac_tracker.accounts.roles import Role
from recommendations import actions as registering
from recommendations.enums import Marking
from recommendations.models import Recommendation
from reports import actions
from reports.enums import NoteKind, RequestOutcome
from reports.models import CommitteeRequest, MeetingNote
from tests.conftest import NOON, TODAY
from tests.factories.inspections import make_inspection, make_publication, make_reference
from tests.factories.issues import issued_by_hand
from tests.factories.people import EVERYBODY, SETTER_UP, Cast
from tests.factories.recommendations import make_recommendation
from tests.factories.reports import make_paper
from tests.factories.requests import ASKED, DECEMBER, JUNE, MARCH, clear, make_request, meeting_of, settle
from tests.integration.recommendations.conftest import Browser, People
from tests.integration.recommendations.pages import address, words

pytestmark = pytest.mark.django_db

RECORD = "/meetings/2021-12-22/requests/record/"
MEETING = "/meetings/2021-12-22/"
AFTER_MARCH = datetime(2022, 4, 4, 12, tzinfo=UTC)
SetClock = Callable[[datetime], None]


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> SetClock:
    def set_to(moment: datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: moment)

    set_to(NOON)
    return set_to


@pytest.fixture
def people(cast: Cast) -> People:
    return People(cast)


@pytest.fixture
def publication(db: None) -> Publication:
    make_reference()
    meeting_of(DECEMBER)
    meeting_of(MARCH)
    return make_publication()


@pytest.fixture
def item(cast: Cast, publication: Publication) -> Recommendation:
    return make_recommendation(cast, publication)


def page_of(request: CommitteeRequest, act: str = "") -> str:
    return f"{request.get_absolute_url()}{act}"


def said(answer: Any) -> str:
    return words(answer.content.decode())


def typed(cast: Cast, **values: Any) -> dict[str, Any]:
    return {"words": ASKED, "asked_of": cast.owner.post.pk, "answer_by": meeting_of(MARCH).pk} | values


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


# Where it is seen


def places(request: CommitteeRequest, item: Recommendation) -> list[str]:
    inspection = f"/inspections/{item.publication.inspection_id}/requests/"
    return ["/", MEETING, "/committee-requests/", page_of(request), address(item), inspection]


def seen_by(people: People, cast: Cast, request: CommitteeRequest, item: Recommendation) -> dict[str, set[str]]:
    """Where each of the cast reads the planted word: by name, the addresses."""
    found: dict[str, set[str]] = {}
    for name in EVERYBODY:
        browser = getattr(people, name)
        for place in places(request, item):
            if "Planted" in browser.get(place).content.decode():
                found.setdefault(name, set()).add(place)
    return found


def test_a_request_is_read_where_it_belongs_by_whom_it_concerns(
    people: People, cast: Cast, item: Recommendation, clock: SetClock
) -> None:
    request = make_request(
        cast,
        words="Planted",
        asked_of=cast.other_owner.post,
        items=[item],
        inspection=item.publication.inspection,
    )
    clock(AFTER_MARCH)
    home, meeting, listed, own, on_item, on_inspection = places(request, item)
    pages = {listed, own, on_item, on_inspection}

    assert seen_by(people, cast, request, item) == {
        "liaison": {home, meeting, *pages},
        "second_liaison": {home, meeting, *pages},
        "secretary": {home, meeting, *pages},
        "dcc": {meeting, *pages},
        "auditor": {meeting, *pages},
        "owner": pages,
        "lead": pages,
        "other_owner": {home, *pages},
    }


@pytest.mark.parametrize("is_marked", [True, False])
def test_a_request_about_what_is_hidden_is_hidden_with_it(
    is_marked: bool, people: People, cast: Cast, item: Recommendation, clock: SetClock
) -> None:
    hidden = make_publication(make_inspection("An unannounced visit", embargoed=not is_marked))
    secret = make_recommendation(cast, hidden, marking=Marking.OFFICIAL_SENSITIVE if is_marked else Marking.OFFICIAL)
    request = make_request(cast, words="Planted", asked_of=cast.other_owner.post, items=[item, secret])
    clear(cast, request, "Planted and cleared")
    clock(AFTER_MARCH)

    for row in (item, secret):
        seen = seen_by(people, cast, request, row)
        see_everything = {"liaison", "second_liaison", "dcc", "auditor"}
        assert set(seen) == see_everything | ({"owner", "lead"} if is_marked else set())


def test_the_reader_of_an_issued_paper_sees_none_of_it(people: People, cast: Cast, publication: Publication) -> None:
    paper = make_paper(cast, JUNE)
    request = make_request(cast, answer_by=paper.meeting)
    actions.add_note(meeting=paper.meeting, kind=NoteKind.LATE_PAPER, words="Planted", by=SETTER_UP, at=NOON)
    issued_by_hand(paper)

    for who in ("reader", "owner"):
        page = getattr(people, who).page("/meetings/2022-06-30/")
        assert (ASKED in page, "Planted" in page, "Oral updates" in page) == (False, False, False)
    assert people.reader.get(page_of(request)).status_code == 403


def test_the_record_of_last_march_shows_the_request_as_it_was(
    people: People, cast: Cast, item: Recommendation, clock: SetClock
) -> None:
    request = make_request(cast, items=[item])
    clock(datetime(2022, 7, 4, 12, tzinfo=UTC))
    late: dict[str, Any] = {"by": SETTER_UP, "at": AFTER_MARCH}
    actions.change_request(request=request, values={"words": "Other words"}, **late)
    settle(request, RequestOutcome.NOT_WANTED, "Dropped", at=AFTER_MARCH)
    make_request(cast, words="Asked later", items=[item], at=AFTER_MARCH)
    actions.change_meeting(meeting=meeting_of(MARCH), values={"held_on": date(2022, 3, 30)}, **late)

    now = words(people.owner.page(address(item)))
    then = words(people.owner.page(address(item), as_at="2022-03-01"))

    for told, in_now, in_then in (
        (ASKED, True, True),  # now in the history
        ("Other words", True, False),
        ("Dropped", True, False),
        ("Asked later", True, False),
        ("No longer wanted", True, False),
        ("to be answered by 31 March 2022, in 4 weeks", False, True),
    ):
        assert (told in now, told in then) == (in_now, in_then), told


def test_a_request_that_is_no_longer_about_an_item_stays_in_its_history_alone(
    people: People, cast: Cast, item: Recommendation
) -> None:
    request = make_request(cast, items=[item])

    actions.change_request(request=request, values={}, items=[], by=SETTER_UP, at=NOON)

    page = words(people.owner.page(address(item)))
    assert "What the committee asked about it" not in page
    assert "Committee request recorded" in page


def test_the_history_of_an_item_has_its_requests_in_their_place(
    people: People, cast: Cast, item: Recommendation
) -> None:
    make_request(cast, items=[item], by=cast.secretary.actor(TODAY), at=NOON)
    registering.set_governance(
        recommendation=item,
        board=None,
        programme="Change",
        risk_reference="",
        risk_rating="",
        by=cast.liaison.actor(TODAY),
        at=NOON.replace(hour=13),
    )

    page = words(people.owner.page(address(item)))
    history = page[page.index("History") :]

    found = [history.index(told) for told in ("Change", "Committee request recorded", "Registered")]
    assert found == sorted(found)
    assert "Committee request recorded by Committee Secretary (Sam Secretary)" in history
    assert "To be answered by the meeting of 31 March 2022" in history


# Your work


def test_what_is_overdue_waits_for_who_keeps_requests_and_for_whom_it_was_asked_of(
    people: People, cast: Cast, item: Recommendation, clock: SetClock
) -> None:
    make_request(cast)

    def said_to(who: str) -> tuple[bool, bool]:
        page = words(getattr(people, who).page("/"))
        return "Committee requests past the meeting they were due at" in page, "Committee requests to answer" in page

    assert {who: said_to(who) for who in ("secretary", "liaison", "owner", "other_owner", "dcc")} == {
        "secretary": (False, False),
        "liaison": (False, False),
        "owner": (False, True),
        "other_owner": (False, False),
        "dcc": (False, False),
    }

    clock(AFTER_MARCH)

    assert {who: said_to(who) for who in ("secretary", "liaison", "owner", "other_owner", "dcc")} == {
        "secretary": (True, False),
        "liaison": (True, False),
        "owner": (False, True),
        "other_owner": (False, False),
        "dcc": (False, False),
    }
    assert "For the Force Crime Registrar, by 31 March 2022, 4 days ago" in words(people.owner.page("/"))


@pytest.mark.parametrize("role", [Role.LIAISON, Role.PORTFOLIO_LEAD, Role.DCC])
def test_a_request_waits_for_a_post_of_any_role(role: Role, people: People, cast: Cast, item: Recommendation) -> None:
    make_request(cast, asked_of=cast.of(role).post)

    page = words(Browser(cast.of(role)).page("/"))

    assert "Committee requests to answer (1)" in page


# The list


def test_the_list_shows_what_is_open_or_everything(people: People, cast: Cast, item: Recommendation) -> None:
    assert "No request is waiting for an answer." in words(people.secretary.page("/committee-requests/"))
    assert "No request of the committee is recorded" in words(people.owner.page("/committee-requests/?show=all"))
    make_request(cast, words="Still open")
    settle(make_request(cast, words="Long settled"))

    shown = words(people.secretary.page("/committee-requests/"))
    everything = words(people.secretary.page("/committee-requests/?show=all"))

    assert ("Still open" in shown, "Long settled" in shown) == (True, False)
    assert ("Still open" in everything, "Long settled" in everything) == (True, True)


# Oral updates and late papers


def test_oral_updates_and_late_papers_are_noted_on_the_meeting(people: People, cast: Cast, item: Any) -> None:
    place = f"{MEETING}notes/add/"
    assert "Select what it was" in said(people.secretary.post(place, words="Figures"))

    people.secretary.post(place, kind="late paper", words="Figures of the day", post=cast.owner.post.pk)

    page = words(people.liaison.page(MEETING))
    assert "Late paper , given by the Force Crime Registrar Figures of the day" in page
    note = MeetingNote.objects.get()
    shown = people.liaison.get(f"{MEETING}notes/{note.pk}/").context["form"].initial["as_shown"]
    changed = {"kind": "oral update", "words": "An update", "as_shown": shown}
    assert people.liaison.post(f"{MEETING}notes/{note.pk}/", **changed).status_code == 302
    assert people.secretary.post(f"{MEETING}notes/{note.pk}/", **changed).status_code == 409
    people.secretary.post(f"{MEETING}notes/{note.pk}/remove/", why="Noted twice")
    assert "None noted." in words(people.secretary.page(MEETING))
    assert people.secretary.get(f"/meetings/2022-03-31/notes/{note.pk}/").status_code == 404


# The audit log, and what a page costs


def test_the_audit_log_tells_of_every_act_on_a_request(people: People, cast: Cast, item: Recommendation) -> None:
    request = make_request(cast, by=cast.secretary.actor(TODAY))

    page = people.auditor.page("/audit-log/")

    assert "Committee requests: Committee request recorded" in words(page)
    assert f'href="{page_of(request)}"' in page


def test_pages_cost_the_same_with_one_request_and_with_many(
    people: People, cast: Cast, item: Recommendation, clock: SetClock
) -> None:
    about: dict[str, Any] = {"items": [item], "inspection": item.publication.inspection}
    request = make_request(cast, **about)
    clock(AFTER_MARCH)
    on_item, on_inspection = address(item), f"/inspections/{item.publication.inspection_id}/requests/"
    pages = ["/", MEETING, "/committee-requests/?show=all", page_of(request), on_item, on_inspection]
    looks = [(browser, place) for browser in (people.liaison, people.secretary) for place in pages]
    looks += [(people.owner, on_item), (people.owner, f"{on_item}?as_at=2022-03-01")]
    one = [browser.statements(place) for browser, place in looks]

    for number in range(12):
        more = make_request(cast, words=f"More {number}", **about)
        if number % 2:
            settle(more)
        actions.carry_over_request(
            request=request, to=meeting_of(date(2023, 1, 1 + number)), by=SETTER_UP, at=NOON, why="Late"
        )
    make_request(cast, words="Late too", **about)

    assert [browser.statements(place) for browser, place in looks] == one
    records = (on_item, on_inspection, page_of(request), MEETING)
    assert max(count for (_, place), count in zip(looks, one, strict=True) if place.startswith(records)) <= 10
    assert max(one) <= 24
