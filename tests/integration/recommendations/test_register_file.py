"""The register as a file: what its page shows, to the last row, and nothing of what it does not."""

import csv
import io
import json
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from inspections.models import Publication
from recommendations.enums import Marking, Status
from recommendations.presenters import listing
from recommendations.presenters.exporting import BEYOND_HEADLINE
from tests.conftest import NOON
from tests.factories.people import Cast
from tests.factories.recommendations import make_recommendation, make_update
from tests.integration.recommendations.conftest import Browser, People
from tests.integration.recommendations.five_items import make_five_items
from tests.integration.recommendations.pages import REGISTER, references
from tests.integration.recommendations.planted import PLANTED, make_planted_item

pytestmark = pytest.mark.django_db

Row = dict[str, Any]


def content(browser: Browser, format: str, **query: Any) -> bytes:
    answer = browser.get(f"{REGISTER}file/{format}/", **query)
    assert answer.status_code == 200, answer.content
    return b"".join(answer.streaming_content)  # type: ignore[attr-defined]


def rows(browser: Browser, **query: Any) -> list[Row]:
    return list(csv.DictReader(io.StringIO(content(browser, "csv", **query).decode("utf-8-sig"), newline="")))


def told(browser: Browser, **query: Any) -> dict[str, Any]:
    return json.loads(content(browser, "json", **query))


QUERIES: list[Row] = [
    {},
    {"sort": "-deadline", "status": "all"},
    {"rag": "red"},
    {"kind": ["afi", "soft afi"], "sort": "owner"},
    {"q": "force crime", "sort": "-reference"},
    {"due": "overdue"},
    {"as_at": "2022-02-25", "rag": ["green", "grey"], "sort": "-rag"},
]


@pytest.mark.parametrize("name", ["liaison", "owner", "secretary"])
def test_a_file_has_the_rows_of_the_page_in_its_order(
    name: str, people: People, cast: Cast, publication: Publication
) -> None:
    make_five_items(cast, publication)
    browser = getattr(people, name)

    for query in QUERIES:
        page = browser.page(REGISTER, **query)
        assert [row["Reference"] for row in rows(browser, **query)] == references(page), query
    assert [row["reference"] for row in told(browser, **query)["rows"]] == references(page)


def test_every_row_is_there_and_not_the_page_alone(people: People, cast: Cast, publication: Publication) -> None:
    for _ in range(listing.PER_PAGE + 2):
        make_recommendation(cast, publication, Status.AWAITING_ALLOCATION)

    assert len(rows(people.liaison)) == listing.PER_PAGE + 2


def test_a_row_tells_what_the_page_tells(people: People, cast: Cast, publication: Publication) -> None:
    make_planted_item(cast, publication)

    (row,) = told(people.liaison)["rows"]

    assert row == {
        "reference": "MP-2022-001",
        "what": "Plantedtitle",
        "kind": "Recommendation",
        "number_in_report": "Plantednumber",
        "text": "The force should act.",
        "text_source": "A summary",
        "report": publication.title,
        "inspection": "Serious youth violence",
        "owner": "Force Crime Registrar",
        "deadline_words": "Within six months",
        "deadline_on": "2022-07-07",
        "deadline_precision": "Day",
        "lateness": "",
        "rag": "Amber",
        "status": "In progress",
        "address": "http://testserver/register/MP-2022-001/",
        "held_by": "Olive Owner",
        "portfolio": "Crime",
        "board": "Plantedboard",
        "target_on": "2022-06-20",
        "updated_on": "2022-02-19",
        "tracked_by_hmicfrs": "Yes",
        "marking": "OFFICIAL",
        "seen_whole": "Yes",
    }


def test_a_workbook_says_how_it_was_made(people: People, cast: Cast, publication: Publication) -> None:
    make_five_items(cast, publication)

    file = content(people.liaison, "xlsx", rag="red", as_at="2022-02-28", sort="-deadline")

    book = load_workbook(io.BytesIO(file))
    assert [row[0].value for row in book["Register"]] == ["Reference", "MP-2022-003"]
    assert [[cell.value for cell in row] for row in book["About"].iter_rows(min_row=2)] == [
        ["Read", "As at the end of 28 February 2022"],
        ["Filters", "RAG: Red"],
        ["Order", "Deadline, last first"],
        ["Made", "1 March 2022 at midday"],
        ["Holds", "What the person who made it may see"],
    ]


