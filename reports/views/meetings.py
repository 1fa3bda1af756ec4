"""Meetings of the committee."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from jac_tracker.accounts.guards import ActorRequest, requires
from jac_tracker.accounts.roles import Duty
from jac_tracker.accounts.views.acting import NOT_TRIED, attempt
from jac_tracker.accounts.views.saving import as_file
from jac_tracker.downloads import Listing, site_of
from jac_tracker.history import digest
from jac_tracker.sheets.writing import Table
from reports import actions
from reports.forms import MeetingForm
from reports.models import Meeting, MeetingNote, Paper, PaperEvent
from reports.permissions import may_keep_meetings, may_keep_template, may_see_internal, may_start
from reports.presenters import MEETINGS, meeting_rows, meetings_values, requests_of_meeting, timeline
from reports.views.loading import visible_meeting

PER_PAGE = 25
ACTS_SHOWN = 50


@require_safe
@requires(Duty.READ_ISSUED_PAPERS, Duty.READ_DRAFT_PAPERS)
def meetings(request: ActorRequest) -> HttpResponse:
    """Every meeting, newest first; for readers, those whose paper has been issued."""
    page = Paginator(_meetings(request), PER_PAGE).get_page(request.GET.get("page"))
    rows = meeting_rows(page.object_list, request.actor)
    context = {
        "page": page,
        "rows": rows,
        "has_places": any(row.meeting.place for row in rows),
        "may_keep": may_keep_meetings(request.actor),
        "reads_drafts": may_see_internal(request.actor),
        "keeps_template": may_keep_template(request.actor),
    }
    return render(request, "reports/meetings.html", context)


@require_safe
@requires(Duty.READ_ISSUED_PAPERS, Duty.READ_DRAFT_PAPERS)
@as_file("meetings")
def meetings_file(request: ActorRequest) -> Listing:
    """Every meeting of the list."""
    rows = meetings_values(_meetings(request), request.actor, site_of(request))
    return Listing(Table("Meetings", MEETINGS, rows))


def _meetings(request: ActorRequest) -> Any:
    return Meeting.objects.visible_to(request.actor).select_related("paper").order_by("-held_on")


@require_safe
@requires(Duty.READ_ISSUED_PAPERS, Duty.READ_DRAFT_PAPERS)
def meeting(request: ActorRequest, held_on: date) -> HttpResponse:
    """One meeting: its paper, and what was done to both."""
    meeting = visible_meeting(request, held_on)
    paper = Paper.objects.visible_to(request.actor).filter(meeting=meeting).first()
    events = PaperEvent.objects.filter(meeting=meeting).select_related("by_user", "by_post")
    shows_history = may_see_internal(request.actor)
    context = {
        "meeting": meeting,
        "paper": paper,
        "row": meeting_rows([meeting], request.actor)[0],
        "may_keep": may_keep_meetings(request.actor),
        "may_start": may_start(request.actor),
        **(_memory(request, meeting) if shows_history else {}),
        "entries": timeline(events.order_by("-at", "-id")[:ACTS_SHOWN]) if shows_history else [],
    }
    return render(request, "reports/meeting.html", context)


def _memory(request: ActorRequest, meeting: Meeting) -> dict[str, Any]:
    """What was asked at the meeting, what is to be answered by it, and what else was noted of it."""
    asked, due = requests_of_meeting(meeting, request.actor)
    notes = MeetingNote.objects.visible_to(request.actor).filter(meeting=meeting).select_related("post")
    return {"asked": asked, "due": due, "notes": notes, "shows_memory": True}


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.KEEP_MEETINGS, Duty.DRAFT_PAPER)
def add_meeting(request: ActorRequest) -> HttpResponse:
    """Add a meeting."""
    form = MeetingForm(request.POST or None)
    outcome = NOT_TRIED
    if form.is_valid():
        values = {name: form.cleaned_data[name] for name in actions.MEETING_FIELDS}
        outcome = attempt(form, lambda: actions.add_meeting(**values, by=request.actor, at=timezone.now()))
    if outcome.done:
        messages.success(request, "The meeting is added.")
        return redirect("meeting", form.cleaned_data["held_on"])
    return render(request, "reports/add_meeting.html", {"form": form}, status=outcome.status)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.KEEP_MEETINGS, Duty.DRAFT_PAPER)
def change_meeting(request: ActorRequest, held_on: date) -> HttpResponse:
    """Change a meeting's day, place or note."""
    meeting = visible_meeting(request, held_on)
    shown = {name: getattr(meeting, name) for name in actions.MEETING_FIELDS}
    shown["as_shown"] = digest(meeting, actions.MEETING_FIELDS)
    form = MeetingForm(request.POST or None, initial=shown)
    outcome = NOT_TRIED
    if form.is_valid():
        values = {name: form.cleaned_data[name] for name in actions.MEETING_FIELDS}
        outcome = attempt(
            form,
            lambda: actions.change_meeting(
                meeting=meeting,
                values=values,
                shown=form.cleaned_data["as_shown"],
                by=request.actor,
                at=timezone.now(),
            ),
            shown_now=lambda current: digest(current, actions.MEETING_FIELDS),
        )
    if outcome.done:
        messages.success(request, "The meeting is changed.")
        return redirect("meeting", form.cleaned_data["held_on"])
    context = {"form": form, "meeting": meeting, "conflicts": outcome.conflicts}
    return render(request, "reports/change_meeting.html", context, status=outcome.status)
