"""What the pages of this app print."""

from reports.presenters.checks import accepted_releases, accepted_rows, checks_shown, summary
from reports.presenters.comparable import Comparable, comparables
from reports.presenters.comparing import Comparison, comparison, differences
from reports.presenters.desks import COMMITTEE_DESKS
from reports.presenters.exporting import (
    EXPUNCTIONS,
    EXPUNGED,
    MEETINGS,
    REQUESTS,
    WORD_TEMPLATES,
    meetings_values,
    requests_values,
)
from reports.presenters.expunctions import ExpunctionRow, changes, misses_in_words
from reports.presenters.issues import VersionRow, fault_of, issue_facts, version_rows
from reports.presenters.outline import control_id, outline, section_conflicts, section_places, step
from reports.presenters.papers import (
    STATE_COLOURS,
    fault_links,
    file_name,
    meeting_rows,
    paper_facts,
    timeline,
)
from reports.presenters.previews import SectionPreview, preview_of, preview_refused
from reports.presenters.request_history import asked_about, history_of_request, with_requests_about
from reports.presenters.requests import (
    request_facts,
    request_rows,
    requests_about_inspection,
    requests_about_item,
    requests_of_meeting,
    standing_of,
    subjects_of,
)
from reports.presenters.rows import chosen_rows, proposed_rows
from reports.presenters.templates import style_rows, template_facts, template_rows

__all__ = [
    "COMMITTEE_DESKS",
    "EXPUNCTIONS",
    "EXPUNGED",
    "MEETINGS",
    "REQUESTS",
    "STATE_COLOURS",
    "WORD_TEMPLATES",
    "Comparable",
    "Comparison",
    "ExpunctionRow",
    "SectionPreview",
    "VersionRow",
    "accepted_releases",
    "accepted_rows",
    "asked_about",
    "changes",
    "checks_shown",
    "chosen_rows",
    "comparables",
    "comparison",
    "control_id",
    "differences",
    "fault_links",
    "fault_of",
    "file_name",
    "history_of_request",
    "issue_facts",
    "meeting_rows",
    "meetings_values",
    "misses_in_words",
    "outline",
    "paper_facts",
    "preview_of",
    "preview_refused",
    "proposed_rows",
    "request_facts",
    "request_rows",
    "requests_about_inspection",
    "requests_about_item",
    "requests_of_meeting",
    "requests_values",
    "section_conflicts",
    "section_places",
    "standing_of",
    "step",
    "style_rows",
    "subjects_of",
    "summary",
    "template_facts",
    "template_rows",
    "timeline",
    "version_rows",
    "with_requests_about",
]
