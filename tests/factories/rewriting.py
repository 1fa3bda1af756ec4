"""Every column of every tracked row written over, as if somebody had changed it that day."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, models, transaction

from inspections.enums import InspectionVerb
from inspections.models import InspectionEvent
from jac_tracker.accounts.actor import Actor
from jac_tracker.history import Tracked, record, tracked_models

Column = tuple[str, str]


def write_over(
    at: datetime, spared: Iterable[type[models.Model]] = (), every: int = 1
) -> tuple[set[Column], set[Column]]:
    """Record another value in every column of every row that may have one, or of one in so many; the columns of tables
    with rows in which it took, and those in which the database allowed no row another."""
    took: set[Column] = set()
    refused: set[Column] = set()
    for model in tracked_models():
        if model in spared or not model._default_manager.exists():
            continue
        keys = list(model._default_manager.order_by("pk").values_list("pk", flat=True))[::every]
        fields = [each for each in model._meta.concrete_fields if not each.primary_key]
        for name, done in _written_over(model, keys, fields, at):
            (took if done else refused).add((model._meta.label, name))
    return took, refused


def _written_over(
    model: type[Tracked], keys: Sequence[int], fields: Sequence[Any], at: datetime
) -> Iterator[tuple[str, bool]]:
    """Each of some columns, and whether a row took another value in it. As many are tried at once as the database
    lets pass together, and a column that not every row may change, row by row until one does."""
    changed = _recorded(model, keys, fields, at)
    if changed is not None:
        yield from ((field.name, field in changed) for field in fields)
    elif len(fields) > 1:
        middle = len(fields) // 2
        yield from _written_over(model, keys, fields[:middle], at)
        yield from _written_over(model, keys, fields[middle:], at)
    else:
        yield fields[0].name, any(_recorded(model, [key], fields, at) for key in keys)


def _recorded(model: type[Tracked], keys: Sequence[int], fields: Sequence[Any], at: datetime) -> frozenset[Any] | None:
    """The columns that some of the rows took another value in; None where the database refuses."""
    rows = list(model._default_manager.filter(pk__in=keys))
    changed = set()
    for row in rows:
        for field in fields:
            old = getattr(row, field.attname)
            setattr(row, field.attname, another(field, old, row.pk))
            if getattr(row, field.attname) != old:
                changed.add(field)
    by = Actor.system("tests", on=at.date())
    try:
        with transaction.atomic():
            record(rows, by=by, at=at, event=InspectionEvent(verb=InspectionVerb.CHANGE_INSPECTION))
    except IntegrityError:
        return None
    return frozenset(changed)


def another(field: Any, old: Any, pk: int) -> Any:
    """Another value that the column may hold; the same where there is none."""
    if isinstance(field, models.ForeignKey):
        others: models.QuerySet[Any] = models.QuerySet(model=field.related_model).exclude(pk=old)
        found = list(others.values_list("pk", flat=True)[: pk % 5 + 1])
        return found[-1] if found else old
    if field.choices:
        values = [value for value, _ in field.flatchoices]
        return values[(values.index(old) + 1) % len(values)] if old in values else values[0]
    if isinstance(field, models.JSONField):
        return type(old)()
    if isinstance(field, models.EmailField):
        return f"other{pk}@force.example"
    if isinstance(field, models.CharField | models.TextField):
        return f"Other {pk}"[: field.max_length or None]
    if isinstance(field, models.BooleanField):
        return not old
    if isinstance(field, models.IntegerField):
        return (old or 0) + 1000
    if isinstance(field, models.DateTimeField):
        return datetime(2026, 1, 1, tzinfo=UTC) if old is None else old + timedelta(days=1)
    if isinstance(field, models.DateField):
        return date(2026, 1, 1) if old is None else old + timedelta(days=400)
    return old
