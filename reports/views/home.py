"""The first page after sign-in. It stands here because the last app alone knows what waits in all of them."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jac_tracker.accounts.guards import ActorRequest
from recommendations.presenters.reading import Reading
from recommendations.presenters.work import desks
from reports.presenters import COMMITTEE_DESKS


@require_safe
def home(request: ActorRequest) -> HttpResponse:
    """Your work: what waits for the posts that the actor holds."""
    return render(
        request, "reports/home.html", {"desks": desks(request.actor, Reading(request.today), COMMITTEE_DESKS)}
    )
