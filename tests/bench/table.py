"""The whole bench on one kind of database, printed as it comes."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from itertools import takewhile
from pathlib import Path

from django.db import connection

from jac_tracker.history import drift
from reports.management.commands.load_demo import FIXTURES
from reports.management.replay import Act, acts_of, replay
from tests.bench import works
from tests.bench.databases import asked, database, drop
from tests.bench.filling import fill, settle
from tests.bench.places import Place, Register
from tests.bench.works import Line

_HEAD = (
    f"{'row':>3}  {'work':<44} {'ours':>9} {'against':>12} {'its':>9} {'ratio':>6} {'goal':>5} {'asks':>5} {'KB':>5}"
)


def bench(rows: int, rounds: int, only: set[str], folder: Path) -> None:
    """Measure the rows named, or all; the databases go when it ends."""
    with ExitStack() as ends:
        print(
            f"\n{connection.vendor}: {rows:,} items, medians of at least {rounds} calls that take turns\n", flush=True
        )
        large = _filled("large", rows, folder, ends)
        small = _filled("small", rows // 10, folder, ends) if not only or "11" in only else large
        demonstration = _demonstration(folder, ends) if not only or "9" in only else large
        print(f"\n{_HEAD}", flush=True)
        measured: dict[str, Callable[[], Iterator[Line]]] = {
            "1": lambda: works.register_open(large, rounds),
            "2": lambda: works.register_one_status(large, rounds),
            "3": lambda: works.register_far_page(large, rounds),
            "4": lambda: works.one_recommendation(large, rounds),
            "5": lambda: works.search(large, rounds),
            "6": lambda: works.progress(large, rounds),
            "7": lambda: works.register_as_at(large, rounds),
            "8": lambda: works.counts_at_quarter_ends(large, rounds),
            "9": lambda: works.paper(demonstration, large, rounds),
            "10": lambda: works.sign_off_and_first_pages(large, rounds),
            "11": lambda: works.growth(small, large, rounds),
        }
        for row, lines in measured.items():
            if not only or row in only:
                for line in lines():
                    print(_worded(line), flush=True)


def _filled(name: str, rows: int, folder: Path, ends: ExitStack) -> Register:
    started = time.monotonic()
    made = database(name, folder)
    ends.callback(drop, made)
    with asked(made):
        stage = fill(rows, date.today())
        settle()
        if rows <= 10_000 and (faults := drift()):
            raise AssertionError(f"What was filled is not what its history says: {faults[:3]}")
    print(f"  {rows:,} items laid in {time.monotonic() - started:.0f} s", flush=True)
    return Register(made, stage.cast.liaison.user, stage=stage)


def _demonstration(folder: Path, ends: ExitStack) -> Place:
    """The demonstration up to where the paper of March 2022 is issued: from then on it is kept, and not drawn."""

    def before_its_issue(act: Act) -> bool:
        return (act.written["verb"], act.written.get("args", {}).get("paper")) != ("issue_paper", "@paper-2022-03")

    made = database("demonstration", folder)
    ends.callback(drop, made)
    with asked(made):
        replay(takewhile(before_its_issue, acts_of(FIXTURES / "demo.json")), command="load_demo", fixtures=FIXTURES)
        officer = works.officer_of_demonstration()
    return Place(made, officer)


def _worded(line: Line) -> str:
    mark = "" if line.is_met else "  above its goal"
    return (
        f"{line.row:>3}  {line.work:<44} {line.ours * 1000:>6.1f} ms {line.against:>12} {line.theirs * 1000:>6.1f} ms"
        f" {line.ratio:>6.2f} {'' if line.goal is None else line.goal:>5}"
        f" {'' if line.statements is None else line.statements:>5}"
        f" {'' if line.size is None else round(line.size / 1000):>5}{mark}"
    )
