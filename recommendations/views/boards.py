"""The boards that hold owners to account."""

from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.guards import ActorRequest, requires
from jac_tracker.accounts.roles import Duty
from jac_tracker.accounts.views.acting import NOT_TRIED, attempt
from jac_tracker.accounts.views.saving import as_file
from jac_tracker.downloads import Listing
from jac_tracker.history import digest
from jac_tracker.sheets.writing import Table
from recommendations import actions
from recommendations.forms.keeping import BoardForm
from recommendations.models import Board
from recommendations.presenters.boards import board_timeline
from recommendations.presenters.exporting import BOARDS


@require_safe
@requires(Duty.KEEP_REGISTER)
def boards(request: ActorRequest) -> HttpResponse:
    """The boards; those not in use come last."""
    return render(request, "recommendations/boards.html", {"boards": _boards()})


@require_safe
@requires(Duty.KEEP_REGISTER)
@as_file("boards")
def boards_file(request: ActorRequest) -> Listing:
    """The boards."""
    return Listing(Table.of("Boards", BOARDS, _boards()))


def _boards() -> Any:
    return Board.objects.annotate(number_of_items=Count("recommendations")).order_by("-is_active", "name")


@require_safe
@requires(Duty.KEEP_REGISTER)
def board(request: ActorRequest, pk: int) -> HttpResponse:
    """One board: whether it is in use, and everything recorded."""
    board = get_object_or_404(Board, pk=pk)
    return render(request, "recommendations/board.html", {"board": board, "entries": board_timeline(board)})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.KEEP_REGISTER)
def add_board(request: ActorRequest) -> HttpResponse:
    """Add a board, which items can then be given to."""
    form = BoardForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            board = actions.add_board(name=form.cleaned_data["name"], by=request.actor, at=timezone.now())
        except NotPossible as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, f"The board {board} is added.")
            return redirect("board", board.pk)
    return render(request, "recommendations/board_form.html", {"form": form, "title": "Add a board"})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.KEEP_REGISTER)
def change_board(request: ActorRequest, pk: int) -> HttpResponse:
    """Change a board's name, or take it out of use."""
    board = get_object_or_404(Board, pk=pk)
    shown = {name: getattr(board, name) for name in actions.BOARD_FIELDS}
    shown["as_shown"] = digest(board, actions.BOARD_FIELDS)
    form = BoardForm(request.POST if request.method == "POST" else None, initial=shown, board=board)
    outcome = NOT_TRIED
    if form.is_valid():
        values = form.cleaned_data
        outcome = attempt(
            form,
            lambda: actions.change_board(
                board=board, values=values, shown=values["as_shown"], by=request.actor, at=timezone.now()
            ),
            shown_now=lambda now: digest(now, actions.BOARD_FIELDS),
            refused_at="name",
        )
        if outcome.done:
            messages.success(request, "The change is saved.")
            return redirect("board", pk)
    context = {"form": form, "board": board, "title": f"Change {board}", "conflicts": outcome.conflicts}
    return render(request, "recommendations/board_form.html", context, status=outcome.status)
