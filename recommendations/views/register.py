"""The list of items."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jac_tracker.accounts.guards import ActorRequest, requires
from jac_tracker.accounts.roles import Duty
from jac_tracker.accounts.views.saving import NoSuchList, as_file
from jac_tracker.downloads import Listing, form_faults, not_understood, order_words, site_of
from jac_tracker.sheets.writing import Table
from recommendations.filters import RegisterFilter
from recommendations.presenters import exporting, listing
from recommendations.presenters.lookups import Lookups
from recommendations.rules.owning import CHANGING_ROLES
from recommendations.views.as_at import reading_asked_for


@require_safe
@requires(Duty.SEE_HEADLINES)
def register(request: ActorRequest) -> HttpResponse:
    """The items that the actor may see, filtered, sorted and counted; as at a day where the address names one."""
    asked = reading_asked_for(request)
    if asked.to_go:
        return asked.to_go
    if asked.reading is None:
        return render(request, "recommendations/no_such_day.html", {"form": asked.form, "title": "Register"})
    reading = asked.reading
    lookups = Lookups.of(request.actor, reading)
    chosen = RegisterFilter(request.GET, actor=request.actor, reading=reading, lookups=lookups)
    counts = listing.counts(chosen, request.GET)
    page = listing.page_of(chosen, counts.total, request.GET)
    in_use = listing.chosen_filters(chosen, request.GET)
    shown = listing.rows_of(page.object_list, lookups, reading, request.actor)
    may_choose = any(row.may_choose for row in shown)
    context = {
        "page": page,
        "rows": shown,
        "may_choose": may_choose,
        "may_edit": may_choose or (not reading.is_past and not request.actor.roles.isdisjoint(CHANGING_ROLES)),
        "may_take_over": request.actor.may(Duty.KEEP_REGISTER),
        "all_ticked": request.GET.get("ticked") == "page",
        "kept_by_choosing": listing.kept(request.GET, "item", "every", "ticked"),
        "counts": counts,
        "filter_form": chosen.form,
        "in_use": in_use,
        "filter_label": f"Filter ({len(in_use)} in use)" if in_use else "Filter",
        "columns": listing.COLUMN_LABELS,
        "default_order": listing.DEFAULT_ORDER,
        "reading": reading,
        "as_at_form": asked.form,
        "kept_by_search": listing.kept(request.GET, "q"),
        "kept_by_day": listing.kept(request.GET, "as_at"),
    }
    return render(request, "recommendations/register.html", context)


_FILTERS = frozenset({*RegisterFilter.base_filters, "as_at"})


@require_safe
@requires(Duty.SEE_HEADLINES)
@as_file("register", filters=_FILTERS, orders=listing.COLUMNS)
def register_file(request: ActorRequest) -> Listing:
    """All rows of the list that the address describes."""
    asked = reading_asked_for(request)
    if asked.reading is None:
        raise NoSuchList(form_faults(asked.form))
    reading = asked.reading
    lookups = Lookups.of(request.actor, reading)
    chosen = RegisterFilter(request.GET, actor=request.actor, reading=reading, lookups=lookups)
    out_of_reach = [name for name in request.GET if name in RegisterFilter.base_filters and name not in chosen.filters]
    if out_of_reach or not chosen.is_valid():
        faults = not_understood(request.GET, filters=_FILTERS - {*out_of_reach}, orders=listing.COLUMNS)
        raise NoSuchList(faults or form_faults(chosen.form))
    rows: Any = listing.sorted_items(chosen.shown, request.GET.get("sort", ""), reading)
    columns = exporting.columns_for(request.actor)
    every = exporting.every_item(rows, lookups, reading, request.actor, site_of(request))
    return Listing(
        Table("Register", columns, (values[: len(columns)] for values in every)),
        filters=[words for words, _href in listing.chosen_filters(chosen, request.GET)],
        order=order_words(request.GET, listing.COLUMN_LABELS, listing.DEFAULT_ORDER),
        as_at=reading.on if reading.is_past else None,
    )
