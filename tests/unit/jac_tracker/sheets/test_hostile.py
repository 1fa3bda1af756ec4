"""Whatever is sent as a spreadsheet is read, or refused with a sentence, in little memory and time."""

import json
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from jac_tracker.sheets import NotASheet, read_workbook
from tests.factories.hostile_sheets import HostileSheet, hostile_sheets

ALL = hostile_sheets()
LIGHT = [each for each in ALL if not each.is_heavy]
HEAVY = [each for each in ALL if each.is_heavy]
ROOT = Path(__file__).parents[4]


def test_there_are_enough_of_them() -> None:
    assert len(ALL) >= 300


# Reads the files of a list, each without a process of its own, which would take most of the time, and says of each what
# became of it. Where one brings this process down, it is the last.
_READ_ALL = """
import json, pickle, resource, sys
from jac_tracker.sheets import NotASheet, parsing, read_workbook, reading
reading.said_apart = parsing.said
resource.setrlimit(resource.RLIMIT_DATA, (2 * parsing.MEMORY, 2 * parsing.MEMORY))
for content in pickle.load(sys.stdin.buffer):
    try:
        read_workbook(content, "a file")
        said = ""
    except NotASheet as refusal:
        said = str(refusal)
    print(json.dumps(said), flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="this machine cannot limit what a process asks for")
def test_whatever_is_sent_is_read_or_refused_with_a_sentence() -> None:
    left, wrong = list(LIGHT), []
    while left:
        contents = pickle.dumps([each.make() for each in left])
        command = [sys.executable, "-c", _READ_ALL]
        done = subprocess.run(command, input=contents, cwd=ROOT, capture_output=True)
        said = [json.loads(line) for line in done.stdout.splitlines()]
        if len(said) < len(left):  # the next brought it down: here, it has a process to itself
            said.append(_said_of(left[len(said)]))
        wrong += [(each.name, words) for each, words in zip(left, said, strict=False) if not _is_right(each, words)]
        left = left[len(said) :]

    assert wrong == []


def _said_of(hostile: HostileSheet) -> str:
    try:
        read_workbook(hostile.make(), hostile.name)
    except NotASheet as refusal:
        return str(refusal)
    return ""


def _is_right(hostile: HostileSheet, said: str) -> bool:
    if hostile.refused is None:
        return not said or (said[0].isupper() and said.endswith("."))
    return said.startswith(hostile.refused) if hostile.refused else not said


# Reads the files named in its arguments, in a process that holds nothing else, and says what became of them.
_MEASURE = """
import json, resource, sys, time
from jac_tracker.sheets import NotASheet, read_workbook
read_workbook(b"a,b", "idle")
def most(whose): return resource.getrusage(whose).ru_maxrss * 1024
idle = most(resource.RUSAGE_SELF)
for path in sys.argv[1:]:
    begun = time.monotonic()
    content = open(path, "rb").read()
    try:
        read_workbook(content, path)
        said = ""
    except NotASheet as refusal:
        said = str(refusal)
    above = most(resource.RUSAGE_SELF) - idle + most(resource.RUSAGE_CHILDREN)
    print(json.dumps([said, time.monotonic() - begun, above]), flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="this machine does not say how much memory a process had")
def test_what_would_take_everything_takes_little(tmp_path: Path, thorough: bool) -> None:
    chosen = HEAVY if thorough else HEAVY[::6]
    paths = []
    for number, hostile in enumerate(chosen):
        paths.append(str(tmp_path / str(number)))
        Path(paths[-1]).write_bytes(hostile.make())

    done = subprocess.run(
        [sys.executable, "-c", _MEASURE, *paths], cwd=ROOT, capture_output=True, text=True, check=True
    )

    wrong = []
    for hostile, line in zip(chosen, done.stdout.splitlines(), strict=True):
        said, seconds, above = json.loads(line)
        told = f"{hostile.name}: {seconds:.1f} s, {above // 1024**2} MB: {said or 'read'}"
        print(told)
        if not (_is_right(hostile, said) and seconds < 10 and above < 256 * 1024**2):
            wrong.append(told)
    assert wrong == []
