"""Triggers that make history append-only in the database itself.

They are laid again after every migrate, because SQLite drops a table's triggers without a word when it rebuilds it, and
compared with what should be there by a system check at every start. They let one thing through: that words give way to
a tombstone, in a transaction that says it expunges (`jac_tracker.history.expunging`).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper

from jac_tracker.history.door import AppendOnly, HistoryRow
from jac_tracker.history.texts import replaceable_columns

_PREFIX = "append_only"
_FUNCTION = f"{_PREFIX}_refuse"
_REFUSAL = "rows of this table are append-only"
PERMIT_TABLE = f"{_PREFIX}_permit"
PERMIT_SETTING = "jac_tracker.expunging"

# Whoever expunges says so for the transaction, by its own number, so that a setting that outlives it opens nothing;
# the names of the columns that may then differ are the trigger's arguments.
_FUNCTION_BODY = f"""
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF current_setting('{PERMIT_SETTING}', true) = txid_current()::text
            AND to_jsonb(OLD) - TG_ARGV = to_jsonb(NEW) - TG_ARGV
        THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION '{_REFUSAL}' USING ERRCODE = 'integrity_constraint_violation';
END
"""


@dataclass(frozen=True)
class Trigger:
    """A trigger of ours: the table it guards, the statement that makes it, and what the catalogue then says of it."""

    table: str
    statement: str
    signature: str


def append_only_models() -> list[type[models.Model]]:
    """Every model whose rows may be added and never changed: history rows, events, and the like."""
    return [model for model in apps.get_models() if issubclass(model, HistoryRow | AppendOnly)]


def wanted_triggers(vendor: str) -> dict[str, Trigger]:
    """Name -> the trigger, for every append-only table."""
    make = _for_sqlite if vendor == "sqlite" else _for_postgresql
    return {name: trigger for model in append_only_models() for name, trigger in make(model)}


def _for_sqlite(model: type[models.Model]) -> Iterator[tuple[str, Trigger]]:
    table, replaceable = model._meta.db_table, replaceable_columns(model)
    columns = [field.column for field in model._meta.concrete_fields if field.column not in replaceable]
    same = " AND ".join(f'NEW."{column}" IS OLD."{column}"' for column in columns)
    permitted = f'WHEN NOT (EXISTS (SELECT 1 FROM "{PERMIT_TABLE}") AND {same})'
    for verb, condition in (("update", permitted), ("delete", "")):
        yield f"{_PREFIX}_{verb}_{table}", _sqlite_trigger(table, verb, condition)


def _sqlite_trigger(table: str, verb: str, condition: str = "") -> Trigger:
    statement = (
        f'CREATE TRIGGER "{_PREFIX}_{verb}_{table}" BEFORE {verb.upper()} ON "{table}" {condition}'
        f" BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
    )
    return Trigger(table, statement, statement)


# How pg_trigger writes "before", "for each row" and the verbs.
_ROW, _BEFORE, _DELETE, _UPDATE, _TRUNCATE = 1, 2, 8, 16, 32


def _for_postgresql(model: type[models.Model]) -> Iterator[tuple[str, Trigger]]:
    table, columns = model._meta.db_table, replaceable_columns(model)
    for verb, each, kind, arguments in (
        ("update or delete", "ROW", _ROW | _BEFORE | _UPDATE | _DELETE, columns),
        ("truncate", "STATEMENT", _BEFORE | _TRUNCATE, []),
    ):
        name = f"{_PREFIX}_{verb.split()[-1]}_{table}"[:63]
        given = ", ".join(f"'{argument}'" for argument in arguments)
        statement = (
            f'CREATE TRIGGER "{name}" BEFORE {verb.upper()} ON "{table}"'
            f" FOR EACH {each} EXECUTE FUNCTION {_FUNCTION}({given})"
        )
        yield name, Trigger(table, statement, f"{_FUNCTION} {kind} {' '.join(arguments)}".strip())


_STANDING = {
    "sqlite": f"SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE '{_PREFIX}%'",
    # Arguments are kept one after the other, each with a NUL behind it. A condition would make a trigger sleep.
    "postgresql": (
        "SELECT t.tgname, c.relname, concat_ws(' ', p.proname, t.tgtype,"
        " NULLIF(rtrim(replace(encode(t.tgargs, 'escape'), '\\000', ' ')), ''),"
        " CASE WHEN t.tgqual IS NOT NULL OR t.tgattr <> '' THEN 'on a condition' END,"
        " CASE WHEN t.tgenabled <> 'O' THEN 'switched off' END)"
        " FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid"
        f" WHERE NOT t.tgisinternal AND t.tgname LIKE '{_PREFIX}%'"
        " AND c.relnamespace = current_schema()::regnamespace"
    ),
}


def installed_triggers(connection: BaseDatabaseWrapper) -> dict[str, tuple[str, str]]:
    """Name -> (table, signature), for our triggers that stand, switched off or on."""
    with connection.cursor() as cursor:
        cursor.execute(_STANDING[connection.vendor])
        return {name: (table, signature) for name, table, signature in cursor.fetchall()}


def missing_triggers(connection: BaseDatabaseWrapper) -> list[str]:
    """Names of what should stand and does not, or stands otherwise than it should, on the tables there are."""
    standing = installed_triggers(connection)
    wanted = _wanted_now(connection)
    wrong = [name for name, trigger in wanted.items() if standing.get(name) != (trigger.table, trigger.signature)]
    return sorted([*wrong, *_faults_of_the_permit(connection)] if wanted else [])


def _faults_of_the_permit(connection: BaseDatabaseWrapper) -> list[str]:
    """The function that refuses is another, or the permit to expunge is open where nobody expunges."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT prosrc FROM pg_proc WHERE proname = %s AND pronamespace = current_schema()::regnamespace",
                [_FUNCTION],
            )
            return [] if cursor.fetchall() == [(_FUNCTION_BODY,)] else [_FUNCTION]
        if PERMIT_TABLE not in connection.introspection.table_names(cursor):
            return [PERMIT_TABLE]
        cursor.execute(f'SELECT COUNT(*) FROM "{PERMIT_TABLE}"')
        return [PERMIT_TABLE] if cursor.fetchone()[0] else []


