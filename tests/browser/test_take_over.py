"""A liaison officer takes over the force's spreadsheet into an empty register, and then the row that was refused."""

import csv
import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from playwright.sync_api import Locator, Page, expect

from recommendations.models import Recommendation
from tests.browser.conftest import CheckPage, SignIn
from tests.browser.keyboard import press, tab_to
from tests.factories.inspections import make_publication, make_reference
from tests.factories.people import Cast

pytestmark = pytest.mark.django_db(transaction=True)

# What a force keeps: a title above the headings, days as text, and words of its own.
ROWS: tuple[tuple[Any, ...], ...] = (
    ("HMICFRS tracker (do not delete!)",),
    (),
    ("Ref ", "Inspection", "Published", "Rec or AFI", "No", "Summary", "Business area", "Business lead", "Status",
     "BRAG", "Due", "Date closed", "Comments", "Colour"),
    ("WM-1", "PEEL 2021", "20/1/2022", "AFI", 1, "Record every crime", "Crime", "Force Crime Registrar", "Ongoing", "A",
     "4/3/2023", None, "Training has begun.", "pink"),
    ("WM-2", "Review of fraud", "3/4/2022", "Rec", 4, "Tell victims what became of it", "Crime", "Head of Fraud",
     "ongoing", "R", "5/6/2023", None, None, None),
    ("WM-3", "PEEL 2021", "20/1/2022", "Rec", 2, "Check cells", "Crime", "Force Crime Registrar", "Closed", None,
     None, "1/2/2022", None, None),
    ("WM-4", "PEEL 2021", "20/1/2022", "AFI", 3, "Train sergeants", "Crime", "Force Crime Registrar", "Nearly there",
     "G", None, None, None, None),
)  # fmt: skip


@pytest.fixture
def tracker(cast: Cast, tmp_path: Path) -> Path:
    """The spreadsheet, for a register that knows one of its reports and one of its owners."""
    make_reference()
    make_publication(title="PEEL 2021")
    book = Workbook()
    assert book.active is not None
    for row in ROWS:
        book.active.append(row)
    book.create_sheet("Old notes").append(("Ask Jo",))
    book.save(tmp_path / "tracker v7 FINAL.xlsx")
    return tmp_path / "tracker v7 FINAL.xlsx"


def bring_in(page: Page, file: Path) -> None:
    page.get_by_label("Spreadsheet").set_input_files(file)
    page.get_by_label("Where the list comes from").fill("the tracker")
    press(page, page.get_by_role("button", name="Read the spreadsheet"))


def go_on(page: Page, heading: str) -> None:
    press(page, page.get_by_role("button", name="Save and continue"))
    expect(page.get_by_role("heading", level=1, name=heading)).to_be_visible()


def choose(page: Page, target: Locator, key: str) -> None:
    tab_to(page, target)
    page.keyboard.press(key)


def refused_rows(page: Page) -> list[list[str]]:
    with page.expect_download() as saved:
        page.get_by_role("link", name="Download the refused row").click()
    return list(csv.reader(io.StringIO(Path(saved.value.path()).read_text("utf-8-sig"))))


def save_mended(rows: list[list[str]], file: Path) -> Path:
    with file.open("w", newline="", encoding="utf-8-sig") as out:
        csv.writer(out).writerows([[cell.replace("Nearly there", "Ongoing") for cell in row] for row in rows])
    return file


def register() -> list[tuple[Any, ...]]:
    columns = ("reference", "status", "deadline_on", "closed_on", "owner_post__title", "publication__title")
    return list(Recommendation.objects.order_by("reference").values_list(*columns))


WM_1 = ("WM-1", "in progress", date(2023, 3, 4), None, "Force Crime Registrar", "PEEL 2021")
WM_2 = ("WM-2", "in progress", date(2023, 6, 5), None, "Head of Fraud", "Review of fraud")
WM_3 = ("WM-3", "closed complete", None, date(2022, 2, 1), "Force Crime Registrar", "PEEL 2021")
WM_4 = ("WM-4", "in progress", None, None, "Force Crime Registrar", "PEEL 2021")


