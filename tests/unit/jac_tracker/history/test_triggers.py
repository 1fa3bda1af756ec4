"""History is append-only in the database itself, on SQLite and on PostgreSQL."""

import pytest
from django.core.checks import Warning as CheckWarning
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import DatabaseError, connection, models, transaction

from jac_tracker.checks import history_is_append_only, refuse_rewritable_history
from jac_tracker.history import append_only_models, install_triggers, missing_triggers, triggers_lifted
from jac_tracker.history.triggers import drop_triggers
from tests.factories.people import Cast

pytestmark = pytest.mark.django_db

FILLED = [
    "accounts_historicalportfolio",
    "accounts_historicalpost",
    "accounts_historicalholding",
    "accounts_peopleevent",
]


def run(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def count(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT COUNT(*) FROM "{table}"')
        return int(cursor.fetchone()[0])


@pytest.mark.parametrize("table", FILLED)
def test_rows_of_history_and_events_cannot_be_changed_or_deleted(table: str, cast: Cast) -> None:
    before = count(table)
    assert before > 0

    for statement in (f'UPDATE "{table}" SET id = id', f'DELETE FROM "{table}"'):
        with pytest.raises(DatabaseError, match="append-only"):
            run(statement)

    assert count(table) == before


@pytest.mark.parametrize("table", FILLED)
def test_without_the_triggers_the_same_statements_go_through(table: str, cast: Cast) -> None:
    with transaction.atomic(), triggers_lifted(connection):
        run(f'UPDATE "{table}" SET id = id')


# What each database offers besides UPDATE and DELETE to be rid of a row.
WAYS_ROUND = {
    "sqlite": 'INSERT OR REPLACE INTO "{table}" SELECT * FROM "{table}"',
    "postgresql": 'TRUNCATE "{table}" CASCADE',
}


@pytest.mark.parametrize("table", FILLED)
def test_there_is_no_way_round(table: str, cast: Cast) -> None:
    before = count(table)
    connection.check_constraints()  # PostgreSQL puts off what is still to be checked, and would refuse for that

    with pytest.raises(DatabaseError, match="append-only"):
        run(WAYS_ROUND[connection.vendor].format(table=table))

    assert count(table) == before


def test_every_append_only_model_has_its_triggers() -> None:
    tables = {model._meta.db_table for model in append_only_models()}

    assert missing_triggers(connection) == []
    assert {"accounts_peopleevent", "recommendations_progressupdate", "reports_historicalsection"} <= tables


def test_the_check_names_a_trigger_that_is_gone_and_the_server_does_not_start() -> None:
    with transaction.atomic():
        drop_triggers(connection)

        found = history_is_append_only(None, databases=["default"])
        with pytest.raises(ImproperlyConfigured, match="history could be rewritten"):
            refuse_rewritable_history()
        install_triggers(connection)

    assert [type(message) for message in found] == [CheckWarning]
    assert history_is_append_only(None, databases=["default"]) == []


def test_rebuilding_a_table_loses_its_triggers_on_sqlite_and_migrating_lays_them_again() -> None:
    if connection.vendor == "sqlite":
        table = "accounts_peopleevent"
        run(f'DROP TRIGGER "append_only_update_{table}"')
        assert missing_triggers(connection) == [f"append_only_update_{table}"]
    else:
        drop_triggers(connection)

    call_command("migrate", verbosity=0)

    assert missing_triggers(connection) == []


def test_nothing_that_is_tracked_can_be_deleted_by_way_of_another_row() -> None:
    from jac_tracker.history import tracked_models

    loose = [
        f"{model._meta.label}.{field.name}"
        for model in tracked_models()
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey) and field.remote_field.on_delete is not models.PROTECT
    ]

    assert loose == []
