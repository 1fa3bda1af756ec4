"""What the pages about people print."""

from jac_tracker.accounts.presenters.demo import DemoPerson, demo_people
from jac_tracker.accounts.presenters.entries import Change, Entry, add_people, signature
from jac_tracker.accounts.presenters.exporting import (
    PEOPLE,
    PORTFOLIOS,
    POSTS,
    USE,
)
from jac_tracker.accounts.presenters.lists import chosen_filters, person_rows, post_rows, signing_in
from jac_tracker.accounts.presenters.timeline import person_timeline, portfolio_timeline, post_timeline

__all__ = [
    "PEOPLE",
    "PORTFOLIOS",
    "POSTS",
    "USE",
    "Change",
    "DemoPerson",
    "Entry",
    "add_people",
    "chosen_filters",
    "demo_people",
    "person_rows",
    "person_timeline",
    "portfolio_timeline",
    "post_rows",
    "post_timeline",
    "signature",
    "signing_in",
]
