"""Changing many items at once by keyboard, and reading the log of what was done."""

from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from recommendations import actions
from recommendations.enums import Status
from recommendations.models import Recommendation
from tests.browser.conftest import CheckPage, SignIn
from tests.browser.keyboard import press, type_into
from tests.factories.inspections import make_publication, make_reference
from tests.factories.people import Cast
from tests.factories.recommendations import REGISTERED_AT, make_recommendation


@pytest.fixture
def items(cast: Cast) -> list[Recommendation]:
    """Two that an owner has, one that nobody has, and one that is closed."""
    make_reference()
    publication = make_publication()
    statuses = [Status.IN_PROGRESS, Status.IN_PROGRESS, Status.AWAITING_ALLOCATION, Status.CLOSED_COMPLETE]
    made = [make_recommendation(cast, publication, status) for status in statuses]
    by: dict[str, Any] = {"by": cast.owner.actor(REGISTERED_AT.date()), "at": REGISTERED_AT.replace(hour=15)}
    actions.set_target(recommendation=made[0], target_on=date(2090, 1, 31), **by)
    return made


def test_a_liaison_officer_gives_several_items_to_another_post_by_keyboard(
    page: Page, sign_in: SignIn, cast: Cast, items: list[Recommendation], axe: CheckPage
) -> None:
    sign_in(page, cast.liaison)
    page.goto("/register/?status=all")
    axe(page)
    press(page, page.get_by_role("link", name="Tick all on this page"))
    expect(page.get_by_role("link", name="Tick none of this page")).to_be_visible()
    expect(page.get_by_label("Choose MP-2022-004")).to_be_checked()
    axe(page)
    press(page, page.get_by_role("button", name="Change the ticked items"))

    expect(page.get_by_text("4 items are chosen.")).to_be_visible()
    axe(page)
    press(page, page.get_by_label("Owner", exact=True), "Space")
    type_into(page, "New owner", "Head of Neighbourhoods")
    press(page, page.get_by_role("button", name="See what would change"))
    expect(page.get_by_text("Enter a reason").first).to_be_visible()
    axe(page)
    type_into(page, "Reason", "The field moves to neighbourhoods.")
    press(page, page.get_by_role("button", name="See what would change"))

    expect(page.get_by_role("heading", name="1 cannot be changed")).to_be_visible()
    axe(page)
    press(page, page.get_by_role("button", name="Leave out 1 item and look again"))
    expect(page.get_by_role("heading", name="3 will be changed")).to_be_visible()
    axe(page)
    press(page, page.get_by_role("button", name="Change 3 items"))

    expect(page.get_by_text("Owner of 3 items changed: Head of Neighbourhoods.")).to_be_visible()
    owners = Recommendation.objects.order_by("reference").values_list("owner_post__title", flat=True)
    assert list(owners) == ["Head of Neighbourhoods"] * 3 + ["Force Crime Registrar"]


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_a_lead_changes_the_rag_of_all_that_fit_without_scripts(
    page: Page, sign_in: SignIn, cast: Cast, items: list[Recommendation], axe: CheckPage
) -> None:
    sign_in(page, cast.lead)
    page.goto("/register/?status=in+progress")
    page.get_by_role("button", name="Change all 2 that fit").click()
    page.get_by_label("RAG", exact=True).check()
    page.get_by_label("New RAG").select_option("Red")
    page.get_by_label("Reason").fill("The supplier has failed.")
    axe(page)
    page.get_by_role("button", name="See what would change").click()
    axe(page)
    page.get_by_role("button", name="Change 2 items").click()

    expect(page.get_by_text("RAG of 2 items changed: Red.")).to_be_visible()
    assert Recommendation.objects.filter(rag="red").count() == 2


def test_an_auditor_finds_an_act_in_the_log(
    page: Page, sign_in: SignIn, cast: Cast, items: list[Recommendation], axe: CheckPage
) -> None:
    sign_in(page, cast.auditor)
    page.goto("/")
    press(page, page.get_by_role("link", name="Audit log", exact=True))
    expect(page.get_by_role("heading", name="Audit log", level=1)).to_be_visible()
    axe(page)
    press(page, page.get_by_text("Filter", exact=True))
    type_into(page, "Kind of act", "Items: Target set")
    type_into(page, "Item", "MP-2022-001")
    axe(page)
    press(page, page.get_by_role("button", name="Apply filters"))
    expect(page.get_by_role("link", name="Remove filter: Item: MP-2022-001")).to_be_visible()
    axe(page)
    press(page, page.get_by_role("link", name="Items: Target set on MP-2022-001"))

    expect(page.get_by_role("row", name="Recommendation: internal target")).to_contain_text("31 January 2090")
    axe(page)
    page.go_back()
    with page.expect_download() as saved:
        page.get_by_role("link", name="CSV file of all these acts").click()
    assert saved.value.suggested_filename.startswith("audit-log-filtered-made-")


def test_the_pages_that_say_why_not_can_be_used_by_everybody(
    page: Page, sign_in: SignIn, cast: Cast, items: list[Recommendation], axe: CheckPage
) -> None:
    sign_in(page, cast.liaison)
    for address in ("/register/bulk/", "/audit-log/?person=nobody", "/audit-log/?item=nothing"):
        page.goto(address)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        axe(page)
