"""What django-allauth's pages for signing in leave open: a person without a password, and the demonstration."""

from allauth.account import views as allauth_views
from allauth.account.utils import get_next_redirect_url
from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from jac_tracker.accounts.guards import ActorRequest
from jac_tracker.accounts.models import User
from jac_tracker.accounts.presenters import demo_people
from jac_tracker.dates import london_day


@require_http_methods(["GET", "HEAD", "POST"])
def change_password(request: ActorRequest) -> HttpResponse:
    """Change one's own password. Who signs in without one, as in the demonstration, is told so."""
    if request.actor.user is None or not request.actor.user.has_usable_password():
        return render(request, "account/no_password.html")
    return allauth_views.password_change(request)


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
