"""The calendar of one's own: what stands in it, for whom, on which days, and what of it leaves the register."""

import re
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from icalendar import Calendar

from inspections import actions as inspecting
from inspections.enums import MilestoneKind, ReplyKind, Standing
from inspections.models import Inspection, Publication
from jac_tracker.accounts import actions as people
from jac_tracker.accounts.models import AccessToken
from jac_tracker.dates import read_vague_day
from recommendations import actions
from recommendations.enums import DeadlineKind, Marking, Status
from recommendations.rules.as_read import DeadlineAsRead
from tests.conftest import NOON, TODAY
from tests.factories.inspections import make_inspection, make_publication, make_reference
from tests.factories.people import SETTER_UP, Cast, Member
from tests.factories.recommendations import make_recommendation
from tests.factories.reports import make_paper
from tests.integration.recommendations.conftest import Browser

pytestmark = pytest.mark.django_db

DEADLINE = DeadlineAsRead("By 30 June 2022", DeadlineKind.FIXED, date(2022, 6, 30))


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch) -> dict[str, datetime]:
    """What time it is: change it under "now"."""
    clock = {"now": NOON}
    monkeypatch.setattr(timezone, "now", lambda: clock["now"])
    return clock


@pytest.fixture
def publication(db: None) -> Publication:
    make_reference()
    return make_publication()


def address_of(member: Member) -> str:
    """A new address of the member's calendar, made on the page."""
    browser = Browser(member)
    page = browser.page(browser.post("/calendar/")["Location"])
    return re.findall(r"<code>http://testserver(/calendar/[\w-]+\.ics)</code>", page)[0]


def feed(place: str) -> bytes:
    answer = Client().get(place)
    assert answer.status_code == 200
    return answer.content


def found(member: Member) -> dict[str, tuple[date, date]]:
    """Title -> first and last day."""
    events: Any = Calendar.from_ical(feed(address_of(member))).walk("VEVENT")
    return {str(each["summary"]): (each["dtstart"].dt, each["dtend"].dt - timedelta(days=1)) for each in events}


def add_step(inspection: Inspection, words: str, standing: Standing = Standing.EXPECTED, **more: Any) -> None:
    given = {"kind": MilestoneKind.FIELDWORK, "day": read_vague_day(words, around=TODAY)} | more
    inspecting.add_milestone(inspection=inspection, standing=standing, by=SETTER_UP, at=NOON, **given)


def add_reply(publication: Publication, **more: Any) -> None:
    inspecting.add_reply_duty(
        publication=publication,
        kind=ReplyKind.SECTION_55,
        owed_by="PCC",
        owed_to="Home Secretary",
        day=read_vague_day("3 March 2022", around=TODAY),
        by=SETTER_UP,
        at=NOON,
        **more,
    )


# What it holds


def test_it_holds_deadlines_targets_meetings_fieldwork_and_replies(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication, deadline=DEADLINE)
    owner = cast.owner.actor(TODAY)
    actions.set_target(recommendation=item, target_on=date(2022, 5, 31), by=owner, at=NOON)
    make_paper(cast)
    add_step(publication.inspection, "2 May 2022")
    add_reply(publication, our_input_due_on=date(2022, 3, 2))

    assert found(cast.liaison) == {
        "Our input due: Section 55 response, Serious youth violence": (date(2022, 3, 2), date(2022, 3, 2)),
        "Reply due: Section 55 response, Serious youth violence": (date(2022, 3, 3), date(2022, 3, 3)),
        "Meeting of the committee": (date(2022, 3, 31), date(2022, 3, 31)),
        "Fieldwork: Serious youth violence": (date(2022, 5, 2), date(2022, 5, 2)),
        "Our target: MP-2022-001": (date(2022, 5, 31), date(2022, 5, 31)),
        "Deadline: MP-2022-001": (date(2022, 6, 30), date(2022, 6, 30)),
    }


