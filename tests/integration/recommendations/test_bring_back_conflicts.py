"""The round trip, back: items that somebody has changed in the register since the sheet went out."""

from datetime import date, datetime, timedelta

import pytest
from openpyxl import Workbook

from inspections.models import Publication
from recommendations import actions
from recommendations.enums import Rag
from recommendations.models import ProgressUpdate, Recommendation
from tests.conftest import NOON, TODAY
from tests.factories.people import Cast
from tests.factories.recommendations import make_recommendation, make_update
from tests.integration.recommendations.conftest import People
from tests.integration.recommendations.pages import words
from tests.integration.recommendations.sheets import confirm, edit, looked_at, now, sheet

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sheets_read_here")]
AN_HOUR = timedelta(hours=1)


def changed_meanwhile(cast: Cast, item: Recommendation, at: datetime = NOON) -> None:
    actions.extend_target(
        recommendation=item, target_on=date(2022, 7, 1), by=cast.liaison.actor(TODAY), at=at, why="It waits for money."
    )


@pytest.fixture
def both(people: People, cast: Cast, publication: Publication) -> tuple[Recommendation, Workbook]:
    """An item whose target was put back after its sheet, in which it was put back too, went out."""
    item = make_recommendation(cast, publication)
    actions.set_target(recommendation=item, target_on=date(2022, 6, 1), by=cast.owner.actor(TODAY), at=NOON - AN_HOUR)
    book = edit(sheet(people.owner), item, TARGET=date(2022, 9, 1), REASON="A trainer left.")
    changed_meanwhile(cast, item)
    return item, book


def test_a_row_that_both_sides_changed_waits_for_a_decision(
    people: People, both: tuple[Recommendation, Workbook]
) -> None:
    item, book = both
    page = looked_at(people.owner, book)

    assert "1 changed in the register since the sheet went out" in words(page)
    assert "In the register now 1 July 2022 In your sheet 1 September 2022" in words(page)
    answer = confirm(people.owner, page)

    assert answer.status_code == 409
    assert "Decide on each row" in answer.content.decode()
    assert now(item).internal_target_on == date(2022, 7, 1)


@pytest.mark.parametrize(("whose", "target_on"), [("mine", date(2022, 9, 1)), ("theirs", date(2022, 7, 1))])
def test_what_was_decided_stands(
    whose: str, target_on: date, people: People, both: tuple[Recommendation, Workbook]
) -> None:
    item, book = both

    answer = confirm(people.owner, looked_at(people.owner, book), **{item.reference.replace("-", "_"): whose})

    assert answer["Location"] == "/register/"
    assert now(item).internal_target_on == target_on


def test_a_row_that_says_what_the_register_says_by_now_is_done_already(
    people: People, cast: Cast, publication: Publication
) -> None:
    item = make_recommendation(cast, publication)
    book = edit(sheet(people.owner), item, TARGET=date(2022, 6, 1))
    actions.set_target(recommendation=item, target_on=date(2022, 6, 1), by=cast.liaison.actor(TODAY), at=NOON)

    page = looked_at(people.owner, book)

    assert "1 row changes nothing. There is nothing to change." in words(page)


def test_all_is_changed_or_nothing(people: People, cast: Cast, publication: Publication) -> None:
    first, second = make_recommendation(cast, publication), make_recommendation(cast, publication)
    book = edit(sheet(people.owner), first, PROGRESS="Done.")
    edit(book, second, PROGRESS="Begun.")
    page = looked_at(people.owner, book)
    make_update(cast, second, at=NOON)

    answer = confirm(people.owner, page)

    assert answer.status_code == 409
    assert [update.text for update in ProgressUpdate.objects.all()] == ["Training has begun."]


def test_a_row_changed_after_it_was_decided_is_looked_at_again(
    people: People, cast: Cast, both: tuple[Recommendation, Workbook]
) -> None:
    item, book = both
    page = looked_at(people.owner, book)
    make_update(cast, item, at=NOON)

    answer = confirm(people.owner, page, **{item.reference.replace("-", "_"): "mine"})

    assert answer.status_code == 409
    assert f"Somebody else changed {item.reference}" in answer.content.decode()
    assert now(item).internal_target_on == date(2022, 7, 1)


def test_a_conflict_tells_what_else_has_changed(people: People, cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)
    book = edit(sheet(people.liaison), item, PROGRAMME="Trust")
    make_update(cast, item, "Half are trained.", rag=Rag.AMBER, rag_reason="It is late.", at=NOON)

    page = words(looked_at(people.liaison, book))

    assert "Programme When the sheet went out Empty In the register now Empty In your sheet Trust" in page
    assert "Also changed in the register since" in page
    for told in ("RAG Green Amber", "Why this RAG Empty It is late.", "Last progress Empty Half are trained."):
        assert told in page


def test_a_conflict_about_what_no_sheet_shows_says_where_to_look(
    people: People, cast: Cast, publication: Publication
) -> None:
    item = make_recommendation(cast, publication)
    book = edit(sheet(people.liaison), item, PROGRAMME="Trust")
    actions.reallocate(
        recommendation=item,
        owner_post=cast.owner.post,
        portfolio=cast.local,
        by=cast.liaison.actor(TODAY),
        at=NOON,
        why="It moves.",
    )

    page = words(looked_at(people.liaison, book))

    assert f"What was changed does not stand in the sheet: the history of {item.reference} says it." in page


def test_a_wanting_decision_is_asked_for_where_it_is_made(
    people: People, both: tuple[Recommendation, Workbook]
) -> None:
    item, book = both

    page = confirm(people.owner, looked_at(people.owner, book)).content.decode()

    assert "<title>Error: Check what the sheet changes" in page
    assert f'<a href="#row_2_mine">Decide what is to stand of {item.reference}</a>' in page
    assert 'id="row_2_mine"' in page


def test_what_was_decided_of_another_state_is_decided_anew(
    people: People, cast: Cast, both: tuple[Recommendation, Workbook]
) -> None:
    item, book = both
    page = looked_at(people.owner, book)
    make_update(cast, item, at=NOON)

    answer = confirm(people.owner, page, **{item.reference.replace("-", "_"): "mine"})

    assert answer.status_code == 409
    assert " checked" not in answer.content.decode()
