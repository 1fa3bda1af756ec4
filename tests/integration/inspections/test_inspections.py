"""The list of inspections."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from inspections import actions
from inspections.enums import InspectionKind, MilestoneKind, OurPart, Standing
from jac_tracker.dates import VagueDay, read_vague_day
from tests.conftest import TODAY
from tests.factories.inspections import WHEN, Reference, make_inspection, make_publication
from tests.factories.people import SETTER_UP
from tests.integration.inspections.conftest import Statements

pytestmark = pytest.mark.django_db
LIST = "/inspections/"


@pytest.fixture
def four(reference: Reference) -> None:
    """A published PEEL inspection, a published thematic one, one that is coming, and an embargoed one."""
    peel = make_inspection("PEEL 2021/22", kind=InspectionKind.PEEL)
    make_publication(peel, on=date(2021, 11, 17))
    violence = make_inspection("How forces tackle violence", short_title="Serious youth violence")
    make_publication(violence, on=date(2022, 1, 7))
    coming = make_inspection("Digital forensics", our_part=OurPart.DATA_REQUEST)
    actions.add_milestone(
        inspection=coming,
        kind=MilestoneKind.FIELDWORK,
        standing=Standing.EXPECTED,
        day=VagueDay.on(date(2099, 4, 4)),
        by=SETTER_UP,
        at=WHEN,
    )
    make_inspection("Planted zebra", embargoed=True)


def titles(answer: Any) -> list[str]:
    return [str(row.inspection) for row in answer.context["rows"]]


def test_every_inspection_that_may_be_seen_is_listed_newest_first(liaison: Client, owner: Client, four: None) -> None:
    seen_by_liaison, seen_by_owner = liaison.get(LIST), owner.get(LIST)

    assert titles(seen_by_liaison) == ["Planted zebra", "Digital forensics", "Serious youth violence", "PEEL 2021/22"]
    assert titles(seen_by_owner) == ["Digital forensics", "Serious youth violence", "PEEL 2021/22"]
    assert "Fieldwork expected: 4 April 2099" in seen_by_owner.content.decode()
    assert "Published 17 November 2021" in seen_by_owner.content.decode()


@pytest.mark.parametrize(
    "query", ["", "?q=zebra", "?stage=coming", "?kind=national+thematic", "?sort=title", "?sort=-title", "?year=2022"]
)
def test_an_embargoed_inspection_shows_in_no_list_filter_search_count_or_order(
    query: str, owner: Client, four: None
) -> None:
    answer = owner.get(LIST + query)

    assert "zebra" not in answer.content.decode().replace('value="zebra"', "").replace("holds: zebra", "").replace(
        "q=zebra", ""
    )
    assert sum(it.number for it in answer.context["by_stage"]) <= 3
    assert answer.context["page"].paginator.count <= 3


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("?q=violence", ["Serious youth violence"]),
        ("?q=tackle+youth", ["Serious youth violence"]),  # a word of the title, a word of the short title
        ("?q=youth+zebra", []),
        ("?kind=peel", ["PEEL 2021/22"]),
        ("?kind=peel&kind=national+thematic&q=p", ["Planted zebra", "PEEL 2021/22"]),
        ("?stage=published", ["Serious youth violence", "PEEL 2021/22"]),
        ("?stage=coming", ["Planted zebra", "Digital forensics"]),
        ("?year=2021", ["PEEL 2021/22"]),
        ("?year=2099", ["Digital forensics"]),
        ("?our_part=data+request", ["Digital forensics"]),
        ("?stage=published&kind=peel", ["PEEL 2021/22"]),
        ("?nonsense=1", ["Planted zebra", "Digital forensics", "Serious youth violence", "PEEL 2021/22"]),
    ],
)
def test_the_list_is_filtered_by_the_address(query: str, wanted: list[str], liaison: Client, four: None) -> None:
    assert titles(liaison.get(LIST + query)) == wanted


@pytest.mark.parametrize("query", ["?kind=fishing", "?stage=x", "?year=1", "?year=x", f"?q={'x' * 101}"])
def test_a_filter_that_cannot_be_shows_an_error_and_no_row(query: str, liaison: Client, four: None) -> None:
    answer = liaison.get(LIST + query)

    assert answer.status_code == 200
    assert "There is a problem" in answer.content.decode()
    assert "rows" not in answer.context


def test_counts_are_what_their_links_show(liaison: Client, four: None) -> None:
    answer = liaison.get(LIST + "?kind=national+thematic")
    counted = [*answer.context["by_stage"], *answer.context["by_kind"]]

    assert {(it.label, it.number) for it in counted} == {
        ("Coming", 2),
        ("Fieldwork", 0),
        ("Awaiting report", 0),
        ("Published", 1),
        ("Finished", 0),
        ("PEEL", 1),
        ("National thematic", 3),
    }
    for it in counted:
        assert liaison.get(LIST + it.href).context["page"].paginator.count == it.number, it


@pytest.mark.parametrize(
    ("sort", "wanted"),
    [
        ("title", ["Digital forensics", "PEEL 2021/22", "Planted zebra", "Serious youth violence"]),
        ("-title", ["Serious youth violence", "Planted zebra", "PEEL 2021/22", "Digital forensics"]),
        ("date", ["PEEL 2021/22", "Serious youth violence", "Digital forensics", "Planted zebra"]),
        ("-date", ["Planted zebra", "Digital forensics", "Serious youth violence", "PEEL 2021/22"]),
        ("kind", ["Digital forensics", "Planted zebra", "Serious youth violence", "PEEL 2021/22"]),
        ("part", ["Digital forensics", "PEEL 2021/22", "Planted zebra", "Serious youth violence"]),
        ("nonsense", ["Planted zebra", "Digital forensics", "Serious youth violence", "PEEL 2021/22"]),
        ("-", ["Planted zebra", "Digital forensics", "Serious youth violence", "PEEL 2021/22"]),
    ],
)
def test_the_list_is_sorted_by_the_address(sort: str, wanted: list[str], liaison: Client, four: None) -> None:
    assert titles(liaison.get(f"{LIST}?sort={sort}")) == wanted


def test_what_is_coming_undated_is_newest_and_what_is_past_undated_oldest(liaison: Client, four: None) -> None:
    past, closing = make_inspection("Past"), make_inspection("Closing")
    for inspection, kind, standing, words in (
        (past, MilestoneKind.FIELDWORK, Standing.ACTUAL, "not known"),
        (closing, MilestoneKind.RESPONSE_CLOSES, Standing.EXPECTED, "22 December 2017"),
    ):
        day = read_vague_day(words, around=TODAY)
        actions.add_milestone(inspection=inspection, kind=kind, standing=standing, day=day, by=SETTER_UP, at=WHEN)

    answer = liaison.get(LIST)

    assert titles(answer)[0] == "Planted zebra"
    assert titles(answer)[-3:] == ["PEEL 2021/22", "Closing", "Past"]
    assert "Response closes: 22 December 2017" in answer.content.decode()


def test_a_filter_in_use_can_be_taken_away(liaison: Client, four: None) -> None:
    answer = liaison.get(LIST + "?kind=peel&q=PEEL")

    assert answer.context["chosen"] == [("Title holds: PEEL", "?kind=peel"), ("Kind: PEEL", "?q=PEEL")]


def test_a_long_list_is_cut_into_pages(liaison: Client) -> None:
    for number in range(30):
        make_inspection(f"Number {number:02}")

    first, last = liaison.get(LIST + "?sort=title"), liaison.get(LIST + "?sort=title&page=99")

    assert (len(titles(first)), titles(last)) == (25, [f"Number {number}" for number in range(25, 30)])
    assert "Showing 1 to 25 of 30 inspections" in first.content.decode()


def test_the_list_costs_the_same_with_one_row_and_with_fifty(liaison: Client, statements: Statements) -> None:
    make_publication(make_inspection("One"))
    few = statements(liaison, LIST)

    for number in range(49):
        inspection = make_inspection(f"Number {number:02}")
        make_publication(inspection, on=read_vague_day("March 2022", around=TODAY))

    assert statements(liaison, LIST) == few <= 12


def test_an_empty_register_and_an_empty_filter_say_so(liaison: Client) -> None:
    assert "No inspection is in the register yet." in liaison.get(LIST).content.decode()
    assert "No inspection fits these filters." in liaison.get(LIST + "?kind=peel").content.decode()


def test_only_who_keeps_the_register_is_offered_to_add(liaison: Client, owner: Client) -> None:
    assert reverse("add_inspection") in liaison.get(LIST).content.decode()
    assert reverse("add_inspection") not in owner.get(LIST).content.decode()


@pytest.mark.parametrize("name", ["q", "kind", "stage", "year", "our_part", "sort", "page"])
def test_no_address_is_an_error_of_ours(name: str, liaison: Client, four: None) -> None:
    for awful in ["\x00", "\N{PILE OF POO}", "x" * 10_000, "\ufffe", "%", "_", "'\""]:
        assert liaison.get(LIST, {name: awful}).status_code == 200, awful
