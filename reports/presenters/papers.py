"""What the pages about meetings and papers print."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.text import slugify

from jac_tracker.accounts.actor import Actor
from jac_tracker.dates import worded_day, worded_moment
from reports.enums import IssueKind, PaperState
from reports.models import ExpunctionEvent, Issue, Meeting, Paper, PaperEvent, TemplateEvent
from reports.paper.blocks import Audience
from reports.paper.data import Period
from reports.paper.faults import Fault
from reports.permissions import may_see_internal
from reports.presenters.checks import accepted_words
from reports.presenters.issues import ISSUE_COLOURS


@dataclass(frozen=True)
class MeetingRow:
    """A meeting in the list. `issue` is the newest version issued of its paper, for those who read that alone."""

    meeting: Meeting
    paper: Paper | None
    issue: Issue | None = None

    @property
    def words(self) -> str:
        return worded_day(self.meeting.held_on)

    @property
    def title(self) -> str:
        return self.issue.title if self.issue else str(self.paper)

    @property
    def agenda_item(self) -> str:
        shown = self.issue or self.paper
        return shown.agenda_item if shown else ""

    @property
    def state(self) -> str:
        if self.issue:
            return self.issue.get_kind_display()
        return self.paper.get_state_display() if self.paper else "No paper yet"

    @property
    def colour(self) -> str:
        if self.issue:
            return ISSUE_COLOURS[IssueKind(self.issue.kind)]
        return STATE_COLOURS[PaperState(self.paper.state)] if self.paper else "grey"


STATE_COLOURS = {
    PaperState.DRAFT: "yellow",
    PaperState.RELEASED: "blue",
    PaperState.ISSUED: "green",
    PaperState.WITHDRAWN: "red",
}


def meeting_rows(meetings: Iterable[Meeting], actor: Actor) -> list[MeetingRow]:
    """Meetings with their papers, which are to be read along with them; with what was issued alone for those who do
    not read drafts."""
    if may_see_internal(actor):
        return [MeetingRow(meeting, getattr(meeting, "paper", None)) for meeting in meetings]
    meetings = list(meetings)
    issues = Issue.objects.visible_to(actor).filter(paper__meeting__in=meetings).order_by("number")
    newest = {issue.paper.meeting_id: issue for issue in issues.select_related("paper")}
    return [MeetingRow(meeting, getattr(meeting, "paper", None), newest.get(meeting.pk)) for meeting in meetings]


def period_words(period: Period) -> str:
    """ "After 22 December 2021 at 11.59pm"."""
    return f"After {worded_moment(period.since)}" if period.since else "From the beginning of the register"


def cut_off_words(cut_off_at: datetime | None) -> str:
    return worded_moment(cut_off_at) if cut_off_at else "Not fixed: the register is read each time the paper is drawn"


def paper_facts(paper: Paper, period: Period) -> list[tuple[str, str]]:
    """The paper's settings, label and words."""
    return [
        ("Title", paper.title),
        ("Agenda item", paper.agenda_item),
        ("Marking", paper.get_marking_display()),
        ("Contact officer", str(paper.contact_post or "")),
        ("Period", period_words(period)),
        *([("Why it begins there", paper.since_reason)] if paper.since_reason else []),
        ("Cut-off", cut_off_words(paper.cut_off_at)),
    ]


@dataclass(frozen=True)
class Entry:
    """One act in a timeline."""

    title: str
    by: str
    when: str
    words: str


def timeline(events: Iterable[PaperEvent | ExpunctionEvent | TemplateEvent]) -> list[Entry]:
    """What was done to a meeting and its paper, to an expunction or to a Word template."""
    return [
        Entry(
            title=event.get_verb_display(),
            by=f"{event.by_post} ({event.by_user})" if event.by_user else f"the command {event.by_system}",
            when=worded_moment(event.at),
            words="\n".join(filter(None, [event.why, accepted_words(event.details.get("accepted", {}))])),
        )
        for event in events
    ]


@dataclass(frozen=True)
class FaultLink:
    """What stands in the way of a paper, and the page where it can be mended."""

    sentence: str
    section: str
    href: str


def fault_links(paper: Paper, faults: Iterable[Fault], *, may_mend: bool) -> list[FaultLink]:
    """Every fault, with the address of its section for those who may change it."""
    held_on = paper.meeting.held_on
    return [
        FaultLink(
            fault.sentence,
            fault.section,
            reverse("change_section", args=[held_on, fault.section_id]) if fault.section_id and may_mend else "",
        )
        for fault in faults
    ]


def file_name(paper: Paper, audience: Audience, extension: str) -> str:
    """ "hmicfrs-update-2022-03-31.docx", or "hmicfrs-update-2022-03-31-internal.docx"."""
    title = slugify(paper.title) or "paper"
    for_whom = "-internal" if audience is Audience.INTERNAL else ""
    return f"{title}-{paper.meeting.held_on.isoformat()}{for_whom}.{extension}"
