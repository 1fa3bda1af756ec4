"""The list of inspections, and the forward look."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from inspections.filters import InspectionFilter
from inspections.models import Inspection
from inspections.permissions import may_keep
from inspections.presenters import exporting, forward, listing
from jac_tracker.accounts.guards import ActorRequest, requires
from jac_tracker.accounts.roles import Duty
from jac_tracker.accounts.views.saving import NoSuchList, as_file
from jac_tracker.downloads import Listing, form_faults, order_words, site_of
from jac_tracker.sheets.writing import Table

PER_PAGE = 25
COLUMNS = [("title", "Inspection"), ("kind", "Kind"), ("part", "Our part"), ("date", "Date")]


@require_safe
@requires(Duty.SEE_HEADLINES)
def inspections(request: ActorRequest) -> HttpResponse:
    """Every inspection the reader may see, filtered, counted and sorted by the address."""
    visible = Inspection.objects.visible_to(request.actor).with_stage(request.today)
    chosen = InspectionFilter(request.GET, visible, years=listing.years(visible))
    context = {
        "filter": chosen,
        "columns": COLUMNS,
        "default_order": listing.DEFAULT_ORDER,
        "sort": request.GET.get("sort", ""),
        "may_keep": may_keep(request.actor),
    }
    if chosen.is_valid():
        rows = listing.sorted_rows(chosen.qs, request.GET.get("sort", ""))
        page = Paginator(rows.prefetch_related("milestones", "publications"), PER_PAGE).get_page(
            request.GET.get("page")
        )
        context |= {
            "page": page,
            "rows": listing.inspection_rows(page, request.today),
            "chosen": listing.chosen_filters(chosen, request.GET),
            **listing.counts(chosen, request.GET),
        }
    return render(request, "inspections/inspections.html", context)


@require_safe
@requires(Duty.SEE_HEADLINES)
@as_file("inspections", filters=InspectionFilter.base_filters, orders=listing.COLUMNS)
def inspections_file(request: ActorRequest) -> Listing:
    """All rows of the list that the address describes."""
    visible = Inspection.objects.visible_to(request.actor).with_stage(request.today)
    chosen = InspectionFilter(request.GET, visible, years=listing.years(visible))
    if not chosen.is_valid():
        raise NoSuchList(form_faults(chosen.form))
    rows = listing.sorted_rows(chosen.qs, request.GET.get("sort", "")).prefetch_related("milestones", "publications")
    values = exporting.inspection_values(rows, request.today, site_of(request))
    return Listing(
        Table("Inspections", exporting.INSPECTIONS, values),
        filters=[words for words, _href in listing.chosen_filters(chosen, request.GET)],
        order=order_words(request.GET, COLUMNS, listing.DEFAULT_ORDER),
    )


@require_safe
@requires(Duty.SEE_HEADLINES)
def forward_look(request: ActorRequest) -> HttpResponse:
    """What has been notified and is coming, by month."""
    return render(request, "inspections/forward_look.html", {"months": _months(request)})


@require_safe
@requires(Duty.SEE_HEADLINES)
@as_file("forward_look")
def forward_look_file(request: ActorRequest) -> Listing:
    """The forward look."""
    rows = exporting.coming_values(_months(request), site_of(request))
    return Listing(Table("Forward look", exporting.COMING, rows))


def _months(request: ActorRequest) -> list[forward.Month]:
    visible = Inspection.objects.visible_to(request.actor).prefetch_related("milestones", "publications")
    return forward.forward_look(visible, request.today)
