"""One item."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from jac_tracker.accounts.guards import ActorRequest, requires
from jac_tracker.accounts.roles import Duty
from recommendations.models import Recommendation


@require_safe
@requires(Duty.SEE_HEADLINES)
def recommendation(request: ActorRequest, reference: str) -> HttpResponse:
    """One item, as much of it as the actor may see."""
    item = get_object_or_404(Recommendation.objects.visible_to(request.actor), reference=reference)
    return render(request, "recommendations/recommendation.html", {"item": item})
