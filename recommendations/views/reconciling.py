"""Reconciling with HMICFRS's list: it is brought in, settled, compared, and decided row by row."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.guards import ActorRequest, requires
from jac_tracker.accounts.roles import Duty
from jac_tracker.accounts.views.acting import NOT_TRIED, attempt
from jac_tracker.accounts.views.saving import NoSuchList, as_file
from jac_tracker.downloads import Listing
from jac_tracker.history import digest
from jac_tracker.sheets.writing import Table
from recommendations import actions
from recommendations.actions import DECISION_FIELDS, MOST_AT_ONCE
from recommendations.enums import IntakePurpose, IntakeStanding, ListAnswer
from recommendations.forms.lists import SheetForm
from recommendations.forms.reconciling import DecideForm, ReconcileForm, TheirColumnsForm, TheirWordsForm
from recommendations.intake.comparing import Compared
from recommendations.intake.gathering import beside_register, reports_by_name
from recommendations.intake.kept import compared_now, sheet_of, workbook_of
from recommendations.intake.theirs import TheirField, TheirPlan, read_theirs
from recommendations.models import Intake
from recommendations.presenters import exporting
from recommendations.presenters import reconciling as presenting
from recommendations.views.lists import (
    ROWS_ON_A_PAGE,
    begun,
    list_of,
    lists_of,
    page_of_lists,
    posted,
    says_where_unreadable,
    settle,
    settling,
    shown,
)

CELLS_SHOWN = 50


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.KEEP_REGISTER)
def reconcile(request: ActorRequest) -> HttpResponse:
    """The lists of HMICFRS's that were brought in, and a form to bring in another."""
    form = ReconcileForm(posted(request), request.FILES or None, today=request.today)
    if form.is_valid() and (intake := begun(request, form, TheirPlan, on=form.cleaned_data["listed_on"])):
        return redirect("reconciliation_sheet", intake.pk)
    page = page_of_lists(request, IntakePurpose.RECONCILE)
    return render(request, "recommendations/reconcile.html", {"form": form, "page": page})


@require_safe
@requires(Duty.KEEP_REGISTER)
@as_file("reconcile")
def reconcile_file(request: ActorRequest) -> Listing:
    """HMICFRS's lists that were brought in."""
    lists = lists_of(request, IntakePurpose.RECONCILE)
    return Listing(Table.of("HMICFRS’s lists", exporting.THEIR_LISTS, lists))


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.KEEP_REGISTER)
@settling(IntakePurpose.RECONCILE)
def reconciliation_sheet(request: ActorRequest, intake: Intake) -> HttpResponse:
    """Which sheet holds the list, where it begins, and of which day it is."""
    workbook, plan = workbook_of(intake), TheirPlan.of_json(intake.settled)
    form = SheetForm(posted(request), intake=intake, workbook=workbook, plan=plan, today=request.today)
    if form.is_valid() and settle(request, intake, form, **form.place):
        return redirect("reconciliation_columns", intake.pk)
    return shown(request, intake, "reconciliation_sheet", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.KEEP_REGISTER)
@settling(IntakePurpose.RECONCILE)
def reconciliation_columns(request: ActorRequest, intake: Intake) -> HttpResponse:
    """What each column holds."""
    form = TheirColumnsForm(posted(request), sheet=sheet_of(intake), plan=TheirPlan.of_json(intake.settled))
    if form.is_valid() and settle(request, intake, form):
        return redirect("reconciliation_words", intake.pk)
    return shown(request, intake, "reconciliation_columns", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.KEEP_REGISTER)
