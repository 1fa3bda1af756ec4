"""The list of items."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jac_tracker.accounts.guards import ActorRequest, requires
from jac_tracker.accounts.roles import Duty
from recommendations.models import Recommendation

PER_PAGE = 25


@require_safe
@requires(Duty.SEE_HEADLINES)
def register(request: ActorRequest) -> HttpResponse:
    """Every item the actor may see."""
    rows = Recommendation.objects.visible_to(request.actor)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "recommendations/register.html", {"page": page})
