"""Every change to people, portfolios, posts and who holds them."""

from jac_tracker.accounts.actions.holdings import end_holding, hand_over
from jac_tracker.accounts.actions.people import (
    PERSON_FIELDS,
    add_person,
    change_password,
    change_person,
    deactivate_person,
    reactivate_person,
    set_password,
)
from jac_tracker.accounts.actions.portfolios import PORTFOLIO_FIELDS, add_portfolio, change_portfolio
from jac_tracker.accounts.actions.posts import POST_FIELDS, add_post, change_post
from jac_tracker.accounts.actions.refusals import NotPossible
from jac_tracker.accounts.actions.tokens import make_token, revoke_token

__all__ = [
    "PERSON_FIELDS",
    "PORTFOLIO_FIELDS",
    "POST_FIELDS",
    "NotPossible",
    "add_person",
    "add_portfolio",
    "add_post",
    "change_password",
    "change_person",
    "change_portfolio",
    "change_post",
    "deactivate_person",
    "end_holding",
    "hand_over",
    "make_token",
    "reactivate_person",
    "revoke_token",
    "set_password",
]
