"""Numbers of what waits, each the count of a list of the register that its link opens."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from jac_tracker.accounts.actor import Actor
from recommendations.enums import Status
from recommendations.filters import DEFAULT_GROUP, MINE, RegisterFilter
from recommendations.presenters.lookups import Lookups
from recommendations.presenters.reading import Reading
from recommendations.rules.rag import RAG_RULES


@dataclass(frozen=True)
class Waiting:
    """How many items wait, in words, and where they are listed."""

    number: int
    words: str
    href: str


Asked = tuple[str, str, dict[str, Any]]
"""Of one item, of several, and the filters of the register that show them, as a valid form gives them."""

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
RED: Asked = ("item is Red", "items are Red", {"rag": ["red"]})
TO_ANSWER: Asked = (
    "proposal waits for your answer",
    "proposals wait for your answer",
    {"proposal": MINE, "status": "all"},
)


class Counting:
    """Counts as the register would: by its own filter, so that a number and the list behind it cannot disagree."""

    def __init__(self, actor: Actor, reading: Reading) -> None:
        self.items = reading.items_visible_to(actor)
        nothing_to_choose = Lookups({}, {}, {}, {})
        self.filter = RegisterFilter(QueryDict(), actor=actor, reading=reading, lookups=nothing_to_choose)

    def waiting(self, *asked: Asked, **narrowed: str) -> tuple[Waiting, ...]:
        """What is asked, narrowed alike, but for what there is none of."""
        found = [self._one(one, several, {**filters, **narrowed}) for one, several, filters in asked]
        return tuple(waiting for waiting in found if waiting.number)

    def _one(self, one: str, several: str, filters: dict[str, Any]) -> Waiting:
        number = self.filter.narrowed({"status": DEFAULT_GROUP, **filters}).count()
        query = urlencode(filters, doseq=True)
        return Waiting(number, f"{number:,} {one if number == 1 else several}", f"{reverse('register')}?{query}")
