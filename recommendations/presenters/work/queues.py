"""What waits for somebody one by one, oldest first, each a click from being done."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.urls import reverse

from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.models import Post
from jac_tracker.dates import london_day, worded_age, worded_day
from recommendations.enums import ActionStatus, ClaimStanding, Status
from recommendations.models import Action, Claim, Proposal, Recommendation, RecommendationEvent, causes_to_discharge
from recommendations.rules.due import Binding, Due, worded_due
from recommendations.rules.rag import RAG_RULES

SHOWN = 10
"""How many of a queue the first page shows; the rest are behind a link."""


@dataclass(frozen=True)
class Task:
    """One thing to do: which item, what it is about, since or by when, and the page where it is done."""

    reference: str
    words: str
    note: str
    href: str


@dataclass(frozen=True)
class Queue:
    """Things of one kind that wait, the oldest first; `more` is where they are gone through."""

    title: str
    number: int
    tasks: tuple[Task, ...]
    more: str = ""

    @property
    def left(self) -> int:
        """How many are not shown."""
        return self.number - len(self.tasks)


def queue(title: str, rows: QuerySet[Any], task: Callable[[Any], Task], more: str = "") -> list[Queue]:
    """The queue of these rows in their order; none where there is nothing. One statement, or two for a long one."""
    first = list(rows[: SHOWN + 1])
    if not first:
        return []
    number = len(first) if len(first) <= SHOWN else rows.count()
    return [Queue(title, number, tuple(map(task, first[:SHOWN])), more)]


# Items


def since_it_came(items: QuerySet[Any]) -> QuerySet[Any]:
    """The items, longest waiting first, with the moment from which each has had its status: `since`."""
    moves = RecommendationEvent.objects.filter(recommendation=OuterRef("pk")).exclude(to_status=F("from_status"))
    came = Subquery(moves.order_by("-at", "-id").values("at")[:1])
    return items.annotate(since=came).order_by("since", "pk")


def item_task(today: date, route: str, what: str = "Since") -> Callable[[Any], Task]:
    """How an item of `since_it_came` is listed: under its title, with a link to one of its pages."""

    def task(item: Any) -> Task:
        day = london_day(item.since)
        note = f"{what} {worded_day(day)}, {worded_age(day, today)}"
        return Task(item.reference, item.title, note, reverse(route, args=[item.reference]))

    return task


def held_back(actor: Actor, status: Status) -> int:
    """How many items at a desk of the actor's are for somebody else of the same role to decide on.

    Those on which a proposal must be answered first wait for that, and for nobody else.
    """
    at_the_desk = Recommendation.objects.visible_to(actor).filter(status=status)
    at_the_desk = at_the_desk.exclude(pk__in=Proposal.objects.filter(answer="").values("recommendation"))
    if status == Status.WITH_PORTFOLIO_LEAD:
        at_the_desk = at_the_desk.filter(portfolio__in=actor.led_portfolio_ids)
    return at_the_desk.exclude(pk__in=Recommendation.objects.to_decide(actor).values("pk")).count()


def item_queue(title: str, items: QuerySet[Any], today: date, route: str, more: str = "") -> list[Queue]:
    """Items that wait, the one that came first at the top."""
    return queue(title, since_it_came(items), item_task(today, route), more)


def returned_claims(items: QuerySet[Any], today: date) -> list[Queue]:
    """Items in progress whose last claim came back, and on which no new one is being written."""
    last = Claim.objects.filter(recommendation=OuterRef("pk")).order_by("-number").values("standing")[:1]
    back = items.filter(status=Status.IN_PROGRESS).annotate(last=Subquery(last)).filter(last=ClaimStanding.RETURNED)
    return queue("Claims that came back", since_it_came(back), item_task(today, "claim_of", "Came back on"))


def claims_being_written(items: QuerySet[Any], today: date) -> list[Queue]:
    """Claims begun and not yet made, the oldest first."""
    begun = items.filter(status=Status.IN_PROGRESS, claims__standing=ClaimStanding.BEING_WRITTEN).annotate(
        since=F("claims__begun_at")
    )
    return queue("Claims being written", begun.order_by("since", "pk"), item_task(today, "claim_of", "Begun on"))


def causes_without_open_items(today: date) -> list[Queue]:
    """Causes of concern of which every recommendation is closed: somebody may ask HMICFRS for its decision."""
    last = Recommendation.objects.filter(cause=OuterRef("pk")).order_by("-closed_on").values("closed_on")[:1]
    rows = causes_to_discharge().annotate(closed_on=Subquery(last)).order_by("closed_on", "pk")

    def task(cause: Any) -> Task:
        note = f"Last item closed on {worded_day(cause.closed_on)}, {worded_age(cause.closed_on, today)}"
        return Task("Cause of concern", cause.title, note, reverse("discharge_cause", args=[cause.pk]))

    return queue("Every recommendation closed: ask whether HMICFRS discharges the cause", rows, task)


# Actions


def actions_to_do(actor: Actor, post: Post, today: date) -> list[Queue]:
    """What the post has to do, by the day on which it is due."""
    rows = Action.objects.waiting_for(actor).filter(post=post)
    return queue("Actions to do", _by_day(rows), _action_task(today))


def actions_to_sign_off(actor: Actor, today: date) -> list[Queue]:
    """What has been done and waits for the actor to sign it off."""
    return queue("Actions to sign off", _by_day(Action.objects.to_sign_off(actor)), _action_task(today))


def _by_day(actions: QuerySet[Any]) -> QuerySet[Any]:
    return actions.select_related("recommendation").order_by("due_on", "pk")


def _action_task(today: date) -> Callable[[Any], Task]:
    def task(action: Any) -> Task:
        item = action.recommendation
        if action.status == ActionStatus.TO_DO:
            note = worded_due(Due(action.due_on, Binding.TARGET), today, soon_days=RAG_RULES.amber_days)
        else:
            note = f"Done on {worded_day(action.done_on)}, {worded_age(action.done_on, today)}"
        return Task(item.reference, action.what, note, reverse("actions_of", args=[item.reference]))

    return task
