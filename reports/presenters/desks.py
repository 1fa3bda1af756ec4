"""What waits for the committee's people, and the papers that wait for the DCC."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse

from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.models import Post
from jac_tracker.accounts.roles import Role
from jac_tracker.dates import london_day, worded_age, worded_day
from jac_tracker.text import lower_first
from recommendations.presenters.reading import Reading
from recommendations.presenters.words import capitalised
from recommendations.presenters.work import DESKS, Desk, DeskMaker, Pointer, deputy
from recommendations.presenters.work.counting import Waiting
from recommendations.presenters.work.queues import Queue, Task, queue
from reports.enums import ExpunctionState, PaperState
from reports.models import Expunction, Issue, Meeting, Paper
from reports.presenters.papers import meeting_rows
from reports.presenters.request_desks import with_requests

COMING = 3
"""How many meetings to come the first page shows."""


def _papers_to_release(actor: Actor, on: date) -> list[Queue]:
    """The drafts with a fixed cut-off, which liaison has thereby finished: the earliest meeting first."""
    drafts = Paper.objects.visible_to(actor).filter(state=PaperState.DRAFT, cut_off_at__isnull=False)
    return queue("Papers to read and release", _ordered(drafts), _task("release_paper", on))


def _papers_to_issue(actor: Actor, on: date) -> list[Queue]:
    waiting = Paper.objects.visible_to(actor).filter(state=PaperState.RELEASED)
    return queue("Papers to issue", _ordered(waiting), _task("issue_paper", on))


def _ordered(papers: Any) -> Any:
    corrected = Exists(Issue.objects.filter(paper=OuterRef("pk")))
    return papers.annotate(is_correction=corrected).select_related("meeting").order_by("meeting__held_on", "pk")


def _task(route: str, on: date) -> Callable[[Any], Task]:
    def task(paper: Any) -> Task:
        held_on = paper.meeting.held_on
        words = f"{paper.title}, corrected" if paper.is_correction else paper.title
        note = capitalised(f"meeting {worded_age(held_on, on)}")
        if paper.cut_off_at:
            note += f"; the register as at {worded_day(london_day(paper.cut_off_at))}"
        return Task(worded_day(held_on), words, note, reverse(route, args=[held_on]))

    return task


def _secretary(actor: Actor, post: Post, reading: Reading) -> Iterator[Desk]:
    """The papers to issue, and the meetings to come, the nearest first, each with how far its paper is."""
    coming = Meeting.objects.visible_to(actor).filter(held_on__gte=reading.on).select_related("paper")
    rows = meeting_rows(coming.order_by("held_on")[:COMING], actor)
    tasks = tuple(
        Task(
            row.words,
            f"Paper: {lower_first(row.state)}" if row.paper else row.state,
            capitalised(worded_age(row.meeting.held_on, reading.on)),
            row.meeting.get_absolute_url(),
        )
        for row in rows
    )
    meetings = [Queue("Meetings to come", len(tasks), tasks)] if tasks else []
    yield Desk(
        str(post),
        queues=(*_papers_to_issue(actor, reading.on), *meetings),
        pointers=(
            Pointer("See meetings and papers", reverse("meetings")),
            Pointer("See what the committee asked for", reverse("committee_requests")),
            Pointer("See the register", reverse("register")),
        ),
        kindly="No meeting is entered for a day to come.",
    )


def _deputy(actor: Actor, post: Post, reading: Reading) -> Iterator[Desk]:
    """What waits of the register, the papers to release, and proposals to remove something for good."""
    number = Expunction.objects.visible_to(actor).filter(state=ExpunctionState.PROPOSED).count()
    words = "1 proposal" if number == 1 else f"{number:,} proposals"
    removals = Waiting(number, f"{words} to remove something for good", reverse("expunctions"))
    papers = _papers_to_release(actor, reading.on)
    for desk in deputy(actor, post, reading):
        waiting = (*desk.waiting, removals) if number else desk.waiting
        yield replace(desk, queues=(*desk.queues, *papers), waiting=waiting)
        papers = []


def _reader(actor: Actor, post: Post, reading: Reading) -> Iterator[Desk]:
    yield Desk(
        str(post),
        pointers=(Pointer("See meetings and papers", reverse("meetings")),),
        kindly="Nothing waits for you. Papers are here to read once they are issued.",
    )


COMMITTEE_DESKS: dict[Role, DeskMaker] = {
    Role.LIAISON: with_requests(DESKS[Role.LIAISON], keeps=True),
    Role.OWNER: with_requests(DESKS[Role.OWNER]),
    Role.PORTFOLIO_LEAD: with_requests(DESKS[Role.PORTFOLIO_LEAD]),
    Role.DCC: with_requests(_deputy),
    Role.SECRETARY: with_requests(_secretary, keeps=True),
    Role.READER: _reader,
}
