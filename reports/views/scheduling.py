"""The schedule of disagreements with HMICFRS's list: shown first, then as a file."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from jac_tracker.accounts.guards import ActorRequest, requires
from jac_tracker.accounts.roles import Duty
from jac_tracker.accounts.views.saving import NoSuchList, as_file
from jac_tracker.downloads import FORMATS as SHEET_FORMATS
from jac_tracker.downloads import Listing, attached
from recommendations.enums import IntakePurpose
from recommendations.intake.gathering import Comparison
from recommendations.intake.kept import Unreadable, compared_now
from recommendations.models import Intake
from reports.paper.files import FileNotMade, make
from reports.paper.render import FORMATS
from reports.paper.render.html import render_fragment
from reports.paper.schedule import compose_schedule, gather_schedule, table_of
from reports.paper.schedule.gather import kept_out


@require_safe
@requires(Duty.KEEP_REGISTER)
def schedule(request: ActorRequest, pk: int) -> HttpResponse:
    """What the schedule says, what stays out of it, and what is still to be decided."""
    intake, comparison = _compared(request, pk)
    if comparison is None:
        return redirect(intake)
    return render(request, "reports/schedule.html", _context(intake, comparison))


@require_safe
@requires(Duty.KEEP_REGISTER)
def schedule_file(request: ActorRequest, pk: int, format: str) -> HttpResponse:
    """The schedule as a document."""
    intake, comparison = _compared(request, pk)
    if comparison is None:
        return redirect(intake)
    chosen = FORMATS[format]
    try:
        made = make(compose_schedule(gather_schedule(intake, comparison, timezone.now())), chosen)
    except FileNotMade as refusal:
        context = _context(intake, comparison) | {"fault": str(refusal)}
        return render(request, "reports/schedule.html", context, status=409)
    name = f"schedule-of-disagreements-{request.today.isoformat()}.{chosen.extension}"
    return attached(made.content, chosen.content_type, name)


@require_safe
@requires(Duty.KEEP_REGISTER)
@as_file("schedule")
def schedule_sheet(request: ActorRequest, pk: int) -> Listing:
    """The schedule as rows of a sheet."""
    intake, comparison = _compared(request, pk)
    if comparison is None:
        raise NoSuchList(["The list cannot be compared: its page says why."])
    table = table_of(gather_schedule(intake, comparison, timezone.now()))
    return Listing(table, holds="What the force asks HMICFRS to change")


def _compared(request: ActorRequest, pk: int) -> tuple[Intake, Comparison | None]:
    """The list, and what comes of comparing it; None where its own page says why it cannot be."""
    lists = Intake.objects.visible_to(request.actor).filter(purpose=IntakePurpose.RECONCILE)
    intake: Intake = get_object_or_404(lists.select_related("file"), pk=pk)
    try:
        return intake, compared_now(intake, request.actor)
    except Unreadable:
        return intake, None


def _context(intake: Intake, comparison: Comparison) -> dict[str, Any]:
    data = gather_schedule(intake, comparison, timezone.now())
    return {
        "intake": intake,
        "fragment": render_fragment(compose_schedule(data), title_level=2),
        "kept_out": kept_out(comparison),
        "undecided": len(comparison.undecided),
        "formats": FORMATS,
        "sheet_formats": SHEET_FORMATS,
    }
