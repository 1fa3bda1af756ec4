"""A file that somebody might send who means harm, and the sentences that refuse it."""

from collections.abc import Callable
from dataclasses import dataclass

OTHER = "The file must be a spreadsheet"
BROKEN = "The file is damaged"
MACROS = "The file holds macros"
PASSWORD = "The file is protected by a password"
TOO_FULL = "The file unpacks to more"
STRANGE = "The file is written in a way"


@dataclass(frozen=True)
class HostileSheet:
    """A file: what it is called, its bytes, and how the sentence begins that refuses it. `refused` is "" where it is
    read, and None where it may be read or refused, as long as somebody says so. A heavy one would take what there is
    of memory or time where nothing stops it."""

    name: str
    make: Callable[[], bytes]
    refused: str | None = None
    is_heavy: bool = False


def made(content: bytes) -> Callable[[], bytes]:
    """Content that is there already."""
    return lambda: content
