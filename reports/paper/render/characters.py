"""Which characters each format can carry, and what stands in for those it cannot.

Registers clean text at the door; a stored paper, a template or a test may still hold anything, and a file must come
out.
"""

from __future__ import annotations

import functools
import re
import struct
import unicodedata
from pathlib import Path

STAND_IN = "\ufffd"

# Line ends and tabs inside a line of text: every format would treat them differently, so all print a space.
_LINE_ENDS = re.compile(r"\r\n|[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]")
# XML and HTML refuse controls, lone surrogates and noncharacters; the bidirectional overrides would reorder the words
# of the paper itself, so that it reads otherwise than it is stored.
_NONCHARACTERS = "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(17))
_UNLAWFUL = re.compile(
    f"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufff9-\ufffb{_NONCHARACTERS}]"
)
_UNSEEN = re.compile("[\ufeff\u200b\u2060\u00ad]")  # marks that print nothing anywhere


def lawful(text: str) -> str:
    """`text` as HTML and Word can carry it, on one line: what they cannot becomes a visible stand-in."""
    if text.isprintable():  # nearly every text; nothing that is looked for below is
        return text
    return _UNLAWFUL.sub(STAND_IN, _LINE_ENDS.sub(" ", _UNSEEN.sub("", text)))


def printable(text: str) -> str:
    """`text` as the PDF's font can print it: a character it lacks becomes its plain equivalent, or an empty box."""
    text = lawful(text)
    if text.isascii():
        return text
    return "".join(map(_in_font, unicodedata.normalize("NFC", text)))


def drawable(text: str) -> str:
    """`text` as it can stand in a drawing: the typesetter cannot tell a reader of marks set over a letter there, nor
    of letters that run from right to left. The text under the drawing has them all."""
    kept = (character for character in printable(text) if unicodedata.category(character)[0] not in "MC")
    return "".join(
        "□" if unicodedata.bidirectional(character) in ("R", "AL", "AN") else character for character in kept
    )


@functools.lru_cache(maxsize=4096)
def _in_font(character: str) -> str:
    known = font_characters()
    if ord(character) in known:
        return character
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return ""  # it only changes the character before it, and that one stays
    plain = unicodedata.normalize("NFKD", character)
    if plain != character and all(ord(part) in known for part in plain):
        return plain
    return "□" if ord("□") in known else "?"


def font_folder() -> Path:
    """Where the PDF's font files lie."""
    import fontpkg_arimo

    return Path(fontpkg_arimo.__file__).parent / "files"


@functools.cache
def font_characters() -> frozenset[int]:
    """The code points that upright and italic Arimo both have a glyph for."""
    sets = [_code_points(path.read_bytes()) for path in sorted(font_folder().glob("*.ttf"))]
    return frozenset.intersection(*sets)


def _code_points(font: bytes) -> frozenset[int]:
    """The code points in a TrueType font's cmap, from its tables of format 12 and 4 (OpenType specification, cmap)."""
    tables = struct.unpack_from(">H", font, 4)[0]
    cmap = next(
        struct.unpack_from(">I", font, 12 + 16 * n + 8)[0] for n in range(tables) if font[12 + 16 * n :][:4] == b"cmap"
    )
    found: set[int] = set()
    for n in range(struct.unpack_from(">H", font, cmap + 2)[0]):
        at = cmap + struct.unpack_from(">I", font, cmap + 4 + 8 * n + 4)[0]
        match struct.unpack_from(">H", font, at)[0]:
            case 12:
                groups = struct.unpack_from(">I", font, at + 12)[0]
                for group in range(groups):
                    first, last, _ = struct.unpack_from(">III", font, at + 16 + 12 * group)
                    found.update(range(first, last + 1))
            case 4:
                found.update(_format_4(font, at))
    return frozenset(found)


def _format_4(font: bytes, at: int) -> set[int]:
    count = struct.unpack_from(">H", font, at + 6)[0] // 2
    ends = struct.unpack_from(f">{count}H", font, at + 14)
    starts = struct.unpack_from(f">{count}H", font, at + 16 + 2 * count)
    deltas = struct.unpack_from(f">{count}H", font, at + 16 + 4 * count)
    offsets_at = at + 16 + 6 * count
    offsets = struct.unpack_from(f">{count}H", font, offsets_at)
    found: set[int] = set()
    for n, (start, end, delta, offset) in enumerate(zip(starts, ends, deltas, offsets, strict=True)):
        for code in range(start, end + 1):
            glyph = code
            if offset:
                glyph = struct.unpack_from(">H", font, offsets_at + 2 * n + offset + 2 * (code - start))[0]
            if code != 0xFFFF and ((offset and glyph) or not offset) and (glyph + delta) & 0xFFFF:
                found.add(code)
    return found
