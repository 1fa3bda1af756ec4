"""Reading a list of forces as people write one: a line each or commas between, a note in brackets after a name."""

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence

from django.core.exceptions import ValidationError

from inspections.models import Force

LONGEST_NOTE = 300
MOST_FORCES = 100
_COMMON = {"police", "constabulary", "service", "force", "the"}
_ONE = re.compile(r"(?P<name>[^()]*?)\s*(?:\((?P<note>.*)\))?")


def read_forces(text: str, forces: Iterable[Force]) -> list[tuple[Force, str]]:
    """The forces that a text names, in its order, each with its note.

    "Gloucestershire, Metropolitan Police (two boroughs) and Sussex Police" will do. Raises ValidationError with a
    sentence for each name that no force has.
    """
    known = _by_key(forces)
    found: list[tuple[Force, str]] = []
    wrong = []
    for piece in _pieces(text):
        named = _named(piece, known)
        if named:
            found += named
        else:
            wrong.append(_advice(piece, known))
    found = list(dict.fromkeys(found))
    if wrong:
        raise ValidationError(wrong[:10])
    if len(found) > MOST_FORCES:
        raise ValidationError(f"Name {MOST_FORCES} forces or fewer.")
    return found


def written_forces(rows: Iterable[tuple[Force, str]]) -> str:
    """Forces as `read_forces` reads them, one to a line."""
    return "\n".join(f"{force} ({note})" if note else str(force) for force, note in rows)


def _pieces(text: str) -> Iterator[str]:
    """The text cut at line ends, commas and semicolons that stand outside brackets."""
    depth, piece = 0, ""
    for character in text:
        depth += {"(": 1, ")": -1}.get(character, 0) if character != ")" or depth else 0
        if character == "\n" or (character in ",;" and depth == 0):
            yield from _tidy(piece)
            piece, depth = "", 0
        else:
            piece += character
    yield from _tidy(piece)


def _tidy(piece: str) -> Iterator[str]:
    piece = re.sub(r"^(?:[-*•]|\d{1,3}[.)]|and\b)\s*", "", piece.strip()).rstrip(" .")
    if piece:
        yield piece


def _named(piece: str, known: dict[str, Force]) -> list[tuple[Force, str]]:
    """One force with its note, or several joined by "and", of which any may have one."""
    if force := _one(piece, known):
        return [force]
    joins = [match.span() for match in re.finditer(r"\s+(?:and|&)\s+", piece)]
    for start, end in joins[:10]:
        first = _one(piece[:start], known)
        if first and (rest := _named(piece[end:], known)):
            return [first, *rest]
    return []


def _one(piece: str, known: dict[str, Force]) -> tuple[Force, str] | None:
    match = _ONE.fullmatch(piece)
    if match is None or (force := known.get(_key(match["name"]))) is None:
        return None
    note = (match["note"] or "").strip()
    if len(note) > LONGEST_NOTE:
        raise ValidationError(f"{force}: the note must be {LONGEST_NOTE} characters or fewer.")
    return force, note


def _by_key(forces: Iterable[Force]) -> dict[str, Force]:
    return {_key(words): force for force in forces for words in (force.short_name, force.name)}


def _key(name: str) -> str:
    words: Sequence[str] = re.sub(r"[^a-z0-9]+", " ", name.lower().replace("&", " and ")).split()
    return " ".join(word for word in words if word not in _COMMON)


def _advice(piece: str, known: dict[str, Force]) -> str:
    shown = piece if len(piece) <= 60 else f"{piece[:60]}..."
    key = _key(piece.partition("(")[0])[:60]
    close = dict.fromkeys(str(known[match]) for match in difflib.get_close_matches(key, known, n=2, cutoff=0.75))
    advice = f"Did you mean {' or '.join(close)}?" if close else "Use its name, like Kent Police."
    return f"There is no force called {shown}. {advice}"
