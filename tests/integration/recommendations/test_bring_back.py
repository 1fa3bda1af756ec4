"""The round trip, back: what was edited is done by the acts of the pages, and what was not changes nothing."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from inspections.models import Publication
from jac_tracker.history import drift
from recommendations import actions
from recommendations.enums import Rag, Status, Verb
from recommendations.models import ProgressUpdate, RecommendationEvent
from tests.conftest import NOON, TODAY
from tests.factories.everything import hash_of_all_tables
from tests.factories.people import Cast
from tests.factories.recommendations import make_recommendation, make_update
from tests.integration.recommendations.conftest import People
from tests.integration.recommendations.pages import words
from tests.integration.recommendations.planted import make_planted_item
from tests.integration.recommendations.sheets import FORMULAS, PLACES, again, confirm, edit, looked_at, now, sheet

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sheets_read_here")]
AN_HOUR = timedelta(hours=1)


def test_what_an_owner_edits_is_done_by_the_acts_of_its_pages(
    people: People, cast: Cast, publication: Publication
) -> None:
    item = make_recommendation(cast, publication)
    actions.set_target(recommendation=item, target_on=date(2022, 6, 1), by=cast.owner.actor(TODAY), at=NOON - AN_HOUR)
    book = edit(
        sheet(people.owner), item, PROGRESS="Half are trained.", RAG="Amber", RAG_REASON="A trainer left.",
        FORECAST=date(2022, 8, 1), TARGET=date(2022, 9, 1), REASON="There is one trainer less.",
    )  # fmt: skip

    page = looked_at(people.owner, book)
    assert "Our target In the register now 1 June 2022 In your sheet 1 September 2022" in words(page)
    assert "RAG In the register now Green In your sheet Amber" in words(page)
    assert now(item).rag == Rag.GREEN
    answer = confirm(people.owner, page)

    assert answer["Location"] == "/register/"
    item = now(item)
    assert (item.rag, item.rag_reason, item.forecast_on, item.internal_target_on) == (
        Rag.AMBER, "A trainer left.", date(2022, 8, 1), date(2022, 9, 1)
    )  # fmt: skip
    assert ProgressUpdate.objects.get().text == "Half are trained."
    events = list(RecommendationEvent.objects.filter(recommendation=item).order_by("-id")[:2])
    assert [(event.verb, event.why, event.by_post) for event in events] == [
        (Verb.RECORD_PROGRESS, "A trainer left.", cast.owner.post),
        (Verb.EXTEND_TARGET, "There is one trainer less.", cast.owner.post),
    ]
    assert drift() == []


def test_what_liaison_edits_is_done_by_the_acts_of_its_pages(
    people: People, cast: Cast, publication: Publication
) -> None:
    board = actions.add_board(name="Crime board", by=cast.liaison.actor(TODAY), at=NOON - AN_HOUR)
    new = make_recommendation(cast, publication, Status.AWAITING_ALLOCATION)
    old = make_recommendation(cast, publication)
    book = sheet(people.liaison)
    edit(book, new, OWNER=cast.owner.post.title, BOARD="Crime board", PROGRAMME="Trust")
    edit(book, old, OWNER=cast.other_owner.post.title, REASON="It is theirs now.", RAG="Red", RAG_REASON="It is late.")

    confirm(people.liaison, looked_at(people.liaison, book))

    new, old = now(new), now(old)
    assert (new.status, new.owner_post, new.board, new.programme) == (
        Status.IN_PROGRESS, cast.owner.post, board, "Trust"
    )  # fmt: skip
    assert (old.owner_post, old.rag, old.rag_reason) == (cast.other_owner.post, Rag.RED, "It is late.")
    verbs = [
        list(RecommendationEvent.objects.filter(recommendation=item).order_by("-id").values_list("verb", flat=True)[:2])
        for item in (new, old)
    ]
    assert verbs == [[Verb.SET_GOVERNANCE, Verb.ALLOCATE], [Verb.SET_RAG, Verb.REALLOCATE]]


def unedited(people: People) -> None:
    before = hash_of_all_tables()

    page = looked_at(people.liaison, sheet(people.liaison, status="all"))

    assert "There is nothing to change." in words(page)
    assert "cannot be taken" not in words(page)
    assert hash_of_all_tables() == before


def test_a_sheet_that_comes_back_unedited_changes_nothing(people: People, cast: Cast, publication: Publication) -> None:
    make_planted_item(cast, publication)
    for text in ("=1+1", "+44", "-5", "@you", "#N/A", " a\n b "):
        make_recommendation(cast, publication, title=text)

    unedited(people)


def test_a_thousand_rows_that_come_back_unedited_change_nothing(
    people: People, cast: Cast, publication: Publication, thorough: bool
) -> None:
    if not thorough:
        pytest.skip("a thousand items are made: --thorough")
    for number in range(1000):
        make_recommendation(cast, publication, title=f"{FORMULAS[number % len(FORMULAS)]} {number}")

    unedited(people)


def test_what_looks_like_a_formula_comes_back_as_it_was_typed(
    people: People, cast: Cast, publication: Publication
) -> None:
    item = make_recommendation(cast, publication)
    text = "\n".join(FORMULAS)

    confirm(people.owner, looked_at(people.owner, edit(sheet(people.owner), item, PROGRESS=text, TARGET="1/9/2022")))

    assert len(FORMULAS) >= 60
    assert ProgressUpdate.objects.get().text == text
    book = sheet(people.owner)
    assert book["Register"].cell(2, PLACES["last_progress"]).value == text


def test_a_sheet_that_comes_back_twice_is_done_once(people: People, cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)
    book = edit(
        sheet(people.liaison), item, PROGRESS="Half are trained.", CITES="E-mail of 28 February", RAG="Amber",
        RAG_REASON="A trainer left.", FORECAST=date(2022, 8, 1), PROGRAMME="Trust", REASON="As agreed.",
    )  # fmt: skip
    confirm(people.liaison, looked_at(people.liaison, book))

    page = looked_at(people.liaison, book)

    assert "1 row changes nothing. There is nothing to change." in words(page)


def test_the_same_progress_as_last_time_can_be_reported_again(
    people: People, cast: Cast, publication: Publication
) -> None:
    item = make_recommendation(cast, publication)
    make_update(cast, item, "Nothing is new.", at=NOON - AN_HOUR)

    confirm(people.owner, looked_at(people.owner, edit(sheet(people.owner), item, PROGRESS="Nothing is new.")))

    assert [update.text for update in ProgressUpdate.objects.all()] == ["Nothing is new."] * 2


def test_the_page_tells_the_last_progress_beside_the_new(people: People, cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)
    make_update(cast, item, "Half are trained.", at=NOON - AN_HOUR)

    page = looked_at(people.owner, edit(sheet(people.owner), item, PROGRESS="All are trained."))

    assert "New progress In the register now Half are trained. In your sheet All are trained." in words(page)


def test_looking_costs_the_same_for_one_row_and_for_four(people: People, cast: Cast, publication: Publication) -> None:
    actions.add_board(name="Crime board", by=cast.liaison.actor(TODAY), at=NOON - AN_HOUR)
    items = [make_recommendation(cast, publication, Status.AWAITING_ALLOCATION)]
    items += [make_recommendation(cast, publication) for _ in range(4)]
    browser = people.liaison
    book = sheet(browser)

    def statements(rows: int) -> int:
        some = again(book)
        for item in items[:rows]:
            edit(some, item, OWNER=cast.other_owner.post.title, BOARD="Crime board", REASON="It moves.")
            edit(some, item, PROGRESS="Begun.", CITES="E-mail", TARGET=date(2022, 9, 1))
        with CaptureQueriesContext(connection) as captured:
            page = looked_at(browser, some)
        assert f"{rows} will be changed" in words(page)
        return len(captured)

    statements(2)
    assert statements(2) == statements(5) <= 25