@settling(IntakePurpose.RECONCILE)
def reconciliation_words(request: ActorRequest, intake: Intake) -> HttpResponse:
    """Which way days are written, and what words for a status mean."""
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
    chosen = presenting.chosen_pile(intake, comparison, request.GET)
    page = Paginator(presenting.chosen_rows(comparison, chosen), ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    new, refused = comparison.undecided, comparison.theirs.refused
    context = {
        "page": page,
        "rows": [presenting.pair_shown(intake, row, comparison) for row in page.object_list],
        "counts": presenting.counts_shown(intake, comparison, chosen, request.GET),
        "refused": refused[:CELLS_SHOWN],
        "refused_count": len(refused),
        "refused_more": len(refused[CELLS_SHOWN:]),
        "agreeing": len(comparison.agreeing),
        "at_once": MOST_AT_ONCE,
        "shown": presenting.fingerprint_of(comparison.agreeing[:MOST_AT_ONCE]),
        "outcome": presenting.outcome_of(intake),
        "first": presenting.pair_shown(intake, new[0], comparison) if new else None,
        "new": len(new),
        "is_begun": intake.standing == IntakeStanding.BEGUN,
    }
    return shown(request, intake, "reconciliation", context)


@require_safe
@requires(Duty.KEEP_REGISTER)
@says_where_unreadable
@as_file("reconciliation", filters=["pile"])
def reconciliation_file(request: ActorRequest, pk: int) -> Listing:
    """The rows of the pile that the address names; where it names none, those that the page then shows."""
    intake = _list(request, pk)
    comparison = compared_now(intake, request.actor)
    chosen = presenting.chosen_pile(intake, comparison, request.GET)
    if request.GET.get("pile", chosen) not in ("", chosen):
        raise NoSuchList([f"“{request.GET['pile'][:100]}” is not a pile."])
    rows = (presenting.pair_shown(intake, row, comparison) for row in presenting.chosen_rows(comparison, chosen))
    table = Table.of(f"Rows of HMICFRS’s list {pk}", exporting.THEIR_ROWS, rows, [("List", str(intake))])
    return Listing(table, presenting.chosen_filters(intake, chosen))


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.KEEP_REGISTER)
@says_where_unreadable
def reconciliation_row(request: ActorRequest, pk: int, digest_of_row: str) -> HttpResponse:
    """One row with both sides beside each other; a decision leads on to the next."""
    intake = _list(request, pk)
    comparison = compared_now(intake, request.actor)
    row = comparison.row_of(digest_of_row)
    if row is None:
        if request.method != "POST":
            raise Http404
        messages.info(request, "The register or the list has changed since you were shown that row. Nothing was saved.")
        return redirect(intake)
    decision = comparison.decision_on(row)
    before = {"answer": decision.answer, "note": decision.note} if decision else {"records_status": row.row is not None}
    initial = {**before, "as_shown": digest(decision, DECISION_FIELDS)}
    form = DecideForm(posted(request), compared=row, initial=initial)
    outcome = NOT_TRIED
    if form.is_valid():
        outcome = attempt(
            form,
            lambda: _decide(request, intake, row, form.cleaned_data),
            shown_now=lambda current: digest(current, DECISION_FIELDS),
        )
    if outcome.done:
        messages.success(request, f"{_name(row)}: {ListAnswer(form.cleaned_data['answer']).label}.")
        left = presenting.after(row, comparison, beside_register(comparison.theirs, request.actor))
        return redirect("reconciliation_row", intake.pk, left.digest) if left else redirect(intake)
    following = presenting.after(row, comparison, comparison)
    sides = presenting.sides_of(row)
    context = {
        "form": form,
        "conflicts": outcome.conflicts,
        "decision": decision,
        "words_for_new": presenting.words_for_new(intake),
        "row": row,
        "name": _name(row),
        "sides": sides,
        "facts": [(side.label, side.either) for side in sides],
        "colour": presenting.COLOURS[row.pile],
        "why_together": presenting.why_together(row, comparison),
        "why_unexpected": presenting.why_unexpected(row),
        "following": presenting.pair_shown(intake, following, comparison) if following else None,
        "is_begun": intake.standing == IntakeStanding.BEGUN,
        "left": len(comparison.undecided),
    }
    return shown(request, intake, "reconciliation_row", context, status=outcome.status)


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
    rows = comparison.agreeing[:MOST_AT_ONCE]
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
        messages.success(request, f"{done} {'row is' if done == 1 else 'rows are'} accepted.")
    return redirect(intake)


@require_POST
@requires(Duty.KEEP_REGISTER)
@says_where_unreadable
def finish_reconciling(request: ActorRequest, pk: int) -> HttpResponse:
    """Finish a list on which every row is decided."""
    intake = _list(request, pk)
    comparison = compared_now(intake, request.actor)
    try:
        actions.finish_reconciling(intake=intake, comparison=comparison, by=request.actor, at=timezone.now())
    except NotPossible as refusal:
        messages.info(request, str(refusal))
    else:
        messages.success(request, f"The list {intake.file.name} is done.")
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


def _name(row: Compared) -> str:
    """What a row is called on its page: our reference, or the row of their list."""
    return row.item.entry.key if row.item else presenting.their_name(row)


def _list(request: ActorRequest, pk: int) -> Intake:
    return list_of(request, IntakePurpose.RECONCILE, pk)
