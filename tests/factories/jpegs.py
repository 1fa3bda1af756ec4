"""Grey JPEGs of 16 by 8 dots, small enough to be written by hand, and the pieces that they are made of."""

START, END = b"\xff\xd8", b"\xff\xd9"
JFIF = b"JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"


def piece(marker: int, content: bytes) -> bytes:
    """A piece of a JPEG: its marker, its length, and what is in it."""
    return bytes([0xFF, marker]) + (len(content) + 2).to_bytes(2, "big") + content


def _frame(marker: int) -> bytes:
    return piece(marker, b"\x08\x00\x08\x00\x10\x01\x01\x11\x00")  # 8 bits, 8 high, 16 wide, one colour


def _codes(kind: int) -> bytes:
    """One code, 0, for "nothing more": all that a grey picture says."""
    return piece(0xC4, bytes([kind, 1, *[0] * 15, 0]))


def _scan(first: int, last: int, *letters: bytes) -> bytes:
    return piece(0xDA, bytes([1, 1, 0, first, last, 0])) + b"".join(letters)


_WEIGHTS = piece(0xDB, b"\x00" + b"\x01" * 64)


def with_restarts(*said: bytes) -> bytes:
    """A picture of two blocks with a restart marker between them; `said` is more pieces, at its start."""
    tables = _frame(0xC0) + _codes(0x00) + _codes(0x10) + piece(0xDD, b"\x00\x01")
    letters = b"\x3f", b"\xff\xd0", b"\x3f"
    return b"".join([START, piece(0xE0, JFIF), *said, _WEIGHTS, tables, _scan(0, 63, *letters), END])


def progressive(*said: bytes) -> bytes:
    """A picture of three scans with tables between them; `said` is more pieces, at its start and after each scan."""
    more = b"".join(said)
    scans = [_scan(0, 0, b"\x3f"), _codes(0x10) + _scan(1, 5, b"\x3f"), _scan(6, 63, b"\x3f")]
    tables = _WEIGHTS + _frame(0xC2) + _codes(0x00)
    return b"".join([START, piece(0xE0, JFIF), more, tables, *(scan + more for scan in scans), END])


def second_picture(*said: bytes) -> bytes:
    """A picture such as a phone puts behind another one; `said` is more pieces, at its start."""
    return with_restarts(*said)
