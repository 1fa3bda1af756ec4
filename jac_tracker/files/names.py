"""Names of files: as they came, and as they go out."""

import re
from pathlib import PurePosixPath

from jac_tracker.files.kinds import FileKind
from jac_tracker.text import clean_line

LONGEST_NAME = 150
# What Windows, macOS or Linux refuses in a name or takes for something else.
_REFUSED = re.compile(r'[\\/:*?"<>|%;\x00-\x1f]+')
_DEVICES = re.compile(r"(?i)^(con|prn|aux|nul|com[0-9]|lpt[0-9]|conin\$|conout\$)(\.|$)")


def clean_name(name: str) -> str:
    """The name that a file came with, on one line, without its path, at most 150 characters; "file" for none."""
    bare = clean_line(name.replace("\\", "/").rsplit("/", 1)[-1])
    if bare.strip(". ") == "":
        return "file"
    ending = PurePosixPath(bare).suffix
    ending = ending if len(ending) <= 10 else ""
    return bare if len(bare) <= LONGEST_NAME else bare[: LONGEST_NAME - len(ending)] + ending


def name_to_serve(name: str, kind: FileKind) -> str:
    """A name that is safe on any machine and ends as the type does: "report.pdf.exe", a PDF, is "report.pdf.exe.pdf".

    The type decides, not the name: a machine opens a file by the end of its name.
    """
    safe = _REFUSED.sub("-", clean_name(name)).strip(". -") or "file"
    if _DEVICES.match(safe):
        safe = f"file-{safe}"
    return safe if safe.lower().endswith(kind.suffixes) else f"{safe}{kind.suffixes[0]}"
