"""Medians of calls that take turns, so that a machine which slows down slows both."""

import gc
import statistics
import time
from collections.abc import Callable, Mapping, Sequence

Call = Callable[[], object]

_DEPTHS = 128
"""So many frames of `_deep` fill the 16 KB pieces of memory in which Python keeps its frames.

A loop whose calls cross from one piece into the next asks the system for that piece each time, and a page can take
twice as long for it. Which loop that is depends on how deep it happens to begin.
"""


def medians(calls: Mapping[str, Call], rounds: int) -> dict[str, float]:
    """Seconds, by name. Each is called twice unmeasured first, then once in every round, in an order that turns.

    Each round begins at another depth, the same for all.
    """
    names = list(calls)
    for name in names:
        calls[name]()
        calls[name]()
    taken: dict[str, list[float]] = {name: [] for name in names}
    gc.collect()
    gc.freeze()  # what is there already is not looked through in the midst of a call
    try:
        for number in range(rounds):
            depth = number * _DEPTHS // rounds
            for name in _turned(names, number):
                taken[name].append(_deep(depth, calls[name]))
    finally:
        gc.unfreeze()
    return {name: statistics.median(times) for name, times in taken.items()}


def _deep(depth: int, call: Call) -> float:
    """Seconds that a call takes from so many frames down."""
    if depth:
        return _deep(depth - 1, call)
    started = time.perf_counter()
    call()
    return time.perf_counter() - started


def _turned(names: Sequence[str], number: int) -> Sequence[str]:
    place = number % len(names)
    return [*names[place:], *names[:place]]
