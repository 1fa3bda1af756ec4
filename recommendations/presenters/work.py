"""What waits for somebody: numbers by role, each a link to the rows behind it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse

from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.roles import Role
from recommendations.enums import Status
from recommendations.filters import MINE, RegisterFilter
from recommendations.presenters.lookups import Lookups
from recommendations.presenters.reading import Reading
from recommendations.rules.rag import RAG_RULES


@dataclass(frozen=True)
class Waiting:
    """How many items wait, in words, and where they are listed."""

    number: int
    words: str
    href: str


@dataclass(frozen=True)
class Pointer:
    """A page that somebody can use."""

    label: str
    href: str


@dataclass(frozen=True)
class Desk:
    """What waits for a person in one role; where nothing does, `kindly` says so."""

    title: str
    waiting: tuple[Waiting, ...] = ()
    pointers: tuple[Pointer, ...] = ()
    kindly: str = "Nothing waits for you today."


Asked = tuple[str, str, dict[str, str]]
"""Of one item, of several, and the filters of the register that show them."""

AWAITING: Asked = ("item awaits allocation", "items await allocation", {"status": Status.AWAITING_ALLOCATION.value})
OVERDUE: Asked = ("item is overdue", "items are overdue", {"due": "overdue"})
SOON: Asked = (
    f"item is due in the next {RAG_RULES.amber_days} days",
    f"items are due in the next {RAG_RULES.amber_days} days",
    {"due": "soon"},
)
SILENT: Asked = (
    f"item has had no update for {RAG_RULES.stale_days} days",
    f"items have had no update for {RAG_RULES.stale_days} days",
    {"progress": "stale"},
)
RED: Asked = ("item is Red", "items are Red", {"rag": "red"})
TO_ANSWER: Asked = (
    "proposal waits for your answer",
    "proposals wait for your answer",
    {"proposal": MINE, "status": "all"},
)


class Counting:
    """Counts as the register would: by its own filter, so that a number and the list behind it cannot disagree."""

    def __init__(self, items: QuerySet[Any], actor: Actor, reading: Reading) -> None:
        self.items, self.actor, self.reading = items, actor, reading
        self.lookups = Lookups.of(items, reading)

    def waiting(self, *asked: Asked, **narrowed: str) -> tuple[Waiting, ...]:
        """What is asked, narrowed alike, but for what there is none of."""
        found = [self._one(one, several, {**filters, **narrowed}) for one, several, filters in asked]
        return tuple(waiting for waiting in found if waiting.number)

    def _one(self, one: str, several: str, filters: dict[str, str]) -> Waiting:
        query = urlencode(filters)
        chosen = RegisterFilter(
            QueryDict(query), queryset=self.items, actor=self.actor, reading=self.reading, lookups=self.lookups
        )
        number = chosen.shown.count()
        return Waiting(number, f"{number:,} {one if number == 1 else several}", f"{reverse('register')}?{query}")


def desks(actor: Actor, reading: Reading) -> list[Desk]:
    """What waits for the actor, for each role held, in plain order."""
    return [desk for role in Role if role in actor.roles for desk in _DESKS[role](actor, reading)]


def _counting(actor: Actor, reading: Reading) -> Counting:
    return Counting(reading.items_visible_to(actor), actor, reading)


def _liaison(actor: Actor, reading: Reading) -> Iterator[Desk]:
    counting = _counting(actor, reading)
    yield Desk("The register", counting.waiting(TO_ANSWER, AWAITING, OVERDUE, SILENT))


def _owner(actor: Actor, reading: Reading) -> Iterator[Desk]:
    counting = _counting(actor, reading)
    if not actor.post_ids & set(counting.lookups.posts):
        yield Desk("Your items", kindly="Your posts own no item yet.")
        return
    yield Desk("Your items", counting.waiting(OVERDUE, SOON, SILENT, owner=MINE), (_all_of("owner", MINE),))


def _lead(actor: Actor, reading: Reading) -> Iterator[Desk]:
    counting = _counting(actor, reading)
    led = {post.portfolio_id: post.portfolio for post in actor.posts if post.portfolio_id in actor.led_portfolio_ids}
    answers = counting.waiting(TO_ANSWER)
    for number, portfolio in led.items():
        if number in counting.lookups.portfolios:
            narrowed = {"portfolio": str(number)}
            waiting = counting.waiting(RED, OVERDUE, **narrowed)
            yield Desk(f"Portfolio: {portfolio}", (*answers, *waiting), (_all_of("portfolio", str(number)),))
        else:
            yield Desk(f"Portfolio: {portfolio}", answers, kindly="Your portfolio has no item yet.")
        answers = ()


def _deputy(actor: Actor, reading: Reading) -> Iterator[Desk]:
    counting = _counting(actor, reading)
    yield Desk("The force", counting.waiting(TO_ANSWER, RED, OVERDUE), (_register(),))


def _secretary(actor: Actor, reading: Reading) -> Iterator[Desk]:
    yield Desk("The committee", pointers=(_meetings(), _register()), kindly="")


def _reader(actor: Actor, reading: Reading) -> Iterator[Desk]:
    yield Desk("The committee's papers", pointers=(_meetings(),), kindly="")


def _auditor(actor: Actor, reading: Reading) -> Iterator[Desk]:
    inspections = Pointer("See the inspections", reverse("inspections"))
    yield Desk("What you can read", pointers=(_register(), inspections, _meetings()), kindly="")


def _administrator(actor: Actor, reading: Reading) -> Iterator[Desk]:
    pointers = (Pointer("Keep people", reverse("people")), Pointer("Keep posts and hand them over", reverse("posts")))
    yield Desk("People and posts", pointers=pointers, kindly="")


def _all_of(name: str, value: str) -> Pointer:
    return Pointer("See all its open items", f"{reverse('register')}?{urlencode({name: value})}")


def _register() -> Pointer:
    return Pointer("See the register", reverse("register"))


def _meetings() -> Pointer:
    return Pointer("See meetings and papers", reverse("meetings"))


_DESKS = {
    Role.LIAISON: _liaison,
    Role.OWNER: _owner,
    Role.PORTFOLIO_LEAD: _lead,
    Role.DCC: _deputy,
    Role.SECRETARY: _secretary,
    Role.READER: _reader,
    Role.AUDITOR: _auditor,
    Role.ADMINISTRATOR: _administrator,
}
