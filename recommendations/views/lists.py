"""What the pages of a list that comes in do alike, be it to be taken over or HMICFRS's."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.guards import ActorRequest
from jac_tracker.files import StoreFailed, keep
from recommendations import actions
from recommendations.enums import IntakePurpose, IntakeStanding
from recommendations.forms.lists import BringInForm, ReadFile
from recommendations.intake.kept import Unreadable
from recommendations.intake.plan import ListPlan
from recommendations.models import Intake, StoredFile
from recommendations.presenters.intake import steps_of

LISTS_ON_A_PAGE = 25
ROWS_ON_A_PAGE = 25
STORE_FAILED = "The file could not be kept. Try again later, and tell an administrator if it happens again"

P = ParamSpec("P")
View = Callable[Concatenate[ActorRequest, P], HttpResponseBase]
SettlingView = Callable[[ActorRequest, Intake], HttpResponse]


def says_where_unreadable(view: View[P]) -> View[P]:
    """Answer with a page that says why, where a list cannot be read."""

    @wraps(view)
    def told(request: ActorRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except Unreadable as fault:
            context = {"intake": fault.intake, "sentence": str(fault)}
            return render(request, f"recommendations/{fault.intake.route}_unreadable.html", context, status=404)

    return told


def settling(purpose: IntakePurpose) -> Callable[[SettlingView], Callable[[ActorRequest, int], HttpResponseBase]]:
    """Hand the view the list that is settled on its page. One that is over leads to what came of it, and what was sent
    for it is not saved."""

    def decorate(view: SettlingView) -> Callable[[ActorRequest, int], HttpResponseBase]:
        @wraps(view)
        @says_where_unreadable
        def settled(request: ActorRequest, pk: int) -> HttpResponse:
            intake = list_of(request, purpose, pk)
            if intake.standing == IntakeStanding.BEGUN:
                return view(request, intake)
            if request.method == "POST":
                messages.info(
                    request, f"This list is {intake.get_standing_display().lower()} already. Nothing was saved."
                )
            return redirect(intake)

        return settled

    return decorate


def lists_of(request: ActorRequest, purpose: IntakePurpose) -> Any:
    """The lists of a purpose that were brought in, the newest first."""
    return Intake.objects.visible_to(request.actor).filter(purpose=purpose).select_related("file")


def page_of_lists(request: ActorRequest, purpose: IntakePurpose) -> Page[Any]:
    return Paginator(lists_of(request, purpose), LISTS_ON_A_PAGE).get_page(request.GET.get("page"))


def list_of(request: ActorRequest, purpose: IntakePurpose, pk: int) -> Intake:
    found: Intake = get_object_or_404(lists_of(request, purpose), pk=pk)
    return found


def posted(request: ActorRequest) -> Any:
    """What a form is bound to: None as long as it is only asked for."""
    return request.POST if request.method == "POST" else None


def begun(request: ActorRequest, form: BringInForm, plan: type[ListPlan[Any]], on: date) -> Intake | None:
    """The list that a form brings in, read like the last of its source as far as that fits. None where its file could
    not be kept: the form says so."""
    now, source = timezone.now(), form.cleaned_data["source"]
    read: ReadFile = form.cleaned_data["file"]
    before = lists_of(request, plan.purpose).filter(source__iexact=source).first()
    sheet, fitted = plan.of_json(before.settled if before else {}).fitted_to(read.workbook)
    try:
        file = StoredFile(**asdict(keep(read.looked)), at=now)
    except StoreFailed:
        form.add_error("file", STORE_FAILED)
        return None
    return actions.begin_intake(
        file=file, source=source, sheet=sheet.name, plan=fitted, opening_on=on, by=request.actor, at=now
    )


def settle(request: ActorRequest, intake: Intake, form: Any, **given: Any) -> bool:
    """Settle what a form of the list says; False where that cannot be, and the form says why."""
    try:
        actions.settle_intake(intake=intake, plan=form.settled, **given, by=request.actor, at=timezone.now())
    except NotPossible as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def shown(
    request: ActorRequest, intake: Intake, route: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """The page of a route, under the steps of its list."""
    more = {"intake": intake, "steps": steps_of(intake, route)}
    return render(request, f"recommendations/{route}.html", context | more, status=status)