@pytest.mark.parametrize("format", ["xlsx", "csv", "json"])
def test_a_file_is_saved_and_kept_nowhere(format: str, people: People, cast: Cast, publication: Publication) -> None:
    make_recommendation(cast, publication)

    answer = people.liaison.get(f"{REGISTER}file/{format}/", as_at="2022-03-01", rag="green")

    name = f"register-as-at-2022-03-01-filtered-made-2022-03-01-1200.{format}"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    assert answer["Cache-Control"] == "no-store"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert b"".join(answer.streaming_content)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"colour": "red"}, "“colour” is not something that this list can be narrowed by."),
        ({"page": "2"}, "“page” is not something that this list can be narrowed by."),
        ({"as_at_year": "2021"}, "“as_at_year” is not something that this list can be narrowed by."),
        ({"sort": "colour"}, "“colour” is not an order of this list."),
        ({"rag": "purple"}, "RAG: "),
        ({"as_at": "2999-01-01"}, "Day: The day must be between"),
        ({"owner": "999999"}, "Owner: "),
    ],
)
def test_what_the_list_cannot_do_is_refused(query: Row, sentence: str, people: People) -> None:
    answer = people.liaison.get(f"{REGISTER}file/csv/", **query)

    assert answer.status_code == 400
    assert sentence in answer.content.decode()


def test_a_filter_beyond_the_headline_is_refused_to_who_sees_headlines_alone(
    people: People, cast: Cast, publication: Publication
) -> None:
    make_recommendation(cast, publication)

    for name in ("portfolio", "board", "progress", "proposal", "actions", "tracked", "marking"):
        answer = people.secretary.get(f"{REGISTER}file/csv/", **{name: "1"})
        assert answer.status_code == 400
        assert f"“{name}” is not something" in answer.content.decode()


@pytest.mark.parametrize("name", ["other_lead", "secretary"])
@pytest.mark.parametrize("query", [{"status": "all"}, {"status": "all", "as_at": "2022-03-01"}])
def test_what_the_reader_may_not_see_is_in_no_file(
    name: str, query: Row, people: People, cast: Cast, publication: Publication, embargoed: Publication
) -> None:
    make_planted_item(cast, publication)
    make_update(cast, make_recommendation(cast, publication, title="Plantedtitle"), "Plantedprogress", at=NOON)
    make_recommendation(cast, publication, title="Plantedtitle", marking=Marking.OFFICIAL_SENSITIVE)
    make_recommendation(cast, embargoed, title="Plantedtitle")
    hidden = [f"Planted{word}" for word in PLANTED if word not in {"number", "help"}]
    hidden += ["Undercover", "Olive Owner", "2022-06-20"]
    browser = getattr(people, name)

    files = [content(browser, format, **query) for format in ("csv", "json")]
    book = load_workbook(io.BytesIO(content(browser, "xlsx", **query)))
    files.append(repr([[cell.value for cell in row] for sheet in book for row in sheet.iter_rows()]).encode())

    for file in files:
        assert b"MP-2022-002" in file
        assert b"MP-2022-003" not in file
        assert [word for word in hidden if word.encode() in file] == []


def test_a_headline_has_nothing_in_the_columns_beyond_it(people: People, cast: Cast, publication: Publication) -> None:
    make_planted_item(cast, publication)

    (row,) = told(people.other_lead)["rows"]

    assert {row[column.key] for column in BEYOND_HEADLINE} == {None, "No"}


def test_who_sees_headlines_alone_is_shown_no_empty_column(
    people: People, cast: Cast, publication: Publication
) -> None:
    make_recommendation(cast, publication)

    assert {"Portfolio", "Marking", "Owner post held by"} <= set(rows(people.owner)[0])
    assert {"Portfolio", "Marking", "Owner post held by"} & set(rows(people.secretary)[0]) == set()


@pytest.mark.parametrize("query", [{}, {"as_at": "2022-03-01"}])
def test_a_file_costs_the_same_for_one_item_and_for_ten(
    query: Row, people: People, cast: Cast, publication: Publication
) -> None:
    browser = people.liaison

    def statements() -> int:
        content(browser, "csv", **query)
        with CaptureQueriesContext(connection) as captured:
            content(browser, "csv", **query)
        return len(captured)

    make_recommendation(cast, publication)
    one = statements()
    for _ in range(9):
        make_recommendation(cast, publication, Status.AWAITING_ALLOCATION)

    assert len(rows(browser, **query)) == 10
    assert statements() == one


def test_the_page_leads_to_its_files(people: People, cast: Cast, publication: Publication) -> None:
    make_five_items(cast, publication)

    page = people.liaison.page(REGISTER, rag="red", sort="-deadline", page="1", ticked="page")

    for format in ("xlsx", "csv", "json"):
        assert f'href="/register/file/{format}/?rag=red&amp;sort=-deadline"' in page
