"""A paper as a whole: its outline and its settings."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from jac_tracker import forms
from jac_tracker.accounts.guards import ActorRequest, requires
from jac_tracker.accounts.roles import Duty
from jac_tracker.accounts.views.acting import NOT_TRIED, attempt
from jac_tracker.dates import london_day
from jac_tracker.history import digest
from reports import actions
from reports.enums import PaperState
from reports.forms import CutOffForm, NumberForm, PaperForm, StartPaperForm
from reports.models import Paper
from reports.paper.blocks import Audience
from reports.paper.build import draw
from reports.paper.faults import Fault, PaperNotReady
from reports.paper.period import period_of
from reports.permissions import (
    is_open,
    may_check,
    may_correct,
    may_draft,
    may_issue,
    may_number,
    may_release,
    may_see_internal,
    may_take_back,
    may_withdraw,
)
from reports.presenters import STATE_COLOURS, fault_links, outline, paper_facts
from reports.views.issues import versions_of
from reports.views.loading import visible_meeting, visible_paper


@require_safe
@requires(Duty.READ_DRAFT_PAPERS, Duty.READ_ISSUED_PAPERS)
def paper(request: ActorRequest, held_on: date) -> HttpResponse:
    """The paper's outline and settings, what stands in the way of making files of it, and what was issued of it.

    Who does not read drafts gets what was issued alone.
    """
    paper = visible_paper(request, held_on)
    versions = versions_of(request, paper)
    if not may_see_internal(request.actor):
        context = {"paper": paper, "meeting": paper.meeting, "versions": versions, "issue": versions[0].issue}
        return render(request, "reports/issued_paper.html", context)
    as_at = paper.cut_off_at or timezone.now()
    faults: tuple[Fault, ...] = ()
    if is_open(paper):
        try:
            faults = draw(paper, as_at=as_at, audience=Audience.PUBLIC).faults
        except PaperNotReady as error:
            faults = error.faults
    may_change = may_draft(request.actor, paper)
    context = {
        "versions": versions,
        "may_release": may_release(request.actor, paper),
        "may_take_back": may_take_back(request.actor, paper),
        "may_issue": may_issue(request.actor, paper),
        "may_withdraw": may_withdraw(request.actor, [each.issue for each in versions]),
        "may_correct": may_correct(request.actor, paper),
        "paper": paper,
        "meeting": paper.meeting,
        "colour": STATE_COLOURS[PaperState(paper.state)],
        "facts": paper_facts(paper, period_of(paper, as_at)),
        "rows": outline(list(paper.sections.all()), faults, request.actor),
        "faults": fault_links(paper, faults, may_mend=may_change),
        "may_check": may_check(request.actor),
        "may_draft": may_change,
        "may_number": may_number(request.actor, paper) and not may_change,
    }
    return render(request, "reports/paper.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.DRAFT_PAPER)
def start_paper(request: ActorRequest, held_on: date) -> HttpResponse:
    """Start the paper for a meeting."""
    meeting = visible_meeting(request, held_on)
    last = Paper.objects.visible_to(request.actor).filter(meeting__held_on__lt=held_on)
    copied = last.select_related("meeting").order_by("-meeting__held_on").first()
    form = StartPaperForm(request.POST or None, initial={"contact_post": copied.contact_post_id if copied else None})
    outcome = NOT_TRIED
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        outcome = attempt(
            form,
            lambda: actions.start_paper(
                meeting=meeting,
                agenda_item=values["agenda_item"],
                contact_post=values["contact_post"],
                by=request.actor,
                at=timezone.now(),
            ),
        )
    if outcome.done:
        messages.success(request, "The paper is started.")
        return redirect("paper", held_on)
    context = {"form": form, "meeting": meeting, "copied": copied}
    return render(request, "reports/start_paper.html", context, status=outcome.status)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.DRAFT_PAPER)
def change_paper(request: ActorRequest, held_on: date) -> HttpResponse:
    """Change a paper's title, agenda item, marking, contact officer or period."""
    paper = visible_paper(request, held_on)
    form = PaperForm(request.POST or None, initial=_shown(paper), paper=paper)
    outcome = NOT_TRIED
    if form.is_valid():
        outcome = attempt(
            form,
            lambda: actions.change_paper(
                paper=paper,
                values=form.values(),
                shown=form.cleaned_data["as_shown"],
                by=request.actor,
                at=timezone.now(),
            ),
            shown_now=lambda current: digest(current, actions.PAPER_FIELDS),
            conflicts=_conflicts,
        )
    if outcome.done:
        messages.success(request, "The settings are saved.")
        return redirect("paper", held_on)
    context = {"form": form, "paper": paper, "conflicts": outcome.conflicts}
    return render(request, "reports/change_paper.html", context, status=outcome.status)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.KEEP_MEETINGS, Duty.DRAFT_PAPER)
def set_agenda_number(request: ActorRequest, held_on: date) -> HttpResponse:
    """Give a paper its agenda number."""
    paper = visible_paper(request, held_on)
    shown = {"agenda_item": paper.agenda_item, "as_shown": digest(paper, actions.PAPER_FIELDS)}
    form = NumberForm(request.POST or None, initial=shown)
    outcome = NOT_TRIED
    if form.is_valid():
        outcome = attempt(
            form,
            lambda: actions.change_paper(
                paper=paper,
                values={"agenda_item": form.cleaned_data["agenda_item"]},
                shown=form.cleaned_data["as_shown"],
                by=request.actor,
                at=timezone.now(),
            ),
            shown_now=lambda current: digest(current, actions.PAPER_FIELDS),
        )
    if outcome.done:
        messages.success(request, "The agenda number is saved.")
        return redirect("paper", held_on)
    context = {"form": form, "paper": paper, "conflicts": outcome.conflicts}
    return render(request, "reports/set_agenda_number.html", context, status=outcome.status)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.DRAFT_PAPER)
def set_cut_off(request: ActorRequest, held_on: date) -> HttpResponse:
    """Fix the moment as at which the paper reads the register, or leave it open again."""
    paper = visible_paper(request, held_on)
    now = timezone.now()
    form = CutOffForm(request.POST or None, initial=_cut_off_shown(paper), now=now)
    outcome = NOT_TRIED
    if request.method == "POST" and form.is_valid():
        outcome = attempt(
            form, lambda: actions.set_cut_off(paper=paper, cut_off_at=form.moment(), by=request.actor, at=now)
        )
    if outcome.done:
        messages.success(request, "The cut-off is saved.")
        return redirect("paper", held_on)
    context = {"form": form, "paper": paper}
    return render(request, "reports/set_cut_off.html", context, status=outcome.status)


def _shown(paper: Paper) -> dict[str, Any]:
    names = ("title", "agenda_item", "marking", "contact_post", "since_reason")
    shown = {name: getattr(paper, name) for name in names}
    shown["since_on"] = london_day(paper.since_at) if paper.since_at else None
    return shown | {"as_shown": digest(paper, actions.PAPER_FIELDS)}


def _conflicts(form: Any, current: Paper) -> list[tuple[str, str, str]]:
    current.since_on = london_day(current.since_at) if current.since_at else None  # type: ignore[attr-defined]
    return forms.conflicts(form, current)


def _cut_off_shown(paper: Paper) -> dict[str, Any]:
    if paper.cut_off_at is None:
        return {}
    there = timezone.localtime(paper.cut_off_at)
    return {"day": there.date(), "hour": f"{there:%H:%M}"}
