"""What django-allauth's pages for signing in leave open: a person without a password, and the demonstration."""

from allauth.account.utils import get_next_redirect_url
from allauth.decorators import rate_limit
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from jac_tracker.accounts import actions
from jac_tracker.accounts.forms import ChangePasswordForm
from jac_tracker.accounts.guards import ActorRequest
from jac_tracker.accounts.models import User
from jac_tracker.accounts.presenters import demo_people
from jac_tracker.dates import london_day


@require_http_methods(["GET", "HEAD", "POST"])
@rate_limit(action="change_password")
def change_password(request: ActorRequest) -> HttpResponse:
    """Change one's own password, and stay signed in. Who signs in without one, as in the demonstration, is told so."""
    user = request.actor.user
    if user is None or not user.has_usable_password():
        return render(request, "account/no_password.html")
    form = ChangePasswordForm(user, request.POST if request.method == "POST" else None)
    if form.is_valid():
        user = actions.change_password(password=form.cleaned_data["password1"], by=request.actor, at=timezone.now())
        update_session_auth_hash(request, user)
        messages.success(request, "Your password is changed.")
        return redirect("home")
    return render(request, "account/password_change.html", {"form": form})


@login_not_required
@require_POST
def demo_sign_in(request: HttpRequest, role: str) -> HttpResponse:
    """Sign in as the demonstration's holder of a role. Without DEMO_SIGN_IN the page does not exist."""
    if not settings.DEMO_SIGN_IN:
        raise Http404
    person = next((person for person in demo_people(london_day(timezone.now())) if person.role == role), None)
    user = get_object_or_404(User, pk=person.user_id if person else 0)
    login(request, user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return redirect(get_next_redirect_url(request) or settings.LOGIN_REDIRECT_URL)
