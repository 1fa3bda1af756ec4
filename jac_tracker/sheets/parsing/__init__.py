"""From the bytes of a spreadsheet to lines of JSON, in a process of its own.

What a file says of itself can make any reader ask for more memory or time than there is: a single cell far out, a row
repeated a million times. So it is read where both are limited, and where nothing is lost if the process dies. That
process runs this folder as it is, so nothing of ours is imported here, and these modules find each other by dots.

Out come a line for each sheet, a line for each of its rows, and a last line that says that it is all, or why it is not.
"""

import json
import sys
from collections.abc import Iterator

from .books import lines_of_book
from .limits import MEMORY, SECONDS, TOO_MUCH, Refused
from .looking import look_through
from .texts import lines_of_text

__all__ = ["MEMORY", "main", "said"]


def main(kind: str) -> None:
    _limit()
    content = sys.stdin.buffer.read()
    for line in said(kind, content):
        sys.stdout.buffer.write(line)
        if line.startswith(b"{"):  # whoever reads is to know which sheet it was, should it be the end of this process
            sys.stdout.buffer.flush()


def said(kind: str, content: bytes) -> Iterator[bytes]:
    """What is said of a file, line by line: {"sheet": name, "hidden": whether}, then its rows as lists, and at the end
    {"end": ""} or {"refused": sentence}."""
    try:
        for line in _lines(kind, content):
            yield line.encode("utf-8", "replace") + b"\n"
        yield b'{"end": ""}\n'
    except Refused as refusal:
        yield json.dumps({"refused": str(refusal)}).encode() + b"\n"
    except MemoryError:
        yield json.dumps({"refused": f"The file {TOO_MUCH}"}).encode() + b"\n"


def _limit() -> None:
    try:
        import resource
    except ImportError:  # Windows, which has other ways; the limits on what is asked for hold there too
        return
    for which, most in (("RLIMIT_DATA", MEMORY), ("RLIMIT_CPU", SECONDS), ("RLIMIT_FSIZE", 0), ("RLIMIT_CORE", 0)):
        try:
            resource.setrlimit(getattr(resource, which), (most, most))
        except (OSError, ValueError):  # a stricter one is set already
            continue


def _lines(kind: str, content: bytes) -> Iterator[str]:
    if kind == "csv":
        return lines_of_text(content)
    return lines_of_book(content, look_through(kind, content))