def test_a_spreadsheet_is_settled_looked_at_and_taken_over_and_then_the_refused_row(
    page: Page, sign_in: SignIn, cast: Cast, tracker: Path, axe: CheckPage
) -> None:
    sign_in(page, cast.liaison)
    page.goto("/register/")
    press(page, page.get_by_role("link", name="Take over a list from a spreadsheet"))
    expect(page.get_by_role("heading", name="Take over a register from a spreadsheet")).to_be_visible()
    axe(page)
    bring_in(page, tracker)

    expect(page.get_by_role("heading", name="Which sheet holds the list?")).to_be_visible()
    expect(page.get_by_label("Row of the headings")).to_have_value("3")
    axe(page)
    choose(page, page.get_by_label("Summaries of our own"), "Space")
    go_on(page, "What does each column hold?")
    expect(page.get_by_label("Summary")).to_have_value("TITLE")
    expect(page.get_by_label("Colour")).to_have_value("")
    axe(page)
    go_on(page, "What do these days and words mean?")
    axe(page)
    press(page, page.get_by_role("button", name="Save and continue"))
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    axe(page)

    for day in ("Deadline", "Date of closure"):
        group = page.get_by_role("group", name=f"{day}: which way are its days written?")
        choose(page, group.get_by_label("Day first"), "Space")
    choose(page, page.get_by_label("Report: “Review of fraud”"), "ArrowDown")
    choose(page, page.get_by_label("Owner: “Head of Fraud”"), "ArrowDown")
    go_on(page, "What would become of each row")
    expect(page.locator(".app-counts__item", has_text="New")).to_have_text("3 New")
    expect(page.get_by_text("I7: “Nearly there” is not a word for the status here.")).to_be_visible()
    axe(page)
    assert register() == []

    mended = save_mended(refused_rows(page), tracker.with_name("mended.csv"))
    press(page, page.get_by_role("button", name="Take over"))
    expect(page.get_by_role("heading", name="Done")).to_be_visible()
    expect(page.get_by_text("New posts, which nobody holds yet: Head of Fraud.")).to_be_visible()
    axe(page)
    press(page, page.get_by_role("link", name="Go to the register"))
    for reference in ("WM-1", "WM-2"):
        expect(page.get_by_role("link", name=reference)).to_be_visible()
    assert register() == [WM_1, WM_2, WM_3]

    take_over_one_more(page, mended, axe)
    assert register() == [WM_1, WM_2, WM_3, WM_4]


def take_over_one_more(page: Page, file: Path, axe: CheckPage) -> None:
    """A list of one row from the same source, whose columns and words are settled from the first time."""
    page.goto("/take-over/")
    bring_in(page, file)
    for heading in ("What does each column hold?", "What do these days and words mean?"):
        go_on(page, heading)
    press(page, page.get_by_role("button", name="Look at the rows"))
    choose(page, page.get_by_label("Add the new row"), "Space")
    axe(page)
    press(page, page.get_by_role("button", name="Take over"))
    expect(page.get_by_text("1 of 1 row taken over.")).to_be_visible()


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_the_whole_of_it_goes_without_scripts(
    page: Page, sign_in: SignIn, cast: Cast, tracker: Path, axe: CheckPage
) -> None:
    sign_in(page, cast.liaison)
    page.goto("/take-over/")
    bring_in(page, tracker)
    page.get_by_label("Summaries of our own").check()
    go_on(page, "What does each column hold?")
    go_on(page, "What do these days and words mean?")
    for day in ("Deadline", "Date of closure"):
        page.get_by_role("group", name=f"{day}: which way").get_by_label("Month first").check()
    page.get_by_label("Report: “Review of fraud”").select_option("PEEL 2021")
    page.get_by_label("Owner: “Head of Fraud”").select_option("Head of Neighbourhoods")
    page.get_by_label("Status: “Nearly there”").select_option("In progress")
    go_on(page, "What would become of each row")
    axe(page)
    page.get_by_role("button", name="Take over").click()

    expect(page.get_by_text("4 of 4 rows taken over.")).to_be_visible()
    axe(page)
    assert register() == [
        (*WM_1[:2], date(2023, 4, 3), *WM_1[3:]),
        ("WM-2", "in progress", date(2023, 5, 6), None, "Head of Neighbourhoods", "PEEL 2021"),
        (*WM_3[:3], date(2022, 1, 2), *WM_3[4:]),
        WM_4,
    ]
