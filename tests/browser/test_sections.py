"""A liaison officer puts the sections of a paper in order, and writes in one, by keyboard alone."""

import pytest
from playwright.sync_api import Locator, Page, Request, Route, expect

from reports.enums import SectionKind
from reports.models import Paper, Section
from tests.browser.conftest import CheckPage, SignIn
from tests.browser.keyboard import press, tab_to, type_into
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


BEFORE = "Your words before it (optional)"
AFTER = "Your words after it (optional)"


@pytest.fixture
def form(page: Page, sign_in: SignIn, cast: Cast, paper: Paper) -> str:
    """The form of a section that tells of inspections, on the screen; its address."""
    section = add_section(paper, SectionKind.NOTIFIED, "To come")
    sign_in(page, cast.liaison)
    address = f"{paper.get_absolute_url()}sections/{section.pk}/"
    page.goto(address)
    return address


def preview(page: Page) -> Locator:
    return page.get_by_role("region", name="Preview")


def test_a_section_is_drawn_while_its_words_are_typed(page: Page, form: str, axe: CheckPage) -> None:
    expect(preview(page).get_by_role("heading", level=3)).to_have_text("To come")

    type_into(page, BEFORE, "We **know** of")
    expect(preview(page).locator("strong")).to_have_text("know")
    type_into(page, AFTER, "no more.")
    expect(preview(page).get_by_text("no more.")).to_be_visible()
    expect(page.get_by_label(AFTER)).to_be_focused()
    axe(page)

    tab_to(page, page.get_by_label("Section", exact=True))
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(preview(page).get_by_text("“To come” would stand more than one level below")).to_be_visible()
    expect(preview(page).get_by_role("status")).to_have_text(
        "The section cannot be drawn as it is typed. What you typed is kept."
    )
    axe(page)
    page.keyboard.press("ArrowLeft")
    press(page, control(page, "Preview"))
    expect(preview(page)).to_be_focused()
    expect(preview(page).get_by_role("heading", level=3)).to_have_text("To come")

    press(page, control(page, "Save"))
    expect(page.get_by_text("The section is saved.")).to_be_visible()
    assert Section.objects.get(heading="To come").before == "We **know** of"


def test_an_answer_that_was_overtaken_or_fails_leaves_the_page_as_it_is(page: Page, form: str) -> None:
    expect(preview(page).get_by_role("heading", level=3)).to_have_text("To come")
    held: list[Route] = []

    def hold_the_slow(route: Route, request: Request) -> None:
        held.append(route) if "slow" in (request.post_data or "") else route.continue_()

    page.route(f"**{form}", hold_the_slow)
    page.get_by_label(BEFORE).fill("The slow one")
    with page.expect_request(lambda request: "slow" in (request.post_data or "")):
        pass
    page.get_by_label(BEFORE).fill("The newer one")
    expect(preview(page).get_by_text("The newer one")).to_be_visible()
    held[0].fulfill(body="<section id=preview><p role=status>Old</p><div class=app-preview__drawn>Old</div></section>")
    page.unroute(f"**{form}")

    page.route(f"**{form}", lambda route: route.abort())
    page.get_by_label(BEFORE).fill("The newest one")
    expect(preview(page).get_by_role("status")).to_have_text(
        "The preview could not be drawn just now. What you typed is still here. Press Preview to try again."
    )
    expect(preview(page).get_by_text("The newer one")).to_be_visible()
    expect(page.get_by_label(BEFORE)).to_have_value("The newest one")
    page.unroute(f"**{form}")
    control(page, "Preview").click()
    expect(preview(page).get_by_text("The newest one")).to_be_visible()


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_without_scripts_the_preview_is_a_second_button(page: Page, form: str, axe: CheckPage) -> None:
    expect(preview(page).get_by_text("Press Preview to see the section")).to_be_visible()
    type_into(page, BEFORE, "We **know** of")
    press(page, control(page, "Preview"))

    expect(preview(page)).to_be_focused()
    expect(preview(page).locator("strong")).to_have_text("know")
    expect(page.get_by_label(BEFORE)).to_have_value("We **know** of")
    axe(page)
    page.get_by_label(BEFORE).focus()
    press(page, control(page, "Save"))
    expect(page.get_by_text("The section is saved.")).to_be_visible()
