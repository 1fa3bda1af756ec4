"""Files that people add: what may come in, under which name it goes out, and the store that keeps them.

A file is looked at by its bytes (`look_at`), kept under a name of our own (`keep`), and only then named by a row.
"""

from jac_tracker.files.archives import (
    BROKEN,
    BROKEN_ARCHIVE,
    MACROS,
    NOT_A_DOCUMENT,
    OFFICE_TEMPLATE,
    PASSWORD,
    TOO_FULL,
    read_elements,
)
from jac_tracker.files.kinds import DOCX, KINDS, FileKind, NotTaken, kinds_in_words
from jac_tracker.files.looking import OLD_OFFICE, Looked, look_at
from jac_tracker.files.names import clean_name, name_to_serve
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
from jac_tracker.files.uploading import StopAtTheLimit

__all__ = [
    "BROKEN",
    "BROKEN_ARCHIVE",
    "DOCX",
    "KINDS",
    "MACROS",
    "NOT_A_DOCUMENT",
    "OFFICE_TEMPLATE",
    "OLD_OFFICE",
    "PASSWORD",
    "TOO_FULL",
    "FileKind",
    "FileNotAsKept",
    "Kept",
    "Looked",
    "NotTaken",
    "StopAtTheLimit",
    "StoreFailed",
    "clean_name",
    "keep",
    "keys_kept",
    "kinds_in_words",
    "look_at",
    "name_to_serve",
    "read_elements",
    "read_kept",
    "remove_kept",
    "verify",
]
