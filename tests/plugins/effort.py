"""How hard the tests try: `--thorough` is for a night, the rest for a working day."""

import gc
import logging

import pytest
from hypothesis import HealthCheck, settings

# A busy machine is slow, and a test that goes through the database is slower: neither is a fault of the code.
settings.register_profile("dev", max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("thorough", settings.get_profile("dev"), max_examples=3000)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--thorough", action="store_true", help="large counts: many more examples, walks and races")


def pytest_configure(config: pytest.Config) -> None:
    settings.load_profile("thorough" if config.getoption("thorough") else "dev")
    # Thousands of requests are refused on purpose: each would be told with its traceback, and kept to its test's end.
    logging.getLogger("django.request").setLevel(logging.ERROR)


def pytest_report_collectionfinish(config: pytest.Config) -> list[str]:
    """That many of these tests do less than they could: unlike a skipped one, such a test passes without a word."""
    if config.getoption("thorough"):
        return []
    return [
        "NOT RUN HERE: large counts. Examples, seeds, races, walks and awful inputs are few: --thorough has them all."
    ]


@pytest.fixture(scope="session")
def thorough(pytestconfig: pytest.Config) -> bool:
    """Whether this run is asked for the large counts."""
    return bool(pytestconfig.getoption("thorough"))


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """Look for what only refers to itself seldom, and never among what is there before the first test.

    Nearly all that a test makes goes with its last reference; looking as often as Python does took an eighth of a run.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 50)
