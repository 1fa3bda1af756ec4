"""The administrator's pages: frameworks, and the register's settings."""

from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from inspections import actions
from inspections.actions import AreaRow, GradeRow
from inspections.forms import FrameworkForm, SettingsForm, area_rows, grade_rows
from inspections.models import Framework, Register
from inspections.presenters.exporting import FRAMEWORKS
from jac_tracker import forms
from jac_tracker.accounts.guards import ActorRequest, requires
from jac_tracker.accounts.roles import Duty
from jac_tracker.accounts.views.acting import NOT_TRIED, Conflicts, attempt
from jac_tracker.accounts.views.saving import as_file
from jac_tracker.downloads import Listing
from jac_tracker.history import digest
from jac_tracker.sheets.writing import Table


@require_safe
@requires(Duty.KEEP_SETTINGS)
def frameworks(request: ActorRequest) -> HttpResponse:
    """Every framework with its size."""
    return render(request, "inspections/frameworks.html", {"frameworks": _frameworks()})


@require_safe
@requires(Duty.KEEP_SETTINGS)
@as_file("frameworks")
def frameworks_file(request: ActorRequest) -> Listing:
    """The frameworks."""
    return Listing(Table.of("Frameworks", FRAMEWORKS, _frameworks()))


def _frameworks() -> Any:
    return Framework.objects.annotate(
        grades_count=Count("grades", distinct=True), areas_count=Count("areas", distinct=True)
    )


@require_safe
@requires(Duty.KEEP_SETTINGS)
def framework(request: ActorRequest, pk: int) -> HttpResponse:
    """One framework with its grades and areas."""
    framework = get_object_or_404(Framework, pk=pk)
    context = {"framework": framework, "grades": framework.grades.all(), "areas": framework.areas.all()}
    return render(request, "inspections/framework.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.KEEP_SETTINGS)
def add_framework(request: ActorRequest) -> HttpResponse:
    """Add a framework."""
    data = request.POST if request.method == "POST" else None
    form, grades, areas = FrameworkForm(data), grade_rows(None, data), area_rows(None, data)
    if _all_valid(form, grades, areas):
        values = {name: form.cleaned_data[name] for name in actions.FRAMEWORK_FIELDS}
        outcome = attempt(
            form,
            lambda: actions.add_framework(
                values=values, grades=grades.wanted(), areas=areas.wanted(), by=request.actor, at=timezone.now()
            ),
        )
        if outcome.done:
            messages.success(request, f"{values['name']} is added.")
            return redirect("frameworks")
    context = {"form": form, "grades": grades, "areas": areas, "title": "Add a framework"}
    return render(request, "inspections/framework_form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.KEEP_SETTINGS)
def change_framework(request: ActorRequest, pk: int) -> HttpResponse:
    """Change a framework, its grades and its areas."""
    framework = get_object_or_404(Framework, pk=pk)
    data = request.POST if request.method == "POST" else None
    shown: dict[str, Any] = {name: getattr(framework, name) for name in actions.FRAMEWORK_FIELDS}
    shown["as_shown"] = actions.framework_as_shown(framework)
    form, grades, areas = FrameworkForm(data, initial=shown), grade_rows(framework, data), area_rows(framework, data)
    outcome = NOT_TRIED
    if _all_valid(form, grades, areas):
        values = form.cleaned_data
        outcome = attempt(
            form,
            lambda: actions.change_framework(
                framework=framework,
                values={name: values[name] for name in actions.FRAMEWORK_FIELDS},
                grades=grades.wanted(),
                areas=areas.wanted(),
                shown=values["as_shown"],
                by=request.actor,
                at=timezone.now(),
            ),
            shown_now=actions.framework_as_shown,
            conflicts=lambda form, now: _conflicts(form, now, grades.wanted(), areas.wanted()),
        )
        if outcome.done:
            messages.success(request, "The change is saved.")
            return redirect("framework", pk)
    context = {
        "form": form,
        "grades": grades,
        "areas": areas,
        "framework": framework,
        "title": f"Change {framework}",
        "conflicts": outcome.conflicts,
    }
    return render(request, "inspections/framework_form.html", context, status=outcome.status)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.KEEP_SETTINGS)
def settings(request: ActorRequest) -> HttpResponse:
    """Whose register this is, and how its paper and references name things."""
    register = Register.objects.select_related("force").first()
    if register is None:
        raise Http404
    shown: dict[str, Any] = {name: getattr(register, name) for name in actions.REGISTER_FIELDS}
    shown["as_shown"] = digest(register, actions.REGISTER_FIELDS)
    form = SettingsForm(request.POST if request.method == "POST" else None, initial=shown)
    outcome = NOT_TRIED
    if form.is_valid():
        values = form.cleaned_data
        outcome = attempt(
            form,
            lambda: actions.change_register(
                register=register,
                values={name: values[name] for name in actions.REGISTER_FIELDS},
                shown=values["as_shown"],
                by=request.actor,
                at=timezone.now(),
            ),
            shown_now=lambda now: digest(now, actions.REGISTER_FIELDS),
        )
        if outcome.done:
            messages.success(request, "The settings are saved.")
            return redirect("settings")
    context = {"form": form, "conflicts": outcome.conflicts}
    return render(request, "inspections/settings.html", context, status=outcome.status)


def _all_valid(*parts: Any) -> bool:
    """Whether all are valid: each is asked, so that the page shows every error at once."""
    return all([part.is_valid() for part in parts])


def _conflicts(form: Any, now: Framework, grades: list[GradeRow], areas: list[AreaRow]) -> Conflicts:
    """As for any form, and the two lists, which are rows of their own."""
    theirs_and_ours = [
        ("Grades", [row.name for row in now.grades.all()], [row.name for row in grades]),
        ("Areas", [row.short_label for row in now.areas.all()], [row.short_label for row in areas]),
    ]
    lists = [(label, "\n".join(theirs), "\n".join(ours)) for label, theirs, ours in theirs_and_ours if theirs != ours]
    return forms.conflicts(form, now) + lists
