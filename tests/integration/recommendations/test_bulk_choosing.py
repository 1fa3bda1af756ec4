"""Which items are changed together, and by whom: chosen in the list, with what they may do singly."""

import re

import pytest

from inspections.models import Publication
from recommendations.enums import Status
from tests.factories.people import Cast
from tests.factories.recommendations import make_recommendation
from tests.integration.recommendations.bulking import BULK, hidden, to_owner
from tests.integration.recommendations.conftest import People
from tests.integration.recommendations.pages import REGISTER, words

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "ticked"),
    [
        ("liaison", ["MP-2022-001", "MP-2022-002"]),
        ("owner", ["MP-2022-001", "MP-2022-002"]),
        ("lead", ["MP-2022-001", "MP-2022-002"]),
        ("other_owner", []),
        ("other_lead", []),
        ("dcc", []),
        ("secretary", []),
        ("auditor", []),
    ],
)
def test_the_rows_that_somebody_may_change_have_a_box(
    name: str, ticked: list[str], people: People, cast: Cast, publication: Publication
) -> None:
    make_recommendation(cast, publication)
    make_recommendation(cast, publication)

    page = getattr(people, name).page(REGISTER)

    assert re.findall(r'type="checkbox" name="item" value="([^"]+)"', page) == ticked
    assert ("Change the ticked items" in page) is bool(ticked)


def test_all_of_a_page_are_ticked_by_a_link_and_no_other_link_keeps_the_ticks(
    people: People, cast: Cast, publication: Publication
) -> None:
    make_recommendation(cast, publication)
    browser = people.liaison

    plain, ticked = browser.page(REGISTER, rag="green"), browser.page(REGISTER, rag="green", ticked="page")

    assert "?rag=green&amp;page=1&amp;ticked=page" in plain or "?rag=green&amp;ticked=page&amp;page=1" in plain
    ticks = [len(re.findall(r'<input class="app-tick"[^>]* checked>', page)) for page in (plain, ticked)]
    assert ticks == [0, 1]
    assert "ticked=page" not in ticked.split("<main")[1]


def test_a_register_read_in_the_past_has_no_boxes(people: People, cast: Cast, publication: Publication) -> None:
    make_recommendation(cast, publication)

    assert 'name="item"' not in people.liaison.page(REGISTER, as_at="2022-02-20")


def test_everything_that_the_filters_leave_can_be_chosen_at_once(
    people: People, cast: Cast, publication: Publication
) -> None:
    for number in range(27):
        make_recommendation(cast, publication, Status.AWAITING_ALLOCATION if number < 26 else Status.IN_PROGRESS)

    page = people.liaison.page(BULK, every="1", rag="grey")

    assert len(hidden(page)["row"]) == 26
    assert hidden(page)["filters"] == ["rag=grey"]
    assert "Change all 26 that fit" in people.liaison.page(REGISTER, rag="grey")


@pytest.mark.parametrize(
    ("name", "offered"),
    [("liaison", ["owner", "board", "target", "rag"]), ("owner", ["target"]), ("lead", ["rag"])],
)
def test_everybody_is_offered_what_they_may_do_singly(
    name: str, offered: list[str], people: People, cast: Cast, publication: Publication
) -> None:
    item = make_recommendation(cast, publication)

    page = getattr(people, name).page(BULK, item=item.reference)

    radios = re.findall(r'<input [^>]*type="radio"[^>]*>', page)
    assert [found for radio in radios for found in re.findall(r'name="what"[^>]*value="([a-z]+)"', radio)] == offered


@pytest.mark.parametrize("name", ["secretary", "auditor", "reader", "administrator"])
def test_who_may_change_nothing_may_not_come_in(name: str, people: People) -> None:
    assert getattr(people, name).get(BULK).status_code == 403
    assert getattr(people, name).post(BULK).status_code == 403


def test_nothing_chosen_is_said_kindly(people: People) -> None:
    assert "No item that you may change is chosen." in words(people.liaison.page(BULK))


def test_too_many_are_refused_in_plain_words(
    people: People, cast: Cast, publication: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("recommendations.presenters.bulk.MOST_AT_ONCE", 1)
    items = [make_recommendation(cast, publication) for _ in range(2)]

    asked, answer = people.liaison.page(BULK, every="1"), people.liaison.post(BULK, **to_owner(cast, *items))

    for page in (asked, answer.content.decode()):
        assert "at most 500 can be changed at once" in page
        assert '<form method="post"' not in page.split("<main")[1]


def test_the_first_page_costs_the_same_for_one_row_and_for_fifty(
    people: People, cast: Cast, publication: Publication
) -> None:
    make_recommendation(cast, publication)
    one = people.liaison.statements(BULK, every="1")

    for _ in range(49):
        make_recommendation(cast, publication, Status.AWAITING_ALLOCATION)

    assert people.liaison.statements(BULK, every="1") == one <= 16
