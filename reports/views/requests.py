"""What the committee asked for: the list, one request, and what is recorded of it."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from inspections.models import Inspection
from inspections.views.record import record_page
from jac_tracker import forms
from jac_tracker.accounts.guards import ActorRequest, requires
from jac_tracker.accounts.roles import Duty
from jac_tracker.accounts.views.acting import NOT_TRIED, Outcome, attempt
from jac_tracker.accounts.views.saving import NoSuchList, as_file
from jac_tracker.downloads import Listing, site_of
from jac_tracker.history import digest
from jac_tracker.sheets.writing import Table
from recommendations.presenters.reading import Reading
from reports import actions
from reports.enums import RequestOutcome
from reports.forms import (
    CarryOverForm,
    ClearRequestForm,
    NewRequestForm,
    ReopenForm,
    RequestForm,
    SettleForm,
    meetings_after,
)
from reports.models import CommitteeRequest, Meeting
from reports.permissions import may_clear, may_keep_meetings, may_see_internal
from reports.presenters import (
    REQUESTS,
    history_of_request,
    request_facts,
    request_rows,
    requests_about_inspection,
    requests_values,
    standing_of,
    subjects_of,
)
from reports.views.asking import ask_and_do
from reports.views.loading import visible_meeting, visible_request

PER_PAGE = 25


@require_safe
@requires(Duty.SEE_HEADLINES)
def committee_requests(request: ActorRequest) -> HttpResponse:
    """The requests that the actor may know of: those that are open, or all of them."""
    shows_all = request.GET.get("show") == "all"
    page = Paginator(_requests(request), PER_PAGE).get_page(request.GET.get("page"))
    shown: Any = page.object_list
    rows = request_rows(shown, Reading(request.today))
    return render(request, "reports/committee_requests.html", {"page": page, "rows": rows, "shows_all": shows_all})


@require_safe
@requires(Duty.SEE_HEADLINES)
@as_file("committee_requests", filters=["show"])
def committee_requests_file(request: ActorRequest) -> Listing:
    """Every request of the list that the address describes."""
    if request.GET.get("show", "all") != "all":
        raise NoSuchList(["“show” can only be “all”."])
    rows = requests_values(_requests(request), request.today, site_of(request))
    return Listing(Table("Committee requests", REQUESTS, rows), [] if "show" in request.GET else ["Open"])


def _requests(request: ActorRequest) -> Any:
    found = CommitteeRequest.objects.visible_to(request.actor).order_by("answer_by__held_on", "pk")
    return found if request.GET.get("show") == "all" else found.open()


@require_safe
@requires(Duty.SEE_HEADLINES)
def inspection_requests(request: ActorRequest, pk: int) -> HttpResponse:
    """What the committee asked about an inspection, or about a cause of concern that it raised."""
    inspection = get_object_or_404(Inspection.objects.visible_to(request.actor), pk=pk)
    context = record_page(request.actor, inspection, "inspection_requests")
    context["rows"] = requests_about_inspection(inspection, request.actor)
    return render(request, "reports/inspection_requests.html", context)


@require_safe
@requires(Duty.SEE_HEADLINES)
def committee_request(request: ActorRequest, pk: int) -> HttpResponse:
    """One request, what became of it, and everything that was done to it."""
    asked = visible_request(request, pk)
    standing, colour = standing_of(asked.outcome, asked.answer_by.held_on, request.today)
    context = {
        "asked": asked,
        "standing": standing,
        "colour": colour,
        "facts": request_facts(asked, request.today),
        "subjects": subjects_of(asked, request.actor),
        "history": history_of_request(asked, request.actor),
        "may_open_meeting": may_see_internal(request.actor),
        "may_keep": may_keep_meetings(request.actor),
        "may_clear": may_clear(request.actor, asked),
    }
    return render(request, "reports/committee_request.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.KEEP_MEETINGS, Duty.DRAFT_PAPER)
def record_request(request: ActorRequest, held_on: date) -> HttpResponse:
    """Record what was asked at a meeting."""
    meeting = visible_meeting(request, held_on)
    later = meetings_after(meeting, request.actor)
    form = NewRequestForm(request.POST or None, initial={"answer_by": later.first()}, actor=request.actor, later=later)
    outcome = NOT_TRIED
    if form.is_valid():
        outcome = attempt(
            form,
            lambda: actions.record_request(
                meeting=meeting,
                **form.values(),
                items=form.cleaned_data["items"],
                answer_by=form.cleaned_data["answer_by"],
                by=request.actor,
                at=timezone.now(),
            ),
        )
    if outcome.done:
        messages.success(request, "The request is recorded.")
        return redirect("meeting", held_on)
    context = {"form": form, "meeting": meeting, "has_later": later.exists()}
    return render(request, "reports/record_request.html", context, status=outcome.status)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.KEEP_MEETINGS, Duty.DRAFT_PAPER)
def change_request(request: ActorRequest, pk: int) -> HttpResponse:
    """Change what a request says, of whom it is asked, or what it is about."""
    asked = visible_request(request, pk)
    shown = RequestForm.shown(asked) | {"as_shown": actions.request_digest(asked)}
    form = RequestForm(request.POST or None, initial=shown, actor=request.actor, request=asked)
    outcome = NOT_TRIED
    if form.is_valid():
        outcome = attempt(
            form,
            lambda: actions.change_request(
                request=asked,
                values=form.values(),
                items=form.cleaned_data["items"],
                shown=form.cleaned_data["as_shown"],
                by=request.actor,
                at=timezone.now(),
            ),
            shown_now=actions.request_digest,
            conflicts=_conflicts,
        )
    return _done_or_shown(request, asked, form, outcome, "change_request", "The request is changed.")


def _conflicts(form: Any, current: CommitteeRequest) -> list[tuple[str, str, str]]:
    current.items = [each.recommendation for each in current.about.select_related("recommendation")]  # type: ignore[attr-defined]
    return forms.conflicts(form, current)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.KEEP_MEETINGS, Duty.DRAFT_PAPER)
def carry_over_request(request: ActorRequest, pk: int) -> HttpResponse:
    """Let a request be answered by a later meeting."""
    asked = visible_request(request, pk)
    later = meetings_after(asked.answer_by, request.actor)
    initial = {"answer_by": later.first(), "as_shown": digest(asked, actions.DUE_FIELDS)}
    form = CarryOverForm(request.POST or None, initial=initial, later=later)
    outcome = NOT_TRIED
    if form.is_valid():
        outcome = attempt(
            form,
            lambda: actions.carry_over_request(
                request=asked,
                to=form.cleaned_data["answer_by"],
                shown=form.cleaned_data["as_shown"],
                by=request.actor,
                at=timezone.now(),
                why=form.cleaned_data["why"],
            ),
            shown_now=lambda current: digest(current, actions.DUE_FIELDS),
        )
    more = {"has_later": later.exists()}
    return _done_or_shown(request, asked, form, outcome, "carry_over_request", "The request is carried over.", more)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.KEEP_MEETINGS, Duty.DRAFT_PAPER)
def settle_request(request: ActorRequest, pk: int) -> HttpResponse:
    """Record what became of a request."""
    asked = visible_request(request, pk)
    from_then = Meeting.objects.visible_to(request.actor).filter(held_on__gte=asked.meeting.held_on)
    form = SettleForm(
        request.POST or None,
        initial={"answered_in": asked.answer_by, "answered_by": asked.asked_of},
        request=asked,
        meetings=from_then.order_by("held_on"),
    )
    outcome = NOT_TRIED
    if form.is_valid():
        values = form.cleaned_data
        outcome = attempt(
            form,
            lambda: actions.settle_request(
                request=asked,
                outcome=RequestOutcome(values["outcome"]),
                answer=values["answer"],
                answered_in=values["answered_in"],
                answered_by=values["answered_by"],
                by=request.actor,
                at=timezone.now(),
            ),
        )
    return _done_or_shown(request, asked, form, outcome, "settle_request", "What became of the request is recorded.")


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.KEEP_MEETINGS, Duty.DRAFT_PAPER)
def reopen_request(request: ActorRequest, pk: int) -> HttpResponse:
    """Open a settled request again."""
    asked = visible_request(request, pk)
    return ask_and_do(
        request,
        ReopenForm,
        lambda typed: actions.reopen_request(request=asked, by=request.actor, at=timezone.now(), why=typed["why"]),
        template="reports/reopen_request.html",
        context={"asked": asked},
        said="The request is open again.",
        go_to=asked.get_absolute_url(),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.DRAFT_PAPER)
def clear_request(request: ActorRequest, pk: int) -> HttpResponse:
    """Say what public papers tell of a request."""
    asked = visible_request(request, pk)
    initial = {
        "words": asked.cleared_words or asked.words,
        "answer": asked.cleared_answer or asked.answer,
        "as_shown": digest(asked, actions.CLEARED_FIELDS),
    }
    form = ClearRequestForm(request.POST or None, initial=initial, request=asked)
    outcome = NOT_TRIED
    if form.is_valid():
        outcome = attempt(
            form,
            lambda: actions.clear_request(
                request=asked,
                words=form.cleaned_data["words"],
                answer=form.cleaned_data.get("answer", ""),
                shown=form.cleaned_data["as_shown"],
                by=request.actor,
                at=timezone.now(),
            ),
            shown_now=lambda current: digest(current, actions.CLEARED_FIELDS),
            conflicts=_other_wording,
        )
    return _done_or_shown(request, asked, form, outcome, "clear_request", "The wording is cleared.")


def _other_wording(form: Any, current: CommitteeRequest) -> list[tuple[str, str, str]]:
    current.words = current.cleared_words or current.words
    current.answer = current.cleared_answer or current.answer
    return forms.conflicts(form, current)


def _done_or_shown(
    request: ActorRequest,
    asked: CommitteeRequest,
    form: Any,
    outcome: Outcome,
    page: str,
    said: str,
    more: dict[str, Any] | None = None,
) -> HttpResponse:
    if outcome.done:
        messages.success(request, said)
        return redirect(asked)
    context = {"form": form, "asked": asked, "conflicts": outcome.conflicts} | (more or {})
    return render(request, f"reports/{page}.html", context, status=outcome.status)
