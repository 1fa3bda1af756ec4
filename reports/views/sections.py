"""The sections of a paper: adding, changing, moving and removing them by plain forms."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.guards import ActorRequest, requires
from jac_tracker.accounts.roles import Duty
from jac_tracker.accounts.views.acting import NOT_TRIED, attempt
from jac_tracker.history import digest
from reports import actions
from reports.enums import SectionKind
from reports.forms import KindForm, NewSectionForm, RemoveSectionForm, SectionForm
from reports.models import Paper
from reports.presenters import chosen_rows, control_id, section_conflicts, section_places, step
from reports.rules.tree import Way
from reports.views.asking import ask_and_do
from reports.views.loading import visible_paper, visible_section
from reports.views.previewing import is_preview_asked, section_preview


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.DRAFT_PAPER)
def add_section(request: ActorRequest, held_on: date) -> HttpResponse:
    """Add a section: first its kind, then the rest."""
    paper = visible_paper(request, held_on)
    kind = request.GET.get("kind", "")
    if kind not in SectionKind.values:
        form = KindForm(request.GET if "kind" in request.GET else None)
        return render(request, "reports/choose_section_kind.html", {"form": form, "paper": paper})
    return _add(request, paper, SectionKind(kind))


def _add(request: ActorRequest, paper: Paper, kind: SectionKind) -> HttpResponse:
    places = section_places(paper.sections.all())
    initial = {"level": "1", "position": places[-1][0]}
    form = NewSectionForm(request.POST or None, initial=initial, kind=kind, actor=request.actor, places=places)
    outcome, preview = NOT_TRIED, None
    if is_preview_asked(request):
        preview = section_preview(
            form,
            paper,
            lambda: actions.sections_if_added(paper=paper, kind=kind, **form.values(), actor=request.actor),
        )
    elif form.is_valid():
        outcome = attempt(
            form,
            lambda: actions.add_section(paper=paper, kind=kind, **form.values(), by=request.actor, at=timezone.now()),
        )
    if outcome.done:
        messages.success(request, "The section is added.")
        return redirect("paper", paper.meeting.held_on)
    context = {"form": form, "paper": paper, "kind": kind, "preview": preview}
    return render(request, "reports/add_section.html", context, status=outcome.status)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.DRAFT_PAPER)
def change_section(request: ActorRequest, held_on: date, pk: int) -> HttpResponse:
    """Change a section's heading, place in the tree, options and narrative."""
    section = visible_section(request, held_on, pk)
    shown: dict[str, Any] = SectionForm.shown(section)
    shown["as_shown"] = digest(section, actions.SECTION_FIELDS)
    form = SectionForm(request.POST or None, initial=shown, kind=SectionKind(section.kind), actor=request.actor)
    outcome, preview = NOT_TRIED, None
    if is_preview_asked(request):
        preview = section_preview(
            form,
            section.paper,
            lambda: actions.sections_if_changed(section=section, values=form.values(), actor=request.actor),
        )
    elif form.is_valid():
        outcome = attempt(
            form,
            lambda: actions.change_section(
                section=section,
                values=form.values(),
                shown=form.cleaned_data["as_shown"],
                by=request.actor,
                at=timezone.now(),
            ),
            shown_now=lambda current: digest(current, actions.SECTION_FIELDS),
            conflicts=section_conflicts,
        )
    if outcome.done:
        messages.success(request, "The section is saved.")
        return redirect("paper", held_on)
    context = {
        "form": form,
        "section": section,
        "paper": section.paper,
        "conflicts": outcome.conflicts,
        "preview": preview,
    }
    if section.kind == SectionKind.SINCE:
        context |= {"rows_href": reverse("choose_rows", args=[held_on, pk]), "row_choices": chosen_rows(section)}
    return render(request, "reports/change_section.html", context, status=outcome.status)


@require_POST
@requires(Duty.DRAFT_PAPER)
def move_section(request: ActorRequest, held_on: date, pk: int) -> HttpResponse:
    """Move a section one step, and come back to the control it was moved by."""
    section = visible_section(request, held_on, pk)
    typed = request.POST.get("way")
    if typed not in list(Way):
        messages.warning(request, "Say which way the section goes: up, down, in or out.")
        return redirect("paper", held_on)
    way = Way(typed)
    try:
        actions.move_section(section=section, way=way, by=request.actor, at=timezone.now())
    except NotPossible as refusal:
        messages.warning(request, str(refusal))
        return redirect("paper", held_on)
    taken = step(list(section.paper.sections.all()), section, way)
    messages.success(request, taken.words, extra_tags=control_id(section))
    return redirect(f"{section.paper.get_absolute_url()}#{taken.control}")


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.DRAFT_PAPER)
def remove_section(request: ActorRequest, held_on: date, pk: int) -> HttpResponse:
    """Take a section out of the paper."""
    section = visible_section(request, held_on, pk)
    return ask_and_do(
        request,
        RemoveSectionForm,
        lambda typed: actions.remove_section(section=section, by=request.actor, at=timezone.now(), why=typed["why"]),
        template="reports/remove_section.html",
        context={"section": section, "paper": section.paper},
        said=f"“{section}” is removed.",
        go_to=section.paper.get_absolute_url(),
    )
