"""The other lists as files: the rows of their pages, in the same order, for the same people."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from inspections import actions as inspecting
from inspections.enums import MilestoneKind, Standing
from jac_tracker.accounts import actions as people_actions
from jac_tracker.dates import read_vague_day
from tests.conftest import NOON, TODAY
from tests.factories.inspections import make_inspection, make_publication, make_reference
from tests.factories.issues import issued_by_hand
from tests.factories.people import SETTER_UP, Cast
from tests.factories.recommendations import make_recommendation
from tests.factories.reports import make_paper
from tests.factories.requests import make_request, settle
from tests.integration.downloading import on_page, rows
from tests.integration.recommendations.conftest import Browser

pytestmark = pytest.mark.django_db

DECEMBER, JUNE = date(2021, 12, 22), date(2022, 6, 30)


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOON)


# Inspections


def make_inspections(cast: Cast) -> None:
    make_reference()
    make_recommendation(cast, make_publication())
    for title, fieldwork, embargoed in (("Custody", "May 2022", False), ("Undercover policing", "June 2022", True)):
        inspection = make_inspection(title)
        inspecting.add_milestone(
            inspection=inspection,
            kind=MilestoneKind.FIELDWORK,
            standing=Standing.EXPECTED,
            day=read_vague_day(fieldwork, around=TODAY),
            note="Plantednote" if embargoed else "",
            by=cast.liaison.actor(TODAY),
            at=NOON,
        )
        if embargoed:
            by: dict[str, Any] = {"by": cast.liaison.actor(TODAY), "at": NOON, "why": "As asked."}
            inspecting.set_embargo(inspection=inspection, embargoed=True, **by)


@pytest.mark.parametrize("name", ["liaison", "secretary"])
def test_inspections_are_those_of_the_page(name: str, cast: Cast) -> None:
    make_inspections(cast)
    browser = Browser(getattr(cast, name))

    for query in ({}, {"sort": "title"}, {"stage": "coming"}, {"q": "custody"}, {"year": "2022", "sort": "-kind"}):
        shown = [title.removesuffix(" Embargoed") for title in on_page(browser, "/inspections/", "Inspection", **query)]
        assert [row["Inspection"] for row in rows(browser, "/inspections/", **query)] == shown, query
    assert [row["When"] for row in rows(browser, "/forward-look/")] == on_page(browser, "/forward-look/", "When")


def test_an_embargoed_inspection_is_in_no_file_of_who_may_not_know_of_it(cast: Cast) -> None:
    make_inspections(cast)

    for place in ("/inspections/", "/forward-look/"):
        assert "Undercover" in repr(rows(Browser(cast.liaison), place))
        for name in ("owner", "lead", "secretary"):
            hidden = repr(rows(Browser(getattr(cast, name)), place))
            assert ("Undercover" in hidden, "Plantednote" in hidden, "Custody" in hidden) == (False, False, True)


# Meetings and requests


def test_meetings_are_those_of_the_page(cast: Cast) -> None:
    make_paper(cast)
    issue = issued_by_hand(make_paper(cast, JUNE))
    drafting, reading = Browser(cast.secretary), Browser(cast.reader)

    assert [row["Meeting"] for row in rows(drafting, "/meetings/")] == ["2022-06-30", "2022-03-31"]
    assert [row["State"] for row in rows(drafting, "/meetings/")] == on_page(drafting, "/meetings/", "State")
    assert [(row["Meeting"], row["Paper"]) for row in rows(reading, "/meetings/")] == [("2022-06-30", issue.title)]


def test_requests_are_those_of_the_page(cast: Cast) -> None:
    make_reference()
    paper, later = make_paper(cast, DECEMBER), make_paper(cast)
    item = make_recommendation(cast, make_publication(make_inspection("Undercover policing", embargoed=True)))
    make_request(cast, paper.meeting, later.meeting, words="An update on custody.")
    settle(make_request(cast, paper.meeting, later.meeting, words="Figures."), by=SETTER_UP)
    make_request(cast, paper.meeting, later.meeting, words="Plantedwords.", items=[item])
    place = "/committee-requests/"

    for name, query in (("liaison", {}), ("liaison", {"show": "all"}), ("owner", {"show": "all"})):
        browser = Browser(getattr(cast, name))
        found = rows(browser, place, **query)
        assert [row["Asked of"] for row in found] == on_page(browser, place, "Asked of", **query), (name, query)
        assert ("Plantedwords" in repr(found)) is (name == "liaison")
        assert ("Figures." in repr(found)) is ("show" in query)
    assert Browser(cast.owner).get(f"{place}file/csv/", show="some").status_code == 400


# People


def test_people_posts_and_portfolios_are_those_of_the_page(cast: Cast) -> None:
    browser = Browser(cast.administrator)
    people_actions.deactivate_person(person=cast.reader.user, by=SETTER_UP, at=NOON, why="She left.")

    for query in ({}, {"who": "deactivated"}, {"q": "crime"}):
        shown = on_page(browser, "/people/", "Name", **query)
        assert [row["Name"] for row in rows(browser, "/people/", **query)] == shown, query
    for query in ({}, {"use": "vacant"}, {"role": "owner", "q": "crime"}):
        shown = on_page(browser, "/posts/", "Title", **query)
        assert [row["Post"] for row in rows(browser, "/posts/", **query)] == shown, query
    assert [(row["Name"], row["Posts"]) for row in rows(browser, "/portfolios/")] == [
        ("Crime", "2"),
        ("Local Policing", "2"),
    ]


# All of them

PLACES: list[tuple[str, str]] = [
    ("inspections", "liaison"),
    ("forward-look", "liaison"),
    ("meetings", "secretary"),
    ("committee-requests", "liaison"),
    ("people", "administrator"),
    ("posts", "administrator"),
    ("portfolios", "administrator"),
    ("audit-log", "auditor"),
]
# What is kept beside them; their pages with rows are looked at in test_kept_lists.py.
KEPT: list[tuple[str, str]] = [
    ("monitoring", "owner"),
    ("frameworks", "administrator"),
    ("closure-levels", "administrator"),
    ("boards", "liaison"),
    ("scrutiny/record", "dcc"),
    ("take-over", "liaison"),
    ("reconcile", "liaison"),
    ("expunctions", "auditor"),
    ("meetings/word-templates", "secretary"),
]


NOT_UNDERSTOOD = {
    "inspections": "stage",
    "people": "who",
    "posts": "role",
    "audit-log": "person",
    "scrutiny/record": "on_day",
}


def test_what_a_list_cannot_do_is_refused(cast: Cast) -> None:
    for place, name in PLACES + KEPT:
        browser = Browser(getattr(cast, name))
        for query in ("page", "sort", "colour", NOT_UNDERSTOOD.get(place, "q")):
            answer = browser.get(f"/{place}/file/csv/", **{query: "x"})
            assert answer.status_code == 400, (place, query)


@pytest.mark.parametrize(("place", "more"), [("inspections", make_inspection), ("people", None)])
def test_a_file_costs_the_same_however_many_rows_it_has(
    place: str, more: Callable[..., Any] | None, cast: Cast
) -> None:
    browser = Browser(cast.liaison if more else cast.administrator)

    def statements() -> int:
        rows(browser, f"/{place}/")
        with CaptureQueriesContext(connection) as captured:
            rows(browser, f"/{place}/")
        return len(captured)

    make_reference()
    make_publication()
    few = statements()
    for number in range(5):
        if more:
            make_publication(more(f"Inspection {number}"))
        else:
            name = f"Nia {number}"
            people_actions.add_person(name=name, email=f"nia{number}@force.example", by=SETTER_UP, at=NOON)

    assert statements() == few


def test_a_page_with_rows_leads_to_its_files(cast: Cast) -> None:
    make_inspections(cast)
    make_request(cast, make_paper(cast, DECEMBER).meeting, make_paper(cast).meeting)

    for place, name in PLACES:
        page = Browser(getattr(cast, name)).page(f"/{place}/")
        for format in ("xlsx", "csv", "json"):
            assert f'href="/{place}/file/{format}/"' in page
