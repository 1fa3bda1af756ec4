"""The register for programs: the list's own filters, orders and days."""

import re
from datetime import date
from typing import Any, ClassVar

from drf_spectacular.utils import OpenApiParameter
from rest_framework import exceptions
from rest_framework.request import Request

from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.api import Found, TableView, address_of_table, choice, refuse_form
from jac_tracker.accounts.roles import Duty
from jac_tracker.downloads import site_of
from recommendations.enums import Status
from recommendations.filters import RAGS, STATUS_GROUPS, RegisterFilter
from recommendations.forms.as_at import AsAtForm
from recommendations.presenters import exporting, listing
from recommendations.presenters.lookups import Lookups
from recommendations.presenters.reading import Reading

THINGS = ("owner", "inspection", "portfolio", "board")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class Recommendations(TableView):
    """Every item that the holder of the token may know of, as in the register: open ones unless asked otherwise."""

    columns = exporting.COLUMNS
    duties: ClassVar[list[Duty]] = [Duty.SEE_HEADLINES]
    filters: ClassVar[list[str]] = [*RegisterFilter.base_filters, "as_at"]
    orders: ClassVar[list[str]] = [*listing.COLUMNS]
    several: ClassVar[list[str]] = ["rag", "kind"]

    def found(self, request: Request, actor: Actor) -> Found:
        query = request.query_params
        reading = _reading(query.get("as_at"), actor.on)
        lookups = Lookups.of(actor, reading)
        chosen = RegisterFilter(query, actor=actor, reading=reading, lookups=lookups)
        for name in query:
            if name in RegisterFilter.base_filters and name not in chosen.filters:
                raise exceptions.PermissionDenied(f"“{name}” is for who sees items whole.")
        refuse_form(chosen.form, THINGS)
        rows: Any = listing.sorted_items(chosen.shown, query.get("sort", ""), reading)
        return Found(rows, lambda page: exporting.values_of(page, lookups, reading, actor, site_of(request)))


def _reading(as_at: str | None, today: date) -> Reading:
    """The reading of a day. Raises ParseError for what is no day, NotFound for one that cannot be looked at."""
    if as_at is None:
        return Reading(today)
    try:
        day = date.fromisoformat(as_at) if _DAY.fullmatch(as_at) else None
    except ValueError:
        day = None
    if day is None:
        raise exceptions.ParseError("“as_at” is a day like 2021-12-22.")
    boxes = {"as_at_day": str(day.day), "as_at_month": str(day.month), "as_at_year": f"{day.year:04}"}
    if not AsAtForm(boxes, today=today).is_valid():  # type: ignore[arg-type]
        raise exceptions.NotFound("There is no record of that day.")
    return Reading.at_the_end_of(day)


def _parameters() -> list[OpenApiParameter]:
    choices = {name: [value for value, _label in each.extra.get("choices", ())] for name, each in _FILTERS.items()}
    choices["rag"] = [value for value, _label in RAGS]
    choices["status"] = [*STATUS_GROUPS, *Status.values]
    return [
        OpenApiParameter("as_at", {"type": "string", "format": "date"}, description="As had been recorded by that day"),
        OpenApiParameter("q", {"type": "string", "maxLength": 200}, description="Words to look for"),
        *[_thing(name) for name in THINGS],
        *[
            choice(name, values, str(_FILTERS[name].label), many=name in Recommendations.several)
            for name, values in choices.items()
            if name not in (*THINGS, "q")
        ],
    ]


def _thing(name: str) -> OpenApiParameter:
    pattern = "^([1-9][0-9]{0,8}|mine)$" if name == "owner" else "^[1-9][0-9]{0,8}$"
    return OpenApiParameter(
        name, {"type": "string", "pattern": pattern}, description="Its number, as in the address of the register"
    )


_FILTERS: dict[str, Any] = dict(RegisterFilter.base_filters)

recommendations = address_of_table(Recommendations, "Recommendations", _parameters())
