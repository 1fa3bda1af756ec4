"""Reconciling with HMICFRS's list: brought in, settled, compared, decided."""

import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from inspections.models import Publication
from recommendations import actions
from recommendations.enums import HmicfrsStatus, ListAnswer
from recommendations.intake import gathering
from recommendations.models import Intake, ListDecision, Recommendation
from tests.conftest import NOON, TODAY
from tests.factories.everything import hash_of_all_tables
from tests.factories.intakes import make_intake
from tests.factories.people import Cast
from tests.factories.recommendations import make_recommendation
from tests.factories.sheets import xlsx
from tests.factories.their_lists import make_reconciliation, row_of, their_cells, their_row
from tests.integration.recommendations.conftest import Browser, People
from tests.integration.recommendations.pages import address, counted, words

pytestmark = pytest.mark.django_db
START = "/reconcile/"


@pytest.fixture(autouse=True)
def store(db: None, settings: Any, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path


@pytest.fixture
def item(cast: Cast, publication: Publication) -> Recommendation:
    return make_recommendation(cast, publication)


def rows_on(page: str) -> list[str]:
    """The addresses of the rows that a list shows."""
    return re.findall(r'data-label="What"><a class="govuk-link" href="([^"]+)"', page)


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    return unescape(found.group(1)) if found else ""


def test_a_list_is_brought_in_settled_and_decided_page_by_page(people: People, item: Recommendation) -> None:
    liaison: Browser = people.liaison
    rows = [row_of(item, Status="Nearly"), their_row(Reference="4002", Recommendation="Check cells every hour.")]
    file = SimpleUploadedFile("hmicfrs.xlsx", xlsx(their_cells(rows), name="List"))

    answer = liaison.post(
        START, file=file, source="the portal", listed_on_day=28, listed_on_month=2, listed_on_year=2022
    )
    intake = Intake.objects.get()
    assert answer["Location"] == f"{START}{intake.pk}/sheet/"
    answer = liaison.post(
        answer["Location"], sheet=0, header=1, opening_on_day=28, opening_on_month=2, opening_on_year=2022
    )
    page = liaison.page(answer["Location"])
    chosen = dict(enumerate(re.findall(r'<option value="(\w*)" selected', page)))
    answer = liaison.post(answer["Location"], **{f"column_{n}": name for n, name in chosen.items()})
    page = liaison.page(answer["Location"])
    (status,) = re.findall(r'<select[^>]*name="(status_\w+)"', page)
    answer = liaison.post(answer["Location"], **{status: "complete"})
    assert answer["Location"] == intake.get_absolute_url()
    page = liaison.page(answer["Location"])
    assert {label: number for label, (number, _href) in counted(page).items() if number} == {
        "In all": 2, "To decide": 2, "Status differs": 1, "Theirs only": 1,
    }  # fmt: skip

    first, second = rows_on(page)
    page = liaison.page(first)
    assert "HMICFRS says that it is done with this, and it is open here." in words(page)
    answer = liaison.post(
        first, answer="raise", note="We await a visit.", records_status="on", as_shown=hidden(page, "as_shown")
    )

    assert answer["Location"] == second
    item.refresh_from_db()
    assert (item.status, item.hmicfrs_statuses.get().status) == ("in progress", HmicfrsStatus.COMPLETE)
    assert ListDecision.objects.get().answer == ListAnswer.RAISE
    page = liaison.page(intake.get_absolute_url())
    assert counted(page)["To decide"][0] == 1


def test_the_file_its_source_and_its_day_are_needed(people: People, publication: Publication) -> None:
    page = words(people.liaison.post(START).content.decode())

    assert "Choose HMICFRS's list" in page and "Enter where the list comes from" in page
    assert "Enter the day of the list" in page


def test_a_list_of_a_day_to_come_is_refused(people: People, publication: Publication) -> None:
    day = {"listed_on_day": 2, "listed_on_month": 3, "listed_on_year": 2022}

    page = words(people.liaison.post(START, source="the portal", **day).content.decode())

    assert "The day of the list cannot be in the future" in page


def test_a_row_needs_a_decision_and_a_note(people: People, cast: Cast, item: Recommendation) -> None:
    intake = make_reconciliation(cast, row_of(item, Status="Complete"))
    (row,) = rows_on(people.liaison.page(intake.get_absolute_url()))

    nothing = words(people.liaison.post(row).content.decode())
    no_note = words(people.liaison.post(row, answer="raise").content.decode())

    assert "Select what you decide" in nothing
    assert "Enter a note that says why" in no_note
    assert not ListDecision.objects.exists()


def test_of_two_who_decide_the_second_sees_what_the_first_said(
    people: People, cast: Cast, item: Recommendation
) -> None:
    intake = make_reconciliation(cast, row_of(item, Status="Complete"))
    (row,) = rows_on(people.liaison.page(intake.get_absolute_url()))
    shown = hidden(people.liaison.page(row), "as_shown")
    people.second_liaison.post(row, answer="ours", note="They are right.", as_shown=shown)

    answer = people.liaison.post(row, answer="raise", note="They are wrong.", as_shown=shown)

    assert answer.status_code == 409
    page = words(answer.content.decode())
    assert "They are right." in page and "They are wrong." in page
    assert ListDecision.objects.get().note == "They are right."


def test_a_row_that_has_changed_since_is_not_decided(people: People, cast: Cast, item: Recommendation) -> None:
    intake = make_reconciliation(cast, row_of(item, Status="Complete"))
    (row,) = rows_on(people.liaison.page(intake.get_absolute_url()))
    actions.edit_text(
        recommendation=item, values={"text": "Another."}, by=cast.liaison.actor(TODAY), at=NOON, why="As printed."
    )
    before = hash_of_all_tables()

    answer = people.liaison.post(row, answer="accept")

    assert answer["Location"] == intake.get_absolute_url()
    assert people.liaison.get(row).status_code == 404
    assert hash_of_all_tables() == before


def test_what_agrees_is_accepted_together_as_it_was_shown(people: People, cast: Cast, item: Recommendation) -> None:
    intake = make_reconciliation(cast, row_of(item))
    shown = hidden(people.liaison.page(intake.get_absolute_url()), "shown")

    people.liaison.post(f"{intake.get_absolute_url()}agree/", shown="another")
    assert not ListDecision.objects.exists()
    people.liaison.post(f"{intake.get_absolute_url()}agree/", shown=shown)

    assert ListDecision.objects.get().answer == ListAnswer.ACCEPT


def test_a_list_with_more_rows_than_can_be_compared_is_refused(
    people: People, cast: Cast, item: Recommendation, monkeypatch: pytest.MonkeyPatch
) -> None:
    intake = make_reconciliation(cast, row_of(item), their_row(Reference="4002"))
    monkeypatch.setattr(gathering, "MOST_COMPARED", 1)

    answer = people.liaison.get(intake.get_absolute_url())

    assert "The list has 2 rows, and at most 1 can be compared." in words(answer.content.decode())


def test_cells_that_cannot_be_taken_are_named(people: People, cast: Cast, item: Recommendation) -> None:
    intake = make_reconciliation(cast, their_row(Deadline="soon"))

    page = words(people.liaison.page(intake.get_absolute_url()))

    assert "1 cell that cannot be taken" in page and "Sheet List, D2: The deadline holds “soon”" in page


def test_a_decision_is_in_the_history_of_its_item_for_those_who_see_it_whole(
    people: People, cast: Cast, item: Recommendation
) -> None:
    intake = make_reconciliation(cast, row_of(item, Status="Complete"))
    (row,) = rows_on(people.liaison.page(intake.get_absolute_url()))
    people.liaison.post(row, answer="raise", note="We await a visit.")

    pages = {name: words(getattr(people, name).page(address(item))) for name in ("liaison", "owner", "dcc", "auditor")}

    told = (
        "Row of HMICFRS's list decided by HMICFRS Force Liaison Officer (Lia Liaison) 1 March 2022 at midday "
        "We await a visit. What changed: Row of HMICFRS's list decided, 1 March 2022 at midday What Entered "
        "Pile Status differs Decision HMICFRS is to change its list"
    )
    assert [name for name, page in pages.items() if told not in page] == []
    headline = words(people.other_owner.page(address(item)))
    assert "HMICFRS's list" not in headline and "We await a visit." not in headline


def test_when_a_pair_is_taken_apart_the_next_row_is_one_that_there_is_then(
    people: People, cast: Cast, item: Recommendation, publication: Publication
) -> None:
    other = make_recommendation(cast, publication, text=f"{item.text} All districts.")
    intake = make_reconciliation(cast, row_of(item, Reference=None))
    pair, alone = rows_on(people.liaison.page(intake.get_absolute_url(), pile="all"))[::-1]
    assert other.reference in words(people.liaison.page(alone))

    answer = people.liaison.post(pair, answer="apart", note="The report has both.")

    assert people.liaison.get(alone).status_code == 404
    assert other.reference in words(people.liaison.page(answer["Location"]))


def test_what_is_to_be_decided_is_shown_first_and_a_list_without_it_is_finished(
    people: People, cast: Cast, item: Recommendation
) -> None:
    intake = make_reconciliation(
        cast, row_of(item, Status="Complete"), their_row(Reference="4002", Recommendation="Check cells every hour.")
    )
    first, second = rows_on(people.liaison.page(intake.get_absolute_url()))
    people.liaison.post(first, answer="raise", note="We await a visit.")
    assert rows_on(people.liaison.page(intake.get_absolute_url())) == [second]

    page = words(people.liaison.client.post(f"{intake.get_absolute_url()}finish/", follow=True).content.decode())
    assert "1 row is still to be decided: theirs only (1)." in page and "Finish this list" not in page
    people.liaison.post(second, answer="accept")
    assert "Finish this list" in words(people.liaison.page(intake.get_absolute_url()))
    people.liaison.post(f"{intake.get_absolute_url()}finish/")

    page = words(people.liaison.page(intake.get_absolute_url()))
    assert "This list is done." in page and "HMICFRS is to change its list: 1" in page
    assert "We await a visit." in page and "Finish this list" not in page and "1. Sheet" not in page
    assert "asks HMICFRS to look at one point" in words(people.liaison.page(f"{intake.get_absolute_url()}schedule/"))
    text = f"{item.text} It should say so."
    actions.edit_text(
        recommendation=item, values={"text": text}, by=cast.liaison.actor(TODAY), at=NOON, why="As printed."
    )
    page = people.liaison.page(intake.get_absolute_url())
    assert "1 row says something else by now, about which the next list asks." in words(page)
    assert counted(page)["Changed since"][0] == 1


def test_a_list_costs_the_same_whatever_it_holds(people: People, cast: Cast, publication: Publication) -> None:
    one = make_reconciliation(cast, row_of(make_recommendation(cast, publication)))
    few = people.liaison.statements(one.get_absolute_url())
    more = [make_recommendation(cast, publication, text=f"Do the thing number {n}, and show it.") for n in range(3)]
    several = make_reconciliation(cast, *(row_of(each, Reference=f"40{n}") for n, each in enumerate(more)))

    assert people.liaison.statements(several.get_absolute_url()) == few


def test_a_list_to_take_over_is_no_list_of_hmicfrs_and_the_other_way_round(
    people: People, cast: Cast, publication: Publication
) -> None:
    assert people.liaison.get(f"{START}{make_intake(cast).pk}/").status_code == 404
    assert people.liaison.get(f"/take-over/{make_reconciliation(cast).pk}/").status_code == 404


def test_a_dropped_list_keeps_what_was_decided(people: People, cast: Cast, item: Recommendation) -> None:
    intake = make_reconciliation(cast, row_of(item))
    (row,) = rows_on(people.liaison.page(intake.get_absolute_url()))
    people.liaison.post(row, answer="accept")

    people.liaison.post(f"{intake.get_absolute_url()}drop/")

    page = words(people.liaison.page(intake.get_absolute_url()))
    assert "This list has been dropped." in page and "It is as it should be" in page
    assert "Save and go on" not in words(people.liaison.page(row))
