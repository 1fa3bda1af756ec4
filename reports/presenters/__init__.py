"""What the pages of this app print."""

from reports.presenters.expunctions import ExpunctionRow, changes, misses_in_words
from reports.presenters.papers import (
    COMMITTEE_DESKS,
    STATE_COLOURS,
    MeetingRow,
    fault_links,
    file_name,
    meeting_rows,
    outline,
    paper_facts,
    section_conflicts,
    section_places,
    timeline,
)

__all__ = [
    "COMMITTEE_DESKS",
    "STATE_COLOURS",
    "ExpunctionRow",
    "MeetingRow",
    "changes",
    "fault_links",
    "file_name",
    "meeting_rows",
    "misses_in_words",
    "outline",
    "paper_facts",
    "section_conflicts",
    "section_places",
    "timeline",
]
