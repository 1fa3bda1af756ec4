"""The committee's requests that wait, as the first page lists them."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from django.utils.text import Truncator

from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.models import Post
from jac_tracker.accounts.roles import Role
from jac_tracker.dates import worded_day
from recommendations.presenters.reading import Reading
from recommendations.presenters.work import Desk, DeskMaker
from recommendations.presenters.work.queues import Queue, Task, queue
from reports.models import CommitteeRequest
from reports.presenters.requests import due_words

LONGEST_WORDS = 150


def with_requests(maker: DeskMaker, *, keeps: bool = False) -> DeskMaker:
    """The desks that `maker` makes, the first with the requests that wait for its posts.

    Who `keeps` the requests is shown all that are overdue, whoever is to answer them.
    """

    def made(actor: Actor, post: Post, reading: Reading) -> Iterator[Desk]:
        asked = [*(_overdue(actor, reading.on) if keeps else ()), *_to_answer(actor, post, reading.on, keeps)]
        for desk in maker(actor, post, reading):
            yield replace(desk, queues=(*desk.queues, *asked))
            asked = []

    return made


def _overdue(actor: Actor, on: date) -> list[Queue]:
    rows = CommitteeRequest.objects.visible_to(actor).overdue(on)
    return queue("Committee requests past the meeting they were due at", _by_day(rows), _task(on))


def _to_answer(actor: Actor, post: Post, on: date, keeps: bool) -> list[Queue]:
    """What is asked of the posts that a desk stands for; what is overdue stands above for who keeps the requests."""
    rows = CommitteeRequest.objects.visible_to(actor).open().filter(asked_of__in=_posts_with(post, actor))
    rows = rows.filter(answer_by__held_on__gte=on) if keeps else rows
    return queue("Committee requests to answer", _by_day(rows), _task(on))


def _posts_with(post: Post, actor: Actor) -> list[int]:
    """The actor's posts that share a desk with one: an owner's post has its own, a portfolio's leads share theirs."""
    same = [each for each in actor.posts if each.role == post.role]
    if post.role == Role.OWNER:
        same = [post]
    elif post.role == Role.PORTFOLIO_LEAD:
        same = [each for each in same if each.portfolio_id == post.portfolio_id]
    return [each.pk for each in same]


def _by_day(rows: Any) -> Any:
    return rows.select_related("meeting", "answer_by", "asked_of").order_by("answer_by__held_on", "pk")


def _task(on: date) -> Callable[[Any], Task]:
    def task(request: Any) -> Task:
        note = f"For the {request.asked_of}, by {due_words(request.answer_by.held_on, on)}"
        words = Truncator(request.words).chars(LONGEST_WORDS)
        return Task(f"Asked on {worded_day(request.meeting.held_on)}", words, note, request.get_absolute_url())

    return task
