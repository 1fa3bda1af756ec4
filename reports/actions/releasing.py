"""Release: the DCC stands for a paper as it reads, and for nothing else."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.roles import Duty
from jac_tracker.history import StaleEdit, record
from reports.actions.papers import refuse_cut_off, still_open
from reports.enums import Check, PaperState, PaperVerb
from reports.models import Meeting, Paper, PaperEvent, Release
from reports.paper.checking import checks_of
from reports.paper.checks import Checks, Outcome
from reports.paper.content import Content, content_of
from reports.paper.faults import PaperNotReady
from reports.paper.words import joined

LONGEST_SENTENCE = 300


class Unaccepted(NotPossible):
    """Checks found what wants a sentence before the paper is released, and got none; `checks` are the ones."""

    def __init__(self, outcomes: Sequence[Outcome]) -> None:
        told = " ".join(finding.sentence for each in outcomes for finding in each.warnings)
        super().__init__(f"Say in a sentence why the paper may go out all the same. {told}")
        self.checks = tuple(each.check for each in outcomes)


@transaction.atomic
def release_paper(
    *,
    paper: Paper,
    accepted: Mapping[str, str] | None = None,
    shown: str | None = None,
    shown_checks: str | None = None,
    shown_at: datetime | None = None,
    by: Actor,
    at: datetime,
) -> Release:
    """Release a draft as it reads, and fix its cut-off: the one that is set, else the moment at which it was shown.

    `accepted` is a sentence for each check (by its value) that warns, one for all that it found; they are kept with the
    release. `shown` is the fingerprint of what was shown and `shown_checks` the digest of the warnings that were:
    StaleEdit where the paper now reads otherwise, or the checks find something else. Raises NotPossible for one that
    cannot be made, that a check stops, that is released as it is, or whose cut-off would lie in the future, and
    Unaccepted for warnings without a sentence.
    """
    by = under_duty(by, Duty.RELEASE_PAPER, "Only the Deputy Chief Constable releases the paper.")
    paper = locked_with_meeting(paper)
    cut_off_at = paper.cut_off_at or shown_at or at
    refuse_cut_off(paper, cut_off_at, at)
    content, checks = complete(paper, cut_off_at)
    if (shown is not None and content.fingerprint != shown) or shown_checks not in (None, checks.digest):
        raise StaleEdit(paper)
    if paper.state == PaperState.RELEASED and content.fingerprint == released(paper).fingerprint:
        raise NotPossible("The paper has been released as it reads now.")
    kept = _accepted(checks, accepted or {})
    release = Release(
        paper=paper,
        cut_off_at=cut_off_at,
        fingerprint=content.fingerprint,
        content=content.kept(),
        accepted=kept,
        released_at=at,
        by_user_id=by.user_id,
        by_post_id=by.post_id,
    )
    paper.state, paper.cut_off_at = PaperState.RELEASED, cut_off_at
    details: dict[str, Any] = {"fingerprint": content.fingerprint}
    if kept:
        details["accepted"] = {row["check"]: row["sentence"] for row in kept}
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


def complete(paper: Paper, cut_off_at: datetime) -> tuple[Content, Checks]:
    """The paper for every audience, and what the checks find in it. Raises NotPossible with what stops it."""
    try:
        content = content_of(paper, cut_off_at)
    except PaperNotReady as error:
        raise NotPossible(f"The paper cannot be made yet. {error}") from error
    if content.faults:
        raise NotPossible(f"The paper cannot be made yet. {' '.join(map(str, content.faults))}")
    checks = checks_of(paper, content)
    if checks.blockers:
        # What was found may be more than the one who asks may know: the page of the checks tells it.
        stopped = joined([f"“{each.check.label}”" for each in checks.blocking])
        raise NotPossible(f"The checks stop the paper: {stopped}. The liaison officer can read what was found.")
    return content, checks


def _accepted(checks: Checks, sentences: Mapping[str, str]) -> list[dict[str, Any]]:
    """What is kept of the warnings that were accepted. Raises Unaccepted where one has no sentence."""
    given = {Check(name): " ".join(words.split()) for name, words in sentences.items()}
    if missing := [each for each in checks.to_accept if not given.get(each.check)]:
        raise Unaccepted(missing)
    if any(len(words) > LONGEST_SENTENCE for words in given.values()):
        raise NotPossible(f"A sentence that accepts a warning has {LONGEST_SENTENCE} characters or fewer.")
    return [
        {
            "check": each.check.value,
            "findings": [finding.sentence for finding in each.warnings],
            "sentence": given[each.check],
        }
        for each in checks.to_accept
    ]


def released(paper: Paper) -> Release:
    """The newest release of a paper that has been released."""
    return Release.objects.filter(paper=paper).order_by("-id")[:1].get()
