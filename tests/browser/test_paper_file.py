"""A paper downloaded as a web page, opened from a folder: nothing of the service is beside it."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from reports.paper.blocks import Document
from reports.paper.render import FORMATS
from tests.browser.conftest import CheckPage
from tests.factories.papers import december_2021, every_block, every_section


def _opened(page: Page, document: Document, folder: Path) -> None:
    file = folder / "paper.html"
    file.write_bytes(FORMATS["html"].render(document))
    page.goto(file.as_uri())


PAPERS = {"december_2021": december_2021(), "every_block": every_block(), "every_section": every_section()}


@pytest.mark.parametrize("document", PAPERS.values(), ids=PAPERS)
def test_a_downloaded_paper_is_accessible_and_fits_any_window(page: Page, axe: CheckPage, document, tmp_path):
    _opened(page, document, tmp_path)

    axe(page)


def test_a_wide_table_is_scrolled_by_keyboard_on_a_small_screen(page: Page, tmp_path):
    page.set_viewport_size({"width": 320, "height": 900})
    _opened(page, december_2021(), tmp_path)
    grid = page.get_by_role("region", name="PEEL 2021: the eleven graded areas")

    grid.focus()
    page.keyboard.press("ArrowRight")

    page.wait_for_function("region => region.scrollLeft > 0", arg=grid.element_handle())
