"""Your work: what waits for each role, each number a link to the rows behind it."""

import re
from datetime import date, timedelta
from html import unescape

import pytest

from inspections.models import Publication
from recommendations import actions
from recommendations.enums import Marking, Rag, Status
from tests.conftest import NOON, TODAY
from tests.factories.people import Cast
from tests.factories.recommendations import make_recommendation, make_update
from tests.integration.recommendations.conftest import People
from tests.integration.recommendations.pages import total, words

pytestmark = pytest.mark.django_db


def waiting(page: str) -> dict[str, str]:
    """What waits in words -> the address behind it."""
    found = re.findall(r'app-work__item"><a class="govuk-link" href="([^"]*)">([^<]+)</a>', page)
    return {unescape(said): unescape(href) for href, said in found}


def busy(cast: Cast, publication: Publication, embargoed: Publication) -> None:
    """A register in which something waits for everybody."""
    liaison, owner = cast.liaison.actor(TODAY), cast.owner.actor(TODAY)
    make_recommendation(cast, publication, Status.AWAITING_ALLOCATION)
    make_recommendation(cast, embargoed, Status.AWAITING_ALLOCATION)
    late = make_recommendation(cast, publication)
    actions.set_target(recommendation=late, target_on=date(2022, 2, 1), by=owner, at=NOON - timedelta(days=40))
    make_update(cast, late, rag=Rag.RED, at=NOON)
    make_recommendation(cast, publication, at=NOON - timedelta(days=100))
    asked = make_recommendation(cast, publication, marking=Marking.OFFICIAL_SENSITIVE)
    actions.propose_not_applicable(recommendation=asked, portfolio=cast.crime, by=liaison, at=NOON, why="No unit.")
    twice = make_recommendation(cast, publication)
    actions.propose_in_error(recommendation=twice, by=cast.second_liaison.actor(TODAY), at=NOON, why="Twice.")


EXPECTED = {
    "liaison": [
        "1 proposal waits for your answer",
        "2 items await allocation",
        "1 item is overdue",
        "1 item has had no update for 60 days",
    ],
    "second_liaison": [
        "2 items await allocation",
        "1 item is overdue",
        "1 item has had no update for 60 days",
    ],
    "owner": ["1 item is overdue", "1 item has had no update for 60 days"],
    "lead": ["1 proposal waits for your answer", "1 item is Red", "1 item is overdue"],
    "dcc": ["1 proposal waits for your answer", "1 item is Red", "1 item is overdue"],
    "other_owner": [],
    "other_lead": [],
    "secretary": [],
    "reader": [],
    "auditor": [],
    "administrator": [],
}


@pytest.mark.parametrize("name", EXPECTED)
def test_everybody_sees_what_waits_for_them_and_every_number_is_what_its_link_shows(
    name: str, people: People, cast: Cast, publication: Publication, embargoed: Publication
) -> None:
    busy(cast, publication, embargoed)
    browser = getattr(people, name)

    found = waiting(browser.page("/"))

    assert list(found) == EXPECTED[name]
    for said, href in found.items():
        assert total(browser.page(href)) == int(said.split()[0]), said


@pytest.mark.parametrize(
    ("name", "kindly"),
    [
        ("liaison", "Nothing waits for you today."),
        ("dcc", "Nothing waits for you today."),
        ("owner", "This post owns no item yet."),
        ("lead", "Your portfolio has no item yet."),
    ],
)
def test_where_nothing_waits_the_page_says_so_kindly(
    name: str, kindly: str, people: People, publication: Publication
) -> None:
    assert kindly in words(getattr(people, name).page("/"))


@pytest.mark.parametrize(
    ("name", "there", "absent"),
    [
        ("secretary", ["See meetings and papers", "See the register"], ["Keep people"]),
        ("reader", ["See meetings and papers"], ["See the register", "Keep people"]),
        ("auditor", ["See the register", "See the inspections", "See meetings and papers"], ["Keep people"]),
        ("administrator", ["Keep people", "Keep posts"], ["See the register", "See meetings"]),
    ],
)
def test_who_has_no_desk_is_pointed_to_what_they_can_use(
    name: str, there: list[str], absent: list[str], people: People, publication: Publication
) -> None:
    browser = getattr(people, name)
    page = browser.page("/")

    for label in there:
        assert label in words(page), label
    for label in absent:
        assert label not in words(page), label
    main = page[page.index("<main") : page.index("</main>")]
    hrefs = [unescape(href) for href in re.findall(r'href="([^"]+)"', main)]
    assert {href: browser.get(href).status_code for href in hrefs} == dict.fromkeys(hrefs, 200)
    assert len(hrefs) >= len(there)


def test_what_nobody_may_know_of_is_not_counted(
    people: People, cast: Cast, publication: Publication, embargoed: Publication
) -> None:
    item = make_recommendation(cast, embargoed, at=NOON - timedelta(days=100))
    assert item.owner_post == cast.owner.post

    assert waiting(people.owner.page("/")) == {}
    assert list(waiting(people.liaison.page("/"))) == ["1 item has had no update for 60 days"]
