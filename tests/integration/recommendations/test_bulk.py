"""One change to many items: looked at row by row, confirmed with one reason, all or none."""

import re
from datetime import date, timedelta
from typing import Any

import pytest

from inspections.models import Publication
from recommendations import actions
from recommendations.enums import Rag, Status, Verb
from recommendations.models import RecommendationEvent
from tests.conftest import NOON, TODAY
from tests.factories.everything import hash_of_all_tables
from tests.factories.people import Cast
from tests.factories.recommendations import make_recommendation
from tests.integration.recommendations.bulking import BULK, WHY, events, hidden, sent, to_owner
from tests.integration.recommendations.conftest import People
from tests.integration.recommendations.pages import REGISTER, words

pytestmark = pytest.mark.django_db


# The preview


def test_the_preview_shows_each_row_and_writes_nothing(people: People, cast: Cast, publication: Publication) -> None:
    items = [make_recommendation(cast, publication), make_recommendation(cast, publication, Status.AWAITING_ALLOCATION)]
    browser = people.liaison
    before = hash_of_all_tables()

    page = browser.post(BULK, **to_owner(cast, *items)).content.decode()

    assert "MP-2022-001 Record every crime within 24 hours Force Crime Registrar Head of Neighbourhoods" in words(page)
    assert "MP-2022-002 Record every crime within 24 hours None yet Head of Neighbourhoods" in words(page)
    assert "Change 2 items" in page
    assert hidden(page)["row"] == sent(*items)
    assert hash_of_all_tables() == before


def test_a_refusal_is_the_sentence_of_the_single_act_and_can_be_left_out(
    people: People, cast: Cast, publication: Publication
) -> None:
    good = make_recommendation(cast, publication)
    closed = make_recommendation(cast, publication, Status.CLOSED_COMPLETE)
    browser = people.liaison

    page = browser.post(BULK, **to_owner(cast, good, closed)).content.decode()
    single = browser.page(f"{REGISTER}{closed.reference}/reallocate/")
    after = browser.post(BULK, **hidden(page), step="preview").content.decode()

    sentence = "“Change the owner” is for an item that is"
    assert words(page).count(sentence) == 1
    assert re.findall(rf"{sentence}[^.]*\. This one is [^.]*\.", words(page)) == re.findall(
        rf"{sentence}[^.]*\. This one is [^.]*\.", words(single)
    )
    assert 'value="confirm"' not in page
    assert hidden(page)["row"] == sent(good)
    assert "Change 1 item" in after


def test_a_row_that_has_the_value_already_is_refused(people: People, cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)

    page = people.liaison.post(BULK, **to_owner(cast, item, owner_post=cast.owner.post.pk)).content.decode()

    assert "This would change nothing: it is so already." in words(page)


# Confirming


def test_a_confirmed_change_leaves_the_history_of_the_single_acts(
    people: People, cast: Cast, publication: Publication
) -> None:
    given, waiting = (
        make_recommendation(cast, publication),
        make_recommendation(cast, publication, Status.AWAITING_ALLOCATION),
    )
    browser = people.liaison
    page = browser.post(BULK, **to_owner(cast, given, waiting, filters="rag=green")).content.decode()

    answer = browser.post(BULK, **hidden(page), step="confirm")

    given.refresh_from_db()
    waiting.refresh_from_db()
    assert (answer.status_code, answer["Location"]) == (302, "/register/?rag=green")
    assert (given.owner_post, waiting.owner_post) == (cast.other_owner.post, cast.other_owner.post)
    assert (given.portfolio, waiting.portfolio) == (cast.local, cast.local)
    assert waiting.status == Status.IN_PROGRESS
    newest = [RecommendationEvent.objects.filter(recommendation=item).latest("id") for item in (given, waiting)]
    assert [(event.verb, event.why, event.by_post) for event in newest] == [
        (Verb.REALLOCATE, WHY, cast.liaison.post),
        (Verb.ALLOCATE, WHY, cast.liaison.post),
    ]
    assert [row.act for row in (given.history.first(), waiting.history.first())] == [event.act for event in newest]
    assert "Owner of 2 items changed: Head of Neighbourhoods." in browser.page(REGISTER)


@pytest.mark.parametrize(
    ("name", "verb", "values"),
    [
        ("liaison", Verb.SET_GOVERNANCE, {"what": "board"}),
        ("owner", Verb.EXTEND_TARGET, {"what": "target", "target_on_day": "30", "target_on_month": "6",
                                       "target_on_year": "2022"}),
        ("lead", Verb.SET_RAG, {"what": "rag", "rag": "amber"}),
    ],
)  # fmt: skip
def test_each_change_is_made_under_the_post_that_may(
    name: str, verb: Verb, values: dict[str, Any], people: People, cast: Cast, publication: Publication
) -> None:
    items = [make_recommendation(cast, publication) for _ in range(2)]
    for item in items:
        by: dict[str, Any] = {"by": cast.owner.actor(TODAY), "at": NOON - timedelta(hours=1)}
        actions.set_target(recommendation=item, target_on=date(2022, 5, 31), **by)
        item.refresh_from_db()
    board = actions.add_board(name="Crime board", by=cast.liaison.actor(TODAY), at=NOON)
    given = values | ({"board": board.pk} if verb == Verb.SET_GOVERNANCE else {})

    answer = getattr(people, name).post(BULK, **given, reason=WHY, row=sent(*items), step="confirm")

    assert answer.status_code == 302
    assert events(verb) == ["MP-2022-001", "MP-2022-002"]
    told = RecommendationEvent.objects.filter(verb=verb)
    assert {(event.why, event.by_post) for event in told} == {(WHY, getattr(cast, name).post)}


def test_a_refusal_in_the_middle_takes_everything_back(people: People, cast: Cast, publication: Publication) -> None:
    first, last = make_recommendation(cast, publication), make_recommendation(cast, publication)
    middle = make_recommendation(cast, publication, Status.CLOSED_COMPLETE)
    browser = people.liaison
    before = hash_of_all_tables()

    answer = browser.post(BULK, **to_owner(cast, first, middle, last), step="confirm")

    assert answer.status_code == 409
    assert "Nothing has been changed. MP-2022-003: “Change the owner” is for" in words(answer.content.decode())
    assert hash_of_all_tables() == before


def test_what_changed_after_the_preview_is_not_changed_again_unseen(
    people: People, cast: Cast, publication: Publication
) -> None:
    items = [make_recommendation(cast, publication) for _ in range(2)]
    browser = people.liaison
    page = browser.post(BULK, **to_owner(cast, *items)).content.decode()
    actions.set_rag(recommendation=items[1], rag=Rag.RED, by=cast.lead.actor(TODAY), at=NOON, why="It slips.")
    before = hash_of_all_tables()

    answer = browser.post(BULK, **hidden(page), step="confirm")

    again = answer.content.decode()
    assert answer.status_code == 409
    assert "Somebody else changed MP-2022-002 after you were shown the list. Nothing has been changed." in words(again)
    assert again.count("Changed since you were shown it") == 1
    assert hash_of_all_tables() == before
    assert browser.post(BULK, **hidden(again), step="confirm").status_code == 302


def test_a_form_without_its_digests_changes_nothing(people: People, cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)

    answer = people.liaison.post(BULK, **to_owner(cast, item, row=[f":{item.reference}"]), step="confirm")

    assert answer.status_code == 409
    assert events(Verb.REALLOCATE) == []
