"""Publications of an inspection, and their gradings."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from inspections import actions
from inspections.enums import PublicationKind
from inspections.forms import GradingsForm, PublicationForm, RemoveForm
from inspections.models import Inspection, Publication
from jac_tracker import forms
from jac_tracker.accounts.guards import ActorRequest, requires
from jac_tracker.accounts.roles import Duty
from jac_tracker.accounts.views.acting import NOT_TRIED, attempt
from jac_tracker.history import digest


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.KEEP_REGISTER)
def add_publication(request: ActorRequest, pk: int) -> HttpResponse:
    """Add what an inspection published."""
    inspection = get_object_or_404(Inspection.objects.visible_to(request.actor), pk=pk)
    form = PublicationForm(request.POST if request.method == "POST" else None, today=request.today)
    if form.is_valid():
        values = {name: value for name, value in form.cleaned_data.items() if name != "as_shown"}
        values["kind"] = PublicationKind(values["kind"])
        outcome = attempt(
            form,
            lambda: actions.add_publication(inspection=inspection, by=request.actor, at=timezone.now(), **values),
        )
        if outcome.done:
            messages.success(request, f"{values['title']} is added.")
            return redirect(inspection)
    return render(request, "inspections/add_publication.html", {"form": form, "inspection": inspection})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.KEEP_REGISTER)
def change_publication(request: ActorRequest, pk: int) -> HttpResponse:
    """Change a publication."""
    publication = load_publication(request, pk)
    form = PublicationForm(
        request.POST if request.method == "POST" else None,
        today=request.today,
        day_now=publication.day,
        initial=_as_shown(publication),
    )
    outcome = NOT_TRIED
    if form.is_valid():
        values = form.cleaned_data
        outcome = attempt(
            form,
            lambda: actions.change_publication(
                publication=publication,
                values={name: values[name] for name in actions.PUBLICATION_FIELDS},
                day=values["day"],
                shown=values["as_shown"],
                by=request.actor,
                at=timezone.now(),
            ),
            shown_now=lambda now: digest(now, actions.PUBLICATION_SHOWN),
        )
        if outcome.done:
            messages.success(request, "The change is saved.")
            return redirect(publication.inspection)
    context = {"form": form, "publication": publication, "conflicts": outcome.conflicts}
    return render(request, "inspections/change_publication.html", context, status=outcome.status)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.KEEP_REGISTER)
def remove_publication(request: ActorRequest, pk: int) -> HttpResponse:
    """Take away a publication that was entered in error."""
    publication = load_publication(request, pk)
    form = RemoveForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        outcome = attempt(
            form,
            lambda: actions.remove_publication(
                publication=publication, by=request.actor, at=timezone.now(), why=reason
            ),
        )
        if outcome.done:
            messages.success(request, "The publication is removed.")
            return redirect(publication.inspection)
    context = {
        "form": form,
        "what": f"the publication {publication}",
        "back": publication.inspection.get_absolute_url(),
    }
    return render(request, "inspections/remove.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.KEEP_REGISTER)
def grading(request: ActorRequest, pk: int) -> HttpResponse:
    """Record a publication's gradings, laid out like the grid."""
    publication = load_publication(request, pk)
    if publication.framework is None:
        return render(request, "inspections/no_framework.html", {"publication": publication})
    form = GradingsForm(
        request.POST if request.method == "POST" else None,
        areas=publication.framework.areas.all(),
        grades=publication.framework.grades.all(),
        gradings=publication.gradings.all(),
        initial={"as_shown": actions.gradings_as_shown(publication)},
    )
    outcome = NOT_TRIED
    if form.is_valid():
        outcome = attempt(
            form,
            lambda: actions.set_gradings(
                publication=publication,
                gradings=form.gradings(),
                shown=form.cleaned_data["as_shown"],
                by=request.actor,
                at=timezone.now(),
            ),
            shown_now=actions.gradings_as_shown,
            conflicts=lambda form, now: forms.conflicts(form, form.as_now(now.gradings.all())),
        )
        if outcome.done:
            messages.success(request, "The gradings are saved.")
            return redirect("findings", publication.inspection_id)
    context = {"form": form, "publication": publication, "conflicts": outcome.conflicts}
    return render(request, "inspections/grading.html", context, status=outcome.status)


def load_publication(request: ActorRequest, pk: int) -> Publication:
    """A publication that the actor may see, with its inspection and framework; 404 for any other."""
    visible = Publication.objects.visible_to(request.actor).select_related("inspection", "framework")
    publication: Publication = get_object_or_404(visible, pk=pk)
    return publication


def _as_shown(publication: Publication) -> dict[str, Any]:
    shown: dict[str, Any] = {name: getattr(publication, name) for name in actions.PUBLICATION_FIELDS}
    return shown | {"day": publication.day, "as_shown": digest(publication, actions.PUBLICATION_SHOWN)}
