"""Milestones of an inspection, and the monitoring phase of our force."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from inspections import actions
from inspections.enums import MilestoneKind, Phase, Standing
from inspections.forms import AddMilestoneForm, MilestoneForm, MonitoringPhaseForm, RemoveForm
from inspections.models import Inspection, Milestone, MonitoringPhase
from inspections.permissions import may_keep
from inspections.presenters.exporting import PHASES
from jac_tracker.accounts.guards import ActorRequest, requires
from jac_tracker.accounts.roles import Duty
from jac_tracker.accounts.views.acting import NOT_TRIED, attempt
from jac_tracker.accounts.views.saving import as_file
from jac_tracker.downloads import Listing
from jac_tracker.history import digest
from jac_tracker.sheets.writing import Table


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.KEEP_REGISTER)
def add_milestone(request: ActorRequest, pk: int) -> HttpResponse:
    """Add a step to an inspection; the address may say which is meant."""
    inspection = get_object_or_404(Inspection.objects.visible_to(request.actor), pk=pk)
    meant = {name: request.GET[name] for name in ("kind", "standing") if name in request.GET}
    form = AddMilestoneForm(request.POST if request.method == "POST" else None, today=request.today, initial=meant)
    if form.is_valid():
        values = form.cleaned_data
        outcome = attempt(
            form,
            lambda: actions.add_milestone(
                inspection=inspection,
                kind=MilestoneKind(values["kind"]),
                standing=Standing(values["standing"]),
                day=values["day"],
                note=values["note"],
                by=request.actor,
                at=timezone.now(),
            ),
        )
        if outcome.done:
            messages.success(request, f"{MilestoneKind(values['kind']).label} is added: {values['day'].worded()}.")
            return redirect(inspection)
    return render(request, "inspections/add_milestone.html", {"form": form, "inspection": inspection})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.KEEP_REGISTER)
def change_milestone(request: ActorRequest, pk: int) -> HttpResponse:
    """Change a step of an inspection."""
    milestone = _milestone(request, pk)
    form = MilestoneForm(
        request.POST if request.method == "POST" else None,
        today=request.today,
        day_now=milestone.day,
        initial=_as_shown(milestone),
    )
    outcome = NOT_TRIED
    if form.is_valid():
        values = form.cleaned_data
        outcome = attempt(
            form,
            lambda: actions.change_milestone(
                milestone=milestone,
                values={name: values[name] for name in actions.MILESTONE_FIELDS},
                day=values["day"],
                shown=values["as_shown"],
                by=request.actor,
                at=timezone.now(),
            ),
            shown_now=lambda now: digest(now, actions.MILESTONE_SHOWN),
        )
        if outcome.done:
            messages.success(request, "The change is saved.")
            return redirect(milestone.inspection)
    context = {"form": form, "milestone": milestone, "inspection": milestone.inspection, "conflicts": outcome.conflicts}
    return render(request, "inspections/change_milestone.html", context, status=outcome.status)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.KEEP_REGISTER)
def remove_milestone(request: ActorRequest, pk: int) -> HttpResponse:
    """Take away a step that was entered in error."""
    milestone = _milestone(request, pk)
    form = RemoveForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        outcome = attempt(
            form,
            lambda: actions.remove_milestone(milestone=milestone, by=request.actor, at=timezone.now(), why=reason),
        )
        if outcome.done:
            messages.success(request, "The milestone is removed.")
            return redirect(milestone.inspection)
    context = {"form": form, "what": f"the milestone {milestone}", "back": milestone.inspection.get_absolute_url()}
    return render(request, "inspections/remove.html", context)


def _milestone(request: ActorRequest, pk: int) -> Milestone:
    visible = Inspection.objects.visible_to(request.actor)
    return get_object_or_404(Milestone.objects.filter(inspection__in=visible).select_related("inspection"), pk=pk)


def _as_shown(milestone: Milestone) -> dict[str, Any]:
    shown: dict[str, Any] = {name: getattr(milestone, name) for name in actions.MILESTONE_FIELDS}
    return shown | {"day": milestone.day, "as_shown": digest(milestone, actions.MILESTONE_SHOWN)}


# Monitoring phase


@require_safe
@requires(Duty.SEE_HEADLINES)
def monitoring(request: ActorRequest) -> HttpResponse:
    """The monitoring phases of our force, newest first."""
    context = {"phases": _phases(), "may_keep": may_keep(request.actor)}
    return render(request, "inspections/monitoring.html", context)


@require_safe
@requires(Duty.SEE_HEADLINES)
@as_file("monitoring")
def monitoring_file(request: ActorRequest) -> Listing:
    """The monitoring phases of our force."""
    return Listing(Table.of("Monitoring phases", PHASES, _phases()))


def _phases() -> Any:
    return MonitoringPhase.objects.order_by("-from_on", "-id")


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.KEEP_REGISTER)
def set_monitoring_phase(request: ActorRequest) -> HttpResponse:
    """Record that HMICFRS moved our force into a phase."""
    form = MonitoringPhaseForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        values = form.cleaned_data
        outcome = attempt(
            form,
            lambda: actions.set_monitoring_phase(
                phase=Phase(values["phase"]),
                from_on=values["from_on"],
                note=values["note"],
                by=request.actor,
                at=timezone.now(),
            ),
        )
        if outcome.done:
            messages.success(request, "The monitoring phase is recorded.")
            return redirect("monitoring")
    return render(request, "inspections/set_monitoring_phase.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.KEEP_REGISTER)
def remove_monitoring_phase(request: ActorRequest, pk: int) -> HttpResponse:
    """Take away a phase that was recorded in error."""
    phase = get_object_or_404(MonitoringPhase, pk=pk)
    form = RemoveForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        outcome = attempt(
            form,
            lambda: actions.remove_monitoring_phase(phase=phase, by=request.actor, at=timezone.now(), why=reason),
        )
        if outcome.done:
            messages.success(request, "The monitoring phase is removed.")
            return redirect("monitoring")
    context = {"form": form, "what": f"the phase {phase}", "back": reverse("monitoring")}
    return render(request, "inspections/remove.html", context)
