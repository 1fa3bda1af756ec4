"""Taking over a register: the list is brought in, settled, looked at row by row, and taken over."""

import csv
import io
from collections.abc import Iterator
from dataclasses import asdict, replace
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.guards import ActorRequest, requires
from jac_tracker.accounts.roles import Duty
from jac_tracker.files import StoreFailed, keep
from jac_tracker.sheets import Sheet, Workbook
from jac_tracker.text import csv_cell
from recommendations import actions
from recommendations.actions import Asked, Taken, TakingOver, digest_of
from recommendations.enums import IntakePurpose, IntakeStanding
from recommendations.forms.intake import ColumnsForm, ReadFile, SheetForm, TakeOverForm, WordsForm
from recommendations.intake.columns import guess, settled
from recommendations.intake.gathering import known_to
from recommendations.intake.judging import JudgedList, Verdict, judge, refused_rows
from recommendations.intake.kept import sheet_of, workbook_of
from recommendations.intake.known import Known
from recommendations.intake.plan import Plan
from recommendations.models import Intake, StoredFile
from recommendations.presenters import intake as presenting

ROWS_ON_A_PAGE = 25
STORE_FAILED = "The file could not be kept. Try again later, and tell an administrator if it happens again"
_HERE = "<!-- progress -->"


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.KEEP_REGISTER)
def take_over(request: ActorRequest) -> HttpResponse:
    """The lists that were brought in, and a form to bring in another."""
    form = TakeOverForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if form.is_valid():
        try:
            intake = _begin(request, form.cleaned_data["file"], form.cleaned_data["source"])
        except StoreFailed:
            form.add_error("file", STORE_FAILED)
        else:
            return redirect("intake_sheet", intake.pk)
    lists = Intake.objects.visible_to(request.actor).filter(purpose=IntakePurpose.TAKE_OVER).select_related("file")
    return render(request, "recommendations/take_over.html", {"form": form, "lists": lists[:50]})


def _begin(request: ActorRequest, read: ReadFile, source: str) -> Intake:
    now = timezone.now()
    lists = Intake.objects.visible_to(request.actor).filter(purpose=IntakePurpose.TAKE_OVER)
    before = lists.filter(source__iexact=source).first()
    sheet, plan = _first_guess(read.workbook, before)
    file = StoredFile(**asdict(keep(read.looked)), at=now)
    return actions.begin_intake(
        file=file, source=source, sheet=sheet.name, plan=plan, opening_on=request.today, by=request.actor, at=now
    )


def _first_guess(workbook: Workbook, before: Intake | None) -> tuple[Sheet, Plan]:
    """The sheet that looks most like a register, and how it may be read: as the last of its source, where it fits."""
    shown = [sheet for sheet in workbook.sheets if sheet.rows and not sheet.is_hidden]
    sheets = shown or [sheet for sheet in workbook.sheets if sheet.rows]
    guesses = [(guess(sheet.rows), sheet) for sheet in sheets]
    best, sheet = max(guesses, key=lambda pair: len(pair[0].columns))
    plan = Plan.of_json(before.settled) if before else Plan()
    return sheet, replace(plan, header=best.header, columns={**best.columns, **_still_there(plan, best.columns)})


def _still_there(plan: Plan, guessed: Any) -> dict[Any, int]:
    """Of the columns settled before, those that nothing is guessed of: they had headings that say little."""
    taken = set(guessed.values())
    return {each: column for each, column in plan.columns.items() if each not in guessed and column not in taken}


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.KEEP_REGISTER)
def intake_sheet(request: ActorRequest, pk: int) -> HttpResponse:
    """Which sheet holds the list, where it begins, and as at which day it is right."""
    intake = _intake(request, pk)
    workbook = workbook_of(intake)
    if isinstance(workbook, str):
        return _unreadable(request, intake, workbook)
    plan = Plan.of_json(intake.settled)
    names = [sheet.name for sheet in workbook.sheets]
    initial = {
        "sheet": str(names.index(intake.sheet)) if intake.sheet in names else None,
        "header": plan.header + 1,
        "opening_on": intake.opening_on,
        "text_source": plan.text_source,
        "kind": plan.kind,
    }
    form = SheetForm(_post(request), workbook=workbook, today=request.today, initial=initial)
    if form.is_valid():
        values = form.cleaned_data
        sheet, header = values["sheet"], values["header"] - 1
        if (sheet.name, header) != (intake.sheet, plan.header):
            guessed = guess(sheet.rows[header:])
            plan = replace(plan, columns=guessed.columns if guessed.header == 0 else {})
        plan = replace(plan, header=header, text_source=values["text_source"], kind=values["kind"])
        if _settle(request, intake, form, plan, sheet=sheet.name, opening_on=values["opening_on"]):
            return redirect("intake_columns", intake.pk)
    return _page(request, intake, "intake_sheet", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.KEEP_REGISTER)
