"""The discharge of a cause of concern."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from inspections.models import CauseOfConcern
from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.guards import ActorRequest, requires
from jac_tracker.accounts.roles import Duty
from recommendations import actions
from recommendations.forms.discharging import DischargeForm
from recommendations.presenters.causes import items_of_cause


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.KEEP_REGISTER)
def discharge_cause(request: ActorRequest, pk: int) -> HttpResponse:
    """Record that HMICFRS discharged a cause of concern of ours."""
    causes = CauseOfConcern.objects.visible_to(request.actor).select_related("publication__inspection")
    cause = get_object_or_404(causes, pk=pk)
    form = DischargeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        values = dict(form.cleaned_data)
        values["why"] = values.pop("reason")
        try:
            actions.discharge_cause(cause=cause, **values, by=request.actor, at=timezone.now())
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"The cause of concern “{cause}” is recorded as discharged.")
            return redirect("findings", cause.publication.inspection_id)
    context = {
        "form": form,
        "cause": cause,
        "refusals": actions.faults_of_discharge(cause),
        "items": items_of_cause(cause, request.actor),
    }
    return render(request, "recommendations/discharge_cause.html", context)
