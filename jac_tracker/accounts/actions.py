"""Every change to people, portfolios, posts and who holds them."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.auth.hashers import make_password
from django.core.exceptions import PermissionDenied
from django.db import transaction

from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.enums import PeopleVerb
from jac_tracker.accounts.models import Holding, PeopleEvent, Portfolio, Post, User
from jac_tracker.accounts.roles import Duty, Role
from jac_tracker.history import record, refuse_stale

PERSON_FIELDS = ("name", "rank", "number", "email")
PORTFOLIO_FIELDS = ("name", "is_active")
POST_FIELDS = ("title", "role", "portfolio", "unit", "is_active")


class NotPossible(Exception):
    """The act is refused as things stand; the message says why, for the person who asked."""


@transaction.atomic
def add_person(
    *, name: str, email: str, rank: str = "", number: str = "", password: str = "", by: Actor, at: datetime
) -> User:
    """A new person. Without a password nobody can sign in as them until one is set."""
    by = _keeper_of_people(by)
    person = User(name=name, email=email.lower(), rank=rank, number=number, joined_at=at)
    person.password = make_password(password or None)
    details = {field: ["", getattr(person, field)] for field in PERSON_FIELDS}
    event = PeopleEvent(verb=PeopleVerb.ADD_PERSON, person=person, details=details)
    record([person], by=by, at=at, event=event)
    return person


@transaction.atomic
def change_person(
    *, person: User, values: Mapping[str, Any], shown: str | None = None, by: Actor, at: datetime, why: str = ""
) -> User:
    """Change name, rank, number or e-mail address. Raises StaleEdit if they changed since they were `shown`."""
    by = _keeper_of_people(by)
    person = User.objects.select_for_update().get(pk=person.pk)
    refuse_stale(person, PERSON_FIELDS, shown)
    changed = {
        f: [getattr(person, f), values[f]] for f in PERSON_FIELDS if f in values and values[f] != getattr(person, f)
    }
    if changed:
        for field, (_old, new) in changed.items():
            setattr(person, field, new)
        event = PeopleEvent(verb=PeopleVerb.CHANGE_PERSON, person=person, details=changed)
        record([person], by=by, at=at, why=why, event=event)
    return person


@transaction.atomic
def set_password(*, person: User, password: str, by: Actor, at: datetime) -> None:
    """Give a person a password to sign in with. The password itself is in no history."""
    by = _keeper_of_people(by)
    person = User.objects.select_for_update().get(pk=person.pk)
    person.password = make_password(password)
    record([person], by=by, at=at, event=PeopleEvent(verb=PeopleVerb.SET_PASSWORD, person=person))


@transaction.atomic
def deactivate_person(*, person: User, by: Actor, at: datetime, why: str) -> None:
    """Stop a person from signing in. Nobody is deleted, and nobody may shut themselves out."""
    by = _keeper_of_people(by)
    if person.pk == by.user_id:
        raise NotPossible("You cannot deactivate yourself. Ask another administrator.")
    _set_active(person, False, PeopleVerb.DEACTIVATE_PERSON, by, at, why)


@transaction.atomic
def reactivate_person(*, person: User, by: Actor, at: datetime, why: str) -> None:
    """Let a person sign in again."""
    _set_active(person, True, PeopleVerb.REACTIVATE_PERSON, _keeper_of_people(by), at, why)


def _set_active(person: User, active: bool, verb: PeopleVerb, by: Actor, at: datetime, why: str) -> None:
    person = User.objects.select_for_update().get(pk=person.pk)
    if person.is_active == active:
        raise NotPossible(f"{person} is already {'active' if active else 'deactivated'}.")
    person.is_active = active
    record([person], by=by, at=at, why=why, event=PeopleEvent(verb=verb, person=person))


@transaction.atomic
def add_portfolio(*, name: str, by: Actor, at: datetime) -> Portfolio:
    """A new portfolio."""
    by = _keeper_of_people(by)
    portfolio = Portfolio(name=name)
    record([portfolio], by=by, at=at, event=PeopleEvent(verb=PeopleVerb.ADD_PORTFOLIO, portfolio=portfolio))
    return portfolio


@transaction.atomic
def change_portfolio(
    *, portfolio: Portfolio, values: Mapping[str, Any], shown: str | None = None, by: Actor, at: datetime, why: str = ""
) -> Portfolio:
    """Change a portfolio's name or take it out of use. Raises StaleEdit."""
    by = _keeper_of_people(by)
    portfolio = Portfolio.objects.select_for_update().get(pk=portfolio.pk)
    refuse_stale(portfolio, PORTFOLIO_FIELDS, shown)
    _give(portfolio, PORTFOLIO_FIELDS, values)
    event = PeopleEvent(verb=PeopleVerb.CHANGE_PORTFOLIO, portfolio=portfolio)
    record([portfolio], by=by, at=at, why=why, event=event)
    return portfolio


