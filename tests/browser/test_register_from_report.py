"""A liaison officer pastes what a report recommends, puts one item right beside its lines, and saves all together."""

import pytest
from playwright.sync_api import Page, expect

from recommendations.models import Recommendation
from tests.browser.conftest import CheckPage, SignIn
from tests.factories.inspections import make_publication, make_reference
from tests.factories.people import Cast

pytestmark = pytest.mark.django_db(transaction=True)

TEXT = """\
Cause of concern

The force does not record crime well

Recommendations

Within six months, the force should:
• train every officer; and
• check its records.

Recommendation 2

The Home Office should pay for it.
"""


def test_a_report_is_pasted_looked_through_and_saved(page: Page, sign_in: SignIn, cast: Cast, axe: CheckPage) -> None:
    make_reference()
    publication = make_publication()
    sign_in(page, cast.liaison)
    page.goto(publication.inspection.get_absolute_url())

    page.get_by_role("link", name="Register from its text").click()
    axe(page)
    page.get_by_label("Paste the recommendations of the report").fill(TEXT)
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_role("heading", name="Look through what was read")).to_be_visible()
    axe(page)

    first = page.get_by_role("group", name="Item 1 of 2")
    first.get_by_label("Title, in our own short words").fill("Record every crime")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    axe(page)

    page.get_by_label("I have looked through each of these beside the report").check()
    page.get_by_role("button", name="Save").click()

    expect(page.get_by_text("2 items are registered out of Serious youth violence.")).to_be_visible()
    assert [item.title for item in Recommendation.objects.order_by("reference")] == ["Record every crime", "Pay for it"]
