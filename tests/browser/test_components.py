"""The page of every component, in a browser: it is reachable, it holds at a phone's width, and needs no script."""

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import NARROW
from tests.factories.people import make_cast

pytestmark = pytest.mark.django_db(transaction=True)


def sign_in(page: Page) -> None:
    """As the auditor, who may read everything and change nothing."""
    cast = make_cast()
    page.goto("/sign-in/")
    page.get_by_label("Email").fill(cast.auditor.user.email)
    page.get_by_label("Password").fill("a long password")
    page.get_by_role("button", name="Sign in").click()


def test_every_component_is_accessible_wide_and_narrow(page: Page, axe):
    sign_in(page)

    page.goto("/components/?rag=red&sort=-due&page=2")

    axe(page)


def test_what_people_typed_keeps_its_line_breaks_in_a_card(page: Page):
    sign_in(page)
    page.set_viewport_size({"width": NARROW, "height": 900})

    page.goto("/components/")

    expect(page.locator("td.app-user-text").first).to_have_css("display", "block")
    expect(page.locator("td.app-user-text").first).to_have_css("white-space", "pre-line")


def test_the_error_summary_takes_the_focus_and_leads_to_each_input(page: Page):
    sign_in(page)

    page.goto("/components/")

    expect(page.locator(".govuk-error-summary")).to_be_focused()
    page.get_by_role("link", name="Date of decision must be a real date").click()
    expect(page.locator("#id_decided_on_day")).to_be_focused()


def test_a_choice_opens_its_question_and_shuts_it_again(page: Page):
    sign_in(page)
    page.goto("/components/")
    question = page.locator('[name="sample-held_until_day"]')

    expect(question).to_be_hidden()
    page.locator("#id_sample-held_0").check()
    expect(question).to_be_visible()
    page.locator("#id_sample-held_1").check()
    expect(question).to_be_hidden()


def test_the_skip_link_comes_first_and_goes_to_the_content(page: Page):
    page.goto("/accessibility/")

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.locator("#main-content")).to_be_focused()


def test_filters_sorts_and_pages_work_by_keyboard_without_a_script(browser: Browser, live_server: LiveServer):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    sign_in(page)

    page.goto("/components/")
    page.locator(".app-filter__summary").focus()
    page.keyboard.press("Enter")
    page.locator("#filter_rag_0").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Apply filters").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Remove filter: RAG: Red")).to_be_visible()
    page.get_by_role("link", name="Deadline").first.click()
    expect(page.get_by_role("columnheader", name="Deadline")).to_have_attribute("aria-sort", "ascending")
    page.get_by_role("link", name="Next").click()

    expect(page).to_have_url(f"{live_server.url}/components/?rag=red&sort=due&page=2")
    context.close()


def test_the_accessibility_statement_is_public_and_accessible(page: Page, axe):
    page.goto("/accessibility/")

    expect(page.get_by_role("heading", level=1)).to_have_text("Accessibility statement for JAC Tracker")
    axe(page)


def test_a_page_that_is_not_there_is_a_friendly_and_accessible_one(page: Page, axe):
    sign_in(page)

    page.goto("/nowhere/")

    expect(page.get_by_role("heading", level=1)).to_have_text("Page not found")
    axe(page)
