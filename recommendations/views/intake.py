"""Taking over a register: the list is brought in, settled, looked at row by row, and taken over."""

import csv
import io
import logging
from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import DatabaseError
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.guards import ActorRequest, requires
from jac_tracker.accounts.roles import Duty
from jac_tracker.accounts.views.saving import NoSuchList, as_file
from jac_tracker.downloads import Listing, attached
from jac_tracker.sheets import Sheet
from jac_tracker.sheets.writing import Table
from jac_tracker.text import csv_cell
from recommendations import actions
from recommendations.actions import Asked, Taken, TakingOver, digest_of
from recommendations.enums import IntakePurpose, IntakeStanding
from recommendations.forms.intake import TakeOverForm, TakeOverSheetForm, TakeOverWordsForm
from recommendations.forms.lists import ColumnsForm
from recommendations.intake.gathering import known_to
from recommendations.intake.judging import judge
from recommendations.intake.kept import sheet_of, workbook_of
from recommendations.intake.known import Known
from recommendations.intake.plan import Plan
from recommendations.intake.verdicts import JudgedList, Verdict, refused_rows
from recommendations.models import Intake
from recommendations.presenters import exporting
from recommendations.presenters import intake as presenting
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

_HERE = "<!-- progress -->"
NO_ROWS = "What would become of its rows is shown from when its columns are settled until the list is over."
_FAILED = "It could not be written. Try again in a few minutes, and tell an administrator if it happens again."


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.KEEP_REGISTER)
def take_over(request: ActorRequest) -> HttpResponse:
    """The lists that were brought in, and a form to bring in another."""
    form = TakeOverForm(posted(request), request.FILES or None)
    if form.is_valid() and (intake := begun(request, form, Plan, on=request.today)):
        return redirect("intake_sheet", intake.pk)
    page = page_of_lists(request, IntakePurpose.TAKE_OVER)
    return render(request, "recommendations/take_over.html", {"form": form, "page": page})


@require_safe
@requires(Duty.KEEP_REGISTER)
@as_file("take_over")
def take_over_file(request: ActorRequest) -> Listing:
    """The lists that were brought in."""
    lists = lists_of(request, IntakePurpose.TAKE_OVER)
    return Listing(Table.of("Lists brought in", exporting.OWN_LISTS, lists))


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.KEEP_REGISTER)
@settling(IntakePurpose.TAKE_OVER)
def intake_sheet(request: ActorRequest, intake: Intake) -> HttpResponse:
    """Which sheet holds the list, where it begins, and as at which day it is right."""
    workbook, plan = workbook_of(intake), Plan.of_json(intake.settled)
    form = TakeOverSheetForm(posted(request), intake=intake, workbook=workbook, plan=plan, today=request.today)
    if form.is_valid() and settle(request, intake, form, **form.place):
        return redirect("intake_columns", intake.pk)
    return shown(request, intake, "intake_sheet", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.KEEP_REGISTER)
@settling(IntakePurpose.TAKE_OVER)
def intake_columns(request: ActorRequest, intake: Intake) -> HttpResponse:
    """What each column holds."""
    form = ColumnsForm(posted(request), sheet=sheet_of(intake), plan=Plan.of_json(intake.settled))
    if form.is_valid() and settle(request, intake, form):
        return redirect("intake_words", intake.pk)
    return shown(request, intake, "intake_columns", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.KEEP_REGISTER)
@settling(IntakePurpose.TAKE_OVER)
def intake_words(request: ActorRequest, intake: Intake) -> HttpResponse:
    """Which way days are written, and what words mean that nothing here answers to."""
    sheet, plan = sheet_of(intake), Plan.of_json(intake.settled)
    if plan.wanting():
        return redirect("intake_columns", intake.pk)
    known, judged = _judged(request, intake, sheet, plan)
    form = TakeOverWordsForm(posted(request), sheet=sheet, plan=plan, unknown=judged.unknown, known=known)
    if form.is_valid() and settle(request, intake, form):
        return redirect("intake", intake.pk)
    return shown(request, intake, "intake_words", {"form": form})


@require_safe
@requires(Duty.KEEP_REGISTER)
@says_where_unreadable
def intake(request: ActorRequest, pk: int) -> HttpResponse:
    """What would become of each row; of a list that is done, what became of them."""
    found = _list(request, pk)
    if found.standing != IntakeStanding.BEGUN:
        context = {"intake": found, **presenting.what_became(found.counts)}
        return render(request, "recommendations/intake_over.html", context)
    sheet, plan = sheet_of(found), Plan.of_json(found.settled)
    if plan.wanting():
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
        "shown": digest_of(judged, plan, found.opening_on),
    }
    return shown(request, found, "intake", context)


