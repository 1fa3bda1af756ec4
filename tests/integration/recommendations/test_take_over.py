"""Taking over a register: brought in, settled, looked at, taken over."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from html import unescape
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.http import HttpResponse

from recommendations import actions
from recommendations.actions import Asked
from recommendations.enums import IntakeStanding, Status, Verb
from recommendations.models import Intake, Recommendation, RecommendationEvent, StoredFile
from tests.conftest import NOON, TODAY
from tests.factories.everything import hash_of_all_tables
from tests.factories.inspections import make_inspection, make_publication, make_reference
from tests.factories.intakes import SOURCE, make_intake
from tests.factories.lists import cells_of, closed_row, list_of, many_rows, plan_of, row
from tests.factories.people import Cast
from tests.factories.recommendations import make_recommendation
from tests.factories.sheets import xlsx
from tests.integration.recommendations.conftest import Browser, People
from tests.integration.recommendations.pages import counted, words

pytestmark = pytest.mark.django_db
START = "/take-over/"


@pytest.fixture(autouse=True)
def store(db: None, settings: Any, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path
    make_reference()


def sent(*rows: dict[str, Any], name: str = "tracker.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, xlsx(cells_of(rows)))


def hidden(page: str) -> str:
    found = re.search(r'name="shown" value="([^"]*)"', page)
    return found.group(1) if found else ""


def options(page: str, label: str) -> tuple[str, list[str]]:
    """The name of the drop-down with a label, and what it offers."""
    found = re.search(rf'<label[^>]*for="([^"]+)"[^>]*>\s*{re.escape(label)}.*?</select>', unescape(page), re.DOTALL)
    assert found, label
    return found.group(1).removeprefix("id_"), re.findall(r"<option[^>]*>([^<]+)</option>", found.group(0))


def streamed(answer: HttpResponse) -> str:
    pieces: Iterator[bytes] = answer.streaming_content  # type: ignore[attr-defined]
    return b"".join(pieces).decode()


def test_a_list_is_taken_over_page_by_page(people: People) -> None:
    liaison: Browser = people.liaison
    rows = [row(Report="PEEL 2021"), closed_row(Ref="WM-2", Number=2), row(Ref="WM-3", Number=3, Status="Approved")]

    answer = liaison.post(START, file=sent(*rows), source=SOURCE)
    intake = Intake.objects.get()
    assert answer["Location"] == f"/take-over/{intake.pk}/sheet/"

    answer = liaison.post(
        answer["Location"], sheet="0", header=1, opening_on_day=28, opening_on_month=2, opening_on_year=2022,
        text_source="report", kind="recommendation",
    )  # fmt: skip
    page = liaison.page(answer["Location"])
    chosen = dict(enumerate(re.findall(r'<option value="(\w*)" selected', page)))
    answer = liaison.post(answer["Location"], **{f"column_{n}": name for n, name in chosen.items()})
    page = liaison.page(answer["Location"])
    report, _offered = options(page, "Report: “PEEL 2021”, in 3 rows")
    status, offered = options(page, "Status: “Approved”, in 1 row")
    assert offered[0] == "Leave these rows out" and "Approved" not in offered
    answer = liaison.post(answer["Location"], **{report: "new", status: ""})
    page = liaison.page(answer["Location"])
    assert {label: number for label, (number, _href) in counted(page).items()} == {
        "In the list": 3, "New": 2, "Changed": 0, "As it is": 0, "Refused": 1,
    }  # fmt: skip
    assert "Area for improvement (AFI); PEEL 2021; In progress; Amber; Force Crime Registrar; deadline 31 D" in words(
        page
    )
    assert not Recommendation.objects.exists()

    page = streamed(liaison.post(f"{answer['Location']}do/", adds="yes", shown=hidden(page)))

    assert "2 of 3 rows taken over. New: 2 Changed: 0 As it is: 0 Refused: 1 Download the refused row" in words(page)
    assert [(item.reference, item.status) for item in Recommendation.objects.all()] == [
        ("WM-1", Status.IN_PROGRESS), ("WM-2", Status.CLOSED_COMPLETE),
    ]  # fmt: skip
    intake.refresh_from_db()
    assert (intake.standing, intake.counts["CREATE"], intake.counts["REFUSE"]) == (IntakeStanding.DONE, 2, 1)
    assert "2 of 3 rows taken over. New: 2 Changed: 0" in words(liaison.page(intake.get_absolute_url()))


def test_a_list_may_be_text_that_has_no_sheets(people: People) -> None:
    text = "Ref;Report;Title\nWM-1;PEEL 2021;Record every crime\n"
    answer = people.liaison.post(START, file=SimpleUploadedFile("list.csv", text.encode("cp1252")), source=SOURCE)

    assert "The only sheet (2 rows)" in words(people.liaison.page(answer["Location"]))
    given = {"sheet": "0", "header": 1, "opening_on_day": 1, "opening_on_month": 3, "opening_on_year": 2022}
    answer = people.liaison.post(answer["Location"], **given, text_source="summary", kind="recommendation")
    assert answer["Location"].endswith("/columns/")


def test_headings_below_the_last_row_and_a_day_to_come_are_refused(people: People, cast: Cast) -> None:
    given = {"sheet": "0", "header": 9, "opening_on_day": 2, "opening_on_month": 3, "opening_on_year": 2022}
    address = f"{START}{make_intake(cast).pk}/sheet/"

    page = words(people.liaison.post(address, **given, text_source="summary", kind="afi").content.decode())

    assert "The sheet has 4 rows, and the list begins below its headings" in page
    assert "The day of the opening balance cannot be in the future" in page


def test_what_is_no_spreadsheet_is_refused_at_its_field_and_nothing_is_kept(people: People) -> None:
    answer = people.liaison.post(START, file=SimpleUploadedFile("a.xlsx", b"%PDF-1.7"), source=SOURCE)

    assert "The file must be a spreadsheet" in words(answer.content.decode())
    assert not StoredFile.objects.exists()


def test_a_list_and_its_source_are_needed(people: People) -> None:
    page = words(people.liaison.post(START).content.decode())

    assert "Choose a spreadsheet" in page and "Enter where the list comes from" in page
    assert "For example: the force's recommendations tracker. The next list of the same name" in page


def test_the_next_list_of_a_source_begins_with_what_was_settled(people: People, cast: Cast) -> None:
    people.liaison.post(START, file=sent(row(Status="Nearly")), source=SOURCE)
    first = Intake.objects.get()
    page = people.liaison.page(f"{START}{first.pk}/words/")
    status, _offered = options(page, "Status: “Nearly”, in 1 row")
    report, _offered = options(page, "Report: “PEEL 2021”, in 1 row")
    people.liaison.post(f"{START}{first.pk}/words/", **{status: "in progress", report: "new"})

    people.liaison.post(START, file=sent(row(Status="Nearly")), source=SOURCE.upper())

    page = people.liaison.page(f"{START}{Intake.objects.first().pk}/words/")
    assert "Every day and every word in the list is understood." in words(page)


def test_reports_of_one_title_can_be_told_apart_and_chosen(people: People, cast: Cast) -> None:
    for title in ("Crime", "Custody"):
        inspection = make_inspection(title)
        make_publication(inspection=inspection, title="PEEL 2021", on=date(2021, 12, 10))
    address = f"{START}{make_intake(cast, row()).pk}"

    page = people.liaison.page(f"{address}/words/")
    report, offered = options(page, "Report: “PEEL 2021”, in 1 row")
    chosen = re.search(r'value="(\d+)"[^>]*>PEEL 2021 \(Custody', page)

    assert offered[-2:] == ["PEEL 2021 (Crime, 10 December 2021)", "PEEL 2021 (Custody, 10 December 2021)"]
    assert chosen
    people.liaison.post(f"{address}/words/", **{report: chosen[1]})
    assert counted(people.liaison.page(f"{address}/"))["New"][0] == 1


def test_days_that_can_be_read_both_ways_are_asked_about(people: People) -> None:
    people.liaison.post(START, file=sent(row(Deadline="4/3/2022")), source=SOURCE)
    address = f"{START}{Intake.objects.get().pk}/words/"

    page = words(people.liaison.post(address).content.decode())

    assert "Select which way the days of the deadline are written" in page
    assert "Deadline: which way are its days written? Column L: 4/3/2022" in page


def test_names_that_an_empty_register_lacks_are_added_together_but_for_those_that_are_chosen(
    people: People, cast: Cast
) -> None:
    names = ("Head of Fraud", "Head of Custody", "Registrar for Crime")
    rows = [row(Ref=f"WM-{n}", Number=n, Owner=name) for n, name in enumerate(names)]
    address = make_intake(cast, *rows).get_absolute_url()
    page = people.liaison.page(f"{address}words/")
    other, _offered = options(page, "Owner: “Registrar for Crime”")

    people.liaison.post(f"{address}words/", all_owner="on", **{other: str(cast.owner.post.pk)})

    settled = Intake.objects.get().settled["words"]["OWNER"]
    assert settled == {"head of fraud": "new", "head of custody": "new", "registrar for crime": str(cast.owner.post.pk)}
    assert "Add each of the 3 posts as a new one unless something else is chosen for it" in words(page)
    assert "all_report" not in page  # there is one alone


def test_a_name_that_several_reports_have_is_not_added_with_the_others(people: People, cast: Cast) -> None:
    for title in ("Crime", "Custody"):
        make_publication(inspection=make_inspection(title), title="PEEL 2021")
    rows = [row(Ref=name, Number=n, Report=name) for n, name in enumerate(("PEEL 2021", "Fraud 1", "Fraud 2"))]
    intake = make_intake(cast, *rows)

    people.liaison.post(f"{intake.get_absolute_url()}words/", all_report="on")

    intake.refresh_from_db()
    assert intake.settled["words"]["REPORT"] == {"fraud 1": "new", "fraud 2": "new"}


def test_a_register_in_use_is_given_its_names_one_by_one(people: People, cast: Cast) -> None:
    make_recommendation(cast, make_publication())
    rows = [row(Ref=f"WM-{n}", Number=n, Report=f"Report {n}") for n in range(2)]

    assert "all_report" not in people.liaison.page(f"{make_intake(cast, *rows).get_absolute_url()}words/")


def test_one_field_cannot_be_in_two_columns(people: People, cast: Cast) -> None:
    address = f"{START}{make_intake(cast).pk}/columns/"

    answer = people.liaison.post(address, column_1="REPORT", column_5="TITLE", column_6="TITLE")

    assert "“Title” holds the title already" in words(answer.content.decode())


def test_a_list_without_a_report_or_a_title_goes_no_further(people: People, cast: Cast) -> None:
    intake = make_intake(cast)

    answer = people.liaison.post(f"{START}{intake.pk}/columns/", column_0="REFERENCE")

    assert "Say which column holds the report." in words(answer.content.decode())


def test_rows_are_shown_by_verdict_with_their_cells(people: People, cast: Cast) -> None:
    intake = make_intake(cast, *many_rows(30), row(Ref="WM-99", Number=99, RAG_status="Purple", Report=None))

    page = people.liaison.page(intake.get_absolute_url(), verdict="REFUSE", page="9")

    assert "B32: Say in which report it stands." in words(page)
    assert "K32: “Purple” is not a word for the RAG here." in words(page)


def test_a_list_costs_the_same_whatever_it_holds(people: People, cast: Cast) -> None:
    one, many = make_intake(cast, row()), make_intake(cast, *many_rows(30))

    assert people.liaison.statements(many.get_absolute_url()) == people.liaison.statements(one.get_absolute_url())


def test_refused_rows_are_downloaded_mended_and_tried_again(people: People, cast: Cast) -> None:
    intake = make_intake(cast, row(Report=None), row(Ref="=1+1", Number=2))

    answer = people.liaison.get(f"{START}{intake.pk}/refused/")

    assert answer["Content-Disposition"] == 'attachment; filename="refused-rows.csv"'
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Why it was refused in sheet Register,Ref,Report,")
    assert lines[1].startswith("B2: Say in which report it stands.,WM-1,,2021-12-10,AFI,1,")
    assert "'=1+1" in lines[2]
    people.liaison.post(START, file=SimpleUploadedFile("refused-rows.csv", answer.content), source=SOURCE)
    assert "REFERENCE" in Intake.objects.first().settled["columns"]


def test_what_has_changed_since_it_was_looked_at_is_not_taken_over(people: People, cast: Cast) -> None:
    intake = make_intake(cast)
    before = hash_of_all_tables()

    page = words(streamed(people.liaison.post(f"{START}{intake.pk}/do/", adds="yes", shown="another")))

    assert "Nothing has been taken over The register has changed since this was looked at." in page
    assert hash_of_all_tables() == before


def test_nothing_ticked_is_nothing_done(people: People, cast: Cast) -> None:
    intake = make_intake(cast)

    answer = people.liaison.post(f"{START}{intake.pk}/do/")

    assert answer["Location"] == intake.get_absolute_url()
    assert not Recommendation.objects.exists()


def test_a_dropped_list_is_over(people: People, cast: Cast) -> None:
    intake = make_intake(cast)

    people.liaison.post(f"{START}{intake.pk}/drop/")

    assert "Nothing of this list was taken over." in words(people.liaison.page(intake.get_absolute_url()))
    answer = people.liaison.post(f"{START}{intake.pk}/drop/")
    assert RecommendationEvent.objects.filter(verb=Verb.DROP_INTAKE).count() == 1
    assert answer["Location"] == START


def test_a_fault_of_the_database_is_told_on_the_page_that_waits(
    people: People, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_publication(title="PEEL 2021")
    intake = make_intake(cast, row())
    shown = hidden(people.liaison.page(intake.get_absolute_url()))
    monkeypatch.setattr(actions, "finish_intake", Mock(side_effect=OperationalError("lock timeout")))

    page = words(streamed(people.liaison.post(f"{START}{intake.pk}/do/", adds="yes", shown=shown)))

    assert "Nothing has been taken over It could not be written." in page
    assert not Recommendation.objects.exists()


def test_a_file_that_is_no_longer_as_it_was_kept_is_not_read(people: People, cast: Cast, tmp_path: Path) -> None:
    intake = make_intake(cast)
    (kept,) = [path for path in tmp_path.rglob("*") if path.is_file()]
    kept.write_bytes(b"Reference,Report")

    answer = people.liaison.get(intake.get_absolute_url())

    assert answer.status_code == 404
    assert "The list cannot be read" in words(answer.content.decode())


def test_an_item_that_was_taken_over_tells_of_each_progress_where_it_was_recorded(people: People, cast: Cast) -> None:
    sheet = list_of(row(), closed_row(Ref="WM-2", Number=2, Update=None))
    asked = Asked(sheet, plan_of(sheet, adds_names=True), SOURCE, TODAY)
    actions.take_over(asked=asked, by=cast.liaison.actor(TODAY), at=NOON)
    later = NOON + timedelta(hours=1)
    item = Recommendation.objects.get(reference="WM-1")
    actions.record_progress(recommendation=item, text="All are trained.", by=cast.owner.actor(TODAY), at=later)

    page = words(people.liaison.page(item.get_absolute_url()))

    _before, recorded, taken_over = re.split("Progress recorded by|Taken over in the opening balance by", page)
    assert "All are trained." in recorded and "Training has begun." not in recorded
    assert "Training has begun." in taken_over
    closed = words(people.liaison.page(Recommendation.objects.get(reference="WM-2").get_absolute_url()))
    assert "Closed on 1 February 2022" in closed


def test_the_register_leads_liaison_there_and_nobody_else(people: People) -> None:
    assert 'href="/take-over/"' in people.liaison.page("/register/")
    assert 'href="/take-over/"' not in people.owner.page("/register/")
