"""What was done to a person, a post or a portfolio: each act with old and new values, and names as they were."""

from collections.abc import Iterable
from datetime import datetime
from itertools import pairwise
from typing import Any
from uuid import UUID

from django.db.models import Q

from jac_tracker.accounts.enums import PeopleVerb
from jac_tracker.accounts.models import Holding, PeopleEvent, Portfolio, Post, User
from jac_tracker.accounts.presenters.entries import Change, Entry, add_people, signature
from jac_tracker.accounts.roles import Role
from jac_tracker.dates import worded_day, worded_moment
from jac_tracker.history import FieldChange, Names, Tracked, changed_fields, names_of

Changes = dict[UUID, tuple[Change, ...]]

_CALLED_BY: dict[type[Tracked], str] = {Portfolio: "name", Post: "title"}

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
    events = _events(Q(person=person) | Q(act__in=holdings))
    changes = {event.act: _details(event) for event in events if event.verb == PeopleVerb.CHANGE_PERSON}
    return _entries(events, changes, _names(events))


def post_timeline(post: Post) -> list[Entry]:
    """Everything recorded about a post and who holds it."""
    versions = _versions(post)
    events = _events(Q(post=post))
    names = _names(events, {version.portfolio_id for version in versions})
    return _entries(events, _changes(versions, names), names)


def portfolio_timeline(portfolio: Portfolio) -> list[Entry]:
    """Everything recorded about a portfolio itself."""
    events = _events(Q(portfolio=portfolio))
    names = _names(events)
    return _entries(events, _changes(_versions(portfolio), names), names)


def _events(about: Q) -> list[PeopleEvent]:
    return list(PeopleEvent.objects.filter(about).order_by("-at", "-id"))


def _names(events: Iterable[PeopleEvent], portfolios: Iterable[int | None] = ()) -> Names:
    """What everything that the events name was ever called; as many statements for many events as for one."""
    posts = {number for event in events for number in (event.by_post_id, event.post_id) if number}
    names = names_of({Post: posts, Portfolio: {number for number in portfolios if number}}, _CALLED_BY)
    add_people(names, {number for event in events for number in (event.by_user_id, event.person_id) if number})
    return names


def _details(event: PeopleEvent) -> tuple[Change, ...]:
    return tuple(Change(_LABELS[name], str(old), str(new)) for name, (old, new) in event.details.items())


def _versions(of: Tracked) -> list[Any]:
    return list(type(of).history.filter(id=of.pk).order_by("history_date", "history_id"))


def _changes(versions: list[Any], names: Names) -> Changes:
    """Act -> what it changed, from the versions of one row."""
    return {
        newer.act: tuple(
            _change(found, names, newer.history_date) for found in changed_fields(newer.instance_type, older, newer)
        )
        for older, newer in pairwise(versions)
    }


def _change(found: FieldChange, names: Names, moment: datetime) -> Change:
    name = found.field.name
    old, new = (_value(name, value, names, moment) for value in (found.old, found.new))
    return Change(_LABELS[name], old, new)


def _value(name: str, value: Any, names: Names, moment: datetime) -> str:
    match name:
        case "role":
            return str(Role(value).label)
        case "portfolio":
            return names.of(Portfolio, value, moment) or "None"
        case "is_active":
            return "In use" if value else "Not in use"
        case _:
            return str(value)


def _entries(events: Iterable[PeopleEvent], changes: Changes, names: Names) -> list[Entry]:
    return [
        Entry(
            title=_title(event, names),
            by=signature(event, names),
            when=worded_moment(event.at),
            words=event.why,
            changes=changes.get(event.act, ()),
        )
        for event in events
    ]


def _title(event: PeopleEvent, names: Names) -> str:
    day = worded_day(event.happened_on) if event.happened_on else ""
    post, person = names.of(Post, event.post_id, event.at), names.of(User, event.person_id, event.at)
    if event.verb == PeopleVerb.HAND_OVER:
        acting = " (acting)" if event.details.get("acting") else ""
        return f"{post} handed to {person}{acting} from {day}"
    if event.verb == PeopleVerb.END_HOLDING:
        return f"{post} held by {person} to {day}"
    return event.get_verb_display()
