"""Medians of calls that take turns, so that a machine which slows down slows both."""

import gc
import statistics
import time
from collections.abc import Callable, Mapping, Sequence

Call = Callable[[], object]


def medians(calls: Mapping[str, Call], rounds: int) -> dict[str, float]:
    """Seconds, by name. Each is called twice unmeasured first, then once in every round, in an order that turns."""
    names = list(calls)
    for name in names:
        calls[name]()
        calls[name]()
    taken: dict[str, list[float]] = {name: [] for name in names}
    gc.collect()
    gc.freeze()  # what is there already is not looked through in the midst of a call
    try:
        for number in range(rounds):
            for name in _turned(names, number):
                started = time.perf_counter()
                calls[name]()
                taken[name].append(time.perf_counter() - started)
    finally:
        gc.unfreeze()
    return {name: statistics.median(times) for name, times in taken.items()}


def _turned(names: Sequence[str], number: int) -> Sequence[str]:
    place = number % len(names)
    return [*names[place:], *names[:place]]
