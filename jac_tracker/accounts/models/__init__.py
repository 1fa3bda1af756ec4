"""Who people are: users, portfolios, posts and who holds them."""

from jac_tracker.accounts.models.event import PeopleEvent
from jac_tracker.accounts.models.post import Holding, Portfolio, Post
from jac_tracker.accounts.models.token import AccessToken
from jac_tracker.accounts.models.user import User

__all__ = ["AccessToken", "Holding", "PeopleEvent", "Portfolio", "Post", "User"]
