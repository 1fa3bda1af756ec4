"""Reading the register as at a day: `?as_at=2021-12-22` on the list and on an item."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import redirect

from jac_tracker.accounts.guards import ActorRequest
from jac_tracker.addresses import query_with
from recommendations.forms.as_at import BOXES, AsAtForm
from recommendations.presenters.reading import Reading


@dataclass(frozen=True)
class Asked:
    """What the address asks: the form with the day, and the reading, None where the day cannot be looked at."""

    form: AsAtForm
    reading: Reading | None
    to_go: HttpResponse | None = None


def reading_asked_for(request: ActorRequest) -> Asked:
    """The reading of the day in the address; of the register as it stands where it names none.

    A day typed into the form's boxes is sent on to its own address, which can be kept and sent to a colleague.
    """
    form = AsAtForm(request.GET, today=request.today)
    if not form.is_valid():
        return Asked(form, None)
    day: date | None = form.day
    if form.was_typed:
        boxes = dict.fromkeys(f"as_at_{box}" for box in BOXES)
        address = query_with(request.GET, **boxes, as_at=day.isoformat() if day else None)
        return Asked(form, None, redirect(request.path + address))
    return Asked(form, Reading.at_the_end_of(day) if day else Reading(request.today))
