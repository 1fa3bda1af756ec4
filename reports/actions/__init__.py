"""Every change to meetings, papers and their sections."""

from reports.actions.expunging import (
    agree_expunction,
    carry_out_expunction,
    clean_up,
    propose_expunction,
    record_cleaning,
    refuse_expunction,
    why_not_theirs,
    withdraw_expunction,
)
from reports.actions.expunging_finds import count_by_place, fingerprint_of, preview
from reports.actions.expunging_issued import files_of_documents
from reports.actions.issuing import (
    NotAsReleased,
    digest_to_issue,
    issue_paper,
    start_correction,
    withdraw_paper,
)
from reports.actions.meetings import MEETING_FIELDS, add_meeting, change_meeting
from reports.actions.papers import PAPER_FIELDS, change_paper, set_cut_off, start_paper
from reports.actions.releasing import LONGEST_SENTENCE, Unaccepted, release_paper, released, return_paper
from reports.actions.rows import NewRow, choose_rows, rows_digest
from reports.actions.sections import (
    SECTION_FIELDS,
    add_section,
    change_section,
    move_section,
    remove_section,
    sections_if_added,
    sections_if_changed,
)
from reports.actions.templates import (
    LAYOUT_FIELDS,
    TemplateRefused,
    add_template,
    digest_to_use,
    lay_out_template,
    retire_template,
    use_template,
)

__all__ = [
    "LAYOUT_FIELDS",
    "LONGEST_SENTENCE",
    "MEETING_FIELDS",
    "PAPER_FIELDS",
    "SECTION_FIELDS",
    "NewRow",
    "NotAsReleased",
    "TemplateRefused",
    "Unaccepted",
    "add_meeting",
    "add_section",
    "add_template",
    "agree_expunction",
    "carry_out_expunction",
    "change_meeting",
    "change_paper",
    "change_section",
    "choose_rows",
    "clean_up",
    "count_by_place",
    "digest_to_issue",
    "digest_to_use",
    "files_of_documents",
    "fingerprint_of",
    "issue_paper",
    "lay_out_template",
    "move_section",
    "preview",
    "propose_expunction",
    "record_cleaning",
    "refuse_expunction",
    "release_paper",
    "released",
    "remove_section",
    "retire_template",
    "return_paper",
    "rows_digest",
    "sections_if_added",
    "sections_if_changed",
    "set_cut_off",
    "start_correction",
    "start_paper",
    "use_template",
    "why_not_theirs",
    "withdraw_expunction",
    "withdraw_paper",
]
