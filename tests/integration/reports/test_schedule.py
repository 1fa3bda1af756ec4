"""The schedule of disagreements with HMICFRS's list."""

import io
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from django.test import Client

from inspections.models import Publication
from jac_tracker.sheets import read_workbook
from recommendations import actions
from recommendations.enums import ListAnswer, Marking, Pile
from recommendations.intake.theirs import TheirPlan
from recommendations.models import Intake
from tests.conftest import NOON, TODAY
from tests.factories.inspections import make_publication, make_reference
from tests.factories.people import Cast
from tests.factories.recommendations import make_recommendation
from tests.factories.their_lists import compared_with, make_reconciliation, their_row
from tests.integration.recommendations.pages import words

pytestmark = pytest.mark.django_db
NOTE = "=We await a visit, and ask you to take it off."


@pytest.fixture
def publication(db: None) -> Publication:
    make_reference()
    return make_publication()


@pytest.fixture
def intake(cast: Cast, publication: Publication, settings: Any, tmp_path: Path) -> Intake:
    """A list on which an item is raised, one that is marked too, and another accepted."""
    settings.FILES_ROOT = tmp_path
    item = make_recommendation(cast, publication)
    marked = make_recommendation(
        cast, publication, title="Informants", text="Register all informants.", marking=Marking.OFFICIAL_SENSITIVE
    )
    agrees = {"Report": publication.title, "Deadline": None}
    rows = [
        their_row(**agrees, Recommendation=item.text, Status="Complete"),
        their_row(**agrees, Reference="4002", Recommendation=marked.text, Status="Complete"),
        their_row(**agrees, Reference="4003", Recommendation="Check cells every hour."),
    ]
    intake = make_reconciliation(cast, *rows)
    by = cast.liaison.actor(TODAY)
    for row in compared_with(by, *rows).rows:
        answer = ListAnswer.RAISE if row.item else ListAnswer.ACCEPT
        given: dict[str, Any] = {"answer": answer, "note": NOTE, "records_status": bool(row.item)}
        actions.decide_on_list(intake=intake, compared=row, **given, by=by, at=NOON)
    return intake


@pytest.fixture
def liaison(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Client:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON)
    client = Client()
    client.force_login(cast.liaison.user)
    return client


def test_the_schedule_shows_what_is_raised_and_says_what_stays_out(liaison: Client, intake: Intake) -> None:
    page = words(liaison.get(f"/reconcile/{intake.pk}/schedule/").content.decode())

    assert "asks HMICFRS to look at one point" in page
    assert NOTE in page and "Status Complete Being progressed" in page
    assert "What stays out of it" in page


def test_the_word_file_is_ready_to_send_and_names_nothing_marked(liaison: Client, intake: Intake) -> None:
    answer = liaison.get(f"/reconcile/{intake.pk}/schedule/docx/")

    document = docx.Document(io.BytesIO(answer.content))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        whole = b"\n".join(archive.read(name) for name in archive.namelist()).decode("utf-8", "replace")
    assert answer["Content-Disposition"].startswith('attachment; filename="schedule-of-disagreements-2022-03-01')
    assert "What the force asks: =We await a visit" in text
    assert [words for words in ("nformants", "Check cells", "4002", "4003") if words in whole] == []


def test_the_sheet_has_a_row_for_each_and_text_stays_text(liaison: Client, intake: Intake) -> None:
    answer = liaison.get(f"/reconcile/{intake.pk}/schedule/rows/xlsx/")

    content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    sheets = read_workbook(content, "schedule.xlsx").sheets
    rows = sheets[0].rows
    assert [row[:4] for row in rows] == [
        ("What differs", "HMICFRS's reference", "Row of HMICFRS's list", "Our reference"),
        ("Status differs", "4001", 2, "MP-2022-001"),
    ]
    assert rows[1][13] == NOTE
    assert ("Holds", "What the force asks HMICFRS to change") in sheets[1].rows


def test_there_is_no_schedule_of_a_list_that_is_not_settled_yet(liaison: Client, cast: Cast, intake: Intake) -> None:
    at: dict[str, Any] = {"by": cast.liaison.actor(TODAY), "at": NOON}
    actions.settle_intake(intake=intake, plan=TheirPlan(), **at)

    for place in ("", "docx/"):
        assert liaison.get(f"/reconcile/{intake.pk}/schedule/{place}")["Location"] == intake.get_absolute_url()
    answer = liaison.get(f"/reconcile/{intake.pk}/schedule/rows/csv/")
    assert answer.status_code == 400
    assert "The list cannot be compared: its page says why." in words(answer.content.decode())


def test_what_doubles_something_marked_stays_out_with_it(
    liaison: Client, cast: Cast, publication: Publication, settings: Any, tmp_path: Path
) -> None:
    settings.FILES_ROOT = tmp_path
    marked = make_recommendation(
        cast, publication, title="Informants", text="Register all informants.", marking=Marking.OFFICIAL_SENSITIVE
    )
    agrees = {"Report": publication.title, "Deadline": None}
    rows = [
        their_row(**agrees, Recommendation=marked.text),
        their_row(**agrees, Recommendation=marked.text, Reference=None),
        their_row(**agrees, Reference="4004", Recommendation="Check cells every hour."),
        their_row(**agrees, Reference=None, Recommendation="Check cells, every hour!"),
    ]
    intake = make_reconciliation(cast, *rows)
    by = cast.liaison.actor(TODAY)
    for row in compared_with(by, *rows).rows:
        if row.pile is Pile.DUPLICATE:
            actions.decide_on_list(intake=intake, compared=row, answer=ListAnswer.RAISE, note="Twice.", by=by, at=NOON)

    page = words(liaison.get(f"/reconcile/{intake.pk}/schedule/").content.decode())

    assert "asks HMICFRS to look at one point" in page
    assert "Seems the same as: 4004, row 4 of the list" in page and "Row 5 of the list" in page
    assert "Row 3 of the list" in page[: page.index("Download it")]
    assert "informants" not in page[page.index("Download it") :]
