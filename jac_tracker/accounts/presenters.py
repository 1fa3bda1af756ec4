"""What the pages about people print."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from jac_tracker.accounts.models import Holding, PeopleEvent, Post, User
from jac_tracker.accounts.roles import Role
from jac_tracker.dates import worded_day, worded_moment


@dataclass(frozen=True)
class DemoPerson:
    """Somebody the demonstration lets you sign in as."""

    role: str
    label: str
    post: str
    user_id: int


def demo_people(on: date) -> list[DemoPerson]:
    """One person for each role, in the order of the roles: the one who has held a post of it longest."""
    holdings = (
        Holding.objects.current(on)
        .filter(user__is_active=True, post__is_active=True)
        .select_related("post")
        .order_by("from_on", "id")
    )
    first: dict[str, Holding] = {}
    for holding in holdings:
        first.setdefault(holding.post.role, holding)
    return [
        DemoPerson(role.name.lower().replace("_", "-"), role.label, first[role].post.title, first[role].user_id)
        for role in Role
        if role in first
    ]


@dataclass(frozen=True)
class PersonRow:
    """A person in the list, with what they hold on the day."""

    person: User
    posts: tuple[str, ...]


def person_rows(people: Iterable[User], on: date) -> list[PersonRow]:
    """Each person with the posts held on the day; one more query, however many there are."""
    people = list(people)
    held = defaultdict(list)
    for holding in Holding.objects.current(on).filter(user__in=people).select_related("post"):
        held[holding.user_id].append(holding_words(holding))
    return [PersonRow(person, tuple(held[person.pk])) for person in people]


def holding_words(holding: Holding) -> str:
    """A held post in a person's row: its title, and whether it is held for somebody else."""
    return f"{holding.post.title} (acting)" if holding.is_acting else holding.post.title


@dataclass(frozen=True)
class PostRow:
    """A post in the list, with who holds it on the day."""

    post: Post
    holders: tuple[str, ...]


def post_rows(posts: Iterable[Post], on: date) -> list[PostRow]:
    """Each post with its holders on the day; one more query, however many there are."""
    posts = list(posts)
    held = defaultdict(list)
    for holding in Holding.objects.current(on).filter(post__in=posts).select_related("user"):
        held[holding.post_id].append(f"{holding.user} (acting)" if holding.is_acting else str(holding.user))
    return [PostRow(post, tuple(held[post.pk])) for post in posts]


@dataclass(frozen=True)
class Change:
    """One value before and after."""

    label: str
    old: str
    new: str


@dataclass(frozen=True)
class Entry:
    """One line of a timeline."""

    title: str
    by: str
    when: str
    words: str = ""
    changes: tuple[Change, ...] = field(default=())


_LABELS = {"name": "Name", "rank": "Rank or title", "number": "Collar number", "email": "Email address"}


def people_timeline(*, person: User | None = None, post: Post | None = None) -> list[Entry]:
    """Everything recorded about a person or a post, newest first."""
    about = Q(person=person) if person is not None else Q(post=post)
    events = PeopleEvent.objects.filter(about).select_related("by_user", "by_post", "person", "post")
    return [_entry(event) for event in events.order_by("-at", "-id")]


def _entry(event: PeopleEvent) -> Entry:
    changes = tuple(
        Change(_LABELS[name], str(old), str(new)) for name, (old, new) in event.details.items() if name in _LABELS
    )
    return Entry(
        title=_title(event),
        by=signature(event),
        when=worded_moment(event.at),
        words=event.why,
        changes=changes,
    )


def _title(event: PeopleEvent) -> str:
    title = event.get_verb_display()
    if event.post and event.person:
        title = f"{title}: {event.post.title}, {event.person}"
    return f"{title}, from {worded_day(event.happened_on)}" if event.happened_on else title


def signature(event: PeopleEvent) -> str:
    """Who recorded an event, and under which post."""
    return f"{event.by_post} ({event.by_user})" if event.by_user else f"the command {event.by_system}"
