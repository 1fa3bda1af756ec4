"""The register's counts, each a link to the rows behind it."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspections.models import Publication
from recommendations.enums import Kind, Status
from tests.factories.people import Cast
from tests.factories.recommendations import make_recommendation
from tests.integration.recommendations.conftest import Browser, People
from tests.integration.recommendations.five_items import make_five_items
from tests.integration.recommendations.pages import REGISTER, counted, references, total

pytestmark = pytest.mark.django_db


def test_counts_agree_with_the_filter(people: People, cast: Cast, publication: Publication) -> None:
    make_five_items(cast, publication)

    found = counted(people.liaison.page(REGISTER, kind="recommendation"))

    assert found["Red"][0] == 1
    assert found["AFI"][0] == 1
    assert found["Recommendation"][0] == 3
    assert found["Awaiting allocation"][0] == 1
    assert found["Open"][0] == 3


QUERIES = st.fixed_dictionaries(
    {},
    optional={
        "rag": st.lists(st.sampled_from(["red", "amber", "green", "grey", "blue", "none"]), unique=True, max_size=2),
        "kind": st.lists(st.sampled_from(Kind.values), unique=True, max_size=2),
        "status": st.sampled_from(["open", "closed", "all", "set-aside", "in progress", "for information"]),
        "due": st.sampled_from(["overdue", "soon", "later", "none"]),
        "q": st.sampled_from(["crime", "2022", "first", "zebra"]),
        "as_at": st.sampled_from(["", "2022-02-25", "2022-03-01"]),
        "progress": st.just("stale"),
    },
)


def test_every_count_is_the_number_of_rows_behind_it(
    cast: Cast, publication: Publication, people: People, django_db_blocker: Any
) -> None:
    make_five_items(cast, publication)
    for status in (Status.CLOSED_COMPLETE, Status.FOR_INFORMATION, Status.CLOSED_SUPERSEDED):
        make_recommendation(cast, publication, status)
    browsers = [people.liaison, people.other_owner, people.secretary]

    @settings(max_examples=25)
    @given(query=QUERIES, browser=st.sampled_from(browsers))
    def agree(query: dict[str, Any], browser: Browser) -> None:
        page = browser.page(REGISTER, **query)
        found = counted(page)
        for label, (number, href) in found.items():
            assert total(browser.page(REGISTER + href)) == number, (query, label)
        assert total(page) == len(references(page))

    agree()
