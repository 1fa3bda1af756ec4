"""What was done to a person, a post or a portfolio: each act with old and new values, newest first."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from uuid import UUID

from django.db.models import Q

from jac_tracker.accounts.enums import PeopleVerb
from jac_tracker.accounts.models import Holding, PeopleEvent, Portfolio, Post, User
from jac_tracker.accounts.roles import Role
from jac_tracker.dates import worded_day, worded_moment
from jac_tracker.history import FieldChange, Tracked, changed_fields


@dataclass(frozen=True)
class Change:
    """One value before and after."""

    label: str
    old: str
    new: str


@dataclass(frozen=True)
class Entry:
    """One act."""

    title: str
    by: str
    when: str
    words: str = ""
    changes: tuple[Change, ...] = ()


Changes = dict[UUID, tuple[Change, ...]]

_LABELS = {
    "name": "Name",
    "rank": "Rank or title",
    "number": "Collar number",
    "email": "Email address",
    "title": "Title",
    "role": "Role",
    "portfolio": "Portfolio",
    "unit": "Office or unit",
    "is_active": "Use",
}


def person_timeline(person: User) -> list[Entry]:
    """Everything recorded about a person, hand-overs that ended a holding of theirs among it."""
    holdings = Holding.history.filter(user_id=person.pk).values("act")
    events = list(_events(Q(person=person) | Q(act__in=holdings)))
    changes = {event.act: _details(event) for event in events if event.verb == PeopleVerb.CHANGE_PERSON}
    return [_entry(event, changes) for event in events]


def post_timeline(post: Post) -> list[Entry]:
    """Everything recorded about a post and who holds it."""
    names = dict(Portfolio.objects.values_list("pk", "name"))
    changes = _changes(post, names)
    return [_entry(event, changes) for event in _events(Q(post=post))]


def portfolio_timeline(portfolio: Portfolio) -> list[Entry]:
    """Everything recorded about a portfolio itself."""
    changes = _changes(portfolio, {})
    return [_entry(event, changes) for event in _events(Q(portfolio=portfolio))]


def _events(about: Q) -> Any:
    events = PeopleEvent.objects.filter(about).select_related("by_user", "by_post", "person", "post")
    return events.order_by("-at", "-id")


def _details(event: PeopleEvent) -> tuple[Change, ...]:
    return tuple(Change(_LABELS[name], str(old), str(new)) for name, (old, new) in event.details.items())


def _changes(of: Tracked, portfolios: dict[int, str]) -> Changes:
    """Act -> what it changed, from the versions of one row."""
    versions = type(of).history.filter(id=of.pk).order_by("history_date", "history_id")
    return {
        newer.act: tuple(_change(found, portfolios) for found in changed_fields(type(of), older, newer))
        for older, newer in pairwise(versions)
    }


def _change(found: FieldChange, portfolios: dict[int, str]) -> Change:
    name = found.field.name
    old, new = (_value(name, value, portfolios) for value in (found.old, found.new))
    return Change(_LABELS[name], old, new)


def _value(name: str, value: Any, portfolios: dict[int, str]) -> str:
    match name:
        case "role":
            return str(Role(value).label)
        case "portfolio":
            return portfolios.get(value, "None")
        case "is_active":
            return "In use" if value else "Not in use"
        case _:
            return str(value)


def _entry(event: PeopleEvent, changes: Changes) -> Entry:
    return Entry(
        title=_title(event),
        by=signature(event),
        when=worded_moment(event.at),
        words=event.why,
        changes=changes.get(event.act, ()),
    )


def _title(event: PeopleEvent) -> str:
    day = worded_day(event.happened_on) if event.happened_on else ""
    if event.verb == PeopleVerb.HAND_OVER:
        acting = " (acting)" if event.details.get("acting") else ""
        return f"{event.post} handed to {event.person}{acting} from {day}"
    if event.verb == PeopleVerb.END_HOLDING:
        return f"{event.post} held by {event.person} to {day}"
    return event.get_verb_display()


def signature(event: PeopleEvent) -> str:
    """Who recorded an event, and under which post."""
    if event.by_user is None:
        return f"the command {event.by_system}"
    return f"{event.by_post or 'No post'} ({event.by_user})"
