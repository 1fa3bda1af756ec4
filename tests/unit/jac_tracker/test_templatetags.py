"""The tags of every page."""

from datetime import UTC, date, datetime

import pytest
from django.core.paginator import Paginator
from django.db import models
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory

from jac_tracker import forms
from jac_tracker.templatetags import jac


class Rag(models.TextChoices):
    RED = "red", "Red"


def drawn(source, address="/", **context):
    request = RequestFactory().get(address)
    return Template(source).render(Context({"request": request, **context}))


@pytest.mark.parametrize("value", [Rag.RED, "red", "Red", " RED "])
def test_rag_is_a_word_a_shape_and_a_colour(value):
    tag = drawn("{% rag value %}", value=value)

    assert tag == (
        '<strong class="app-rag app-rag--red"><svg class="app-rag__shape" viewBox="0 0 16 16" aria-hidden="true">'
        '<path d="M8 1l7.5 14H.5z"/></svg>Red</strong>\n'
    )


def test_each_rag_has_a_shape_of_its_own():
    shapes = {name: drawn("{% rag name %}", name=name).split("</svg>")[0].split(">")[-2] for name in jac.RAG}

    assert len(set(shapes.values())) == 5


@pytest.mark.parametrize("value", [None, ""])
def test_no_rag_is_nothing(value):
    assert drawn("{% rag value %}", value=value).strip() == ""


def test_a_rag_of_another_name_is_shown_as_its_word():
    assert drawn("{% rag '<purple>' %}").strip() == '<strong class="app-rag">&lt;purple&gt;</strong>'


def test_a_tag_of_no_known_colour_is_the_templates_fault():
    with pytest.raises(TemplateSyntaxError, match="colour"):
        drawn("{% tag 'Open' 'pink' %}")


@pytest.mark.parametrize(
    ("source", "value", "words"),
    [
        ("{{ value|worded_day }}", date(2017, 9, 7), "7 September 2017"),
        ("{{ value|worded_day }}", None, ""),
        ("{{ value|worded_moment }}", datetime(2017, 9, 7, 13, 5, tzinfo=UTC), "7 September 2017 at 2.05pm"),
        ("{{ value|worded_moment }}", None, ""),
        ("{{ value|worded_age:today }}", date(2022, 3, 28), "3 days ago"),
        ("{{ value|worded_age:today }}", None, ""),
        ("{{ value|worded_number }}", 9, "nine"),
        ("{{ value|in_figures }}", 12, "12"),
        ("{{ value|in_figures }}", 1234567, "1,234,567"),
    ],
)
def test_days_and_numbers_are_worded_and_nothing_is_nothing(source, value, words):
    assert drawn(source, value=value, today=date(2022, 3, 31)) == words


def test_a_link_keeps_the_filters_of_the_page():
    assert drawn("{% query_with page=2 %}", "/?rag=red&page=1") == "?rag=red&amp;page=2"


def test_pages_are_links_that_keep_the_filters():
    page = Paginator(list(range(60)), 10).page(2)

    links = drawn("{% pagination page 'recommendations' %}", "/?rag=red&page=2", page=page)

    assert "Showing 11 to 20 of 60 recommendations" in links
    assert 'href="?rag=red&amp;page=1" rel="prev"' in links
    assert 'href="?rag=red&amp;page=3" rel="next"' in links
    assert 'href="?rag=red&amp;page=2" aria-label="Page 2" aria-current="page"' in links


@pytest.mark.parametrize(
    ("rows", "words"),
    [(0, "No recommendations"), (1, "Showing 1 recommendation<"), (10, "Showing all 10 recommendations")],
)
def test_one_page_has_no_links_to_others(rows, words):
    page = Paginator(list(range(rows)), 10).get_page(1)

    links = drawn("{% pagination page 'recommendations' %}", page=page)

    assert words in links
    assert "<nav" not in links


def test_a_long_list_is_counted_with_commas():
    page = Paginator(range(2500), 50).get_page(30)

    assert "Showing 1,451 to 1,500 of 2,500 acts" in drawn("{% pagination page 'acts' %}", page=page)


@pytest.mark.parametrize(("noun", "one"), [("people", "person"), ("entries", "entry"), ("papers", "paper")])
def test_a_list_of_one_is_worded_as_one(noun, one):
    assert f"Showing 1 {one}<" in drawn("{% pagination page noun %}", page=Paginator([1], 10).page(1), noun=noun)


def test_a_sorted_heading_says_how_it_is_sorted():
    sorted_by = drawn("{% sort_header 'due' 'Deadline' %}", "/?sort=due")
    not_sorted_by = drawn("{% sort_header 'ref' 'Reference' %}", "/?sort=due")

    assert sorted_by.strip() == (
        '<th scope="col" class="govuk-table__header" aria-sort="ascending">'
        '<a class="govuk-link app-sort" href="?sort=-due">Deadline</a></th>'
    )
    assert "aria-sort" not in not_sorted_by


def test_the_title_and_the_summary_tell_of_errors():
    class Sample(forms.Form):
        title = forms.TextField(max_length=5)

    source = "{% error_prefix form %}|{% error_summary form %}"

    assert drawn(source, form=Sample({})).startswith("Error: |<div")
    assert '<a href="#id_title">Enter the title</a>' in drawn(source, form=Sample({}))
    assert drawn(source, form=Sample({"title": "Calls"})).strip() == "|"
    assert drawn(source).strip() == "|"


def test_an_error_page_with_no_request_can_use_the_tags():
    assert Template("{% query_with page=2 %}").render(Context()) == "?page=2"
