"""The round trip: a sheet goes out, is edited in Excel, and comes back to be looked at and done."""

import io
import re
from datetime import date, datetime, timedelta
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from openpyxl import Workbook, load_workbook

from inspections.models import Publication
from jac_tracker.history import drift
from jac_tracker.sheets.writing import AS_IT_WENT_OUT
from recommendations import actions
from recommendations.actions.bringing_back import LOST_REASON
from recommendations.enums import Rag, Status, Verb
from recommendations.intake.edited import COLUMNS, Edit
from recommendations.models import Board, ProgressUpdate, Recommendation, RecommendationEvent
from tests.conftest import NOON, TODAY
from tests.factories.everything import hash_of_all_tables
from tests.factories.people import Cast
from tests.factories.recommendations import make_recommendation, make_update
from tests.integration.recommendations.conftest import Browser, People
from tests.integration.recommendations.pages import words
from tests.integration.recommendations.planted import make_planted_item

pytestmark = pytest.mark.django_db
OUT, BACK = "/register/to-edit/", "/register/bring-back/"
PLACES = {column.key: place for place, column in enumerate(COLUMNS, 1)}
AN_HOUR = timedelta(hours=1)
ONLY_OWNER = "Only the owner or a liaison officer can do this."
STEMS = ("1+1", "SUM(A1:A9)", "cmd|' /C calc'!A0", 'HYPERLINK("https://example.org")', "A1", "5", "1e5", "x", "#N/A",
         "'1", '"1"', "1/2/2022", "IMPORTXML(1)", "DDE()", "A1:B2")  # fmt: skip
FORMULAS = [sign + stem for sign in "=+-@" for stem in STEMS]


def sheet(browser: Browser, **query: Any) -> Workbook:
    answer = browser.get(OUT, **query)
    assert answer.status_code == 200, answer.content
    return load_workbook(io.BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]


def row_of(book: Workbook, item: Recommendation) -> int:
    references = [row[0] for row in book["Register"].iter_rows(values_only=True)]
    return references.index(item.reference) + 1


def edit(book: Workbook, item: Recommendation, **values: Any) -> Workbook:
    """The sheet with cells of an item's row changed, by the keys of their columns, as if they were typed."""
    for key, value in values.items():
        cell = book["Register"].cell(row_of(book, item), PLACES[key])
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"
    return book


def bring(browser: Browser, book: Workbook) -> HttpResponse:
    file = io.BytesIO()
    book.save(file)
    return browser.post(BACK, file=SimpleUploadedFile("edited.xlsx", file.getvalue()))


def looked_at(browser: Browser, book: Workbook) -> str:
    answer = bring(browser, book)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def carried(page: str) -> str:
    found = re.search(r'name="rows" value="([^"]*)"', page)
    return unescape(found.group(1)) if found else ""


def confirm(browser: Browser, page: str, **decisions: str) -> HttpResponse:
    decided = {f"decide_{reference.replace('_', '-')}": whose for reference, whose in decisions.items()}
    return browser.post(BACK, rows=carried(page), step="confirm", **decided)


def refusals(page: str) -> list[str]:
    return [unescape(words) for words in re.findall(r'data-label="Why not"><div class="app-user-text">([^<]*)', page)]


def now(item: Recommendation) -> Recommendation:
    return Recommendation.objects.get(pk=item.pk)


# What goes out


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


# What comes back


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


# What is refused


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


@pytest.mark.parametrize(
    ("name", "values", "sentence"),
    [
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
    ],
)  # fmt: skip
def test_a_row_is_refused_in_the_words_of_its_act(
    name: str, values: dict[str, Any], sentence: str, people: People, cast: Cast, publication: Publication
) -> None:
    item = make_recommendation(cast, publication)
    actions.set_target(recommendation=item, target_on=date(2022, 6, 1), by=cast.owner.actor(TODAY), at=NOON - AN_HOUR)
    book = edit(sheet(people.liaison), item, **values)
    before = hash_of_all_tables()

    page = looked_at(getattr(people, name), book)

    (refusal,) = refusals(page)
    assert refusal.startswith(sentence)
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


# What both sides have changed


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


def test_who_owns_nothing_has_nothing_to_bring_back(people: People) -> None:
    for name in ("secretary", "auditor", "reader", "administrator"):
        assert getattr(people, name).get(OUT).status_code == 403
        assert getattr(people, name).get(BACK).status_code == 403
        assert getattr(people, name).post(BACK).status_code == 403
    assert Board.objects.count() == 0
