"""The register's filters."""

import re
from html import unescape
from typing import Any
from urllib.parse import parse_qs

import pytest

from inspections.models import Publication
from recommendations.models import Recommendation
from tests.factories.people import Cast
from tests.factories.recommendations import make_recommendation
from tests.integration.recommendations.conftest import People
from tests.integration.recommendations.five_items import FIRST, GIVEN, LATE, PROPOSED, SOON, make_five_items
from tests.integration.recommendations.pages import REGISTER, references

pytestmark = pytest.mark.django_db


AWFUL = ["\x00", "%", "_", "'", '"', "\\", "\N{PILE OF POO}", "0" * 5000, "-1", "1e9", "٣", "<b>", "a" * 300]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"rag": "grey"}, [FIRST]),
        ({"rag": ["grey", "red"]}, [FIRST, LATE]),
        ({"rag": "none", "status": "all"}, []),
        ({"kind": "afi"}, [SOON]),
        ({"kind": ["afi", "soft afi"]}, [SOON, GIVEN]),
        ({"status": "awaiting allocation"}, [FIRST]),
        ({"due": "overdue"}, [LATE]),
        ({"due": "soon"}, [SOON]),
        ({"due": "later"}, []),
        ({"due": "none"}, [PROPOSED, FIRST, GIVEN]),
        ({"progress": "stale"}, [PROPOSED]),
        ({"tracked": "no"}, [GIVEN]),
        ({"marking": "official-sensitive"}, [GIVEN]),
        ({"proposal": "waiting"}, [PROPOSED]),
        ({"proposal": "mine"}, []),
        ({"q": "first"}, [FIRST]),
        ({"q": "mp-2022 crime"}, [FIRST, SOON, LATE, GIVEN]),
        ({"kind": "afi", "rag": "red"}, []),
        ({"nonsense": "yes", "page": "x"}, [PROPOSED, FIRST, SOON, LATE, GIVEN]),
        ({"rag": "", "owner": "", "q": "  "}, [PROPOSED, FIRST, SOON, LATE, GIVEN]),
    ],
)
def test_a_filter_leaves_the_rows_that_fit(
    query: dict[str, Any], expected: list[str], people: People, cast: Cast, publication: Publication
) -> None:
    make_five_items(cast, publication)

    now = people.liaison.page(REGISTER, **query)
    then = people.liaison.page(REGISTER, **query, as_at="2022-03-01")

    assert references(now) == expected
    assert references(then) == expected


def test_filters_by_owner_inspection_portfolio_and_board(people: People, cast: Cast, publication: Publication) -> None:
    make_five_items(cast, publication)
    late = Recommendation.objects.get(reference=LATE)
    browser = people.liaison

    assert references(browser.page(REGISTER, owner=cast.other_owner.post.pk)) == [GIVEN]
    assert references(browser.page(REGISTER, inspection=late.publication.inspection_id)) == [PROPOSED, LATE]
    assert references(browser.page(REGISTER, portfolio=cast.local.pk)) == [GIVEN]
    assert references(browser.page(REGISTER, board=late.board_id)) == [LATE]
    assert references(people.owner.page(REGISTER, owner="mine")) == [PROPOSED, SOON, LATE]
    assert references(people.lead.page(REGISTER, proposal="mine")) == [PROPOSED]


def test_filters_in_use_can_be_taken_away_one_by_one(people: People, cast: Cast, publication: Publication) -> None:
    make_five_items(cast, publication)

    page = people.liaison.page(REGISTER, rag=["red", "grey"], kind="recommendation")

    links = re.findall(r'app-chosen__link" href="([^"]*)"><span[^>]*>Remove filter: </span>([^<]+)</a>', page)
    assert [words for _href, words in links] == ["RAG: Red", "RAG: Grey", "Kind: Recommendation"]
    assert parse_qs(unescape(links[0][0]).lstrip("?")) == {"rag": ["grey"], "kind": ["recommendation"]}


@pytest.mark.parametrize("name", ["rag", "kind", "status", "due", "owner", "inspection", "portfolio", "board",
                                  "progress", "proposal", "tracked", "marking"])  # fmt: skip
def test_a_filter_that_cannot_be_understood_shows_no_row_and_says_so(
    name: str, people: People, cast: Cast, publication: Publication
) -> None:
    make_recommendation(cast, publication)
    browser = people.liaison

    for value in AWFUL:
        page = browser.page(REGISTER, **{name: value})
        assert references(page) == [], value
        assert "There is a problem" in page, value
        assert "Nothing is shown" in page, value


def test_other_parameters_are_harmless(people: People, cast: Cast, publication: Publication) -> None:
    make_recommendation(cast, publication)
    browser = people.liaison

    for name in ("sort", "page", "nonsense", "filter"):
        for value in AWFUL:
            assert references(browser.page(REGISTER, **{name: value})) == ["MP-2022-001"], (name, value)
    assert references(browser.page(f"{REGISTER}?sort=%ED%A0%80&page=%00&%FF=%FE")) == ["MP-2022-001"]
