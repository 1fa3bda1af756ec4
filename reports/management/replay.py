"""Replaying a dated list of acts through the actions, so that the history they leave is a real one.

An act is a JSON object: the `verb` is an action's name, `at` the moment on London's clock, `by` the title of the post
under whose holder it is done (left out: the command itself), `args` the action's own arguments, `why` its reason, and
`as` a key by which later acts name what it gave. In arguments "@key" names such a thing, "@id:key" its number, and
"@post:ACC Crime" something by its kind and name (see `NAMED`). Everything else is read as the action's annotations
say: days in words, deadlines as printed, enum values, frozen rows as objects.
"""

import heapq
import inspect
import json
import types
import typing
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, models, transaction

from inspections import actions as inspection_actions
from inspections.models import Force, Framework, FrameworkArea, FrameworkGrade, Inspectorate
from jac_tracker.accounts import actions as people_actions
from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.models import Holding, Portfolio, Post
from jac_tracker.dates import LONDON, VagueDay, read_vague_day
from recommendations import actions as recommendation_actions
from recommendations.models import Board
from recommendations.rules.as_read import DeadlineAsRead
from recommendations.rules.deadline import DeadlineKind, read_deadline
from reports import actions as report_actions
from reports.models import Section

NAMED: Mapping[str, tuple[type[models.Model], tuple[str, ...]]] = {
    "area": (FrameworkArea, ("framework__name", "short_label")),
    "board": (Board, ("name",)),
    "force": (Force, ("name",)),
    "framework": (Framework, ("name",)),
    "grade": (FrameworkGrade, ("framework__name", "name")),
    "inspectorate": (Inspectorate, ("short_name",)),
    "portfolio": (Portfolio, ("name",)),
    "post": (Post, ("title",)),
    "section": (Section, ("paper__meeting__held_on", "kind")),
}
"""What can be named by kind and name: the model, and the fields that the name gives. " / " parts two of them."""

_MODULES = (people_actions, inspection_actions, recommendation_actions, report_actions)
_FAULTS = (NotPossible, PermissionDenied, ValidationError, DatabaseError, LookupError, TypeError, ValueError)
_PARTS_OF_AN_ACT = frozenset({"verb", "as", "by", "at", "why", "args"})


class WrongAct(Exception):
    """An act that cannot be replayed; the message says which it is and what is wrong with it."""


@dataclass(frozen=True)
class Act:
    """One act as written, with the place it stands in."""

    chapter: str
    number: int
    written: Mapping[str, Any]

    def __str__(self) -> str:
        key = f", “{self.written['as']}”" if "as" in self.written else ""
        return f"{self.chapter}, act {self.number} ({self.written.get('verb', 'no verb')}{key})"


def acts_of(index: Path) -> Iterator[Act]:
    """The acts of all chapters that the index names, in order of time; of one moment, in the order of the chapters.

    Raises WrongAct for a file that holds none.
    """
    chapters = [_chapter(index.parent, name) for name in _json(index)["chapters"]]
    return heapq.merge(*chapters, key=lambda act: str(act.written.get("at", "")))


def _chapter(folder: Path, name: str) -> list[Act]:
    return [Act(name, number, written) for number, written in enumerate(_json(folder / name), start=1)]


def replay(acts: Iterable[Act], *, command: str, fixtures: Path) -> int:
    """Do every act in order, in one transaction, and say how many there were.

    `command` signs what is done by no post; "@fixture:reference.json" is read from `fixtures`. Raises WrongAct for
    the first act that is refused, names what is not there, or comes before the one above it; then nothing is kept.
    """
    book = _Book(command, fixtures)
    with transaction.atomic():
        for act in acts:
            try:
                book.do(act.written)
            except _FAULTS as error:
                raise WrongAct(f"{act}: {str(error) or 'whoever holds the post may not do this.'}") from error
            book.count += 1
    return book.count


@dataclass
class _Book:
    """What has been replayed so far: the things acts gave, by key, and the moment reached."""

    command: str
    fixtures: Path
    things: dict[str, Any] = field(default_factory=dict)
    reached: datetime | None = None
    count: int = 0

    def do(self, written: Mapping[str, Any]) -> None:
        if unknown := set(written) - _PARTS_OF_AN_ACT:
            raise ValueError(f"an act has no {', '.join(sorted(unknown))}")
        if not {"verb", "at"} <= set(written):
            raise ValueError("an act says its verb and when it was done")
        action = action_called(written["verb"])
        at = _moment(written["at"])
        if self.reached is not None and at < self.reached:
            raise ValueError("it comes before the act above it")
        self.reached = at
        given = _Reader(self, at).arguments(action, written.get("args", {}))
        if "why" in written:
            given["why"] = written["why"]
        thing = action(**given, by=self.actor(written.get("by", ""), at.date()), at=at)
        if key := written.get("as"):
            if key in self.things:
                raise ValueError(f"there is a “{key}” already")
            self.things[key] = thing

    def actor(self, title: str, on: date) -> Actor:
        """The holder of the post on the day, acting under it; the command for no post."""
        if not title:
            return Actor.system(self.command, on=on)
        holding = Holding.objects.current(on).filter(post__title=title).order_by("is_acting", "-from_on").first()
        if holding is None:
            raise LookupError(f"nobody holds the post of {title} on {on}")
        return Actor.of(holding.user, on).as_holder_of(holding.post_id)

    def find(self, reference: str) -> Any:
        """What "@reference" names."""
        kind, colon, name = reference.removeprefix("@").partition(":")
        if not colon:
            if kind not in self.things:
                raise LookupError(f"no act above gave “{kind}”")
            return self.things[kind]
        if kind == "id":
            return self.find(name).pk
        if kind == "fixture":
            return _json(self.fixtures / name)
        if kind not in NAMED:
            raise LookupError(f"“{kind}” is no kind of thing that can be named")
        model, looked_up = NAMED[kind]
        parts = name.split(" / ") if len(looked_up) > 1 else [name]
        found = model._default_manager.filter(**dict(zip(looked_up, parts, strict=False)))[:2]
        if len(parts) != len(looked_up) or len(found) != 1:
            raise LookupError(f"“{name}” does not name one {kind}")
        return found[0]


