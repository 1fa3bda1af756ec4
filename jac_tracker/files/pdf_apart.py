"""From the bytes of a PDF to its words, in a process of its own.

What such a file says of itself can make any reader ask for more memory or time than there is. So it is read where both
are limited, and where nothing is lost if the process dies. That process runs this file as it is, so nothing of ours is
imported here.

Out comes one line of JSON: {"pages": [...]}, or {"refused": "a word for why"}.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import IO, Any

MOST_PAGES = 500
MOST_LETTERS = 2_000_000
MEMORY = 224 * 1024**2  # bytes that this process may ask for
SECONDS = 8


class Refused(Exception):
    """A file that is not read: its text is one of "large" and "password"."""


def pdf_pages(file: IO[bytes]) -> list[str]:
    """The text of each page of a PDF: its lines as they stand, and a blank one where the page leaves more room."""
    import logging

    import pypdf

    logging.disable(logging.CRITICAL)
    reader = pypdf.PdfReader(file)
    if reader.is_encrypted and not reader.decrypt(""):
        raise Refused("password")
    if len(reader.pages) > MOST_PAGES:
        raise Refused("large")
    pages = list(_page_pieces(reader))
    gaps = Counter(round(gap) for pieces in pages for gap in _gaps(pieces) if 4 <= gap <= 40)
    usual = gaps.most_common(1)[0][0] if gaps else 0
    return [_with_blank_lines(pieces, usual) for pieces in pages]


def _page_pieces(reader: Any) -> Iterator[list[tuple[str, float]]]:
    """The pieces of text of each page, in their order, with how high on the page each stands."""
    letters = 0
    for page in reader.pages:
        pieces: list[tuple[str, float]] = []

        def note(text: str, cm: list[float], tm: list[float], *_font: Any, pieces: list[Any] = pieces) -> None:
            pieces.append((text, tm[4] * cm[1] + tm[5] * cm[3] + cm[5]))

        letters += len(page.extract_text(visitor_text=note))
        if letters > MOST_LETTERS:
            raise Refused("large")
        yield pieces


def _gaps(pieces: list[tuple[str, float]]) -> Iterator[float]:
    heights = [height for text, height in pieces if text.strip()]
    for above, below in pairwise(heights):
        yield above - below


def _with_blank_lines(pieces: list[tuple[str, float]], usual: int) -> str:
    written, last = "", None
    for text, height in pieces:
        if text.strip():
            is_apart = last is not None and usual and last - height > usual * 1.3
            if is_apart and written.rstrip(" ").endswith("\n"):
                written += "\n"
            last = height
        written += text
    return written


def said(file: IO[bytes]) -> dict[str, Any]:
    """What is to be said of a file: its pages, or why not."""
    try:
        pages = pdf_pages(file)
    except Refused as refusal:
        return {"refused": str(refusal)}
    except (MemoryError, RecursionError):
        return {"refused": "large"}
    except Exception as trouble:  # a reader of PDFs fails in as many ways as there are files
        name = type(trouble).__name__
        return {"refused": "password" if "Decrypt" in name or "Dependency" in name else "broken"}
    return {"pages": pages} if any(page.strip() for page in pages) else {"refused": "no text"}


def _limit() -> None:
    """Little memory and time for this process. Where the system has no such limits, the caller's clock alone rules."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


if __name__ == "__main__":
    _limit()
    sys.stdout.write(json.dumps(said(sys.stdin.buffer)))
