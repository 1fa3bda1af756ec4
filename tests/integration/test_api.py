"""The read-only API: what a token opens, for whom, and what it refuses."""

import base64
import json
import re
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.views.debug import SafeExceptionReporterFilter

from inspections import actions as inspecting
from inspections.actions import AreaGrading
from inspections.enums import CauseScope, GradingStanding
from inspections.models import Publication
from jac_tracker.accounts import actions as people
from jac_tracker.accounts.enums import TokenPurpose
from jac_tracker.accounts.models import AccessToken
from jac_tracker.accounts.roles import DUTIES, Duty, Role
from recommendations.enums import Marking, Status
from tests.architecture.route_table import ROUTES
from tests.conftest import NOON, TODAY
from tests.factories.inspections import make_inspection, make_publication, make_reference
from tests.factories.issues import issued_by_hand
from tests.factories.people import EVERYBODY, SETTER_UP, Cast, Member
from tests.factories.recommendations import make_recommendation
from tests.factories.reports import make_paper
from tests.integration.recommendations.conftest import Browser
from tests.integration.recommendations.five_items import make_five_items
from tests.integration.recommendations.pages import references
from tests.integration.recommendations.planted import PLANTED, make_planted_item

pytestmark = pytest.mark.django_db

API = "/api/v1/"
TABLES = ["recommendations", "inspections", "publications", "gradings", "causes", "meetings"]


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOON)


@pytest.fixture
def publication(db: None) -> Publication:
    return make_publication(framework=make_reference().peel)


def judge(publication: Publication) -> None:
    """Give the publication a cause of concern, and a grade where it has a framework."""
    by: dict[str, Any] = {"publication": publication, "by": SETTER_UP, "at": NOON}
    inspecting.add_cause(scope=CauseScope.OURS, title="Risk is missed", **by)
    if publication.framework:
        area, grade = publication.framework.areas.filter(is_graded=True).first(), publication.framework.grades.first()
        inspecting.set_gradings(gradings=[AreaGrading(area, GradingStanding.GRADED, grade)], **by)


class Program:
    """A program with a token of somebody's."""

    def __init__(self, member: Member, **values: Any) -> None:
        given = {"purpose": TokenPurpose.API, "name": "Power BI", "expires_on": date(2022, 12, 31)}
        self.token, self.secret = people.make_token(**given | values, by=member.actor(TODAY), at=NOON)
        self.headers = {"Authorization": f"Bearer {self.secret}"}

    def get(self, table: str, **query: Any) -> Any:
        return Client().get(f"{API}{table}/", query, headers=self.headers)

    def rows(self, table: str, **query: Any) -> list[dict[str, Any]]:
        answer = self.get(table, **query)
        assert answer.status_code == 200, answer.content
        return list(answer.json()["rows"])

    def column(self, table: str, name: str, **query: Any) -> list[Any]:
        return [row[name] for row in self.rows(table, **query)]


# For whom


@pytest.mark.parametrize("name", [name for name in EVERYBODY if name not in ("second_liaison", "other_lead")])
def test_a_token_sees_exactly_what_its_persons_pages_show(name: str, cast: Cast, publication: Publication) -> None:
    make_five_items(cast, publication)
    make_recommendation(cast, make_publication(make_inspection("Undercover policing", embargoed=True)))
    make_paper(cast)
    issued_by_hand(make_paper(cast, date(2022, 6, 30)))
    browser, program = Browser(getattr(cast, name)), Program(getattr(cast, name))

    for query in ({}, {"status": "all", "sort": "-deadline"}, {"rag": "red"}, {"as_at": "2022-02-25", "status": "all"}):
        page, answer = browser.get("/register/", **query), program.get("recommendations", **query)
        assert page.status_code == answer.status_code
        if page.status_code == 200:
            told = [row["reference"] for row in answer.json()["rows"]]
            assert told == references(page.content.decode()), query
    for place, table, label, key in (
        ("/inspections/", "inspections", "Inspection", "short_title"),
        ("/meetings/", "meetings", "State", "state"),
    ):
        page, answer = browser.get(place), program.get(table)
        assert page.status_code == answer.status_code
        if page.status_code == 200:
            assert [row[key] for row in answer.json()["rows"]] == cells(page.content.decode(), label)


