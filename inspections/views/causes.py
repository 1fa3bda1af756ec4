"""Causes of concern, replies that are owed, and what a publication says it contains."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from inspections import actions
from inspections.enums import CauseScope, ReplyKind
from inspections.forms import CauseForm, CountsForm, RemoveForm, ReplyDutyForm
from inspections.models import CauseOfConcern, Register, ReplyDuty
from inspections.views.publications import load_publication
from jac_tracker import forms
from jac_tracker.accounts.guards import ActorRequest, requires
from jac_tracker.accounts.roles import Duty
from jac_tracker.accounts.views.acting import NOT_TRIED, attempt
from jac_tracker.history import digest

SECRETARY_OF_STATE = "HM Inspectors of Constabulary and the Home Secretary"


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.KEEP_REGISTER)
def add_cause(request: ActorRequest, pk: int) -> HttpResponse:
    """Add a cause of concern to a publication."""
    publication = load_publication(request, pk)
    form = CauseForm(
        request.POST if request.method == "POST" else None, actor=request.actor, initial={"scope": CauseScope.OURS}
    )
    if form.is_valid():
        values = {name: form.cleaned_data[name] for name in actions.CAUSE_FIELDS}
        outcome = attempt(
            form,
            lambda: actions.add_cause(publication=publication, by=request.actor, at=timezone.now(), **values),
        )
        if outcome.done:
            messages.success(request, "The cause of concern is added.")
            return redirect("findings", publication.inspection_id)
    return render(request, "inspections/add_cause.html", {"form": form, "publication": publication})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.KEEP_REGISTER)
def change_cause(request: ActorRequest, pk: int) -> HttpResponse:
    """Change a cause of concern."""
    cause = _cause(request, pk)
    shown: dict[str, Any] = {name: getattr(cause, name) for name in actions.CAUSE_FIELDS}
    shown["as_shown"] = digest(cause, actions.CAUSE_FIELDS)
    form = CauseForm(
        request.POST if request.method == "POST" else None, actor=request.actor, cause=cause, initial=shown
    )
    outcome = NOT_TRIED
    if form.is_valid():
        values = form.cleaned_data
        outcome = attempt(
            form,
            lambda: actions.change_cause(
                cause=cause,
                values={name: values[name] for name in actions.CAUSE_FIELDS},
                shown=values["as_shown"],
                by=request.actor,
                at=timezone.now(),
            ),
            shown_now=lambda now: digest(now, actions.CAUSE_FIELDS),
        )
        if outcome.done:
            messages.success(request, "The change is saved.")
            return redirect("findings", cause.publication.inspection_id)
    context = {"form": form, "cause": cause, "publication": cause.publication, "conflicts": outcome.conflicts}
    return render(request, "inspections/change_cause.html", context, status=outcome.status)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.KEEP_REGISTER)
def remove_cause(request: ActorRequest, pk: int) -> HttpResponse:
    """Take away a cause of concern that was entered in error."""
    cause = _cause(request, pk)
    form = RemoveForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        outcome = attempt(
            form, lambda: actions.remove_cause(cause=cause, by=request.actor, at=timezone.now(), why=reason)
        )
        if outcome.done:
            messages.success(request, "The cause of concern is removed.")
            return redirect("findings", cause.publication.inspection_id)
    back = cause.publication.inspection.get_absolute_url()
    context = {"form": form, "what": f"the cause of concern {cause}", "back": back}
    return render(request, "inspections/remove.html", context)


def _cause(request: ActorRequest, pk: int) -> CauseOfConcern:
    visible = CauseOfConcern.objects.visible_to(request.actor).select_related("publication__inspection")
    cause: CauseOfConcern = get_object_or_404(visible, pk=pk)
    return cause


# Replies


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.KEEP_REGISTER)
def add_reply_duty(request: ActorRequest, pk: int) -> HttpResponse:
    """Add a reply that somebody owes to a publication."""
    publication = load_publication(request, pk)
    register = Register.objects.first()
    likely = {
        "kind": ReplyKind.SECTION_55,
        "owed_by": register.policing_body if register else "",
        "owed_to": SECRETARY_OF_STATE,
    }
    form = ReplyDutyForm(request.POST if request.method == "POST" else None, today=request.today, initial=likely)
    if form.is_valid():
        values = {name: value for name, value in form.cleaned_data.items() if name != "as_shown"}
        values["kind"] = ReplyKind(values["kind"])
        outcome = attempt(
            form,
            lambda: actions.add_reply_duty(publication=publication, by=request.actor, at=timezone.now(), **values),
        )
        if outcome.done:
            messages.success(request, "The reply is added.")
            return redirect(publication.inspection)
    return render(request, "inspections/add_reply_duty.html", {"form": form, "publication": publication})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.KEEP_REGISTER)
def change_reply_duty(request: ActorRequest, pk: int) -> HttpResponse:
    """Change a reply that is owed, or record our input or the reply itself."""
    duty = _duty(request, pk)
    shown: dict[str, Any] = {name: getattr(duty, name) for name in actions.REPLY_DUTY_FIELDS}
    shown |= {"day": duty.day if duty.day.earliest else None, "as_shown": digest(duty, actions.REPLY_DUTY_SHOWN)}
    form = ReplyDutyForm(
        request.POST if request.method == "POST" else None, today=request.today, day_now=duty.day, initial=shown
    )
    outcome = NOT_TRIED
    if form.is_valid():
        values = form.cleaned_data
        outcome = attempt(
            form,
            lambda: actions.change_reply_duty(
                duty=duty,
                values={name: values[name] for name in actions.REPLY_DUTY_FIELDS},
                day=values["day"],
                shown=values["as_shown"],
                by=request.actor,
                at=timezone.now(),
            ),
            shown_now=lambda now: digest(now, actions.REPLY_DUTY_SHOWN),
        )
        if outcome.done:
            messages.success(request, "The change is saved.")
            return redirect(duty.publication.inspection)
    context = {"form": form, "duty": duty, "publication": duty.publication, "conflicts": outcome.conflicts}
    return render(request, "inspections/change_reply_duty.html", context, status=outcome.status)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.KEEP_REGISTER)
def remove_reply_duty(request: ActorRequest, pk: int) -> HttpResponse:
    """Take away a reply that was entered in error."""
    duty = _duty(request, pk)
    form = RemoveForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        outcome = attempt(
            form, lambda: actions.remove_reply_duty(duty=duty, by=request.actor, at=timezone.now(), why=reason)
        )
        if outcome.done:
            messages.success(request, "The reply is removed.")
            return redirect(duty.publication.inspection)
    back = duty.publication.inspection.get_absolute_url()
    return render(request, "inspections/remove.html", {"form": form, "what": f"the reply {duty}", "back": back})


def _duty(request: ActorRequest, pk: int) -> ReplyDuty:
    visible = ReplyDuty.objects.visible_to(request.actor).select_related("publication__inspection")
    duty: ReplyDuty = get_object_or_404(visible, pk=pk)
    return duty


# Counts


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.KEEP_REGISTER)
def set_reported_counts(request: ActorRequest, pk: int) -> HttpResponse:
    """Record what a publication says it contains."""
    publication = load_publication(request, pk)
    form = CountsForm(
        request.POST if request.method == "POST" else None,
        counts=publication.reported_counts.all(),
        initial={"as_shown": actions.counts_as_shown(publication)},
    )
    outcome = NOT_TRIED
    if form.is_valid():
        outcome = attempt(
            form,
            lambda: actions.set_reported_counts(
                publication=publication,
                counts=form.counts(),
                shown=form.cleaned_data["as_shown"],
                by=request.actor,
                at=timezone.now(),
            ),
            shown_now=actions.counts_as_shown,
            conflicts=lambda form, now: forms.conflicts(form, form.as_now(now.reported_counts.all())),
        )
        if outcome.done:
            messages.success(request, "What the report contains is saved.")
            return redirect("findings", publication.inspection_id)
    context = {"form": form, "publication": publication, "conflicts": outcome.conflicts}
    return render(request, "inspections/set_reported_counts.html", context, status=outcome.status)
