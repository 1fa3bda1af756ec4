"""The first beat of a view: may this actor come in at all?"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.roles import Duty

P = ParamSpec("P")


class ActorRequest(HttpRequest):
    """A signed-in request as ActorMiddleware hands it on: who asks, and what day it is in London."""

    actor: Actor
    today: Any


View = Callable[Concatenate[ActorRequest, P], HttpResponseBase]


def requires(*duties: Duty) -> Callable[[View[P]], View[P]]:
    """Answer 403 to an actor none of whose posts carries any of the duties."""

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: ActorRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not any(request.actor.may(duty) for duty in duties):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.duties = duties  # type: ignore[attr-defined]
        return guarded

    return decorate
