"""The last three beats of a view that asks for words alone: bind the form, one action, go."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from jac_tracker import forms
from jac_tracker.accounts.guards import ActorRequest
from jac_tracker.accounts.views.acting import NOT_TRIED, attempt


def ask_and_do(
    request: ActorRequest,
    form_class: type[forms.Form],
    act: Callable[[Mapping[str, Any]], Any],
    *,
    template: str,
    context: Mapping[str, Any],
    said: str,
    go_to: str,
) -> HttpResponse:
    """The form on its page; once it is filled in, `act` is given what was typed, and what it refuses is said there.

    Afterwards `said` is told at the address `go_to`.
    """
    form = form_class(request.POST or None)
    outcome = attempt(form, lambda: act(form.cleaned_data)) if form.is_valid() else NOT_TRIED
    if outcome.done:
        messages.success(request, said)
        return redirect(go_to)
    return render(request, template, {**context, "form": form}, status=outcome.status)
