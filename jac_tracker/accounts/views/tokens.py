"""Access for programs: a token is made, shown once, and revoked."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jac_tracker.accounts import actions
from jac_tracker.accounts.guards import ActorRequest
from jac_tracker.accounts.models import AccessToken
from jac_tracker.accounts.roles import Duty

FORM = ["GET", "HEAD", "POST"]


@require_http_methods(FORM)
def revoke_token(request: ActorRequest, pk: int) -> HttpResponse:
    """Revoke one's own token, or as an administrator anybody's; another's is not there."""
    tokens = AccessToken.objects.select_related("user")
    if not request.actor.may(Duty.KEEP_PEOPLE):
        tokens = tokens.filter(user=request.actor.user)
    token = get_object_or_404(tokens, pk=pk)
    is_own = token.user_id == request.actor.user_id
    page = "calendar"
    if request.method == "POST":
        try:
            actions.revoke_token(token=token, by=request.actor, at=timezone.now())
        except actions.NotPossible as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, f"The access “{token}” is revoked. It opens nothing any more.")
        return redirect(page) if is_own else redirect("person", token.user_id)
    return render(request, "accounts/revoke_token.html", {"token": token, "is_own": is_own, "page": page})
