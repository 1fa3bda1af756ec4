"""The lists of people and of posts."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict

from jac_tracker.accounts.models import Holding, Post, User
from jac_tracker.addresses import query_without
from jac_tracker.forms import FilterForm


@dataclass(frozen=True)
class PersonRow:
    """A person in the list, with what they hold on the day."""

    person: User
    posts: tuple[str, ...]
    signing_in: str
    colour: str


def person_rows(people: Iterable[User], on: date) -> list[PersonRow]:
    """Each person with the posts held on the day; one more query, however many there are."""
    people = list(people)
    held = defaultdict(list)
    for holding in Holding.objects.current(on).filter(user__in=people).select_related("post"):
        held[holding.user_id].append(_with_acting(holding.post.title, holding))
    return [PersonRow(person, tuple(held[person.pk]), *signing_in(person)) for person in people]


def signing_in(person: User) -> tuple[str, str]:
    """Whether somebody can sign in as the person, in words, and the colour of the tag; none where all is well."""
    if not person.is_active:
        return "Deactivated", "grey"
    return ("Active", "") if person.has_usable_password() else ("No password set", "orange")


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
        name = str(holding.user) if holding.user.is_active else f"{holding.user} (deactivated)"
        held[holding.post_id].append(_with_acting(name, holding))
    return [PostRow(post, tuple(held[post.pk])) for post in posts]


def _with_acting(words: str, holding: Holding) -> str:
    return f"{words} (acting)" if holding.is_acting else words


def chosen_filters(form: FilterForm, query: QueryDict) -> list[tuple[str, str]]:
    """Each filter in use in words, with the address that takes it away. For a valid form."""
    found = []
    for name, value in form.cleaned_data.items():
        if value:
            words = dict(getattr(form.fields[name], "choices", ())).get(value, value)
            found.append((f"{form[name].label}: {words}", query_without(query, name, value)))
    return found
