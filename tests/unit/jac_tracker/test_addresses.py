"""Addresses of list pages."""

import pytest
from django.http import QueryDict

from jac_tracker.addresses import SortLink, query_with, query_without, query_without_filters, sort_link


@pytest.mark.parametrize(
    ("query", "changes", "expected"),
    [
        ("", {}, "?"),
        ("", {"rag": "red"}, "?rag=red"),
        ("rag=red&rag=amber", {"sort": "due"}, "?rag=red&rag=amber&sort=due"),
        ("rag=red&rag=amber", {"rag": "green"}, "?rag=green"),
        ("rag=red", {"rag": ["red", "blue"]}, "?rag=red&rag=blue"),
        ("rag=red&q=x", {"rag": None}, "?q=x"),
        ("rag=red&q=x", {"rag": ""}, "?q=x"),
        ("q=&rag=&rag=red&due_day=", {}, "?rag=red"),
        ("q=x&page=3", {}, "?q=x"),
        ("q=x&page=3", {"sort": "due"}, "?q=x&sort=due"),
        ("q=x&page=3", {"page": 4}, "?q=x&page=4"),
        ("q=a%26b%3Dc+%22", {"page": 2}, "?q=a%26b%3Dc+%22&page=2"),
    ],
)
def test_a_query_changes_what_is_named_and_keeps_the_rest(query, changes, expected):
    assert query_with(QueryDict(query), **changes) == expected


def test_the_query_of_the_page_itself_is_left_as_it_was():
    query = QueryDict("rag=red&page=2")

    query_with(query, rag="blue")

    assert query.urlencode() == "rag=red&page=2"


def test_one_value_of_a_filter_is_taken_away():
    assert query_without(QueryDict("rag=red&rag=amber&page=2"), "rag", "red") == "?rag=amber"


@pytest.mark.parametrize(
    ("query", "default", "expected"),
    [
        ("", "", SortLink("", "?sort=due")),
        ("", "due", SortLink("ascending", "?sort=-due")),
        ("", "-due", SortLink("descending", "?sort=due")),
        ("sort=due", "", SortLink("ascending", "?sort=-due")),
        ("sort=-due", "due", SortLink("descending", "?sort=due")),
        ("sort=ref", "due", SortLink("", "?sort=due")),
        ("sort=nonsense&page=9&q=x", "", SortLink("", "?sort=due&q=x")),
    ],
)
def test_a_heading_sorts_upwards_then_downwards_by_turns(query, default, expected):
    assert sort_link(QueryDict(query), "due", default=default) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", "?"),
        ("rag=red&q=x&page=3", "?"),
        ("as_at=2021-12-22&rag=red&sort=-due&q=x", "?sort=-due&as_at=2021-12-22"),
        ("as_at=&sort=due", "?sort=due"),
    ],
)
def test_clearing_the_filters_keeps_the_order_and_the_day(query, expected):
    assert query_without_filters(QueryDict(query)) == expected
