"""Access for programs: a token is made, shown once, and revoked."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jac_tracker.accounts import actions
from jac_tracker.accounts.enums import TokenPurpose
from jac_tracker.accounts.forms import ProgramForm
from jac_tracker.accounts.guards import ActorRequest
from jac_tracker.accounts.models import AccessToken
from jac_tracker.accounts.roles import Duty
from jac_tracker.accounts.views.showing_once import just_made, once, shown_next
from jac_tracker.downloads import site_of

FORM = ["GET", "HEAD", "POST"]

# What programs can read: its name, its url name, and the duties of which one opens it.
TABLES = (
    ("Recommendations", "api_recommendations", (Duty.SEE_HEADLINES,)),
    ("Inspections", "api_inspections", (Duty.SEE_HEADLINES,)),
    ("Publications", "api_publications", (Duty.SEE_HEADLINES,)),
    ("Gradings", "api_gradings", (Duty.SEE_HEADLINES,)),
    ("Causes of concern", "api_causes", (Duty.SEE_HEADLINES,)),
    ("Meetings of the committee", "api_meetings", (Duty.READ_ISSUED_PAPERS, Duty.READ_DRAFT_PAPERS)),
)


@require_http_methods(FORM)
def programs(request: ActorRequest) -> HttpResponse:
    """How programs read the register: one's own tokens, and a new one, whose secret is shown only once."""
    form = ProgramForm(request.POST if request.method == "POST" else None)
    actor, site = request.actor, site_of(request)
    tables = [(name, site + reverse(route)) for name, route, duties in TABLES if any(map(actor.may, duties))]
    if tables and form.is_valid():
        try:
            return shown_next(_made(form, request), "programs")
        except actions.NotPossible as refusal:
            form.add_error(None, str(refusal))
    tokens = AccessToken.objects.usable(request.today).filter(user=actor.user, purpose=TokenPurpose.API)
    context = {
        "form": form,
        "made": just_made(request, TokenPurpose.API),
        "tokens": tokens,
        "site": site,
        "tables": tables,
        "sees_items": actor.may(Duty.SEE_HEADLINES),
    }
    return once(request, "accounts/programs.html", context)


def _made(form: ProgramForm, request: ActorRequest) -> str:
    last_day = request.today + timedelta(days=int(form.cleaned_data["days"]))
    name, at = form.cleaned_data["name"], timezone.now()
    _token, secret = actions.make_token(
        purpose=TokenPurpose.API, name=name, expires_on=last_day, by=request.actor, at=at
    )
    return secret


@require_http_methods(FORM)
def revoke_token(request: ActorRequest, pk: int) -> HttpResponse:
    """Revoke one's own token, or as an administrator anybody's; another's is not there."""
    tokens = AccessToken.objects.select_related("user")
    if not request.actor.may(Duty.KEEP_PEOPLE):
        tokens = tokens.filter(user=request.actor.user)
    token = get_object_or_404(tokens, pk=pk)
    is_own = token.user_id == request.actor.user_id
    page = "calendar" if token.purpose == TokenPurpose.CALENDAR else "programs"
    if request.method == "POST":
        try:
            actions.revoke_token(token=token, by=request.actor, at=timezone.now())
        except actions.NotPossible as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, f"The access “{token}” is revoked. It opens nothing any more.")
        return redirect(page) if is_own else redirect("person", token.user_id)
    return render(request, "accounts/revoke_token.html", {"token": token, "is_own": is_own, "page": page})
