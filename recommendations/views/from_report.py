"""Registering what a report asks for, out of its text: read, looked through beside the report, and saved together."""

import re
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from inspections.enums import InspectionKind
from inspections.models import CauseOfConcern, Publication, Register
from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.guards import ActorRequest, requires
from jac_tracker.accounts.roles import Duty
from jac_tracker.history import StaleEdit
from recommendations import actions
from recommendations.enums import Marking
from recommendations.forms.from_report import ReportForm, SourceForm, Typed, lines_between
from recommendations.presenters.from_report import page_of
from recommendations.rules.report import TooMuch, already_held, read_report

READ, SAVE = "read", "save"
OVERTAKEN = (
    "Somebody else changed what the register holds of this report after you were shown the page. Nothing has been "
    "saved. What you typed is still here: look at what is marked as there already, and save again."
)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.KEEP_REGISTER)
def register_from_report(request: ActorRequest, pk: int) -> HttpResponse:
    """Read what a report asks for, show it beside its lines, and register it once it has been looked through."""
    publications = Publication.objects.visible_to(request.actor).select_related("inspection")
    publication = get_object_or_404(publications, pk=pk)
    step = request.POST.get("step", "")
    if step == READ or "source" not in request.POST:  # which the page that shows the proposal carries along
        return _read(request, publication)
    typed = Typed(request.POST)
    if step == SAVE:
        return _save(request, publication, typed)
    warning = ""
    try:
        _change(typed, step, publication)
    except TooMuch as refusal:
        warning = str(refusal)
    return _show(request, publication, typed, warning=warning)


def _read(request: ActorRequest, publication: Publication) -> HttpResponse:
    form = SourceForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if form.is_valid():
        try:
            proposal = read_report(
                form.cleaned_data["source"],
                published=publication.earliest,
                our_names=_our_names(),
                is_jtai=publication.inspection.kind == InspectionKind.JTAI,
            )
        except TooMuch as refusal:
            form.add_error("file" if form.cleaned_data["file"] else "text", str(refusal))
        else:
            if proposal.items or proposal.causes:
                held = actions.held_of(publication)
                twins = [
                    bool(already_held(held, kind=item.kind, number=item.number, text=item.whole_text))
                    for item in proposal.items
                ]
                typed = Typed.of(proposal, actions.report_as_shown(publication), twins)
                causes = {cause.title.casefold(): f"held-{cause.pk}" for cause in _causes(request, publication)}
                typed.use_held_causes(causes)
                return _show(request, publication, typed)
            form.add_error(
                None,
                "Nothing was found in the text that asks for something. Paste the recommendations with their labels, "
                "or register them one by one.",
            )
    return render(request, "recommendations/read_report.html", {"form": form, "publication": publication})


def _our_names() -> list[str]:
    """What our force is called."""
    register = Register.objects.select_related("force").first()
    return [register.force.name, register.force.short_name, register.our_short_name] if register else []


def _causes(request: ActorRequest, publication: Publication) -> Any:
    return CauseOfConcern.objects.visible_to(request.actor).filter(publication=publication)


def _change(typed: Typed, step: str, publication: Publication) -> None:
    """What a button does; any other word leaves all as it is. Raises TooMuch where there is no room for it."""
    match = re.fullmatch(r"([a-z]+)(?:-([0-9]{1,6}))?(?:-([0-9]{1,6}))?", step)
    name, first, second = match.groups(default="") if match else ("", "", "")
    read = (publication.earliest, _our_names())
    on_page: dict[str, Callable[[], None]] = {"add": typed.add_item, "cause": typed.add_cause}
    on_item: dict[str, Callable[[str], None]] = {
        "join": typed.join,
        "split": lambda item: typed.split(item, *read),
        "free": lambda item: typed.free(item, *read),
        "take": typed.take_in,
        "part": typed.add_part,
    }
    on_part: dict[str, Callable[[str, str], None]] = {
        "own": lambda item, part: typed.free_part(item, part, *read),
        "up": lambda item, part: typed.move_part(item, part, -1),
        "down": lambda item, part: typed.move_part(item, part, 1),
    }
    if name in on_page:
        on_page[name]()
    elif name == "lines" and (lines := lines_between(first, second)):
        typed.take_lines(lines, *read)
    elif name in on_item and first in typed.items:
        on_item[name](first)
    elif name in on_part and first in typed.items and second in typed.parts(first):
        on_part[name](first, second)


def _show(
    request: ActorRequest,
    publication: Publication,
    typed: Typed,
    form: ReportForm | None = None,
    warning: str = "",
    status: int = 200,
) -> HttpResponse:
    causes = list(_causes(request, publication))
    if form is None:
        form = ReportForm(typed, published_on=publication.earliest, held=causes)
        form.forget_errors()
    counts = publication.reported_counts.all()
    context = {
        "publication": publication,
        "form": form.whole,
        "report": form,
        "page": page_of(form, actions.held_of(publication), counts, len(causes)),
        "warning": warning,
    }
    return render(request, "recommendations/looked_through.html", context, status=status)


def _save(request: ActorRequest, publication: Publication, typed: Typed) -> HttpResponse:
    form = ReportForm(typed, published_on=publication.earliest, held=_causes(request, publication))
    if not form.is_valid():
        return _show(request, publication, typed, form)
    try:
        items = actions.register_report(
            publication=publication,
            causes=form.new_causes(),
            items=form.new_items(),
            marking=Marking(form.whole.cleaned_data["marking"]),
            confirmed=form.whole.cleaned_data["confirmed"],
            shown=form.whole.cleaned_data["as_shown"],
            by=request.actor,
            at=timezone.now(),
        )
    except StaleEdit:
        typed.data["as_shown"] = actions.report_as_shown(publication)
        publication.refresh_from_db()
        return _show(request, publication, typed, warning=OVERTAKEN, status=409)
    except NotPossible as refusal:
        form.whole.add_error(None, f"Nothing has been saved. {refusal}")
        return _show(request, publication, typed, form)
    number = "1 item is" if len(items) == 1 else f"{len(items)} items are"
    messages.success(request, f"{number} registered out of {publication}.")
    return redirect(publication.inspection)
