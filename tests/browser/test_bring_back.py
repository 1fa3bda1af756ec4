"""An owner saves items to Excel, edits them there, brings the sheet back and decides on what both sides changed."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from recommendations import actions
from recommendations.models import ProgressUpdate, Recommendation
from tests.browser.conftest import CheckPage, SignIn
from tests.browser.keyboard import press
from tests.factories.inspections import make_publication, make_reference
from tests.factories.people import Cast
from tests.factories.recommendations import REGISTERED_AT, make_recommendation
from tests.integration.recommendations.sheets import edit

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def items(cast: Cast) -> list[Recommendation]:
    """Two of the owner's; the second has a target."""
    make_reference()
    publication = make_publication()
    made = [make_recommendation(cast, publication) for _ in range(2)]
    by: dict[str, Any] = {"by": cast.owner.actor(REGISTERED_AT.date()), "at": REGISTERED_AT.replace(hour=15)}
    actions.set_target(recommendation=made[1], target_on=date(2090, 1, 31), **by)
    return made


def save_and_edit(page: Page, items: list[Recommendation], file: Path) -> None:
    page.goto("/register/")
    with page.expect_download() as saved:
        page.get_by_role("link", name="Edit these items in Excel").click()
    saved.value.save_as(file)
    book = load_workbook(file)
    edit(book, items[0], PROGRESS="=Half are trained.", RAG="Amber", RAG_REASON="A trainer left.")
    edit(book, items[1], TARGET=date(2091, 6, 30), REASON="There is one trainer less.")
    book.save(file)


def extend_meanwhile(cast: Cast, item: Recommendation) -> None:
    by: dict[str, Any] = {"by": cast.liaison.actor(REGISTERED_AT.date()), "at": REGISTERED_AT.replace(hour=16)}
    actions.extend_target(recommendation=item, target_on=date(2090, 3, 31), why="It waits for money.", **by)


def test_a_sheet_is_edited_brought_back_and_a_conflict_decided(
    page: Page, sign_in: SignIn, cast: Cast, items: list[Recommendation], axe: CheckPage, tmp_path: Path
) -> None:
    sign_in(page, cast.owner)
    save_and_edit(page, items, tmp_path / "edited.xlsx")
    extend_meanwhile(cast, items[1])
    press(page, page.get_by_role("link", name="bring the edited sheet back"))
    expect(page.get_by_role("heading", name="Bring an edited sheet back")).to_be_visible()
    axe(page)
    page.get_by_label("Edited sheet").set_input_files(tmp_path / "edited.xlsx")
    press(page, page.get_by_role("button", name="See what would change"))

    expect(page.get_by_role("heading", name="1 changed in the register since the sheet went out")).to_be_visible()
    expect(page.get_by_role("heading", name="1 will be changed")).to_be_visible()
    axe(page)
    press(page, page.get_by_role("button", name="Change as decided"))

    expect(page.locator(".govuk-error-summary")).to_be_focused()
    axe(page)
    press(page, page.get_by_role("link", name="Decide what is to stand of MP-2022-002"))
    expect(page.get_by_label("What the sheet says")).to_be_focused()
    page.keyboard.press("Space")
    press(page, page.get_by_role("button", name="Change as decided"))

    expect(page.get_by_text("2 items changed from your sheet.")).to_be_visible()
    assert ProgressUpdate.objects.get().text == "=Half are trained."
    assert Recommendation.objects.get(pk=items[1].pk).internal_target_on == date(2091, 6, 30)
