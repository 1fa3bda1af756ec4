"""Reconciling with HMICFRS's list: it is brought in, settled, compared, and decided row by row."""

from dataclasses import asdict, replace
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jac_tracker import forms
from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.guards import ActorRequest, requires
from jac_tracker.accounts.roles import Duty
from jac_tracker.files import StoreFailed, keep
from jac_tracker.history import StaleEdit, digest
from jac_tracker.sheets import Sheet, Workbook
from recommendations import actions
from recommendations.actions import DECISION_FIELDS
from recommendations.enums import IntakePurpose, IntakeStanding, ListAnswer, Pile
from recommendations.forms.intake import ReadFile
from recommendations.forms.reconciling import (
    DecideForm,
    ReconcileForm,
    TheirColumnsForm,
    TheirSheetForm,
    TheirWordsForm,
)
from recommendations.intake.comparing import Compared
from recommendations.intake.gathering import Comparison, reports_by_name
from recommendations.intake.kept import compared_now, sheet_of, workbook_of
from recommendations.intake.theirs import TheirPlan, guess_theirs, read_theirs, settled_theirs
from recommendations.models import Intake, StoredFile
from recommendations.presenters import reconciling as presenting
from recommendations.views.intake import STORE_FAILED

ROWS_ON_A_PAGE = 25


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.KEEP_REGISTER)
def reconcile(request: ActorRequest) -> HttpResponse:
    """The lists of HMICFRS's that were brought in, and a form to bring in another."""
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = ReconcileForm(*sent, today=request.today)
    if form.is_valid():
        try:
            intake = _begin(request, form.cleaned_data)
        except StoreFailed:
            form.add_error("file", STORE_FAILED)
        else:
            return redirect("reconciliation_sheet", intake.pk)
    lists = _lists(request).select_related("file")
    return render(request, "recommendations/reconcile.html", {"form": form, "lists": lists[:50]})


def _begin(request: ActorRequest, values: dict[str, Any]) -> Intake:
    now, read = timezone.now(), values["file"]
    assert isinstance(read, ReadFile)
    before = _lists(request).filter(source__iexact=values["source"]).first()
    sheet, plan = _first_guess(read.workbook, before)
    return actions.begin_intake(
        file=StoredFile(**asdict(keep(read.looked)), at=now),
        source=values["source"],
        sheet=sheet.name,
        plan=plan,
        opening_on=values["listed_on"],
        purpose=IntakePurpose.RECONCILE,
        by=request.actor,
        at=now,
    )


def _first_guess(workbook: Workbook, before: Intake | None) -> tuple[Sheet, TheirPlan]:
    """The sheet that looks most like a list, and how it may be read: with the words of the last of its source."""
    shown = [sheet for sheet in workbook.sheets if sheet.rows and not sheet.is_hidden]
    sheets = shown or [sheet for sheet in workbook.sheets if sheet.rows]
    best, sheet = max(((guess_theirs(sheet.rows), sheet) for sheet in sheets), key=lambda pair: len(pair[0].columns))
    plan = TheirPlan.of_json(before.settled) if before else TheirPlan()
    taken = set(best.columns.values())
    kept = {each: n for each, n in plan.columns.items() if each not in best.columns and n not in taken}
    return sheet, replace(plan, header=best.header, columns={**best.columns, **kept})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.KEEP_REGISTER)
def reconciliation_sheet(request: ActorRequest, pk: int) -> HttpResponse:
    """Which sheet holds the list, where it begins, and of which day it is."""
    intake = _list(request, pk)
    workbook = workbook_of(intake)
    if isinstance(workbook, str):
        return _unreadable(request, intake, workbook)
    plan = TheirPlan.of_json(intake.settled)
    names = [sheet.name for sheet in workbook.sheets]
    chosen = str(names.index(intake.sheet)) if intake.sheet in names else None
    initial = {"sheet": chosen, "header": plan.header + 1, "opening_on": intake.opening_on}
    form = TheirSheetForm(_post(request), workbook=workbook, today=request.today, initial=initial)
    if form.is_valid():
        values = form.cleaned_data
        sheet, header = values["sheet"], values["header"] - 1
        if (sheet.name, header) != (intake.sheet, plan.header):
            guessed = guess_theirs(sheet.rows[header:])
            plan = replace(plan, columns=guessed.columns if guessed.header == 0 else {})
        settled = replace(plan, header=header)
        if _settle(request, intake, form, settled, sheet=sheet.name, opening_on=values["opening_on"]):
            return redirect("reconciliation_columns", intake.pk)
    return _page(request, intake, "reconciliation_sheet", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.KEEP_REGISTER)
