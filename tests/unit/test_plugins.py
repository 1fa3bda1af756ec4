import socket
from typing import Any

import pytest
from django.db import connection

from tests.plugins import effort
from tests.plugins.network import NetworkBlocked, is_this_machine


@pytest.mark.parametrize(
    ("address", "here"),
    [
        (("127.0.0.1", 80), True),
        (("127.9.9.9", 80), True),
        (("::1", 80, 0, 0), True),
        (("localhost", 80), True),
        ("/tmp/socket", True),
        (("192.0.2.1", 80), False),
        (("2001:db8::1", 80, 0, 0), False),
        (("localhost.example.org", 80), False),
        (("", 80), False),
    ],
)
def test_only_loopback_addresses_and_files_are_this_machine(address: Any, here: bool):
    assert is_this_machine(address) is here


def test_a_test_cannot_reach_another_machine():
    with pytest.raises(NetworkBlocked):
        socket.create_connection(("192.0.2.1", 80), timeout=1)


def test_a_run_that_is_not_thorough_says_so(pytestconfig: pytest.Config, thorough: bool):
    said = effort.pytest_report_collectionfinish(pytestconfig)

    assert [line.startswith("NOT RUN HERE: large counts") for line in said] == [True] * (not thorough)


@pytest.mark.django_db
def test_the_tests_have_a_database_that_threads_and_processes_can_share(pytestconfig: pytest.Config):
    on_postgres = pytestconfig.getoption("postgres")

    assert connection.vendor == ("postgresql" if on_postgres else "sqlite")
    assert on_postgres or not connection.is_in_memory_db()
