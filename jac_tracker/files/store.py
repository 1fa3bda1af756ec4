"""The store: files on disk under names of our own making. A file is written once, first; a row that names it comes
second. What no row names is swept away later, by a command of its own."""

import hashlib
import os
import re
import secrets
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction

from jac_tracker.files.looking import Looked

_KEY = re.compile(r"[0-9a-f]{40}")
_CHUNK = 256 * 1024


class StoreFailed(Exception):
    """The store cannot keep a file: no place, no right to write, or no room."""


class FileNotAsKept(Exception):
    """A file is not in the store, or is no longer the one that was kept. The text says which."""


@dataclass(frozen=True)
class Kept:
    """A file in the store: what the row that names it holds."""

    key: str
    name: str
    sha256: str
    size: int
    media_type: str


def keep(looked: Looked) -> Kept:
    """Write a file under a new random name, down to the disk, and say what was written. Raises StoreFailed.

    Killed half-way it leaves a file that no row names. Rows are for the caller to write, afterwards.
    """
    key = secrets.token_hex(20)
    path = _path_of(key)
    whole, size = hashlib.sha256(), 0
    looked.content.seek(0)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with open(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            while piece := looked.content.read(_CHUNK):
                file.write(piece)
                whole.update(piece)
                size += len(piece)
            file.flush()
            os.fsync(file.fileno())
        for folder in (path.parent, path.parent.parent):
            _fsync_folder(folder)
    except OSError as error:
        raise StoreFailed(str(error)) from error
    return Kept(key, looked.name, whole.hexdigest(), size, looked.kind.media_type)


def _fsync_folder(folder: Path) -> None:
    """So that the name is on the disk too, and not only what it stands for. Windows has no such thing."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def verify(key: str, sha256: str) -> None:
    """Read a file of the store through. Raises FileNotAsKept where it is missing or is not the one that was kept."""
    for _piece in read_kept(key, sha256):
        pass


def read_kept(key: str, sha256: str) -> Iterator[bytes]:
    """The bytes of a file of the store, piece by piece; opened when the first is asked for.

    Raises FileNotAsKept where the file is missing, or, after the last piece, where it is not the one that was kept:
    whoever must not pass on a wrong one verifies it before.
    """
    whole = hashlib.sha256()
    if not _KEY.fullmatch(key):
        raise FileNotAsKept("The file has been removed for good.")
    try:
        with open(_path_of(key), "rb") as file:
            while piece := file.read(_CHUNK):
                whole.update(piece)
                yield piece
    except OSError as error:
        raise FileNotAsKept("The file is not in the store.") from error
    if whole.hexdigest() != sha256:
        raise FileNotAsKept("The file in the store is not the one that was added: its SHA-256 differs.")


def keys_kept() -> Iterator[tuple[str, float]]:
    """Every file of the store, in no order: its key, and how many seconds ago it was last written."""
    now = time.time()
    for path in Path(settings.FILES_ROOT).glob("??/*"):
        if _KEY.fullmatch(path.name) and path.parent.name == path.name[:2]:
            try:
                written = path.stat().st_mtime
            except FileNotFoundError:  # taken out at this moment, by another sweep or by an expunging
                continue
            yield path.name, now - written


def remove_kept(key: str) -> None:
    """Take a file out of the store for good, if it is there. RuntimeError inside a transaction: what rolls back keeps
    its rows, and they would name nothing."""
    if transaction.get_connection().in_atomic_block:
        raise RuntimeError("No file is removed inside a transaction.")
    _path_of(key).unlink(missing_ok=True)


def _path_of(key: str) -> Path:
    """Where a file of the store lies. ValueError for what is no key of ours."""
    if not _KEY.fullmatch(key):
        raise ValueError(f"{key!r} is not the key of a file.")
    return Path(settings.FILES_ROOT) / key[:2] / key
