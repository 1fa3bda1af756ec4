"""Entering an item of a report in the register."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from inspections.models import Publication
from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.guards import ActorRequest, requires
from jac_tracker.accounts.roles import Duty
from recommendations import actions
from recommendations.forms.text import READ, REGISTER_NEXT, RegisterForm


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.KEEP_REGISTER)
def register_recommendation(request: ActorRequest, pk: int) -> HttpResponse:
    """Register an item. The deadline is read from the text in a step before, and confirmed with the rest."""
    publications = Publication.objects.visible_to(request.actor).select_related("inspection")
    publication = get_object_or_404(publications, pk=pk)
    step = request.POST.get("step", "")
    form = RegisterForm(
        request.POST if request.method == "POST" else None, publication=publication, actor=request.actor
    )
    context = {"form": form, "publication": publication, "step": step}
    if step == READ:
        context["read"] = form.read()
        form.errors.clear()
    elif form.is_valid():
        try:
            item = actions.register(publication=publication, **form.arguments(), by=request.actor, at=timezone.now())
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{item.reference} is registered. It awaits allocation.")
            return redirect("register_recommendation", pk) if step == REGISTER_NEXT else redirect(item)
    return render(request, "recommendations/register_recommendation.html", context)
