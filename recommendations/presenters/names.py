"""What things and people that items point to were called at a moment."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from json import loads
from typing import Any

from django.db import models
from django.db.models import F, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast

from inspections.models import CauseOfConcern, Inspection, Publication
from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.enums import PeopleVerb
from jac_tracker.accounts.models import Holding, PeopleEvent, Portfolio, Post, User
from jac_tracker.history import Tracked
from recommendations.models import Board, Evidence, Recommendation
from recommendations.presenters.reading import Reading

# The field by which a row is called in words, of each model that items point to.
CALLED_BY: dict[type[Tracked], str] = {
    Board: "name",
    CauseOfConcern: "title",
    Evidence: "title",
    Inspection: "short_title",
    Portfolio: "name",
    Post: "title",
    Publication: "title",
    Recommendation: "reference",
}

Wanted = dict[type[models.Model], set[int]]


class Names:
    """The names that rows had, each from a moment on; and people's names, undone to what they were."""

    def __init__(self) -> None:
        self._called: dict[tuple[type[models.Model], int], list[tuple[datetime, str]]] = defaultdict(list)
        self._people: dict[int, dict[str, str]] = {}
        self._changes: dict[int, list[tuple[datetime, dict[str, list[str]]]]] = defaultdict(list)

    def of(self, model: type[models.Model], number: int | None, moment: datetime | None = None) -> str:
        """What row `number` was called at a moment, or is called now; empty for no row."""
        if number is None:
            return ""
        if model is User:
            return self._person(number, moment)
        names = self._called.get((model, number), [])
        place = len(names) if moment is None else bisect_right([since for since, _name in names], moment)
        return names[max(place - 1, 0)][1] if names else ""

    def _person(self, number: int, moment: datetime | None) -> str:
        called = dict(self._people.get(number, {}))
        for at, changes in reversed(self._changes.get(number, [])):
            if moment is not None and at > moment:
                called |= {field: change[0] for field, change in changes.items() if field in called}
        return " ".join(filter(None, [called.get("rank", ""), called.get("name", "")]))

    def add_version(self, model: type[models.Model], number: int, since: datetime, name: str) -> None:
        self._called[model, number].append((since, name))

    def add_person(self, number: int, name: str, rank: str) -> None:
        self._people[number] = {"name": name, "rank": rank}

    def add_change(self, number: int, at: datetime, changes: dict[str, list[str]]) -> None:
        self._changes[number].append((at, changes))


_PERSON, _RANK, _CHANGE = "person", "rank", "change"


def names_of(wanted: Wanted, reading: Reading, actor: Actor) -> Names:
    """The names of these rows, in one statement: of all models alike, so that a page costs the same whatever it shows.

    Versions recorded after the reading's moment are left out, and items and evidence that the actor may not know of.
    """
    names, models_by_label = Names(), {model._meta.label: model for model in CALLED_BY}
    found = _people({0, *wanted.get(User, set())})
    for model, field in CALLED_BY.items():
        versions = reading.versions_of(model).filter(id__in=wanted.get(model, set()))
        if model is Recommendation:
            versions = versions.filter(id__in=Recommendation.objects.visible_to(actor).values("pk"))
        if model is Evidence:
            versions = versions.filter(id__in=Evidence.objects.visible_to(actor).values("pk"))
        found.append(_rows(versions, model._meta.label, "id", "history_date", "history_id", F(field)))
    people: dict[int, dict[str, str]] = defaultdict(dict)
    for label, number, at, _order, words in sorted(found[0].union(*found[1:], all=True), key=_in_time):
        if label in models_by_label:
            names.add_version(models_by_label[label], number, at, words)
        elif label == _CHANGE:
            names.add_change(number, at, loads(words))
        else:
            people[number][label] = words
    for number, person in people.items():
        names.add_person(number, person.get(_PERSON, ""), person.get(_RANK, ""))
    return names


def _people(numbers: set[int]) -> list[QuerySet[Any, Any]]:
    people = User.objects.filter(pk__in=numbers)
    changes = PeopleEvent.objects.filter(person__in=numbers, verb=PeopleVerb.CHANGE_PERSON)
    return [
        _rows(people, _PERSON, "pk", "joined_at", "pk", F("name")),
        _rows(people, _RANK, "pk", "joined_at", "pk", F("rank")),
        _rows(changes, _CHANGE, "person_id", "at", "pk", F("details")),
    ]


def _rows(rows: QuerySet[Any], label: str, number: str, at: str, order: str, words: F) -> QuerySet[Any, Any]:
    """Rows of one shape, so that those of several tables can be read together."""
    text = TextField()
    named = rows.order_by().annotate(label_=Value(label, output_field=text), words_=Cast(words, text))
    return named.values_list("label_", number, at, order, "words_")


def _in_time(row: tuple[str, int, datetime | None, int, str]) -> tuple[float, int]:
    return (row[2].timestamp() if row[2] else 0.0, row[3])


@dataclass(frozen=True)
class Holder:
    """Who holds a post, by number and by today's name."""

    user_id: int
    name: str
    is_acting: bool

    def worded(self, name: str = "") -> str:
        """ "Supt Olive Owner (acting)"; under another name where one is given."""
        return f"{name or self.name} (acting)" if self.is_acting else name or self.name


def holders_of(post_ids: Iterable[int], reading: Reading) -> dict[int, list[Holder]]:
    """Who holds each post on the reading's day, by what had been recorded; the substantive holder first.

    One statement, even for no post: a page costs the same whatever it shows.
    """
    held: dict[int, list[Holder]] = defaultdict(list)
    current = Q(from_on__lte=reading.on) & (Q(to_on__isnull=True) | Q(to_on__gte=reading.on))
    rows = reading.of(Holding).filter(current, post_id__in={0, *post_ids}).select_related("user")
    for row in rows.order_by("is_acting", "from_on", "id"):
        held[row.post_id].append(Holder(row.user_id, str(row.user), row.is_acting))
    return held


def worded_holders(held: Iterable[Holder], names: Names, moment: datetime | None) -> str:
    """Everybody who holds a post, as they were called at the moment."""
    return ", ".join(holder.worded(names.of(User, holder.user_id, moment)) for holder in held)
