"""What the committee asked for is seen where it belongs and nowhere else."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from inspections.models import Publication
from jac_tracker.accounts.roles import Role
from recommendations import actions as registering
from recommendations.enums import Marking
from recommendations.models import Recommendation
from reports import actions
from reports.enums import NoteKind, RequestOutcome
from reports.models import CommitteeRequest, MeetingNote
from tests.conftest import NOON, TODAY
from tests.factories.inspections import make_inspection, make_publication
from tests.factories.issues import issued_by_hand
from tests.factories.people import EVERYBODY, SETTER_UP, Cast
from tests.factories.recommendations import make_recommendation
from tests.factories.reports import make_paper
from tests.factories.requests import ASKED, JUNE, MARCH, clear, make_request, meeting_of, settle
from tests.integration.recommendations.conftest import Browser, People, SetClock
from tests.integration.recommendations.pages import address, words
from tests.integration.reports.requests.pages import MEETING, page_of, said

pytestmark = pytest.mark.django_db

AFTER_MARCH = datetime(2022, 4, 4, 12, tzinfo=UTC)


# Where it is seen


def places(request: CommitteeRequest, *items: Recommendation) -> list[str]:
    of_items = [f"/inspections/{item.publication.inspection_id}/requests/" for item in items]
    return ["/", MEETING, "/committee-requests/", page_of(request), *map(address, items), *of_items]


def seen_by(people: People, request: CommitteeRequest, *items: Recommendation) -> dict[str, set[str]]:
    """Where each of the cast reads the planted word: by name, the addresses."""
    found: dict[str, set[str]] = {}
    for name in EVERYBODY:
        browser = getattr(people, name)
        for place in places(request, *items):
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

    assert seen_by(people, request, item) == {
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

    seen = seen_by(people, request, item, secret)

    see_everything = {"liaison", "second_liaison", "dcc", "auditor"}
    assert set(seen) == see_everything | ({"owner", "lead"} if is_marked else set())
    for row in (item, secret):
        assert all(address(row) in of_one for of_one in seen.values())


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
