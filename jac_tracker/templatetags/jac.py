"""The tags of every page, loaded into all templates: thin wrappers on tested functions."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django import template
from django.core.paginator import Page
from django.http import QueryDict
from django.template.context import Context
from django.template.loader import render_to_string
from django.urls import reverse

from jac_tracker import addresses, dates, text
from jac_tracker.downloads import FORMATS
from jac_tracker.forms import error_links

register = template.Library()

# The word and the shape of each RAG value, by its name in lower case. The colour is the style sheet's.
RAG = {
    "red": ("Red", "triangle"),
    "amber": ("Amber", "diamond"),
    "green": ("Green", "circle"),
    "blue": ("Blue", "square"),
    "grey": ("Grey", "ring"),
}

# The ground of each kind of tag: what is said by the colour is said by the word as well.
TAG_COLOURS = {"grey", "green", "teal", "blue", "purple", "magenta", "red", "orange", "yellow"}


@register.simple_tag
def rag(value: Any) -> str:
    """RAG as word, shape and colour; nothing for no RAG. `value` is an enum member, its value or its label.

    A value of another name is shown as its word alone, never hidden.
    """
    return drawn_rag(str(getattr(value, "value", value) or "").strip().lower())


@lru_cache(maxsize=2 * len(RAG))
def drawn_rag(name: str) -> str:
    """Drawn once: a page of a list has one in every row."""
    word, shape = RAG.get(name, (name.capitalize(), ""))
    return render_to_string("components/rag.html", {"name": name if shape else "", "word": word, "shape": shape})


@register.inclusion_tag("components/tag.html")
def tag(words: Any, colour: str = "grey") -> dict[str, Any]:
    """A status in a coloured box."""
    if colour not in TAG_COLOURS:
        raise template.TemplateSyntaxError(f"A tag's colour is one of {', '.join(sorted(TAG_COLOURS))}.")
    return {"words": words, "colour": colour}


@register.filter
def lower_first(label: Any) -> str:
    """A label inside a sentence; "HMICFRS" keeps its letters."""
    return text.lower_first(str(label))


@register.filter
def worded_day(day: date | None) -> str:
    """7 September 2017; nothing for no day."""
    return dates.worded_day(day) if day else ""


@register.filter
def worded_moment(moment: datetime | None) -> str:
    """7 September 2017 at 2.05pm, on London's clock; nothing for no moment."""
    return dates.worded_moment(moment) if moment else ""


@register.filter
def worded_age(then: date | None, on: date) -> str:
    """3 days ago, 5 weeks ago; nothing for no day."""
    return dates.worded_age(then, on) if then else ""


@register.filter
def worded_number(number: int) -> str:
    """one to twenty in words, then figures."""
    return dates.worded_number(number)


@register.filter
def in_figures(number: int) -> str:
    """12 and 1,234: a long number can be read at a glance."""
    return f"{number:,}"


@register.simple_tag(takes_context=True)
def query_with(context: Context, **changes: Any) -> str:
    """The page's own query with some values changed: `<a href="{% query_with page=2 %}">`."""
    return addresses.query_with(_query(context), **changes)


@register.simple_tag(takes_context=True)
def clear_filters(context: Context) -> dict[str, str]:
    """The link that clears every filter and keeps the order, and the day too where the page is read at one."""
    query = _query(context)
    label = "Clear filters, keep the day" if query.get("as_at") else "Clear filters"
    return {"href": addresses.query_without_filters(query), "label": label}


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context: Context, page: Page[Any], noun: str = "results") -> dict[str, Any]:
    """Which rows these are and the links to the others; `noun` is the plural of what is listed."""
    paginator = page.paginator
    query = _query(context)
    numbers = paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {
        "page": page,
        "noun": _singular(noun) if paginator.count == 1 else noun,
        "items": [(number, addresses.query_with(query, page=number)) for number in numbers],
        "ellipsis": paginator.ELLIPSIS,
        "previous": addresses.query_with(query, page=page.number - 1),
        "next": addresses.query_with(query, page=page.number + 1),
    }


@register.inclusion_tag("components/downloads.html", takes_context=True)
def downloads(context: Context, route: str, what: str, **named: Any) -> dict[str, Any]:
    """Links to the whole list as files, with the page's own filters: `{% downloads "people_file" "these people" %}`.

    `named` is what stands in the address beside the format.
    """
    query = addresses.query_with(_query(context))
    links = [
        (label, reverse(route, kwargs=named | {"format": name}) + query.removesuffix("?"))
        for name, label in FORMATS.items()
    ]
    return {"links": links, "what": what}


@register.inclusion_tag("components/sort_header.html", takes_context=True)
def sort_header(context: Context, key: str, label: str, default: str = "", numeric: bool = False) -> dict[str, Any]:
    """A column heading that sorts by `key` on the server. `default` is the list's order when the address names none."""
    return {"link": addresses.sort_link(_query(context), key, default=default), "label": label, "numeric": numeric}


@register.inclusion_tag("components/sort_list.html", takes_context=True)
def sort_list(context: Context, columns: Iterable[tuple[str, str]], default: str = "") -> dict[str, Any]:
    """The same orders as links in a row, for a phone, where a table's headings are not seen. Columns: (key, label)."""
    query = _query(context)
    return {"links": [(label, addresses.sort_link(query, key, default=default)) for key, label in columns]}


@register.inclusion_tag("components/error_summary.html")
def error_summary(*forms_on_page: Any) -> dict[str, Any]:
    """Every error of the page's forms and formsets, each a link to its input; nothing where there is none."""
    return {"links": error_links(*forms_on_page)}


@register.simple_tag
def error_prefix(*forms_on_page: Any) -> str:
    """ "Error: " where a form of the page has errors, for the start of its title."""
    return "Error: " if error_links(*forms_on_page) else ""


def _singular(noun: str) -> str:
    """One of the things we list by their plural: recommendations, entries, people."""
    if noun == "people":
        return "person"
    return noun.removesuffix("ies") + "y" if noun.endswith("ies") else noun.removesuffix("s")


def _query(context: Context) -> QueryDict:
    """The query of the address the page was asked for; an empty one where there is no request, as in an error page."""
    request = context.get("request")
    return request.GET if request is not None else QueryDict()
