"""Papers released and issued, for tests."""

import hashlib
from datetime import datetime
from typing import Any

from django.db import models, transaction

from jac_tracker.accounts.actor import Actor
from jac_tracker.history import record
from reports import actions
from reports.enums import Audience, Check, IssueKind, PaperState, PaperVerb
from reports.models import Issue, IssuedCopy, IssuedFile, Paper, PaperEvent, Release
from reports.paper.blocks import Audience as For
from reports.paper.blocks import Document, paragraph
from reports.paper.stored import to_json
from tests.conftest import NOON, TODAY
from tests.factories.people import SETTER_UP, Cast

ACCEPTED = {check.value: "As expected." for check in Check}


def released(cast: Cast, paper: Paper, *, at: datetime = NOON) -> Paper:
    """The paper, released by the DCC as it reads, with a sentence for whatever the checks may warn of."""
    actions.release_paper(paper=paper, accepted=ACCEPTED, by=cast.dcc.actor(TODAY), at=at)
    paper.refresh_from_db()
    return paper


def issued(cast: Cast, paper: Paper, *, at: datetime = NOON, note: str = "") -> Issue:
    """The paper, released as it reads and issued by the secretary."""
    released(cast, paper, at=at)
    return actions.issue_paper(paper=paper, note=note, by=cast.secretary.actor(TODAY), at=at)


@transaction.atomic
def issued_by_hand(paper: Paper, words: str = "Nothing new.", *, by: Actor = SETTER_UP, at: datetime = NOON) -> Issue:
    """The paper as issue leaves it, with one paragraph in it, and without the time that a real one takes to render."""
    cut_off_at = paper.cut_off_at or at
    release = Release(paper=paper, cut_off_at=cut_off_at, fingerprint="0" * 64, content={}, released_at=at)
    issue = Issue(
        paper=paper,
        number=paper.issues.count() + 1,
        kind=IssueKind.ISSUE,
        title=paper.title,
        agenda_item=paper.agenda_item,
        cut_off_at=cut_off_at,
        release=release,
        issued_at=at,
    )
    rows: list[Any] = [paper, release, issue]
    for audience in Audience:
        rows += _copy(issue, audience, words)
    paper.state, paper.cut_off_at = PaperState.ISSUED, cut_off_at
    record(rows, by=by, at=at, event=PaperEvent(verb=PaperVerb.ISSUE, meeting=paper.meeting))
    return issue


def _copy(issue: Issue, audience: Audience, words: str) -> list[models.Model]:
    document = Document(
        title=issue.title,
        force="Midshire Police",
        committee="Joint Audit Committee",
        meeting_on="31 March 2022",
        blocks=(paragraph(f"{words} For {audience.value} reading."),),
        audience=For(audience.value),
    )
    copy = IssuedCopy(issue=issue, audience=audience, document=to_json(document), figures={})
    content = f"<p>{words} For {audience.value} reading.</p>".encode()
    file = IssuedFile(
        copy=copy,
        format="html",
        file_name=f"paper-{audience.value}.html",
        media_type="text/html; charset=utf-8",
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        content=content,
    )
    return [copy, file]
