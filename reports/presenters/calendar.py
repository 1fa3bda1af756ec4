"""What somebody's calendar holds: deadlines, meetings, fieldwork and replies, as far as they may see them today.

A calendar leaves the register for a telephone or a mail server. So an item is told by its reference and its address
alone, and an inspection under embargo not even by its title; what it is about is read here, by who may.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import icalendar
from django.urls import reverse

from inspections.enums import MilestoneKind, Standing
from inspections.models import Inspection, Milestone, ReplyDuty
from jac_tracker.accounts.actor import Actor
from jac_tracker.dates import Precision, VagueDay
from recommendations.enums import OPEN, SUBMITTED
from recommendations.models import Recommendation
from recommendations.presenters.words import precision_words
from reports.models import Meeting

AS_FAR_BACK = timedelta(days=366)
"""What lies longer ago is left out."""
ON_A_DAY = frozenset({Precision.DAY, Precision.PERIOD, Precision.WEEK})
"""A day known less closely is no day: it would stand where nobody expects it."""
STEPS = frozenset({MilestoneKind.FIELDWORK.value, MilestoneKind.RESPONSE_CLOSES.value})
_NO_TITLE = "an inspection under embargo"


@dataclass(frozen=True)
class Entry:
    """Something that lasts all day, from the first day to the last. `key` names it for good."""

    key: str
    title: str
    first: date
    last: date
    path: str
    note: str = ""
    place: str = ""


def entries(actor: Actor) -> list[Entry]:
    """Everything that stands in the actor's calendar on the actor's day, in order of time."""
    since = actor.on - AS_FAR_BACK
    found = [*_deadlines(actor), *_meetings(actor), *_steps(actor), *_replies(actor)]
    return sorted((each for each in found if each.last >= since), key=lambda each: (each.first, each.key))


def _deadlines(actor: Actor) -> Iterator[Entry]:
    """Of the open items that the actor sees whole: the deadline, and our own target."""
    running = Recommendation.objects.in_full_to(actor).filter(status__in=OPEN - SUBMITTED).order_by("pk")
    for item in running:
        path = item.get_absolute_url()
        if item.deadline_on:
            title = f"Deadline: {item.reference}"
            yield _on(f"deadline-{item.pk}", title, item.deadline_on, path, precision_words(item))
        if item.internal_target_on:
            yield _on(f"target-{item.pk}", f"Our target: {item.reference}", item.internal_target_on, path)


def _meetings(actor: Actor) -> Iterator[Entry]:
    for meeting in Meeting.objects.visible_to(actor).order_by("pk"):
        met = _on(f"meeting-{meeting.pk}", "Meeting of the committee", meeting.held_on, reverse("meetings"))
        yield replace(met, place=meeting.place)


def _steps(actor: Actor) -> Iterator[Entry]:
    """Fieldwork and the ends of consultations: as they came to pass, else as they are expected."""
    steps = Milestone.objects.filter(inspection__in=Inspection.objects.visible_to(actor), kind__in=STEPS)
    rows = list(steps.select_related("inspection").order_by("pk"))
    passed = {(row.inspection_id, row.kind) for row in rows if row.standing == Standing.ACTUAL}
    for row in rows:
        if row.standing == Standing.ACTUAL or (row.inspection_id, row.kind) not in passed:
            title = f"{row.get_kind_display()}: {_called(row.inspection)}"
            yield from _on_vague_day(f"milestone-{row.pk}", title, row.day, row.inspection.get_absolute_url())


def _replies(actor: Actor) -> Iterator[Entry]:
    """Replies that are still owed, and what we owe to them."""
    duties = ReplyDuty.objects.visible_to(actor).filter(reply_published_on__isnull=True)
    for duty in duties.select_related("publication__inspection").order_by("pk"):
        inspection = duty.publication.inspection
        about, path = f"{duty.get_kind_display()}, {_called(inspection)}", inspection.get_absolute_url()
        yield from _on_vague_day(f"reply-{duty.pk}", f"Reply due: {about}", duty.day, path)
        if duty.our_input_due_on and not duty.our_input_sent_on:
            yield _on(f"input-{duty.pk}", f"Our input due: {about}", duty.our_input_due_on, path)


def _called(inspection: Inspection) -> str:
    return _NO_TITLE if inspection.is_embargoed else inspection.short_title


def _on(key: str, title: str, day: date, path: str, note: str = "") -> Entry:
    return Entry(key, title, day, day, path, note)


def _on_vague_day(key: str, title: str, day: VagueDay, path: str) -> Iterator[Entry]:
    """On each day that it can be, where the words name days; nothing where they name a month or less."""
    if day.precision not in ON_A_DAY or day.earliest is None or day.latest is None:
        return
    note = "" if day.precision == Precision.DAY and not day.to_be_confirmed else f"Known as: {day.worded()}"
    title = f"{title} (to be confirmed)" if day.to_be_confirmed else title
    yield Entry(key, title, day.earliest, day.latest, path, note)


def as_ics(found: list[Entry], site: str, at: datetime) -> bytes:
    """The entries as a calendar program reads them. `site` stands before paths; `at` is when it was made."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//JAC Tracker//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "JAC Tracker")
    calendar.add("x-published-ttl", "PT6H")
    for entry in found:
        event = icalendar.Event()
        event.add("uid", f"{entry.key}@jac-tracker")
        event.add("dtstamp", at)
        event.add("dtstart", entry.first)
        event.add("dtend", entry.last + timedelta(days=1))
        event.add("summary", entry.title)
        event.add("description", f"{entry.note}\n{site}{entry.path}".strip())
        event.add("url", f"{site}{entry.path}")
        if entry.place:
            event.add("location", entry.place)
        event.add("class", "PRIVATE")
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())
