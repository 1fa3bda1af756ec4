"""A run through what waits for somebody's verdict: the order of it, what is new on each claim, and what was decided."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse

from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.models import Post
from jac_tracker.dates import end_of_day, worded_moment
from recommendations.enums import Status, Verb, Verdict
from recommendations.models import Recommendation, RecommendationEvent, SignOff
from recommendations.presenters.names import Names, names_of
from recommendations.presenters.reading import Reading
from recommendations.presenters.recorded import Recorded
from recommendations.presenters.timeline import Entry, timeline
from recommendations.presenters.words import headline_words, said_at_desk
from recommendations.presenters.work.queues import Queue, item_task, since_it_came
from recommendations.workflow import (
    Act,
    act_for,
    acts_in_hand,
    blockers,
    claim_made,
    content_of,
    fingerprint,
    open_proposal,
)

# What somebody does once they have looked at a claim.
LOOKED = frozenset({Verb.PASS_CLAIM, Verb.CHECK_EVIDENCE, Verb.APPROVE, Verb.RETURN_CLAIM, Verb.LEAVE_CLAIM})


@dataclass(frozen=True)
class Session:
    """The claims that wait for somebody, by reference, the longest waiting first."""

    references: tuple[str, ...]

    @classmethod
    def of(cls, actor: Actor) -> "Session":
        """What waits for the actor now. Nothing of it is kept: a session can be left and taken up again."""
        waiting = since_it_came(Recommendation.objects.to_decide(actor))
        return cls(tuple(waiting.values_list("reference", flat=True)))

    def place_of(self, reference: str) -> str:
        """ "Claim 2 of 7"; nothing for one that does not wait."""
        if reference not in self.references:
            return ""
        return f"Claim {self.references.index(reference) + 1} of {len(self.references)}"

    def after(self, reference: str) -> str:
        """The address of the next claim; of the record where this was the last. Decided ones have left the line, so
        that for one of them it is the first that is left."""
        at = self.references.index(reference) + 1 if reference in self.references else 0
        rest = self.references[at:]
        return reverse("scrutinise", args=[rest[0]]) if rest else reverse("scrutiny_record")


def waiting_line(actor: Actor, today: date) -> Queue:
    """Everything that waits for the actor's verdict, all of it."""
    rows = since_it_came(Recommendation.objects.to_decide(actor))
    tasks = tuple(map(item_task(today, "scrutinise"), rows))
    return Queue("Claims that wait for you", len(tasks), tasks)


def last_look(recorded: Recorded, actor: Actor) -> datetime | None:
    """When the actor last decided on the item, or looked at its claim and left it."""
    looks = [
        event.at
        for event in recorded.added[RecommendationEvent]
        if event.by_user_id == actor.user_id and event.verb in LOOKED
    ]
    return looks[-1] if looks else None


# What each desk says of a claim that it bears out.
_PASSING = {
    Status.WITH_PORTFOLIO_LEAD: Verb.PASS_CLAIM,
    Status.WITH_LIAISON: Verb.CHECK_EVIDENCE,
    Status.WITH_DCC: Verb.APPROVE,
}


def verdicts_open(item: Recommendation, actor: Actor) -> tuple[list[Act], tuple[str, ...]]:
    """What the actor can decide on the claim now, and the sentences that say why it cannot be passed, if it cannot."""
    passing = act_for(_PASSING.get(Status(item.status), Verb.RETURN_CLAIM))
    said = acts_in_hand(item, actor, open_proposal(item), {passing.verb, Verb.RETURN_CLAIM})
    verdicts = [act for act, refusals in said.items() if not refusals]
    refusals = said[passing] if passing in said else blockers(passing, item, actor)
    return ([*verdicts, act_for(Verb.LEAVE_CLAIM)] if verdicts else [], refusals)


@dataclass(frozen=True)
class Look:
    """All that bears on a verdict: what it is bound to, and the history, what is new since the last look first."""

    content: dict[str, Any]
    last: str
    new: list[Entry]
    known: list[Entry]

    @property
    def fingerprint(self) -> str:
        """What a verdict carries back, so that it is given on what was read."""
        return fingerprint(self.content) if self.content else ""


def read_for_scrutiny(item: Recommendation, reading: Reading, actor: Actor) -> Look:
    """The claim on an item as the actor is to judge it. As many statements for a long life as for a short one."""
    recorded = Recorded.about(item.pk, reading, actor)
    entries = timeline(recorded, names_of(recorded.wanted_names(), reading, actor))
    looked = last_look(recorded, actor)
    events = reversed(recorded.added[RecommendationEvent])
    is_new = [looked is not None and event.at > looked for event in events]
    claim = claim_made(item)
    return Look(
        content=content_of(item, claim) if claim else {},
        last=worded_moment(looked) if looked else "",
        new=[entry for entry, new in zip(entries, is_new, strict=True) if new],
        known=[entry for entry, new in zip(entries, is_new, strict=True) if not new],
    )


@dataclass(frozen=True)
class Decided:
    """One verdict in the record of a session."""

    reference: str
    title: str
    verdict: str
    at: datetime
    post: str
    reason: str
    href: str


def decided_on(actor: Actor, day: date) -> list[Decided]:
    """What the actor decided on a day in London, in order, under the titles that item and post had then.

    Of what the actor sees no more than a headline of by now, it tells the headline.
    """
    whole = Recommendation.objects.in_full_to(actor).filter(pk=OuterRef("claim__recommendation"))
    rows = list(
        SignOff.objects.filter(by_user=actor.user_id, at__gt=end_of_day(day - timedelta(1)), at__lte=end_of_day(day))
        .exclude(verdict=Verdict.SAME_POST)
        .filter(claim__recommendation__in=Recommendation.objects.visible_to(actor))
        .annotate(is_full=Exists(whole))
        .select_related("claim__recommendation")
    )
    names = names_of({Post: {row.by_post_id for row in rows}}, Reading(actor.on), actor)
    return [_decided(row, names) for row in rows]


def _decided(row: Any, names: Names) -> Decided:
    item = row.claim.recommendation
    return Decided(
        reference=item.reference,
        title=row.content["text"]["title"] if row.is_full else headline_words(item),
        verdict=said_at_desk(row),
        at=row.at,
        post=names.of(Post, row.by_post_id, row.at),
        reason=row.reason,
        href=item.get_absolute_url(),
    )
