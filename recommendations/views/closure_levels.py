"""The administrator's pages of closure levels."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.guards import ActorRequest, requires
from jac_tracker.accounts.roles import Duty
from jac_tracker.accounts.views.acting import NOT_TRIED, attempt
from jac_tracker.accounts.views.saving import as_file
from jac_tracker.downloads import Listing
from jac_tracker.history import digest
from jac_tracker.sheets.writing import Table
from recommendations import actions
from recommendations.forms.closure_levels import ClosureLevelForm
from recommendations.models import ClosureLevel
from recommendations.presenters.exporting import CLOSURE_LEVELS


@require_safe
@requires(Duty.KEEP_SETTINGS)
def closure_levels(request: ActorRequest) -> HttpResponse:
    """The levels; those not in use come last."""
    return render(request, "recommendations/closure_levels.html", {"levels": _levels()})


@require_safe
@requires(Duty.KEEP_SETTINGS)
@as_file("closure_levels")
def closure_levels_file(request: ActorRequest) -> Listing:
    """The levels."""
    return Listing(Table.of("Closure levels", CLOSURE_LEVELS, _levels()))


def _levels() -> Any:
    return ClosureLevel.objects.order_by("-is_active", "name")


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.KEEP_SETTINGS)
def add_closure_level(request: ActorRequest) -> HttpResponse:
    """Add a level, which decisions can then name."""
    form = ClosureLevelForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        values = form.cleaned_data
        try:
            level = actions.add_closure_level(
                name=values["name"], meaning=values["meaning"], by=request.actor, at=timezone.now()
            )
        except NotPossible as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, f"{level} is added.")
            return redirect("closure_levels")
    context = {"form": form, "title": "Add a closure level"}
    return render(request, "recommendations/closure_level_form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.KEEP_SETTINGS)
def change_closure_level(request: ActorRequest, pk: int) -> HttpResponse:
    """Rename a level, say what it means, or take it out of use."""
    level = get_object_or_404(ClosureLevel, pk=pk)
    shown = {name: getattr(level, name) for name in actions.CLOSURE_LEVEL_FIELDS}
    shown["as_shown"] = digest(level, actions.CLOSURE_LEVEL_FIELDS)
    form = ClosureLevelForm(request.POST if request.method == "POST" else None, initial=shown, level=level)
    outcome = NOT_TRIED
    if form.is_valid():
        values = form.cleaned_data
        outcome = attempt(
            form,
            lambda: actions.change_closure_level(
                level=level, values=values, shown=values["as_shown"], by=request.actor, at=timezone.now()
            ),
            shown_now=lambda now: digest(now, actions.CLOSURE_LEVEL_FIELDS),
            refused_at="name",
        )
        if outcome.done:
            messages.success(request, "The change is saved.")
            return redirect("closure_levels")
    context = {"form": form, "level": level, "title": f"Change {level}", "conflicts": outcome.conflicts}
    return render(request, "recommendations/closure_level_form.html", context, status=outcome.status)
