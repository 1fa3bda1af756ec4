"""Single acts on many items together: tried without doing them, or done on items that one lock holds."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from copy import copy
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import transaction
from django.db.models import Prefetch, prefetch_related_objects

from jac_tracker.accounts.actor import Actor
from recommendations.models import Proposal, Recommendation
from recommendations.permissions import may_see

P = ParamSpec("P")
T = TypeVar("T")


@dataclass
class _Together:
    """Acts on items in hand: which of them the actor may know of, and what else was asked, with its answers."""

    visible: frozenset[int]
    is_rehearsed: bool
    answers: dict[Hashable, Any] = field(default_factory=dict)


_now: ContextVar[_Together | None] = ContextVar("the acts that go on together", default=None)


@contextmanager
def rehearsal(items: Iterable[Recommendation], by: Actor) -> Iterator[list[Recommendation]]:
    """Copies of the items as they stand, on which each `one_act` can be tried: it asks all that it asks, and changes
    its copy alone.

    No item is locked, and nothing is written. The statements do not grow with the items.
    """
    given = list(items)
    there = Recommendation.objects.visible_to(by).in_bulk([item.pk for item in given])
    copies = [there.get(item.pk) or copy(item) for item in given]
    with _together(copies, frozenset(there), is_rehearsed=True):
        yield copies


@contextmanager
def held(items: Sequence[Recommendation], by: Actor) -> Iterator[None]:
    """Let each `one_act` inside take its item as the act before has left it, without locking or reading it again.

    The items were read under a lock, in the transaction that goes on, and it is all of the acts or none.
    """
    visible = Recommendation.objects.visible_to(by).filter(pk__in=[item.pk for item in items])
    with _together(items, frozenset(visible.values_list("pk", flat=True)), is_rehearsed=False):
        yield


@contextmanager
def _together(items: Sequence[Recommendation], visible: frozenset[int], *, is_rehearsed: bool) -> Iterator[None]:
    waiting = Proposal.objects.filter(answer="").select_related("portfolio")
    prefetch_related_objects(items, "supporting_posts", Prefetch("proposals", waiting, "open_proposals"))
    token = _now.set(_Together(visible, is_rehearsed))
    try:
        yield
    finally:
        _now.reset(token)


def is_in_hand() -> bool:
    """Whether the items of what goes on are taken as they are given: rehearsed, or held."""
    return _now.get() is not None


def is_rehearsed() -> bool:
    """Whether what goes on is a rehearsal, and no act."""
    now = _now.get()
    return now is not None and now.is_rehearsed


def is_visible(item: Recommendation, by: Actor) -> bool:
    """Whether the actor may know of the item; of items in hand it was asked of all at once."""
    now = _now.get()
    if now is not None:
        return item.pk in now.visible
    return may_see(by, item)


def asked_once(key: Hashable, ask: Callable[[], T]) -> T:
    """What `ask` answers. Of items in hand, while which no answer changes, it is asked once for each key."""
    now = _now.get()
    if now is None:
        return ask()
    if key not in now.answers:
        now.answers[key] = ask()
    answer: T = now.answers[key]
    return answer


def one_act(act: Callable[P, T]) -> Callable[P, T]:
    """Make an act one transaction, unless its item is in hand: it is rehearsed, or part of one transaction already.

    For acts that record by `Turn.end` alone.
    """
    in_one_transaction = transaction.atomic()

    @wraps(act)
    def done(*args: P.args, **kwargs: P.kwargs) -> T:
        if is_in_hand():
            return act(*args, **kwargs)
        with in_one_transaction:
            return act(*args, **kwargs)

    return done
