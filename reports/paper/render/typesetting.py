"""Typst, from its source to a file.

The typesetter keeps what it has worked out of the last ten files, about half a megabyte for each thousand letters of
source, and has no way to be told to forget. A large paper is therefore set in a process of its own, which gives all of
it back. That process runs this file as it is, so nothing of ours is imported here.
"""

from __future__ import annotations

import functools
import logging
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # loaded when something is first set: it is large, and a web page needs none of it
    import typst

LARGE = 30_000  # letters of source; a usual paper has some fifteen thousand
# Seconds that a large paper may take; one of five hundred items takes two or three. A paper is issued in a transaction
# that holds the locks on its meeting: whoever else wants them waits as long.
LONGEST = 25
# The C library of Linux moves this limit as it goes, and then keeps large pieces that it could give back: up to a fifth
# more memory, from one run to the next. Set to where it begins, it stays.
_TIDY = {"MALLOC_MMAP_THRESHOLD_": "131072"}


class TypesettingFailed(RuntimeError):
    """Typst refused the source, warned about it or took too long; the message says why. A fault of ours or of the
    machine, never of the words."""


def in_words(failure: TypesettingFailed) -> str:
    """What to say to whoever asked. What the typesetter said goes to the log: it is for whoever looks after it."""
    logging.getLogger(__name__).error("The typesetter failed: %s", failure)
    return (
        "The typesetter failed or took too long. Try again in a few minutes; if it fails again, tell whoever looks "
        "after this service."
    )


def typeset(source: str, fonts: Path) -> bytes:
    """The PDF/UA-1 file of Typst source. Raises TypesettingFailed, for a warning too: a lost font is only a warning."""
    if len(source) < LARGE:
        return _pdf(source.encode(), fonts)
    command = [sys.executable, "-I", __file__, str(fonts)]
    environment = {**os.environ, **_TIDY}
    try:
        done = subprocess.run(command, input=source.encode(), capture_output=True, timeout=LONGEST, env=environment)
    except subprocess.TimeoutExpired as trouble:
        raise TypesettingFailed(f"The typesetter took longer than {LONGEST} seconds.") from trouble
    except OSError as trouble:
        raise TypesettingFailed(f"The typesetter could not be started: {trouble}.") from trouble
    if done.returncode:
        raise TypesettingFailed(done.stderr.decode("utf-8", "replace").strip() or "The typesetter stopped.")
    return done.stdout


def drawn(source: str, fonts: Path, dots_an_inch: float) -> bytes:
    """The PNG picture of Typst source for one page. Raises as `typeset` does."""
    return _made(source.encode(), fonts, format="png", ppi=dots_an_inch)


def escaped(text: str) -> str:
    """Text as it stands between the quotes of a Typst string."""
    return text.replace("\\", "\\\\").replace('"', '\\"')


def _pdf(source: bytes, fonts: Path) -> bytes:
    return _made(source, fonts, format="pdf", pdf_standards="ua-1")


def _made(source: bytes, fonts: Path, **how: Any) -> bytes:
    import typst

    try:
        compiler = typst.Compiler(source, font_paths=_fonts(fonts), ignore_system_fonts=True)
        made, warnings = compiler.compile_with_warnings(**how)
    except typst.TypstError as trouble:
        raise TypesettingFailed(f"{trouble.message} {' '.join(trouble.hints)}".strip()) from trouble
    if warnings:
        raise TypesettingFailed("; ".join(warning.message for warning in warnings))
    if not isinstance(made, bytes):
        raise TypesettingFailed("The typesetter gave no file, or several.")
    return made


@functools.cache
def _fonts(folder: Path) -> typst.Fonts:
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)])


if __name__ == "__main__":
    try:
        sys.stdout.buffer.write(_pdf(sys.stdin.buffer.read(), Path(sys.argv[1])))
    except TypesettingFailed as failure:
        sys.exit(str(failure))
