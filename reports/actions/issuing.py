"""Issue: what was released leaves the house, and is kept as it left. What is put right later is another version."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from django.db import models, transaction
from django.utils.text import slugify

from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.roles import Duty
from jac_tracker.dates import london_day, worded_day
from jac_tracker.history import StaleEdit, digest, record
from reports.actions.papers import drafter
from reports.actions.releasing import complete, locked_with_meeting, released, under_duty
from reports.actions.templates import LAYOUT_FIELDS
from reports.enums import IssueKind, PaperState, PaperVerb
from reports.models import Issue, IssuedCopy, IssuedFile, Meeting, Paper, PaperEvent, Release, WordTemplate
from reports.paper.blocks import Audience, Document
from reports.paper.content import Content
from reports.paper.files import FileNotMade, make_on, template_in_use
from reports.paper.render import FORMATS
from reports.paper.stored import figures_to_json, to_json


class NotAsReleased(NotPossible):
    """The paper no longer reads as the DCC released it; `release` keeps how it read."""

    def __init__(self, release: Release, content: Content) -> None:
        super().__init__("The paper no longer reads as it was released. The DCC must release it again.")
        self.release = release
        self.content = content


@transaction.atomic
def issue_paper(*, paper: Paper, note: str = "", shown: str | None = None, by: Actor, at: datetime) -> Issue:
    """Issue a released paper: its documents, figures and files are kept as they are now, for each audience.

    A version after the first is a correction and says in its note what is put right. `shown` is `digest_to_issue` of
    what was shown: StaleEdit where something else would be issued by now. Raises NotPossible for a paper that is not
    released or of which a file cannot be made, and NotAsReleased for one that reads otherwise by now.
    """
    by = under_duty(by, Duty.ISSUE_PAPER, "Only the committee secretary issues the paper.")
    paper = locked_with_meeting(paper)
    if paper.state != PaperState.RELEASED:
        raise NotPossible("The paper has not been released. The DCC releases it first.")
    release, template = released(paper), template_in_use()
    if shown is not None and digest_to_issue(paper, release, template) != shown:
        raise StaleEdit(paper)
    content, _ = complete(paper, release.cut_off_at)
    if content.fingerprint != release.fingerprint:
        raise NotAsReleased(release, content)
    number = 1 + paper.issues.count()
    if number > 1 and not note:
        raise NotPossible("Say what is corrected: the note is printed in the paper.")
    kind, verb = IssueKind.ISSUE, PaperVerb.ISSUE
    if number > 1:
        kind, verb = IssueKind.CORRECTION, PaperVerb.ISSUE_CORRECTION
    issue = _version(paper, number, kind, note, by, at)
    issue.cut_off_at, issue.release = release.cut_off_at, release
    paper.state = PaperState.ISSUED
    rows = [paper, issue, *_kept(issue, content, template)]
    record(rows, by=by, at=at, why=note, event=_event(verb, paper, number))
    return issue


def digest_to_issue(paper: Paper, release: Release, template: WordTemplate | None) -> str:
    """A short fingerprint of what would be issued: a release, the paper's agenda number, and the Word file's looks."""
    looks = f"{template.pk} {digest(template, LAYOUT_FIELDS)}" if template else "house"
    return hashlib.sha256(f"{release.fingerprint} {paper.agenda_item} {looks}".encode()).hexdigest()[:32]


@transaction.atomic
def withdraw_paper(*, paper: Paper, note: str, by: Actor, at: datetime) -> Issue:
    """Take back every version that has been issued, with a note that says why. Readers then read the note alone.

    Raises NotPossible where no version stands.
    """
    by = under_duty(by, Duty.ISSUE_PAPER, "Only the committee secretary withdraws the paper.")
    paper = _locked(paper)
    last = paper.issues.order_by("-number").first()
    if last is None or last.kind == IssueKind.WITHDRAWAL:
        raise NotPossible("No version of the paper stands, so there is nothing to withdraw.")
    if not note:
        raise NotPossible("Say why the paper is withdrawn: readers see it in its place.")
    number = last.number + 1
    withdrawal = _version(paper, number, IssueKind.WITHDRAWAL, note, by, at)
    withdrawal.title, withdrawal.agenda_item, withdrawal.cut_off_at = last.title, last.agenda_item, last.cut_off_at
    if paper.state == PaperState.ISSUED:  # a correction that is being drafted goes on
        paper.state = PaperState.WITHDRAWN
    record([paper, withdrawal], by=by, at=at, why=note, event=_event(PaperVerb.WITHDRAW, paper, number))
    return withdrawal


@transaction.atomic
def start_correction(*, paper: Paper, by: Actor, at: datetime, why: str) -> Paper:
    """Open an issued paper to be put right. What has been issued stands until the correction is.

    Raises NotPossible for a paper that has not been issued, or whose correction has been started.
    """
    by = drafter(by)
    paper = _locked(paper)
    if paper.state not in (PaperState.ISSUED, PaperState.WITHDRAWN):
        raise NotPossible("The paper is open already: change it, and have it released.")
    if not why:
        raise NotPossible("Say what is to be put right.")
    paper.state = PaperState.DRAFT
    record([paper], by=by, at=at, why=why, event=PaperEvent(verb=PaperVerb.START_CORRECTION, meeting=paper.meeting))
    return paper


def _locked(paper: Paper) -> Paper:
    Meeting.objects.locked().get(pk=paper.meeting_id)
    return Paper.objects.locked().get(pk=paper.pk)


def _event(verb: PaperVerb, paper: Paper, number: int) -> PaperEvent:
    return PaperEvent(verb=verb, meeting=paper.meeting, details={"version": number})


def _version(paper: Paper, number: int, kind: IssueKind, note: str, by: Actor, at: datetime) -> Issue:
    """A version with the title and the agenda number that the paper has now."""
    return Issue(
        paper=paper,
        number=number,
        kind=kind,
        note=note,
        title=paper.title,
        agenda_item=paper.agenda_item,
        issued_at=at,
        by_user_id=by.user_id,
        by_post_id=by.post_id,
    )


def _kept(issue: Issue, content: Content, template: WordTemplate | None) -> Iterator[models.Model]:
    """The copy for each audience, and its files."""
    for audience, draft in content.drafts.items():
        document = replace(draft.document, notice=_notice(issue))
        copy = IssuedCopy(
            issue=issue,
            audience=audience.value,
            document=to_json(document),
            figures=figures_to_json(draft.figures),
        )
        yield copy
        yield from _files(copy, audience, document, template)


def _notice(issue: Issue) -> str:
    """What every page of a correction says about it."""
    if issue.kind != IssueKind.CORRECTION:
        return ""
    return f"Version {issue.number}, corrected on {worded_day(london_day(issue.issued_at))}: {issue.note}"


def _files(
    copy: IssuedCopy, audience: Audience, document: Document, template: WordTemplate | None
) -> Iterator[IssuedFile]:
    for name, chosen in FORMATS.items():
        try:
            made = make_on(template, document, chosen)
        except FileNotMade as refusal:
            raise NotPossible(str(refusal)) from refusal
        yield IssuedFile(
            copy=copy,
            format=name,
            file_name=_file_name(copy.issue, audience, chosen.extension),
            media_type=chosen.content_type,
            size=len(made.content),
            sha256=hashlib.sha256(made.content).hexdigest(),
            content=made.content,
            template=made.template,
        )


def _file_name(issue: Issue, audience: Audience, extension: str) -> str:
    """ "hmicfrs-update-2022-03-31.docx", or "hmicfrs-update-2022-03-31-internal-version-2.docx"."""
    title = slugify(issue.title)[:80] or "paper"
    for_whom = "-internal" if audience is Audience.INTERNAL else ""
    version = f"-version-{issue.number}" if issue.number > 1 else ""
    return f"{title}-{issue.paper.meeting.held_on.isoformat()}{for_whom}{version}.{extension}"
