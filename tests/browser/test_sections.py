"""A liaison officer puts the sections of a paper in order, and writes in one, by keyboard alone."""

import pytest
from playwright.sync_api import Locator, Page, expect

from reports.enums import SectionKind
from reports.models import Paper
from tests.browser.conftest import CheckPage, SignIn
from tests.browser.keyboard import tab_to
from tests.factories.inspections import make_reference
from tests.factories.people import Cast
from tests.factories.reports import add_section, make_empty_paper

pytestmark = pytest.mark.django_db(transaction=True)


WITHOUT_SCRIPTS = pytest.mark.browser_context_args(java_script_enabled=False)


@pytest.fixture
def paper(cast: Cast) -> Paper:
    """A paper with the sections Purpose, Report, Thanks."""
    make_reference()
    paper = make_empty_paper(cast)
    for heading in ("Purpose", "Report", "Thanks"):
        add_section(paper, SectionKind.NARRATIVE, heading, before=f"Words of {heading.lower()}.")
    return paper


def tree(paper: Paper) -> list[tuple[str, int]]:
    return list(paper.sections.values_list("heading", "level"))


def control(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


@pytest.mark.parametrize("", [pytest.param(id="with scripts"), pytest.param(id="without", marks=WITHOUT_SCRIPTS)])
def test_sections_are_put_in_order_by_keyboard_alone(
    page: Page, sign_in: SignIn, cast: Cast, paper: Paper, axe: CheckPage
) -> None:
    sign_in(page, cast.liaison)
    page.goto(paper.get_absolute_url())

    tab_to(page, control(page, "Move up Thanks"))
    page.keyboard.press("Enter")
    # Where the focus is, the next step is: it is told what has happened, and needs no looking for.
    expect(control(page, "Move up Thanks")).to_be_focused()
    expect(control(page, "Move up Thanks")).to_have_accessible_description(
        "“Thanks” is moved up. It comes after “Purpose” now."
    )
    axe(page)
    page.keyboard.press("Enter")
    expect(control(page, "Move down Thanks")).to_be_focused()
    expect(control(page, "Move down Thanks")).to_have_accessible_description(
        "“Thanks” is moved up. It comes first now."
    )
    page.keyboard.press("Enter")
    expect(control(page, "Move down Thanks")).to_be_focused()

    tab_to(page, control(page, "Move in Thanks"))
    page.keyboard.press("Space")
    expect(control(page, "Move out Thanks")).to_be_focused()
    expect(control(page, "Move out Thanks")).to_have_accessible_description(
        "“Thanks” is moved in. It belongs to “Purpose” now."
    )
    assert tree(paper) == [("Purpose", 1), ("Thanks", 2), ("Report", 1)]
    page.keyboard.press("Space")
    expect(control(page, "Move in Thanks")).to_be_focused()
    assert tree(paper) == [("Purpose", 1), ("Thanks", 1), ("Report", 1)]
