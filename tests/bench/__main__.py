"""Fills throw-away databases, measures, and prints the table: `python3 dev.py bench`."""

import argparse
import os
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path

ROUNDS = 20
"""The fewest calls of which a median is taken."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python3 dev.py bench", description=__doc__)
    parser.add_argument("--database", help="the address of a server or file to measure on; both kinds if left out")
    parser.add_argument("--rows", type=int, default=100_000, help="items of the large register, the small has a tenth")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help=f"calls of each, at least {ROUNDS} for a claim")
    parser.add_argument("--only", default="", help="the numbers of the rows to measure, as in 1,7")
    options = parser.parse_args()
    if options.database is None:
        return _on_both()
    os.environ.update(
        DATABASE_URL=options.database, DJANGO_SETTINGS_MODULE="tests.bench.settings", TESTING="1", DEBUG="0"
    )
    import django

    warnings.filterwarnings("ignore", "No directory at")  # files are served from where they are built
    django.setup()
    from tests.bench.table import bench

    only = set(filter(None, options.only.split(",")))
    with tempfile.TemporaryDirectory(prefix="jac-tracker-bench-") as folder:
        bench(options.rows, options.rounds, only, Path(folder))
    return 0


def _on_both() -> int:
    from tests.plugins.databases import postgres_address

    code = 0
    for address in ("sqlite:///unused.sqlite3", postgres_address(is_kept=True)):
        command = [sys.executable, "-m", "tests.bench", *sys.argv[1:], "--database", address]
        code |= subprocess.call(command)
    return code


raise SystemExit(main())