def test_what_hangs_on_inspections_is_told_to_whom_their_pages_show_it(cast: Cast, publication: Publication) -> None:
    judge(publication)
    make_recommendation(cast, publication, marking=Marking.OFFICIAL_SENSITIVE)
    embargoed = make_publication(make_inspection("Undercover policing"), framework=publication.framework)
    judge(embargoed)
    hide = {"embargoed": True, "why": "As asked.", "by": SETTER_UP, "at": NOON}
    inspecting.set_embargo(inspection=embargoed.inspection, **hide)

    for role in Role:
        name = role.value
        browser, program = Browser(cast.of(role)), Program(cast.of(role))
        told: dict[str, list[Any]] = {"publications": [], "causes": [], "gradings": []}
        for number in (publication.inspection_id, embargoed.inspection_id):
            page, found = browser.get(f"/inspections/{number}/"), browser.get(f"/inspections/{number}/findings/")
            for table in told:
                answer = program.get(table, inspection=number)
                assert answer.status_code == page.status_code == found.status_code, (name, table)
            if page.status_code == 200:
                told["publications"] += headed(page.content.decode(), "govuk-summary-card__title")
                told["causes"] += headed(found.content.decode(), "govuk-summary-card__title")
                told["gradings"] += re.findall(r"<li>([^<]+)</li>", found.content.decode().partition("app-grid")[2])
        for table, key in (("publications", "publication"), ("causes", "title"), ("gradings", "area")):
            answer = program.get(table)
            rows = answer.json()["rows"] if answer.status_code == 200 else []
            assert [row[key] for row in rows] == told[table], (name, table)
            seen = 2 if Duty.SEE_EVERYTHING in DUTIES[role] else 1 if Duty.SEE_HEADLINES in DUTIES[role] else 0
            assert len(rows) == seen, (name, table)


def headed(page: str, css: str) -> list[str]:
    return [unescape(words) for words in re.findall(rf'<h3 class="{css}">([^<]*)</h3>', page)]


def test_an_item_is_told_as_its_file_tells_it_on_every_day(cast: Cast, publication: Publication) -> None:
    make_five_items(cast, publication)
    make_recommendation(cast, make_publication(make_inspection("Undercover policing", embargoed=True)))

    for name in ("liaison", "other_lead"):
        browser, program = Browser(getattr(cast, name)), Program(getattr(cast, name))
        for day in ("", "2021-10-04", "2022-02-24"):
            query = {"status": "all", "sort": "-update"} | ({"as_at": day} if day else {})
            file = b"".join(browser.get("/register/file/json/", **query).streaming_content)
            assert program.rows("recommendations", **query) == json.loads(file)["rows"], (name, day)


def cells(page: str, label: str) -> list[str]:
    found = re.findall(rf'data-label="{label}">(.*?)</t[hd]>', page, re.DOTALL)
    return [unescape(re.sub(r"<[^>]+>", "", cell)).strip().removesuffix(" Embargoed") for cell in found]


def test_what_a_person_may_not_see_is_in_no_table(cast: Cast, publication: Publication) -> None:
    make_planted_item(cast, publication)
    make_recommendation(cast, publication, title="Plantedtitle", marking=Marking.OFFICIAL_SENSITIVE)
    secret = make_inspection("Plantedinspection")
    hidden = make_publication(secret, framework=publication.framework)
    judge(hidden)
    judge(publication)
    inspecting.set_embargo(inspection=secret, embargoed=True, why="As asked.", by=SETTER_UP, at=NOON)
    words = [f"Planted{word}" for word in (*PLANTED, "inspection") if word not in {"number", "help"}]

    for name in ("other_lead", "secretary"):
        program = Program(getattr(cast, name))
        for table in TABLES:
            told = program.get(table).content.decode()
            assert [word for word in words if word in told] == [], (name, table)
    for table in set(TABLES) - {"meetings"}:
        assert "Planted" in Program(cast.liaison).get(table).content.decode(), table


def test_a_filter_beyond_the_headline_is_refused_to_who_sees_headlines_alone(cast: Cast) -> None:
    answer = Program(cast.secretary).get("recommendations", marking="official")

    assert (answer.status_code, answer.json()) == (403, {"detail": "“marking” is for who sees items whole."})


def test_the_rights_are_those_of_today(cast: Cast, publication: Publication) -> None:
    make_recommendation(cast, publication)
    program = Program(cast.owner)
    assert program.column("recommendations", "seen_whole") == ["Yes"]

    people.hand_over(post=cast.owner.post, to=cast.reader.user, from_on=TODAY, by=SETTER_UP, at=NOON, why="")

    answer = program.get("recommendations")
    assert (answer.status_code, answer.json()) == (403, {"detail": "None of your posts opens this."})


# What opens it


