"""Writing through the door: rows, their history, and the event of each act."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, TypeVar

from django.db import connection, models, transaction
from django.dispatch import receiver
from simple_history.signals import pre_create_historical_record

from jac_tracker.history.door import AppendOnly, Event, OutsideTheDoor, Signer, Tracked, door_open, values_of

E = TypeVar("E", bound=Event)


def record(
    objects: Iterable[models.Model],
    *,
    by: Signer,
    at: datetime,
    why: str = "",
    event: E,
    removed: Sequence[Tracked] = (),
) -> E:
    """Save `objects` in the order given, remove `removed`, and leave the history of both.

    Promises one history row for each tracked object that is new or differs from its stored row, none for an unchanged
    one, and exactly one `event` (unsaved, of the calling app) for the act; all in the caller's transaction, which must
    be open. `at` moves forward to the newest history row of the same objects if a lock was won out of order, so that
    an object's history never runs backwards. Raises OutsideTheDoor where no transaction is open.

    New objects of one class that follow each other are written together, and so is their history: many cost little
    more than one where they are given class by class.
    """
    _write([(obj, event) for obj in objects], [event], by, at, why, removed)
    return event


def record_acts(acts: Iterable[tuple[models.Model, E]], *, by: Signer, at: datetime, why: str = "") -> list[E]:
    """Many acts at one moment, each with an event of its own: every object, in the order given, with its act's event.

    Promises of each act what `record` does of one. Returns the events, in the order in which they first come up.
    """
    pairs = list(acts)
    events = list({id(event): event for _obj, event in pairs}.values())
    _write(pairs, events, by, at, why, ())
    return events


_Pair = tuple[models.Model, Event]
_MOST_AT_ONCE = 1_000  # rows of one statement: more is no faster, and one statement is held in memory whole
_MOST_COPIED = 400  # SQLite takes 999 values in a statement, as Django counts


def _write(
    pairs: Sequence[tuple[models.Model, E]],
    events: Sequence[E],
    by: Signer,
    at: datetime,
    why: str,
    removed: Sequence[Tracked],
) -> None:
    if not transaction.get_connection().in_atomic_block:
        raise OutsideTheDoor("history.record() needs the caller's transaction: wrap the act in transaction.atomic().")
    objects = [obj for obj, _event in pairs]
    stored = _stored(objects)
    at = max([at, *_newest_moments([*objects, *removed])])
    for event in events:
        event.at, event.why = at, why
        event.by_user_id, event.by_post_id, event.by_system = by.user_id, by.post_id, by.system_name
    for run in _runs(pairs, stored):
        _write_run(run, stored)
    with door_open():
        for gone in removed:
            _sign(gone, events[0])
            gone.delete()
    _insert(events)


def _runs(pairs: Sequence[tuple[models.Model, E]], stored: dict[int, dict[str, Any] | None]) -> Iterator[list[_Pair]]:
    """The pairs in their order, each object once: new ones of one class that can be written together, others alone.

    Not together with one that it points to, whose number it would not know yet.
    """
    run: list[_Pair] = []
    in_run: set[int] = set()
    seen: set[int] = set()
    for obj, event in pairs:
        if id(obj) in seen:
            continue
        seen.add(id(obj))
        is_new = stored[id(obj)] is None
        if run and not (is_new and type(obj) is type(run[0][0]) and in_run.isdisjoint(_pointed_to(obj))):
            yield run
            run, in_run = [], set()
        if is_new:
            run.append((obj, event))
            in_run.add(id(obj))
        else:
            yield [(obj, event)]
    if run:
        yield run


def _pointed_to(obj: models.Model) -> Iterator[int]:
    """Which new objects this one points to, as `id` tells them apart."""
    for name, other in obj._state.fields_cache.items():
        if isinstance(other, models.Model) and other._state.adding and obj._meta.get_field(name).concrete:
            yield id(other)


def _write_run(run: list[_Pair], stored: dict[int, dict[str, Any] | None]) -> None:
    """New objects of one class, or one with a row already; then the version of each that is new or has changed."""
    obj, before = run[0][0], stored[id(run[0][0])]
    if before is None:
        _insert([each for each, _event in run])
    elif not _update(obj, before):
        return
    if isinstance(obj, Tracked):
        for start in range(0, len(run), _MOST_COPIED):
            _copy_versions(run[start : start + _MOST_COPIED], "+" if before is None else "~")


def _update(obj: models.Model, stored: dict[str, Any]) -> bool:
    """Write what differs from the stored row, and no more: the database looks each column up in its indexes and in what
    it points to. Whether anything did."""
    # It may point to a row that has been written since.
    obj._prepare_related_fields_for_save("record")  # type: ignore[attr-defined]
    changed = {name: value for name, value in values_of(obj).items() if value != stored[name]}
    if changed and not _plain(obj).filter(pk=obj.pk).update(**changed):
        raise _missing(obj)
    return bool(changed)


def _insert(rows: Sequence[models.Model]) -> None:
    if rows:
        _plain(rows[0]).bulk_create(rows, batch_size=_MOST_AT_ONCE)


def _plain(obj: models.Model) -> models.QuerySet[Any]:
    """A plain QuerySet of the object's class: those of tracked models refuse to write."""
    return models.QuerySet(type(obj))


