"""One act in a history, and who recorded it: the person and the post as they were called then."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from jac_tracker.accounts.enums import PeopleVerb
from jac_tracker.accounts.models import PeopleEvent, Post, User
from jac_tracker.history import Event, Names

_ALWAYS = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Change:
    """One value before and after an act."""

    label: str
    old: str
    new: str


@dataclass(frozen=True)
class Entry:
    """One act; `at` is when it was recorded, where histories are to be joined."""

    title: str
    by: str
    when: str
    words: str = ""
    changes: tuple[Change, ...] = ()
    at: datetime = _ALWAYS

    @property
    def is_addition(self) -> bool:
        """Whether nothing was there before: then the page prints one column, not two."""
        return not any(change.old for change in self.changes)


def signature(event: Event, names: Names) -> str:
    """Who recorded an event, and under which post."""
    if event.by_user_id is None:
        return f"the command {event.by_system}"
    post = names.of(Post, event.by_post_id, event.at) or "No post"
    return f"{post} ({names.of(User, event.by_user_id, event.at)})"


def add_people(names: Names, numbers: Iterable[int]) -> None:
    """Everything that people were called. Two statements: people have no history, but each change is an event."""
    wanted = {0, *numbers}
    changes: dict[int, list[PeopleEvent]] = defaultdict(list)
    for event in PeopleEvent.objects.filter(person__in=wanted, verb=PeopleVerb.CHANGE_PERSON).order_by("at", "id"):
        changes[event.person_id or 0].append(event)
    for person in User.objects.filter(pk__in=wanted):
        _undo(person, changes[person.pk])
        names.add(User, person.pk, _ALWAYS, str(person))
        for event in changes[person.pk]:
            _give(person, event, 1)
            names.add(User, person.pk, event.at, str(person))


def _undo(person: User, changes: list[PeopleEvent]) -> None:
    for event in reversed(changes):
        _give(person, event, 0)


def _give(person: User, event: PeopleEvent, which: int) -> None:
    """Give the person the values before (0) or after (1) an event; it is never saved."""
    for field, old_and_new in event.details.items():
        setattr(person, field, old_and_new[which])