def test_nothing_but_a_token_opens_it_and_nobody_is_sent_to_sign_in(cast: Cast) -> None:
    program = Program(cast.liaison)
    signed_in = Browser(cast.liaison).client
    calendar = people.make_token(
        purpose=TokenPurpose.CALENDAR,
        name="Calendar",
        expires_on=date(2022, 12, 31),
        by=cast.liaison.actor(TODAY),
        at=NOON,
    )[1]
    headers = [
        {},
        *({"Authorization": told} for told in ("Bearer", "Bearer x", f"Bearer {calendar}", "Basic x", "Token x")),
        {"Authorization": f"Bearer {program.token.digest}"},
        {"Authorization": "Bearer \xff"},
    ]

    for table in TABLES:
        for client in (Client(), signed_in):
            for each in headers:
                answer = client.get(f"{API}{table}/", headers=each)
                assert (answer.status_code, answer["Content-Type"]) == (401, "application/json"), (table, each)
                assert answer["WWW-Authenticate"].startswith("Bearer")
                assert list(answer.json()) == ["detail"]


def test_a_token_is_good_as_a_password_too(cast: Cast) -> None:
    program = Program(cast.liaison)
    told = base64.b64encode(f"anybody:{program.secret}".encode()).decode()

    assert Client().get(f"{API}meetings/", headers={"Authorization": f"Basic {told}"}).status_code == 200


def test_a_token_that_is_revoked_expired_or_orphaned_opens_nothing(cast: Cast, monkeypatch: Any) -> None:
    revoked, expiring, orphaned = Program(cast.owner), Program(cast.liaison), Program(cast.lead)
    assert Browser(cast.owner).post(f"/access/{revoked.token.pk}/revoke/").status_code == 302
    people.deactivate_person(person=cast.lead.user, by=SETTER_UP, at=NOON, why="He left.")

    assert [each.get("meetings").status_code for each in (revoked, expiring, orphaned)] == [401, 200, 401]
    monkeypatch.setattr(timezone, "now", lambda: NOON + timedelta(days=365))
    assert expiring.get("meetings").status_code == 401


def test_it_only_reads(cast: Cast) -> None:
    program = Program(cast.liaison)

    for table in TABLES:
        for method in ("POST", "PUT", "PATCH", "DELETE", "OPTIONS"):
            answer = Client().generic(method, f"{API}{table}/", "{}", headers=program.headers)
            assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD"), (table, method)


def test_answers_are_kept_in_no_cache(cast: Cast) -> None:
    program = Program(cast.liaison)

    for answer in (program.get("meetings"), program.get("meetings", x="1"), Client().get(f"{API}meetings/")):
        assert (answer["Cache-Control"], answer["X-Content-Type-Options"]) == ("no-store", "nosniff")


def test_every_table_is_in_the_table_of_routes() -> None:
    assert {name for name, route in ROUTES.items() if route.is_api} == {f"api_{table}" for table in TABLES}


# What is asked


def test_rows_come_page_by_page_with_the_way_to_the_next(cast: Cast, publication: Publication) -> None:
    for _ in range(5):
        make_recommendation(cast, publication, Status.AWAITING_ALLOCATION)
    program, told, place = Program(cast.liaison), [], f"{API}recommendations/?page_size=2&sort=-reference"

    while place:
        answer = Client().get(place, headers=program.headers).json()
        told += [row["reference"] for row in answer["rows"]]
        place = (answer["next"] or "").removeprefix("http://testserver")

    assert told == [f"MP-2022-00{number}" for number in (5, 4, 3, 2, 1)]
    assert (answer["count"], answer["page"], answer["pages"], answer["next"]) == (5, 3, 3, None)
    assert answer["previous"].endswith("page_size=2&sort=-reference&page=2")


@pytest.mark.parametrize(
    ("table", "query", "status", "detail"),
    [
        ("recommendations", {"colour": "red"}, 400, "“colour” is not something that this list can be narrowed by."),
        ("recommendations", {"sort": "colour"}, 400, "“colour” is not an order of this list."),
        ("recommendations", {"rag": "purple"}, 400, "rag: Select the RAG from the list"),
        ("recommendations", {"board": " "}, 400, "“board” says nothing."),
        ("recommendations", {"due": ["soon", "late"]}, 400, "“due” is given more than once."),
        ("recommendations", {"page_size": "1001"}, 400, "“page_size” is a whole number from 1 to 1,000."),
        ("recommendations", {"page": "٣"}, 400, "“page” is a whole number from 1 to 100,000."),
        ("recommendations", {"page": "2"}, 404, "There is no such page."),
        ("recommendations", {"as_at": "20211222"}, 400, "“as_at” is a day like 2021-12-22."),
        ("recommendations", {"as_at": "2999-01-01"}, 404, "There is no record of that day."),
        ("recommendations", {"owner": "99999"}, 404, "There is no such owner."),
        ("inspections", {"year": "1950"}, 404, "There is no such year."),
        ("gradings", {"inspection": "x"}, 400, "“inspection” is the number of an inspection."),
        ("gradings", {"inspection": "99999"}, 404, "There is no such inspection."),
        ("meetings", {"sort": "held_on"}, 400, "“sort” is not something that this list can be narrowed by."),
    ],
)
def test_what_cannot_be_asked_is_refused(table: str, query: Any, status: int, detail: str, cast: Cast) -> None:
    answer = Program(cast.liaison).get(table, **query)

    assert (answer.status_code, answer.json()) == (status, {"detail": detail})


