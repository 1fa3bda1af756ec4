"""Reading the history back."""

from collections import Counter, namedtuple
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.apps import apps
from django.db import connection, models
from django.db.models import Count, F, Func, OuterRef, Subquery, Value

from jac_tracker.history.door import AppendOnly, Tracked


def tracked_models() -> list[type[Tracked]]:
    """Every concrete tracked model, in the order the apps name them."""
    return [model for model in apps.get_models() if issubclass(model, Tracked)]


def versions_of(model: type[Tracked]) -> models.QuerySet[Any]:
    """Every history row of a model, in no order."""
    return model.history.model._default_manager.all()  # type: ignore[no-any-return]


def as_at(model: type[Tracked], moment: datetime) -> models.QuerySet[Any]:
    """The history rows that stood at `moment`: for each object its newest row recorded by then, unless removed by then.

    Rows have the model's own fields; `id` is the object's. Two rows of one instant are told apart by their number.
    """
    return versions_of(model).filter(history_id=_newest(model, moment, OuterRef("id"))).exclude(history_type="-")


# Put together by the ORM, and made into objects, these take several times as long as the database needs for them.
_ENTRIES = "SELECT {columns} FROM {table} WHERE at <= %s ORDER BY at, id"
_VERSIONS = "SELECT {columns} FROM {table} WHERE history_date <= %s ORDER BY history_date, history_id"
_STANDING = """
    SELECT {columns} FROM {table} version
    WHERE version.history_type <> '-' AND version.history_id = (
        SELECT newest.history_id FROM {table} newest
        WHERE newest.id = version.id AND newest.history_date <= %s
        ORDER BY newest.history_date DESC, newest.history_id DESC LIMIT 1
    )
    ORDER BY version.id
"""
# What a version tells beside the model's own fields; by whom and in which act it was recorded is asked of the events.
_OF_VERSIONS = ("history_date", "history_type", "history_change_reason")


@dataclass(frozen=True)
class Reading:
    """What was recorded of a model by a moment, as plain rows. To go through it asks for it."""

    question: "_Question"
    moment: datetime
    is_of_the_newest: bool = False

    def __iter__(self) -> Iterator[Any]:
        return read_together([self])[0]


def standing_at(model: type[Tracked], moment: datetime) -> Reading:
    """What `as_at` finds, with the model's own fields, in the order of the objects' numbers."""
    versions, fields = model.history.model, _own_fields(model)
    if model.versions_found_by:  # of many versions the database had better find the newest
        return Reading(_question(_STANDING, versions, fields), moment)
    return Reading(_question(_VERSIONS, versions, (*fields, "history_type")), moment, is_of_the_newest=True)


def versions_until(model: type[Tracked], moment: datetime, fields: tuple[str, ...] = ()) -> Reading:
    """Every version that was recorded by `moment`, in the order of recording.

    Each has the model's own fields, or those named, and when, how and why it was recorded.
    """
    fields = (*(fields or _own_fields(model)), *_OF_VERSIONS)
    return Reading(_question(_VERSIONS, model.history.model, fields), moment)


def entries_until(model: type[AppendOnly], moment: datetime) -> Reading:
    """Every row of a model that is written once, `at` a moment, of those written by `moment`, in their order."""
    return Reading(_question(_ENTRIES, model, _own_fields(model)), moment)


def read_together(readings: Sequence[Reading]) -> list[Iterator[Any]]:
    """The rows of each, asked for at once: where the database takes several statements together, it is gone to once."""
    statements = [reading.question.statement for reading in readings]
    # SQLite compares moments as words
    moments = [connection.ops.adapt_datetimefield_value(reading.moment) for reading in readings]
    with connection.cursor() as cursor:
        asked_for = _at_once if _answers_several_at_once() else _in_turn
        answers = list(asked_for(cursor, statements, moments))
    return [_rows_of(reading, found) for reading, found in zip(readings, answers, strict=True)]


