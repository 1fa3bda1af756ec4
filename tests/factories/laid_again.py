"""What takes many acts to make and is the same in every test: made by its acts once, then laid again row by row."""

from collections.abc import Callable, Hashable, Iterable
from copy import deepcopy
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models, transaction

Made = TypeVar("Made")
Given = ParamSpec("Given")

_Model = type[models.Model]
_Rows = dict[_Model, tuple[list[str], list[tuple[Any, ...]]]]


def laid_again(
    *packages: str, alike: Callable[Given, Hashable] = lambda *_, **__: ()
) -> Callable[[Callable[Given, Made]], Callable[Given, Made]]:
    """For a function that writes to the tables of some packages: at a small part of its cost from the second time on.

    The rows are those of the first time, keys and history included; what comes back is a copy of what it made. Where
    one of its tables holds rows already, it is made by its acts as ever. `alike` is given what the function is given,
    and answers with all that its rows depend on; None for what is made by its acts each time.
    """

    def remembering(make: Callable[Given, Made]) -> Callable[Given, Made]:
        kept: dict[Hashable, tuple[_Rows, Made]] = {}
        tables = [model for model in apps.get_models() if model.__module__.split(".")[0] in packages]

        @wraps(make)
        def made(*args: Given.args, **values: Given.kwargs) -> Made:
            key = alike(*args, **values)
            if key in kept:
                rows, thing = kept[key]
                if _any_row(rows):
                    return make(*args, **values)
                _lay(rows, tables)
                return deepcopy(thing)
            is_first = key is not None and not _any_row(tables)
            thing = make(*args, **values)
            if is_first:
                kept[key] = _read(tables), deepcopy(thing)
            return thing

        return made

    return remembering


def _any_row(tables: Iterable[_Model]) -> bool:
    some = (f'SELECT 1 WHERE EXISTS (SELECT 1 FROM "{model._meta.db_table}")' for model in tables)
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(some))
        return cursor.fetchone() is not None


def _read(tables: Iterable[_Model]) -> _Rows:
    found: _Rows = {}
    with connection.cursor() as cursor:
        for model in tables:
            cursor.execute(f'SELECT * FROM "{model._meta.db_table}"')
            if rows := cursor.fetchall():
                found[model] = ([column[0] for column in cursor.description], rows)
    return found


def _lay(rows: _Rows, tables: Iterable[_Model]) -> None:
    # In one transaction, at the end of which the database looks whether all that rows name is there, and no sooner.
    with transaction.atomic(), connection.cursor() as cursor:
        for model, (columns, values) in rows.items():
            names = ", ".join(f'"{name}"' for name in columns)
            places = ", ".join(["%s"] * len(columns))
            cursor.executemany(f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES ({places})', values)
        # The keys were given, and what follows has the keys it had the first time: a sequence takes no rollback back.
        if counters := connection.ops.sequence_reset_sql(no_style(), list(tables)):
            cursor.execute(" ".join(counters))
