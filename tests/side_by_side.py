"""Several people at once, each on a database connection of their own."""

import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

LONG_ENOUGH = 0.15  # seconds between asking and writing, for the others to ask too

Attempt = Callable[[], Any]


def at_once(*attempts: Attempt) -> list[str]:
    """Make the attempts side by side; what became of them, sorted: "done", or the name of the exception."""
    outcomes: list[str] = []
    start = threading.Barrier(len(attempts))

    def run(attempt: Attempt) -> None:
        try:
            start.wait(timeout=60)
            attempt()
            outcomes.append("done")
        except Exception as refusal:
            outcomes.append(type(refusal).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[attempt]) for attempt in attempts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    return sorted(outcomes)


def together(monkeypatch: pytest.MonkeyPatch, module: Any, name: str) -> None:
    """Let two who ask the question `module.name`, with nothing to keep them apart, both ask before either writes."""
    ask = getattr(module, name)
    asked: set[int] = set()
    one_more = threading.Condition()

    def ask_and_wait_for_the_other(*args: Any, **options: Any) -> Any:
        said = ask(*args, **options)
        if threading.current_thread() is not threading.main_thread():  # which lays the ground first, by itself
            with one_more:
                asked.add(threading.get_ident())
                one_more.notify_all()
                one_more.wait_for(lambda: len(asked) == 2, timeout=30)
        return said

    monkeypatch.setattr(module, name, ask_and_wait_for_the_other)


def meanwhile(monkeypatch: pytest.MonkeyPatch, module: Any, name: str, attempt: Attempt) -> None:
    """Let somebody else make the attempt, to its end, after the question `module.name` is asked."""
    ask = getattr(module, name)

    def ask_and_see_it_done(*args: Any, **options: Any) -> Any:
        said = ask(*args, **options)
        assert at_once(attempt) == ["done"]
        return said

    monkeypatch.setattr(module, name, ask_and_see_it_done)


def slowly(monkeypatch: pytest.MonkeyPatch, module: Any, name: str) -> None:
    """Let time pass after the question `module.name` is asked, before anything is written."""
    ask = getattr(module, name)

    def ask_and_wait(*args: Any, **options: Any) -> Any:
        said = ask(*args, **options)
        time.sleep(LONG_ENOUGH)
        return said

    monkeypatch.setattr(module, name, ask_and_wait)
