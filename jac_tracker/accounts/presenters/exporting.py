"""The administrator's lists as files have them."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from jac_tracker.accounts.models import Post, User
from jac_tracker.accounts.presenters.lists import person_rows, post_rows
from jac_tracker.accounts.roles import Role
from jac_tracker.sheets.writing import Column, Of, Value

PEOPLE = (
    Column("name", "Name"),
    Column("rank", "Rank or title"),
    Column("number", "Collar number"),
    Column("email", "Email address"),
    Column("posts", "Posts held today", Of.LONG_TEXT),
    Column("signing_in", "Signing in"),
)
POSTS = (
    Column("title", "Post"),
    Column("role", "Role"),
    Column("portfolio", "Portfolio"),
    Column("unit", "Office or unit"),
    Column("held_by", "Held today by", Of.LONG_TEXT),
    Column("use", "Use"),
)
PORTFOLIOS = (
    Column("name", "Name"),
    Column("use", "Use"),
    Column("posts", "Posts", Of.NUMBER),
)


def people_values(people: Iterable[User], on: date) -> Iterator[tuple[Value, ...]]:
    """A row of `PEOPLE`'s values for each person: one more statement, however many there are."""
    for row in person_rows(people, on):
        person = row.person
        yield person.name, person.rank, person.number, person.email, ", ".join(row.posts), row.signing_in


def posts_values(posts: Iterable[Post], on: date) -> Iterator[tuple[Value, ...]]:
    """A row of `POSTS`' values for each post: one more statement, however many there are."""
    for row in post_rows(posts, on):
        post = row.post
        portfolio = str(post.portfolio) if post.portfolio else ""
        yield post.title, Role(post.role).label, portfolio, post.unit, ", ".join(row.holders), _use(post)


def portfolios_values(portfolios: Iterable[Any]) -> Iterator[tuple[Value, ...]]:
    """A row of `PORTFOLIOS`' values for each portfolio, which comes with its number of posts."""
    for portfolio in portfolios:
        yield portfolio.name, _use(portfolio), portfolio.number_of_posts


def _use(row: Any) -> str:
    return "In use" if row.is_active else "Not in use"
