"""Every change to meetings, papers and their sections."""

from reports.actions.meetings import MEETING_FIELDS, add_meeting, change_meeting
from reports.actions.papers import PAPER_FIELDS, change_paper, set_cut_off, start_paper
from reports.actions.sections import SECTION_FIELDS, add_section, change_section, move_section, remove_section

__all__ = [
    "MEETING_FIELDS",
    "PAPER_FIELDS",
    "SECTION_FIELDS",
    "add_meeting",
    "add_section",
    "change_meeting",
    "change_paper",
    "change_section",
    "move_section",
    "remove_section",
    "set_cut_off",
    "start_paper",
]
