"""The secretary records what the committee asked, carries it over and has it answered; the owner finds it waiting."""

import re
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from reports.models import CommitteeRequest
from tests.browser.conftest import CheckPage, SignIn
from tests.browser.keyboard import press, tab_to, type_into
from tests.factories.inspections import make_publication, make_reference
from tests.factories.people import Cast
from tests.factories.recommendations import make_recommendation
from tests.factories.reports import make_meeting

pytestmark = pytest.mark.django_db(transaction=True)

DECEMBER = "/meetings/2021-12-22/"


def test_a_request_is_kept_by_keyboard_alone(page: Page, sign_in: SignIn, cast: Cast, axe: CheckPage) -> None:
    make_reference()
    item = make_recommendation(cast, make_publication())
    for held_on in (date(2021, 12, 22), date(2022, 3, 31), date(2022, 6, 30)):
        make_meeting(held_on)
    sign_in(page, cast.secretary)
    page.goto(DECEMBER)
    axe(page)

    press(page, page.get_by_role("link", name="Record what was asked"))
    press(page, page.get_by_role("button", name="Save"))
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    axe(page)
    press(page, page.get_by_role("link", name="Enter what was asked"))
    page.keyboard.type("A member asked when calls will be answered in time.")
    type_into(page, "Asked of", "Force Crime")
    type_into(page, "Items it is about (optional)", item.reference)
    press(page, page.get_by_role("button", name="Save"))
    expect(page).to_have_url(re.compile(f"{DECEMBER}$"))
    expect(page.get_by_text("The request is recorded.")).to_be_visible()
    axe(page)

    press(page, page.get_by_role("link", name=re.compile("22 December 2021.*A member asked")))
    expect(page.get_by_text("Overdue")).to_be_visible()
    axe(page)
    press(page, page.get_by_role("button", name="Carry it over"))
    type_into(page, "Reason", "The figures come in June.")
    axe(page)
    press(page, page.get_by_role("button", name="Carry it over"))
    expect(page.get_by_text("The request is carried over.")).to_be_visible()

    press(page, page.get_by_role("button", name="Record the answer"))
    tab_to(page, page.get_by_label("Answered in writing"))
    page.keyboard.press("Space")
    type_into(page, "The answer, or the reason", "From the summer on.")
    axe(page)
    press(page, page.get_by_role("button", name="Save"))
    expect(page.get_by_text("What became of the request is recorded.")).to_be_visible()
    axe(page)

    request = CommitteeRequest.objects.get()
    assert (request.outcome, request.answer) == ("answered", "From the summer on.")
    assert (request.asked_of, request.answered_in.held_on) == (cast.owner.post, date(2022, 6, 30))

    sign_in(page, cast.owner)
    page.goto(item.get_absolute_url())
    expect(page.get_by_role("heading", name="What the committee asked about it")).to_be_visible()
    axe(page)
