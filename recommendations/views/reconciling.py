"""Reconciling with HMICFRS's list: it is brought in, settled, compared, and decided row by row."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jac_tracker import forms
from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.guards import ActorRequest, requires
from jac_tracker.accounts.roles import Duty
from jac_tracker.history import StaleEdit, digest
from recommendations import actions
from recommendations.actions import DECISION_FIELDS
from recommendations.enums import IntakePurpose, IntakeStanding, ListAnswer, Pile
from recommendations.forms.lists import SheetForm
from recommendations.forms.reconciling import DecideForm, ReconcileForm, TheirColumnsForm, TheirWordsForm
from recommendations.intake.comparing import Compared
from recommendations.intake.gathering import Comparison, reports_by_name
from recommendations.intake.kept import compared_now, sheet_of, workbook_of
from recommendations.intake.theirs import TheirField, TheirPlan, read_theirs
from recommendations.models import Intake
from recommendations.presenters import reconciling as presenting
from recommendations.views.lists import (
    ROWS_ON_A_PAGE,
    begun,
    list_of,
    lists_of,
    posted,
    says_where_unreadable,
    settle,
    shown,
)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.KEEP_REGISTER)
def reconcile(request: ActorRequest) -> HttpResponse:
    """The lists of HMICFRS's that were brought in, and a form to bring in another."""
    form = ReconcileForm(posted(request), request.FILES or None, today=request.today)
    if form.is_valid() and (intake := begun(request, form, TheirPlan, on=form.cleaned_data["listed_on"])):
        return redirect("reconciliation_sheet", intake.pk)
    lists = lists_of(request, IntakePurpose.RECONCILE)
    return render(request, "recommendations/reconcile.html", {"form": form, "lists": lists[:50]})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.KEEP_REGISTER)
@says_where_unreadable
def reconciliation_sheet(request: ActorRequest, pk: int) -> HttpResponse:
    """Which sheet holds the list, where it begins, and of which day it is."""
    intake = _list(request, pk)
    workbook, plan = workbook_of(intake), TheirPlan.of_json(intake.settled)
    form = SheetForm(posted(request), intake=intake, workbook=workbook, plan=plan, today=request.today)
    if form.is_valid() and settle(request, intake, form, **form.place):
        return redirect("reconciliation_columns", intake.pk)
    return shown(request, intake, "reconciliation_sheet", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.KEEP_REGISTER)
@says_where_unreadable
def reconciliation_columns(request: ActorRequest, pk: int) -> HttpResponse:
    """What each column holds."""
    intake = _list(request, pk)
    form = TheirColumnsForm(posted(request), sheet=sheet_of(intake), plan=TheirPlan.of_json(intake.settled))
    if form.is_valid() and settle(request, intake, form):
        return redirect("reconciliation_words", intake.pk)
    return shown(request, intake, "reconciliation_columns", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.KEEP_REGISTER)
@says_where_unreadable
def reconciliation_words(request: ActorRequest, pk: int) -> HttpResponse:
    """Which way days are written, and what words for a status mean."""
    intake = _list(request, pk)
    sheet, plan = sheet_of(intake), TheirPlan.of_json(intake.settled)
    if plan.wanting():
        return redirect("reconciliation_columns", intake.pk)
    theirs = read_theirs(sheet, plan, reports_by_name(request.actor), intake.opening_on)
    form = TheirWordsForm(posted(request), sheet=sheet, plan=plan, unknown={TheirField.STATUS: theirs.unknown})
    if form.is_valid() and settle(request, intake, form):
        return redirect("reconciliation", intake.pk)
    return shown(request, intake, "reconciliation_words", {"form": form})


