"""Which addresses a paper may link to."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_UNFIT = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029\ufeff\ud800-\udfff<>\"{}|\\^`]")


def is_lawful_address(address: str) -> bool:
    """An http or https address with a host, or a mailto with someone in it; without spaces or control characters."""
    if _UNFIT.search(address):
        return False
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return False
    if parts.scheme == "mailto":
        return "@" in parts.path
    return parts.scheme in ("http", "https") and bool(host)
