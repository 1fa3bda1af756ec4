"""Pictures as they go out: what is seen of them, and nothing about who took them, where and with what."""

from __future__ import annotations

import struct

from reports.paper.render.word_layout import UnfitBase

PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8\xff"
# The pieces of a PNG that are seen (PNG specification, third edition, 11), and the size on paper.
_SEEN = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"sBIT", b"sRGB", b"bKGD", b"pHYs"}
_APPLICATIONS = range(0xE1, 0xF0)  # where cameras and programs write; JFIF itself is 0xE0
_ADOBE = 0xEE  # how the colours are meant
_REMARK = 0xFE
_SCAN = 0xDA

REFUSED = "A picture in the template is neither PNG nor JPEG."


def bare_picture(content: bytes) -> bytes:
    """A PNG or JPEG without what its programs wrote into it. Raises UnfitBase for any other file, or a damaged one."""
    if content.startswith(PNG):
        return _bare_png(content)
    if content.startswith(JPEG):
        return _bare_jpeg(content)
    raise UnfitBase(REFUSED)


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
    raise UnfitBase("A picture in the template is damaged.")


def _bare_jpeg(content: bytes) -> bytes:
    kept, place = [content[:2]], 2
    while place + 4 <= len(content) and content[place] == 0xFF:
        marker = content[place + 1]
        if marker == _SCAN:
            end = content.rfind(b"\xff\xd9")
            if end > place:
                return b"".join([*kept, content[place : end + 2]])
            break
        end = place + 2 + int.from_bytes(content[place + 2 : place + 4], "big")
        if marker != _REMARK and (marker not in _APPLICATIONS or marker == _ADOBE):
            kept.append(content[place:end])
        place = end
    raise UnfitBase("A picture in the template is damaged.")
