"""Typst, from its source to a file.

The typesetter keeps what it has worked out of the last ten files, about half a megabyte for each thousand letters of
source, and has no way to be told to forget. A large paper is therefore set in a process of its own, which gives all of
it back. That process runs this file as it is, so nothing of ours is imported here.
"""

import functools
import subprocess
import sys
from pathlib import Path

import typst

LARGE = 30_000  # letters of source; a usual paper has some fifteen thousand
LONGEST = 120  # seconds that a large paper may take


class TypesettingFailed(RuntimeError):
    """Typst refused the source or warned about it; the message says why. A fault of ours, never of the words."""


def typeset(source: str, fonts: Path) -> bytes:
    """The PDF/UA-1 file of Typst source; a warning is as bad as an error, since a lost font is only a warning."""
    if len(source) < LARGE:
        return _pdf(source.encode(), fonts)
    command = [sys.executable, "-I", __file__, str(fonts)]
    done = subprocess.run(command, input=source.encode(), capture_output=True, timeout=LONGEST)
    if done.returncode:
        raise TypesettingFailed(done.stderr.decode("utf-8", "replace").strip() or "The typesetter stopped.")
    return done.stdout


def drawn(source: str, fonts: Path, dots_an_inch: float) -> bytes:
    """The PNG picture of Typst source for one page."""
    compiler = typst.Compiler(source.encode(), font_paths=_fonts(fonts), ignore_system_fonts=True)
    made = compiler.compile(format="png", ppi=dots_an_inch)
    if not isinstance(made, bytes):
        raise TypesettingFailed("The typesetter gave no picture.")
    return made


def _pdf(source: bytes, fonts: Path) -> bytes:
    try:
        compiler = typst.Compiler(source, font_paths=_fonts(fonts), ignore_system_fonts=True)
        made, warnings = compiler.compile_with_warnings(format="pdf", pdf_standards="ua-1")
    except typst.TypstError as trouble:
        raise TypesettingFailed(f"{trouble.message} {' '.join(trouble.hints)}".strip()) from trouble
    if warnings:
        raise TypesettingFailed("; ".join(warning.message for warning in warnings))
    if not isinstance(made, bytes):
        raise TypesettingFailed("The typesetter gave no file.")
    return made


@functools.cache
def _fonts(folder: Path) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)])


if __name__ == "__main__":
    try:
        sys.stdout.buffer.write(_pdf(sys.stdin.buffer.read(), Path(sys.argv[1])))
    except TypesettingFailed as failure:
        sys.exit(str(failure))