def test_what_is_done_with_stands_there_no_more(cast: Cast, publication: Publication) -> None:
    make_recommendation(cast, publication, Status.WITH_HMICFRS, deadline=DEADLINE)
    make_recommendation(cast, publication, Status.CLOSED_COMPLETE, deadline=DEADLINE)
    add_reply(publication, our_input_due_on=date(2022, 3, 2), our_input_sent_on=date(2022, 3, 1))
    add_step(publication.inspection, "7 February 2022")
    add_step(publication.inspection, "7 to 18 February 2022", Standing.ACTUAL)

    assert found(cast.liaison) == {
        "Reply due: Section 55 response, Serious youth violence": (date(2022, 3, 3), date(2022, 3, 3)),
        "Fieldwork: Serious youth violence": (date(2022, 2, 7), date(2022, 2, 18)),
    }


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("2 May 2022", (date(2022, 5, 2), date(2022, 5, 2))),
        ("week commencing 2 May 2022", (date(2022, 5, 2), date(2022, 5, 8))),
        ("2 to 20 May 2022", (date(2022, 5, 2), date(2022, 5, 20))),
        ("May 2022", None),
        ("early May 2022", None),
        ("spring 2022", None),
        ("2022", None),
    ],
)
def test_a_vague_day_stands_where_its_words_name_days(
    words: str, days: Any, cast: Cast, publication: Publication
) -> None:
    add_step(publication.inspection, words)

    assert found(cast.liaison) == ({"Fieldwork: Serious youth violence": days} if days else {})


def test_a_deadline_known_by_its_month_says_so(cast: Cast, publication: Publication) -> None:
    deadline = DeadlineAsRead("By May 2022", DeadlineKind.FIXED, date(2022, 5, 31), "month")
    make_recommendation(cast, publication, deadline=deadline)

    (event,) = Calendar.from_ical(feed(address_of(cast.owner))).walk("VEVENT")

    assert event["dtstart"].dt == date(2022, 5, 31)
    assert event["description"].startswith("The words give a month; its last day is taken")


def test_an_event_is_the_same_one_when_its_day_moves(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)
    by: dict[str, Any] = {"recommendation": item, "by": cast.owner.actor(TODAY), "at": NOON}
    actions.set_target(**by, target_on=date(2022, 5, 31))
    place = address_of(cast.owner)
    (before,) = Calendar.from_ical(feed(place)).walk("VEVENT")

    actions.extend_target(**by, target_on=date(2022, 6, 30), why="The supplier is late.")

    (after,) = Calendar.from_ical(feed(place)).walk("VEVENT")
    assert (before["uid"], before["dtstart"].dt) == (after["uid"], date(2022, 5, 31))
    assert after["dtstart"].dt == date(2022, 6, 30)


# For whom


def test_it_holds_what_its_person_may_see(cast: Cast, publication: Publication) -> None:
    make_recommendation(cast, publication, deadline=DEADLINE)
    make_recommendation(cast, publication, deadline=DEADLINE, marking=Marking.OFFICIAL_SENSITIVE)
    make_paper(cast)
    hidden = make_publication(make_inspection("Undercover policing", embargoed=True))
    make_recommendation(cast, hidden, deadline=DEADLINE)
    add_step(hidden.inspection, "2 May 2022")
    add_reply(hidden)

    held = {
        name: set(found(getattr(cast, name))) for name in ("liaison", "owner", "other_owner", "secretary", "reader")
    }

    meeting, own = "Meeting of the committee", {"Deadline: MP-2022-001", "Deadline: MP-2022-002"}
    assert held == {
        "liaison": {
            *own,
            "Deadline: MP-2022-003",
            "Fieldwork: an inspection under embargo",
            "Reply due: Section 55 response, an inspection under embargo",
            meeting,
        },
        "owner": own,
        "other_owner": set(),
        "secretary": {meeting},
        "reader": set(),
    }


