"""What happens around every request."""

from collections.abc import Callable
from typing import Any

from django.db import OperationalError
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
        request.today = london_day(timezone.now())  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        actor = actor_of(request)
        if actor is None or actor.posts or not getattr(view, "login_required", True) or _is_about_oneself(request):
            return None
        return render(request, "pages/no_post.html", status=403)


def actor_of(request: HttpRequest) -> Actor | None:
    """Who asks, None for a stranger; asks the database the first time only, and for a stranger without a session never.

    A page that belongs to no view, such as that for an address which is not there, has its actor from here.
    """
    if not hasattr(request, "actor"):
        actor = Actor.of(request.user, request.today) if request.user.is_authenticated else None  # type: ignore[attr-defined]
        request.actor = actor  # type: ignore[attr-defined]
    return request.actor  # type: ignore[attr-defined]


def _is_about_oneself(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is not None and (match.url_name or "").startswith(("account_", "mfa_"))


class NoStore:
    """Nothing that a signed-in person was shown stays in a cache."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated and "no-store" not in response.get("Cache-Control", ""):
            response["Cache-Control"] = "no-store"
        return response


class WhoWaitedTooLong:
    """Says so where the database gave up waiting for somebody else's change: nothing was saved, nothing is broken."""

    # PostgreSQL's deadlock, lock and serialisation failures; SQLite's two kinds of lock, which its messages name.
    STATES = frozenset({"40P01", "55P03", "40001"})
    LOCKED = ("database is locked", "database table is locked")

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, OperationalError):
            return None
        if getattr(error.__cause__, "sqlstate", None) not in self.STATES and not str(error).startswith(self.LOCKED):
            return None
        response = render(request, "503.html", status=503)
        response["Retry-After"] = "5"  # seconds
        return response