@cache
def action_called(verb: str) -> Callable[..., Any]:
    """The action of that name. An action is whatever an actions module offers that is told `by` whom and `at` when."""
    for module in _MODULES:
        found = getattr(module, verb, None)
        if inspect.isfunction(found) and {"by", "at"} <= set(inspect.signature(found).parameters):
            return found
    raise LookupError("there is no such action")


@dataclass(frozen=True)
class _Reader:
    """Reads one act's arguments as its action's annotations say."""

    book: _Book
    at: datetime

    def arguments(self, action: Callable[..., Any], written: Mapping[str, Any]) -> dict[str, Any]:
        hints = typing.get_type_hints(action)
        if unknown := set(written) - set(hints):
            raise TypeError(f"{action.__name__} is given no {', '.join(sorted(unknown))}")
        given: dict[str, Any] = {}
        for name, value in written.items():
            given[name] = self.read(hints[name], value, given)
        return given

    def read(self, hint: Any, value: Any, given: Mapping[str, Any]) -> Any:
        """`value` as `hint` says; `given` holds the arguments read before it."""
        if isinstance(value, str) and value.startswith("@"):
            return self.book.find(value)
        if value is None:
            return None
        origin, inner = typing.get_origin(hint), typing.get_args(hint)
        if origin in (typing.Union, types.UnionType):
            return self.read(next(it for it in inner if it is not type(None)), value, given)
        if origin is tuple and Ellipsis not in inner:
            return tuple(self.read(it, part, given) for it, part in zip(inner, value, strict=True))
        if isinstance(origin, type) and issubclass(origin, Sequence):
            return tuple(self.read(inner[0], part, given) for part in value)
        if not isinstance(hint, type) or origin is not None:
            return self._loose(value)
        return self._as(hint, value, given)

    def _as(self, kind: type, value: Any, given: Mapping[str, Any]) -> Any:
        if issubclass(kind, DeadlineAsRead) and isinstance(value, str):
            return deadline_in_words(value, given["publication"].day.earliest)
        if issubclass(kind, VagueDay):
            return read_vague_day(value, around=self.at.date())
        if is_dataclass(kind):
            return self._row(kind, value, given)
        if issubclass(kind, models.Model):
            raise TypeError(f"“{value}” should name a {kind._meta.verbose_name}, with @ before it")
        if issubclass(kind, datetime):
            return _moment(value)
        if issubclass(kind, date):
            return date.fromisoformat(value)
        return kind(value) if issubclass(kind, Enum) else value

    def _row(self, kind: type, written: Mapping[str, Any], given: Mapping[str, Any]) -> Any:
        hints = typing.get_type_hints(kind)
        if unknown := set(written) - {it.name for it in fields(kind)}:
            raise TypeError(f"{kind.__name__} has no {', '.join(sorted(unknown))}")
        return kind(**{name: self.read(hints[name], value, given) for name, value in written.items()})

    def _loose(self, value: Any) -> Any:
        """Values whose kind no annotation gives: only references are read."""
        if isinstance(value, str) and value.startswith("@"):
            return self.book.find(value)
        if isinstance(value, dict):
            return {name: self._loose(part) for name, part in value.items()}
        return [self._loose(part) for part in value] if isinstance(value, list) else value


def deadline_in_words(words: str, published: date | None) -> DeadlineAsRead:
    """A deadline phrase as printed, read as the register reads it in a recommendation published on the day."""
    if published is None:
        raise ValueError(f"the report has no date from which to reckon “{words}”")
    read = read_deadline(f"{words}, the force should act.", published=published)
    basis_on = None if read.kind == DeadlineKind.FIXED else published
    return DeadlineAsRead(words, read.kind, read.date, read.precision, basis_on)


def _moment(written: str) -> datetime:
    moment = datetime.fromisoformat(written)
    return moment if moment.tzinfo else moment.replace(tzinfo=LONDON)


def _json(file: Path) -> Any:
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise WrongAct(f"{file.name} cannot be read: {error}") from error
