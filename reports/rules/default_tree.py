"""The sections that the very first paper starts from; every later one starts from the paper before it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from reports.enums import SectionKind


@dataclass(frozen=True)
class PlannedSection:
    """A section that a new paper is given."""

    kind: SectionKind
    heading: str = ""
    level: int = 1
    is_numbered: bool = False
    before: str = ""
    options: Mapping[str, Any] = field(default_factory=dict)


REQUESTS = PlannedSection(SectionKind.COMMITTEE_REQUESTS, "Requests from earlier meetings", is_numbered=True)
DEFAULT_TREE = (
    PlannedSection(
        SectionKind.NARRATIVE,
        "Purpose of report",
        is_numbered=True,
        before="To give the committee an overview of HMICFRS’s inspections, and of what the force is doing about them.",
    ),
    REQUESTS,
    PlannedSection(SectionKind.SINCE, "Since the last meeting", is_numbered=True, options={"length": "summary"}),
    PlannedSection(SectionKind.PEEL_POSITION, "PEEL inspection", is_numbered=True),
    PlannedSection(SectionKind.INSPECTIONS_SINCE, "HMICFRS inspections", is_numbered=True),
    PlannedSection(SectionKind.NOTIFIED, "Inspections to come", level=2),
    PlannedSection(SectionKind.PUBLISHED_REPORTS, "Published inspection reports", is_numbered=True),
    PlannedSection(SectionKind.REGISTER_POSITION, "The register", is_numbered=True),
    PlannedSection(SectionKind.OUTSTANDING_RED, "Outstanding recommendations currently graded Red", level=2),
    PlannedSection(SectionKind.REPLIES_DUE, "Replies due", level=2),
    PlannedSection(SectionKind.NOTE_LINE, "Recommendation", is_numbered=True),
    PlannedSection(SectionKind.CONTACT_OFFICER, "Contact officer"),
    PlannedSection(SectionKind.BACKGROUND_DOCUMENTS, "Background documents"),
    PlannedSection(SectionKind.OPEN_ITEMS, "Appendix: open items"),
)
