"""Acts on portfolios and posts."""

import pytest

from jac_tracker.accounts import actions
from jac_tracker.accounts.models import PeopleEvent, Portfolio, Post
from jac_tracker.accounts.roles import Role
from jac_tracker.history import StaleEdit, digest
from tests.conftest import NOON, TODAY
from tests.factories.people import SETTER_UP, Cast, make_member

pytestmark = pytest.mark.django_db


def test_a_name_or_title_that_another_has_is_refused_whatever_the_case(cast: Cast) -> None:
    events = PeopleEvent.objects.count()

    with pytest.raises(actions.NotPossible, match="portfolio of that name"):
        actions.add_portfolio(name="CRIME", by=SETTER_UP, at=NOON)
    with pytest.raises(actions.NotPossible, match="portfolio of that name"):
        actions.change_portfolio(portfolio=cast.local, values={"name": "crime"}, by=SETTER_UP, at=NOON)
    with pytest.raises(actions.NotPossible, match="post of that title"):
        actions.add_post(title="acc crime", role=Role.OWNER, by=SETTER_UP, at=NOON)
    with pytest.raises(actions.NotPossible, match="post of that title"):
        actions.change_post(post=cast.owner.post, values={"title": "Acc Crime"}, by=SETTER_UP, at=NOON)

    assert PeopleEvent.objects.count() == events


def test_its_own_name_in_another_case_is_a_change_like_any_other(cast: Cast) -> None:
    actions.change_portfolio(portfolio=cast.crime, values={"name": "CRIME"}, by=SETTER_UP, at=NOON)

    assert Portfolio.objects.get(pk=cast.crime.pk).name == "CRIME"


def test_a_change_of_nothing_leaves_nothing(cast: Cast) -> None:
    events, rows = PeopleEvent.objects.count(), Post.history.count() + Portfolio.history.count()

    actions.change_portfolio(portfolio=cast.crime, values={"name": "Crime", "is_active": True}, by=SETTER_UP, at=NOON)
    actions.change_post(post=cast.owner.post, values={"portfolio": cast.crime, "unit": ""}, by=SETTER_UP, at=NOON)

    assert (PeopleEvent.objects.count(), Post.history.count() + Portfolio.history.count()) == (events, rows)


def test_a_change_touches_what_it_names_and_nothing_else(cast: Cast) -> None:
    actions.change_post(post=cast.owner.post, values={"unit": "Crime Registry"}, by=SETTER_UP, at=NOON, why="Moved")

    post = Post.objects.get(pk=cast.owner.post.pk)
    assert (post.title, post.role, post.portfolio, post.unit, post.is_active) == (
        "Force Crime Registrar",
        Role.OWNER,
        cast.crime,
        "Crime Registry",
        True,
    )
    assert Post.history.filter(id=post.pk).first().history_change_reason == "Moved"


def test_an_overtaken_change_is_refused(cast: Cast) -> None:
    shown = digest(cast.owner.post, actions.POST_FIELDS)
    actions.change_post(post=cast.owner.post, values={"unit": "Theirs"}, by=SETTER_UP, at=NOON)

    with pytest.raises(StaleEdit):
        actions.change_post(post=cast.owner.post, values={"unit": "Mine"}, shown=shown, by=SETTER_UP, at=NOON)

    assert Post.objects.get(pk=cast.owner.post.pk).unit == "Theirs"


def test_a_portfolio_lead_needs_a_portfolio(cast: Cast) -> None:
    with pytest.raises(actions.NotPossible, match="needs a portfolio"):
        actions.add_post(title="ACC Nothing", role=Role.PORTFOLIO_LEAD, by=SETTER_UP, at=NOON)
    with pytest.raises(actions.NotPossible, match="needs a portfolio"):
        actions.change_post(post=cast.lead.post, values={"portfolio": None}, by=SETTER_UP, at=NOON)

    assert Post.objects.get(pk=cast.lead.post.pk).portfolio == cast.crime


@pytest.mark.parametrize("values", [{"is_active": False}, {"role": Role.AUDITOR}])
def test_the_last_administrators_post_stays_one(values: dict[str, object], cast: Cast) -> None:
    by = cast.administrator.actor(TODAY)

    with pytest.raises(actions.NotPossible, match="leave nobody to keep people"):
        actions.change_post(post=cast.administrator.post, values=values, by=by, at=NOON)
    post = Post.objects.get(pk=cast.administrator.post.pk)
    assert (post.role, post.is_active) == (Role.ADMINISTRATOR, True)

    make_member("Abe Admin", "Second Administrator", Role.ADMINISTRATOR)
    actions.change_post(post=cast.administrator.post, values=values, by=by, at=NOON)
