"""What the acts on people, portfolios, posts and holdings refuse alike."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError

from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.models import Holding, Post
from jac_tracker.accounts.roles import Duty, roles_with


class NotPossible(Exception):
    """The act is refused as things stand; the message says why, for the person who asked."""


def keeper_of_people(by: Actor) -> Actor:
    """`by`, acting under a post that keeps people. Raises PermissionDenied where none is held."""
    if not by.may(Duty.KEEP_PEOPLE):
        raise PermissionDenied("Only an administrator keeps people, posts and portfolios.")
    return by.under(Duty.KEEP_PEOPLE)


@contextmanager
def refusing_a_second(constraint: str, sentence: str) -> Iterator[None]:
    """Raise NotPossible(sentence) where the database finds a name taken: two forms may find it free at once.

    `constraint` is what its error names. Around the last write of an act: a refusal leaves the transaction broken.
    """
    try:
        yield
    except IntegrityError as error:
        if constraint not in str(error):
            raise
        raise NotPossible(sentence) from error


def one_at_a_time() -> None:
    """Wait until no other act is under way that could leave nobody to keep people and posts.

    Two at once would each still see the administrator whom the other takes away. Such an act locks their posts, first.
    """
    list(Post.objects.locked().filter(role__in=roles_with(Duty.KEEP_PEOPLE)).order_by("pk"))


def refuse_to_leave_nobody(by: Actor, on: date) -> None:
    """Raise NotPossible if, as things are now written, nobody keeps people and posts on the day.

    A command may: whoever runs it can also add somebody.
    """
    if by.is_system:
        return
    keepers = Holding.objects.current(on).filter(
        post__role__in=roles_with(Duty.KEEP_PEOPLE), post__is_active=True, user__is_active=True
    )
    if not keepers.exists():
        raise NotPossible(
            "This would leave nobody to keep people and posts. Hand an administrator's post to somebody else first."
        )
