"""What the committee asked for, as pages list it, tell of it and keep its history."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from inspections.models import Inspection
from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.models import Post
from jac_tracker.dates import worded_age, worded_day
from recommendations.models import Recommendation
from recommendations.presenters.reading import Reading
from reports.enums import RequestOutcome
from reports.models import CommitteeRequest, Meeting, RequestItem

_COLOURS = {
    RequestOutcome.ANSWERED: "green",
    RequestOutcome.ORALLY: "green",
    RequestOutcome.NOT_WANTED: "grey",
    RequestOutcome.IN_ERROR: "grey",
}


@dataclass(frozen=True)
class RequestRow:
    """A request in a list: when it was asked, of whom, by when it is to be answered, and what became of it."""

    href: str
    asked: str
    minute: str
    words: str
    is_private: bool
    asked_of: str
    due: str
    standing: str
    colour: str
    answer: str


Calls = Callable[[int], Any]


def request_rows(rows: QuerySet[Any], reading: Reading) -> list[RequestRow]:
    """Requests of a reading, with the days of meetings and the titles of posts as they were then.

    One statement for the register as it stands, or for none; three for it as it was.
    """
    found = list(rows if reading.is_past else rows.select_related("meeting", "answer_by", "asked_of"))
    if not found:
        return []
    if reading.is_past:
        meetings = {number for row in found for number in (row.meeting_id, row.answer_by_id)}
        posts = {row.asked_of_id for row in found}
        held_on = {row.id: row.held_on for row in reading.of(Meeting).filter(id__in=meetings)}
        titles = {row.id: row.title for row in reading.of(Post).filter(id__in=posts)}
    else:
        held_on = {each.pk: each.held_on for row in found for each in (row.meeting, row.answer_by)}
        titles = {row.asked_of_id: row.asked_of.title for row in found}
    return [row_of(row, held_on.__getitem__, titles.__getitem__, reading.on) for row in found]


def row_of(row: Any, held_on: Calls, title: Calls, on: date) -> RequestRow:
    """A request in a list. `held_on` gives the day of a meeting, `title` that of a post, each by its number."""
    due_on = held_on(row.answer_by_id)
    standing, colour = standing_of(row.outcome, due_on, on)
    return RequestRow(
        href=reverse("committee_request", args=[row.id]),
        asked=worded_day(held_on(row.meeting_id)),
        minute=row.minute,
        words=row.words,
        is_private=row.is_private,
        asked_of=title(row.asked_of_id),
        due=due_words(due_on, on) if not row.outcome else worded_day(due_on),
        standing=standing,
        colour=colour,
        answer=row.answer,
    )


def standing_of(outcome: str, due_on: date, on: date) -> tuple[str, str]:
    """Where a request stands, in words and by the colour of its tag."""
    if outcome:
        return RequestOutcome(outcome).label, _COLOURS[RequestOutcome(outcome)]
    return ("Overdue", "red") if due_on < on else ("Open", "yellow")


def due_words(due_on: date, on: date) -> str:
    """ "10 December 2026, in 19 days"."""
    return f"{worded_day(due_on)}, {worded_age(due_on, on)}"


# Which requests


def _visible(reading: Reading, actor: Actor) -> Any:
    """The requests of a reading, as far as the actor may know of them by today's rights, the first asked first."""
    visible = CommitteeRequest.objects.visible_to(actor).values("pk")
    return reading.of(CommitteeRequest).filter(id__in=visible).order_by("meeting__held_on", "id")


def requests_about_item(number: int, reading: Reading, actor: Actor) -> list[RequestRow]:
    """The requests about an item, as the reading has them: one statement where there is none."""
    about = reading.of(RequestItem).filter(recommendation_id=number).values("request_id")
    return request_rows(_visible(reading, actor).filter(id__in=about), reading)


def requests_about_inspection(inspection: Inspection, actor: Actor) -> list[RequestRow]:
    """The requests about an inspection, or a cause of concern that it raised."""
    reading = Reading(actor.on)
    about = Q(inspection=inspection) | Q(cause__publication__inspection=inspection)
    return request_rows(_visible(reading, actor).filter(about), reading)


def requests_of_meeting(meeting: Meeting, actor: Actor) -> tuple[list[RequestRow], list[RequestRow]]:
    """What was asked at a meeting, and what was asked before and is to be answered by it: one statement."""
    reading = Reading(actor.on)
    rows = request_rows(_visible(reading, actor).filter(Q(meeting=meeting) | Q(answer_by=meeting)), reading)
    asked = worded_day(meeting.held_on)
    return [row for row in rows if row.asked == asked], [row for row in rows if row.asked != asked]


# One request

Fact = tuple[str, str]


def request_facts(request: CommitteeRequest, on: date) -> list[Fact]:
    """What a request says beside its words, label and words."""
    due_on = request.answer_by.held_on
    yes_or_no = "Yes: no public paper tells of it" if request.is_private else "No"
    facts = [
        ("Minute", request.minute or "Not given"),
        ("Asked of", request.asked_of.title),
        ("Asked in private", yes_or_no),
        ("To be answered by", due_words(due_on, on) if request.is_open else worded_day(due_on)),
    ]
    if request.answered_in and request.answered_by:
        facts += [
            ("Answered for", f"The meeting of {worded_day(request.answered_in.held_on)}"),
            ("Answered by", request.answered_by.title),
        ]
    return facts


@dataclass(frozen=True)
class Subject:
    """Something that a request is about, and its page."""

    label: str
    href: str


def subjects_of(request: CommitteeRequest, actor: Actor) -> list[Subject]:
    """What a request is about, as far as the actor may know of it."""
    found = []
    if request.inspection:
        found.append(Subject(request.inspection.title, request.inspection.get_absolute_url()))
    if request.cause:
        href = reverse("findings", args=[request.cause.publication.inspection_id])
        found.append(Subject(f"Cause of concern: {request.cause.title}", href))
    items = Recommendation.objects.visible_to(actor).filter(committee_requests__request=request).order_by("reference")
    return [*found, *(Subject(item.reference, item.get_absolute_url()) for item in items)]
