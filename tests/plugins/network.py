"""No test reaches beyond this machine."""

import ipaddress
import socket
from typing import Any

import pytest

_connect, _connect_ex = socket.socket.connect, socket.socket.connect_ex


class NetworkBlocked(RuntimeError):
    """A test tried to reach another machine."""


def is_this_machine(address: Any) -> bool:
    """Whether a socket address is a file of this machine, or a loopback address or name."""
    if not isinstance(address, tuple):
        return True
    host = str(address[0])
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _guarded(connect: Any) -> Any:
    def guarded(self: socket.socket, address: Any) -> Any:
        if not is_this_machine(address):
            self.close()
            raise NetworkBlocked(f"This test tried to connect to {address!r}; tests stay on this machine.")
        return connect(self, address)

    return guarded


def pytest_configure(config: pytest.Config) -> None:
    socket.socket.connect = _guarded(_connect)  # type: ignore[method-assign]
    socket.socket.connect_ex = _guarded(_connect_ex)  # type: ignore[method-assign]


def pytest_unconfigure(config: pytest.Config) -> None:
    socket.socket.connect = _connect  # type: ignore[method-assign]
    socket.socket.connect_ex = _connect_ex  # type: ignore[method-assign]
