"""Acts on portfolios."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from jac_tracker.accounts.actions.refusals import keeper_of_people, refusing_a_second
from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.enums import PeopleVerb
from jac_tracker.accounts.models import PeopleEvent, Portfolio
from jac_tracker.history import digest, record, refuse_stale

PORTFOLIO_FIELDS = ("name", "is_active")
_TAKEN = "There is a portfolio of that name. Enter another one"


@transaction.atomic
def add_portfolio(*, name: str, by: Actor, at: datetime) -> Portfolio:
    """A new portfolio. Raises NotPossible if there is one of that name, in whatever case."""
    by = keeper_of_people(by)
    portfolio = Portfolio(name=name)
    event = PeopleEvent(verb=PeopleVerb.ADD_PORTFOLIO, portfolio=portfolio)
    with refusing_a_second("portfolio_name_unique", _TAKEN):
        record([portfolio], by=by, at=at, event=event)
    return portfolio


@transaction.atomic
def change_portfolio(
    *, portfolio: Portfolio, values: Mapping[str, Any], shown: str | None = None, by: Actor, at: datetime, why: str = ""
) -> Portfolio:
    """Change a portfolio's name or take it out of use; nothing is recorded where nothing differs.

    Raises StaleEdit, and NotPossible if there is another of that name.
    """
    by = keeper_of_people(by)
    portfolio = Portfolio.objects.locked().get(pk=portfolio.pk)
    refuse_stale(portfolio, PORTFOLIO_FIELDS, shown)
    before = digest(portfolio, PORTFOLIO_FIELDS)
    for field in PORTFOLIO_FIELDS:
        setattr(portfolio, field, values.get(field, getattr(portfolio, field)))
    if digest(portfolio, PORTFOLIO_FIELDS) != before:
        event = PeopleEvent(verb=PeopleVerb.CHANGE_PORTFOLIO, portfolio=portfolio)
        with refusing_a_second("portfolio_name_unique", _TAKEN):
            record([portfolio], by=by, at=at, why=why, event=event)
    return portfolio
