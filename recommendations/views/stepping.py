"""The actions on an item: all of them, and a page for each move of one."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from jac_tracker import forms
from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.guards import ActorRequest, View, requires
from jac_tracker.accounts.roles import Duty
from jac_tracker.accounts.views.saving import NoSuchList, as_file
from jac_tracker.downloads import Listing, form_faults
from jac_tracker.history import StaleEdit
from jac_tracker.sheets.writing import Table
from jac_tracker.text import lower_first
from recommendations import actions
from recommendations.enums import Status, Verb
from recommendations.forms.stepping import (
    AddActionForm,
    ChangeActionForm,
    DoActionForm,
    DropActionForm,
    ReturnActionForm,
    SignOffActionForm,
    StepForm,
)
from recommendations.models import Action, Recommendation
from recommendations.permissions import may_see, may_see_whole
from recommendations.presenters.exporting import ACTIONS
from recommendations.presenters.steps import read_steps
from recommendations.presenters.words import of_action
from recommendations.views.acts import act_context, duties_for, item_in_hand
from recommendations.views.as_at import reading_asked_for
from recommendations.views.loading import item_read
from recommendations.views.opening import open_item
from recommendations.workflow import ACTION_MOVES, action_blockers, action_not_allowed

NO_RECORD = "There is no record of this item on that day: it was entered later."
OVERTAKEN = "Somebody has changed this action since you read it. Read it again before you go on"


@require_safe
@requires(Duty.SEE_HEADLINES)
def actions_of(request: ActorRequest, reference: str) -> HttpResponse:
    """The actions on an item, the first due first; as at a day where the address names one."""
    opened = open_item(request, reference)
    if isinstance(opened, HttpResponse):
        return opened
    context = opened.context | {
        "status": Status(opened.item.status).label,
        "page": read_steps(opened.item, opened.reading, request.actor),
    }
    return render(request, "recommendations/actions_of.html", context)


@require_safe
@requires(Duty.SEE_HEADLINES)
@as_file("actions_of", filters=["as_at"])
def actions_of_file(request: ActorRequest, reference: str) -> Listing:
    """The actions on an item that the actor sees whole: 403 for who sees no more of it than its headline."""
    asked = reading_asked_for(request)
    if asked.reading is None:
        raise NoSuchList(form_faults(asked.form))
    reading = asked.reading
    item = item_read(request, reference, reading)
    if item is None:
        raise NoSuchList([NO_RECORD])
    if not item.is_full:
        raise PermissionDenied("You see the headline of this item only.")
    steps = read_steps(item, reading, request.actor).steps
    table = Table.of(f"Actions on {item.reference}", ACTIONS, steps, [("Item", item.title)])
    return Listing(table, as_at=reading.on if reading.is_past else None)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(*duties_for(ACTION_MOVES[Verb.ADD_ACTION]))
def add_action(request: ActorRequest, reference: str) -> HttpResponse:
    """Give a post something to do."""
    move = ACTION_MOVES[Verb.ADD_ACTION]
    item = item_in_hand(request, reference, move)
    form = AddActionForm(_sent(request), item=item, actor=request.actor, today=request.today)
    context = act_context(item, move, request) | {"form": form, "back": _page_of(item)}
    if form.is_valid():
        try:
            action = actions.add_action(recommendation=item, **form.arguments(), by=request.actor, at=timezone.now())
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            return _done(request, item, move.verb, action.number)
    return render(request, "recommendations/act.html", context)


@dataclass(frozen=True)
class StepPage:
    """What the page of a move of an action asks, the action it calls, and how its address ends."""

    path: str
    form: type[StepForm]
    action: Callable[..., Any]


PAGES: dict[Verb, StepPage] = {
    Verb.CHANGE_ACTION: StepPage("change", ChangeActionForm, actions.change_action),
    Verb.DO_ACTION: StepPage("done", DoActionForm, actions.do_action),
    Verb.SIGN_OFF_ACTION: StepPage("sign-off", SignOffActionForm, actions.sign_off_action),
    Verb.RETURN_ACTION: StepPage("return", ReturnActionForm, actions.return_action),
    Verb.DROP_ACTION: StepPage("drop", DropActionForm, actions.drop_action),
}


def page_for(verb: Verb) -> View[[str, int]]:
    """The view of a move of an action."""
    guarded = requires(*duties_for(ACTION_MOVES[verb]))(partial(_step_page, verb=verb))
    return require_http_methods(["GET", "HEAD", "POST"])(guarded)


def _step_page(request: ActorRequest, reference: str, number: int, *, verb: Verb) -> HttpResponse:
    page, move = PAGES[verb], ACTION_MOVES[verb]
    item = item_in_hand(request, reference, move)
    action = _read(item, number)
    if sentence := action_not_allowed(move, action, request.actor):
        raise PermissionDenied(sentence)
    form = page.form(_sent(request), item=item, actor=request.actor, today=request.today, action=action)
    context = act_context(item, move, request) | {"form": form, "action": action, "back": _page_of(item)}
    context["refusals"] = action_blockers(move, action, request.actor)
    status = 200
    if form.is_valid():
        try:
            page.action(action=action, **form.arguments(), by=request.actor, at=timezone.now())
        except StaleEdit as stale:
            now, status = _read(item, number), 409
            form.show_as_now(form.digest_of(now))
            context |= {"action": now, "conflicts": forms.conflicts(form, stale.current)}
            if not context["conflicts"]:
                form.add_error(None, OVERTAKEN)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            return _done(request, item, verb, number)
    return render(request, "recommendations/step.html", context, status=status)


def _sent(request: ActorRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _read(item: Recommendation, number: int) -> Action:
    row: Action = get_object_or_404(item.actions.select_related("post"), number=number)
    return row


def _page_of(item: Recommendation) -> str:
    return reverse("actions_of", args=[item.reference])


def _done(request: ActorRequest, item: Recommendation, verb: Verb, number: int) -> HttpResponse:
    """Say what was done, and go back to the item's actions; to what the actor still sees of it, where that is less."""
    messages.success(request, f"{item.reference}: {lower_first(of_action(verb.label, number))}.")
    if may_see_whole(request.actor, item):
        return redirect(_page_of(item))
    return redirect(item if may_see(request.actor, item) else "home")