@require_safe
@requires(Duty.KEEP_REGISTER)
@says_where_unreadable
@as_file("intake", filters=["verdict"])
def intake_file(request: ActorRequest, pk: int) -> Listing:
    """What would become of the rows of the verdict that the address names, or of all."""
    found = _list(request, pk)
    plan, verdict = Plan.of_json(found.settled), request.GET.get("verdict", "")
    if found.standing != IntakeStanding.BEGUN or plan.wanting():
        raise NoSuchList([NO_ROWS])
    if verdict and verdict not in Verdict.__members__:
        raise NoSuchList([f"“{verdict[:100]}” is not a verdict on a row."])
    known, judged = _judged(request, found, sheet_of(found), plan)
    rows = (presenting.row_shown(row, known) for row in presenting.chosen_rows(judged, request.GET))
    table = Table.of(f"Rows of list {pk}", exporting.OWN_ROWS, rows, [("List", str(found))])
    return Listing(table, [f"Verdict: {Verdict[verdict].value}"] if verdict else [])


@require_POST
@requires(Duty.KEEP_REGISTER)
@says_where_unreadable
def intake_do(request: ActorRequest, pk: int) -> HttpResponse | StreamingHttpResponse:
    """Take over the rows that were looked at; the page says how far it is."""
    found = _list(request, pk)
    asked = Asked(
        sheet_of(found),
        Plan.of_json(found.settled),
        found.source,
        found.opening_on,
        adds="adds" in request.POST,
        changes="changes" in request.POST,
        shown=request.POST.get("shown", "")[:64],
    )
    if asked.plan.wanting() or not asked.wanted or found.standing != IntakeStanding.BEGUN:
        messages.info(request, "Nothing was chosen to be taken over.")
        return redirect("intake", found.pk)
    page = render_to_string("recommendations/intake_doing.html", {"intake": found}, request)
    return StreamingHttpResponse(_doing(request, found, asked, page))


def _doing(request: ActorRequest, found: Intake, asked: Asked, page: str) -> Iterator[str]:
    """The page piece by piece, as the work goes on. Whoever leaves it closes this, and with it the transaction."""
    now = timezone.now()
    context: dict[str, Any] = {"intake": found}

    def finish(taken: Taken) -> None:
        counts = {**{verdict.name: number for verdict, number in taken.counts.items()}, "DONE": taken.done}
        actions.finish_intake(intake=found, counts=counts, by=request.actor, at=now)
        context.update(taken=taken, **presenting.what_became(counts))

    before, after = page.split(_HERE)
    yield before
    try:
        for taken in TakingOver(asked, request.actor, now, finish).steps():
            yield render_to_string("recommendations/intake_progress.html", {"taken": taken})
    except NotPossible as refusal:
        yield render_to_string("recommendations/intake_stopped.html", {**context, "sentence": str(refusal)})
    except DatabaseError:  # the page has begun: nothing else can tell whoever waits for it
        logging.getLogger(__name__).exception("Taking over list %s failed", found.pk)
        yield render_to_string("recommendations/intake_stopped.html", {**context, "sentence": _FAILED})
    else:
        yield render_to_string("recommendations/intake_done.html", context)
    yield after


@require_safe
@requires(Duty.KEEP_REGISTER)
@says_where_unreadable
def intake_refused(request: ActorRequest, pk: int) -> HttpResponse:
    """The refused rows as CSV, each with why: to be mended and brought in again."""
    found = _list(request, pk)
    sheet, plan = sheet_of(found), Plan.of_json(found.settled)
    _known, judged = _judged(request, found, sheet, plan)
    out = io.StringIO()
    writer = csv.writer(out)
    for cells in refused_rows(judged.rows, sheet, plan.header):
        writer.writerow([csv_cell(cell) if isinstance(cell, str) else cell for cell in cells])
    return attached(out.getvalue().encode("utf-8-sig"), "text/csv; charset=utf-8", "refused-rows.csv")


@require_POST
@requires(Duty.KEEP_REGISTER)
def drop_intake(request: ActorRequest, pk: int) -> HttpResponse:
    """Drop a list that is not to be taken over."""
    found = _list(request, pk)
    try:
        actions.drop_intake(intake=found, by=request.actor, at=timezone.now())
    except NotPossible as refusal:
        messages.info(request, str(refusal))
    else:
        messages.success(request, f"The list {found.file.name} has been dropped. Nothing of it was taken over.")
    return redirect("take_over")


def _list(request: ActorRequest, pk: int) -> Intake:
    return list_of(request, IntakePurpose.TAKE_OVER, pk)


def _judged(request: ActorRequest, intake: Intake, sheet: Sheet, plan: Plan) -> tuple[Known, JudgedList]:
    known = known_to(request.actor)
    return known, judge(sheet, plan, known, intake.opening_on)
