"""Adding and changing an inspection, and its embargo."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from inspections import actions
from inspections.forms import AddInspectionForm, EmbargoForm, InspectionForm, NarrativeForm
from inspections.forms.forces import written_forces
from inspections.models import Inspection
from jac_tracker import forms
from jac_tracker.accounts.guards import ActorRequest, requires
from jac_tracker.accounts.roles import Duty
from jac_tracker.accounts.views.acting import NOT_TRIED, Conflicts, attempt

_BODIES = ("forces_named", "joint", "as_shown")


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.KEEP_REGISTER)
def add_inspection(request: ActorRequest) -> HttpResponse:
    """Add an inspection."""
    form = AddInspectionForm(request.POST if request.method == "POST" else None, actor=request.actor)
    if form.is_valid():
        values = form.cleaned_data
        made: list[Inspection] = []
        outcome = attempt(
            form,
            lambda: made.append(
                actions.add_inspection(
                    values=_facts(values),
                    other_forces=values["forces_named"],
                    joint=values["joint"],
                    by=request.actor,
                    at=timezone.now(),
                )
            ),
        )
        if outcome.done:
            messages.success(request, f"{made[0]} is added. Add its dates next.")
            return redirect(made[0])
    return render(request, "inspections/add_inspection.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.KEEP_REGISTER)
def change_inspection(request: ActorRequest, pk: int) -> HttpResponse:
    """Change what an inspection is and who takes part."""
    inspection = get_object_or_404(Inspection.objects.visible_to(request.actor), pk=pk)
    form = InspectionForm(
        request.POST if request.method == "POST" else None,
        actor=request.actor,
        inspection=inspection,
        initial=_as_shown(inspection),
    )
    outcome = NOT_TRIED
    if form.is_valid():
        values = form.cleaned_data
        outcome = attempt(
            form,
            lambda: actions.change_inspection(
                inspection=inspection,
                values=_facts(values),
                other_forces=values["forces_named"],
                joint=values["joint"],
                shown=values["as_shown"],
                by=request.actor,
                at=timezone.now(),
            ),
            shown_now=_digest,
            conflicts=_conflicts,
        )
        if outcome.done:
            messages.success(request, "The change is saved.")
            return redirect(inspection)
    context = {"form": form, "inspection": inspection, "conflicts": outcome.conflicts}
    return render(request, "inspections/change_inspection.html", context, status=outcome.status)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.KEEP_REGISTER)
def change_narrative(request: ActorRequest, pk: int) -> HttpResponse:
    """Change what is told of an inspection."""
    inspection = get_object_or_404(Inspection.objects.visible_to(request.actor), pk=pk)
    shown: dict[str, Any] = {name: getattr(inspection, name) for name in actions.NARRATIVE_FIELDS}
    shown["as_shown"] = actions.inspection_as_shown(inspection, actions.NARRATIVE_FIELDS)
    form = NarrativeForm(request.POST if request.method == "POST" else None, initial=shown)
    outcome = NOT_TRIED
    if form.is_valid():
        values = form.cleaned_data
        outcome = attempt(
            form,
            lambda: actions.change_inspection(
                inspection=inspection,
                values={name: values[name] for name in actions.NARRATIVE_FIELDS},
                shown=values["as_shown"],
                by=request.actor,
                at=timezone.now(),
            ),
            shown_now=lambda now: actions.inspection_as_shown(now, actions.NARRATIVE_FIELDS),
        )
        if outcome.done:
            messages.success(request, "The change is saved.")
            return redirect("findings", pk)
    context = {"form": form, "inspection": inspection, "conflicts": outcome.conflicts}
    return render(request, "inspections/change_narrative.html", context, status=outcome.status)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.KEEP_REGISTER)
def set_embargo(request: ActorRequest, pk: int) -> HttpResponse:
    """Set the embargo where there is none, lift it where there is one."""
    inspection = get_object_or_404(Inspection.objects.visible_to(request.actor), pk=pk)
    # What the page offered, not what is so now: two officers who both lift an embargo must not end by setting it.
    wanted = request.POST.get("embargoed") == "yes" if request.method == "POST" else not inspection.is_embargoed
    form = EmbargoForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        outcome = attempt(
            form,
            lambda: actions.set_embargo(
                inspection=inspection,
                embargoed=wanted,
                by=request.actor,
                at=timezone.now(),
                why=form.cleaned_data["reason"],
            ),
        )
        if outcome.done:
            words = "is under embargo now" if wanted else "is no longer under embargo"
            messages.success(request, f"{inspection} {words}.")
            return redirect(inspection)
    context = {"form": form, "inspection": inspection, "wanted": wanted}
    return render(request, "inspections/set_embargo.html", context)


def _facts(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name not in _BODIES}


def _digest(inspection: Inspection) -> str:
    return actions.inspection_as_shown(inspection, actions.FACT_FIELDS, with_bodies=True)


def _as_shown(inspection: Inspection) -> dict[str, Any]:
    shown: dict[str, Any] = {name: getattr(inspection, name) for name in actions.FACT_FIELDS}
    shown["forces_named"] = _forces_now(inspection)
    shown["joint"] = [str(row.inspectorate_id) for row in inspection.joint_inspectorates.all()]
    shown["as_shown"] = _digest(inspection)
    return shown


def _forces_now(inspection: Inspection) -> str:
    return written_forces((row.force, row.note) for row in inspection.other_forces.select_related("force"))


def _conflicts(form: Any, now: Inspection) -> Conflicts:
    """As for any form, and the two lists, which are rows of their own."""
    found = forms.conflicts(form, now)
    values = form.cleaned_data
    pairs = [
        ("Other forces inspected", _forces_now(now), written_forces(values["forces_named"])),
        (
            "Other inspectorates taking part",
            ", ".join(str(row.inspectorate) for row in now.joint_inspectorates.select_related("inspectorate")),
            ", ".join(str(body) for body in values["joint"]),
        ),
    ]
    return found + [pair for pair in pairs if pair[1] != pair[2]]
