"""From the bytes of a PDF to its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import IO, Any

MOST_PAGES = 500
MOST_LETTERS = 2_000_000


class Refused(Exception):
    """A file that is not read: its text is one of "large" and "password"."""


def pages_of(file: IO[bytes]) -> list[str]:
    """The text of each page of a PDF: its lines as they stand, and a blank one where the page leaves more room."""
    import logging

    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError

    logging.disable(logging.CRITICAL)
    try:
        reader = PdfReader(file)
        is_locked = reader.is_encrypted and not reader.decrypt("")
    except (DependencyError, FileNotDecryptedError, NotImplementedError):  # locked in a way that takes more than this
        is_locked = True
    if is_locked:
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
