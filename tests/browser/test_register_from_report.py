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


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_the_whole_of_it_goes_without_scripts(page: Page, sign_in: SignIn, cast: Cast, axe: CheckPage) -> None:
    make_reference()
    publication = make_publication()
    sign_in(page, cast.liaison)
    page.goto(f"/publications/{publication.pk}/read/")
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    page.get_by_label("Paste the recommendations of the report").fill(TEXT)
    page.get_by_role("button", name="Read it").click()
    axe(page)

    # The second part becomes an item of its own, and the third item, which is not ours, is left out
    page.get_by_text("Move this part, part 2 of Item 1 of 2").click()
    page.get_by_role("button", name="Make it an item of its own (part 2 of Item 1 of 2)").click()
    second = page.get_by_role("group", name="Item 2 of 3")
    expect(second.get_by_label("Text", exact=True)).to_have_value("check its records.")
    second.get_by_label("Title, in our own short words").fill("Check the records")
    page.get_by_role("group", name="Item 3 of 3").get_by_label("What to do with it").select_option("Leave it out")
    page.get_by_role("button", name="Check without saving").click()
    axe(page)
    page.get_by_label("I have looked through each of these beside the report").check()
    page.get_by_role("button", name="Save", exact=True).click()

    expect(page.get_by_text("2 items are registered out of Serious youth violence.")).to_be_visible()
    titles = Recommendation.objects.order_by("reference").values_list("title", flat=True)
    assert list(titles) == ["Train every officer", "Check the records"]


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_who_may_not_register_is_neither_led_there_nor_let_in(page: Page, sign_in: SignIn, cast: Cast) -> None:
    make_reference()
    publication = make_publication()
    sign_in(page, cast.auditor)

    page.goto(publication.inspection.get_absolute_url())
    expect(page.get_by_role("link", name="Register from its text")).to_have_count(0)
    answer = page.goto(f"/publications/{publication.pk}/read/")

    assert answer is not None
    assert answer.status == 403
