"""Release: the DCC stands for a paper as it reads, and for nothing else."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.roles import Duty
from jac_tracker.history import StaleEdit, record
from reports.actions.papers import refuse_cut_off, still_open
from reports.enums import PaperState, PaperVerb
from reports.models import Meeting, Paper, PaperEvent, Release
from reports.paper.content import Content, content_of
from reports.paper.faults import PaperNotReady


@transaction.atomic
def release_paper(
    *, paper: Paper, shown: str | None = None, shown_at: datetime | None = None, by: Actor, at: datetime
) -> Release:
    """Release a draft as it reads, and fix its cut-off: the one that is set, else the moment at which it was shown.

    `shown` is the fingerprint of what was shown: StaleEdit where the paper now reads otherwise. Raises NotPossible for
    one that cannot be made, that is released as it is, or whose cut-off would lie in the future.
    """
    by = under_duty(by, Duty.RELEASE_PAPER, "Only the Deputy Chief Constable releases the paper.")
    paper = locked_with_meeting(paper)
    cut_off_at = paper.cut_off_at or shown_at or at
    refuse_cut_off(paper, cut_off_at, at)
    content = complete(paper, cut_off_at)
    if shown is not None and content.fingerprint != shown:
        raise StaleEdit(paper)
    if paper.state == PaperState.RELEASED and content.fingerprint == released(paper).fingerprint:
        raise NotPossible("The paper has been released as it reads now.")
    release = Release(
        paper=paper,
        cut_off_at=cut_off_at,
        fingerprint=content.fingerprint,
        content=content.kept(),
        released_at=at,
        by_user_id=by.user_id,
        by_post_id=by.post_id,
    )
    paper.state, paper.cut_off_at = PaperState.RELEASED, cut_off_at
    details = {"fingerprint": content.fingerprint}
    event = PaperEvent(verb=PaperVerb.RELEASE, meeting=paper.meeting, details=details)
    record([paper, release], by=by, at=at, event=event)
    return release


@transaction.atomic
def return_paper(*, paper: Paper, by: Actor, at: datetime, why: str) -> Paper:
    """Send a released paper back to draft, with a reason. Raises NotPossible for one that is not released."""
    by = under_duty(by, Duty.RELEASE_PAPER, "Only the Deputy Chief Constable takes a release back.")
    paper = still_open(paper)
    if paper.state != PaperState.RELEASED:
        raise NotPossible("The paper has not been released, so there is nothing to take back.")
    if not why:
        raise NotPossible("Say why the paper goes back.")
    paper.state = PaperState.DRAFT
    record([paper], by=by, at=at, why=why, event=PaperEvent(verb=PaperVerb.RETURN, meeting=paper.meeting))
    return paper


def under_duty(by: Actor, duty: Duty, otherwise: str) -> Actor:
    """The actor under the post that carries the duty. Raises PermissionDenied where none does."""
    if not by.may(duty):
        raise PermissionDenied(otherwise)
    return by.under(duty)


def locked_with_meeting(paper: Paper) -> Paper:
    """The paper, still open, and its meeting, whose date is printed, read again under a lock."""
    Meeting.objects.locked().get(pk=paper.meeting_id)
    return still_open(paper)


def complete(paper: Paper, cut_off_at: datetime) -> Content:
    """The paper for every audience. Raises NotPossible with what stands in its way."""
    try:
        content = content_of(paper, cut_off_at)
    except PaperNotReady as error:
        raise NotPossible(f"The paper cannot be made yet. {error}") from error
    if content.faults:
        raise NotPossible(f"The paper cannot be made yet. {' '.join(map(str, content.faults))}")
    return content


def released(paper: Paper) -> Release:
    """The newest release of a paper that has been released."""
    return Release.objects.filter(paper=paper).order_by("-id")[:1].get()
