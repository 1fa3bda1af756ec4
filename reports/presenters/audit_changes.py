"""Old and new values of acts, from the history rows that they wrote: the very rows that a record's timeline reads."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models import OuterRef, Q, Subquery

from inspections.models import Force, Framework, FrameworkArea, FrameworkGrade, Inspectorate
from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.models import PeopleEvent, User
from jac_tracker.accounts.presenters import Change
from jac_tracker.dates import worded_day
from jac_tracker.history import AppendOnly, Event, Tracked, changed_fields, tracked_models
from jac_tracker.history import names_of as names_in_history
from recommendations.enums import Verb
from recommendations.models import Claim
from recommendations.presenters.names import CALLED_BY, Wanted, names_of
from recommendations.presenters.reading import Reading
from recommendations.presenters.timeline import value_words
from recommendations.presenters.together import Found, read_together
from recommendations.presenters.words import capitalised, said_at_desk
from reports.models import Meeting, Paper

# The names of what items do not point to.
ALSO_CALLED_BY: dict[type[Tracked], str] = {
    Force: "name",
    Framework: "name",
    FrameworkArea: "short_label",
    FrameworkGrade: "name",
    Inspectorate: "name",
    Meeting: "held_on",
    Paper: "title",
}
# Of a row that is added: who and when stand beside it already, and a signature's copy is the item's own words.
LEFT_OUT_OF_ADDED = frozenset({"id", "at", "by_user", "by_post", "recommendation", "claim", "content", "fingerprint"})

LEFT_OUT = frozenset({"digest"})  # of a secret: it tells nobody anything

Changes = dict[UUID, list[Change]]


class _Names:
    """What everything that rows point to was called at a moment."""

    def __init__(self, rows: Iterable[Any], actor: Actor, on: date) -> None:
        wanted: Wanted = defaultdict(set)
        for row in rows:
            for each in row._meta.concrete_fields:
                number = getattr(row, each.attname)
                if each.is_relation and number is not None:
                    wanted[each.related_model].add(number)
        known: Wanted = {model: numbers for model, numbers in wanted.items() if model in CALLED_BY or model is User}
        self._known = names_of(known, Reading(on), actor)
        self._also = names_in_history({model: wanted.get(model, set()) for model in ALSO_CALLED_BY}, ALSO_CALLED_BY)

    def of(self, model: type[models.Model], number: int | None, moment: datetime | None = None) -> str:
        if number is None:
            return ""
        if model in ALSO_CALLED_BY and moment is not None:
            name: Any = self._also.of(model, number, moment)
            return worded_day(name) if isinstance(name, date) else str(name)
        called = self._known.of(model, number, moment)
        return called or f"{capitalised(str(model._meta.verbose_name))} {number}"


def changes_of(found: Iterable[Any], actor: Actor, on: date) -> Changes:
    """What each act changed, old beside new: as many statements for many acts as for one."""
    events = {row.act: row for row in found}
    tracked = [_history_of(model, list(events)) for model in tracked_models()]
    moments = {row.at for row in events.values()}
    added = [_rows_of(model).filter(at__in=moments) for model in _added_models()]
    rows = read_together(*tracked, *added)
    names = _Names((row for several in rows.values() for row in several), actor, on)
    changes: Changes = {act: [] for act in events}
    for model in tracked_models():
        for act, change in _tracked_changes(model, rows, events, names):
            changes[act].append(change)
    _tell_what_was_added(rows, events, changes, names)
    _tell_of_people(events, changes)
    return changes


def _rows_of(model: type[AppendOnly]) -> Any:
    return model.objects.all()


# Tracked rows


def _history_of(model: type[Tracked], acts: list[UUID]) -> Any:
    """The versions that the acts wrote, each with the one before it."""
    rows = model.history.model._default_manager
    earlier = rows.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id")).order_by("-history_id")
    before = rows.filter(act__in=acts).annotate(before_=Subquery(earlier.values("history_id")[:1]))
    return rows.filter(Q(act__in=acts) | Q(history_id__in=before.values("before_")))


def _tracked_changes(
    model: type[Tracked], rows: Found, events: dict[UUID, Any], names: _Names
) -> Iterator[tuple[UUID, Change]]:
    versions: dict[int, Any] = {}
    for row in rows[model.history.model]:  # in the order in which they were written
        older = versions.get(row.id)
        versions[row.id] = row
        if row.act not in events:
            continue
        removed = row.history_type == "-"
        for found in changed_fields(model, None if removed else older, row):
            if found.field.name in LEFT_OUT:
                continue
            old, new = (_words(found.field, value, names, row.history_date) for value in (found.old, found.new))
            label = _label(model, row, found.field)
            yield row.act, Change(label, new, "") if removed else Change(label, old, new)


def _label(model: type[Tracked], row: Any, field: "models.Field[Any, Any]") -> str:
    """ "Part (a): text", "Action 2: title", "Recommendation: RAG"."""
    which = f" ({row.letter})" if hasattr(row, "letter") else f" {row.number}" if hasattr(row, "number") else ""
    return f"{capitalised(str(model._meta.verbose_name))}{which}: {field.verbose_name}"


def _words(field: "models.Field[Any, Any]", value: Any, names: _Names, moment: datetime) -> str:
    match value:
        case dict():
            return "; ".join(f"{name.replace('_', ' ')}: {_plain(each)}" for name, each in sorted(value.items()))
        case list() if not all(isinstance(each, str) for each in value):
            return _plain(value)
        case _:
            return value_words(field, value, names, moment)  # type: ignore[arg-type]


def _plain(value: Any) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case list():
            return ", ".join(_plain(each) for each in value)
        case None:
            return "none"
        case dict():
            return ", ".join(f"{name.replace('_', ' ')} {_plain(each)}" for name, each in sorted(value.items()) if each)
        case _:
            return str(value)


# Rows that are added once


def _added_models() -> list[type[AppendOnly]]:
    """Those that say when they were added, and of which item; an event says it of itself."""
    return [
        model
        for model in apps.get_models()
        if issubclass(model, AppendOnly)
        and not issubclass(model, Event)
        and {"at"} < {each.name for each in model._meta.concrete_fields}
        and {"recommendation", "claim"} & {each.name for each in model._meta.concrete_fields}
    ]


def _tell_what_was_added(rows: Found, events: dict[UUID, Any], changes: Changes, names: _Names) -> None:
    """A row that was added belongs to the act on its item at its moment."""
    items = _items_of_claims(
        row.claim_id for model in _added_models() for row in rows[model] if hasattr(row, "claim_id")
    )
    # A decision about HMICFRS's list stands beside the act that puts its status on the track, and adds nothing itself.
    acts = {(row.at, row.recommendation_): act for act, row in events.items() if row.verb != Verb.DECIDE_ON_LIST}
    for model in _added_models():
        for row in rows[model]:
            item = row.recommendation_id if hasattr(row, "recommendation_id") else items.get(row.claim_id)
            act = acts.get((row.at, item))
            if act is not None and item is not None:
                changes[act] += _added(model, row, names)


def _items_of_claims(claims: Iterable[int]) -> dict[int, int]:
    return dict(Claim.objects.filter(pk__in={0, *claims}).values_list("pk", "recommendation_id"))


def _added(model: type[AppendOnly], row: Any, names: _Names) -> Iterator[Change]:
    for each in model._meta.concrete_fields:
        value = getattr(row, each.attname)
        if each.name not in LEFT_OUT_OF_ADDED and value not in (None, "", False):
            # a verdict's own label, "Passed on", is not what the desk said: the last one approves
            words = said_at_desk(row) if each.name == "verdict" else _words(each, value, names, row.at)
            yield Change(f"{capitalised(str(model._meta.verbose_name))}: {each.verbose_name}", "", words)


# People, who have no history rows: each change is told by its event


def _tell_of_people(events: dict[UUID, Any], changes: Changes) -> None:
    for event in PeopleEvent.objects.filter(act__in=list(events)):
        for name, told in event.details.items():
            if isinstance(told, list) and len(told) == 2:
                changes[event.act].append(Change(f"Person: {name.replace('_', ' ')}", str(told[0]), str(told[1])))