def test_what_hangs_on_inspections_is_told_and_narrowed(cast: Cast, publication: Publication) -> None:
    other = make_publication(make_inspection("Custody"))
    judge(publication)
    judge(other)
    program = Program(cast.liaison)

    assert program.column("publications", "publication_number") == [publication.pk, other.pk]
    for table in ("publications", "causes", "gradings"):
        (row,) = program.rows(table, inspection=publication.inspection_id)
        assert row["inspection"] == "Serious youth violence"
    assert (row["standing"], row["grade"]) == ("Graded", "Outstanding")


@pytest.mark.parametrize("table", ["recommendations", "inspections", "causes"])
def test_a_table_costs_the_same_for_one_row_and_for_four(table: str, cast: Cast, publication: Publication) -> None:
    program = Program(cast.liaison)

    def statements() -> int:
        program.get(table)
        with CaptureQueriesContext(connection) as captured:
            program.get(table)
        return len(captured)

    make_recommendation(cast, publication)
    judge(publication)
    one = statements()
    for number in range(3):
        more = make_publication(make_inspection(f"Inspection {number}"))
        judge(more)
        make_recommendation(cast, more, Status.AWAITING_ALLOCATION)

    assert statements() == one


# The page on which a token is made


def test_the_page_names_the_tables_that_open_to_its_person(cast: Cast) -> None:
    for role in Role:
        page, program = Browser(cast.of(role)).page("/programs/"), Program(cast.of(role))

        named = re.findall(r"<code class=\"app-user-text\">http://testserver/api/v1/(\w+)/</code>", page)
        assert named == [table for table in TABLES if program.get(table).status_code == 200], role
        assert ("there is no token to make" in page) is (named == [])


def test_who_could_read_nothing_makes_no_token(cast: Cast) -> None:
    Browser(cast.administrator).post("/programs/", name="Power BI", days="30")

    assert not AccessToken.objects.exists()


def test_a_token_is_made_on_its_page_and_shown_once(cast: Cast) -> None:
    browser = Browser(cast.owner)

    answer = browser.post("/programs/", name="Power BI", days="30")
    page = browser.page(answer["Location"])

    (secret,) = re.findall(r"<code>([\w-]{43})</code>", page)
    token = AccessToken.objects.get()
    assert (token.name, token.user, token.expires_on) == ("Power BI", cast.owner.user, TODAY + timedelta(days=30))
    assert Client().get(f"{API}meetings/", headers={"Authorization": f"Bearer {secret}"}).status_code == 200
    assert secret not in browser.page("/programs/")
    assert AccessToken.objects.count() == 1
    assert "Revoke" in Browser(cast.administrator).page(f"/people/{cast.owner.user.pk}/")


def test_on_its_way_to_the_page_a_secret_is_with_its_persons_browser_alone(cast: Cast, settings: Any) -> None:
    settings.SESSION_COOKIE_SECURE = True  # as it is wherever the register is served to others
    browser, another = Browser(cast.owner), Browser(cast.lead)

    answer = browser.post("/programs/", name="Power BI", days="30")

    (name,) = {*answer.cookies} - {"sessionid", "csrftoken"}
    carried = answer.cookies[name]
    secret = carried.value
    told = ("path", "httponly", "samesite", "max-age", "secure")
    assert [carried[each] for each in told] == ["/programs/", True, "Strict", 60, True]
    assert SafeExceptionReporterFilter().cleanse_setting(name, secret) != secret
    assert secret not in repr([session.get_decoded() for session in Session.objects.all()])
    another.client.cookies[name] = secret
    assert secret not in another.page("/programs/")
    assert secret not in browser.page("/calendar/")  # which shows no token of another purpose


def test_a_token_needs_a_name(cast: Cast) -> None:
    page = Browser(cast.owner).post("/programs/", name="", days="30").content.decode()

    assert "Enter what it is for" in page
    assert not AccessToken.objects.exists()
