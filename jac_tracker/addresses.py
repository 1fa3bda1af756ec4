"""Addresses of list pages: filters, order and page number live in the query, and links change one and keep the rest."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

# What an address says of how the rows are read, whichever they are.
NOT_FILTERS = ("sort", "as_at")


def query_with(query: QueryDict, **changes: Any) -> str:
    """`query` as the "?..." of a link, with `changes` made: a value replaces, None or "" takes away, a list is all.

    What is empty goes, so that the address of a filtered list says only what was chosen. So do `page`, unless it is
    itself changed, because another filter or order has other pages, and the ticks of its rows. "?" when nothing is
    left, which still leads to the page that the link stands on.
    """
    values = {name: given for name, given in query.lists() if name not in ("page", "ticked")}
    for name, value in changes.items():
        values[name] = list(value) if isinstance(value, list | tuple) else [value]
    return "?" + urlencode([(name, value) for name in values for value in values[name] if value not in (None, "")])


def query_without(query: QueryDict, name: str, value: str) -> str:
    """`query` as the "?..." of a link that takes one value of one filter away."""
    return query_with(query, **{name: [kept for kept in query.getlist(name) if kept != value]})


def query_without_filters(query: QueryDict) -> str:
    """`query` as the "?..." of a link that clears every filter: the order stays, and so does the day it is read at."""
    kept = QueryDict(mutable=True)
    for name in NOT_FILTERS:
        kept.setlist(name, query.getlist(name))
    return query_with(kept)


@dataclass(frozen=True)
class SortLink:
    """How a column is ordered now ("ascending", "descending", "" for not at all) and the link that changes it."""

    order: str
    href: str


def sort_link(query: QueryDict, key: str, *, parameter: str = "sort", default: str = "") -> SortLink:
    """The link of the column `key`: ascending first, then descending, and so on by turns.

    The order stands in the query as `sort=key` or `sort=-key`; `default` is the order of a query that has none.
    """
    chosen = query.get(parameter) or default
    order = {key: "ascending", f"-{key}": "descending"}.get(chosen, "")
    following = f"-{key}" if order == "ascending" else key
    return SortLink(order, query_with(query, **{parameter: following}))
