"""Triggers that make history append-only in the database itself.

They are laid again after every migrate, because SQLite drops a table's triggers without a word when it rebuilds it, and
compared with what should be there by a system check at every start.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper

from jac_tracker.history.door import AppendOnly, HistoryRow

_PREFIX = "append_only"
_FUNCTION = f"{_PREFIX}_refuse"
_REFUSAL = "rows of this table are append-only"


def append_only_models() -> list[type[models.Model]]:
    """Every model whose rows may be added and never changed: history rows, events, and the like."""
    return [model for model in apps.get_models() if issubclass(model, HistoryRow | AppendOnly)]


def wanted_triggers(vendor: str) -> dict[str, str]:
    """Trigger name -> the statement that makes it, for every append-only table."""
    wanted = {}
    for model in append_only_models():
        table = model._meta.db_table
        if vendor == "sqlite":
            for verb in ("update", "delete"):
                name = f"{_PREFIX}_{verb}_{table}"
                wanted[name] = (
                    f'CREATE TRIGGER "{name}" BEFORE {verb.upper()} ON "{table}"'
                    f" BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
                )
        else:
            for verb, each in (("update or delete", "ROW"), ("truncate", "STATEMENT")):
                name = f"{_PREFIX}_{verb.split()[-1]}_{table}"[:63]
                wanted[name] = (
                    f'CREATE TRIGGER "{name}" BEFORE {verb.upper()} ON "{table}"'
                    f" FOR EACH {each} EXECUTE FUNCTION {_FUNCTION}()"
                )
    return wanted


def installed_triggers(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """Trigger name -> table, for our triggers that stand and are switched on."""
    if connection.vendor == "sqlite":
        query = f"SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE '{_PREFIX}%'"
    else:
        query = (
            "SELECT t.tgname, c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
            f" WHERE NOT t.tgisinternal AND t.tgenabled = 'O' AND t.tgname LIKE '{_PREFIX}%%'"
            " AND c.relnamespace = current_schema()::regnamespace"
        )
    with connection.cursor() as cursor:
        cursor.execute(query) if connection.vendor == "sqlite" else cursor.execute(query, [])
        return dict(cursor.fetchall())


def missing_triggers(connection: BaseDatabaseWrapper) -> list[str]:
    """Names of the triggers that should stand and do not, on the tables there are."""
    return sorted(set(_wanted_now(connection)) - set(installed_triggers(connection)))


def install_triggers(connection: BaseDatabaseWrapper) -> None:
    """Make every trigger that is missing, except on tables that are not there yet (half-way through a migrate)."""
    standing = installed_triggers(connection)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                f"CREATE OR REPLACE FUNCTION {_FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$ BEGIN RAISE EXCEPTION '{_REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
            )
        for name, statement in _wanted_now(connection).items():
            if name not in standing:
                cursor.execute(statement)


def _wanted_now(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """The triggers wanted on the tables there are: half-way through a migrate some are yet to come."""
    tables = set(connection.introspection.table_names())
    wanted = wanted_triggers(connection.vendor)
    return {
        name: statement for name, statement in wanted.items() if statement.split(' ON "')[1].split('"')[0] in tables
    }


def drop_triggers(connection: BaseDatabaseWrapper) -> None:
    """Remove every trigger of ours."""
    with connection.cursor() as cursor:
        for name, table in installed_triggers(connection).items():
            on_table = "" if connection.vendor == "sqlite" else f' ON "{table}"'
            cursor.execute(f'DROP TRIGGER "{name}"{on_table}')


@contextmanager
def triggers_lifted(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """For a migration that must back-fill a history table, and for tests that flush the database: nothing else."""
    drop_triggers(connection)
    try:
        yield
    finally:
        install_triggers(connection)


def install_triggers_after_migrate(sender: Any, using: str, **kwargs: Any) -> None:
    """Receiver of post_migrate."""
    install_triggers(connections[using])
