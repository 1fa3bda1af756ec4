"""Files that people add: what may come in, under which name it goes out, and the store that keeps them.

A file is looked at by its bytes (`look_at`), kept under a name of our own (`keep`), and only then named by a row.
"""

from jac_tracker.files.archives import BROKEN_ARCHIVE, read_elements
from jac_tracker.files.archives import look_into as kind_of_archive
from jac_tracker.files.kinds import DOCX, KINDS, kinds_in_words
from jac_tracker.files.looking import Looked, look_at
from jac_tracker.files.names import clean_name, name_to_serve
from jac_tracker.files.refusals import NotTaken, Why
from jac_tracker.files.store import (
    FileNotAsKept,
    Kept,
    StoreFailed,
    keep,
    keys_kept,
    read_kept,
    remove_kept,
    verify,
)
from jac_tracker.files.texts import look_at_words, text_of
from jac_tracker.files.uploading import StopAtTheLimit

__all__ = [
    "BROKEN_ARCHIVE",
    "DOCX",
    "KINDS",
    "FileNotAsKept",
    "Kept",
    "Looked",
    "NotTaken",
    "StopAtTheLimit",
    "StoreFailed",
    "Why",
    "clean_name",
    "keep",
    "keys_kept",
    "kind_of_archive",
    "kinds_in_words",
    "look_at",
    "look_at_words",
    "name_to_serve",
    "read_elements",
    "read_kept",
    "remove_kept",
    "text_of",
    "verify",
]
