"""Acts on who holds a post. Each locks the post, and those of administrators, so that two follow one another."""

from datetime import date, datetime, timedelta

from django.db import transaction

from jac_tracker.accounts.actions.refusals import (
    NotPossible,
    keeper_of_people,
    one_at_a_time,
    refuse_to_leave_nobody,
)
from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.enums import PeopleVerb
from jac_tracker.accounts.models import Holding, PeopleEvent, Post, User
from jac_tracker.dates import worded_day
from jac_tracker.history import record

ONE_DAY = timedelta(days=1)


@transaction.atomic
def hand_over(
    *, post: Post, to: User, from_on: date, is_acting: bool = False, by: Actor, at: datetime, why: str = ""
) -> Holding:
    """Give a post to a person from a day on.

    A substantive hand-over ends the holding before it on the day before, and an acting one of the same person; an
    acting one leaves the substantive holder in place. Raises NotPossible for a post that is not in use, a person who
    may not sign in or who holds the post already, or a day that another hand-over has overtaken.
    """
    by = keeper_of_people(by)
    one_at_a_time()
    post = Post.objects.locked().get(pk=post.pk)
    to = User.objects.get(pk=to.pk)
    if not post.is_active:
        raise NotPossible(f"{post} is not in use. Put it back in use first.")
    if not to.is_active:
        raise NotPossible(f"{to} is deactivated. Reactivate them first, or choose somebody else.")
    later = Holding.objects.filter(post=post, from_on__gt=from_on, is_acting=is_acting)
    if (later.filter(user=to) if is_acting else later).exists():
        raise NotPossible("The post has already been handed over from a later day. Choose a day after that.")
    ended = _ended_by(post, to, from_on, is_acting)
    holding = Holding(post=post, user=to, from_on=from_on, is_acting=is_acting)
    details = {"acting": is_acting}
    event = PeopleEvent(verb=PeopleVerb.HAND_OVER, post=post, person=to, happened_on=from_on, details=details)
    record([*ended, holding], by=by, at=at, why=why, event=event)
    return holding


def _ended_by(post: Post, to: User, from_on: date, is_acting: bool) -> list[Holding]:
    """The holdings that a hand-over ends, on the day before it. Raises NotPossible."""
    ended = []
    for holding in Holding.objects.current(from_on).filter(post=post).select_related("user"):
        is_theirs = holding.user_id == to.pk
        if is_theirs and (is_acting or not holding.is_acting):
            raise NotPossible(f"{to} already holds this post on that day.")
        if not is_acting and (is_theirs or not holding.is_acting):
            if holding.from_on >= from_on:
                raise NotPossible(f"{holding.user} took the post on that day. Choose a later day.")
            holding.to_on = from_on - ONE_DAY
            ended.append(holding)
    return ended


@transaction.atomic
def end_holding(*, holding: Holding, to_on: date, by: Actor, at: datetime, why: str = "") -> Holding:
    """Say that somebody held a post to the end of a day and no longer.

    Raises NotPossible for a day before the first, one on which the next substantive holder has the post, or where
    nobody would be left to keep people and posts.
    """
    by = keeper_of_people(by)
    one_at_a_time()
    Post.objects.locked().get(pk=holding.post_id)
    holding = Holding.objects.select_related("post", "user").get(pk=holding.pk)
    if to_on < holding.from_on:
        raise NotPossible(f"The last day cannot come before the first, {worded_day(holding.from_on)}.")
    others = Holding.objects.filter(post=holding.post, is_acting=False).exclude(pk=holding.pk)
    following = others.filter(from_on__gt=holding.from_on, from_on__lte=to_on).select_related("user").first()
    if following is not None and not holding.is_acting:
        raise NotPossible(f"{following.user} has held the post since {worded_day(following.from_on)}.")
    if holding.to_on == to_on:
        return holding
    holding.to_on = to_on
    event = PeopleEvent(verb=PeopleVerb.END_HOLDING, post=holding.post, person=holding.user, happened_on=to_on)
    record([holding], by=by, at=at, why=why, event=event)
    refuse_to_leave_nobody(by, max(by.on, to_on + ONE_DAY))
    return holding
