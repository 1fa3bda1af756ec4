"""The register as a list: who sees which rows, on which pages, and what it costs."""

from datetime import date, timedelta
from itertools import product
from urllib.parse import urlsplit

import pytest
from django.test import Client

from inspections.models import Publication
from recommendations import actions
from recommendations.enums import Marking, Status
from tests.conftest import NOON, TODAY
from tests.factories.people import Cast
from tests.factories.recommendations import make_recommendation, make_update
from tests.integration.recommendations.conftest import People
from tests.integration.recommendations.pages import REGISTER, references

pytestmark = pytest.mark.django_db


def test_a_liaison_officer_sees_every_column_of_every_item(
    people: People, cast: Cast, publication: Publication, embargoed: Publication
) -> None:
    item = make_recommendation(cast, publication, title="Record crime at once")
    make_recommendation(cast, embargoed, marking=Marking.OFFICIAL_SENSITIVE)
    make_update(cast, item, at=NOON - timedelta(days=3))

    page = people.liaison.page(REGISTER)

    assert references(page) == ["MP-2022-001", "MP-2022-002"]
    for words in ["Record crime at once", "Serious youth violence", "Force Crime Registrar", "Olive Owner",
                  "In progress", "26 February 2022", "3 days ago"]:  # fmt: skip
        assert words in page, words


def test_whoever_sees_headlines_reads_the_published_text_and_nothing_that_is_ours(
    people: People, cast: Cast, publication: Publication
) -> None:
    item = make_recommendation(cast, publication, title="Our own words", text="The force should record crime.")
    make_update(cast, item, at=NOON)
    actions.set_target(
        recommendation=item, target_on=date(2022, 6, 30), by=cast.owner.actor(TODAY), at=NOON + timedelta(hours=1)
    )

    page = people.secretary.page(REGISTER)

    assert references(page) == ["MP-2022-001"]
    assert "The force should record crime." in page
    assert "Force Crime Registrar" in page
    for ours in ["Our own words", "Olive Owner", "30 June 2022", "today</span>"]:
        assert ours not in page, ours


@pytest.mark.parametrize("name", ["owner", "lead", "other_owner", "other_lead", "secretary"])
def test_what_is_under_embargo_is_on_no_list_of_theirs(
    name: str, people: People, cast: Cast, publication: Publication, embargoed: Publication
) -> None:
    make_recommendation(cast, publication)
    make_recommendation(cast, embargoed, title="Plantedword")

    page = getattr(people, name).page(REGISTER, status="all")

    assert references(page) == ["MP-2022-001"]
    assert "Undercover" not in page
    assert "Plantedword" not in page


@pytest.mark.parametrize(("name", "sees"), [("owner", True), ("lead", True), ("other_owner", False),
                                            ("other_lead", False), ("secretary", False), ("dcc", True),
                                            ("auditor", True)])  # fmt: skip
def test_what_is_official_sensitive_is_for_its_own_people_alone(
    name: str, sees: bool, people: People, cast: Cast, publication: Publication
) -> None:
    make_recommendation(cast, publication, marking=Marking.OFFICIAL_SENSITIVE)

    assert (references(getattr(people, name).page(REGISTER)) == ["MP-2022-001"]) is sees


@pytest.mark.parametrize("name", ["reader", "administrator"])
def test_who_sees_no_headlines_has_no_register(name: str, people: People) -> None:
    assert getattr(people, name).get(REGISTER).status_code == 403


def test_open_items_are_shown_unless_others_are_asked_for(people: People, cast: Cast, publication: Publication) -> None:
    for status in (Status.IN_PROGRESS, Status.CLOSED_COMPLETE, Status.FOR_INFORMATION):
        make_recommendation(cast, publication, status)
    browser = people.liaison

    assert references(browser.page(REGISTER)) == ["MP-2022-001"]
    assert references(browser.page(REGISTER, status="open")) == ["MP-2022-001"]
    assert references(browser.page(REGISTER, status="closed")) == ["MP-2022-002"]
    assert references(browser.page(REGISTER, status="set-aside")) == ["MP-2022-003"]
    assert references(browser.page(REGISTER, status="for information")) == ["MP-2022-003"]
    assert len(references(browser.page(REGISTER, status="all"))) == 3


def test_long_lists_are_paged_and_pages_keep_the_filter(people: People, cast: Cast, publication: Publication) -> None:
    for _number in range(52):
        make_recommendation(cast, publication, Status.AWAITING_ALLOCATION)
    browser = people.liaison

    first, second = browser.page(REGISTER, rag="grey"), browser.page(REGISTER, rag="grey", page="2")

    assert (len(references(first)), len(references(second))) == (50, 2)
    assert "Showing 1 to 50 of 52 items" in first
    assert "rag=grey&amp;page=2" in first
    assert references(browser.page(REGISTER, page="99")) == references(browser.page(REGISTER, page="2"))


def test_the_list_costs_the_same_with_one_row_and_with_fifty(
    people: People, cast: Cast, publication: Publication
) -> None:
    queries = ("", "?q=crime", "?as_at=2022-03-01", "?due=overdue&sort=owner")
    looks = list(product((people.liaison, people.owner, people.lead, people.secretary), queries))
    make_recommendation(cast, publication)
    one = [browser.statements(REGISTER + query) for browser, query in looks]

    for number in range(49):
        item = make_recommendation(cast, publication, list(Status)[number % 3])
        if item.status == Status.IN_PROGRESS:
            make_update(cast, item, at=NOON)

    assert [browser.statements(REGISTER + query) for browser, query in looks] == one
    assert max(one) <= 12


def test_who_is_not_signed_in_sees_nothing(client: Client) -> None:
    answer = client.get(REGISTER)

    assert answer.status_code == 302
    assert urlsplit(answer["Location"]).path == "/sign-in/"
