"""Rows of several tables in one statement.

An item's record is kept in nine tables. Asked one by one they would make its page the slowest of all, and slower with
every table that joins.
"""

import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from django.db import models
from django.db.models import F, QuerySet, TextField, Value
from django.db.models.functions import JSONObject

Found = dict[type[models.Model], list[Any]]


def read_together(*asked: QuerySet[Any]) -> Found:
    """All rows of the querysets, by model, each list in order of `history_id` or `pk`. The rows are whole, and apart:

    what they point to is not fetched with them. An empty list for a model of which there is none.
    """
    rows = [_as_json(number, rows) for number, rows in enumerate(asked)]
    found: Found = defaultdict(list)
    for number, *halves in rows[0].union(*rows[1:], all=True):
        model = asked[int(number)].model
        found[model].append(_as_row(model, {name: value for half in halves for name, value in half.items()}))
    for versions in found.values():
        versions.sort(key=lambda row: row.pk)
    return found


def _as_json(number: int, rows: QuerySet[Any]) -> QuerySet[Any, Any]:
    """Rows in a shape that all tables share. In halves, because PostgreSQL takes a hundred arguments at the most."""
    names = [field.attname for field in rows.model._meta.concrete_fields]
    middle = len(names) // 2
    return (
        rows.order_by()
        .annotate(
            number_=Value(str(number), output_field=TextField()),
            first_=JSONObject(**_fields(names[:middle])),
            second_=JSONObject(**_fields(names[middle:])),
        )
        .values_list("number_", "first_", "second_")
    )


def _fields(names: Iterable[str]) -> dict[str, F]:
    return {name: F(name) for name in names}


def _as_row(model: type[models.Model], values: dict[str, Any]) -> Any:
    fields = {field.attname: field for field in model._meta.concrete_fields}
    return model(**{name: _as_stored(fields[name], value) for name, value in values.items()})


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
