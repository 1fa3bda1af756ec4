"""One item. It stands here because the last app alone knows what the committee asked about it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jac_tracker.accounts.guards import ActorRequest, requires
from jac_tracker.accounts.roles import Duty
from recommendations.enums import Verb
from recommendations.presenters.acts import Acts, acts_on
from recommendations.presenters.record import read_whole
from recommendations.views.opening import open_item
from reports.presenters import asked_about, with_requests_about


@require_safe
@requires(Duty.SEE_HEADLINES)
def recommendation(request: ActorRequest, reference: str) -> HttpResponse:
    """One item, as much of it as the actor may see; as at a day where the address names one."""
    opened = open_item(request, reference)
    if isinstance(opened, HttpResponse):
        return opened
    item, reading = opened.item, opened.reading
    headline, whole, read = read_whole(
        item, reading, request.actor, beside=asked_about(item.id, reading, request.actor)
    )
    requests, history = with_requests_about(item.id, whole.history, read, reading.on)
    acts = Acts() if reading.is_past else acts_on(item, request.actor, whole.proposal)
    context = opened.context | {
        "headline": headline,
        "whole": whole,
        "requests": requests,
        "history": history,
        "acts": acts,
        "may_correct": Verb.RECORD_PROGRESS in acts.possible,
        "may_write": Verb.WRITE_WORDING in acts.possible,
    }
    return render(request, "recommendations/recommendation.html", context)
