"""The round trip, back: what is refused, by whose words, and that nothing is written of it."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from inspections.models import Publication
from recommendations import actions
from recommendations.actions.bringing_back import LOST_REASON
from recommendations.models import ProgressUpdate
from tests.conftest import NOON, TODAY
from tests.factories.everything import hash_of_all_tables
from tests.factories.people import Cast
from tests.factories.recommendations import make_recommendation
from tests.integration.recommendations.conftest import People
from tests.integration.recommendations.sheets import (
    BACK,
    again,
    carried,
    confirm,
    edit,
    looked_at,
    refusals,
    sheet,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sheets_read_here")]
AN_HOUR = timedelta(hours=1)
ONLY_OWNER = "Only the owner or a liaison officer can do this."


def test_a_locked_column_is_refused_by_name_and_can_be_left_out(
    people: People, cast: Cast, publication: Publication
) -> None:
    first, second = make_recommendation(cast, publication), make_recommendation(cast, publication)
    book = edit(sheet(people.owner), first, status="Closed: complete", PROGRESS="All done.")
    edit(book, second, PROGRESS="Begun.")

    page = looked_at(people.owner, book)
    assert refusals(page) == ["“Status” cannot be changed in this sheet; it went out as “In progress”."]
    assert 'value="confirm"' not in page
    answer = people.owner.post(BACK, rows=carried(page), step="preview")
    confirm(people.owner, answer.content.decode())

    assert list(ProgressUpdate.objects.values_list("recommendation", "text")) == [(second.pk, "Begun.")]


REFUSED_BY_AN_ACT: list[tuple[str, dict[str, Any], str]] = [
    ("other_owner", {"PROGRESS": "Mine."}, ONLY_OWNER),
    ("other_owner", {"TARGET": date(2022, 9, 1), "REASON": "So."}, ONLY_OWNER),
    ("other_owner", {"TARGET": date(2022, 5, 1), "REASON": "So."}, ONLY_OWNER),
    ("owner", {"RAG": "Red"}, "Only the portfolio lead or a liaison officer can do this."),
    ("owner", {"PROGRAMME": "Trust"}, "Only a liaison officer can do this."),
    ("owner", {"FORECAST": date(2022, 9, 1)}, "Enter the progress."),
    ("liaison", {"PROGRESS": "So they say."}, "Say which message of the owner's this comes from."),
    ("liaison", {"TARGET": date(2022, 9, 1)}, "Give a reason."),
    ("liaison", {"PROGRAMME": "Trust", "RAG": "Red"}, "The rule suggests Green:"),
    ("liaison", {"TARGET": date(2022, 5, 1), "REASON": "So."}, LOST_REASON),
]


def test_a_row_is_refused_in_the_words_of_its_act(people: People, cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)
    actions.set_target(recommendation=item, target_on=date(2022, 6, 1), by=cast.owner.actor(TODAY), at=NOON - AN_HOUR)
    browsers = {name: getattr(people, name) for name in ("other_owner", "owner", "liaison")}
    book = sheet(browsers["liaison"])
    before = hash_of_all_tables()

    for name, values, sentence in REFUSED_BY_AN_ACT:
        page = looked_at(browsers[name], edit(again(book), item, **values))

        (refusal,) = refusals(page)
        assert refusal.startswith(sentence), (name, values)
        assert carried(page) == ""
    assert hash_of_all_tables() == before


def test_an_item_out_of_sight_is_refused_as_one_that_is_not_there(
    people: People, cast: Cast, embargoed: Publication
) -> None:
    item = make_recommendation(cast, embargoed)
    book = edit(sheet(people.liaison), item, PROGRESS="Done.")

    assert refusals(looked_at(people.owner, book)) == ["There is no item of this reference for you."]


@pytest.mark.parametrize("content", [b"", b"Reference,RAG\r\nA-1,Red\r\n", b"%PDF-1.7"])
def test_any_other_file_is_refused_at_its_box(content: bytes, people: People) -> None:
    answer = people.liaison.post(BACK, file=SimpleUploadedFile("edited.xlsx", content))

    assert answer.status_code == 200
    assert "There is a problem" in answer.content.decode()


@pytest.mark.parametrize("rows", ["", "x", "x:y:z", "\N{PILE OF POO}", "W" * 10_000])
def test_rows_that_no_page_of_ours_sent_along_are_asked_for_again(rows: str, people: People) -> None:
    answer = people.liaison.post(BACK, rows=rows, step="confirm")

    assert "Bring the sheet back again." in answer.content.decode()


def test_the_rows_of_one_persons_page_are_nothing_in_anothers(
    people: People, cast: Cast, publication: Publication
) -> None:
    item = make_recommendation(cast, publication)
    page = looked_at(people.owner, edit(sheet(people.owner), item, PROGRESS="Done."))

    assert "Bring the sheet back again." in confirm(people.liaison, page).content.decode()
    assert not ProgressUpdate.objects.exists()


def test_more_items_than_can_be_changed_at_once_are_refused(
    people: People, cast: Cast, publication: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("recommendations.views.sheets.MOST_AT_ONCE", 1)
    items = [make_recommendation(cast, publication) for _ in range(2)]
    book = sheet(people.owner)
    for item in items:
        edit(book, item, PROGRESS="Done.")

    assert "The sheet changes 2 items, and at most 1 can be changed at once." in looked_at(people.owner, book)


def test_no_more_refusals_are_told_than_a_page_has_room_for(
    people: People, cast: Cast, publication: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("recommendations.presenters.sheet_back.MOST_REFUSED", 2)
    make_recommendation(cast, publication)
    book = sheet(people.owner)
    for number in range(5):
        book["Register"].append([f"MP-1999-{number}"])

    page = looked_at(people.owner, book)

    assert "5 cannot be taken" in page
    assert len(refusals(page)) == 2
    assert "And 3 more." in page
