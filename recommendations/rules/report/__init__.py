"""What a report asks for, read out of its text: causes of concern, items, parts, deadlines and addressees.

A proposal by rule of thumb, tuned to how inspectorates write. A person looks through it beside the source.
"""

from recommendations.rules.report.proposal import (
    LONGEST_SOURCE,
    MOST_ITEMS,
    MOST_PARTS,
    CauseRead,
    ItemRead,
    Lines,
    Proposal,
    TooMuch,
)
from recommendations.rules.report.reading import read_item, read_report
from recommendations.rules.report.twins import Held, already_held, repeats

__all__ = [
    "LONGEST_SOURCE",
    "MOST_ITEMS",
    "MOST_PARTS",
    "CauseRead",
    "Held",
    "ItemRead",
    "Lines",
    "Proposal",
    "TooMuch",
    "already_held",
    "read_item",
    "read_report",
    "repeats",
]