def intake_columns(request: ActorRequest, pk: int) -> HttpResponse:
    """What each column holds."""
    intake = _intake(request, pk)
    sheet = sheet_of(intake)
    if isinstance(sheet, str):
        return _unreadable(request, intake, sheet)
    plan = Plan.of_json(intake.settled)
    form = ColumnsForm(_post(request), sheet=sheet, plan=plan)
    if form.is_valid() and _settle(request, intake, form, replace(plan, columns=form.columns)):
        return redirect("intake_words", intake.pk)
    return _page(request, intake, "intake_columns", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.KEEP_REGISTER)
def intake_words(request: ActorRequest, pk: int) -> HttpResponse:
    """Which way days are written, and what words mean that nothing here answers to."""
    intake = _intake(request, pk)
    sheet = sheet_of(intake)
    if isinstance(sheet, str):
        return _unreadable(request, intake, sheet)
    plan = Plan.of_json(intake.settled)
    if settled(plan.columns):
        return redirect("intake_columns", intake.pk)
    known, judged = _judged(request, intake, sheet, plan)
    form = WordsForm(_post(request), sheet=sheet, plan=plan, judged=judged, known=known)
    if form.is_valid():
        words = {each: {**plan.words.get(each, {}), **form.words.get(each, {})} for each in {*plan.words, *form.words}}
        if _settle(request, intake, form, replace(plan, words=words, orders={**plan.orders, **form.orders})):
            return redirect("intake", intake.pk)
    return _page(request, intake, "intake_words", {"form": form, "has_fields": bool(form.fields)})


