"""Changes to a paper as a whole."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.models import Post
from jac_tracker.accounts.roles import Duty, Role
from jac_tracker.dates import worded_moment
from jac_tracker.history import digest, record, refuse_stale
from reports.enums import PaperState, PaperVerb, SectionKind
from reports.models import CommitteeRequest, Meeting, Paper, PaperEvent, Section
from reports.paper.period import start_of_period
from reports.rules.default_tree import DEFAULT_TREE, REQUESTS, PlannedSection

PAPER_FIELDS = ("title", "agenda_item", "marking", "contact_post", "since_at", "since_reason")
FIELDS_OF_THE_SECRETARY = frozenset({"agenda_item"})
FIELDS_RELEASED = tuple(field for field in PAPER_FIELDS if field not in FIELDS_OF_THE_SECRETARY)


@transaction.atomic
def start_paper(
    *,
    meeting: Meeting,
    agenda_item: str = "",
    contact_post: Post | None = None,
    copy_from: Paper | None = None,
    by: Actor,
    at: datetime,
) -> Paper:
    """Start the paper for a meeting, with the sections of `copy_from`: by default the paper of the meeting before.

    What was written about the last period's facts stays behind, and what was chosen of its rows; what an officer wrote
    in purely narrative sections, or marked as standing, comes along, to be gone over. While a request of an earlier
    meeting is open, there is a section that tells of it. The contact officer is the last paper's, else the post that
    starts this one. Raises NotPossible where the meeting has a paper.
    """
    by = drafter(by)
    meeting = Meeting.objects.locked().get(pk=meeting.pk)
    if Paper.objects.filter(meeting=meeting).exists():
        raise NotPossible("This meeting has a paper already.")
    if copy_from is None:
        earlier = Paper.objects.filter(meeting__held_on__lt=meeting.held_on)
        copy_from = earlier.select_related("contact_post").order_by("-meeting__held_on").first()
    if contact_post is None:
        contact_post = copy_from.contact_post if copy_from else _own_post(by)
    paper = Paper(meeting=meeting, agenda_item=agenda_item, contact_post=contact_post)
    if copy_from:
        paper.title = copy_from.title
    sections = _copied(copy_from, paper) if copy_from else _planned(paper)
    _tell_of_requests(sections, paper)
    record([paper, *sections], by=by, at=at, event=PaperEvent(verb=PaperVerb.START_PAPER, meeting=meeting))
    return paper


@transaction.atomic
def change_paper(
    *, paper: Paper, values: Mapping[str, Any], shown: str | None = None, by: Actor, at: datetime, why: str = ""
) -> Paper:
    """Change a paper's title, agenda item, marking, contact officer or start of period, until it is issued.

    The committee secretary may change the agenda item alone, and a release outlives that. Raises StaleEdit, and
    NotPossible for a period that starts in the future or without a reason.
    """
    by = _setter(by, frozenset(values))
    paper = still_open(paper)
    refuse_stale(paper, PAPER_FIELDS, shown)
    released = digest(paper, FIELDS_RELEASED)
    for field in PAPER_FIELDS:
        setattr(paper, field, values.get(field, getattr(paper, field)))
    if paper.since_at is None:
        paper.since_reason = ""
    elif not paper.since_reason:
        raise NotPossible("Say why the period starts on another day than the last meeting’s paper ended.")
    elif paper.since_at >= (paper.cut_off_at or at):
        raise NotPossible("The period must start before the paper’s cut-off, and not in the future.")
    event = record([paper], by=by, at=at, why=why, event=PaperEvent(verb=PaperVerb.CHANGE_PAPER, meeting=paper.meeting))
    if digest(paper, FIELDS_RELEASED) != released:
        back_to_draft(paper, event, by=by)
    return paper


@transaction.atomic
def set_cut_off(*, paper: Paper, cut_off_at: datetime | None, by: Actor, at: datetime, why: str = "") -> Paper:
    """Fix the moment as at which the paper reads the register; None lets it read the register as it is drawn.

    Raises NotPossible for a moment in the future, or one that leaves the paper no period to tell of.
    """
    by = drafter(by)
    paper = still_open(paper)
    if cut_off_at is not None:
        refuse_cut_off(paper, cut_off_at, at)
    is_moved = cut_off_at != paper.cut_off_at
    paper.cut_off_at = cut_off_at
    event = record([paper], by=by, at=at, why=why, event=PaperEvent(verb=PaperVerb.SET_CUT_OFF, meeting=paper.meeting))
    if is_moved:
        back_to_draft(paper, event, by=by)
    return paper


def drafter(by: Actor) -> Actor:
    """The actor under the post that drafts papers. Raises PermissionDenied where no post does."""
    if not by.may(Duty.DRAFT_PAPER):
        raise PermissionDenied("Only a liaison officer drafts the paper.")
    return by.under(Duty.DRAFT_PAPER)


def still_open(paper: Paper) -> Paper:
    """The paper read again under a lock, while it is yet to be issued. Raises NotPossible for one that is fixed."""
    paper = Paper.objects.locked().get(pk=paper.pk)
    refuse_fixed(paper)
    return paper


def refuse_fixed(paper: Paper) -> None:
    """Raises NotPossible for a paper that has been issued or withdrawn."""
    if paper.state in (PaperState.ISSUED, PaperState.WITHDRAWN):
        state = paper.get_state_display().lower()
        raise NotPossible(f"The paper has been {state}, so its content is fixed. Start a correction to change it.")


def back_to_draft(paper: Paper, event: PaperEvent, *, by: Actor) -> None:
    """Send a released paper, locked, back to draft after the act that changed it: it is to be released again."""
    if paper.state == PaperState.RELEASED:
        paper.state = PaperState.DRAFT
        details = {"changed by": event.verb}
        back = PaperEvent(verb=PaperVerb.CHANGE_AFTER_RELEASE, meeting=paper.meeting, details=details)
        record([paper], by=by, at=event.at, event=back)


def _setter(by: Actor, fields: frozenset[str]) -> Actor:
    if fields <= FIELDS_OF_THE_SECRETARY and not by.may(Duty.DRAFT_PAPER) and by.may(Duty.KEEP_MEETINGS):
        return by.under(Duty.KEEP_MEETINGS)
    return drafter(by)


def _own_post(by: Actor) -> Post | None:
    return by.post if by.post and by.post.role == Role.LIAISON else None


def refuse_cut_off(paper: Paper, cut_off_at: datetime, at: datetime) -> None:
    """Raises NotPossible for a moment in the future, or one that leaves the paper no period to tell of."""
    if cut_off_at > at:
        raise NotPossible("The cut-off cannot be in the future.")
    since, _ = start_of_period(paper)
    if since is not None and cut_off_at <= since:
        raise NotPossible(
            f"The cut-off must come after the period starts, {worded_moment(since)}: where the last paper ended."
        )


def _copied(last: Paper, paper: Paper) -> list[Section]:
    return [
        Section(
            paper=paper,
            position=position,
            level=section.level,
            is_numbered=section.is_numbered,
            heading=section.heading,
            kind=section.kind,
            options=section.options,
            before=section.before if _comes_along(section) else "",
            after=section.after if _comes_along(section) else "",
            is_standing=section.is_standing,
        )
        for position, section in enumerate(last.sections.all(), start=1)
    ]


def _comes_along(section: Section) -> bool:
    return section.is_standing or section.kind == SectionKind.NARRATIVE


def _planned(paper: Paper) -> list[Section]:
    return [_as_planned(paper, plan, position) for position, plan in enumerate(DEFAULT_TREE, start=1)]


def _as_planned(paper: Paper, plan: PlannedSection, position: int) -> Section:
    return Section(
        paper=paper,
        position=position,
        level=plan.level,
        is_numbered=plan.is_numbered,
        heading=plan.heading,
        kind=plan.kind,
        options=dict(plan.options),
        before=plan.before,
    )


def _tell_of_requests(sections: list[Section], paper: Paper) -> None:
    """Put a section about the committee's requests behind the first chapter, where one is open and none tells of it."""
    waiting = CommitteeRequest.objects.open().filter(meeting__held_on__lt=paper.meeting.held_on)
    if any(each.kind == SectionKind.COMMITTEE_REQUESTS for each in sections) or not waiting.exists():
        return
    new = _as_planned(paper, REQUESTS, 0)
    new.is_numbered = any(each.is_numbered for each in sections)
    chapters = [place for place, each in enumerate(sections) if each.level == 1 and each.heading]
    sections.insert(chapters[1] if len(chapters) > 1 else len(sections), new)
    for position, each in enumerate(sections, start=1):
        each.position = position