def reconciliation_columns(request: ActorRequest, pk: int) -> HttpResponse:
    """What each column holds."""
    intake = _list(request, pk)
    sheet = sheet_of(intake)
    if isinstance(sheet, str):
        return _unreadable(request, intake, sheet)
    plan = TheirPlan.of_json(intake.settled)
    form = TheirColumnsForm(_post(request), sheet=sheet, plan=plan)
    if form.is_valid() and _settle(request, intake, form, replace(plan, columns=form.columns)):
        return redirect("reconciliation_words", intake.pk)
    return _page(request, intake, "reconciliation_columns", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.KEEP_REGISTER)
def reconciliation_words(request: ActorRequest, pk: int) -> HttpResponse:
    """Which way days are written, and what words for a status mean."""
    intake = _list(request, pk)
    sheet = sheet_of(intake)
    if isinstance(sheet, str):
        return _unreadable(request, intake, sheet)
    plan = TheirPlan.of_json(intake.settled)
    if settled_theirs(plan.columns):
        return redirect("reconciliation_columns", intake.pk)
    theirs = read_theirs(sheet, plan, reports_by_name(request.actor), intake.opening_on)
    form = TheirWordsForm(_post(request), sheet=sheet, plan=plan, theirs=theirs)
    if form.is_valid():
        settled = replace(plan, orders={**plan.orders, **form.orders}, statuses={**plan.statuses, **form.statuses})
        if _settle(request, intake, form, settled):
            return redirect("reconciliation", intake.pk)
    return _page(request, intake, "reconciliation_words", {"form": form, "has_fields": bool(form.fields)})


@require_safe
@requires(Duty.KEEP_REGISTER)
def reconciliation(request: ActorRequest, pk: int) -> HttpResponse:
    """The piles: what agrees, what differs, what is on one side alone, and what has been decided."""
    intake = _list(request, pk)
    comparison = compared_now(intake, request.actor)
    if isinstance(comparison, str):
        return _unreadable(request, intake, comparison)
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
    return _page(request, intake, "reconciliation", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.KEEP_REGISTER)
def reconciliation_row(request: ActorRequest, pk: int, digest_of_row: str) -> HttpResponse:
    """One row with both sides beside each other; a decision leads on to the next."""
    intake = _list(request, pk)
    comparison = compared_now(intake, request.actor)
    if isinstance(comparison, str):
        return _unreadable(request, intake, comparison)
    row = next((row for row in comparison.rows if row.digest == digest_of_row), None)
    if row is None:
        if request.method != "POST":
            raise Http404
        messages.info(request, "The register or the list has changed since you were shown that row. Nothing was saved.")
        return redirect(intake)
    decision = comparison.decision_on(row)
    shown = {"answer": decision.answer, "note": decision.note} if decision else {"records_status": True}
    initial = {**shown, "as_shown": digest(decision, DECISION_FIELDS)}
    form = DecideForm(_post(request), compared=row, initial=initial)
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
    return _page(request, intake, "reconciliation_row", context, status=status)


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
def accept_what_agrees(request: ActorRequest, pk: int) -> HttpResponse:
    """Accept all pairs that agree and are not decided yet, as they were shown."""
    intake = _list(request, pk)
    comparison = compared_now(intake, request.actor)
    if isinstance(comparison, str):
        return _unreadable(request, intake, comparison)
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


def _lists(request: ActorRequest) -> Any:
    return Intake.objects.visible_to(request.actor).filter(purpose=IntakePurpose.RECONCILE)


def _list(request: ActorRequest, pk: int) -> Intake:
    found: Intake = get_object_or_404(_lists(request).select_related("file"), pk=pk)
    return found


def _settle(request: ActorRequest, intake: Intake, form: Any, plan: TheirPlan, **given: Any) -> bool:
    try:
        actions.settle_intake(intake=intake, plan=plan, **given, by=request.actor, at=timezone.now())
    except NotPossible as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _page(
    request: ActorRequest, intake: Intake, route: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    more = {"intake": intake, "steps": presenting.steps_of(intake, route)}
    return render(request, f"recommendations/{route}.html", context | more, status=status)


def _unreadable(request: ActorRequest, intake: Intake, sentence: str) -> HttpResponse:
    context = {"intake": intake, "sentence": sentence}
    return render(request, "recommendations/reconciliation_unreadable.html", context, status=404)


def _post(request: ActorRequest) -> Any:
    return request.POST if request.method == "POST" else None
