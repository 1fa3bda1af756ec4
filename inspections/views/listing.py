"""The list of inspections, and the forward look."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from inspections.filters import InspectionFilter
from inspections.models import Inspection
from inspections.permissions import may_keep
from inspections.presenters import forward, listing
from jac_tracker.accounts.guards import ActorRequest, requires
from jac_tracker.accounts.roles import Duty

PER_PAGE = 25


@require_safe
@requires(Duty.SEE_HEADLINES)
def inspections(request: ActorRequest) -> HttpResponse:
    """Every inspection the reader may see, filtered, counted and sorted by the address."""
    visible = Inspection.objects.visible_to(request.actor).with_stage(request.today)
    chosen = InspectionFilter(request.GET, visible, years=listing.years(visible))
    context = {
        "filter": chosen,
        "columns": [("title", "Inspection"), ("kind", "Kind"), ("part", "Our part"), ("date", "Date")],
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
def forward_look(request: ActorRequest) -> HttpResponse:
    """What has been notified and is coming, by month."""
    visible = Inspection.objects.visible_to(request.actor).prefetch_related("milestones", "publications")
    months = forward.forward_look(visible, request.today)
    return render(request, "inspections/forward_look.html", {"months": months})
