"""What the lists of people and posts can be narrowed by. The filters live in the address."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from jac_tracker.accounts.models import Post, User
from jac_tracker.accounts.models.post import PostQuerySet
from jac_tracker.accounts.models.user import UserQuerySet


def filtered_people(values: Mapping[str, Any], on: date) -> UserQuerySet:
    """The people who fit what a PeopleFilterForm holds, on the day."""
    people: UserQuerySet = User.objects.with_words(values["q"], on)
    match values["who"]:
        case "no-post":
            return people.active().without_post(on)
        case "no-password":
            return people.active().without_password()
        case "deactivated":
            return people.filter(is_active=False)
        case _:
            return people


def filtered_posts(values: Mapping[str, Any], on: date) -> PostQuerySet:
    """The posts that fit what a PostsFilterForm holds, on the day."""
    posts = Post.objects.with_words(values["q"], on)
    if values["role"]:
        posts = posts.filter(role=values["role"])
    match values["use"]:
        case "vacant":
            return posts.vacant(on)
        case "not-in-use":
            return posts.filter(is_active=False)
        case _:
            return posts
