"""What is kept beside the register, saved: the rows of each list's page, in the same order, and how it was made."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import docx
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from inspections import actions as inspecting
from inspections.enums import Phase
from inspections.models import Publication
from recommendations import actions
from recommendations.enums import ActionStatus, ListAnswer, Status
from recommendations.models import Recommendation
from recommendations.views import lists
from tests.conftest import NOON, TODAY
from tests.factories.actions import make_action
from tests.factories.expunctions import expunge, make_expunction
from tests.factories.inspections import make_inspection, make_publication, make_reference
from tests.factories.intakes import make_intake
from tests.factories.people import SETTER_UP, Cast
from tests.factories.recommendations import claim_up_to, make_recommendation
from tests.factories.templates import make_template
from tests.factories.their_lists import compared_with, make_reconciliation, their_row
from tests.integration.downloading import on_page, rows
from tests.integration.recommendations.conftest import Browser

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def world(db: None, monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOON)
    settings.FILES_ROOT = tmp_path
    make_reference()


@pytest.fixture
def publication() -> Publication:
    return make_publication()


@pytest.fixture
def item(cast: Cast, publication: Publication) -> Recommendation:
    return make_recommendation(cast, publication, at=NOON - timedelta(days=3))


# One more row of a list each time it is called


def a_phase(cast: Cast, number: int) -> None:
    phase = (Phase.SCAN, Phase.ENGAGE)[number % 2]
    day = date(2010 + number, 1, 1)
    inspecting.set_monitoring_phase(phase=phase, from_on=day, note="", by=cast.liaison.actor(TODAY), at=NOON)


def a_level(cast: Cast, number: int) -> None:
    level = actions.add_closure_level(name=f"Level {number}", meaning="Looked.", by=SETTER_UP, at=NOON)
    if number % 2:
        actions.change_closure_level(level=level, values={"is_active": False}, by=SETTER_UP, at=NOON)


def a_template(cast: Cast, number: int) -> None:
    word, file = docx.Document(), io.BytesIO()
    word.add_paragraph(f"Letterhead {number}")
    word.save(file)
    make_template(file.getvalue(), f"Letterhead {number}")


def an_expunction(cast: Cast, number: int) -> None:
    make_publication(make_inspection(f"Plantedname{number}"))
    make_expunction(cast, f"Plantedname{number}", at=NOON + timedelta(minutes=number))


def a_list(cast: Cast, number: int) -> None:
    intake = make_intake(cast)
    if number % 2:
        actions.drop_intake(intake=intake, by=cast.liaison.actor(TODAY), at=NOON)


def a_list_of_theirs(cast: Cast, number: int) -> None:
    make_reconciliation(cast, at=NOON - timedelta(days=number))


@dataclass(frozen=True)
class Kept:
    place: str
    who: str
    add: Callable[[Cast, int], None]
    column: str
    heading: str


LISTS = [
    Kept("/monitoring/", "owner", a_phase, "Phase", "Phase"),
    Kept("/closure-levels/", "administrator", a_level, "Name", "Name"),
    Kept("/meetings/word-templates/", "secretary", a_template, "Template", "Template"),
    Kept("/expunctions/", "auditor", an_expunction, "Number", "Number"),
    Kept("/take-over/", "liaison", a_list, "Standing", "Standing"),
    Kept("/reconcile/", "liaison", a_list_of_theirs, "Day of the list", "Day of the list"),
]


@pytest.mark.parametrize("kept", LISTS, ids=lambda kept: kept.place)
def test_a_file_has_the_rows_of_its_page_in_their_order_at_no_cost_for_more(kept: Kept, cast: Cast) -> None:
    browser = Browser(getattr(cast, kept.who))
    kept.add(cast, 0)
    kept.add(cast, 1)
    shown = on_page(browser, kept.place, kept.column)
    found = [row[kept.heading] for row in rows(browser, kept.place)]
    assert len(set(shown)) == 2
    assert [words.split()[-1] for words in shown] == [words_of(value) for value in found]

    def statements() -> int:
        with CaptureQueriesContext(connection) as captured:
            rows(browser, kept.place)
        return len(captured)

    few = statements()
    for number in (2, 3, 4):
        kept.add(cast, number)
    assert (len(rows(browser, kept.place)), statements()) == (5, few)
    page = browser.page(kept.place)
    assert all(f'href="{kept.place}file/{format}/"' in page for format in ("xlsx", "csv", "json"))


def words_of(value: str) -> str:
    """The last word of a cell as a page has it: of a day its year."""
    return value[:4] if value[:4].isdigit() and "-" in value else value.split()[-1]


def test_boards_and_frameworks_are_those_of_their_pages(cast: Cast, item: Recommendation) -> None:
    by = cast.liaison.actor(TODAY)
    board, _other = (actions.add_board(name=name, by=by, at=NOON) for name in ("Zebra board", "Crime board"))
    given: dict[str, Any] = {"programme": "", "risk_reference": "", "risk_rating": ""}
    actions.set_governance(recommendation=item, board=board, **given, by=by, at=NOON)
    administrator = Browser(cast.administrator)

    assert [tuple(row.values()) for row in rows(Browser(cast.liaison), "/boards/")] == [
        ("Crime board", "In use", "0"),
        ("Zebra board", "In use", "1"),
    ]
    for heading in ("Framework", "Cycle", "Grades", "Areas"):
        shown = on_page(administrator, "/frameworks/", heading)
        assert [row[heading] for row in rows(administrator, "/frameworks/")] == shown != []


def test_the_lists_that_came_in_are_paged_and_all_in_the_file(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "LISTS_ON_A_PAGE", 1)
    a_list(cast, 0)
    a_list(cast, 1)
    liaison = Browser(cast.liaison)

    pages = [on_page(liaison, "/take-over/", "Standing", page=number) for number in (1, 2)]

    assert pages == [["Dropped"], ["Being settled"]]
    assert [row["Standing"] for row in rows(liaison, "/take-over/")] == ["Dropped", "Being settled"]


# What hangs on one thing


def test_the_record_of_a_day_is_that_of_its_page_and_says_whose_it_is(cast: Cast, publication: Publication) -> None:
    for days in (0, 1, 1):
        at = NOON - timedelta(days=days)
        item = make_recommendation(cast, publication, at=at - timedelta(hours=1))
        claim_up_to(cast, item, Status.WITH_LIAISON, at=at - timedelta(minutes=5 * days))
    lead, place = Browser(cast.lead), "/scrutiny/record/"
    yesterday = {"on_day": "28", "on_month": "2", "on_year": "2022"}

    for query, number in (({}, 1), (yesterday, 2)):
        found = rows(lead, place, **query)
        shown = on_page(lead, place, "Item", **query)
        assert [f"{row['Item']} {row['Title']}" for row in found] == shown
        assert len(found) == number
    answer: Any = lead.get(f"{place}file/xlsx/", **yesterday)
    about = dict(load_workbook(io.BytesIO(b"".join(answer.streaming_content)))["About"].values)
    assert about["Filters"] == f"Decided by {cast.lead.user}; On 28 February 2022"
    assert rows(Browser(cast.dcc), place) == []


def test_actions_are_those_of_the_page_on_its_day(cast: Cast, item: Recommendation) -> None:
    for days, status in ((20, ActionStatus.TO_DO), (10, ActionStatus.DONE), (5, ActionStatus.DROPPED)):
        make_action(cast, item, status, at=NOON, due_on=TODAY + timedelta(days=days))
    place = f"/register/{item.reference}/actions/"

    for name, query, number in (("lead", {}, 3), ("owner", {"as_at": "2022-02-27"}, 0)):
        browser = Browser(getattr(cast, name))
        found = [row["Action"] for row in rows(browser, place, **query)]
        assert found == on_page(browser, place, "Action", **query)
        assert len(found) == number
    before = Browser(cast.owner).get(f"{place}file/csv/", as_at="2022-02-01")
    assert (before.status_code, "no record of this item" in before.content.decode()) == (400, True)
    assert Browser(cast.secretary).get(f"{place}file/csv/").status_code == 403


def test_what_would_become_of_rows_is_that_of_the_page(cast: Cast) -> None:
    make_publication(make_inspection("PEEL 2021"), title="PEEL 2021")
    intake = make_intake(cast)
    liaison, place = Browser(cast.liaison), f"/take-over/{intake.pk}/"

    for query in ({}, {"verdict": "REFUSE"}, {"verdict": "CREATE"}):
        found = rows(liaison, place, **query)
        assert [(row["Row"], row["Verdict"]) for row in found] == list(
            zip(on_page(liaison, place, "Row", **query), on_page(liaison, place, "Verdict", **query), strict=True)
        )
        assert [row["Details"] for row in found] == on_page(liaison, place, "Details", **query)
    assert len(rows(liaison, place)) > len(rows(liaison, place, verdict="REFUSE")) > 0
    assert liaison.get(f"{place}file/csv/", verdict="MAYBE").status_code == 400

    actions.drop_intake(intake=intake, by=cast.liaison.actor(TODAY), at=NOON)
    assert liaison.get(f"{place}file/csv/").status_code == 400


def test_a_list_beside_the_register_is_that_of_its_page(cast: Cast, item: Recommendation) -> None:
    theirs = [their_row(Reference=str(4000 + number), Recommendation=f"Check {number} cells.") for number in range(3)]
    intake = make_reconciliation(cast, *theirs)
    by = cast.liaison.actor(TODAY)
    first = next(row for row in compared_with(by, *theirs).rows if row.row)
    note = "Long. " * 40
    actions.decide_on_list(intake=intake, compared=first, answer=ListAnswer.RAISE, note=note, by=by, at=NOON)
    liaison, place = Browser(cast.liaison), f"/reconcile/{intake.pk}/"

    for query in ({}, {"pile": "all"}, {"pile": "new"}, {"pile": "THEIRS_ONLY"}):
        assert [row["What"] for row in rows(liaison, place, **query)] == on_page(liaison, place, "What", **query)
    every = rows(liaison, place, pile="all")
    assert len(every) > len(rows(liaison, place)) > 0
    assert [row["Note"] for row in every if row["Note"]] == [note.strip()]
    assert liaison.get(f"{place}file/csv/", pile="PURPLE").status_code == 400


def test_what_was_replaced_is_that_of_the_page_and_never_the_words(cast: Cast, publication: Publication) -> None:
    make_recommendation(cast, publication, title="Plantedname left", at=NOON)
    done = expunge(cast, "Plantedname")
    auditor, place = Browser(cast.auditor), f"/expunctions/{done.pk}/"

    found = rows(auditor, place)

    assert [row["SHA-256 of the old value"] for row in found] == on_page(auditor, place, "SHA-256 of the old value")
    assert found
    for address in (place, "/expunctions/"):
        assert "Plantedname" not in repr(rows(auditor, address))
