"""The first two beats of a page of one item: the day asked for, and the item as it was read then."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from jac_tracker.accounts.guards import ActorRequest
from recommendations.presenters.reading import Reading
from recommendations.presenters.record import read_headline
from recommendations.views.as_at import reading_asked_for
from recommendations.views.loading import item_of, item_read


@dataclass(frozen=True)
class Opened:
    """An item that the reader sees whole, with what every page of it prints."""

    item: Any
    reading: Reading
    context: dict[str, Any]


def open_item(request: ActorRequest, reference: str) -> Opened | HttpResponse:
    """The item as the address asks for it; or the page that is answered instead: of a day that cannot be looked at or
    before there was a record, or the headline, for who sees no more. 404 for an item that is not there for the actor.
    """
    asked = reading_asked_for(request)
    if asked.to_go:
        return asked.to_go
    if asked.reading is None:
        item_of(request, reference)
        return render(request, "recommendations/no_such_day.html", {"form": asked.form, "title": reference})
    reading = asked.reading
    item = item_read(request, reference, reading)
    context = {"reading": reading, "as_at_form": asked.form, "reference": reference, "item": item}
    if item is None:
        return render(request, "recommendations/no_record.html", context)
    if not item.is_full:
        context["headline"] = read_headline(item, reading, request.actor)
        return render(request, "recommendations/headline.html", context)
    return Opened(item, reading, context)
