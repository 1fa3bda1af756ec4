"""Pictures as they go out: what is seen of them, and nothing about who took them, where and with what."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

from reports.paper.render.word_layout import UnfitBase

PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8\xff"
# The pieces of a PNG that are seen (PNG specification, third edition, 11), and the size on paper.
_SEEN = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"sBIT", b"sRGB", b"bKGD", b"pHYs"}

# The markers of a JPEG (ITU-T T.81, table B.1).
_ALONE = {0x01, *range(0xD0, 0xD9)}  # have no piece behind them, and stand nowhere but in a scan
_END, _SCAN = 0xD9, 0xDA
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
_TABLES = {0xC4, 0xCC, 0xDB, 0xDC, 0xDD, 0xDE, 0xDF}
_DRAWS = _FRAMES | _TABLES | {_SCAN, _END}
# What programs write of the picture itself: its size on paper, and how its colours are meant.
_JFIF, _ADOBE = 0xE0, 0xEE
_JFIF_SIZE, _ADOBE_SIZE = 18, 16  # with the marker; a small copy of the picture may follow the first
_FILL = re.compile(rb"\xff+")
_AFTER_A_SCAN = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")

REFUSED = "A picture in the template is neither PNG nor JPEG."
_DAMAGED = "A picture in the template is damaged."


def bare_picture(content: bytes) -> bytes:
    """A PNG or JPEG without what its programs wrote into it or put behind it. Raises UnfitBase for any other file, or a
    damaged one."""
    if content.startswith(PNG):
        return _bare_png(content)
    if content.startswith(JPEG):
        return _bare_jpeg(content)
    raise UnfitBase(REFUSED)


def dots_of(content: bytes) -> tuple[int, int]:
    """How many dots wide and high a PNG or JPEG is. Raises UnfitBase where it does not say."""
    if content.startswith(PNG):
        sizes = [struct.unpack_from(">II", content, 16)] if content[12:16] == b"IHDR" and len(content) >= 24 else []
    else:
        frames = [piece for marker, piece in _pieces(content) if marker in _FRAMES and len(piece) >= 9]
        sizes = [struct.unpack_from(">HH", frame, 5)[::-1] for frame in frames]
    if not sizes or not all(map(all, sizes)):
        raise UnfitBase(_DAMAGED)
    return max(width for width, _ in sizes), max(height for _, height in sizes)


def _bare_png(content: bytes) -> bytes:
    kept, place = [PNG], len(PNG)
    while place + 12 <= len(content):
        length, name = struct.unpack_from(">I4s", content, place)
        end = place + 12 + length
        if end > len(content):
            break
        if name in _SEEN:
            kept.append(content[place:end])
        place = end
        if name == b"IEND":
            return b"".join(kept)
    raise UnfitBase(_DAMAGED)


def _bare_jpeg(content: bytes) -> bytes:
    return b"".join([content[:2], *(_as_seen(marker, piece) for marker, piece in _pieces(content))])


def _as_seen(marker: int, piece: bytes) -> bytes:
    """What goes out of a piece: nothing of one that programs write, but for what says how the picture is meant."""
    if marker == _JFIF and piece[4:9] == b"JFIF\x00" and len(piece) >= _JFIF_SIZE:
        return piece[:2] + struct.pack(">H", _JFIF_SIZE - 2) + piece[4 : _JFIF_SIZE - 2] + b"\x00\x00"
    if marker == _ADOBE and piece[4:9] == b"Adobe" and len(piece) >= _ADOBE_SIZE:
        return piece[:2] + struct.pack(">H", _ADOBE_SIZE - 2) + piece[4:_ADOBE_SIZE]
    return piece if marker in _DRAWS else b""


def _pieces(content: bytes) -> Iterator[tuple[int, bytes]]:
    """The pieces of a JPEG with the marker of each, up to where its picture ends: a phone puts a second picture behind
    it, with a place and a time of its own. The letters of a scan belong to its piece. Raises UnfitBase for a damaged
    file."""
    place = 2
    while found := _FILL.match(content, place):
        place = found.end() - 1
        marker, length = content[place + 1 : place + 2], content[place + 2 : place + 4]
        if marker == bytes([_END]):
            yield _END, content[place : place + 2]
            return
        end = place + 2 + int.from_bytes(length, "big")
        if len(length) < 2 or end < place + 4 or end > len(content) or marker[0] in _ALONE:
            break
        if marker[0] == _SCAN:
            after = _AFTER_A_SCAN.search(content, end)
            end = after.start() if after else len(content)
        yield marker[0], content[place:end]
        place = end
    raise UnfitBase(_DAMAGED)
