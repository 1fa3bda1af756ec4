"""Spreadsheets that somebody might send who means harm, or whose program saved them badly; and what becomes of each."""

from tests.factories.hostile_sheets import archives, cells, files, heavy, texts
from tests.factories.hostile_sheets.hostile import HostileSheet

__all__ = ["HostileSheet", "hostile_sheets"]


def hostile_sheets() -> list[HostileSheet]:
    """All of them, each of its own name; what has to be made is made when it is asked for."""
    found = [each for part in (files, archives, cells, texts, heavy) for each in part.hostile()]
    assert len({each.name for each in found}) == len(found)
    return found