def _copy_versions(run: list[_Pair], kind: str) -> None:
    """The history rows of rows just written, made of what the database has been given: in Python it takes as long
    again."""
    obj, event = run[0]
    versions = type(obj).history.model  # type: ignore[attr-defined]
    signed = {
        "history_date": event.at,
        "history_user": event.by_user_id,
        "history_post": event.by_post_id,
        "history_change_reason": event.why or None,
        "history_type": kind,
    }
    fields = {name: versions._meta.get_field(name) for name in signed}
    act = versions._meta.get_field("act")
    name = connection.ops.quote_name
    copied = [field.column for field in versions.tracked_fields]
    columns = ", ".join(map(name, [*copied, *(field.column for field in fields.values()), act.column]))
    values = ", ".join([*(f"new.{name(column)}" for column in copied), *["%s"] * len(fields), "acts.act"])
    given = [fields[key].get_db_prep_save(value, connection) for key, value in signed.items()]
    acts = [(obj.pk, act.get_db_prep_save(event.act, connection)) for obj, event in run]
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {name(versions._meta.db_table)} ({columns}) "
            f"WITH acts (id, act) AS (VALUES {', '.join(['(%s, %s)'] * len(acts))}) SELECT {values} "
            f"FROM {name(type(obj)._meta.db_table)} new JOIN acts ON acts.id = new.id ORDER BY new.id",
            [*(value for pair in acts for value in pair), *given],
        )


@receiver(pre_create_historical_record)
def _sign_history_row(sender: Any, instance: Any, history_instance: Any, **kwargs: Any) -> None:
    history_instance.act = instance._act
    history_instance.history_post_id = instance._history_post_id


def _sign(obj: models.Model, event: Event) -> None:
    """Give an object that is to be removed what django-simple-history takes from it for its last version."""
    marks = {
        "_act": event.act,
        "_history_date": event.at,
        "_history_user": event.by_user,
        "_history_post_id": event.by_post_id,
        "_change_reason": event.why or None,
    }
    for name, value in marks.items():
        setattr(obj, name, value)


def _stored(objects: Sequence[models.Model]) -> dict[int, dict[str, Any] | None]:
    """Of each object, as `id` tells them apart: the values in the database of a row that is there; None for a new one.

    One statement for each class; none for rows that were read under a lock and have not been written since.
    """
    found: dict[int, dict[str, Any] | None] = {id(obj): obj.__dict__.pop("_as_locked", None) for obj in objects}
    for model, kept in _kept(objects).items():
        if issubclass(model, AppendOnly):
            raise OutsideTheDoor(f"{model.__name__} rows are never changed.")
        unknown = [obj for obj in kept if found[id(obj)] is None]
        if len(unknown) == 1:
            rows = {unknown[0].pk: model._base_manager.get(pk=unknown[0].pk)}
        else:
            rows = model._base_manager.in_bulk({obj.pk for obj in unknown})  # which asks nothing for none
        for obj in unknown:
            if obj.pk not in rows:
                raise _missing(obj)
            found[id(obj)] = values_of(rows[obj.pk])
    return found


def _missing(obj: models.Model) -> Exception:
    missing: Exception = type(obj).DoesNotExist(f"{type(obj).__name__} {obj.pk} is not in the database.")  # type: ignore[attr-defined]
    return missing


def _newest_moments(objects: Sequence[models.Model]) -> Iterator[datetime]:
    """When the newest version of any of them was recorded, class by class."""
    for model, kept in _kept(objects).items():
        if issubclass(model, Tracked):
            versions = model.history.filter(id__in={obj.pk for obj in kept})
            yield from versions.order_by("-history_date").values_list("history_date", flat=True)[:1]


def _kept(objects: Sequence[models.Model]) -> dict[type[models.Model], list[models.Model]]:
    """Those with a row in the database already, by class."""
    found: dict[type[models.Model], list[models.Model]] = {}
    for obj in objects:
        if not obj._state.adding:
            found.setdefault(type(obj), []).append(obj)
    return found