@require_safe
@requires(Duty.KEEP_REGISTER)
def intake(request: ActorRequest, pk: int) -> HttpResponse:
    """What would become of each row; of a list that is done, what became of them."""
    found = _intake(request, pk)
    if found.standing != IntakeStanding.BEGUN:
        return render(request, "recommendations/intake_over.html", {"intake": found})
    sheet = sheet_of(found)
    if isinstance(sheet, str):
        return _unreadable(request, found, sheet)
    plan = Plan.of_json(found.settled)
    if settled(plan.columns):
        return redirect("intake_columns", found.pk)
    known, judged = _judged(request, found, sheet, plan)
    page = Paginator(presenting.chosen_rows(judged, request.GET), ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    counts = judged.counts
    context = {
        "page": page,
        "rows": [presenting.row_shown(row, known) for row in page.object_list],
        "counts": presenting.counts_of(judged, request.GET),
        "new_names": presenting.new_names(judged),
        "is_empty": known.is_empty,
        "creates": counts[Verdict.CREATE],
        "changes": counts[Verdict.CHANGE],
        "refused": counts[Verdict.REFUSE],
        "shown": digest_of(judged),
    }
    return _page(request, found, "intake", context)


@require_POST
@requires(Duty.KEEP_REGISTER)
def intake_do(request: ActorRequest, pk: int) -> HttpResponse | StreamingHttpResponse:
    """Take over the rows that were looked at; the page says how far it is."""
    found = _intake(request, pk)
    sheet = sheet_of(found)
    if isinstance(sheet, str):
        return _unreadable(request, found, sheet)
    asked = Asked(
        sheet,
        Plan.of_json(found.settled),
        found.source,
        found.opening_on,
        adds="adds" in request.POST,
        changes="changes" in request.POST,
        shown=request.POST.get("shown", "")[:64],
    )
    if settled(asked.plan.columns) or not asked.wanted or found.standing != IntakeStanding.BEGUN:
        messages.info(request, "Nothing was chosen to be taken over.")
        return redirect("intake", found.pk)
    page = render_to_string("recommendations/intake_doing.html", {"intake": found}, request)
    return StreamingHttpResponse(_doing(request, found, asked, page))


def _doing(request: ActorRequest, found: Intake, asked: Asked, page: str) -> Iterator[str]:
    """The page piece by piece, as the work goes on. Whoever leaves it closes this, and with it the transaction."""
    now = timezone.now()

    def finish(taken: Taken) -> None:
        counts = {verdict.name: number for verdict, number in taken.counts.items()}
        actions.finish_intake(intake=found, counts={**counts, "DONE": taken.done}, by=request.actor, at=now)

    before, after = page.split(_HERE)
    yield before
    try:
        for taken in TakingOver(asked, request.actor, now, finish).steps():
            yield render_to_string("recommendations/intake_progress.html", {"taken": taken})
    except NotPossible as refusal:
        yield render_to_string("recommendations/intake_stopped.html", {"intake": found, "sentence": str(refusal)})
    else:
        yield render_to_string("recommendations/intake_done.html", {"intake": found, "taken": taken})
    yield after


@require_safe
@requires(Duty.KEEP_REGISTER)
def intake_refused(request: ActorRequest, pk: int) -> HttpResponse:
    """The refused rows as CSV, each with why: to be mended and brought in again."""
    found = _intake(request, pk)
    sheet = sheet_of(found)
    if isinstance(sheet, str):
        return _unreadable(request, found, sheet)
    plan = Plan.of_json(found.settled)
    _known, judged = _judged(request, found, sheet, plan)
    out = io.StringIO()
    writer = csv.writer(out)
    for cells in refused_rows(judged.rows, sheet.rows, plan.header):
        writer.writerow([csv_cell(cell) if isinstance(cell, str) else cell for cell in cells])
    response = HttpResponse(out.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(True, "refused-rows.csv") or "attachment"
    return response


@require_POST
@requires(Duty.KEEP_REGISTER)
def drop_intake(request: ActorRequest, pk: int) -> HttpResponse:
    """Drop a list that is not to be taken over."""
    found = _intake(request, pk)
    try:
        actions.drop_intake(intake=found, by=request.actor, at=timezone.now())
    except NotPossible as refusal:
        messages.info(request, str(refusal))
    else:
        messages.success(request, f"The list {found.file.name} has been dropped. Nothing of it was taken over.")
    return redirect("take_over")


def _intake(request: ActorRequest, pk: int) -> Intake:
    lists = Intake.objects.visible_to(request.actor).filter(purpose=IntakePurpose.TAKE_OVER)
    found: Intake = get_object_or_404(lists.select_related("file"), pk=pk)
    return found


def _judged(request: ActorRequest, found: Intake, sheet: Sheet, plan: Plan) -> tuple[Known, JudgedList]:
    known = known_to(request.actor)
    return known, judge(sheet, plan, known, found.opening_on)


def _settle(request: ActorRequest, found: Intake, form: Any, plan: Plan, **given: Any) -> bool:
    try:
        actions.settle_intake(intake=found, plan=plan, **given, by=request.actor, at=timezone.now())
    except NotPossible as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _page(request: ActorRequest, found: Intake, route: str, context: dict[str, Any]) -> HttpResponse:
    more = {"intake": found, "steps": presenting.steps_of(found, route)}
    return render(request, f"recommendations/{route}.html", context | more)


def _unreadable(request: ActorRequest, found: Intake, sentence: str) -> HttpResponse:
    context = {"intake": found, "sentence": sentence}
    return render(request, "recommendations/intake_unreadable.html", context, status=404)


def _post(request: ActorRequest) -> Any:
    return request.POST if request.method == "POST" else None
