"""One item."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jac_tracker.accounts.guards import ActorRequest, requires
from jac_tracker.accounts.roles import Duty
from recommendations.enums import Verb
from recommendations.presenters.acts import Acts, acts_on
from recommendations.presenters.record import read_headline, read_whole
from recommendations.views.as_at import reading_asked_for
from recommendations.views.loading import item_of, item_read


@require_safe
@requires(Duty.SEE_HEADLINES)
def recommendation(request: ActorRequest, reference: str) -> HttpResponse:
    """One item, as much of it as the actor may see; as at a day where the address names one."""
    asked = reading_asked_for(request)
    if asked.to_go:
        return asked.to_go
    if asked.reading is None:
        item_of(request, reference)
        return render(request, "recommendations/no_such_day.html", {"form": asked.form, "title": reference})
    reading = asked.reading
    item = item_read(request, reference, reading)
    context = {"reading": reading, "as_at_form": asked.form, "reference": reference}
    if item is None:
        return render(request, "recommendations/no_record.html", context)
    if not item.is_full:
        context["headline"] = read_headline(item, reading, request.actor)
        return render(request, "recommendations/headline.html", context)
    headline, whole = read_whole(item, reading, request.actor)
    acts = Acts() if reading.is_past else acts_on(item, request.actor, whole.proposal)
    context |= {
        "headline": headline,
        "whole": whole,
        "acts": acts,
        "may_correct": Verb.RECORD_PROGRESS in acts.possible,
        "may_write": Verb.WRITE_WORDING in acts.possible,
    }
    return render(request, "recommendations/recommendation.html", context)