def _answers_several_at_once() -> bool:
    return connection.vendor == "postgresql" and not getattr(connection.features, "uses_server_side_binding", False)


def _at_once(cursor: Any, statements: Sequence[str], moments: Sequence[Any]) -> Iterator[Any]:
    cursor.execute(";".join(statements), moments)
    yield cursor.fetchall()
    while cursor.nextset():
        yield cursor.fetchall()


def _in_turn(cursor: Any, statements: Sequence[str], moments: Sequence[Any]) -> Iterator[Any]:
    for statement, moment in zip(statements, moments, strict=True):
        cursor.execute(statement, [moment])
        yield cursor.fetchall()


def _rows_of(reading: Reading, found: Iterable[Sequence[Any]]) -> Iterator[Any]:
    rows = _written_out(reading.question, found)
    if not reading.is_of_the_newest:
        return rows
    newest = {row.id: row for row in rows}
    return (row for _, row in sorted(newest.items()) if row.history_type != "-")


def _written_out(question: "_Question", found: Iterable[Sequence[Any]]) -> Iterator[Any]:
    for row in found:
        values = list(row)
        for place, column, converters in question.converted:
            for convert in converters:
                values[place] = convert(values[place], column, connection)
        yield question.row_of(*values)


@dataclass(frozen=True, eq=False)
class _Question:
    """A statement that takes a moment, the type of its rows, and the columns among them whose values the database gives
    otherwise than Python has them."""

    statement: str
    row_of: Any
    converted: list[tuple[int, Any, list[Any]]]


def _question(statement: str, model: type[models.Model], fields: tuple[str, ...]) -> _Question:
    return _put_together(statement, model, fields, connection.vendor)


@cache
def _put_together(statement: str, model: type[models.Model], names: tuple[str, ...], vendor: str) -> _Question:
    fields = {field.attname: field for field in model._meta.concrete_fields}
    columns = [fields[name].get_col(model._meta.db_table) for name in names]
    converters = [
        [*connection.ops.get_db_converters(column), *column.get_db_converters(connection)] for column in columns
    ]
    quoted = ", ".join(connection.ops.quote_name(str(fields[name].column)) for name in names)
    return _Question(
        statement.format(columns=quoted, table=connection.ops.quote_name(model._meta.db_table)),
        namedtuple(model.__name__, names),
        [
            (place, column, found)
            for place, (column, found) in enumerate(zip(columns, converters, strict=True))
            if found
        ],
    )


@cache
def _own_fields(model: type[models.Model]) -> tuple[str, ...]:
    return tuple(field.attname for field in model._meta.concrete_fields)


def put_together_once(question: Callable[[], models.QuerySet[Any, Any]]) -> Callable[[], Any]:
    """The rows, of words and numbers alone, of a question that never differs. Each call asks for them anew.

    Django, which may take longer over the question than the database over the answer, puts it together once.
    """
    statements: dict[str, Any] = {}

    def asked() -> Any:
        if connection.vendor not in statements:
            statements[connection.vendor] = question().query.sql_with_params()
        with connection.cursor() as cursor:
            cursor.execute(*statements[connection.vendor])
            return cursor.fetchall()

    return asked


def as_at_of(objects: models.QuerySet[Any], moment: datetime) -> models.QuerySet[Any]:
    """`as_at` of some objects that are still there: their newest rows alone are looked at, however many there are."""
    standing = objects.order_by().values_list(_newest(objects.model, moment, OuterRef("pk")))
    return versions_of(objects.model).filter(_is_among("history_id", standing)).exclude(history_type="-")


def highest_recorded(model: type[Tracked], moment: datetime) -> Subquery:
    """The highest number that any object of a model had been recorded under by a moment; nothing before the first.

    None of a higher number was there then, in whatever order they came.
    """
    first = versions_of(model).filter(history_type="+", history_date__lte=moment)
    return Subquery(first.order_by("-id").values("id")[:1])


