"""A secret that is shown once: on the page after the one that made it, so that loading either again makes no other.

On the way there it is with its person's browser alone. Here it is kept nowhere, not even in their session, which would
stand in the database and in its backups.
"""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from jac_tracker.accounts.enums import TokenPurpose
from jac_tracker.accounts.guards import ActorRequest
from jac_tracker.accounts.models import AccessToken

_COOKIE = "new_token"  # a report of an error blots out what is named so
_TO_GET_THERE = timedelta(minutes=1)


def shown_next(secret: str, page: str) -> HttpResponse:
    """On to the page of that url name, which shows the secret."""
    place = reverse(page)
    answer = redirect(place)
    answer.set_cookie(
        _COOKIE,
        secret,
        max_age=_TO_GET_THERE,
        path=place,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )
    return answer


def just_made(request: ActorRequest, purpose: TokenPurpose) -> tuple[AccessToken, str] | None:
    """The token of the one who asks that was made just now, and its secret; None where there is none to show."""
    secret = request.COOKIES.get(_COOKIE, "")
    token = AccessToken.objects.opened_by(secret, purpose, request.today) if secret else None
    return (token, secret) if token and token.user_id == request.actor.user_id else None


def once(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """The page, after which the secret is with nobody but who copied it."""
    answer = render(request, template, context)
    if _COOKIE in request.COOKIES:
        answer.delete_cookie(_COOKIE, path=request.path, samesite="Strict")
    return answer
