"""What is noted of a meeting: oral updates, and papers that came late."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jac_tracker.accounts.guards import ActorRequest, requires
from jac_tracker.accounts.roles import Duty
from jac_tracker.accounts.views.acting import NOT_TRIED, attempt
from jac_tracker.history import digest
from reports import actions
from reports.enums import NoteKind
from reports.forms import NoteForm, RemoveNoteForm
from reports.views.asking import ask_and_do
from reports.views.loading import visible_meeting, visible_note


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.KEEP_MEETINGS, Duty.DRAFT_PAPER)
def add_note(request: ActorRequest, held_on: date) -> HttpResponse:
    """Note an oral update or a late paper."""
    meeting = visible_meeting(request, held_on)
    form = NoteForm(request.POST or None)
    outcome = NOT_TRIED
    if form.is_valid():
        outcome = attempt(
            form,
            lambda: actions.add_note(
                meeting=meeting,
                kind=NoteKind(form.cleaned_data["kind"]),
                words=form.cleaned_data["words"],
                post=form.cleaned_data["post"],
                by=request.actor,
                at=timezone.now(),
            ),
        )
    if outcome.done:
        messages.success(request, "It is noted.")
        return redirect(meeting)
    return render(request, "reports/add_note.html", {"form": form, "meeting": meeting}, status=outcome.status)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.KEEP_MEETINGS, Duty.DRAFT_PAPER)
def change_note(request: ActorRequest, held_on: date, pk: int) -> HttpResponse:
    """Change what was noted."""
    note = visible_note(request, held_on, pk)
    shown = {name: getattr(note, name) for name in actions.NOTE_FIELDS}
    shown["as_shown"] = digest(note, actions.NOTE_FIELDS)
    form = NoteForm(request.POST or None, initial=shown, note=note)
    outcome = NOT_TRIED
    if form.is_valid():
        outcome = attempt(
            form,
            lambda: actions.change_note(
                note=note,
                values={name: form.cleaned_data[name] for name in actions.NOTE_FIELDS},
                shown=form.cleaned_data["as_shown"],
                by=request.actor,
                at=timezone.now(),
            ),
            shown_now=lambda current: digest(current, actions.NOTE_FIELDS),
        )
    if outcome.done:
        messages.success(request, "The note is changed.")
        return redirect(note.meeting)
    context = {"form": form, "note": note, "meeting": note.meeting, "conflicts": outcome.conflicts}
    return render(request, "reports/change_note.html", context, status=outcome.status)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.KEEP_MEETINGS, Duty.DRAFT_PAPER)
def remove_note(request: ActorRequest, held_on: date, pk: int) -> HttpResponse:
    """Take a note off its meeting."""
    note = visible_note(request, held_on, pk)
    return ask_and_do(
        request,
        RemoveNoteForm,
        lambda typed: actions.remove_note(note=note, by=request.actor, at=timezone.now(), why=typed["why"]),
        template="reports/remove_note.html",
        context={"note": note, "meeting": note.meeting},
        said="The note is removed.",
        go_to=note.meeting.get_absolute_url(),
    )
