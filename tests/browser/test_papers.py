"""A liaison officer starts a paper, gives it a section and a cut-off; the secretary numbers it and takes it away."""

import re
import zipfile
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from reports.enums import SectionKind
from reports.models import Paper
from tests.browser.conftest import CheckPage, SignIn
from tests.browser.keyboard import press, tab_to, type_into
from tests.factories.people import Cast
from tests.factories.small_register import SmallRegister, make_small_register

pytestmark = pytest.mark.django_db(transaction=True)

JUNE = "/meetings/2022-06-30/"
MARCH_PAPER = "/meetings/2022-03-31/paper/"


@pytest.fixture
def small(cast: Cast) -> SmallRegister:
    return make_small_register(cast)


def headings(page: Page) -> list[str]:
    return [words.strip() for words in page.locator("tbody th").all_inner_texts()]


def test_a_paper_is_made_by_keyboard_alone(
    page: Page, sign_in: SignIn, cast: Cast, small: SmallRegister, axe: CheckPage
) -> None:
    sign_in(page, cast.liaison)
    page.goto("/meetings/")
    axe(page)
    press(page, page.get_by_role("button", name="Add a meeting"))
    press(page, page.get_by_role("button", name="Save"))
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    axe(page)
    press(page, page.get_by_role("link", name="Enter the date of the meeting"))
    page.keyboard.type("30")
    type_into(page, "Month", "6")
    type_into(page, "Year", "2022")
    press(page, page.get_by_role("button", name="Save"))
    expect(page).to_have_url(re.compile(f"{JUNE}$"))
    axe(page)

    press(page, page.get_by_role("button", name="Start the paper"))
    expect(page.get_by_text("It starts with the sections of the paper for 31 March 2022.")).to_be_visible()
    press(page, page.get_by_role("button", name="Start the paper"))
    expect(page.get_by_role("heading", level=1)).to_have_text("HMICFRS Update, 30 June 2022")
    axe(page)

    press(page, page.get_by_role("button", name="Add a section"))
    tab_to(page, page.get_by_label("Narrative", exact=True))
    page.keyboard.press("Space")
    axe(page)
    press(page, page.get_by_role("button", name="Continue"))
    type_into(page, "Heading (optional)", "Thanks")
    type_into(page, "Your words (optional)", "We thank **everybody**.")
    axe(page)
    press(page, page.get_by_role("button", name="Add the section"))
    expect(page.get_by_text("The section is added.")).to_be_visible()
    assert headings(page)[-2:] == ["11. Appendix: open items", "Thanks"]

    press(page, page.get_by_role("button", name="Move up Thanks"))
    expect(page.get_by_text("“Thanks” is moved up.")).to_be_visible()
    assert headings(page)[-2:] == ["Thanks", "11. Appendix: open items"]

    press(page, page.get_by_role("button", name="Preview and download"))
    expect(page.get_by_role("heading", level=2, name="HMICFRS Update")).to_be_visible()
    expect(page.locator(".app-paper strong", has_text="everybody")).to_be_visible()
    axe(page)
    press(page, page.get_by_role("link", name="Internal", exact=True))
    expect(page.get_by_text("Internal: not for publication")).to_be_visible()
    axe(page)


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_the_secretary_numbers_and_exports_a_paper_without_javascript(
    page: Page, sign_in: SignIn, cast: Cast, small: SmallRegister, axe: CheckPage, tmp_path: Path
) -> None:
    sign_in(page, cast.secretary)
    page.goto("/meetings/")
    page.get_by_role("link", name="HMICFRS Update of 31 March 2022").click()
    expect(page.get_by_role("button", name="Settings")).to_have_count(0)
    page.get_by_role("button", name="Agenda number").click()
    page.get_by_label("Agenda item").fill("12")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("The agenda number is saved.")).to_be_visible()
    axe(page)

    page.get_by_role("button", name="Preview and download").click()
    expect(page.get_by_text("Agenda Item 12")).to_be_visible()
    axe(page)
    for name in ("Web page (.html)", "Word (.docx)", "PDF (.pdf)"):
        with page.expect_download() as downloading:
            page.get_by_role("link", name=name).click()
        file = tmp_path / downloading.value.suggested_filename
        downloading.value.save_as(file)
        assert file.stat().st_size > 5_000
    with zipfile.ZipFile(tmp_path / "hmicfrs-update-2022-03-31.docx") as package:
        assert b"Agenda Item 12" in package.read("word/document.xml")


def test_what_stands_in_the_way_leads_to_the_section(
    page: Page, sign_in: SignIn, cast: Cast, small: SmallRegister, axe: CheckPage
) -> None:
    sign_in(page, cast.liaison)
    page.goto(MARCH_PAPER)
    page.get_by_role("button", name="Cut-off").click()
    page.get_by_label("Day", exact=True).fill("23")
    page.get_by_label("Month", exact=True).fill("12")
    page.get_by_label("Year", exact=True).fill("2021")
    page.get_by_label("Time").fill("midday")
    axe(page)
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Change HMICFRS inspections").click()
    page.get_by_role("button", name="Save").click()

    # Before Christmas nothing has happened yet that a paper would explain the kinds of.
    page.get_by_role("link", name="HMICFRS inspections", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Change “HMICFRS inspections”")
    page.get_by_label("PEEL", exact=True).check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Files cannot be made yet.")).to_have_count(0)

    page.get_by_role("link", name="Remove Purpose of report").click()
    page.get_by_label("Reason").fill("It says nothing")
    axe(page)
    page.get_by_role("button", name="Remove the section").click()
    expect(page.get_by_text("“Purpose of report” is removed.")).to_be_visible()
    paper = Paper.objects.get(meeting__held_on=date(2022, 3, 31))
    assert not paper.sections.filter(kind=SectionKind.NARRATIVE).exists()
