"""The history of one item: old and new values, under the names of the time."""

from datetime import timedelta

import pytest

from inspections.models import Publication
from jac_tracker.accounts import actions as people_actions
from recommendations import actions
from tests.conftest import NOON, TODAY
from tests.factories.people import SETTER_UP, Cast
from tests.factories.recommendations import make_recommendation, make_update
from tests.integration.recommendations.conftest import People
from tests.integration.recommendations.pages import address, words
from tests.integration.recommendations.planted import make_planted_item

pytestmark = pytest.mark.django_db


def test_history_has_old_and_new_values_and_names_as_they_were(
    people: People, cast: Cast, publication: Publication
) -> None:
    item = make_recommendation(cast, publication)
    actions.reallocate(
        recommendation=item, owner_post=cast.other_owner.post, by=cast.liaison.actor(TODAY), at=NOON, why="His."
    )
    later = NOON + timedelta(hours=1)
    people_actions.change_post(post=cast.other_owner.post, values={"title": "Renamed post"}, by=SETTER_UP, at=later)
    people_actions.change_person(person=cast.liaison.user, values={"name": "Renamed Liaison"}, by=SETTER_UP, at=later)

    page = words(people.liaison.page(address(item)))
    history = page[page.index("History") :]

    assert "Owner changed by HMICFRS Force Liaison Officer (Lia Liaison) 1 March 2022 at midday His." in history
    assert "Owner post Force Crime Registrar Head of Neighbourhoods" in history
    assert "Owner Renamed post" in page[: page.index("History")]
    assert history.index("Owner changed") < history.index("Allocated") < history.index("Registered")


def test_history_tells_of_progress_parts_and_statuses(people: People, cast: Cast, publication: Publication) -> None:
    page = words(people.liaison.page(address(make_planted_item(cast, publication))))
    history = page[page.index("History") :]

    for told in [
        "Progress Empty Plantedprogress",
        "What Entered HMICFRS's status Being progressed",
        "RAG Green Amber",
        "Part (a): text audit each month",
        "Supporting post Head of Neighbourhoods",
        "Wording for the committee Plantedwording",
        "Comment for the response Plantedreply",
        "Internal target 1 June 2022 20 June 2022",
    ]:
        assert told in history, told


def test_a_removed_part_is_kept_in_the_history(people: People, cast: Cast, publication: Publication) -> None:
    item = make_planted_item(cast, publication)
    actions.set_parts(recommendation=item, parts=[], by=cast.liaison.actor(TODAY), at=NOON, why="Not a part.")

    page = words(people.liaison.page(address(item)))

    assert "Part (a): text audit each month Empty" in page
    assert "Part (a)" not in page[: page.index("History")]


def test_a_correction_and_what_it_corrects_name_each_other(
    people: People, cast: Cast, publication: Publication
) -> None:
    item = make_recommendation(cast, publication)
    first = make_update(cast, item, "Wrong", at=NOON - timedelta(days=2))
    make_update(cast, item, "Right", corrects=first, at=NOON)

    page = words(people.owner.page(address(item)))

    assert "This corrects the update of 27 February 2022. Right" in page
    assert "A later update corrects this one. Wrong" in page
