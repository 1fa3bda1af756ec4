"""The first page after sign-in."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jac_tracker.accounts.guards import ActorRequest
from recommendations.presenters.reading import Reading
from recommendations.presenters.work import desks


@require_safe
def home(request: ActorRequest) -> HttpResponse:
    """Your work: what waits for the posts that the actor holds."""
    context = {"desks": desks(request.actor, Reading(request.today)), "today": request.today}
    return render(request, "recommendations/home.html", context)