def _newest(model: type[Tracked], moment: datetime, number: OuterRef) -> Subquery:
    """The number of the newest version that had been recorded of an object by a moment."""
    recorded = versions_of(model).filter(id=number, history_date__lte=moment)
    return Subquery(recorded.order_by("-history_date", "-history_id").values("history_id")[:1])


def _is_among(column: str, found: models.QuerySet[Any]) -> models.Q | models.Func:
    """Whether a column has one of the values found."""
    if connection.vendor != "postgresql":
        return models.Q(**{f"{column}__in": found})
    # As a list, of which it makes one by one look-ups by index: it would rather read the whole table than join to them.
    is_one_of = {"template": "%(expressions)s)", "arg_joiner": " = ANY(ARRAY"}
    return Func(F(column), Subquery(found), output_field=models.BooleanField(), **is_one_of)


def counted_each(readings: Sequence[models.QuerySet[Any]], column: str) -> list[Counter[Any]]:
    """How many rows of each value of a column there are in each of the readings, all in one statement."""
    counted: list[Counter[Any]] = [Counter() for _ in readings]
    asked = [
        rows.order_by().values_list(Value(place), column).annotate(number=Count("*"))
        for place, rows in enumerate(readings)
    ]
    for place, value, number in asked[0].union(*asked[1:], all=True) if asked else ():
        counted[place][value] = number
    return counted


@dataclass(frozen=True)
class FieldChange:
    """One field's value before and after one act, as stored: a foreign key is a number."""

    field: "models.Field[Any, Any]"
    old: Any
    new: Any


def changed_fields(model: type[Tracked], older: Any | None, newer: Any) -> Iterator[FieldChange]:
    """The fields in which two history rows of one object differ; against nothing, those that were given a value."""
    for field in model._meta.concrete_fields:
        if field.primary_key:
            continue
        new = getattr(newer, field.attname)
        old = getattr(older, field.attname) if older is not None else None
        if new != old and not (older is None and new in (None, "", [], {}, False)):
            yield FieldChange(field, old, new)


def drift() -> list[str]:
    """Sentences for every tracked row that differs from its newest history row, in one statement. Empty is right."""
    if not (tracked := tuple(tracked_models())):
        return []
    with connection.cursor() as cursor:
        cursor.execute(_drift_among(tracked, connection.vendor))
        return [f"{label} {pk}: {fault}" for label, pk, fault in cursor.fetchall()]


@cache
def _drift_among(tracked: tuple[type[Tracked], ...], vendor: str) -> str:
    return " UNION ALL ".join(part for model in tracked for part in _drift_of(model, vendor))


def _drift_of(model: type[Tracked], vendor: str) -> Iterator[str]:
    quote = connection.ops.quote_name
    table = quote(model._meta.db_table)
    rows = quote(model.history.model._meta.db_table)
    label = model._meta.label
    differs = "IS DISTINCT FROM" if vendor == "postgresql" else "IS NOT"
    columns = [quote(field.column) for field in model._meta.concrete_fields if field.column and not field.primary_key]
    unequal = " OR ".join(f"t.{column} {differs} h.{column}" for column in columns)
    newest = (
        f"SELECT n.history_id FROM {rows} n WHERE n.id = {{}}.id"
        " ORDER BY n.history_date DESC, n.history_id DESC LIMIT 1"
    )
    yield (
        f"SELECT '{label}', t.id, 'the row is not what its history says' FROM {table} t"
        f" LEFT JOIN {rows} h ON h.history_id = ({newest.format('t')})"
        f" WHERE h.history_id IS NULL OR h.history_type = '-' OR {unequal}"
    )
    yield (
        f"SELECT '{label}', h.id, 'the row is gone and its history does not say so' FROM {rows} h"
        f" WHERE h.history_type <> '-' AND h.history_id = ({newest.format('h')})"
        f" AND NOT EXISTS (SELECT 1 FROM {table} t WHERE t.id = h.id)"
    )
