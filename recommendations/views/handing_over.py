"""Leaving a post and coming to it: what it owns, and the notes that pass from one holder to the next."""

import re
from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.guards import ActorRequest, requires
from jac_tracker.accounts.models import Post
from jac_tracker.accounts.roles import Duty
from jac_tracker.history import StaleEdit
from recommendations import actions
from recommendations.forms.handing_over import NotesForm
from recommendations.models import HandOverNote
from recommendations.presenters.handing_over import PER_PAGE, Owned, items_with_notes, owned_by, tasks_of
from recommendations.presenters.notes_left import key_of, note_left

CHANGED_SINCE = (
    "Some of these notes were changed, taken back or read since you were shown them. None has been marked. "
    "Read them again."
)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.SEE_HEADLINES)
def prepare_hand_over(request: ActorRequest, pk: int) -> HttpResponse:
    """Everything that a post owns, with a box on each item for a note to its next holder; all are saved together."""
    post = get_object_or_404(Post, pk=pk)
    is_held = post.pk in request.actor.post_ids
    if not is_held and not request.actor.may(Duty.KEEP_REGISTER):
        raise PermissionDenied("Only whoever holds this post, or a liaison officer, prepares to hand it over.")
    owned = owned_by(post, request.actor, request.GET.get("list", ""), request.GET.get("page"))
    context: dict[str, Any] = {"post": post, "is_held": is_held, "owned": owned, "tasks": tasks_of(owned)}
    if not owned.has_notes:
        return render(request, "recommendations/prepare_hand_over.html", context)
    form = NotesForm(
        request.POST if request.method == "POST" else None,
        items=owned.page.object_list,
        notes=_own_notes(request, post, owned),
    )
    status = 200
    if form.is_valid():
        try:
            number = _save(form, request, post)
        except StaleEdit:
            context["conflicts"] = list(form.overtaken(_own_notes(request, post, owned)))
            status = 409
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _saved(number))
            return redirect(request.get_full_path())
    rows = items_with_notes(owned.page.object_list, post, request.actor, request.today)
    context |= {"form": form, "rows": [(row, form.box_of(row.number)) for row in rows]}
    return render(request, "recommendations/prepare_hand_over.html", context, status=status)


def _own_notes(request: ActorRequest, post: Post, owned: Owned) -> dict[int, HandOverNote]:
    """The actor's own unread notes on the items of the page, by item."""
    rows = HandOverNote.objects.visible_to(request.actor).by_the_hand_of(request.actor).filter(post=post)
    return {note.recommendation_id: note for note in rows.filter(recommendation__in=owned.page.object_list)}


def _save(form: NotesForm, request: ActorRequest, post: Post) -> int:
    if form.shows_other_items:
        raise StaleEdit(post)
    return actions.leave_notes(post=post, notes=form.notes(), by=request.actor, at=timezone.now())


def _saved(number: int) -> str:
    if not number:
        return "Nothing was changed."
    return f"{number} note{'' if number == 1 else 's'} saved."


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.SEE_HEADLINES)
def hand_over_notes(request: ActorRequest, pk: int) -> HttpResponse:
    """The notes that wait for whoever holds a post now, marked as read one by one or all that are shown."""
    post = get_object_or_404(Post, pk=pk)
    if post.pk not in request.actor.post_ids:
        raise PermissionDenied("These notes are for whoever holds the post.")
    notes = HandOverNote.objects.visible_to(request.actor).left_for(request.actor).filter(post=post)
    notes = notes.select_related("recommendation", "written_by", "read_by")
    context: dict[str, Any] = {"post": post}
    status = 200
    if request.method == "POST":
        try:
            number = _read(request, notes)
        except (StaleEdit, NotPossible):
            context["refusal"], status = CHANGED_SINCE, 409
        else:
            messages.success(request, f"{number} note{'' if number == 1 else 's'} marked as read.")
            return redirect("home")
    page = Paginator(notes, PER_PAGE).get_page(request.GET.get("page"))
    context |= {"page": page, "notes": [note_left(note) for note in page.object_list]}
    return render(request, "recommendations/hand_over_notes.html", context, status=status)


def _read(request: ActorRequest, notes: Iterable[HandOverNote]) -> int:
    """Mark the notes that were sent as read, and say how many. Each must say what it said when it was shown."""
    sent = {key for key in request.POST.getlist("note") if re.fullmatch(r"[0-9]{1,18}-[0-9a-f]{32}", key)}
    shown = [note for note in notes if key_of(note) in sent]
    if not shown or len(shown) != len(set(request.POST.getlist("note"))):
        raise NotPossible(CHANGED_SINCE)
    actions.read_notes(notes=shown, by=request.actor, at=timezone.now())
    return len(shown)
