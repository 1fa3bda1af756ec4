"""What is claimed of one item, and by which evidence."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jac_tracker.accounts.guards import ActorRequest, requires
from jac_tracker.accounts.roles import Duty
from recommendations.enums import Status
from recommendations.presenters.claim import ClaimActs, claim_acts, read_claim, who_decides
from recommendations.views.opening import open_item


@require_safe
@requires(Duty.SEE_HEADLINES)
def claim_of(request: ActorRequest, reference: str) -> HttpResponse:
    """The claims on an item, with their evidence and what was decided; as at a day where the address names one."""
    opened = open_item(request, reference)
    if isinstance(opened, HttpResponse):
        return opened
    item, reading = opened.item, opened.reading
    page = read_claim(item, reading, request.actor)
    context = opened.context | {
        "status": Status(item.status).label,
        "page": page,
        "acts": ClaimActs() if reading.is_past else claim_acts(item, request.actor, page),
        "waits_for": "" if reading.is_past else who_decides(item, page, reading.on),
    }
    return render(request, "recommendations/claim.html", context)
