"""Rows of several tables in one statement.

An item's record is kept in nine tables. Asked one by one they would make its page the slowest of all, and slower with
every table that joins.
"""

import json
from collections import defaultdict
from datetime import UTC, datetime
from functools import cache
from typing import Any

from django.db import models
from django.db.models import Expression, JSONField, QuerySet, TextField, Value

Found = dict[type[models.Model], list[Any]]


def read_together(*asked: QuerySet[Any]) -> Found:
    """All rows of the querysets, by model, each list in order of `history_id` or `pk`. The rows are whole, and apart:

    what they point to is not fetched with them. An empty list for a model of which there is none.
    """
    rows = [_in_one_shape(number, rows) for number, rows in enumerate(asked)]
    found: Found = defaultdict(list)
    for number, values in rows[0].union(*rows[1:], all=True):
        model = asked[int(number)].model
        found[model].append(_as_row(model, values))
    for versions in found.values():
        versions.sort(key=lambda row: row.pk)
    return found


def _in_one_shape(number: int, rows: QuerySet[Any]) -> QuerySet[Any, Any]:
    """Rows in a shape that all tables share."""
    text = TextField()
    shaped = rows.order_by().annotate(number_=Value(str(number), output_field=text), values_=_AllValues(rows.model))
    return shaped.values_list("number_", "values_")


class _AllValues(Expression):
    """Every column of a row, in the order of the model's fields, as one JSON array.

    One expression for them all: Django resolves and compiles each expression anew for every statement, which for every
    column of every table took longer than the database did.
    """

    output_field = JSONField()

    def __init__(self, model: type[models.Model]) -> None:
        super().__init__()
        self.columns = [field.column for field in model._meta.concrete_fields]
        self.table = ""

    def resolve_expression(self, query: Any = None, *args: Any, **kwargs: Any) -> "_AllValues":
        resolved: _AllValues = super().resolve_expression(query, *args, **kwargs)
        resolved.table = query.get_initial_alias()
        return resolved

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[()]]:
        function = "jsonb_build_array" if connection.vendor == "postgresql" else "json_array"
        table = compiler.quote_name_unless_alias(self.table)
        return f"{function}({', '.join(f'{table}.{connection.ops.quote_name(name)}' for name in self.columns)})", ()


def _as_row(model: type[models.Model], values: list[Any]) -> Any:
    return model(*map(_as_stored, _fields(model), values))


@cache
def _fields(model: type[models.Model]) -> "tuple[models.Field[Any, Any], ...]":
    return model._meta.concrete_fields


def _as_stored(field: "models.Field[Any, Any]", value: Any) -> Any:
    """A value that came as JSON, as the field has it."""
    if value is None:
        return None
    if isinstance(field, models.JSONField):
        return json.loads(value) if isinstance(value, str) else value  # SQLite hands it on as the text it keeps
    if isinstance(field, models.DateTimeField):
        moment = datetime.fromisoformat(value)
        return (
            moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        )  # SQLite keeps moments in UTC and does not say so
    return field.to_python(value)
