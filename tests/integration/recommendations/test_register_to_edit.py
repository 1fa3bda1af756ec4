"""The round trip, out: which rows, which cells, which choices."""

import pytest

from inspections.models import Publication
from jac_tracker.sheets.writing import AS_IT_WENT_OUT
from recommendations.enums import Status
from recommendations.intake.edited import Edit
from recommendations.presenters import listing
from tests.factories.people import Cast
from tests.factories.recommendations import make_recommendation
from tests.integration.recommendations.conftest import People
from tests.integration.recommendations.planted import make_planted_item
from tests.integration.recommendations.sheets import BACK, OUT, PLACES, row_of, sheet

pytestmark = pytest.mark.django_db


def test_a_sheet_holds_the_rows_that_its_reader_may_change(
    people: People, cast: Cast, publication: Publication
) -> None:
    mine = make_recommendation(cast, publication)
    closed = make_recommendation(cast, publication, Status.CLOSED_COMPLETE)

    for name in ("owner", "lead", "liaison"):
        book = sheet(getattr(people, name), status="all")
        assert [row[0] for row in book["Register"].iter_rows(min_row=2, values_only=True)] == [mine.reference]
    assert closed.reference not in str(list(book[AS_IT_WENT_OUT].iter_rows(values_only=True)))


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("owner", {"PROGRESS", "RAG", "RAG_REASON", "FORECAST", "TARGET", "REASON"}),
        ("lead", {"RAG", "RAG_REASON"}),
        ("liaison", {edit.name for edit in Edit}),
    ],
)  # fmt: skip
def test_the_open_cells_are_those_of_the_acts_in_hand(
    name: str, keys: set[str], people: People, cast: Cast, publication: Publication
) -> None:
    item = make_recommendation(cast, publication)

    book = sheet(getattr(people, name))

    register = book["Register"]
    row = row_of(book, item)
    assert {key for key, place in PLACES.items() if not register.cell(row, place).protection.locked} == keys
    offered = next(book["Choices"].iter_rows(values_only=True))
    assert list(offered) == (["RAG", "OWNER", "BOARD"] if name == "liaison" else ["RAG"])


def test_a_sheet_of_items_that_are_not_ones_own_is_refused(
    people: People, cast: Cast, publication: Publication
) -> None:
    make_planted_item(cast, publication)

    assert "None of these items is yours to change." in people.other_owner.page(OUT)


def test_what_an_address_asks_and_a_list_cannot_do_is_refused(people: People) -> None:
    assert people.liaison.get(OUT, as_at="2022-02-01").status_code == 400
    assert people.liaison.get(OUT, status="nonsense").status_code == 400


def test_the_register_leads_to_the_sheet_of_its_filters_and_back(
    people: People, cast: Cast, publication: Publication
) -> None:
    make_recommendation(cast, publication)

    page = people.owner.page("/register/", rag="green", status="all")

    assert f'href="{OUT}?rag=green&amp;status=all"' in page
    assert f'href="{BACK}"' in page
    assert OUT not in people.dcc.page("/register/")


def test_the_way_to_the_sheet_does_not_hang_on_the_rows_of_one_page(
    people: People, cast: Cast, publication: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "PER_PAGE", 1)
    make_recommendation(cast, publication, Status.AWAITING_ALLOCATION)
    make_recommendation(cast, publication)
    browser = people.owner

    assert f'href="{OUT}?"' in browser.page("/register/")
    assert f'href="{BACK}"' in browser.page("/register/", q="nothing at all")
    assert BACK not in browser.page("/register/", as_at="2022-03-01")


def test_who_owns_nothing_has_nothing_to_bring_back(people: People) -> None:
    for name in ("secretary", "auditor", "reader", "administrator"):
        assert getattr(people, name).get(OUT).status_code == 403
        assert getattr(people, name).get(BACK).status_code == 403
        assert getattr(people, name).post(BACK).status_code == 403
