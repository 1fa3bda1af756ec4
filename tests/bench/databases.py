"""Throw-away databases, and which of them the project asks."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper


class NotThrowAway(Exception):
    """A database that holds something already; the text says which."""


def database(name: str, folder: Path) -> BaseDatabaseWrapper:
    """A new, migrated database beside the one in the settings: a file in `folder`, or one more of the same server."""
    settings: dict[str, Any] = {**connection.settings_dict}
    if connection.vendor == "sqlite":
        settings["NAME"] = str(folder / f"{name}.sqlite3")
    else:
        settings["NAME"] = f"jac_bench_{name}"
        # Filling takes longer than any page may; nothing measured comes near.
        settings["OPTIONS"] = {**settings["OPTIONS"], "options": "-c statement_timeout=0"}
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [settings["NAME"]])
            if cursor.fetchone():
                raise NotThrowAway(f"There is a database {settings['NAME']} already. Drop it, if it may go.")
            cursor.execute(f"CREATE DATABASE {connection.ops.quote_name(settings['NAME'])}")
    made = type(connections["default"])(settings, "default")
    with asked(made):
        call_command("migrate", verbosity=0)
    return made


def drop(made: BaseDatabaseWrapper) -> None:
    """End a database of `database`; a file goes with its folder."""
    made.close()
    if made.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {made.ops.quote_name(made.settings_dict['NAME'])}")


@contextmanager
def asked(made: BaseDatabaseWrapper) -> Iterator[None]:
    """Whatever asks the default database asks this one."""
    usual = connections["default"]
    connections["default"] = made
    try:
        yield
    finally:
        connections["default"] = usual


_PLUMBING = re.compile(r"^\s*(BEGIN|COMMIT|ROLLBACK\s*$)", re.IGNORECASE)


class Statements:
    """What a block asks the database, as it was asked; BEGIN and COMMIT do not count, savepoints do."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, Any]] = []

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if not _PLUMBING.match(sql):
            self.asked.append((sql, params))
        return execute(sql, params, many, context)

    @property
    def questions(self) -> list[tuple[str, Any]]:
        """Those that read, and have nothing to do with who asks."""
        return [
            (sql, params)
            for sql, params in self.asked
            if sql.lstrip(" (").startswith(("SELECT", "WITH")) and "django_session" not in sql
        ]


@contextmanager
def counted() -> Iterator[Statements]:
    statements = Statements()
    with connection.execute_wrapper(statements):
        yield statements


def ask(questions: list[tuple[str, Any]]) -> list[list[tuple[Any, ...]]]:
    """Every answer, read to its end."""
    answers = []
    for sql, params in questions:
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            answers.append(cursor.fetchall())
    return answers
