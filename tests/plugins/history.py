"""What append-only tables ask of the tests: a way to empty them between tests, and a look for drift after each."""

from collections.abc import Callable, Generator
from typing import Any
from weakref import WeakSet

import pytest
from django.db import connection
from django.test import TransactionTestCase

from tests.plugins.databases import asks_a_database


def pytest_configure(config: pytest.Config) -> None:
    flush = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]

    def flush_with_triggers_lifted(test_case: TransactionTestCase) -> None:
        from jac_tracker.history import triggers_lifted

        with triggers_lifted(connection):
            flush(test_case)

    TransactionTestCase._fixture_teardown = flush_with_triggers_lifted  # type: ignore[attr-defined]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, Any, Any]:
    result = yield
    if asks_a_database(item) and not item.get_closest_marker("drifts"):
        # A transaction that an expected error has broken answers nothing, and is about to be rolled back.
        found = [] if connection.needs_rollback else drift_now()
        assert found == [], "rows and history differ: something wrote round the write door"
    return result


def drift_now() -> list[str]:
    """What `drift` finds. PostgreSQL plans that statement ten times as long as it runs it: here, once a connection."""
    from jac_tracker.history import drift

    if connection.vendor != "postgresql":
        return drift()
    with connection.execute_wrapper(_as_prepared):
        return drift()


_prepared: WeakSet[Any] = WeakSet()


def _as_prepared(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    session = context["connection"].connection
    if session not in _prepared:
        execute(f"PREPARE drift AS {sql}", params, many, context)
        _prepared.add(session)
    return execute("EXECUTE drift", params, many, context)
