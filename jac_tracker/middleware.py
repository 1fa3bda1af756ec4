"""What happens around every request."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from jac_tracker.accounts.actor import Actor
from jac_tracker.dates import london_day

GetResponse = Callable[[HttpRequest], HttpResponse]


class ActorMiddleware:
    """Gives a request its day and, signed in, its actor; turns away who holds no post."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        request.today = london_day(timezone.now())  # type: ignore[attr-defined]
        if not request.user.is_authenticated:
            return None
        request.actor = Actor.of(request.user, request.today)  # type: ignore[attr-defined]
        if request.actor.posts or not getattr(view, "login_required", True) or _is_about_oneself(request):  # type: ignore[attr-defined]
            return None
        return render(request, "pages/no_post.html", status=403)


def _is_about_oneself(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is not None and (match.url_name or "").startswith(("account_", "mfa_"))


class NoStore:
    """Nothing that a signed-in person was shown stays in a cache."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated and not response.has_header("Cache-Control"):
            response["Cache-Control"] = "no-store"
        return response
