"""Acts on posts."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from jac_tracker.accounts.actions.refusals import (
    NotPossible,
    keeper_of_people,
    one_at_a_time,
    refuse_to_leave_nobody,
    refusing_a_second,
)
from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.enums import PeopleVerb
from jac_tracker.accounts.models import PeopleEvent, Portfolio, Post
from jac_tracker.accounts.roles import Role
from jac_tracker.history import digest, record, refuse_stale

POST_FIELDS = ("title", "role", "portfolio", "unit", "is_active")
_TAKEN = "There is a post of that title. Enter another one"


@transaction.atomic
def add_post(
    *, title: str, role: Role, portfolio: Portfolio | None = None, unit: str = "", by: Actor, at: datetime
) -> Post:
    """A new post. Raises NotPossible for a portfolio lead without a portfolio, or a title that another post has."""
    by = keeper_of_people(by)
    post = Post(title=title, role=role, portfolio=portfolio, unit=unit)
    _refuse_lead_without_portfolio(post)
    with refusing_a_second("post_title_unique", _TAKEN):
        record([post], by=by, at=at, event=PeopleEvent(verb=PeopleVerb.ADD_POST, post=post))
    return post


@transaction.atomic
def change_post(
    *, post: Post, values: Mapping[str, Any], shown: str | None = None, by: Actor, at: datetime, why: str = ""
) -> Post:
    """Change a post; nothing is recorded where nothing differs.

    Raises StaleEdit, and NotPossible for a portfolio lead without a portfolio, a title that another post has, or where
    nobody would be left to keep people and posts.
    """
    by = keeper_of_people(by)
    one_at_a_time()
    post = Post.objects.locked().get(pk=post.pk)
    refuse_stale(post, POST_FIELDS, shown)
    before = digest(post, POST_FIELDS)
    for field in POST_FIELDS:
        setattr(post, field, values.get(field, getattr(post, field)))
    _refuse_lead_without_portfolio(post)
    if digest(post, POST_FIELDS) != before:
        with refusing_a_second("post_title_unique", _TAKEN):
            record([post], by=by, at=at, why=why, event=PeopleEvent(verb=PeopleVerb.CHANGE_POST, post=post))
        refuse_to_leave_nobody(by, by.on)
    return post


def _refuse_lead_without_portfolio(post: Post) -> None:
    if post.role == Role.PORTFOLIO_LEAD and post.portfolio is None:
        raise NotPossible("A portfolio lead needs a portfolio. Choose one.")
