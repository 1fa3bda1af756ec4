"""Trying acts on many items without doing them: what each would refuse, in its own words."""

from collections.abc import Callable, Hashable, Iterable, Iterator
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

P = ParamSpec("P")
T = TypeVar("T")


@dataclass
class _Rehearsal:
    """The numbers of the items that the actor may know of, and what else was asked, with its answers."""

    visible: frozenset[int]
    answers: dict[Hashable, Any] = field(default_factory=dict)


_now: ContextVar[_Rehearsal | None] = ContextVar("the rehearsal that goes on", default=None)


@contextmanager
def rehearsal(items: Iterable[Recommendation], by: Actor) -> Iterator[list[Recommendation]]:
    """Copies of the items as they stand, on which each `one_act` can be tried: it asks all that it asks, and changes
    its copy alone.

    No item is locked, and nothing is written. The statements do not grow with the items.
    """
    given = list(items)
    there = Recommendation.objects.visible_to(by).in_bulk([item.pk for item in given])
    copies = [there.get(item.pk) or copy(item) for item in given]
    waiting = Proposal.objects.filter(answer="").select_related("portfolio")
    prefetch_related_objects(copies, "supporting_posts", Prefetch("proposals", waiting, "open_proposals"))
    token = _now.set(_Rehearsal(frozenset(there)))
    try:
        yield copies
    finally:
        _now.reset(token)


def is_rehearsed() -> bool:
    """Whether what goes on is a rehearsal, and no act."""
    return _now.get() is not None


def is_visible(item: Recommendation, by: Actor) -> bool:
    """Whether the actor may know of the item; in a rehearsal, whoever rehearses."""
    tried = _now.get()
    if tried is not None:
        return item.pk in tried.visible
    return Recommendation.objects.visible_to(by).filter(pk=item.pk).exists()


def asked_once(key: Hashable, ask: Callable[[], T]) -> T:
    """What `ask` answers. In a rehearsal, where no answer changes, it is asked once for each key."""
    tried = _now.get()
    if tried is None:
        return ask()
    if key not in tried.answers:
        tried.answers[key] = ask()
    answer: T = tried.answers[key]
    return answer


def one_act(act: Callable[P, T]) -> Callable[P, T]:
    """Make an act one transaction, unless it is rehearsed: then there is nothing to take back.

    For acts that record by `Turn.end` alone.
    """
    in_one_transaction = transaction.atomic()

    @wraps(act)
    def done(*args: P.args, **kwargs: P.kwargs) -> T:
        if is_rehearsed():
            return act(*args, **kwargs)
        with in_one_transaction:
            return act(*args, **kwargs)

    return done
