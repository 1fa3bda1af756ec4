"""Reads the words of a file on standard input, named "pdf" or "word", in a process of its own.

What such a file says of itself can make any reader ask for more memory or time than there is. So it is read where both
are limited, and where nothing is lost if the process dies. That process runs this folder as it is, so nothing of ours
is imported here but what lies beside it.

Out comes one line of JSON: {"pages": [...]}, or {"refused": "a word for why"}.
"""

import importlib
import json
import sys
from typing import IO, Any

MEMORY = 224 * 1024**2  # bytes that this process may ask for
SECONDS = 8


def said(reader: Any, file: IO[bytes]) -> dict[str, Any]:
    """What is to be said of a file: its pages, or why not."""
    try:
        pages = reader.pages_of(file)
    except reader.Refused as refusal:
        return {"refused": str(refusal)}
    except (MemoryError, RecursionError):
        return {"refused": "large"}
    except Exception:  # readers fail in as many ways as there are files
        return {"refused": "broken"}
    return {"pages": pages} if any(page.strip() for page in pages) else {"refused": "no text"}


def _limit() -> None:
    """Little memory and time for this process. Where the system has no such limits, the caller's clock alone rules."""
    try:
        import resource
    except ImportError:
        return
    for which, most in (("RLIMIT_AS", MEMORY), ("RLIMIT_CPU", SECONDS), ("RLIMIT_CORE", 0)):
        try:
            resource.setrlimit(getattr(resource, which), (most, most))
        except (OSError, ValueError):  # a stricter one is set already
            continue


if __name__ == "__main__":
    _limit()
    sys.stdout.write(json.dumps(said(importlib.import_module(sys.argv[1]), sys.stdin.buffer)))
