"""A run through every claim that waits for somebody, one screen each, and the record of what was decided."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.guards import ActorRequest, requires
from jac_tracker.accounts.roles import Duty
from jac_tracker.accounts.views.saving import NoSuchList, as_file
from jac_tracker.dates import worded_day
from jac_tracker.downloads import Listing, form_faults
from jac_tracker.history import StaleEdit
from jac_tracker.sheets.writing import Table
from jac_tracker.text import lower_first
from recommendations import actions
from recommendations.enums import Verb
from recommendations.forms.scrutiny import RecordForm, VerdictForm
from recommendations.presenters.exporting import DECISIONS
from recommendations.presenters.reading import Reading
from recommendations.presenters.scrutiny import Session, decided_on, read_for_scrutiny, verdicts_open, waiting_line
from recommendations.views.loading import whole_item_of
from recommendations.workflow import act_for

MAY_DECIDE = (Duty.SIGN_OFF, Duty.KEEP_REGISTER, Duty.APPROVE)

_ACTIONS: dict[Verb, Callable[..., Any]] = {
    Verb.PASS_CLAIM: actions.pass_claim,
    Verb.CHECK_EVIDENCE: actions.check_evidence,
    Verb.APPROVE: actions.approve,
    Verb.RETURN_CLAIM: actions.return_claim,
}


@require_safe
@requires(*MAY_DECIDE)
def scrutiny(request: ActorRequest) -> HttpResponse:
    """Everything that waits for the actor's verdict, the longest waiting first."""
    return render(request, "recommendations/scrutiny.html", {"queue": waiting_line(request.actor, request.today)})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(*MAY_DECIDE)
def scrutinise(request: ActorRequest, reference: str) -> HttpResponse:
    """One claim with all that bears on it; a verdict, or none for now, leads on to the next."""
    item = whole_item_of(request, reference)
    session = Session.of(request.actor)
    acts, refusals = verdicts_open(item, request.actor)
    look = read_for_scrutiny(item, Reading(request.today), request.actor)
    form = VerdictForm(
        request.POST if request.method == "POST" else None, acts=acts, initial={"as_shown": look.fingerprint}
    )
    status = 200
    if acts and form.is_valid():
        verb = Verb(form.cleaned_data["verdict"])
        try:
            _decide(request, item, verb, form.cleaned_data)
        except StaleEdit:
            form.show_as_now(look.fingerprint)
            form.add_error(None, "What you were shown has been changed since. Read it again before you decide")
            status = 409
        except NotPossible as refusal:
            form.add_error("reason" if "reason" in str(refusal) else None, str(refusal))
        else:
            messages.success(request, f"{item.reference}: {lower_first(act_for(verb).verb.label)}.")
            return redirect(session.after(item.reference))
    context = {
        "item": item,
        "form": form,
        "refusals": refusals,
        "place": session.place_of(item.reference),
        "go_on": session.after(item.reference),
        "look": look,
    }
    return render(request, "recommendations/scrutinise.html", context, status=status)


def _decide(request: ActorRequest, item: Any, verb: Verb, values: dict[str, Any]) -> None:
    by: dict[str, Any] = {"recommendation": item, "by": request.actor, "at": timezone.now(), "why": values["reason"]}
    if verb == Verb.LEAVE_CLAIM:
        actions.leave_claim(**by)
    else:
        _ACTIONS[verb](**by, shown=values["as_shown"])


@require_safe
@requires(*MAY_DECIDE)
def scrutiny_record(request: ActorRequest) -> HttpResponse:
    """What the actor decided on a day, to be printed and kept."""
    form = RecordForm(request.GET or None, today=request.today)
    day = form.cleaned_data["on"] if form.is_valid() else None
    day = day or request.today
    left = len(Session.of(request.actor).references)
    context = {"form": form, "day": day, "decisions": decided_on(request.actor, day), "left": left}
    return render(request, "recommendations/scrutiny_record.html", context)


@require_safe
@requires(*MAY_DECIDE)
@as_file("scrutiny_record", filters=RecordForm.names())
def scrutiny_record_file(request: ActorRequest) -> Listing:
    """What the actor decided on a day."""
    form = RecordForm(request.GET, today=request.today)
    if not form.is_valid():
        raise NoSuchList(form_faults(form))
    day = form.cleaned_data["on"] or request.today
    table = Table.of("Record of decisions", DECISIONS, decided_on(request.actor, day))
    return Listing(table, [f"Decided by {request.actor.user}", f"On {worded_day(day)}"])
