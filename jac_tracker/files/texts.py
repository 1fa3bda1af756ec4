"""The words of a file that somebody chose: plain text, Word or PDF."""

import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import IO

from jac_tracker.files.kinds import DOCX, PDF, TEXT, FileKind
from jac_tracker.files.looking import Looked, look_at
from jac_tracker.files.refusals import NotTaken, Why

LONGEST = 9  # seconds that reading may take
LARGEST_TEXT = 2_000_000  # bytes of plain text

_APART = Path(__file__).with_name("apart")
_READERS = {DOCX: "word", PDF: "pdf"}
_BY_HAND = "Copy the words that you need out of it, and paste them."
_TOO_MUCH = f"The file holds more than can be read at once. {_BY_HAND}"
_REFUSALS = {
    "broken": (Why.BROKEN, ""),
    "password": (Why.PASSWORD, ""),
    "large": (Why.TOO_FULL, _TOO_MUCH),
    "no text": (Why.OTHER, "No text was found in the file: its pages may be pictures. Paste the text instead."),
}
_NOT_WORDS = "The file must be Word (.docx), PDF or plain text, and plain text must be saved in UTF-8."
# Of the reasons for which no file is taken, those whose sentences speak of other types, or of keeping the file.
_OTHERWISE = {Why.OTHER: _NOT_WORDS, Why.NOT_A_DOCUMENT: _NOT_WORDS, Why.TOO_FULL: _TOO_MUCH}
_EDGE = 3  # lines at the head and at the foot of a page that may be running ones
_DIGITS = re.compile(r"[0-9]+")


def look_at_words(content: IO[bytes], name: str, *, largest: int) -> Looked:
    """A file whose words `text_of` reads. Raises NotTaken, as `look_at` does, also for a file of any other type."""
    try:
        looked = look_at(content, name, largest=largest)
    except NotTaken as refusal:
        raise NotTaken(refusal.why, _OTHERWISE.get(refusal.why, str(refusal))) from refusal
    if looked.kind != TEXT and looked.kind not in _READERS:
        raise NotTaken(Why.OTHER, _NOT_WORDS)
    return looked


def text_of(looked: Looked) -> str:
    """The words of a file that `look_at_words` takes, with a blank line between paragraphs where that can be told.

    Lists of Word keep their numbers as printed. What a PDF prints at the head or foot of every page is left out. Takes
    at most LONGEST seconds, and some 200 MB in a process of its own. Raises NotTaken, with a sentence.
    """
    if looked.kind == TEXT:
        if looked.size > LARGEST_TEXT:
            raise NotTaken(Why.LARGE, _TOO_MUCH)
        looked.content.seek(0)
        return looked.content.read().decode("utf-8-sig", "replace")
    return "\n\n".join(without_running_lines(_pages_apart(looked.kind, looked.content)))


def without_running_lines(pages: list[str]) -> list[str]:
    """Pages without their running heads, feet and page numbers: lines that most pages share but for their digits."""
    lines_of = [page.strip("\n").split("\n") for page in pages]
    seen: Counter[str] = Counter()
    for lines in lines_of:
        seen.update({_DIGITS.sub("#", lines[place].strip()) for place in _edges(lines)} - {""})
    often = max(2, len(pages) // 3)
    running = {line for line, count in seen.items() if count >= often and not _is_of_the_text(line)}
    return ["\n".join(_kept(lines, running)) for lines in lines_of]


def _edges(lines: list[str]) -> list[int]:
    filled = [place for place, line in enumerate(lines) if line.strip()]
    return sorted({*filled[:_EDGE], *filled[-_EDGE:]})


def _is_of_the_text(line: str) -> bool:
    """Whether a line that returns is one that reports repeat: a label of what follows, or an entry of a list."""
    return bool(re.match(r"(?i)(?:recommendations?|areas? for improvement|causes? of concern|[^\w#]|#[.)])", line))


def _kept(lines: list[str], running: set[str]) -> list[str]:
    edges = set(_edges(lines))
    return [
        line
        for place, line in enumerate(lines)
        if place not in edges or _DIGITS.sub("#", line.strip()) not in running | {"#", "Page #", "Page # of #"}
    ]


def _pages_apart(kind: FileKind, content: IO[bytes]) -> list[str]:
    """The pages of a file, read in a process of its own with little memory and time."""
    command = [sys.executable, "-I", str(_APART), _READERS[kind]]
    with tempfile.TemporaryFile() as file:
        content.seek(0)
        while piece := content.read(1024 * 1024):
            file.write(piece)
        file.seek(0)
        try:
            done = subprocess.run(command, stdin=file, capture_output=True, timeout=LONGEST)
        except subprocess.TimeoutExpired as trouble:
            raise NotTaken(Why.TOO_FULL, _TOO_MUCH) from trouble
    try:
        answer = json.loads(done.stdout)
    except ValueError:  # it was stopped, or died of what it read
        raise NotTaken(Why.TOO_FULL, _TOO_MUCH) from None
    if "refused" in answer:
        raise NotTaken(*_REFUSALS[answer["refused"]])
    return list(answer["pages"])
