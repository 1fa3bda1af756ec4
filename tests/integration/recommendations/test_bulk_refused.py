"""What a change of many items refuses: what is not theirs to know or to do, and what no page can read."""

from datetime import date
from typing import Any

import pytest

from inspections.models import Publication
from recommendations import actions
from recommendations.enums import Marking, Verb
from tests.conftest import NOON, TODAY
from tests.factories.everything import hash_of_all_tables
from tests.factories.people import Cast
from tests.factories.recommendations import make_recommendation
from tests.integration.recommendations.bulking import BULK, WHY, events, sent, to_owner
from tests.integration.recommendations.conftest import Browser, People
from tests.integration.recommendations.pages import words

pytestmark = pytest.mark.django_db


# What is not theirs


def test_what_somebody_may_not_know_of_is_not_named(
    people: People, cast: Cast, publication: Publication, embargoed: Publication
) -> None:
    own = make_recommendation(cast, publication)
    secret = make_recommendation(cast, embargoed, title="Plantedword", text="Plantedword.")
    marked = make_recommendation(cast, publication, title="Plantedword", marking=Marking.OFFICIAL_SENSITIVE)
    browser: Browser = people.other_lead
    actions.reallocate(
        recommendation=own, owner_post=cast.other_owner.post, by=cast.liaison.actor(TODAY), at=NOON, why=WHY
    )
    own.refresh_from_db()
    values = {"what": "rag", "rag": "red", "reason": WHY, "row": sent(own, secret, marked)}
    before = hash_of_all_tables()

    asked = browser.page(BULK, item=[own.reference, secret.reference, marked.reference])
    preview = browser.post(BULK, **values)
    confirmed = browser.post(BULK, **values, step="confirm")

    for page in (asked, preview.content.decode(), confirmed.content.decode()):
        assert "Plantedword" not in page
        assert "2 items left out" in page
        assert secret.reference not in page
        assert marked.reference not in page
    assert confirmed.status_code == 409
    assert hash_of_all_tables() == before


def test_a_headline_shows_nothing_of_ours_and_refuses(people: People, cast: Cast, publication: Publication) -> None:
    own, other = make_recommendation(cast, publication), make_recommendation(cast, publication, title="Plantedword")
    by: dict[str, Any] = {"by": cast.liaison.actor(TODAY), "at": NOON}
    actions.set_target(recommendation=other, target_on=date(2022, 7, 31), **by)
    actions.reallocate(recommendation=own, owner_post=cast.other_owner.post, why=WHY, **by)
    own.refresh_from_db()
    other.refresh_from_db()
    target = {"target_on_day": "30", "target_on_month": "9", "target_on_year": "2022"}

    answer = people.other_owner.post(BULK, what="target", **target, reason=WHY, row=sent(own, other))

    page = answer.content.decode()
    assert "Only the owner or a liaison officer can do this." in words(page)
    assert "Plantedword" not in page
    assert "31 July 2022" not in page


@pytest.mark.parametrize(
    ("name", "what"), [("owner", "owner"), ("owner", "rag"), ("lead", "board"), ("lead", "target")]
)
def test_a_change_that_is_not_offered_is_refused(
    name: str, what: str, people: People, cast: Cast, publication: Publication
) -> None:
    item = make_recommendation(cast, publication)
    before = hash_of_all_tables()

    answer = getattr(people, name).post(BULK, **to_owner(cast, item, what=what, rag="red"), step="confirm")

    assert "Select what to change from the list" in words(answer.content.decode())
    assert hash_of_all_tables() == before


# Input


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"reason": ""}, "Enter a reason"),
        ({"what": ""}, "Select what to change"),
        ({"owner_post": ""}, "Select the post that will own them"),
        ({"what": "board"}, "Select the board"),
        ({"what": "target"}, "Enter a target date"),
        ({"what": "target", "target_on_day": "1", "target_on_month": "1", "target_on_year": "0000"}, "a real date"),
        ({"what": "rag"}, "Select Red, Amber or Green"),
        ({"what": "rag", "rag": "blue"}, "Select Red, Amber or Green from the list"),
    ],
)
def test_what_is_missing_or_wrong_is_asked_for_at_its_field(
    values: dict[str, str], message: str, people: People, cast: Cast, publication: Publication
) -> None:
    item = make_recommendation(cast, publication)

    answer = people.liaison.post(BULK, **to_owner(cast, item, step="confirm", **{}) | values)

    assert words(answer.content.decode()).count(message) >= 2
    assert events(Verb.REALLOCATE) == []


AWFUL = ["\x00", "\N{PILE OF POO}", "x" * 1_000_000, "<script>alert(1)</script>", "9" * 5000, "-1", ":", "&" * 5000]


@pytest.mark.parametrize("step", ["preview", "confirm"])
def test_no_input_breaks_the_page(step: str, people: People, cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)
    good = to_owner(cast, item, step=step, filters="rag=green")
    browser = people.liaison

    for value in AWFUL:
        for name in [*good, "board", "rag", "target_on_year"]:
            answer = browser.post(BULK, **good | {name: value, "reason": value if name == "reason" else ""})
            assert answer.status_code in ({200, 409} if name != "reason" else {200, 302, 409}), (name, value[:20])
            assert "<script>alert" not in answer.content.decode()
        answer = browser.post(BULK, **good | {"row": value})
        assert answer.status_code in {200, 409}, value[:20]
        assert browser.get(BULK, item=value[:9000], every=value[:100], page=value[:100]).status_code == 200
