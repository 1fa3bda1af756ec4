"""Which addresses a paper may link to."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

LONGEST_ADDRESS = 2000  # Word carries no more than 2083 characters
_UNFIT = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029\ufeff\ud800-\udfff<>\"{}|\\^`]")


def is_lawful_address(address: str) -> bool:
    """An http or https address with a host, or a mailto with someone in it; no spaces, no control characters."""
    if len(address) > LONGEST_ADDRESS or _UNFIT.search(address):
        return False
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return False
    if parts.scheme == "mailto":
        return "@" in parts.path
    return parts.scheme in ("http", "https") and bool(host)
