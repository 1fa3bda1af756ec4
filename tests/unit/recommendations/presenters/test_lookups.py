"""The names that the items of a list point to."""

import pytest

from inspections.models import Publication
from jac_tracker.accounts.actor import Actor
from recommendations import actions
from recommendations.presenters.lookups import Lookups
from recommendations.presenters.reading import Reading
from tests.conftest import NOON, TODAY
from tests.factories.inspections import make_inspection, make_publication
from tests.factories.people import Cast
from tests.factories.recommendations import make_recommendation

pytestmark = pytest.mark.django_db


Names = dict[str, set[str]]


def names(actor: Actor) -> Names:
    found = Lookups.of(actor, Reading(TODAY))
    return {
        "reports": set(found.inspections.values()),
        "posts": set(found.posts.values()),
        "portfolios": set(found.portfolios.values()),
        "boards": set(found.boards.values()),
    }


def test_the_names_are_those_of_the_items_that_the_reader_may_see_now(cast: Cast, publication: Publication) -> None:
    liaison, owner, reader = (member.actor(TODAY) for member in (cast.liaison, cast.owner, cast.secretary))
    board = actions.add_board(name="Crime Board", by=liaison, at=NOON)
    nothing: Names = {"reports": set(), "posts": set(), "portfolios": set(), "boards": set()}
    assert [names(actor) for actor in (liaison, owner, reader)] == [nothing] * 3

    item = make_recommendation(cast, publication)
    given = {"programme": "", "risk_reference": "", "risk_rating": ""}
    actions.set_governance(recommendation=item, board=board, **given, by=liaison, at=NOON)
    open_to_all = {"reports": {"Serious youth violence"}, "posts": {"Force Crime Registrar"}}
    ours = {"portfolios": {"Crime"}, "boards": {"Crime Board"}}
    assert names(liaison) == names(owner) == open_to_all | ours
    assert names(reader) == open_to_all | {"portfolios": set(), "boards": set()}

    make_recommendation(cast, make_publication(make_inspection("Undercover policing", embargoed=True)))
    assert names(liaison)["reports"] == {"Serious youth violence", "Undercover policing"}
    assert names(owner)["reports"] == names(reader)["reports"] == {"Serious youth violence"}
