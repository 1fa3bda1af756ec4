"""The calendar that somebody's own program fetches, and the page on which its address is made."""

from datetime import timedelta

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from jac_tracker.accounts import actions
from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.enums import TokenPurpose
from jac_tracker.accounts.guards import ActorRequest
from jac_tracker.accounts.models import AccessToken
from jac_tracker.accounts.views.showing_once import just_made, once, shown_next
from jac_tracker.dates import london_day
from jac_tracker.downloads import attached, site_of
from reports.presenters.calendar import as_ics, entries

GOOD_FOR = timedelta(days=365)


@require_http_methods(["GET", "HEAD", "POST"])
def calendar(request: ActorRequest) -> HttpResponse:
    """One's own calendar: whether it has an address, and a new one, which is shown only once."""
    if request.method == "POST":
        _token, secret = actions.make_token(
            purpose=TokenPurpose.CALENDAR,
            name="Calendar",
            expires_on=request.today + GOOD_FOR,
            by=request.actor,
            at=timezone.now(),
        )
        return shown_next(secret, "calendar")
    made = just_made(request, TokenPurpose.CALENDAR)
    tokens = AccessToken.objects.usable(request.today).filter(user=request.actor.user, purpose=TokenPurpose.CALENDAR)
    address = site_of(request) + reverse("calendar_feed", args=[made[1]]) if made else ""
    return once(request, "reports/calendar.html", {"address": address, "token": tokens.first()})


@login_not_required
@require_safe
def calendar_feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The calendar of the person whose address this is, with their rights of today; not there for anything else."""
    moment = timezone.now()
    today = london_day(moment)
    token = AccessToken.objects.opened_by(secret, TokenPurpose.CALENDAR, today)
    actor = Actor.of(token.user, today) if token else None
    if actor is None or not actor.posts:
        raise Http404
    found = as_ics(entries(actor), site_of(request), moment)
    answer = attached(found, "text/calendar; charset=utf-8", "jac-tracker.ics")
    answer["Cache-Control"] = "no-store"
    return answer
