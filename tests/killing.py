"""kill -9 in the middle of an act, which is done in a process of its own."""

import os
import signal
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="this machine cannot fork")

Act = Callable[[], Any]

KILLED, FINISHED = -signal.SIGKILL, 0


def killed_before_step(number: int, act: Act) -> int:
    """What became of `act`: KILLED before its step of that number, or FINISHED where it has fewer.

    A step is a row written, or bytes or a name brought down to the disk.
    """
    return _outcome(_begun(lambda: _dying_before(number, act)))


def killed_after(seconds: float, act: Act) -> int:
    """What became of `act`: KILLED after so long, or FINISHED before."""
    child = _begun(act)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)  # one that has ended is still there to be killed until it is waited for
    return _outcome(child)


def work_of(act: Act) -> float:
    """For how many seconds `act` works in a process of its own, however busy the machine is. Nothing of it is kept."""
    before = _work_of_children()
    assert _outcome(_begun(lambda: _not_kept(act))) == FINISHED
    return _work_of_children() - before


def killed_after_work(seconds: float, act: Act) -> int:
    """What became of `act`: KILLED once it had worked so long, or FINISHED before."""
    return _outcome(_begun(lambda: _dying_after(seconds, act)))


def _work_of_children() -> float:
    used = os.times()
    return used.children_user + used.children_system


def _dying_after(seconds: float, act: Act) -> None:
    signal.signal(signal.SIGPROF, lambda _number, _frame: os.kill(os.getpid(), signal.SIGKILL))
    signal.setitimer(signal.ITIMER_PROF, seconds)
    act()


def _not_kept(act: Act) -> None:
    with transaction.atomic():
        act()
        transaction.set_rollback(True)


def _begun(act: Act) -> int:
    connection.close()  # neither process may use what the other has open
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        act()
        code = FINISHED
    finally:
        os._exit(code)


def _outcome(child: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _dying_before(number: int, act: Act) -> None:
    steps, fsync = 0, os.fsync

    def step() -> None:
        nonlocal steps
        steps += 1
        if steps == number:
            os.kill(os.getpid(), signal.SIGKILL)

    def execute_in_time(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith(("INSERT", "UPDATE", "DELETE")):
            step()
        return execute(sql, params, many, context)

    def fsync_in_time(handle: int) -> None:
        step()
        fsync(handle)

    os.fsync = fsync_in_time  # type: ignore[assignment]
    with connection.execute_wrapper(execute_in_time):
        act()