def install_triggers(connection: BaseDatabaseWrapper) -> None:
    """Make every trigger that is missing or is another than it should be, and close the permit to expunge.

    Tables that are not there yet (half-way through a migrate) are left out.
    """
    standing = installed_triggers(connection)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                f"CREATE OR REPLACE FUNCTION {_FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $${_FUNCTION_BODY}$$"
            )
        else:
            cursor.execute(f'CREATE TABLE IF NOT EXISTS "{PERMIT_TABLE}" (opened INTEGER)')
            cursor.execute(f'DELETE FROM "{PERMIT_TABLE}"')
        for name, trigger in _wanted_now(connection).items():
            if standing.get(name) == (trigger.table, trigger.signature):
                continue
            if name in standing:
                _drop(cursor, connection.vendor, name, standing[name][0])
            cursor.execute(trigger.statement)


def _wanted_now(connection: BaseDatabaseWrapper) -> dict[str, Trigger]:
    """The triggers wanted on the tables there are: half-way through a migrate some are yet to come."""
    tables = set(connection.introspection.table_names())
    return {name: trigger for name, trigger in wanted_triggers(connection.vendor).items() if trigger.table in tables}


def _drop(cursor: Any, vendor: str, name: str, table: str) -> None:
    on_table = "" if vendor == "sqlite" else f' ON "{table}"'
    cursor.execute(f'DROP TRIGGER "{name}"{on_table}')


def drop_triggers(connection: BaseDatabaseWrapper) -> None:
    """Remove every trigger of ours."""
    with connection.cursor() as cursor:
        for name, (table, _signature) in installed_triggers(connection).items():
            _drop(cursor, connection.vendor, name, table)


@contextmanager
def triggers_lifted(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """For a migration that must back-fill a history table, and for tests that flush the database: nothing else."""
    drop_triggers(connection)
    try:
        yield
    finally:
        install_triggers(connection)


def forbid_everything_before_migrate(sender: Any, using: str, plan: Any = (), **kwargs: Any) -> None:
    """Receiver of pre_migrate. SQLite drops no column that a trigger names, so for the while of a migrate that does
    something the triggers that let an expunction through give way to ones that refuse every change."""
    connection = connections[using]
    if connection.vendor != "sqlite" or not plan:
        return
    with connection.cursor() as cursor:
        for name, (table, _signature) in installed_triggers(connection).items():
            if name == f"{_PREFIX}_update_{table}":
                _drop(cursor, connection.vendor, name, table)
                cursor.execute(_sqlite_trigger(table, "update").statement)


def install_triggers_after_migrate(sender: Any, using: str, **kwargs: Any) -> None:
    """Receiver of post_migrate."""
    install_triggers(connections[using])