@transaction.atomic
def add_post(
    *, title: str, role: Role, portfolio: Portfolio | None = None, unit: str = "", by: Actor, at: datetime
) -> Post:
    """A new post. Raises NotPossible for a portfolio lead without a portfolio."""
    by = _keeper_of_people(by)
    post = Post(title=title, role=role, portfolio=portfolio, unit=unit)
    _refuse_lead_without_portfolio(post)
    record([post], by=by, at=at, event=PeopleEvent(verb=PeopleVerb.ADD_POST, post=post))
    return post


@transaction.atomic
def change_post(
    *, post: Post, values: Mapping[str, Any], shown: str | None = None, by: Actor, at: datetime, why: str = ""
) -> Post:
    """Change a post. Raises StaleEdit, and NotPossible for a portfolio lead without a portfolio."""
    by = _keeper_of_people(by)
    post = Post.objects.select_for_update().get(pk=post.pk)
    refuse_stale(post, POST_FIELDS, shown)
    _give(post, POST_FIELDS, values)
    _refuse_lead_without_portfolio(post)
    record([post], by=by, at=at, why=why, event=PeopleEvent(verb=PeopleVerb.CHANGE_POST, post=post))
    return post


@transaction.atomic
def hand_over(
    *, post: Post, to: User, from_on: date, is_acting: bool = False, by: Actor, at: datetime, why: str = ""
) -> Holding:
    """Give a post to a person from a day on.

    A substantive hand-over ends the holding before it on the day before; an acting one leaves it as it is. Raises
    NotPossible for a person who may not sign in, one who holds the post already, or a day before the present holding.
    """
    by = _keeper_of_people(by)
    post = Post.objects.select_for_update().get(pk=post.pk)
    if not to.is_active:
        raise NotPossible(f"{to} is deactivated. Reactivate them first, or choose somebody else.")
    present = list(Holding.objects.current(from_on).filter(post=post))
    later = Holding.objects.filter(post=post, from_on__gt=from_on, is_acting=is_acting).exists()
    if later:
        raise NotPossible("The post has already been handed over from a later day. Choose a day after that.")
    if any(holding.user_id == to.pk and holding.is_acting == is_acting for holding in present):
        raise NotPossible(f"{to} already holds this post on that day.")
    ended = [] if is_acting else [holding for holding in present if not holding.is_acting]
    for holding in ended:
        if holding.from_on >= from_on:
            raise NotPossible(f"{holding.user} took the post on that day. Choose a later day.")
        holding.to_on = from_on - timedelta(days=1)
    holding = Holding(post=post, user=to, from_on=from_on, is_acting=is_acting)
    event = PeopleEvent(verb=PeopleVerb.HAND_OVER, post=post, person=to, happened_on=from_on)
    record([*ended, holding], by=by, at=at, why=why, event=event)
    return holding


@transaction.atomic
def end_holding(*, holding: Holding, to_on: date, by: Actor, at: datetime, why: str = "") -> Holding:
    """Say that somebody held a post to the end of a day and no longer."""
    by = _keeper_of_people(by)
    holding = Holding.objects.select_for_update().get(pk=holding.pk)
    if to_on < holding.from_on:
        raise NotPossible("The last day cannot come before the first.")
    holding.to_on = to_on
    event = PeopleEvent(verb=PeopleVerb.END_HOLDING, post=holding.post, person=holding.user, happened_on=to_on)
    record([holding], by=by, at=at, why=why, event=event)
    return holding


def _keeper_of_people(by: Actor) -> Actor:
    if not by.may(Duty.KEEP_PEOPLE):
        raise PermissionDenied("Only an administrator keeps people, posts and portfolios.")
    return by.under(Duty.KEEP_PEOPLE)


def _give(obj: Any, fields: tuple[str, ...], values: Mapping[str, Any]) -> None:
    for field in fields:
        if field in values:
            setattr(obj, field, values[field])


def _refuse_lead_without_portfolio(post: Post) -> None:
    if post.role == Role.PORTFOLIO_LEAD and post.portfolio is None:
        raise NotPossible("A portfolio lead needs a portfolio. Choose one.")
