"""What a report asks for, read out of its text: causes of concern, items, parts, deadlines and addressees.

A proposal by rule of thumb, tuned to how inspectorates write. A person looks through it beside the source.
"""

from recommendations.rules.report.proposal import (
    LONGEST_SOURCE,
    MOST_ITEMS,
    CauseRead,
    ItemRead,
    Lines,
    Proposal,
    TooMuch,
)
from recommendations.rules.report.reading import read_report

__all__ = ["LONGEST_SOURCE", "MOST_ITEMS", "CauseRead", "ItemRead", "Lines", "Proposal", "TooMuch", "read_report"]
