"""What a reader may not see shows in no list, search, filter, order or drop-down of the register."""

from datetime import date, timedelta
from typing import Any

import pytest

from inspections.models import Publication
from recommendations import actions
from recommendations.enums import Marking, Status
from tests.conftest import NOON, TODAY
from tests.factories.people import Cast
from tests.factories.recommendations import make_recommendation, make_update
from tests.integration.recommendations.conftest import People
from tests.integration.recommendations.pages import REGISTER, counted, references

pytestmark = pytest.mark.django_db


def planted(cast: Cast, publication: Publication, embargoed: Publication) -> None:
    """Plantedword in all that the owner of another portfolio may not see."""
    own = make_recommendation(cast, publication, title="Plantedword ours", theme="Plantedword")
    make_update(cast, own, "Plantedword in progress", at=NOON)
    board = actions.add_board(name="Plantedword board", by=cast.liaison.actor(TODAY), at=NOON)
    actions.set_governance(
        recommendation=own,
        board=board,
        programme="Plantedword",
        risk_reference="Plantedword",
        risk_rating="",
        by=cast.liaison.actor(TODAY),
        at=NOON,
    )
    make_recommendation(cast, publication, text="Plantedword secret", marking=Marking.OFFICIAL_SENSITIVE)
    make_recommendation(cast, embargoed, text="Plantedword embargoed", title="Plantedword")


@pytest.mark.parametrize("name", ["other_owner", "other_lead", "secretary"])
@pytest.mark.parametrize(
    "query",
    [
        {},
        {"status": "all"},
        {"sort": "update"},
        {"sort": "-update"},
        {"as_at": "2022-03-01", "status": "all"},
        {"as_at": "2022-03-01", "sort": "-update"},
    ],
)
def test_a_planted_word_is_on_no_page(
    name: str,
    query: dict[str, str],
    people: People,
    cast: Cast,
    publication: Publication,
    embargoed: Publication,
) -> None:
    planted(cast, publication, embargoed)

    page = getattr(people, name).page(REGISTER, **query)

    assert references(page) == ["MP-2022-001"]
    assert "Plantedword" not in page


@pytest.mark.parametrize("name", ["other_owner", "other_lead", "secretary"])
@pytest.mark.parametrize("as_at", ["", "2022-03-01"])
def test_a_search_for_a_planted_word_finds_nothing(
    name: str, as_at: str, people: People, cast: Cast, publication: Publication, embargoed: Publication
) -> None:
    planted(cast, publication, embargoed)

    page = getattr(people, name).page(REGISTER, q="plantedword", status="all", as_at=as_at)

    assert references(page) == []
    assert counted(page).get("All", (0, ""))[0] == 0


def test_a_search_for_a_planted_word_finds_all_of_it_for_who_may_see_it(
    people: People, cast: Cast, publication: Publication, embargoed: Publication
) -> None:
    planted(cast, publication, embargoed)

    assert len(references(people.liaison.page(REGISTER, q="PLANTEDWORD"))) == 3
    assert len(references(people.owner.page(REGISTER, q="plantedword"))) == 2


BEYOND_HEADLINE: list[dict[str, Any]] = [
    {"tracked": "yes"},
    {"marking": "official"},
    {"progress": "stale"},
    {"proposal": "waiting"},
]


def test_filters_beyond_the_headline_find_nothing_that_is_seen_as_a_headline(
    people: People, cast: Cast, publication: Publication
) -> None:
    item = make_recommendation(cast, publication, at=NOON - timedelta(days=100))
    actions.propose_in_error(recommendation=item, by=cast.liaison.actor(TODAY), at=NOON, why="Twice.")
    own = make_recommendation(cast, publication, Status.IN_PROGRESS)
    actions.reallocate(
        recommendation=own, owner_post=cast.other_owner.post, by=cast.liaison.actor(TODAY), at=NOON, why="His."
    )

    for query in [*BEYOND_HEADLINE, {"portfolio": cast.crime.pk}]:
        assert item.reference in references(people.liaison.page(REGISTER, **query)), query
        assert item.reference not in references(people.other_owner.page(REGISTER, **query)), query


def test_who_sees_headlines_alone_is_offered_no_filter_beyond_them(
    people: People, cast: Cast, publication: Publication
) -> None:
    item = make_recommendation(cast, publication)

    for query in [*BEYOND_HEADLINE, {"portfolio": cast.crime.pk}, {"board": "1"}]:
        page = people.secretary.page(REGISTER, **query)
        assert f'<select name="{next(iter(query))}"' not in page
        assert references(page) == [item.reference]  # unknown, so harmless: whatever its value, it tells nothing


def test_the_deadline_filter_does_not_tell_of_our_own_target(
    people: People, cast: Cast, publication: Publication
) -> None:
    item = make_recommendation(cast, publication)
    actions.set_target(
        recommendation=item, target_on=date(2022, 2, 1), by=cast.owner.actor(TODAY), at=NOON - timedelta(days=40)
    )

    assert references(people.liaison.page(REGISTER, due="overdue")) == ["MP-2022-001"]
    assert references(people.secretary.page(REGISTER, due="overdue")) == []
    assert references(people.secretary.page(REGISTER, due="none")) == ["MP-2022-001"]


def test_the_order_by_last_update_does_not_tell_which_headline_was_updated(
    people: People, cast: Cast, publication: Publication
) -> None:
    make_recommendation(cast, publication)
    make_update(cast, make_recommendation(cast, publication), at=NOON)

    assert references(people.liaison.page(REGISTER, sort="-update")) == ["MP-2022-002", "MP-2022-001"]
    assert references(people.secretary.page(REGISTER, sort="-update")) == ["MP-2022-001", "MP-2022-002"]


def test_drop_downs_offer_only_what_the_reader_may_see(
    people: People, cast: Cast, publication: Publication, embargoed: Publication
) -> None:
    make_recommendation(cast, publication)
    hidden = make_recommendation(cast, embargoed)
    actions.reallocate(
        recommendation=hidden, owner_post=cast.other_owner.post, by=cast.liaison.actor(TODAY), at=NOON, why="Theirs."
    )

    everything, own = people.liaison.page(REGISTER), people.lead.page(REGISTER)

    assert "Head of Neighbourhoods</option>" in everything
    assert "Undercover policing</option>" in everything
    assert "Local Policing</option>" in everything
    assert "Head of Neighbourhoods" not in own
    assert "Undercover" not in own
    assert "Local Policing</option>" not in own
    assert "Crime</option>" in own