def test_no_words_of_an_item_leave_the_register(cast: Cast, publication: Publication) -> None:
    make_recommendation(
        cast,
        publication,
        title="Plantedtitle",
        text="Plantedtext",
        theme="Plantedtheme",
        deadline=DeadlineAsRead("Plantedwords by 30 June 2022", DeadlineKind.FIXED, date(2022, 6, 30)),
        marking=Marking.OFFICIAL_SENSITIVE,
    )
    hidden = make_publication(make_inspection("Undercover policing", embargoed=True))
    add_step(hidden.inspection, "week commencing 2 May 2022", note="Plantednote")

    told = feed(address_of(cast.liaison)).replace(b"\r\n ", b"")

    assert b"MP-2022-001" in told
    assert b"/register/MP-2022-001/" in told
    assert (b"Planted" in told, b"Undercover" in told) == (False, False)


def test_the_rights_are_those_of_today(cast: Cast, publication: Publication, now: Any) -> None:
    make_recommendation(cast, publication, deadline=DEADLINE)
    place = address_of(cast.owner)
    assert b"MP-2022-001" in feed(place)

    people.hand_over(post=cast.owner.post, to=cast.reader.user, from_on=TODAY, by=SETTER_UP, at=NOON, why="")

    assert Client().get(place).status_code == 404  # who holds no post sees nothing


# The address


def test_an_address_that_opens_nothing_is_not_there(cast: Cast, now: Any) -> None:
    first = address_of(cast.owner)
    second = address_of(cast.owner)
    others = address_of(cast.lead)
    revoked = address_of(cast.dcc)
    token = AccessToken.objects.get(user=cast.dcc.user)
    assert Browser(cast.dcc).post(f"/access/{token.pk}/revoke/").status_code == 302
    people.deactivate_person(person=cast.lead.user, by=SETTER_UP, at=NOON, why="He left.")

    for place in (first, others, revoked, f"/calendar/{token.digest}.ics", "/calendar/x.ics", "/calendar/%00%F0.ics"):
        assert Client().get(place).status_code == 404, place
    assert Client().get(second).status_code == 200
    now["now"] = NOON + timedelta(days=366)
    assert Client().get(second).status_code == 404


def test_nobody_revokes_what_is_anothers_but_an_administrator(cast: Cast) -> None:
    place = address_of(cast.owner)
    token = AccessToken.objects.get()

    assert Browser(cast.liaison).post(f"/access/{token.pk}/revoke/").status_code == 404
    assert "Calendar" in Browser(cast.administrator).page(f"/people/{cast.owner.user.pk}/")
    assert Client().get(place).status_code == 200
    assert Browser(cast.administrator).post(f"/access/{token.pk}/revoke/").status_code == 302
    assert Client().get(place).status_code == 404


def test_the_address_is_shown_once_and_kept_nowhere(cast: Cast) -> None:
    browser = Browser(cast.owner)
    page = browser.page(browser.post("/calendar/")["Location"])
    (secret,) = re.findall(r"/calendar/([\w-]+)\.ics", page)

    assert secret not in browser.page("/calendar/")
    assert AccessToken.objects.count() == 1
    assert secret not in Browser(cast.administrator).page(f"/people/{cast.owner.user.pk}/")
    assert secret not in repr(list(AccessToken.history.values()))


def test_a_calendar_is_kept_in_no_cache_and_run_by_no_browser(cast: Cast) -> None:
    answer = Client().get(address_of(cast.owner))

    assert (answer["Cache-Control"], answer["X-Content-Type-Options"]) == ("no-store", "nosniff")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="jac-tracker.ics"'


def test_it_costs_the_same_for_one_item_and_for_five(cast: Cast, publication: Publication) -> None:
    place = address_of(cast.lead)

    def statements() -> int:
        with CaptureQueriesContext(connection) as captured:
            feed(place)
        return len(captured)

    make_recommendation(cast, publication, deadline=DEADLINE)
    one = statements()
    for _ in range(4):
        make_recommendation(cast, publication, deadline=DEADLINE)

    assert statements() == one <= 8