@require_safe
@requires(Duty.KEEP_REGISTER)
@says_where_unreadable
def reconciliation(request: ActorRequest, pk: int) -> HttpResponse:
    """The piles: what agrees, what differs, what is on one side alone, and what has been decided."""
    intake = _list(request, pk)
    comparison = compared_now(intake, request.actor)
    rows = presenting.chosen_rows(comparison, request.GET)
    page = Paginator(rows, ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    agreeing = _agreeing(comparison)
    new = comparison.undecided
    context = {
        "page": page,
        "rows": [presenting.pair_shown(intake, row, comparison) for row in page.object_list],
        "counts": presenting.counts_shown(comparison, request.GET),
        "refused": comparison.theirs.refused[:50],
        "refused_count": len(comparison.theirs.refused),
        "agreeing": len(agreeing),
        "shown": presenting.fingerprint_of(agreeing),
        "first": presenting.pair_shown(intake, new[0], comparison) if new else None,
        "new": len(new),
        "is_begun": intake.standing == IntakeStanding.BEGUN,
    }
    return shown(request, intake, "reconciliation", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.KEEP_REGISTER)
@says_where_unreadable
def reconciliation_row(request: ActorRequest, pk: int, digest_of_row: str) -> HttpResponse:
    """One row with both sides beside each other; a decision leads on to the next."""
    intake = _list(request, pk)
    comparison = compared_now(intake, request.actor)
    row = next((row for row in comparison.rows if row.digest == digest_of_row), None)
    if row is None:
        if request.method != "POST":
            raise Http404
        messages.info(request, "The register or the list has changed since you were shown that row. Nothing was saved.")
        return redirect(intake)
    decision = comparison.decision_on(row)
    before = {"answer": decision.answer, "note": decision.note} if decision else {"records_status": True}
    initial = {**before, "as_shown": digest(decision, DECISION_FIELDS)}
    form = DecideForm(posted(request), compared=row, initial=initial)
    context: dict[str, Any] = {"form": form, "decision": decision}
    status = 200
    if form.is_valid():
        try:
            _decide(request, intake, row, form.cleaned_data)
        except StaleEdit as stale:
            status = 409
            form.show_as_now(digest(stale.current, DECISION_FIELDS))
            context["conflicts"] = forms.conflicts(form, stale.current)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{_name(row)}: {ListAnswer(form.cleaned_data['answer']).label}.")
            left = presenting.after(comparison.rows, row, comparison)
            return redirect("reconciliation_row", intake.pk, left.digest) if left else redirect(intake)
    following = presenting.after(comparison.rows, row, comparison)
    context |= {
        "row": row,
        "name": _name(row),
        "sides": presenting.sides_of(row),
        "why_together": presenting.why_together(row),
        "following": presenting.pair_shown(intake, following, comparison) if following else None,
        "is_begun": intake.standing == IntakeStanding.BEGUN,
        "left": len(comparison.undecided),
    }
    return shown(request, intake, "reconciliation_row", context, status=status)


def _decide(request: ActorRequest, intake: Intake, row: Compared, values: dict[str, Any]) -> None:
    actions.decide_on_list(
        intake=intake,
        compared=row,
        answer=ListAnswer(values["answer"]),
        note=values["note"],
        records_status=values["records_status"],
        shown=values["as_shown"],
        by=request.actor,
        at=timezone.now(),
    )


@require_POST
@requires(Duty.KEEP_REGISTER)
@says_where_unreadable
def accept_what_agrees(request: ActorRequest, pk: int) -> HttpResponse:
    """Accept all pairs that agree and are not decided yet, as they were shown."""
    intake = _list(request, pk)
    comparison = compared_now(intake, request.actor)
    rows = _agreeing(comparison)
    if presenting.fingerprint_of(rows) != request.POST.get("shown", ""):
        messages.info(request, "The register or the list has changed since this was shown. Look at what agrees again.")
        return redirect(intake)
    try:
        records = "records_status" in request.POST
        done = actions.accept_what_agrees(
            intake=intake, rows=rows, records_status=records, by=request.actor, at=timezone.now()
        )
    except NotPossible as refusal:
        messages.info(request, str(refusal))
    else:
        messages.success(request, f"{done} row{'' if done == 1 else 's'} that agree accepted.")
    return redirect(intake)


@require_POST
@requires(Duty.KEEP_REGISTER)
def drop_reconciliation(request: ActorRequest, pk: int) -> HttpResponse:
    """Drop a list. What was decided on it is still remembered."""
    intake = _list(request, pk)
    try:
        actions.drop_intake(intake=intake, by=request.actor, at=timezone.now())
    except NotPossible as refusal:
        messages.info(request, str(refusal))
    else:
        messages.success(request, f"The list {intake.file.name} has been dropped. What was decided is remembered.")
    return redirect("reconcile")


def _agreeing(comparison: Comparison) -> list[Compared]:
    return [row for row in comparison.undecided if row.pile == Pile.AGREE and not row.is_ended_there_and_open_here]


def _name(row: Compared) -> str:
    """What a row is called on its page: our reference, or the row of their list."""
    return row.item.entry.key if row.item else presenting.their_name(row)


def _list(request: ActorRequest, pk: int) -> Intake:
    return list_of(request, IntakePurpose.RECONCILE, pk)
