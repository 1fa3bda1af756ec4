"""The boards that hold owners to account."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.guards import ActorRequest, requires
from jac_tracker.accounts.roles import Duty
from recommendations import actions
from recommendations.forms.keeping import BoardForm


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
            return redirect("register")
    return render(request, "recommendations/add_board.html", {"form": form})
