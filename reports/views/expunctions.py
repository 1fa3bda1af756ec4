"""Removing something for good: proposed by a liaison officer, decided by the DCC."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.guards import ActorRequest, requires
from jac_tracker.accounts.roles import Duty
from jac_tracker.accounts.views.acting import NOT_TRIED, attempt
from jac_tracker.accounts.views.saving import as_file
from jac_tracker.downloads import Listing
from jac_tracker.sheets.writing import Table
from reports import actions
from reports.enums import ExpunctionState
from reports.forms import AgreeExpunctionForm, AnswerForm, ProposeExpunctionForm
from reports.models import Expunction
from reports.presenters import EXPUNCTIONS, EXPUNGED, ExpunctionRow, changes, misses_in_words, timeline
from reports.views.asking import ask_and_do

PER_PAGE = 25
VALUES_PER_PAGE = 50
TOO_LATE = "Somebody has decided on this already."


@require_safe
@requires(Duty.SEE_EVERYTHING)
def expunctions(request: ActorRequest) -> HttpResponse:
    """Everything that was proposed to be removed for good, newest first."""
    page = Paginator(_expunctions(request), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [ExpunctionRow(each) for each in page],
        "may_propose": request.actor.may(Duty.KEEP_REGISTER),
    }
    return render(request, "reports/expunctions.html", context)


@require_safe
@requires(Duty.SEE_EVERYTHING)
@as_file("expunctions")
def expunctions_file(request: ActorRequest) -> Listing:
    """Everything that was proposed to be removed for good."""
    rows = map(ExpunctionRow, _expunctions(request))
    return Listing(Table.of("Removed for good", EXPUNCTIONS, rows))


def _expunctions(request: ActorRequest) -> Any:
    return Expunction.objects.visible_to(request.actor).select_related("recommendation")


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.KEEP_REGISTER)
def propose_expunction(request: ActorRequest) -> HttpResponse:
    """Propose to remove words or a file."""
    form = ProposeExpunctionForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.propose_expunction(**form.asked(), by=request.actor, at=timezone.now())
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "It is proposed. Nothing is removed until the Deputy Chief Constable agrees.")
            return redirect("expunction", made.pk)
    return render(request, "reports/propose_expunction.html", {"form": form})


@require_safe
@requires(Duty.SEE_EVERYTHING)
def expunction(request: ActorRequest, pk: int) -> HttpResponse:
    """One expunction: what it would change, or, once it is carried out, what it replaced."""
    expunction = _visible(request, pk)
    is_waiting = expunction.state == ExpunctionState.PROPOSED
    is_ahead = expunction.state in {ExpunctionState.PROPOSED, ExpunctionState.AGREED}
    values = Paginator(expunction.values.all(), VALUES_PER_PAGE).get_page(request.GET.get("page"))
    events = expunction.events.select_related("by_user", "by_post").order_by("-at", "-id")
    barred = actions.why_not_theirs(expunction, request.actor)
    context = {
        "expunction": expunction,
        "row": ExpunctionRow(expunction),
        "preview": _preview(expunction) if is_ahead else None,
        "page": values,
        "entries": timeline(events),
        "may_decide": is_waiting and request.actor.may(Duty.APPROVE) and not barred,
        "barred": barred if is_waiting and request.actor.may(Duty.APPROVE) else "",
        "may_withdraw": is_waiting and request.actor.may(Duty.KEEP_REGISTER),
    }
    return render(request, "reports/expunction.html", context)


@require_safe
@requires(Duty.SEE_EVERYTHING)
@as_file("expunction")
def expunction_file(request: ActorRequest, pk: int) -> Listing:
    """What an expunction replaced, with what proves each old value."""
    expunction = _visible(request, pk)
    return Listing(Table.of(f"Values replaced by {expunction}", EXPUNGED, expunction.values.all()))


def _visible(request: ActorRequest, pk: int) -> Expunction:
    related = ("recommendation", "file", "proposed_by", "proposed_post", "decided_by", "decided_post")
    return get_object_or_404(Expunction.objects.visible_to(request.actor).select_related(*related), pk=pk)


def _preview(expunction: Expunction) -> dict[str, Any]:
    found = actions.preview(expunction, timezone.localdate())
    shown, more = changes(found.finds, expunction.words)
    return {
        "counts": actions.count_by_place(found.finds),
        "changes": shown,
        "more": more,
        "misses": misses_in_words(found.misses.items()),
        "fingerprint": actions.fingerprint_of(found),
        "total": len(found.finds),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.APPROVE)
def agree_expunction(request: ActorRequest, pk: int) -> HttpResponse:
    """Agree, having read what would change; then it is carried out."""
    expunction = _visible(request, pk)
    if expunction.state != ExpunctionState.PROPOSED:
        return _too_late(request, expunction)
    preview = _preview(expunction)
    form = AgreeExpunctionForm(request.POST or None, initial={"as_shown": preview["fingerprint"]})
    outcome = NOT_TRIED
    if form.is_valid():
        outcome = attempt(
            form,
            lambda: actions.agree_expunction(
                expunction=expunction, shown=form.cleaned_data["as_shown"], by=request.actor, at=timezone.now()
            ),
            shown_now=lambda current: str(preview["fingerprint"]),
            conflicts=lambda form, current: [],
        )
    if outcome.done:
        _carry_out(request, expunction)
        return redirect("expunction", pk)
    context = {
        "expunction": expunction,
        "row": ExpunctionRow(expunction),
        "preview": preview,
        "form": form,
        "is_overtaken": outcome.status == 409,
    }
    return render(request, "reports/agree_expunction.html", context, status=outcome.status)


def _carry_out(request: ActorRequest, expunction: Expunction) -> None:
    """The second half of the act. What does not come about is left to the command, and said."""
    try:
        done = actions.carry_out_expunction(expunction=expunction, by=request.actor, at=timezone.now())
    except NotPossible as refusal:
        messages.warning(request, str(refusal))
        return
    if actions.clean_up(done):
        messages.warning(
            request, f"It is removed, but the storage could not be cleaned just now. Run manage.py expunge {done.pk}."
        )
        return
    actions.record_cleaning(expunction=done, by=request.actor, at=timezone.now())
    messages.success(request, "It is removed for good.")


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.APPROVE)
def refuse_expunction(request: ActorRequest, pk: int) -> HttpResponse:
    """Refuse what somebody else proposed."""
    return _answer(request, pk, actions.refuse_expunction, "reports/refuse_expunction.html", "The proposal is refused.")


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.KEEP_REGISTER)
def withdraw_expunction(request: ActorRequest, pk: int) -> HttpResponse:
    """Take a proposal back."""
    return _answer(
        request, pk, actions.withdraw_expunction, "reports/withdraw_expunction.html", "The proposal is withdrawn."
    )


def _answer(request: ActorRequest, pk: int, act: Callable[..., Any], template: str, said: str) -> HttpResponse:
    expunction = _visible(request, pk)
    if expunction.state != ExpunctionState.PROPOSED:
        return _too_late(request, expunction)
    return ask_and_do(
        request,
        AnswerForm,
        lambda typed: act(expunction=expunction, why=typed["why"], by=request.actor, at=timezone.now()),
        template=template,
        context={"expunction": expunction},
        said=said,
        go_to=reverse("expunction", args=[pk]),
    )


def _too_late(request: ActorRequest, expunction: Expunction) -> HttpResponse:
    messages.warning(request, TOO_LATE)
    return redirect("expunction", expunction.pk)
